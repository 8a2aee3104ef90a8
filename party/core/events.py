"""What happened at a party: one closed union, past tense. `kind` is the tag in the journal.

Fields typed `Words` hold what people wrote; everything else is a fact. Journal v1 freezes at the first release.
"""

from dataclasses import dataclass
from typing import Literal

from party.core.commands import MadeArtwork
from party.core.mishaps import Setback
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
    Passcode,
    Phase,
    Phrase,
    PhraseId,
    QuestionId,
    Reaction,
    Recipe,
    RecipeSettings,
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


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """A party began; its first prompt is the root of the tree."""

    theme: Words
    root: RefinementId
    first_prompt: Words
    settings: Settings
    phrases: tuple[Phrase, ...] = ()
    kind: Literal["SessionOpened"] = "SessionOpened"


@dataclass(frozen=True, slots=True)
class GuestJoined:
    """Somebody came in."""

    guest: GuestId
    name: Words
    roles: tuple[Role, ...]
    kind: Literal["GuestJoined"] = "GuestJoined"


@dataclass(frozen=True, slots=True)
class NameChanged:
    """A guest goes by another name."""

    guest: GuestId
    name: Words
    kind: Literal["NameChanged"] = "NameChanged"


@dataclass(frozen=True, slots=True)
class RoleGranted:
    """A guest holds one more role; `standing_in`: only until somebody is named."""

    guest: GuestId
    role: Role
    standing_in: bool = False
    kind: Literal["RoleGranted"] = "RoleGranted"


@dataclass(frozen=True, slots=True)
class RoleRevoked:
    """A guest holds one role less."""

    guest: GuestId
    role: Role
    kind: Literal["RoleRevoked"] = "RoleRevoked"


@dataclass(frozen=True, slots=True)
class ThemeChanged:
    """The evening has another theme."""

    theme: Words
    kind: Literal["ThemeChanged"] = "ThemeChanged"


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The evening moved on."""

    phase: Phase
    kind: Literal["PhaseChanged"] = "PhaseChanged"


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The party is run differently from here on."""

    settings: Settings
    kind: Literal["SettingsChanged"] = "SettingsChanged"


@dataclass(frozen=True, slots=True)
class SessionPaused:
    """Everything holds."""

    kind: Literal["SessionPaused"] = "SessionPaused"


@dataclass(frozen=True, slots=True)
class SessionContinued:
    """The pause is over; the deadline of an open round moved by `paused_ms`."""

    paused_ms: int
    kind: Literal["SessionContinued"] = "SessionContinued"


@dataclass(frozen=True, slots=True)
class SessionClosed:
    """The party ended."""

    kind: Literal["SessionClosed"] = "SessionClosed"


@dataclass(frozen=True, slots=True)
class SessionReopened:
    """The party goes on after all."""

    kind: Literal["SessionReopened"] = "SessionReopened"


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """A guest would like a role."""

    guest: GuestId
    role: Role
    kind: Literal["RoleAsked"] = "RoleAsked"


@dataclass(frozen=True, slots=True)
class RoleDeclined:
    """A guest's wish for a role was put aside."""

    guest: GuestId
    role: Role
    kind: Literal["RoleDeclined"] = "RoleDeclined"


@dataclass(frozen=True, slots=True)
class ThingScreened:
    """A thing may be seen by the room, or left every screen but the moderator's."""

    of: Kind
    id: str
    shown: bool
    kind: Literal["ThingScreened"] = "ThingScreened"


@dataclass(frozen=True, slots=True)
class GuestMuted:
    """A guest may not write any more, or may again."""

    guest: GuestId
    muted: bool
    kind: Literal["GuestMuted"] = "GuestMuted"


@dataclass(frozen=True, slots=True)
class GuestRemoved:
    """A guest was shown out."""

    guest: GuestId
    kind: Literal["GuestRemoved"] = "GuestRemoved"


@dataclass(frozen=True, slots=True)
class GuestReadmitted:
    """A guest who was shown out may come back."""

    guest: GuestId
    kind: Literal["GuestReadmitted"] = "GuestReadmitted"


@dataclass(frozen=True, slots=True)
class SessionLocked:
    """Nobody new comes in but by invite link, or everybody may again."""

    locked: bool
    kind: Literal["SessionLocked"] = "SessionLocked"


@dataclass(frozen=True, slots=True)
class PasscodeSet:
    """Newcomers are asked for a passcode, or no longer."""

    passcode: Passcode
    kind: Literal["PasscodeSet"] = "PasscodeSet"


@dataclass(frozen=True, slots=True)
class AgendaSet:
    """The evening has a plan."""

    items: tuple[AgendaItem, ...]
    kind: Literal["AgendaSet"] = "AgendaSet"


@dataclass(frozen=True, slots=True)
class PhaseExtended:
    """The present phase has more time, or less."""

    seconds: int
    kind: Literal["PhaseExtended"] = "PhaseExtended"


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question card lies before the room."""

    question: QuestionId
    text: Words
    kind: Literal["QuestionAsked"] = "QuestionAsked"


@dataclass(frozen=True, slots=True)
class QuestionDropped:
    """The question card was taken away."""

    kind: Literal["QuestionDropped"] = "QuestionDropped"


@dataclass(frozen=True, slots=True)
class GuestNudged:
    """A guest got a private, friendly word."""

    guest: GuestId
    text: Words
    kind: Literal["GuestNudged"] = "GuestNudged"


@dataclass(frozen=True, slots=True)
class WallSet:
    """The wall shows something else."""

    wall: Wall
    kind: Literal["WallSet"] = "WallSet"


@dataclass(frozen=True, slots=True)
class AssociationMade:
    """Somebody said what the theme makes them think of."""

    association: AssociationId
    text: Words
    kind: Literal["AssociationMade"] = "AssociationMade"


@dataclass(frozen=True, slots=True)
class AssociationSupported:
    """A guest stands behind an association, or no longer."""

    association: AssociationId
    support: bool
    kind: Literal["AssociationSupported"] = "AssociationSupported"


@dataclass(frozen=True, slots=True)
class AssociationTakenBack:
    """An association was removed by the one who made it."""

    association: AssociationId
    kind: Literal["AssociationTakenBack"] = "AssociationTakenBack"


@dataclass(frozen=True, slots=True)
class RefinementProposed:
    """Another wording of `parent` is on offer; `merged` is the other one whose changes it has."""

    refinement: RefinementId
    parent: RefinementId
    text: Words
    reason: Words
    phrases: tuple[Phrase, ...] = ()
    merged: RefinementId | None = None
    kind: Literal["RefinementProposed"] = "RefinementProposed"


@dataclass(frozen=True, slots=True)
class RefinementWithdrawn:
    """A proposal was taken back by the one who made it."""

    refinement: RefinementId
    kind: Literal["RefinementWithdrawn"] = "RefinementWithdrawn"


@dataclass(frozen=True, slots=True)
class RefinementAccepted:
    """A refinement is the working prompt now."""

    refinement: RefinementId
    kind: Literal["RefinementAccepted"] = "RefinementAccepted"


@dataclass(frozen=True, slots=True)
class RefinementRejected:
    """A refinement lost its round; it can be revived."""

    refinement: RefinementId
    kind: Literal["RefinementRejected"] = "RefinementRejected"


@dataclass(frozen=True, slots=True)
class RefinementRevived:
    """A refinement is open for voting again."""

    refinement: RefinementId
    kind: Literal["RefinementRevived"] = "RefinementRevived"


@dataclass(frozen=True, slots=True)
class PromptBranched:
    """Work continues from an earlier wording."""

    refinement: RefinementId
    kind: Literal["PromptBranched"] = "PromptBranched"


@dataclass(frozen=True, slots=True)
class PhrasesMarked:
    """A prompt is cut into other phrases."""

    refinement: RefinementId
    phrases: tuple[Phrase, ...]
    kind: Literal["PhrasesMarked"] = "PhrasesMarked"


@dataclass(frozen=True, slots=True)
class PhrasePushed:
    """A guest pushes a phrase up or down, or let go of it."""

    phrase: PhraseId
    push: int
    kind: Literal["PhrasePushed"] = "PhrasePushed"


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A vote began."""

    round: RoundId
    refinements: tuple[RefinementId, ...]
    rule: VotingRule
    tallies_hidden: bool
    deadline_ms: Millis
    kind: Literal["RoundOpened"] = "RoundOpened"


@dataclass(frozen=True, slots=True)
class BallotCast:
    """A guest voted, or changed their vote. Secret: never shown, only counted."""

    round: RoundId
    ballot: Ballot
    kind: Literal["BallotCast"] = "BallotCast"


@dataclass(frozen=True, slots=True)
class Count:
    """How many votes a refinement got: approvals, points, or ballots that stood with it when the run-off ended for it.

    `out`: the step of the run-off in which it went out, counting from 1.
    """

    refinement: RefinementId
    votes: int
    out: int | None = None


@dataclass(frozen=True, slots=True)
class RoundClosed:
    """A vote ended. No winner: nobody voted for anything; several: a tie."""

    round: RoundId
    tally: tuple[Count, ...]
    voters: int
    winners: tuple[RefinementId, ...]
    kind: Literal["RoundClosed"] = "RoundClosed"


@dataclass(frozen=True, slots=True)
class TieBroken:
    """The prompt master named the winner among the tied."""

    round: RoundId
    refinement: RefinementId
    kind: Literal["TieBroken"] = "TieBroken"


@dataclass(frozen=True, slots=True)
class RecipeSet:
    """The next pictures are made differently."""

    recipe: RecipeSettings
    kind: Literal["RecipeSet"] = "RecipeSet"


@dataclass(frozen=True, slots=True)
class JobRequested:
    """Pictures of a refinement were asked for, one recipe each."""

    job: JobId
    refinement: RefinementId
    recipes: tuple[Recipe, ...]
    kind: Literal["JobRequested"] = "JobRequested"


@dataclass(frozen=True, slots=True)
class JobCancelled:
    """A job was stopped by a person."""

    job: JobId
    kind: Literal["JobCancelled"] = "JobCancelled"


@dataclass(frozen=True, slots=True)
class JobFailed:
    """The studio gave a job up, and why."""

    job: JobId
    why: Setback
    kind: Literal["JobFailed"] = "JobFailed"


@dataclass(frozen=True, slots=True)
class ArtworkMade:
    """One picture of a job is finished; `index` is its place in the job's recipes."""

    job: JobId
    index: int
    made: MadeArtwork
    kind: Literal["ArtworkMade"] = "ArtworkMade"


@dataclass(frozen=True, slots=True)
class JobFinished:
    """Every picture of a job is made."""

    job: JobId
    kind: Literal["JobFinished"] = "JobFinished"


@dataclass(frozen=True, slots=True)
class Reacted:
    """A guest reacted to an artwork, or took it back."""

    artwork: ArtworkId
    reaction: Reaction
    on: bool
    kind: Literal["Reacted"] = "Reacted"


@dataclass(frozen=True, slots=True)
class Nailed:
    """A guest said that a picture nails its prompt."""

    artwork: ArtworkId
    kind: Literal["Nailed"] = "Nailed"


@dataclass(frozen=True, slots=True)
class CommentWritten:
    """A guest said something of a refinement or an artwork. Marks in the text stand for whom it mentions, in order."""

    comment: CommentId
    text: Words
    refinement: RefinementId | None
    artwork: ArtworkId | None
    mentions: tuple[GuestId, ...] = ()
    kind: Literal["CommentWritten"] = "CommentWritten"


@dataclass(frozen=True, slots=True)
class CommentTakenBack:
    """A comment was removed by the one who wrote it."""

    comment: CommentId
    kind: Literal["CommentTakenBack"] = "CommentTakenBack"


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The expert said something."""

    note: NoteId
    topic: Topic
    text: Words
    refinement: RefinementId | None
    artwork: ArtworkId | None
    kind: Literal["NoteWritten"] = "NoteWritten"


@dataclass(frozen=True, slots=True)
class WorthJudged:
    """The expert judged an artwork."""

    artwork: ArtworkId
    worth: int | None
    of_note: bool
    kind: Literal["WorthJudged"] = "WorthJudged"


@dataclass(frozen=True, slots=True)
class ArtworkChosen:
    """An artwork goes into the write-up, or no longer."""

    artwork: ArtworkId
    chosen: bool
    kind: Literal["ArtworkChosen"] = "ArtworkChosen"


@dataclass(frozen=True, slots=True)
class ChosenOrdered:
    """The chosen artworks stand in another order."""

    artworks: tuple[ArtworkId, ...]
    kind: Literal["ChosenOrdered"] = "ChosenOrdered"


@dataclass(frozen=True, slots=True)
class ArtworkCaptioned:
    """An artwork has a caption and an alternative text."""

    artwork: ArtworkId
    caption: Words
    alt: Words
    kind: Literal["ArtworkCaptioned"] = "ArtworkCaptioned"


@dataclass(frozen=True, slots=True)
class ParagraphWritten:
    """A paragraph of the write-up was written, or taken away."""

    place: StoryPlace
    refinement: RefinementId | None
    text: Words
    kind: Literal["ParagraphWritten"] = "ParagraphWritten"


@dataclass(frozen=True, slots=True)
class StoryTitled:
    """The write-up has a title of its own, or the theme again."""

    title: Words
    kind: Literal["StoryTitled"] = "StoryTitled"


@dataclass(frozen=True, slots=True)
class StoryLicensed:
    """The license of the write-up, by its id, and what is said of the model's."""

    license: str
    model_license: Words
    kind: Literal["StoryLicensed"] = "StoryLicensed"


@dataclass(frozen=True, slots=True)
class CreditChosen:
    """A guest is named in the write-up like this."""

    guest: GuestId
    credit_as: CreditAs
    pen_name: Words
    kind: Literal["CreditChosen"] = "CreditChosen"


@dataclass(frozen=True, slots=True)
class WordsRemoved:
    """A guest's name and words were taken out of the record: everything before this, but what the room made its own."""

    guest: GuestId
    kind: Literal["WordsRemoved"] = "WordsRemoved"


@dataclass(frozen=True, slots=True)
class WriteUpMade:
    """The write-up lies in the folder `slug`."""

    slug: str
    kind: Literal["WriteUpMade"] = "WriteUpMade"


@dataclass(frozen=True, slots=True)
class WriteUpPublished:
    """Anybody may read the write-up, or only guests again."""

    published: bool
    kind: Literal["WriteUpPublished"] = "WriteUpPublished"


Event = (
    SessionOpened
    | GuestJoined
    | NameChanged
    | RoleGranted
    | RoleRevoked
    | ThemeChanged
    | PhaseChanged
    | SettingsChanged
    | SessionPaused
    | SessionContinued
    | SessionClosed
    | SessionReopened
    | RoleAsked
    | RoleDeclined
    | ThingScreened
    | GuestMuted
    | GuestRemoved
    | GuestReadmitted
    | SessionLocked
    | PasscodeSet
    | AgendaSet
    | PhaseExtended
    | QuestionAsked
    | QuestionDropped
    | GuestNudged
    | WallSet
    | AssociationMade
    | AssociationSupported
    | AssociationTakenBack
    | RefinementProposed
    | RefinementWithdrawn
    | RefinementAccepted
    | RefinementRejected
    | RefinementRevived
    | PromptBranched
    | PhrasesMarked
    | PhrasePushed
    | RoundOpened
    | BallotCast
    | RoundClosed
    | TieBroken
    | RecipeSet
    | JobRequested
    | JobCancelled
    | JobFailed
    | ArtworkMade
    | JobFinished
    | Reacted
    | Nailed
    | CommentWritten
    | CommentTakenBack
    | NoteWritten
    | WorthJudged
    | ArtworkChosen
    | ChosenOrdered
    | ArtworkCaptioned
    | ParagraphWritten
    | StoryTitled
    | StoryLicensed
    | CreditChosen
    | WordsRemoved
    | WriteUpMade
    | WriteUpPublished
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a journal: an event, its place and time, who caused it (`None`: the house), by which command."""

    seq: Seq
    at_ms: Millis
    actor: GuestId | None
    cause: str
    event: Event
