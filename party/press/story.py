"""A party told: the values the templates are filled with. Every one of them comes from the journal or from a person."""

from dataclasses import dataclass
from enum import StrEnum

from party.core.diff import Span
from party.core.things import ReactionCount
from party.core.values import ArtworkId, Millis, Recipe, RefinementId, Role, Topic
from party.press.choose import Reason


@dataclass(frozen=True, slots=True)
class Quote:
    """What an expert said, by name (empty when taken back)."""

    by: str
    topic: Topic
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the write-up. `alt` and `caption` are the curators', empty when they wrote none."""

    artwork: ArtworkId
    file: str
    refinement: RefinementId
    recipe: Recipe
    made_ms: Millis
    took_ms: int
    caption: str
    alt: str
    reactions: tuple[ReactionCount, ...]
    worth: int | None
    of_note: bool
    reasons: tuple[Reason, ...]
    styles: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An association, who said it and how many stand behind it."""

    text: str
    by: str
    support: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal in a vote."""

    text: str
    diff: tuple[Span, ...]
    by: str
    votes: int
    won: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """A round and its result, the most voted first. `tie_broken_by` is a name; `tie`: several shared the lead."""

    choices: tuple[Choice, ...]
    voters: int
    tie: bool
    tie_broken_by: str


@dataclass(frozen=True, slots=True)
class Step:
    """A wording on the path. `accepted_by`: who accepted it by hand, a name; empty when the vote decided."""

    number: int
    text: str
    diff: tuple[Span, ...]
    by: str
    reason: str
    vote: Vote | None
    by_hand: bool
    accepted_by: str
    pictures: tuple[Picture, ...]
    quotes: tuple[Quote, ...]


class Fate(StrEnum):
    """What became of a wording that is not on the path."""

    LOST = "lost"
    REJECTED = "rejected"
    LEFT = "left"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A path not taken; `votes` of `voters` when it lost a round."""

    text: str
    diff: tuple[Span, ...]
    by: str
    reason: str
    fate: Fate
    votes: int = 0
    voters: int = 0


@dataclass(frozen=True, slots=True)
class Credit:
    """Who was there and what they gave."""

    name: str
    roles: tuple[Role, ...]
    associations: int
    proposals: int
    adopted: int
    notes: int


@dataclass(frozen=True, slots=True)
class Making:
    """What a number of pictures were made with."""

    engine: str
    model: str
    revision: str
    scheduler: str
    environment: str
    pictures: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The evening in numbers; `minutes` is `None` while it is not over."""

    people: int
    associations: int
    proposals: int
    rounds: int
    ballots: int
    pictures: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything a page says. `path[0]` is the first prompt, `path[-1]` the working prompt at the end."""

    code: str
    epoch: str
    theme: str
    language: str
    opened_ms: Millis
    head_hash: str
    entries: int
    figures: Figures
    associations: tuple[Said, ...]
    path: tuple[Step, ...]
    not_taken: tuple[NotTaken, ...]
    quotes: tuple[Quote, ...]
    credits: tuple[Credit, ...]
    makings: tuple[Making, ...]
    pictures: tuple[Picture, ...]
    missing: tuple[Picture, ...]
    hero: Picture | None
    by_people: bool
