"""What goes over HTTP at the door: opening, joining, looking in, and how a problem is told."""

from dataclasses import dataclass, field

from party.core.refusals import Reason
from party.core.values import GuestId, Phase, Role, Settings
from party.wire.codes import Problem


@dataclass(frozen=True, slots=True)
class OpenParty:
    """`POST /api/sessions`: open a party as its moderator."""

    theme: str
    first_prompt: str
    name: str
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class JoinParty:
    """`POST /api/sessions/{code}/guests`. `invite` is the key from an invite link; `screen` joins as a wall."""

    name: str = ""
    invite: str | None = None
    screen: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """You are in. The private resume token travels beside this, as an HttpOnly cookie."""

    code: str
    guest: GuestId
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """`GET /api/sessions/{code}`: what can be seen from outside. `known`: your cookie already belongs to a guest.

    `join_url` is the address for phones on the same network, as the QR code has it.
    """

    code: str
    theme: str
    phase: Phase
    guests: tuple[str, ...]
    join_url: str
    known: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class InviteLinks:
    """`GET /api/sessions/{code}/invites`, for the moderator: paths that let somebody in with a role."""

    links: dict[Role, str]


@dataclass(frozen=True, slots=True)
class WriteUpMade:
    """`POST /api/sessions/{code}/write-up`: where the write-up can be read, and its folder under `sessions/`."""

    path: str
    slug: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Every HTTP error has this shape."""

    reason: Reason | Problem
    params: dict[str, str | int | float] = field(default_factory=dict)
