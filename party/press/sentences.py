"""The sentences of a page in one language: Project Fluent files, filled so that no file ever touches people's words.

What people wrote travels through a sentence as a mark and is put in afterwards: whatever its length, it arrives whole.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from fluent.runtime import FluentBundle
from fluent.runtime.errors import FluentReferenceError
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message
from markupsafe import Markup

from party.core.values import Millis
from party.press.errors import TemplateBroken

TEMPLATES: Final = Path(__file__).parent / "templates"
FALLBACK: Final = "en"
_WORDS = "words"
_MARK = re.compile("\0(\\^?)([A-Za-z][\\w-]*)\0")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{2,8})*")

Value = str | int | float


class Unnamed(Markup):
    """Stands for somebody without a name; the one text whose first letter a sentence may raise."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence is written."""

    file: Path
    line: int


class Sentences:
    """All sentences of one language, the host's own before ours."""

    def __init__(self, language: str, folder: Path | None = None) -> None:
        """Read the language's files. Raises `TemplateBroken`: no Fluent, or a language that lacks sentences."""
        self.language = spoken(language, folder)
        self.locale = _locale(self.language)
        self._bundle = FluentBundle([str(self.locale)], functions={"START": _Raised}, use_isolating=False)
        self._places: dict[str, _Place] = {}
        for file in _files(self.language, folder):
            self._read(file)
        self._check_whole(folder)

    def say(self, key: str, values: Mapping[str, Value] | None = None) -> str:
        """A sentence with these values in it; texts are put in as they are.

        Raises `LookupError` for a sentence no file has and `TemplateBroken` for one that wants other values.
        """
        values = values or {}
        pattern = self._bundle.get_message(key).value if self._bundle.has_message(key) else None
        if pattern is None:
            raise LookupError(f"there is no sentence “{key}”")
        text, errors = self._bundle.format_pattern(pattern, {name: _passed(name, v) for name, v in values.items()})
        if errors:
            raise TemplateBroken(*self._where(key), f"“{key}” cannot be said: {_wrong(errors[0])}")
        return _MARK.sub(lambda found: _put_in(values[found[2]], raised=bool(found[1])), str(text))

    def day(self, at_ms: Millis) -> str:
        """A date as this language writes it out."""
        return format_date(datetime.fromtimestamp(at_ms / 1000, UTC), self.say("date-pattern"), locale=self.locale)

    def listed(self, items: tuple[str, ...]) -> str:
        """Items as this language strings them together: a, b and c."""
        if not items:
            return ""
        *most, last = items
        return self.say("list-last", {"most": self.say("list-comma").join(most), "last": last}) if most else last

    @property
    def keys(self) -> frozenset[str]:
        """Every sentence it has."""
        return frozenset(self._places)

    def _read(self, file: Path) -> None:
        source = _text(file)
        resource = FluentParser().parse(source)
        for entry in resource.body:
            line = source.count("\n", 0, entry.span.start if entry.span else 0) + 1
            if isinstance(entry, Junk):
                raise TemplateBroken(file, *_complaint(entry, source, line))
            if isinstance(entry, Message):
                self._places[entry.id.name] = _Place(file, line)
        self._bundle.add_resource(resource, allow_overrides=True)

    def _check_whole(self, folder: Path | None) -> None:
        """A language of the host's own has every sentence English has."""
        ours = _file(TEMPLATES, self.language)
        if folder is None or ours.is_file():
            return
        english = (entry for entry in FluentParser().parse(_text(_file(TEMPLATES, FALLBACK))).body)
        wanted = (entry.id.name for entry in english if isinstance(entry, Message))
        if missing := [key for key in wanted if key not in self._places]:
            file = _file(folder, self.language)
            raise TemplateBroken(file, len(_text(file).splitlines()), f"the sentence “{missing[0]}” is missing")

    def _where(self, key: str) -> tuple[Path, int]:
        place = self._places[key]
        return place.file, place.line


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages there are sentences in."""
    found = {file.stem for root in (TEMPLATES, folder) if root for file in (root / _WORDS).glob("*.ftl")}
    return tuple(sorted(found))


def spoken(language: str, folder: Path | None = None) -> str:
    """The wanted language, else the same without its region, else English."""
    there = {known.casefold(): known for known in languages(folder)}
    wanted = language.replace("_", "-").casefold() if _LANGUAGE.fullmatch(language) else ""
    return there.get(wanted) or there.get(wanted.partition("-")[0]) or FALLBACK


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)


def _files(language: str, folder: Path | None) -> tuple[Path, ...]:
    files = (_file(root, language) for root in (TEMPLATES, folder) if root)
    return tuple(file for file in files if file.is_file())


def _file(root: Path, language: str) -> Path:
    return root / _WORDS / f"{language}.ftl"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateBroken(file, 1, f"it cannot be read as UTF-8 text ({error.__class__.__name__})") from error


def _complaint(junk: Junk, source: str, line: int) -> tuple[int, str]:
    """The line of the first error in what could not be read, and the error."""
    for note in junk.annotations or ():
        start = note.span.start if note.span else 0
        return source.count("\n", 0, start) + 1, f"{note.message} ({note.code})"
    return line, "this is no sentence as Fluent writes them"


def _passed(name: str, value: Value) -> Value | FluentType:
    """Numbers and our own names of things decide the form of a sentence; everything else goes through as a mark."""
    if isinstance(value, StrEnum):
        return value.value
    return f"\0{name}\0" if isinstance(value, str) else value


class _Raised(FluentType):
    """`START($who)`: a text at the beginning of a sentence."""

    def __init__(self, mark: object) -> None:
        """`mark`: what stands for the text."""
        self._name = str(mark).strip("\0")

    def format(self, locale: Locale) -> str:  # noqa: ARG002  the same in every language
        """The mark, as `_MARK` reads it."""
        return f"\0^{self._name}\0"


def _put_in(value: Value, *, raised: bool) -> str:
    text = str(value)
    return text[:1].upper() + text[1:] if raised and isinstance(value, Unnamed) else text


def _wrong(error: Exception) -> str:
    if isinstance(error, FluentReferenceError) and str(error).startswith("Unknown external: "):
        return f"nothing is called ${str(error).removeprefix('Unknown external: ')} here"
    return str(error)
