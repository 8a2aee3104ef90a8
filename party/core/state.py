"""Where a party stands: persistent maps of what was said, voted and made. Changed only by `core.evolve`."""

from __future__ import annotations  # rpds sets cannot be subscripted at run time

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rpds import HashTrieMap, HashTrieSet

from party.core.events import Count
from party.core.mishaps import Setback
from party.core.values import (
    NOTHING_SAID,
    AgendaItem,
    ArtworkId,
    AssociationId,
    Ballot,
    CommentId,
    CreditAs,
    GuestId,
    JobId,
    Millis,
    NoteId,
    Passcode,
    Phase,
    Phrase,
    PhraseId,
    QuestionId,
    Reaction,
    Reading,
    Recipe,
    RefinementId,
    Role,
    RoundId,
    Seq,
    Settings,
    StoryPlace,
    Topic,
    VotingRule,
    Wall,
    Words,
)


class Screening(StrEnum):
    """Who sees a thing: everybody, the moderator and prompt master until it is let through, or the moderator alone."""

    SHOWN = "shown"
    HELD = "held"
    HIDDEN = "hidden"


class RefinementStatus(StrEnum):
    """Where a refinement stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RoundStatus(StrEnum):
    """Where a vote stands. `tied` waits for the prompt master."""

    OPEN = "open"
    TIED = "tied"
    CLOSED = "closed"


class JobStatus(StrEnum):
    """Where a job stands; that it is being painted just now is a gauge, not a fact."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Nudge:
    """The latest private word a guest got, and who said it."""

    seq: Seq
    text: Words
    by: GuestId | None


@dataclass(frozen=True, slots=True)
class Guest:
    """A person in a session. `seq` is where they came in, here and below: the order of birth."""

    id: GuestId
    seq: Seq
    name: Words
    roles: frozenset[Role]
    at_ms: Millis
    asks: frozenset[Role] = frozenset()
    muted: bool = False
    removed: bool = False
    nudge: Nudge | None = None
    screening: Screening = Screening.SHOWN
    """Of the name."""
    said: int = 0
    """How often they wrote something, and how often they voted, supported, pushed or reacted."""
    tapped: int = 0
    heard_ms: Millis | None = None
    """When either last happened."""
    credit_as: CreditAs = CreditAs.NAME
    pen_name: Words = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Association:
    """What somebody connects with the theme; the one who said it stands behind it from the start.

    Here and below: an empty text is one whose words were removed.
    """

    id: AssociationId
    seq: Seq
    text: Words
    by: GuestId
    supporters: HashTrieSet[GuestId]
    screening: Screening = Screening.SHOWN


@dataclass(frozen=True, slots=True)
class Refinement:
    """A node of the prompt tree. The root has no parent."""

    id: RefinementId
    seq: Seq
    at_ms: Millis
    parent: RefinementId | None
    text: Words
    reason: Words
    by: GuestId | None
    status: RefinementStatus
    phrases: tuple[Phrase, ...] = ()
    merged: RefinementId | None = None
    screening: Screening = Screening.SHOWN


@dataclass(frozen=True, slots=True)
class Round:
    """A vote. `tally`, `voters` and `winners` are set by the close."""

    id: RoundId
    seq: Seq
    refinements: tuple[RefinementId, ...]
    rule: VotingRule
    tallies_hidden: bool
    opened_ms: Millis
    deadline_ms: Millis
    status: RoundStatus
    ballots: HashTrieMap[GuestId, Ballot]
    tally: tuple[Count, ...] = ()
    voters: int = 0
    winners: tuple[RefinementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One request to the studio. `guest` is the one whose idea is made."""

    id: JobId
    seq: Seq
    refinement: RefinementId
    guest: GuestId | None
    asked_by: GuestId | None
    recipes: tuple[Recipe, ...]
    status: JobStatus
    artworks: tuple[ArtworkId, ...] = ()
    why: Setback | None = None


@dataclass(frozen=True, slots=True)
class Artwork:
    """A finished picture."""

    id: ArtworkId
    seq: Seq
    at_ms: Millis
    job: JobId
    refinement: RefinementId
    recipe: Recipe
    width_px: int
    height_px: int
    media_type: str
    took_ms: int
    environment: str
    reactions: HashTrieMap[GuestId, frozenset[Reaction]]
    readings: tuple[Reading, ...] = ()
    closeness: float | None = None
    nailed: HashTrieSet[GuestId] = field(default_factory=HashTrieSet)
    worth: int | None = None
    of_note: bool = False
    screening: Screening = Screening.SHOWN
    caption: Words = NOTHING_SAID
    alt: Words = NOTHING_SAID
    captioned_by: GuestId | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something the expert said."""

    id: NoteId
    seq: Seq
    at_ms: Millis
    by: GuestId
    topic: Topic
    text: Words
    refinement: RefinementId | None
    artwork: ArtworkId | None
    screening: Screening = Screening.SHOWN


@dataclass(frozen=True, slots=True)
class Comment:
    """Something a guest said of a refinement or an artwork; marks stand where it names people: `core.mentions`."""

    id: CommentId
    seq: Seq
    at_ms: Millis
    by: GuestId
    text: Words
    refinement: RefinementId | None
    artwork: ArtworkId | None
    mentions: tuple[GuestId, ...]
    screening: Screening = Screening.SHOWN


@dataclass(frozen=True, slots=True)
class Question:
    """A question card."""

    id: QuestionId
    seq: Seq
    text: Words
    by: GuestId | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a curator wrote for the write-up."""

    text: Words
    by: GuestId | None


ParagraphPlace = tuple[StoryPlace, RefinementId | None]
"""The wording is given at a step of the path, and only there."""


@dataclass(frozen=True, slots=True)
class StoryText:
    """The write-up as far as the curators wrote it themselves. `license`: an id the press knows, or empty."""

    title: Words = NOTHING_SAID
    title_by: GuestId | None = None
    license: str = ""
    model_license: Words = NOTHING_SAID
    paragraphs: HashTrieMap[ParagraphPlace, Paragraph] = field(default_factory=HashTrieMap)


@dataclass(frozen=True, slots=True)
class SessionState:
    """A whole party after entry `seq`."""

    seq: Seq
    opened_ms: Millis
    theme: Words
    settings: Settings
    root: RefinementId
    head: RefinementId
    """The working prompt."""
    phase: Phase = Phase.LOBBY
    phase_before_close: Phase = Phase.LOBBY
    phase_since_ms: Millis = field(default=Millis(0))
    """When the phase began, pauses and extensions added."""
    agenda: tuple[AgendaItem, ...] = ()
    passcode: Passcode = field(default_factory=Passcode)
    locked: bool = False
    question: Question | None = None
    questions: int = 0
    wall: Wall = field(default_factory=Wall)
    paused_ms: Millis | None = None
    """Since when everything holds."""
    stand_in: GuestId | None = None
    """The opener, while they are prompt master only for want of another."""
    round: RoundId | None = None
    """The latest round."""
    write_up: str = ""
    published: bool = False
    chosen: tuple[ArtworkId, ...] = ()
    story: StoryText = field(default_factory=StoryText)
    guests: HashTrieMap[GuestId, Guest] = field(default_factory=HashTrieMap)
    associations: HashTrieMap[AssociationId, Association] = field(default_factory=HashTrieMap)
    refinements: HashTrieMap[RefinementId, Refinement] = field(default_factory=HashTrieMap)
    rounds: HashTrieMap[RoundId, Round] = field(default_factory=HashTrieMap)
    jobs: HashTrieMap[JobId, Job] = field(default_factory=HashTrieMap)
    artworks: HashTrieMap[ArtworkId, Artwork] = field(default_factory=HashTrieMap)
    notes: HashTrieMap[NoteId, Note] = field(default_factory=HashTrieMap)
    comments: HashTrieMap[CommentId, Comment] = field(default_factory=HashTrieMap)
    pushes: HashTrieMap[PhraseId, HashTrieMap[GuestId, int]] = field(default_factory=HashTrieMap)

    @property
    def closed(self) -> bool:
        """Whether the party has ended."""
        return self.phase is Phase.CLOSED

    @property
    def open_round(self) -> Round | None:
        """The round people can vote in now."""
        latest = self.rounds[self.round] if self.round else None
        return latest if latest and latest.status is RoundStatus.OPEN else None

    def standing(self, vote: Round) -> tuple[RefinementId, ...]:
        """The candidates of a round that everybody can read; what left the screens or lost its words cannot win."""
        nodes = (self.refinements[r] for r in vote.refinements)
        return tuple(node.id for node in nodes if node.text and node.screening is Screening.SHOWN)

    @property
    def waiting_jobs(self) -> tuple[Job, ...]:
        """What is asked of the studio and not over, in the order it was asked."""
        waiting = (job for job in self.jobs.values() if job.status is JobStatus.WAITING)
        return tuple(sorted(waiting, key=lambda job: job.seq))

    @property
    def phase_ends_ms(self) -> Millis | None:
        """When the agenda says the phase is over; `None` without a plan for it."""
        planned = next((item.minutes for item in self.agenda if item.phase is self.phase), None)
        return None if planned is None else Millis(self.phase_since_ms + planned * 60_000)

    def lineage(self, refinement: RefinementId) -> tuple[RefinementId, ...]:
        """The path from the root to a refinement, both included."""
        return tuple(reversed(tuple(self._upwards(refinement))))

    def fork(self, one: RefinementId, other: RefinementId) -> RefinementId:
        """The last wording the paths to two refinements share."""
        path = set(self._upwards(one))
        return next(step for step in self._upwards(other) if step in path)

    @property
    def trunk(self) -> tuple[RefinementId, ...]:
        """The path from the first prompt to the working prompt."""
        return self.lineage(self.head)

    def _upwards(self, refinement: RefinementId) -> Iterator[RefinementId]:
        step: RefinementId | None = refinement
        while step is not None:
            yield step
            step = self.refinements[step].parent
