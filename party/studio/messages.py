"""What passes through the pipe between the studio and its model process.

The pipe is ours alone at both ends, so its values are plain pickles. The verbs are make and score; translate and
classify will be further members of `Request` with an answer each.
"""

from dataclasses import dataclass
from typing import NewType

from party.core.mishaps import Setback
from party.core.values import Easel, Recipe
from party.studio.engine import Painting, Step

Ticket = NewType("Ticket", int)
"""Names one attempt at one order, so that a late answer is not taken for the next one's."""


@dataclass(frozen=True, slots=True)
class Make:
    """Paint these; answered by any number of `Progress`, then `Made`, `Refused` or `Stopped`."""

    ticket: Ticket
    recipes: tuple[Recipe, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop that; nothing happens if it is already done."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Score:
    """Say how close a picture file is to a prompt; answered by `Scored`, after the orders asked for before it."""

    ticket: Ticket
    picture: bytes
    prompt: str


Request = Make | Cancel | Score


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model stands ready: the first word of a healthy process."""

    easel: Easel


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """The model cannot be loaded and another try would not help; the process ends."""

    why: str
    setback: Setback


@dataclass(frozen=True, slots=True)
class Progress:
    """One step further."""

    ticket: Ticket
    step: Step


@dataclass(frozen=True, slots=True)
class Made:
    """Done."""

    ticket: Ticket
    paintings: tuple[Painting, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """This recipe cannot be made here."""

    ticket: Ticket
    why: str
    setback: Setback


@dataclass(frozen=True, slots=True)
class Stopped:
    """Cancelled between two steps."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Scored:
    """How close the picture is to the prompt; `None` where this engine or this picture allows no answer."""

    ticket: Ticket
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Broke:
    """Something failed that should not have; the process ends so that the next one starts clean."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The last word, said by our side: the process is no more."""

    exit_code: int | None


Report = Loaded | NotLoaded | Progress | Made | Refused | Stopped | Scored | Broke | Gone
