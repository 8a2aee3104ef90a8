"""Every picture of the evening looked at once, before anything is told: which are lost, what they look like, small.

Pictures are fetched one after the other and worked on side by side; only a handful are held at any time.
"""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image

from party.core.errors import PartyError
from party.core.values import ArtworkId
from party.media.likeness import likeness_of
from party.media.thumbnails import as_webp, fitted, opened
from party.press.chronicle import Seen
from party.press.drawing import PICTURE_PX
from party.press.lineage import lineage
from party.press.sheet import sheets, thumbnail

Fetch = Callable[[ArtworkId], bytes]
Put = Callable[[str, bytes], None]
"""Takes a file: its path inside the export, with forward slashes, and its bytes."""

_MOST_AT_ONCE = 4

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen. `missing`: lost, damaged, or no picture; `likeness` of the others; `small` ones for the lineage.

    `sheets`: the contact sheets that were written, by name, with their size in pixels.
    """

    missing: frozenset[ArtworkId]
    likeness: dict[ArtworkId, int]
    small: dict[ArtworkId, bytes]
    sheets: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Looked:
    """A picture that was looked at: its thumbnail, its fingerprint, and itself for the lineage where that shows it."""

    artwork: ArtworkId
    thumbnail: Image.Image
    likeness: int
    small: bytes | None


def survey(seen: Seen, fetch: Fetch, put: Put, heard: Callable[[], None]) -> Survey:
    """Looks at every picture that may be seen and puts the contact sheets. `heard` is called for each picture.

    `fetch` gives a picture's bytes or raises a `PartyError`; one that is temporary goes to the caller.
    """
    in_tree = {twig.artwork for twig in lineage(seen)}
    most = len(seen.artworks)
    missing, likeness, small = set[ArtworkId](), dict[ArtworkId, int](), dict[ArtworkId, bytes]()

    def look(picture: tuple[ArtworkId, bytes]) -> _Looked | ArtworkId:
        return _look(*picture, most=most, in_tree=picture[0] in in_tree)

    def thumbnails() -> Iterator[Image.Image]:
        for looked in side_by_side(look, _fetched(seen.artworks, fetch)):
            heard()
            if not isinstance(looked, _Looked):
                missing.add(looked)
                continue
            likeness[looked.artwork] = looked.likeness
            if looked.small:
                small[looked.artwork] = looked.small
            yield looked.thumbnail

    sizes = dict[str, tuple[int, int]]()
    for name, sheet in sheets(thumbnails(), most):
        put(name, as_webp(sheet))
        sizes[name] = sheet.size
    return Survey(frozenset(missing), likeness, small, sizes)


def side_by_side(work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """The results of some work on each thing, in order; done in a few threads, never far ahead of who takes them."""
    threads = min(_MOST_AT_ONCE, os.cpu_count() or 1)
    waiting = deque[Future[R]]()
    with ThreadPoolExecutor(threads) as pool:
        for thing in things:
            waiting.append(pool.submit(work, thing))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _fetched(artworks: Iterable[ArtworkId], fetch: Fetch) -> Iterator[tuple[ArtworkId, bytes]]:
    """Every picture's bytes, none where they are lost."""
    for artwork in artworks:
        try:
            yield artwork, fetch(artwork)
        except PartyError as error:
            if error.temporary:
                raise
            yield artwork, b""


def _look(artwork: ArtworkId, data: bytes, *, most: int, in_tree: bool) -> _Looked | ArtworkId:
    """A picture looked at, or its id where the bytes are not the picture."""
    if hashlib.sha256(data).hexdigest() != artwork:
        return artwork
    try:
        picture = opened(data)
    except PartyError:
        return artwork
    little = thumbnail(picture, most)
    small = as_webp(fitted(picture, PICTURE_PX, PICTURE_PX)) if in_tree else None
    return _Looked(artwork, little, likeness_of(little), small)
