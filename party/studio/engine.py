"""What the studio is to the rest of the house: orders in, updates out, and the interface of an engine.

Values only. Nothing here knows a process, a queue's rule, or torch.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from party.core.errors import Fault, PartyError
from party.core.mishaps import Mishap, Setback
from party.core.values import Easel, GuestId, JobId, Reading, Recipe, SessionId


class Cancelled(PartyError):
    """The pictures were called off between two steps."""

    fault = Fault.GUEST


class CannotMake(PartyError):
    """This recipe can never become a picture here; trying again will not help. `setback` is what the room is told."""

    fault = Fault.GUEST

    def __init__(self, why: str, mishap: Mishap = Mishap.RECIPE_IMPOSSIBLE, what: str = "") -> None:
        super().__init__(why)
        self.setback = Setback(mishap, what)


class CannotLoad(PartyError):
    """The model is missing, altered or of a kind the engine does not know. `setback` is what the room is told."""

    fault = Fault.HOUSE

    def __init__(self, why: str, mishap: Mishap = Mishap.MODEL_UNUSABLE) -> None:
        super().__init__(why)
        self.setback = Setback(mishap)


@dataclass(frozen=True, slots=True)
class Step:
    """One denoising step of a job. `index` counts from 1 over all its pictures, `total` is what it will come to.

    An engine that composes first shows its sketches as step 0.

    `preview` is a throw-away JPEG of the whole job, a 2x2 grid for a four-up: at most 12 kB and 320 px on its longest
    side, which are `width_px` and `height_px`. `None`: this model cannot show its latents.
    """

    index: int
    total: int
    preview: bytes | None
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Painting:
    """A finished picture: bare pixels in a lossless file, and the recipe as it was really used."""

    data: bytes
    media_type: str
    width_px: int
    height_px: int
    recipe: Recipe
    took_ms: int
    environment: str
    """For example `torch 2.13.0, diffusers 0.42.1, cpu bfloat16`."""
    readings: tuple[Reading, ...] = ()
    """What the engine made of words it does not know."""
    closeness: float | None = None
    """Of picture to prompt, 0 to 1, from an engine that is its own `Critic`."""


class Engine(Protocol):
    """Something that turns recipes into pictures."""

    @property
    def easel(self) -> Easel:
        """What it is and how it likes to paint."""

    def make(
        self, recipes: Sequence[Recipe], on_step: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> tuple[Painting, ...]:
        """One painting for each recipe, in order; the same recipe gives the same bytes in whatever company.

        Raises `Cancelled` soon after `cancelled()` turns true, and `CannotMake` with a reason for the room.
        """


@runtime_checkable
class Critic(Protocol):
    """An engine that can also say how close a picture is to a prompt; not all can."""

    def score(self, picture: bytes, prompt: str) -> float:
        """Closeness of a picture file to a prompt; only comparisons mean anything.

        Raises `CannotMake` when the bytes are no picture.
        """


@dataclass(frozen=True, slots=True)
class Order:
    """A job as the studio gets it; `guest` is the one whose idea is made, `None` for the house."""

    session: SessionId
    job: JobId
    guest: GuestId | None
    recipes: tuple[Recipe, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an order stands: 0 is being made, 1 comes next.

    `wait_s` is the estimated time until its pictures are finished, `None` before the studio has timed any.
    """

    session: SessionId
    job: JobId
    place: int
    wait_s: float | None
    step: int
    total: int


class Status(StrEnum):
    """How the studio is."""

    STOPPED = "stopped"
    LOADING = "loading"
    READY = "ready"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded; sent again after every restart of its process."""

    easel: Easel


@dataclass(frozen=True, slots=True)
class Unavailable:
    """There will be no pictures until the house is restarted; `why` in plain words for the host."""

    why: str
    setback: Setback


@dataclass(frozen=True, slots=True)
class Stepped:
    """An order came one step further."""

    order: Order
    step: Step


@dataclass(frozen=True, slots=True)
class Finished:
    """An order is done, one painting for each recipe."""

    order: Order
    paintings: tuple[Painting, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """An order was given up; `why` in plain words for the host."""

    order: Order
    why: str
    setback: Setback


@dataclass(frozen=True, slots=True)
class QueueChanged:
    """Orders came, went or moved up: all places of all sessions."""

    places: tuple[Place, ...]


Update = Ready | Unavailable | Stepped | Finished | Failed | QueueChanged
"""What the studio tells its one listener, on the event loop."""
