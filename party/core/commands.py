"""What can be asked of a party: one closed union. Imperative names; `kind` is the tag on the wire."""

from dataclasses import dataclass, field
from typing import Literal

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
    Phase,
    PhraseId,
    Reaction,
    Reading,
    Recipe,
    RecipeSettings,
    RefinementId,
    Role,
    RoundId,
    Settings,
    StoryPlace,
    Topic,
    VotingRule,
    Wall,
)

# --- the house asks: never accepted from a guest's socket ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Begin a party; `name` is the person who opens it."""

    theme: str
    first_prompt: str
    name: str
    settings: Settings = field(default_factory=Settings)
    passcode: str = field(default="", repr=False)
    kind: Literal["OpenSession"] = "OpenSession"


@dataclass(frozen=True, slots=True)
class JoinSession:
    """Let a guest in under a new id, with the roles their link grants; nobody chooses these for themselves.

    Who was invited by a link needs no passcode and comes in through a locked door.
    """

    guest: GuestId
    name: str
    roles: tuple[Role, ...] = ()
    passcode: str = field(default="", repr=False)
    invited: bool = False
    kind: Literal["JoinSession"] = "JoinSession"


@dataclass(frozen=True, slots=True)
class ClaimRoles:
    """A guest who is already in opened an invite link."""

    guest: GuestId
    roles: tuple[Role, ...]
    kind: Literal["ClaimRoles"] = "ClaimRoles"


@dataclass(frozen=True, slots=True)
class MadeArtwork:
    """A finished picture as the studio reports it; its bytes are already on disk."""

    artwork: ArtworkId
    recipe: Recipe
    width_px: int
    height_px: int
    media_type: str
    took_ms: int
    environment: str = ""
    """What it was made with, for example `torch 2.13.0, diffusers 0.42.1, cpu bfloat16`."""
    readings: tuple[Reading, ...] = ()
    closeness: float | None = None
    """Of picture to prompt, 0 to 1, where the engine can say; only comparisons mean anything."""


@dataclass(frozen=True, slots=True)
class ReportArtworks:
    """The studio finished a job."""

    job: JobId
    made: tuple[MadeArtwork, ...]
    kind: Literal["ReportArtworks"] = "ReportArtworks"


@dataclass(frozen=True, slots=True)
class ReportFailure:
    """The studio gave a job up."""

    job: JobId
    why: Setback
    kind: Literal["ReportFailure"] = "ReportFailure"


@dataclass(frozen=True, slots=True)
class ReportWriteUp:
    """The press put a write-up into the folder `slug`."""

    slug: str
    by: GuestId | None
    kind: Literal["ReportWriteUp"] = "ReportWriteUp"


@dataclass(frozen=True, slots=True)
class CloseDueRound:
    """The clock reached a round's deadline."""

    round: RoundId
    kind: Literal["CloseDueRound"] = "CloseDueRound"


# --- running the session ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChangeName:
    """Call yourself something else."""

    name: str
    kind: Literal["ChangeName"] = "ChangeName"


@dataclass(frozen=True, slots=True)
class GrantRole:
    """Give a guest a role."""

    guest: GuestId
    role: Role
    kind: Literal["GrantRole"] = "GrantRole"


@dataclass(frozen=True, slots=True)
class RevokeRole:
    """Take a role from a guest."""

    guest: GuestId
    role: Role
    kind: Literal["RevokeRole"] = "RevokeRole"


@dataclass(frozen=True, slots=True)
class ChangeTheme:
    """Give the evening another theme."""

    theme: str
    kind: Literal["ChangeTheme"] = "ChangeTheme"


@dataclass(frozen=True, slots=True)
class ChangePhase:
    """Move the evening on, or back. Not to `closed`: that is `CloseSession`."""

    phase: Phase
    kind: Literal["ChangePhase"] = "ChangePhase"


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Run the party differently from now on; a round already open keeps its rule, its deadline and its secrecy."""

    settings: Settings
    kind: Literal["ChangeSettings"] = "ChangeSettings"


@dataclass(frozen=True, slots=True)
class PauseSession:
    """Hold everything; an open round's clock stops."""

    kind: Literal["PauseSession"] = "PauseSession"


@dataclass(frozen=True, slots=True)
class ContinueSession:
    """Go on after a pause."""

    kind: Literal["ContinueSession"] = "ContinueSession"


@dataclass(frozen=True, slots=True)
class CloseSession:
    """End the party; curation stays possible."""

    kind: Literal["CloseSession"] = "CloseSession"


@dataclass(frozen=True, slots=True)
class ReopenSession:
    """Take up a closed party again."""

    kind: Literal["ReopenSession"] = "ReopenSession"


@dataclass(frozen=True, slots=True)
class AskForRole:
    """Tell the moderator that you would like to be more than you are."""

    role: Role
    kind: Literal["AskForRole"] = "AskForRole"


@dataclass(frozen=True, slots=True)
class DeclineRole:
    """Not now: take a guest's wish for a role off the list."""

    guest: GuestId
    role: Role
    kind: Literal["DeclineRole"] = "DeclineRole"


@dataclass(frozen=True, slots=True)
class HandOverRole:
    """Give your own role to somebody else, and stop holding it."""

    guest: GuestId
    role: Role
    kind: Literal["HandOverRole"] = "HandOverRole"


# --- the moderator's kit ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScreenThing:
    """Let the room see an association, refinement, comment or picture, or take it off every screen."""

    of: Kind
    id: str
    shown: bool
    kind: Literal["ScreenThing"] = "ScreenThing"


@dataclass(frozen=True, slots=True)
class RenameGuest:
    """Give a guest another name on every screen."""

    guest: GuestId
    name: str
    kind: Literal["RenameGuest"] = "RenameGuest"


@dataclass(frozen=True, slots=True)
class MuteGuest:
    """A muted guest looks and votes but writes nothing; or let them write again."""

    guest: GuestId
    muted: bool = True
    kind: Literal["MuteGuest"] = "MuteGuest"


@dataclass(frozen=True, slots=True)
class RemoveGuest:
    """Show a guest out. What of theirs is still held is hidden; `hide_words`: all they wrote leaves every screen."""

    guest: GuestId
    hide_words: bool = False
    kind: Literal["RemoveGuest"] = "RemoveGuest"


@dataclass(frozen=True, slots=True)
class ReadmitGuest:
    """Let a guest who was shown out come back. What was hidden of theirs stays so until it is shown."""

    guest: GuestId
    kind: Literal["ReadmitGuest"] = "ReadmitGuest"


@dataclass(frozen=True, slots=True)
class LockSession:
    """Let nobody new in but by invite link, or open the door again."""

    locked: bool = True
    kind: Literal["LockSession"] = "LockSession"


@dataclass(frozen=True, slots=True)
class SetPasscode:
    """Ask newcomers for a passcode; empty: no longer."""

    passcode: str = field(default="", repr=False)
    kind: Literal["SetPasscode"] = "SetPasscode"


@dataclass(frozen=True, slots=True)
class SetAgenda:
    """How long each phase is meant to last; phases left out have no countdown."""

    items: tuple[AgendaItem, ...]
    kind: Literal["SetAgenda"] = "SetAgenda"


@dataclass(frozen=True, slots=True)
class ExtendPhase:
    """Give the present phase more time by the agenda, or less."""

    seconds: int
    kind: Literal["ExtendPhase"] = "ExtendPhase"


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """Put a question card before the room, in place of the one that lies there."""

    text: str
    kind: Literal["AskQuestion"] = "AskQuestion"


@dataclass(frozen=True, slots=True)
class DropQuestion:
    """Take the question card away."""

    kind: Literal["DropQuestion"] = "DropQuestion"


@dataclass(frozen=True, slots=True)
class NudgeGuest:
    """A private, friendly word to one guest; without text, the client finds one."""

    guest: GuestId
    text: str = ""
    kind: Literal["NudgeGuest"] = "NudgeGuest"


@dataclass(frozen=True, slots=True)
class ShowOnWall:
    """Choose what the wall shows."""

    wall: Wall
    kind: Literal["ShowOnWall"] = "ShowOnWall"


@dataclass(frozen=True, slots=True)
class PublishWriteUp:
    """Let anybody read the write-up, and find it among the published parties; or no longer."""

    published: bool = True
    kind: Literal["PublishWriteUp"] = "PublishWriteUp"


@dataclass(frozen=True, slots=True)
class ChooseCredit:
    """How the write-up names you, until it is published: by your name, a pen name, or not at all."""

    credit_as: CreditAs
    pen_name: str = ""
    kind: Literal["ChooseCredit"] = "ChooseCredit"


@dataclass(frozen=True, slots=True)
class RemoveMyWords:
    """Take your name and everything you wrote out of the record, whatever has become of you or the party.

    A wording the room accepted stays, without your name. Votes and reactions stay counted.
    """

    kind: Literal["RemoveMyWords"] = "RemoveMyWords"


@dataclass(frozen=True, slots=True)
class RemoveWordsOf:
    """The same for a guest who asked the moderator for it."""

    guest: GuestId
    kind: Literal["RemoveWordsOf"] = "RemoveWordsOf"


# --- ideas -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Associate:
    """Say what the theme makes you think of."""

    text: str
    kind: Literal["Associate"] = "Associate"


@dataclass(frozen=True, slots=True)
class SupportAssociation:
    """Stand behind somebody's association, or stop doing so."""

    association: AssociationId
    support: bool = True
    kind: Literal["SupportAssociation"] = "SupportAssociation"


@dataclass(frozen=True, slots=True)
class TakeBackAssociation:
    """Remove your own association while nobody else stands behind it."""

    association: AssociationId
    kind: Literal["TakeBackAssociation"] = "TakeBackAssociation"


# --- the prompt tree -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposeRefinement:
    """Offer another wording of `parent`, the working prompt if left out."""

    text: str
    reason: str = ""
    parent: RefinementId | None = None
    kind: Literal["ProposeRefinement"] = "ProposeRefinement"


@dataclass(frozen=True, slots=True)
class WithdrawRefinement:
    """Take back your own proposal while it is open and not being voted on."""

    refinement: RefinementId
    kind: Literal["WithdrawRefinement"] = "WithdrawRefinement"


@dataclass(frozen=True, slots=True)
class EditPrompt:
    """The prompt master's own hand: a refinement proposed and accepted in one move."""

    text: str
    reason: str = ""
    kind: Literal["EditPrompt"] = "EditPrompt"


@dataclass(frozen=True, slots=True)
class AcceptRefinement:
    """Make a refinement the working prompt."""

    refinement: RefinementId
    kind: Literal["AcceptRefinement"] = "AcceptRefinement"


@dataclass(frozen=True, slots=True)
class BranchFrom:
    """Go back to any once accepted wording and continue from there; the other path stays in the tree."""

    refinement: RefinementId
    kind: Literal["BranchFrom"] = "BranchFrom"


@dataclass(frozen=True, slots=True)
class ReviveRefinement:
    """Open a rejected or withdrawn refinement for voting again."""

    refinement: RefinementId
    kind: Literal["ReviveRefinement"] = "ReviveRefinement"


@dataclass(frozen=True, slots=True)
class MergeRefinements:
    """Offer one wording that has the changes of two; without text, the rules join them word by word."""

    one: RefinementId
    other: RefinementId
    text: str = ""
    reason: str = ""
    kind: Literal["MergeRefinements"] = "MergeRefinements"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the working prompt, in characters, end apart."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkPhrases:
    """The working prompt's phrases as the prompt master marks them; none: between the commas again."""

    stretches: tuple[Stretch, ...] = ()
    kind: Literal["MarkPhrases"] = "MarkPhrases"


@dataclass(frozen=True, slots=True)
class PushPhrase:
    """Push a phrase of the working prompt up (1) or down (-1), or let go of it (0)."""

    phrase: PhraseId
    push: int
    kind: Literal["PushPhrase"] = "PushPhrase"


# --- rounds ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Put refinements to the vote; none named means every open one. Left-out choices come from the settings."""

    refinements: tuple[RefinementId, ...] = ()
    seconds: int | None = None
    tallies_hidden: bool | None = None
    rule: VotingRule | None = None
    kind: Literal["OpenRound"] = "OpenRound"


@dataclass(frozen=True, slots=True)
class CastBallot:
    """Vote, or vote again: the last ballot before the close counts."""

    round: RoundId
    ballot: Ballot
    kind: Literal["CastBallot"] = "CastBallot"


@dataclass(frozen=True, slots=True)
class CloseRound:
    """End the vote now."""

    round: RoundId
    kind: Literal["CloseRound"] = "CloseRound"


@dataclass(frozen=True, slots=True)
class BreakTie:
    """Name the winner among the tied: for the prompt master; a moderator may make themselves one first."""

    round: RoundId
    refinement: RefinementId
    kind: Literal["BreakTie"] = "BreakTie"


# --- pictures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetRecipe:
    """Set size, steps, guidance, seed, count and negative prompt of the next pictures."""

    recipe: RecipeSettings
    kind: Literal["SetRecipe"] = "SetRecipe"


@dataclass(frozen=True, slots=True)
class StartJob:
    """Have a refinement painted, the working prompt if left out; `count` pictures, the settings' if left out."""

    refinement: RefinementId | None = None
    count: int | None = None
    kind: Literal["StartJob"] = "StartJob"


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Stop a job that is waiting or being painted."""

    job: JobId
    kind: Literal["CancelJob"] = "CancelJob"


# --- looking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class React:
    """Say something of an artwork with one tap, or take it back."""

    artwork: ArtworkId
    reaction: Reaction
    on: bool = True
    kind: Literal["React"] = "React"


@dataclass(frozen=True, slots=True)
class NailIt:
    """Say that a picture nails its prompt. Once, and for good."""

    artwork: ArtworkId
    kind: Literal["NailIt"] = "NailIt"


@dataclass(frozen=True, slots=True)
class WriteComment:
    """Say something of a refinement or an artwork; `@name` mentions a guest."""

    text: str
    refinement: RefinementId | None = None
    artwork: ArtworkId | None = None
    kind: Literal["WriteComment"] = "WriteComment"


@dataclass(frozen=True, slots=True)
class TakeBackComment:
    """Remove your own comment."""

    comment: CommentId
    kind: Literal["TakeBackComment"] = "TakeBackComment"


@dataclass(frozen=True, slots=True)
class WriteNote:
    """The expert's voice on a refinement, an artwork, or (neither given) the evening."""

    topic: Topic
    text: str
    refinement: RefinementId | None = None
    artwork: ArtworkId | None = None
    kind: Literal["WriteNote"] = "WriteNote"


@dataclass(frozen=True, slots=True)
class JudgeWorth:
    """The expert's worth of an artwork, 1 to 5 or none any more, and whether it is of note."""

    artwork: ArtworkId
    worth: int | None
    of_note: bool = False
    kind: Literal["JudgeWorth"] = "JudgeWorth"


# --- curation --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChooseArtwork:
    """Take an artwork into the write-up, last in order, or leave it out."""

    artwork: ArtworkId
    chosen: bool = True
    kind: Literal["ChooseArtwork"] = "ChooseArtwork"


@dataclass(frozen=True, slots=True)
class OrderChosen:
    """The chosen artworks in their new order: the same ones, each once."""

    artworks: tuple[ArtworkId, ...]
    kind: Literal["OrderChosen"] = "OrderChosen"


@dataclass(frozen=True, slots=True)
class CaptionArtwork:
    """What stands under a picture, and the alternative text for those who cannot see it."""

    artwork: ArtworkId
    caption: str = ""
    alt: str = ""
    kind: Literal["CaptionArtwork"] = "CaptionArtwork"


@dataclass(frozen=True, slots=True)
class WriteParagraph:
    """A paragraph of the write-up in the curators' words; at a step, the one of this wording. Empty text: none."""

    place: StoryPlace
    refinement: RefinementId | None
    text: str
    kind: Literal["WriteParagraph"] = "WriteParagraph"


@dataclass(frozen=True, slots=True)
class TitleStory:
    """What stands over the write-up; empty: the theme."""

    title: str
    kind: Literal["TitleStory"] = "TitleStory"


@dataclass(frozen=True, slots=True)
class LicenseStory:
    """Under which license the write-up is published, by its id; empty: not chosen.

    `model_license` says in words what holds for the model's pictures where the known licenses do not.
    """

    license: str = ""
    model_license: str = ""
    kind: Literal["LicenseStory"] = "LicenseStory"


GuestCommand = (
    ChangeName
    | GrantRole
    | RevokeRole
    | ChangeTheme
    | ChangePhase
    | ChangeSettings
    | PauseSession
    | ContinueSession
    | CloseSession
    | ReopenSession
    | AskForRole
    | DeclineRole
    | HandOverRole
    | ScreenThing
    | RenameGuest
    | MuteGuest
    | RemoveGuest
    | ReadmitGuest
    | LockSession
    | SetPasscode
    | SetAgenda
    | ExtendPhase
    | AskQuestion
    | DropQuestion
    | NudgeGuest
    | ShowOnWall
    | PublishWriteUp
    | ChooseCredit
    | RemoveMyWords
    | RemoveWordsOf
    | Associate
    | SupportAssociation
    | TakeBackAssociation
    | ProposeRefinement
    | WithdrawRefinement
    | EditPrompt
    | AcceptRefinement
    | BranchFrom
    | ReviveRefinement
    | MergeRefinements
    | MarkPhrases
    | PushPhrase
    | OpenRound
    | CastBallot
    | CloseRound
    | BreakTie
    | SetRecipe
    | StartJob
    | CancelJob
    | React
    | NailIt
    | WriteComment
    | TakeBackComment
    | WriteNote
    | JudgeWorth
    | ChooseArtwork
    | OrderChosen
    | CaptionArtwork
    | WriteParagraph
    | TitleStory
    | LicenseStory
)
"""What may arrive on a guest's socket; the table of rights decides who may say it."""

HouseCommand = OpenSession | JoinSession | ClaimRoles | ReportArtworks | ReportFailure | ReportWriteUp | CloseDueRound
"""What the server itself asks: the door, the studio, the press and the clock."""

Command = GuestCommand | HouseCommand
