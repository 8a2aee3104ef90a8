"""What goes over HTTP at the door: opening, joining, looking in, and how a problem is told."""

from dataclasses import dataclass, field

from party.core.refusals import Reason
from party.core.values import GuestId, Phase, Role, Settings
from party.wire.codes import Problem
from party.wire.messages import StudioView


@dataclass(frozen=True, slots=True)
class HouseView:
    """`GET /api/house`: what a start page needs to know before a party is opened.

    `needs_key`: opening a party takes the host key. `parties_left`: there is room for one more. `guests`: how many a
    party takes. `studio` says which model paints, and what it likes.
    """

    needs_key: bool
    parties_left: bool
    guests: int
    languages: tuple[str, ...]
    studio: StudioView


@dataclass(frozen=True, slots=True)
class OpenParty:
    """`POST /api/sessions`: open a party as its moderator. `host_key` where this server asks for it."""

    theme: str
    first_prompt: str
    name: str
    settings: Settings = field(default_factory=Settings)
    passcode: str = field(default="", repr=False)
    host_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class JoinParty:
    """`POST /api/sessions/{code}/guests`. `invite` is the key from an invite link; `screen` joins as a wall.

    An invite needs no passcode and opens a locked door.
    """

    name: str = ""
    invite: str | None = field(default=None, repr=False)
    screen: bool = False
    passcode: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DeleteParty:
    """`DELETE /api/sessions/{code}`, for the moderator: everything of the party goes. `code` once more, to be sure."""

    code: str


@dataclass(frozen=True, slots=True)
class Joined:
    """You are in. The private resume token travels beside this, as an HttpOnly cookie."""

    code: str
    guest: GuestId
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """`GET /api/sessions/{code}`: what can be seen from outside. `known`: your cookie belongs to a guest who is in.

    `removed`: it belongs to one whom the moderator showed out, and who cannot join again. `passcode`: newcomers are
    asked for one; then `guests`, the names of those inside, is empty for everybody who is not in. `people`: how many
    they are. `language` is the party's. `join_url` is the address for phones on the same network, as in the QR code.
    """

    code: str
    theme: str
    phase: Phase
    language: str
    people: int
    guests: tuple[str, ...]
    join_url: str
    passcode: bool
    locked: bool
    paused: bool
    full: bool
    known: bool
    removed: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class InviteLinks:
    """`GET /api/sessions/{code}/invites`, for the moderator: paths that let somebody in with a role."""

    links: dict[Role, str]


@dataclass(frozen=True, slots=True)
class MergedWording:
    """`GET /api/sessions/{code}/merged?one=…&other=…`, for the prompt master: how two wordings would read as one."""

    text: str


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
