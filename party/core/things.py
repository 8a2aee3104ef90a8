"""What a screen shows: the things of a party as values, after redaction. `core.views` makes them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from party.core.diff import Span
from party.core.events import Count
from party.core.mishaps import Setback
from party.core.state import JobStatus, RefinementStatus, RoundStatus, Screening
from party.core.values import (
    AgendaItem,
    ArtworkId,
    AssociationId,
    Ballot,
    CommentId,
    CreditAs,
    GuestId,
    JobId,
    Kind,
    Millis,
    NoteId,
    Phase,
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
)


class Audience(StrEnum):
    """Who looks. Everybody in one audience sees the same, so one encoded frame serves them all."""

    MODERATOR = "moderator"
    PROMPT_MASTER = "prompt_master"
    ART_EXPERT = "art_expert"
    GUEST = "guest"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by kind and id."""

    kind: Kind
    id: str


SESSION = Ref(Kind.SESSION, "")
PROMPT = Ref(Kind.PROMPT, "")
STORY = Ref(Kind.STORY, "")


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The question card that lies before the room."""

    id: QuestionId
    text: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """The party as a whole: `head` is the working prompt, `trunk` the path to it, `chosen` the write-up's pictures.

    `phase_ends_ms` is when the agenda says the phase is over; while paused, since `paused_ms`, it stands still.
    """

    theme: str
    phase: Phase
    paused_ms: Millis | None
    settings: Settings
    head: RefinementId
    trunk: tuple[RefinementId, ...]
    round: RoundId | None
    chosen: tuple[ArtworkId, ...]
    write_up: str
    published: bool
    opened_ms: Millis
    agenda: tuple[AgendaItem, ...]
    phase_ends_ms: Millis | None
    locked: bool
    passcode: bool
    question: QuestionView | None
    wall: Wall
    kind: Literal[Kind.SESSION] = Kind.SESSION
    id: str = ""


@dataclass(frozen=True, slots=True)
class PhraseView:
    """A phrase of the working prompt, in characters, with its pushes and the attention they give it: 1 is plain."""

    id: PhraseId
    start: int
    end: int
    weight: float
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class PromptView:
    """The working prompt as typography: its phrases and how the room pushes them."""

    refinement: RefinementId
    phrases: tuple[PhraseView, ...]
    kind: Literal[Kind.PROMPT] = Kind.PROMPT
    id: str = ""


@dataclass(frozen=True, slots=True)
class GuestView:
    """A person in the party. `seq` gives the order of birth, here and below.

    What they ask to be, and that they are muted or were shown out, only the moderator sees.
    """

    id: GuestId
    seq: Seq
    name: str
    roles: tuple[Role, ...]
    asks: tuple[Role, ...]
    muted: bool
    removed: bool
    screening: Screening
    """Of the name: while the room may not see it, a number stands for it."""
    kind: Literal[Kind.GUEST] = Kind.GUEST


@dataclass(frozen=True, slots=True)
class AssociationView:
    """What somebody connects with the theme; `support` counts the one who said it too."""

    id: AssociationId
    seq: Seq
    text: str
    by: GuestId
    support: int
    screening: Screening
    kind: Literal[Kind.ASSOCIATION] = Kind.ASSOCIATION


@dataclass(frozen=True, slots=True)
class RefinementView:
    """A node of the prompt tree, with its word diff against the parent: the nearest one this audience may see.

    A merge is compared with the last wording both halves came from.
    """

    id: RefinementId
    seq: Seq
    at_ms: Millis
    parent: RefinementId | None
    text: str
    reason: str
    by: GuestId | None
    status: RefinementStatus
    merged: RefinementId | None
    screening: Screening
    diff: tuple[Span, ...]
    kind: Literal[Kind.REFINEMENT] = Kind.REFINEMENT


@dataclass(frozen=True, slots=True)
class RoundView:
    """A vote. `tally` is empty while it is hidden; `voters` is how many have voted.

    `deciders`: while it is tied, those who may break the tie.
    """

    id: RoundId
    seq: Seq
    refinements: tuple[RefinementId, ...]
    rule: VotingRule
    tallies_hidden: bool
    opened_ms: Millis
    deadline_ms: Millis
    status: RoundStatus
    tally: tuple[Count, ...]
    voters: int
    winners: tuple[RefinementId, ...]
    deciders: tuple[GuestId, ...]
    kind: Literal[Kind.ROUND] = Kind.ROUND


@dataclass(frozen=True, slots=True)
class JobView:
    """One request to the studio; its place and progress are gauges. `why` it failed."""

    id: JobId
    seq: Seq
    refinement: RefinementId
    guest: GuestId | None
    count: int
    status: JobStatus
    artworks: tuple[ArtworkId, ...]
    why: Setback | None
    kind: Literal[Kind.JOB] = Kind.JOB


@dataclass(frozen=True, slots=True)
class ReactionCount:
    """How many guests reacted so."""

    reaction: Reaction
    guests: int


@dataclass(frozen=True, slots=True)
class ArtworkView:
    """A finished picture; its bytes are fetched by id."""

    id: ArtworkId
    seq: Seq
    at_ms: Millis
    job: JobId
    refinement: RefinementId
    recipe: Recipe
    width_px: int
    height_px: int
    readings: tuple[Reading, ...]
    reactions: tuple[ReactionCount, ...]
    nailed: int
    worth: int | None
    of_note: bool
    screening: Screening
    caption: str
    alt: str
    kind: Literal[Kind.ARTWORK] = Kind.ARTWORK


@dataclass(frozen=True, slots=True)
class NoteView:
    """Something the expert said of a refinement, an artwork or the evening."""

    id: NoteId
    seq: Seq
    by: GuestId
    topic: Topic
    text: str
    refinement: RefinementId | None
    artwork: ArtworkId | None
    screening: Screening
    kind: Literal[Kind.NOTE] = Kind.NOTE


@dataclass(frozen=True, slots=True)
class MentionView:
    """Whom a comment means, and where it calls them so: `start` to `end` in code points of its text, end apart."""

    guest: GuestId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CommentView:
    """Something a guest said of a refinement or an artwork.

    Its text calls everybody it mentions by the name of now: `@Ada`, or `@…` where there is none for this audience.
    """

    id: CommentId
    seq: Seq
    at_ms: Millis
    by: GuestId
    text: str
    refinement: RefinementId | None
    artwork: ArtworkId | None
    mentions: tuple[MentionView, ...]
    screening: Screening
    kind: Literal[Kind.COMMENT] = Kind.COMMENT


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph somebody wrote for the write-up; `refinement`: at which step of the path."""

    place: StoryPlace
    refinement: RefinementId | None
    text: str
    by: GuestId | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """The write-up as far as the curators wrote it themselves, for curators alone. Opening, steps in order, closing.

    Empty: the theme is the title; no license is chosen; what the press knows of the model's license holds.
    """

    title: str
    paragraphs: tuple[ParagraphView, ...]
    license: str
    model_license: str
    kind: Literal[Kind.STORY] = Kind.STORY
    id: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing this audience does not see, or no longer."""

    of: Kind
    id: str
    kind: Literal["gone"] = "gone"


Thing = (
    SessionView
    | PromptView
    | GuestView
    | AssociationView
    | RefinementView
    | RoundView
    | JobView
    | ArtworkView
    | NoteView
    | CommentView
    | StoryView
    | Gone
)


@dataclass(frozen=True, slots=True)
class MyReactions:
    """What I said of an artwork."""

    artwork: ArtworkId
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class MyPush:
    """Where I push a phrase of the working prompt: 1 up, -1 down."""

    phrase: PhraseId
    push: int


@dataclass(frozen=True, slots=True)
class HeldWords:
    """Something I wrote that waits for the moderator. `about`: what a comment or a note speaks of."""

    of: Kind
    id: str
    text: str
    about: Ref | None = None


@dataclass(frozen=True, slots=True)
class MyNudge:
    """The latest private word for me; empty text: the client finds one. `seq` tells one from the next."""

    seq: Seq
    text: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What only I may see: my roles and wishes, my ballot in the latest round, my taps, my words that wait."""

    guest: GuestId
    name: str
    roles: tuple[Role, ...]
    asks: tuple[Role, ...]
    muted: bool
    round: RoundId | None
    ballot: Ballot | None
    supports: tuple[AssociationId, ...]
    reactions: tuple[MyReactions, ...]
    nailed: tuple[ArtworkId, ...]
    pushes: tuple[MyPush, ...]
    held: tuple[HeldWords, ...]
    nudge: MyNudge | None
    credit_as: CreditAs
    pen_name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A line of the participation radar, for the moderator alone: how often a guest wrote and tapped, when last."""

    guest: GuestId
    said: int
    tapped: int
    heard_ms: Millis | None
