"""What a thing is told about how to look: colors and traits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from training.drawing.pen import Pen
    from training.vocabulary.colors import RGB


@dataclass(frozen=True, slots=True)
class Look:
    """First and second color if they were asked for, and the traits of the item."""

    color: RGB | None = None
    second: RGB | None = None
    traits: frozenset[str] = frozenset()


class Draw(Protocol):
    """Draws one thing in its unit box."""

    def __call__(self, pen: Pen, look: Look, /) -> None:
        """Draw with the pen already placed."""
