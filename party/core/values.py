"""The nouns every part of the house shares: ids, roles, phases, settings, recipes, limits."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NewType

SessionId = NewType("SessionId", str)
GuestId = NewType("GuestId", str)
AssociationId = NewType("AssociationId", str)
RefinementId = NewType("RefinementId", str)
RoundId = NewType("RoundId", str)
JobId = NewType("JobId", str)
ArtworkId = NewType("ArtworkId", str)
"""Lower-case hexadecimal SHA-256 of the stored picture's bytes."""
NoteId = NewType("NoteId", str)
CommentId = NewType("CommentId", str)
QuestionId = NewType("QuestionId", str)
PhraseId = NewType("PhraseId", str)

Words = NewType("Words", str)
"""Text a person wrote. The archive keeps it apart from the facts, so that it can be removed later."""
NOTHING_SAID = Words("")

Seq = NewType("Seq", int)
"""A place in a session's journal; the first entry is 1, 0 is the place before it."""

Millis = NewType("Millis", int)
"""Milliseconds since the Unix epoch, UTC."""


class Role(StrEnum):
    """What a guest may do; one guest may hold several."""

    MODERATOR = "moderator"
    PROMPT_MASTER = "prompt_master"
    ART_EXPERT = "art_expert"
    PARTICIPANT = "participant"
    SCREEN = "screen"


class Phase(StrEnum):
    """Where the evening stands. Phases guide the screens; only `closed` locks anything."""

    LOBBY = "lobby"
    GATHER = "gather"
    REFINE = "refine"
    CURATE = "curate"
    CLOSED = "closed"


class Kind(StrEnum):
    """The kinds of things a screen shows."""

    SESSION = "session"
    PROMPT = "prompt"
    GUEST = "guest"
    ASSOCIATION = "association"
    REFINEMENT = "refinement"
    ROUND = "round"
    JOB = "job"
    ARTWORK = "artwork"
    NOTE = "note"
    COMMENT = "comment"
    STORY = "story"


class CreditAs(StrEnum):
    """How a guest is named where a party is told."""

    NAME = "name"
    PEN_NAME = "pen_name"
    ANONYMOUS = "anonymous"


class StoryPlace(StrEnum):
    """Where a paragraph of the curators stands in the write-up: before all else, at a step of the path, at the end."""

    OPENING = "opening"
    STEP = "step"
    CLOSING = "closing"


class Show(StrEnum):
    """What the wall shows. `auto`: what the evening is doing just now."""

    AUTO = "auto"
    PICTURE = "picture"
    GALLERY = "gallery"
    PROMPT = "prompt"
    IDEAS = "ideas"
    VOTE = "vote"
    CODE = "code"


class VotingRule(StrEnum):
    """How ballots become a winner. One function each in `core.voting`."""

    APPROVAL = "approval"
    RANKED = "ranked"
    SCORE = "score"


class Reaction(StrEnum):
    """What a guest can say of an artwork with one tap."""

    LOVE = "love"
    WOW = "wow"
    LAUGH = "laugh"
    MOVED = "moved"
    PUZZLED = "puzzled"


class Topic(StrEnum):
    """What an expert's note speaks of."""

    MOVEMENT = "movement"
    TECHNIQUE = "technique"
    ARTIST = "artist"
    PERIOD = "period"
    MODIFIER = "modifier"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class ApprovalBallot:
    """The refinements a guest would be happy with; may be empty."""

    choices: tuple[RefinementId, ...]
    rule: Literal[VotingRule.APPROVAL] = VotingRule.APPROVAL


@dataclass(frozen=True, slots=True)
class RankedBallot:
    """The refinements a guest would have, best first; those left out are wanted least. May be empty."""

    choices: tuple[RefinementId, ...]
    rule: Literal[VotingRule.RANKED] = VotingRule.RANKED


@dataclass(frozen=True, slots=True)
class Score:
    """How much a guest likes one refinement, 0 to 5."""

    refinement: RefinementId
    score: int


@dataclass(frozen=True, slots=True)
class ScoreBallot:
    """Scores for the refinements a guest has an opinion of; those left out count 0. May be empty."""

    scores: tuple[Score, ...]
    rule: Literal[VotingRule.SCORE] = VotingRule.SCORE

    @property
    def choices(self) -> tuple[RefinementId, ...]:
        """The refinements it speaks of."""
        return tuple(line.refinement for line in self.scores)


Ballot = ApprovalBallot | RankedBallot | ScoreBallot
"""A tagged union by `rule`."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """How long a phase is meant to last."""

    phase: Phase
    minutes: int


@dataclass(frozen=True, slots=True)
class Wall:
    """What the moderator put on the wall; `artwork` goes with `picture`."""

    show: Show = Show.AUTO
    artwork: ArtworkId | None = None


@dataclass(frozen=True, slots=True)
class Passcode:
    """A passcode as it is kept: salted and stretched, hexadecimal; both empty where none is asked for."""

    salt: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a prompt with an id that lives on while other stretches change. Offsets in characters, end apart."""

    id: PhraseId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhraseWeight:
    """How much attention a stretch of the prompt gets: 1 is plain. Offsets in characters of the recipe's prompt."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a composition. Center and size in shares of the picture, 0 to 1; back to front in their order."""

    concept: str
    x: float
    y: float
    width: float
    height: float
    flip: bool = False
    colors: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One thing that holds for a whole composition: `place`: `sea`, `time`: `night`, `style`: `oil`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Composition:
    """What is where in a picture, before it is painted; engines that do not compose have none."""

    items: tuple[Item, ...]
    circumstances: tuple[Circumstance, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model made of a word it does not know: the nearest thing it does, or nothing (empty)."""

    word: Words
    taken_for: str


@dataclass(frozen=True, slots=True)
class Easel:
    """Which engine and model stand ready and how they like to paint: reported by the studio, not by the rules."""

    engine: str
    model: str
    revision: str
    scheduler: str
    width_px: int = 256
    height_px: int = 256
    steps: int = 12
    guidance: float = 3.0
    schedulers: tuple[str, ...] = ()
    """What a recipe's scheduler may be, the one it likes first; empty: only that one."""


@dataclass(frozen=True, slots=True)
class RecipeSettings:
    """What the prompt master sets for the next pictures. `None`: as the model likes it, or a fresh seed each time."""

    width_px: int | None = None
    height_px: int | None = None
    steps: int | None = None
    guidance: float | None = None
    seed: int | None = None
    scheduler: str | None = None
    count: int = 1
    negative: Words = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class TextRecipe:
    """Everything that fixes one picture made from text alone. Sizes in pixels, seed below 2**32."""

    engine: str
    model: str
    revision: str
    scheduler: str
    prompt: Words
    negative: Words
    seed: int
    width_px: int
    height_px: int
    steps: int
    guidance: float
    weights: tuple[PhraseWeight, ...] = ()
    """In order, none overlapping; stretches without one are plain."""
    composition: Composition | None = None
    parents: tuple[ArtworkId, ...] = ()
    mode: Literal["text"] = "text"


Recipe = TextRecipe
"""A tagged union by `mode`; image, inpaint, variation and morph recipes join it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this party is run. Durations in seconds."""

    rule: VotingRule = VotingRule.APPROVAL
    tallies_hidden: bool = False
    accept_winner: bool = True
    """True: the winner of a round is accepted by itself. False: the prompt master accepts it."""
    paint_on_accept: bool = True
    screening: bool = False
    """True: what guests write, previews and pictures reach the room when the moderator lets them."""
    round_s: int = 60
    language: str = "en"
    recipe: RecipeSettings = field(default_factory=RecipeSettings)


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of what one session takes. Text lengths in characters after cleaning."""

    name: int = 40
    language: int = 16
    theme: int = 80
    association: int = 60
    prompt: int = 500
    reason: int = 280
    note: int = 600
    comment: int = 280
    question: int = 160
    nudge: int = 160
    passcode: int = 40
    scheduler: int = 80
    caption: int = 280
    alt: int = 300
    title: int = 120
    paragraph: int = 1500
    license: int = 40
    model_license: int = 200
    guests: int = 500
    associations_each: int = 40
    open_refinements: int = 24
    open_refinements_each: int = 4
    waiting_jobs: int = 12
    count: int = 4
    notes: int = 300
    comments: int = 2000
    comments_each: int = 100
    paragraphs: int = 200
    questions: int = 100
    phrases: int = 24
    agenda_minutes: tuple[int, int] = (1, 240)
    extension_s: tuple[int, int] = (-3600, 3600)
    round_s: tuple[int, int] = (5, 1800)
    size_px: tuple[int, int] = (128, 1536)
    steps: tuple[int, int] = (1, 100)
    guidance: tuple[float, float] = (0.0, 20.0)
    seed: tuple[int, int] = (0, 2**32 - 1)
    worth: tuple[int, int] = (1, 5)
    score: tuple[int, int] = (0, 5)
    weight: tuple[float, float] = (0.6, 1.65)


LIMITS = Limits()
