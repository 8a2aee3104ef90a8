"""The published parties as cards and words to search in: read back from their folders, kept while those stay as is."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

import structlog

from party.archive.reading import SessionRow
from party.core.diff import Span, word_diff
from party.core.values import GuestId, Millis, Seq, SessionId
from party.press.readback import Hung, Kept, Record, Wording, by, edition, files_of, path_to, read_back
from party.wire.published import (
    PictureFile,
    PublishedEvening,
    PublishedParty,
    PublishedPicture,
    PublishedStep,
    PublishedTheme,
    ShownPicture,
)

log = structlog.get_logger(__name__)

_NONE: Final[Mapping[SessionId, Seq]] = MappingProxyType({})
_MOST_CARDS: Final = 4096
_MOST_TERMS: Final = 16
_MOST_THEMES: Final = 60


@dataclass(frozen=True, slots=True)
class Hanging:
    """A published party in the gallery. `theme` and `told`, every word anybody may read of it, folded for searching.

    `authors`: those who are credited by name; `written_ms`: when the page was written that hangs here, from the
    party's journal up to `told_until`.
    """

    card: PublishedParty
    epoch: str
    theme: str
    told: str
    authors: tuple[str, ...]
    written_ms: Millis
    told_until: Seq

    @property
    def place(self) -> tuple[int, str]:
        """Where it hangs: by the opening of the party, the code where two opened at once."""
        return self.card.opened_ms, self.card.code


def folded(text: str) -> str:
    """A text as it is compared: without differences of case, width or composition."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def hung(
    sessions_dir: Path, rows: Iterable[SessionRow], removals: Mapping[SessionId, Seq] = _NONE
) -> tuple[Hanging, ...]:
    """Everything that was published and is there whole, newest first.

    `removals`: where in its journal words of a party were removed last; what was written before does not hang.
    """
    published = (row for row in rows if row.published and row.write_up)
    there = (_in(sessions_dir, row, removals) for row in published)
    return tuple(sorted((one for one in there if one), key=lambda one: one.place, reverse=True))


def found(hangings: Iterable[Hanging], *, theme: str = "", query: str = "") -> tuple[Hanging, ...]:
    """Those held around a theme in whose words every term of a query stands."""
    wanted, terms = folded(theme).strip(), folded(query).split()[:_MOST_TERMS]
    return tuple(one for one in hangings if wanted in ("", one.theme) and all(term in one.told for term in terms))


def themes(hangings: Iterable[Hanging]) -> tuple[PublishedTheme, ...]:
    """The themes, the most frequent first, each as it was written last."""
    hangings = tuple(hangings)
    written = {one.theme: one.card.theme for one in reversed(hangings)}
    most = Counter(one.theme for one in hangings).most_common(_MOST_THEMES)
    return tuple(PublishedTheme(written[theme], count) for theme, count in most)


def party_in(sessions_dir: Path, row: SessionRow, removals: Mapping[SessionId, Seq]) -> PublishedParty | None:
    """The card of a published party; `None` where its folder is not there whole."""
    hanging = _in(sessions_dir, row, removals)
    return hanging.card if hanging else None


def evening(sessions_dir: Path, row: SessionRow, removals: Mapping[SessionId, Seq]) -> PublishedEvening | None:
    """A published party with its pictures; `None` where its folder is not there whole."""
    folder = sessions_dir / row.write_up
    whole = _whole(folder, row.code, row.epoch)
    if whole is None or whole[0].front.origin.entries < removals.get(row.id, 0):
        return None
    card = _card(*whole, f"/write-up/{row.code}/")
    return PublishedEvening(card, tuple(_pictures(*whole, card.url)))


def _in(sessions_dir: Path, row: SessionRow, removals: Mapping[SessionId, Seq]) -> Hanging | None:
    """What hangs for a party, if the folder is its own and says nothing that was taken back."""
    folder = sessions_dir / row.write_up
    try:
        hanging = _hanging(folder, edition(folder), row.code, row.epoch)
    except OSError:
        return None
    return hanging if hanging and hanging.told_until >= removals.get(row.id, 0) else None


@lru_cache(maxsize=_MOST_CARDS)
def _hanging(folder: Path, _edition: str, code: str, epoch: str) -> Hanging | None:
    whole = _whole(folder, code, epoch)
    if whole is None:
        log.warning("published_folder_damaged", folder=folder.name)
        return None
    kept, record = whole
    told = folded("\n".join(_words(kept, record)))
    card, theme = _card(kept, record, f"/write-up/{code}/"), folded(record.theme).strip()
    return Hanging(card, epoch, theme, told, kept.front.authors, kept.written_ms, kept.front.origin.entries)


def _card(kept: Kept, record: Record, url: str) -> PublishedParty:
    front = kept.front
    prompts = {one.id: one.text for one in record.refinements}
    trunk = [prompts[step] for step in record.trunk if prompts.get(step)]
    return PublishedParty(
        code=record.code,
        theme=record.theme,
        title=front.title,
        language=front.language,
        opened_ms=record.opened_ms,
        about=front.description,
        people=record.figures.people,
        pictures=len(kept.pictures),
        first=trunk[0] if trunk else "",
        last=trunk[-1] if trunk else "",
        cover=_cover(kept, url),
        url=url,
    )


def _whole(folder: Path, code: str, epoch: str) -> tuple[Kept, Record] | None:
    """The write-up in a folder and its record, if both can be read and are this party's."""
    try:
        kept = read_back(folder)
    except OSError:
        return None
    record = kept.record
    return (kept, record) if record and (record.code, record.epoch) == (code, epoch) else None


def _words(kept: Kept, record: Record) -> Iterator[str]:
    """The page's words and those of the record beside it, which is as public."""
    yield from (record.theme, kept.front.title, kept.front.description, kept.text, *kept.front.tags)
    yield from (guest.name for guest in record.guests)
    yield from (text for node in record.refinements for text in (node.text, node.reason))
    yield from (text for one in record.artworks for text in (one.recipe.prompt, one.caption, one.alt))
    for lines in (record.associations, record.notes, record.comments, record.questions):
        yield from (line.text for line in lines)


def _cover(kept: Kept, url: str) -> ShownPicture | None:
    cover = kept.front.cover
    return next((_shown(kept, one, url) for one in kept.pictures if cover and one.file == cover.file), None)


def _shown(kept: Kept, one: Hung, url: str) -> ShownPicture:
    files = sorted(files_of(one, kept.files).items())
    alts = {exhibit.file: exhibit.alt for exhibit in kept.front.pictures}
    version = quote(kept.edition)
    return ShownPicture(
        alt=alts.get(str(one.file), one.alt),
        width_px=one.width_px,
        height_px=one.height_px,
        files=tuple(PictureFile(f"{url}{quote(file)}?v={version}", width) for width, file in files),
    )


def _pictures(kept: Kept, record: Record, url: str) -> Iterator[PublishedPicture]:
    names = {guest.id: guest.name for guest in record.guests}
    for one in kept.pictures:
        path = path_to(record, one.refinement)
        yield PublishedPicture(
            shown=_shown(kept, one, url),
            caption=one.caption,
            by=by(record, one),
            made_ms=one.at_ms,
            path=tuple(_steps(path, names)),
            recipe=one.recipe,
        )


def _steps(path: tuple[Wording, ...], names: Mapping[GuestId, str]) -> Iterator[PublishedStep]:
    diffs = ((Span("same", path[0].text),), *(word_diff(a.text, b.text) for a, b in pairwise(path))) if path else ()
    for step, diff in zip(path, diffs, strict=True):
        yield PublishedStep(step.text, names.get(step.by, "") if step.by else "", step.reason, diff)
