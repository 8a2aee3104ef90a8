"""What goes over HTTP at the editors' table: which pictures are in and why, and what there is to choose from."""

from dataclasses import dataclass
from enum import StrEnum

from party.core.values import ArtworkId, Seq


class Because(StrEnum):
    """Why a picture is in the write-up."""

    CHOSEN = "chosen"
    FINAL = "final"
    ON_THE_PATH = "on_the_path"
    BESIDE = "beside"
    VOTED = "voted"
    POINTS = "points"
    NAILED = "nailed"
    REACTIONS = "reactions"
    WORTH = "worth"
    OF_NOTE = "of_note"
    CLOSE = "close"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class PickReason:
    """One reason with its figure where it has one: `count` reactions; `count` of `of` votes, points, people, worth."""

    because: Because
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class StoryPick:
    """A picture that is in. `alt`: what the page says of it to those who cannot see it, also while nobody wrote that.

    `missing`: its file is lost; the page names it.
    """

    artwork: ArtworkId
    reasons: tuple[PickReason, ...]
    alt: str
    missing: bool


@dataclass(frozen=True, slots=True)
class LicenseOffer:
    """A license the page can be published under, in the words of the reader. `url` may be empty."""

    id: str
    name: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class ModelTerms:
    """A model that painted, and the license it came with; empty where that is not known here."""

    model: str
    license: str
    forbids: str
    url: str


@dataclass(frozen=True, slots=True)
class StoryTable:
    """`GET /api/sessions/{code}/story`, for those who curate: the write-up as it would be made at `seq`.

    `by_people`: they chose; otherwise it is a draft. `older`: the write-up that lies there tells less than this.
    `hero` opens the page. `formats`: those it can be taken away in.
    """

    seq: Seq
    picks: tuple[StoryPick, ...]
    hero: ArtworkId | None
    by_people: bool
    older: bool
    licenses: tuple[LicenseOffer, ...]
    models: tuple[ModelTerms, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Making:
    """`GET /api/sessions/{code}/making`: how far the files of a write-up are; nothing being made: 0 of 0."""

    done: int
    total: int
