"""Files become a catalogue: ours, and a host's own on top. A file that cannot be used is refused with a plain sentence.

Each file is a shelf; each entry a table with what is true in every language, and one line of texts for each language.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, NoReturn, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from party.core.errors import PartyError
from party.wire.catalogue import (
    ArtistChip,
    Catalogue,
    Chip,
    ModifierChip,
    Name,
    QuestionCard,
    StylePreset,
    ThemeIdea,
)

STARTER = Path(__file__).parent
LANGUAGES = ("en", "ru", "zh")
"""The first stands in where a language is missing."""

KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "techniques": Chip,
        "artists": ArtistChip,
        "periods": Chip,
        "moods": Chip,
        "modifiers": ModifierChip,
        "styles": StylePreset,
        "questions": QuestionCard,
        "themes": ThemeIdea,
    }
)
"""The shelves of entries, by the name of their file. Beside them stands `names`."""

T = TypeVar("T")
Entry = Mapping[str, Any]
"""One of `KINDS`, by language."""

_Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_TABLES = TypeAdapter(dict[_Id, dict[str, Any]])
_LINE = TypeAdapter(dict[str, Any])
_NAMES: TypeAdapter[Any] = TypeAdapter(dict[Literal["en", "ru", "zh"], tuple[Name, ...]])
_ADAPTERS: Mapping[str, TypeAdapter[Any]] = MappingProxyType({name: TypeAdapter(kind) for name, kind in KINDS.items()})

_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "missing": "is missing",
        "string_type": "should be text in quotes",
        "string_too_short": "is empty",
        "string_too_long": "has more than {max_length} characters",
        "string_pattern_mismatch": "is no id: small letters, digits and hyphens make one",
        "int_parsing": "should be a whole number",
        "int_type": "should be a whole number",
        "int_from_float": "should be a whole number",
        "bool_type": "should be true or false",
        "bool_parsing": "should be true or false",
        "enum": "should be {expected}",
        "dict_type": "should be a table",
        "tuple_type": "should be a list",
        "literal_error": "is no language of the catalogue; it has {expected}",
    }
)


class CatalogueRefused(PartyError):
    """A file of a catalogue cannot be used."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """What a folder holds: entries by file and id, names by language."""

    entries: Mapping[str, Mapping[str, Entry]]
    names: Mapping[str, tuple[str, ...]]


def catalogues(own: Path | None = None) -> Mapping[str, Catalogue]:
    """The starter catalogue by language; a host's entries are added, or replace those with the same id.

    Raises `CatalogueRefused`.
    """
    shelves = read(STARTER)
    if own is not None:
        shelves = _joined(shelves, read(own))
    return {language: _told(shelves, language) for language in LANGUAGES}


def read(folder: Path) -> Shelves:
    """What a folder's files say. Raises `CatalogueRefused`."""
    files = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if not files:
        raise CatalogueRefused(f"The catalogue folder {folder} is not there, or holds no .toml file.")
    for name, path in files.items():
        if name not in {*KINDS, "names"}:
            raise CatalogueRefused(f"{path} is no file of a catalogue. It knows {', '.join(KINDS)} and names.")
    names = files.pop("names", None)
    return Shelves(
        entries={name: _shelf(name, path) for name, path in files.items()},
        names=_checked(_NAMES, _toml(names), names) if names else {},
    )


def _shelf(name: str, path: Path) -> Mapping[str, Entry]:
    tables = _checked(_TABLES, _toml(path), path)
    return {key: _entry(name, path, key, table) for key, table in tables.items()}


def _entry(name: str, path: Path, key: str, table: Mapping[str, Any]) -> Entry:
    shared = {field: value for field, value in table.items() if field not in LANGUAGES}
    lines = {
        language: _checked(_LINE, table[language], path, key, language) for language in LANGUAGES if language in table
    }
    if not lines:
        _refuse(path, (key,), "has no line in any of " + ", ".join(LANGUAGES))
    known = {field.name for field in fields(KINDS[name])} - {"id"}
    for language, line in lines.items():
        for field in {**shared, **line}:
            if field not in known:
                _refuse(path, (key, language, field), f"is not known; there are {', '.join(sorted(known))}")
    return {
        language: _checked(_ADAPTERS[name], {**shared, **line, "id": key}, path, key, language)
        for language, line in lines.items()
    }


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueRefused(f"The catalogue file {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise CatalogueRefused(f"The catalogue file {path} is not valid TOML in UTF-8: {error}.") from error


def _checked(adapter: TypeAdapter[T], value: object, path: Path, *where: str) -> T:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = (*where, *(str(part) for part in first["loc"] if part != "[key]"))
        sentence = _SENTENCES.get(first["type"], "is not right: " + first["msg"])
        _refuse(path, place, sentence.format(**first.get("ctx", {})))


def _refuse(path: Path, place: tuple[str, ...], sentence: str) -> NoReturn:
    raise CatalogueRefused(f"The catalogue file {path} cannot be used: {'.'.join(place)} {sentence}.")


def _joined(ours: Shelves, theirs: Shelves) -> Shelves:
    return Shelves(
        entries={name: {**ours.entries[name], **theirs.entries.get(name, {})} for name in KINDS},
        names={
            language: tuple(dict.fromkeys((*ours.names[language], *theirs.names.get(language, ()))))
            for language in LANGUAGES
        },
    )


def _told(shelves: Shelves, language: str) -> Catalogue:
    told: dict[str, Any] = {
        name: tuple(_said(entry, language) for entry in shelves.entries[name].values()) for name in KINDS
    }
    return Catalogue(language=language, names=shelves.names[language], **told)


def _said(entry: Entry, language: str) -> object:
    spoken = next(tongue for tongue in (language, *LANGUAGES) if tongue in entry)
    return entry[spoken]
