"""One table for everything that can go wrong between a guest and the house: number, whose fault, whether to retry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from party.core.errors import Fault
from party.core.refusals import Reason


class Problem(StrEnum):
    """What the door and the socket answer beyond the rules' own refusals."""

    BAD_MESSAGE = "BadMessage"
    CODE_UNKNOWN = "CodeUnknown"
    COMMIT_FAILED = "CommitFailed"
    HOST_KEY_WRONG = "HostKeyWrong"
    HOUSE_FULL = "HouseFull"
    INVITE_INVALID = "InviteInvalid"
    NOT_A_GUEST = "NotAGuest"
    NOT_FOUND = "NotFound"
    PARTY_BROKEN = "PartyBroken"
    PICTURE_DAMAGED = "PictureDamaged"
    TEMPLATE_BROKEN = "TemplateBroken"
    TOO_LARGE = "TooLarge"
    TOO_MANY_TRIES = "TooManyTries"
    WRITE_UP_FAILED = "WriteUpFailed"
    WRONG_ORIGIN = "WrongOrigin"


class Close(IntEnum):
    """Why the house closed a socket (application range of RFC 6455, 4000-4999)."""

    BAD_MESSAGE = 4000
    WRONG_PROTOCOL = 4001
    NOT_A_GUEST = 4003
    CODE_UNKNOWN = 4004
    REMOVED = 4007
    TOO_SLOW = 4008
    PARTY_DELETED = 4010
    PARTY_BROKEN = 4011
    HOUSE_STOPS = 4012
    WRONG_ORIGIN = 4013
    TOO_FAST = 4029


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the table. `again`: the same thing may work if tried again."""

    number: int
    fault: Fault
    again: bool


_G, _H, _W = Fault.GUEST, Fault.HOUSE, Fault.WORLD

REFUSALS: Mapping[Reason, Meaning] = MappingProxyType(
    {
        Reason.NOT_ALLOWED: Meaning(100, _G, again=False),
        Reason.NOT_YOURS: Meaning(101, _G, again=False),
        Reason.ROLE_HELD: Meaning(102, _G, again=False),
        Reason.ROLE_NOT_HELD: Meaning(103, _G, again=False),
        Reason.LAST_MODERATOR: Meaning(104, _G, again=False),
        Reason.LAST_PROMPT_MASTER: Meaning(105, _G, again=False),
        Reason.MUTED: Meaning(106, _G, again=False),
        Reason.REMOVED: Meaning(107, _G, again=False),
        Reason.SESSION_PAUSED: Meaning(110, _G, again=True),
        Reason.SESSION_CLOSED: Meaning(111, _G, again=False),
        Reason.SESSION_OPEN: Meaning(112, _G, again=False),
        Reason.NOT_PAUSED: Meaning(113, _G, again=False),
        Reason.NOT_CLOSED: Meaning(114, _G, again=False),
        Reason.SESSION_FULL: Meaning(115, _G, again=True),
        Reason.SESSION_LOCKED: Meaning(116, _G, again=True),
        Reason.PASSCODE_WRONG: Meaning(117, _G, again=True),
        Reason.NO_AGENDA: Meaning(118, _G, again=False),
        Reason.TEXT_EMPTY: Meaning(120, _G, again=False),
        Reason.TEXT_TOO_LONG: Meaning(121, _G, again=False),
        Reason.TEXT_UNPRINTABLE: Meaning(122, _G, again=False),
        Reason.TEXT_UNCHANGED: Meaning(123, _G, again=False),
        Reason.ALREADY_SAID: Meaning(124, _G, again=False),
        Reason.ALREADY_USED: Meaning(125, _G, again=False),
        Reason.TOO_MANY: Meaning(126, _G, again=True),
        Reason.OUT_OF_RANGE: Meaning(127, _G, again=False),
        Reason.UNKNOWN_GUEST: Meaning(130, _G, again=False),
        Reason.UNKNOWN_ASSOCIATION: Meaning(131, _G, again=False),
        Reason.UNKNOWN_REFINEMENT: Meaning(132, _G, again=False),
        Reason.UNKNOWN_ROUND: Meaning(133, _G, again=False),
        Reason.UNKNOWN_JOB: Meaning(134, _G, again=False),
        Reason.UNKNOWN_ARTWORK: Meaning(135, _G, again=False),
        Reason.UNKNOWN_COMMENT: Meaning(136, _G, again=False),
        Reason.UNKNOWN_PHRASE: Meaning(137, _G, again=False),
        Reason.UNKNOWN_THING: Meaning(138, _G, again=False),
        Reason.UNKNOWN_SCHEDULER: Meaning(139, _G, again=False),
        Reason.REFINEMENT_NOT_OPEN: Meaning(140, _G, again=False),
        Reason.ROUND_OPEN: Meaning(141, _G, again=True),
        Reason.ROUND_CLOSED: Meaning(142, _G, again=False),
        Reason.NOTHING_TO_VOTE_ON: Meaning(143, _G, again=True),
        Reason.NOT_A_CANDIDATE: Meaning(144, _G, again=False),
        Reason.NOT_TIED: Meaning(145, _G, again=False),
        Reason.WRONG_BALLOT: Meaning(146, _G, again=False),
        Reason.NOT_SHOWN: Meaning(147, _G, again=True),
        Reason.FIRST_PROMPT: Meaning(148, _G, again=False),
        Reason.ALREADY_FINISHED: Meaning(150, _G, again=False),
        Reason.STUDIO_NOT_READY: Meaning(151, _G, again=True),
        Reason.NO_WRITE_UP: Meaning(160, _G, again=True),
        Reason.ORDER_MISMATCH: Meaning(161, _G, again=True),
        Reason.PUBLISHED: Meaning(162, _G, again=False),
        Reason.NOT_ON_PATH: Meaning(163, _G, again=False),
        Reason.UNKNOWN_LICENSE: Meaning(164, _G, again=False),
    }
)

PROBLEMS: Mapping[Problem, Meaning] = MappingProxyType(
    {
        Problem.BAD_MESSAGE: Meaning(200, _G, again=False),
        Problem.TOO_LARGE: Meaning(201, _G, again=False),
        Problem.CODE_UNKNOWN: Meaning(202, _G, again=False),
        Problem.NOT_A_GUEST: Meaning(203, _G, again=False),
        Problem.INVITE_INVALID: Meaning(204, _G, again=False),
        Problem.TOO_MANY_TRIES: Meaning(205, _G, again=True),
        Problem.WRONG_ORIGIN: Meaning(206, _G, again=False),
        Problem.NOT_FOUND: Meaning(207, _G, again=False),
        Problem.HOST_KEY_WRONG: Meaning(208, _G, again=True),
        Problem.HOUSE_FULL: Meaning(209, _G, again=True),
        Problem.COMMIT_FAILED: Meaning(300, _W, again=True),
        Problem.PICTURE_DAMAGED: Meaning(301, _W, again=False),
        Problem.PARTY_BROKEN: Meaning(302, _H, again=False),
        Problem.WRITE_UP_FAILED: Meaning(303, _W, again=True),
        Problem.TEMPLATE_BROKEN: Meaning(304, _W, again=True),
    }
)

CLOSES: Mapping[Close, Meaning] = MappingProxyType(
    {
        Close.BAD_MESSAGE: Meaning(Close.BAD_MESSAGE, _G, again=False),
        Close.WRONG_PROTOCOL: Meaning(Close.WRONG_PROTOCOL, _G, again=False),
        Close.NOT_A_GUEST: Meaning(Close.NOT_A_GUEST, _G, again=False),
        Close.CODE_UNKNOWN: Meaning(Close.CODE_UNKNOWN, _G, again=False),
        Close.REMOVED: Meaning(Close.REMOVED, _G, again=False),
        Close.TOO_SLOW: Meaning(Close.TOO_SLOW, _W, again=True),
        Close.PARTY_DELETED: Meaning(Close.PARTY_DELETED, _G, again=False),
        Close.PARTY_BROKEN: Meaning(Close.PARTY_BROKEN, _H, again=True),
        Close.HOUSE_STOPS: Meaning(Close.HOUSE_STOPS, _H, again=True),
        Close.WRONG_ORIGIN: Meaning(Close.WRONG_ORIGIN, _G, again=False),
        Close.TOO_FAST: Meaning(Close.TOO_FAST, _G, again=True),
    }
)
