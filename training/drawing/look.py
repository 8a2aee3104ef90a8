"""What a thing is told about how to look: colours and traits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from training.drawing.pen import Pen
    from training.vocabulary.colours import RGB


@dataclass(frozen=True, slots=True)
class Look:
    """First and second colour if they were asked for, and the traits of the item."""

    colour: RGB | None = None
    second: RGB | None = None
    traits: frozenset[str] = frozenset()


class Draw(Protocol):
    """Draws one thing in its unit box."""

    def __call__(self, pen: Pen, look: Look, /) -> None:
        """Draw with the pen already placed."""
