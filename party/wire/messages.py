"""What goes over the websocket: one closed union each way. Previews travel beside them as binary frames."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from party.core.commands import GuestCommand
from party.core.mishaps import Setback
from party.core.refusals import Reason
from party.core.things import Heard, Mine, Thing
from party.core.values import GuestId, JobId, Millis, Seq
from party.wire.codes import Problem

PROTOCOL = 1
"""Rises when an old client would misunderstand; the first message of each side carries it."""

MAX_FRAME_BYTES = 16_384
"""The longest frame the house reads from a guest."""


CommandId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
OneThing = Annotated[Thing, Field(discriminator="kind")]


class Place(StrEnum):
    """Which page is looking; decides how much preview it gets."""

    ROOM = "room"
    DESK = "desk"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message of a guest. With `epoch` and `seq` of an earlier visit, only what was missed comes back."""

    protocol: int
    place: Place = Place.ROOM
    epoch: str | None = None
    seq: Seq | None = None
    kind: Literal["Hello"] = "Hello"


@dataclass(frozen=True, slots=True)
class Do:
    """Please do this. `id` is the guest's own and unique: a message sent twice is done once. At most 64 characters."""

    id: CommandId
    command: Annotated[GuestCommand, Field(discriminator="kind")]
    kind: Literal["Do"] = "Do"


FromGuest = Hello | Do


@dataclass(frozen=True, slots=True)
class Welcome:
    """The first message of the house. `resumed`: apply the things to what you had; otherwise start from nothing."""

    protocol: int
    code: str
    epoch: str
    seq: Seq
    now_ms: Millis
    resumed: bool
    mine: Mine
    things: tuple[OneThing, ...]
    kind: Literal["Welcome"] = "Welcome"


@dataclass(frozen=True, slots=True)
class Facts:
    """Public facts: things as they are after entries `first..last`. Never dropped, always in order."""

    first: Seq
    last: Seq
    things: tuple[OneThing, ...]
    kind: Literal["Facts"] = "Facts"


@dataclass(frozen=True, slots=True)
class JobPlace:
    """Where a job stands in the queue. `place` 0: being painted, at `step` of `steps`. `wait_s`: an estimate."""

    job: JobId
    place: int
    wait_s: float | None
    step: int
    steps: int


class StudioStatus(StrEnum):
    """Whether pictures can be made."""

    LOADING = "loading"
    READY = "ready"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class StudioView:
    """How the studio is, and what the model likes. `why` it is unavailable.

    `schedulers`: what a recipe may name, the one the model likes first. Then what an empty field becomes; unknown
    before the model is ready.
    """

    status: StudioStatus
    model: str
    why: Setback | None = None
    schedulers: tuple[str, ...] = ()
    width_px: int | None = None
    height_px: int | None = None
    steps: int | None = None
    guidance: float | None = None


@dataclass(frozen=True, slots=True)
class Gauges:
    """Counters as they are now; what did not move is left out. `now_ms` is the house's clock.

    `radar` goes to moderators alone.
    """

    now_ms: Millis
    things: tuple[OneThing, ...] = ()
    online: tuple[GuestId, ...] | None = None
    places: tuple[JobPlace, ...] | None = None
    studio: StudioView | None = None
    radar: tuple[Heard, ...] | None = None
    kind: Literal["Gauges"] = "Gauges"


@dataclass(frozen=True, slots=True)
class Private:
    """What only you see has changed."""

    mine: Mine
    kind: Literal["Private"] = "Private"


@dataclass(frozen=True, slots=True)
class Done:
    """Your command is in the journal, at or before `seq`; it will not be lost."""

    id: str
    seq: Seq
    kind: Literal["Done"] = "Done"


@dataclass(frozen=True, slots=True)
class Declined:
    """Your command was not done, and why: a refusal of the rules or a problem of the house."""

    id: str
    reason: Reason | Problem
    params: dict[str, str | int | float]
    kind: Literal["Declined"] = "Declined"


ToGuest = Welcome | Facts | Gauges | Private | Done | Declined


@dataclass(frozen=True, slots=True)
class PreviewHeader:
    """Stands before the JPEG bytes of a preview: one picture for the whole job, a grid when it paints several."""

    job: JobId
    step: int
    steps: int
    width_px: int
    height_px: int
    kind: Literal["Preview"] = "Preview"
