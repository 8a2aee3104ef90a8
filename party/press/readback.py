"""A write-up read back from its folder: its page, its head, and what the record beside it tells of pictures.

A host may have worked on the page by hand, or broken the record: what cannot be read is left out, never guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from party.core.values import ArtworkId, GuestId, Millis, Recipe, RefinementId, Seq
from party.media.markdown import Sized, to_html
from party.press.front import Exhibit, Front, Origin, front_matter
from party.press.pictures import WIDTHS_PX, sized, variant_file
from party.press.sidecar import FORMAT, SIDECAR
from party.press.story import Figures

INDEX: Final = "index.md"
_MOST_IN_MEMORY: Final = 32
_INSIDE_WORDS: Final = {"a", "abbr", "code", "del", "em", "ins", "small", "span", "strong", "sub", "sup"}
_UNCOUNTED: Final = Figures(0, 0, 0, 0, 0, 0, None)


@dataclass(frozen=True, slots=True)
class Person:
    """A guest as they are credited; without a name, unnamed."""

    id: GuestId
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A node of the prompt tree."""

    id: RefinementId
    parent: RefinementId | None
    text: str
    by: GuestId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture of the evening; `file` is its name beside the page, if it is shown there."""

    id: ArtworkId
    refinement: RefinementId
    recipe: Recipe
    at_ms: Millis
    width_px: int
    height_px: int
    caption: str = ""
    alt: str = ""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Something somebody wrote."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is read of `party.json`."""

    format: str
    code: str
    epoch: str
    theme: str
    opened_ms: Millis
    figures: Figures = _UNCOUNTED
    trunk: tuple[RefinementId, ...] = ()
    guests: tuple[Person, ...] = ()
    associations: tuple[Line, ...] = ()
    refinements: tuple[Wording, ...] = ()
    artworks: tuple[Hung, ...] = ()
    notes: tuple[Line, ...] = ()
    comments: tuple[Line, ...] = ()
    questions: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A write-up as it lies in its folder. `html`: the page, safe to show; `text`: its words alone.

    `pictures`: what the record knows of the pictures on the page, in their order. `files`: what lies beside it.
    `edition` is another one whenever the page or its record was written anew, `written_ms` when the page was.
    """

    edition: str
    written_ms: Millis
    front: Front
    html: str
    text: str
    record: Record | None
    pictures: tuple[Hung, ...] = ()
    files: frozenset[str] = field(default_factory=frozenset)


_RECORD: Final = TypeAdapter(Record)


def edition(folder: Path) -> str:
    """The edition of the write-up in a folder, found out without reading it. Raises `OSError` where there is none."""
    looked_at = (folder / INDEX, folder / SIDECAR)
    stamps = [path.stat() for path in looked_at if path is looked_at[0] or path.is_file()]
    return "-".join(f"{stamp.st_mtime_ns:x}.{stamp.st_size:x}.{stamp.st_ino:x}" for stamp in stamps)


def read_back(folder: Path) -> Kept:
    """The write-up in a folder, from memory as long as its files stay as they are. Raises `OSError` without a page."""
    return _read_back(folder, edition(folder))


@lru_cache(maxsize=_MOST_IN_MEMORY)
def _read_back(folder: Path, stamp: str) -> Kept:
    page = (folder / INDEX).read_text(encoding="utf-8", errors="replace")
    files = frozenset(path.name for path in folder.iterdir() if path.is_file())
    record = _record(folder)
    hung = tuple(sorted(_on_page(record, files), key=lambda one: str(one.file))) if record else ()
    html = to_html(page, pictures=_sized(hung, files))
    reader = _Reader(html)
    front = _front(front_matter(page), record, hung, reader.alts)
    written_ms = Millis((folder / INDEX).stat().st_mtime_ns // 1_000_000)
    return Kept(stamp, written_ms, front, html, reader.text, record, hung, files)


def path_to(record: Record, refinement: RefinementId) -> tuple[Wording, ...]:
    """The wordings that led to one, the first prompt first; those whose words are gone are passed over."""
    by_id, found = {one.id: one for one in record.refinements}, list[Wording]()
    at: RefinementId | None = refinement
    while at in by_id and by_id[at] not in found:
        found.append(by_id[at])
        at = by_id[at].parent
    return tuple(one for one in reversed(found) if one.text)


def files_of(picture: Hung, files: frozenset[str]) -> dict[int, str]:
    """Every file of a picture that is there, by its width."""
    name = str(picture.file)
    small = {width: variant_file(name, width) for width in WIDTHS_PX if width < picture.width_px}
    return {**{width: file for width, file in small.items() if file in files}, picture.width_px: name}


def _record(folder: Path) -> Record | None:
    try:
        record = _RECORD.validate_json((folder / SIDECAR).read_bytes())
    except (OSError, ValidationError):
        return None
    return record if record.format == FORMAT else None


def _on_page(record: Record, files: frozenset[str]) -> Iterator[Hung]:
    return (one for one in record.artworks if one.file in files and one.width_px > 0 and one.height_px > 0)


def _sized(hung: tuple[Hung, ...], files: frozenset[str]) -> dict[str, Sized]:
    found = dict[str, Sized]()
    for one in hung:
        found |= sized(one.width_px, one.height_px, files_of(one, files))
    return found


def _front(said: Mapping[str, Any], record: Record | None, hung: tuple[Hung, ...], alts: Mapping[str, str]) -> Front:
    """The head of the page; what its own front matter does not say any more comes from the record."""
    params = _mapping(said.get("params"))
    exhibits = {str(one.file): _exhibit(one, record, alts) for one in hung}
    covers = [cover for cover in _strings(said.get("images")) if cover in exhibits]
    tags = _strings(said.get("tags"))
    return Front(
        title=_string(said.get("title")) or (record.theme if record else ""),
        opened_ms=_opened_ms(said.get("date"), record),
        description=_string(said.get("description")),
        tags=tags,
        language=_string(said.get("language")) or "en",
        cover=exhibits[covers[0]] if covers else next(iter(reversed(exhibits.values())), None),
        pictures=tuple(exhibits.values()),
        authors=_strings(said.get("authors")),
        license=_string(_mapping(params.get("license")).get("id")),
        ai_label=_string(params.get("ai_label")),
        digital_source_type=_string(params.get("digital_source_type")),
        figures=record.figures if record else _UNCOUNTED,
        origin=_origin(_mapping(params.get("party"))),
    )


def _exhibit(one: Hung, record: Record | None, alts: Mapping[str, str]) -> Exhibit:
    name, model = str(one.file), one.recipe.model
    return Exhibit(
        file=name,
        alt=alts.get(name, "") or one.alt,
        caption=one.caption,
        credit=" · ".join(filter(None, (by(record, one), model))),
        model=model,
        made_ms=one.at_ms,
        width_px=one.width_px,
        height_px=one.height_px,
    )


def by(record: Record | None, one: Hung) -> str:
    """Who worded a picture, as they are credited."""
    if record is None:
        return ""
    author = next((node.by for node in record.refinements if node.id == one.refinement), None)
    return next((guest.name for guest in record.guests if guest.id == author), "")


def _origin(said: Mapping[str, Any]) -> Origin:
    entries = said.get("entries")
    seq = Seq(entries if isinstance(entries, int) else 0)
    return Origin(_string(said.get("code")), _string(said.get("epoch")), seq, _string(said.get("head_hash")))


def _opened_ms(date: object, record: Record | None) -> Millis:
    if record:
        return record.opened_ms
    moment = date if isinstance(date, datetime) else datetime.fromtimestamp(0, UTC)
    return Millis(int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() * 1000))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


class _Reader(HTMLParser):
    """Reads a page for its words, and what it says of its pictures, each where it is shown first."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alts = dict[str, str]()
        self._words = list[str]()
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The words of the page, its pictures' alternative texts among them."""
        return "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A picture's file and its alternative text; elements that end a word."""
        said = dict(attrs)
        if tag == "img" and said.get("src"):
            self.alts.setdefault(str(said["src"]), said.get("alt") or "")
            self._words.append(f" {said.get('alt') or ''} ")
        elif tag not in _INSIDE_WORDS:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        """Words."""
        self._words.append(data)
