"""A party made into the files of a format: looked through, chosen from, told, and given out one file at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from slugify import slugify

from party.core.values import ArtworkId
from party.media.markdown import Sized
from party.media.metadata import label
from party.media.thumbnails import variants
from party.press.choose import MOST_IN_A_DRAFT, choose
from party.press.chronicle import Chronicle, Seen, look
from party.press.drawing import drawing
from party.press.formats.edition import Edition, Format
from party.press.lineage import LINEAGE, WORTH_DRAWING
from party.press.pictures import pictures, sized, variant_file, variant_files
from party.press.render import Page, page
from party.press.sidecar import SIDECAR, sidecar
from party.press.story import Picture
from party.press.survey import Fetch, Put, Survey, side_by_side, survey
from party.press.tell import tell

_SLUG_LENGTH = 48

OnProgress = Callable[[int, int], None]
"""Hears how many pictures are done, and of how many."""


def unheard(_done: int, _total: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a party is to be written up.

    `templates`: a host's own folder, looked in first.
    `address`: where the page will be found, if anybody knows. `on_progress` hears pictures done and in all.
    """

    templates: Path | None = None
    address: str = ""
    on_progress: OnProgress = unheard


PLAINLY = Manner()


def slug_of(chronicle: Chronicle) -> str:
    """The name of a party's write-up: the day it opened and its theme, in plain letters."""
    day = datetime.fromtimestamp(chronicle.state.opened_ms / 1000, UTC).date().isoformat()
    theme = slugify(chronicle.state.theme, max_length=_SLUG_LENGTH, word_boundary=True, save_order=True) or "party"
    return f"{day}-{theme}"


def publish(
    chronicle: Chronicle, fetch: Fetch, format_: Format, put: Put, *, slug: str, manner: Manner = PLAINLY
) -> tuple[ArtworkId, ...]:
    """Puts every file of the party in this format; gives the chosen pictures that are missing, named but not shown.

    `fetch` gives a picture's bytes or raises a `PartyError`; one that is temporary goes to the caller, as does what
    `put` raises. Raises `TemplateBroken` for a host's template.
    """
    seen, folder = look(chronicle), format_.beside(slug)
    progress = _Progress(manner.on_progress, _to_look_at(seen))
    beside = partial(_put_below, folder, put)
    found = survey(seen, fetch, beside, progress.step)
    selection = choose(seen, seen.closeness, found.likeness)
    chosen = pictures(seen, selection)
    story = tell(seen, selection, chosen, found.missing)
    made = page(story, manner.templates)
    for file, data in _labeled(story.pictures, fetch, made, progress.step):
        beside(file, data)
    sized = _sized(story.pictures, found)
    if len(story.tree) >= WORTH_DRAWING:
        tree = drawing(story.tree, found.small, title=made.front.title)
        sized[LINEAGE] = Sized(tree.width_px, tree.height_px)
        beside(LINEAGE, tree.svg.encode())
    beside(SIDECAR, sidecar(seen, chosen, found.missing, story.figures).encode(errors="replace"))
    files = frozenset({SIDECAR, *sized})
    edition = Edition(slug, made, sized, files, tuple(found.sheets), manner.address)
    for path, text in format_.texts(edition):
        put(path, text.encode())
    progress.end()
    return tuple(picture.artwork for picture in story.missing)


class _Progress:
    """Counts pictures aloud."""

    def __init__(self, hear: OnProgress, total: int) -> None:
        self._hear, self._total, self._done = hear, total, 0

    def step(self) -> None:
        """One more."""
        self._done = min(self._done + 1, self._total)
        self._hear(self._done, self._total)

    def end(self) -> None:
        """That was all, also where fewer were drafted than could have been."""
        if self._done < self._total:
            self._hear(self._total, self._total)


def _to_look_at(seen: Seen) -> int:
    """Every picture is looked at once, those that go in a second time; a draft takes at most so many."""
    chosen = sum(artwork in seen.artworks for artwork in seen.state.chosen)
    return len(seen.artworks) + (chosen or min(len(seen.artworks), MOST_IN_A_DRAFT))


def _put_below(folder: str, put: Put, file: str, data: bytes) -> None:
    put(f"{folder}/{file}" if folder else file, data)


def _labeled(
    shown: tuple[Picture, ...], fetch: Fetch, made: Page, heard: Callable[[], None]
) -> Iterator[tuple[str, bytes]]:
    """Every picture in all its sizes, each with its recipe and where it comes from written into it."""
    alts = {exhibit.file: exhibit.alt for exhibit in made.front.pictures}

    def work(fetched: tuple[Picture, bytes]) -> list[tuple[str, bytes]]:
        picture, data = fetched
        smaller = variants(data, tuple(variant_files(picture)))
        files = {picture.file: data, **{variant_file(picture.file, width): small for width, small in smaller.items()}}
        alt = alts.get(picture.file, "")
        return [(file, label(each, picture.recipe, alt=alt, made_ms=picture.made_ms)) for file, each in files.items()]

    for files in side_by_side(work, ((picture, fetch(picture.artwork)) for picture in shown)):
        yield from files
        heard()


def _sized(shown: tuple[Picture, ...], found: Survey) -> dict[str, Sized]:
    """Every picture file beside the page, how large it is shown and from what."""
    sheets = {name: Sized(width, height) for name, (width, height) in found.sheets.items()}
    return {**sheets, **{file: size for picture in shown for file, size in sizes(picture)}}


def sizes(picture: Picture) -> Iterable[tuple[str, Sized]]:
    """A picture's file and its smaller ones, each with all the files it can be shown from."""
    files = {**variant_files(picture), picture.width_px: picture.file}
    return sized(picture.width_px, picture.height_px, files).items()
