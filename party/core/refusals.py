"""No is an answer: every way the rules decline, by name and parameters. Their words live in the locale files."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """The closed list of refusals; `wire.codes` gives each its number, whose fault it is and whether to retry."""

    ALREADY_FINISHED = "AlreadyFinished"
    ALREADY_SAID = "AlreadySaid"
    ALREADY_USED = "AlreadyUsed"
    FIRST_PROMPT = "FirstPrompt"
    LAST_MODERATOR = "LastModerator"
    LAST_PROMPT_MASTER = "LastPromptMaster"
    MUTED = "Muted"
    NOT_ALLOWED = "NotAllowed"
    NO_AGENDA = "NoAgenda"
    NO_WRITE_UP = "NoWriteUp"
    NOT_A_CANDIDATE = "NotACandidate"
    NOT_CLOSED = "NotClosed"
    NOT_ON_PATH = "NotOnPath"
    NOT_PAUSED = "NotPaused"
    NOT_SHOWN = "NotShown"
    NOT_TIED = "NotTied"
    NOT_YOURS = "NotYours"
    NOTHING_TO_VOTE_ON = "NothingToVoteOn"
    ORDER_MISMATCH = "OrderMismatch"
    OUT_OF_RANGE = "OutOfRange"
    PASSCODE_WRONG = "PasscodeWrong"
    PUBLISHED = "Published"
    REFINEMENT_NOT_OPEN = "RefinementNotOpen"
    REMOVED = "Removed"
    ROLE_HELD = "RoleHeld"
    ROLE_NOT_HELD = "RoleNotHeld"
    ROUND_CLOSED = "RoundClosed"
    ROUND_OPEN = "RoundOpen"
    SESSION_CLOSED = "SessionClosed"
    SESSION_FULL = "SessionFull"
    SESSION_LOCKED = "SessionLocked"
    SESSION_OPEN = "SessionOpen"
    SESSION_PAUSED = "SessionPaused"
    STUDIO_NOT_READY = "StudioNotReady"
    TEXT_EMPTY = "TextEmpty"
    TEXT_TOO_LONG = "TextTooLong"
    TEXT_UNPRINTABLE = "TextUnprintable"
    TEXT_UNCHANGED = "TextUnchanged"
    TOO_MANY = "TooMany"
    UNKNOWN_ARTWORK = "UnknownArtwork"
    UNKNOWN_ASSOCIATION = "UnknownAssociation"
    UNKNOWN_COMMENT = "UnknownComment"
    UNKNOWN_GUEST = "UnknownGuest"
    UNKNOWN_JOB = "UnknownJob"
    UNKNOWN_LICENSE = "UnknownLicense"
    UNKNOWN_PHRASE = "UnknownPhrase"
    UNKNOWN_REFINEMENT = "UnknownRefinement"
    UNKNOWN_ROUND = "UnknownRound"
    UNKNOWN_SCHEDULER = "UnknownScheduler"
    UNKNOWN_THING = "UnknownThing"
    WRONG_BALLOT = "WrongBallot"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The rules say no. `params` fill the sentence shown to the person, for example `(("limit", 60),)`."""

    reason: Reason
    params: tuple[tuple[str, str | int | float], ...] = ()


def refuse(reason: Reason, **params: str | float) -> Refusal:
    """A refusal with named parameters, in the order given."""
    return Refusal(reason, tuple(params.items()))
