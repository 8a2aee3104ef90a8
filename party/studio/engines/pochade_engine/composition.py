"""The plan between prompt and paint: what a picture holds and where, items back to front, and the circumstances.

Lengths are pixels. The planner thinks in a square of 256 px; `fitted` carries its plans over to other sizes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from party.studio.engines.pochade_engine.catalogue import (
    GLOBAL_FIELDS,
    HORIZON_STEP_PX,
    NOTHING,
    Catalogue,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANVAS_PX = 256
MOST_ITEMS = 16
ITEM_FIELDS = ("concept", "left", "top", "right", "bottom", "flip", "color", "second", "traits", "turn")
NO_ITEM = -1
WIDE_PX = 190
"""What is wider than this is part of the land."""


class Box(NamedTuple):
    """Edges in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Distance between the upright edges."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Distance between the level edges."""
        return self.bottom - self.top

    @classmethod
    def standing(cls, x: float, foot: float, *, height: float, aspect: float) -> Box:
        """The box of something `height` tall that stands with its middle at x and its foot on that line."""
        half = height * aspect / 2
        return cls(x - half, foot - height, x + half, foot)

    @classmethod
    def around(cls, *boxes: Box) -> Box:
        """The smallest box around all of them."""
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    def meets(self, other: Box) -> bool:
        """Whether they share some area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def enlarged(self, x: float, y: float, scale: float) -> Box:
        """The same box where (x, y) has become the corner and everything is that many times as large."""
        return Box((self.left - x) * scale, (self.top - y) * scale, (self.right - x) * scale, (self.bottom - y) * scale)

    def mirrored(self, width: float = CANVAS_PX) -> Box:
        """The same box in the mirror image of a picture that wide."""
        return Box(width - self.right, self.top, width - self.left, self.bottom)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the picture. `turn` is in degrees, clockwise; `flip` mirrors the thing inside its box."""

    concept: str
    box: Box
    flip: bool = False
    color: str = NOTHING
    second: str = NOTHING
    traits: frozenset[str] = frozenset()
    turn: int = 0

    def mirrored(self, width: float = CANVAS_PX) -> Item:
        """The same item in the mirror image."""
        return replace(self, box=self.box.mirrored(width), flip=not self.flip, turn=-self.turn)


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole plan. `circumstances` gives one option name per field of GLOBAL_FIELDS; missing ones are not stated."""

    items: tuple[Item, ...] = ()
    circumstances: dict[str, str] = field(default_factory=dict)
    horizon: float = 160.0

    def get(self, name: str) -> str:
        """One circumstance, NOTHING if not stated."""
        return self.circumstances.get(name, NOTHING)

    def mirrored(self, width: float = CANVAS_PX) -> Composition:
        """The plan of the mirror image."""
        return replace(self, items=tuple(item.mirrored(width) for item in self.items))


def fitted(plan: Composition, width: int, height: int) -> Composition:
    """A plan of the square in a picture of that size: things keep their proportions, what spans the square spans it."""
    across, down = width / CANVAS_PX, height / CANVAS_PX
    scale = min(across, down)

    def carried(item: Item) -> Item:
        left, _, right, bottom = item.box
        half = item.box.width / 2 * (across if item.box.width > WIDE_PX else scale)
        middle, foot = (left + right) / 2 * across, bottom * down
        edges = (middle - half, foot - item.box.height * scale, middle + half, foot)
        return replace(item, box=Box(*map(round, edges)))

    return replace(plan, items=tuple(map(carried, plan.items)), horizon=plan.horizon * down)


class PlanArrays(NamedTuple):
    """A composition as numbers: circumstances (8,) and items (MOST_ITEMS, 10), both int32; NO_ITEM fills empty rows."""

    circumstances: NDArray[np.int32]
    items: NDArray[np.int32]


def encode(plan: Composition, catalogue: Catalogue) -> PlanArrays:
    """Numbers for the networks. Items beyond MOST_ITEMS are left out from the back, where they matter least."""
    places = [catalogue.options[name].index(plan.get(name)) for name in GLOBAL_FIELDS]
    horizon = max(0, int(plan.horizon // HORIZON_STEP_PX))
    rows = np.full((MOST_ITEMS, len(ITEM_FIELDS)), NO_ITEM, np.int32)
    for row, item in zip(rows, plan.items[-MOST_ITEMS:], strict=False):
        row[:] = _encode_item(item, catalogue)
    return PlanArrays(np.array([*places, horizon], np.int32), rows)


def _encode_item(item: Item, catalogue: Catalogue) -> tuple[int, ...]:
    traits = sum(1 << catalogue.traits.index(trait) for trait in item.traits)
    edges = (round(edge) for edge in item.box)
    colors = (catalogue.color_index[item.color], catalogue.color_index[item.second])
    return (catalogue.concept_index[item.concept], *edges, int(item.flip), *colors, traits, item.turn)


def decode(arrays: PlanArrays, catalogue: Catalogue) -> Composition:
    """The composition that `encode` would turn into these numbers, up to rounding."""
    names = {
        name: catalogue.options[name][place]
        for name, place in zip(GLOBAL_FIELDS, arrays.circumstances[:-1], strict=True)
    }
    items = tuple(_decode_item([int(value) for value in row], catalogue) for row in arrays.items if row[0] != NO_ITEM)
    return Composition(items, names, float((arrays.circumstances[-1] + 0.5) * HORIZON_STEP_PX))


def _decode_item(row: list[int], catalogue: Catalogue) -> Item:
    concept, left, top, right, bottom, flip, color, second, traits, turn = row
    return Item(
        concept=catalogue.concepts[concept].name,
        box=Box(left, top, right, bottom),
        flip=bool(flip),
        color=catalogue.color_names[color],
        second=catalogue.color_names[second],
        traits=frozenset(name for bit, name in enumerate(catalogue.traits) if traits >> bit & 1),
        turn=turn,
    )
