"""What anybody may read of the parties that were published."""

from dataclasses import dataclass

from party.core.values import Millis


@dataclass(frozen=True, slots=True)
class PublishedParty:
    """A card of the gallery. `url` and `cover` are paths on this server; no picture, no `cover`."""

    code: str
    theme: str
    opened_ms: Millis
    about: str
    pictures: int
    cover: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Published:
    """`GET /api/published`: the published parties, newest first."""

    parties: tuple[PublishedParty, ...]
