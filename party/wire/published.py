"""What anybody may read of the parties that were published."""

from dataclasses import dataclass

from party.core.diff import Span
from party.core.values import Millis, Recipe


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture in one size. `url` is a path on this server."""

    url: str
    width_px: int


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture for everybody, in all the sizes there are, the smallest first; the last is the picture itself."""

    alt: str
    width_px: int
    height_px: int
    files: tuple[PictureFile, ...]


@dataclass(frozen=True, slots=True)
class PublishedParty:
    """A card of the gallery. `first` and `last` are the prompts the evening began and ended with.

    `title` is the page's own; `url` a path on this server; without a picture there is no `cover`.
    """

    code: str
    theme: str
    title: str
    language: str
    opened_ms: Millis
    about: str
    people: int
    pictures: int
    first: str
    last: str
    cover: ShownPicture | None
    url: str


@dataclass(frozen=True, slots=True)
class PublishedTheme:
    """A theme, however it was written, and how many published parties were held around it."""

    theme: str
    parties: int


@dataclass(frozen=True, slots=True)
class Published:
    """`GET /api/published`: published parties, newest first, those asked for.

    `total`: how many there are that fit; `themes`: of all, the most frequent first; `before`: what to ask for the next
    ones with, where there are more.
    """

    parties: tuple[PublishedParty, ...]
    total: int
    themes: tuple[PublishedTheme, ...]
    before: str | None


@dataclass(frozen=True, slots=True)
class PublishedStep:
    """A wording on the way to a picture and what it changed; `by` as its author is credited, empty for nobody."""

    text: str
    by: str
    reason: str
    diff: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture of a published party, the path that led to it, and its recipe."""

    shown: ShownPicture
    caption: str
    by: str
    made_ms: Millis
    path: tuple[PublishedStep, ...]
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class PublishedEvening:
    """`GET /api/published/{code}`: a published party with its pictures, in the order of its page."""

    party: PublishedParty
    pictures: tuple[PublishedPicture, ...]
