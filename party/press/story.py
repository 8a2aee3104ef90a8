"""A party told: the values the templates are filled with. Every one of them comes from the journal or from a person."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from party.core.diff import Span
from party.core.things import ReactionCount
from party.core.values import (
    LIMITS,
    ArtworkId,
    Millis,
    Reading,
    Recipe,
    RefinementId,
    Role,
    Seq,
    Topic,
    VotingRule,
)
from party.press.lineage import Lineage

SOMEBODY: Final = "\ufffc"
"""Stands in people's words where they name a guest who goes unnamed."""


class Why(StrEnum):
    """Why a picture is in."""

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
class Reason:
    """One reason with its figure, where it has one: `count` reactions; `count` of `of` votes, points, people, worth.

    Of closeness `count` is in hundredths, of unlikeness in the 64 bits of a difference hash.
    """

    why: Why
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """What an expert said, by the name they are credited with (empty: unnamed), here and below."""

    by: str
    topic: Topic
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a guest said of a wording or a picture; `SOMEBODY` stands for who is named in it and goes unnamed."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A question card, who laid it before the room, and the step of the path people were on the way to.

    `step` 0: while they gathered; one more than the last: at the end.
    """

    text: str
    by: str
    step: int


@dataclass(frozen=True, slots=True)
class Push:
    """A phrase the room pushed up (over 1) or down (under 1) before a picture was painted: its attention."""

    phrase: str
    weight: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the write-up, `by` whoever worded it. `alt` and `caption` are the curators', empty without one.

    `nailed`: how many guests said that it nails its prompt. `readings`: words of it the model did not know.
    """

    artwork: ArtworkId
    file: str
    refinement: RefinementId
    by: str
    recipe: Recipe
    made_ms: Millis
    took_ms: int
    width_px: int
    height_px: int
    caption: str
    alt: str
    pushes: tuple[Push, ...]
    readings: tuple[Reading, ...]
    reactions: tuple[ReactionCount, ...]
    nailed: int
    worth: int | None
    of_note: bool
    reasons: tuple[Reason, ...]
    styles: tuple[Quote, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An association, who said it and how many stand behind it."""

    text: str
    by: str
    support: int


@dataclass(frozen=True, slots=True)
class Fared:
    """How a wording fared in a vote of so many voters: `votes` are points where points were given.

    `out`: the step of a run-off it went out in, from 1, with the votes it had then.
    """

    rule: VotingRule
    votes: int
    voters: int
    out: int | None = None

    @property
    def average(self) -> float:
        """Votes or points for each voter; 0 where nobody voted."""
        return self.votes / self.voters if self.voters else 0

    @property
    def share(self) -> float:
        """Of all it could have got, 0 to 1: one scale for every rule."""
        return min(1, self.average / (LIMITS.score[1] if self.rule is VotingRule.SCORE else 1))


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal in a vote."""

    text: str
    by: str
    fared: Fared
    won: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """A round and its result, the winner first. `tie`: several shared the lead; `tie_broken`: and a person decided.

    `run_off`: who went out together, step by step; `at_once`: one was put first by more than half.
    """

    rule: VotingRule
    choices: tuple[Choice, ...]
    run_off: tuple[tuple[Choice, ...], ...]
    at_once: bool
    voters: int
    tie: bool
    tie_broken: bool
    tie_broken_by: str

    @property
    def winner(self) -> Choice | None:
        """The one that won; `None` while a tie waits, and where nobody voted for anything."""
        return next((choice for choice in self.choices if choice.won), None)

    @property
    def runner_up(self) -> Choice | None:
        """Who came closest to the winner, of those that were left when it was decided if there are such."""
        others = [choice for choice in self.choices if not choice.won]
        return next((choice for choice in others if choice.fared.out is None), None) or next(iter(others), None)

    @property
    def margin(self) -> float | None:
        """How far the winner was ahead, in shares of all it could have got; `None` without a winner or a rival."""
        if not self.winner or not self.runner_up or not self.voters:
            return None
        return self.winner.fared.share - self.runner_up.fared.share


@dataclass(frozen=True, slots=True)
class Joined:
    """The two whose proposals were joined into one, by name."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Change:
    """How many words of a prompt went and how many came."""

    gone: int
    new: int


@dataclass(frozen=True, slots=True)
class Step:
    """A wording on the path, with what changed since the step before.

    `accepted_by`: who accepted it by hand, a name; empty when the vote decided. `paragraph`: the curators' own.
    `turning`: no other step gave up so many words. `closest`: no other vote on the path was decided by so little.
    """

    number: int
    text: str
    diff: tuple[Span, ...]
    change: Change
    by: str
    joined: Joined | None
    reason: str
    vote: Vote | None
    by_hand: bool
    accepted_by: str
    pictures: tuple[Picture, ...]
    quotes: tuple[Quote, ...]
    remarks: tuple[Remark, ...]
    cards: tuple[Card, ...]
    paragraph: str = ""
    turning: bool = False
    closest: bool = False


class Fate(StrEnum):
    """What became of a wording that is not on the path."""

    LOST = "lost"
    REJECTED = "rejected"
    LEFT = "left"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A path not taken; `fared` in the vote it did best in. `part_of`: the step of the path that took it up.

    `counted`: the vote it lost stands with a step of the path, its figures too.
    """

    text: str
    by: str
    joined: Joined | None
    reason: str
    fate: Fate
    fared: Fared | None
    counted: bool
    part_of: int | None
    picture: Picture | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """Who was there, as they wish to be named (empty: not at all), and what they gave."""

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
    """The evening in numbers, `rounds` those that ended; `minutes` is `None` while it is not over."""

    people: int
    associations: int
    proposals: int
    rounds: int
    ballots: int
    pictures: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """What curators wrote for the page: their title, the paragraphs around the story, a word on the model's license.

    `by`: who wrote title and paragraphs, those who are named; `license`: an id of the table of licenses, or empty.
    """

    title: str = ""
    opening: str = ""
    closing: str = ""
    by: tuple[str, ...] = ()
    license: str = ""
    model_license: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything a page says. `path[0]` is the first prompt, `path[-1]` the working prompt at the end.

    It is told from the journal up to `seq`, whose hash is `head_hash`.
    """

    code: str
    epoch: str
    theme: str
    language: str
    opened_ms: Millis
    head_hash: str
    seq: Seq
    figures: Figures
    associations: tuple[Said, ...]
    cards: tuple[Card, ...]
    path: tuple[Step, ...]
    not_taken: tuple[NotTaken, ...]
    quotes: tuple[Quote, ...]
    credits: tuple[Credit, ...]
    makings: tuple[Making, ...]
    pictures: tuple[Picture, ...]
    missing: tuple[Picture, ...]
    hero: Picture | None
    by_people: bool
    written: Written
    tree: Lineage
