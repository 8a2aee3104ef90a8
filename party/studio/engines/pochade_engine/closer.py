"""A closer look: small things are painted once more at a larger size and laid back, as painters lean in for details.

The painter's cells are eight pixels wide, too coarse for what is small. So a window around small things is enlarged to
the size of a whole picture, noised part of the way, painted on with the plan of that window, and laid back where the
things are. The land around them stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from party.studio.engines.pochade_engine.composition import CANVAS_PX, MOST_ITEMS, Box
from party.studio.engines.pochade_engine.finish.canvas import blurred, resized
from party.studio.engines.pochade_engine.latents import GRID, as_tensor
from party.studio.engines.pochade_engine.raster import rasterize
from party.studio.engines.pochade_engine.sampling import Course, Plans, Start, noise_of, paint, tell

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from party.studio.engines.pochade_engine.catalogue import Catalogue
    from party.studio.engines.pochade_engine.composition import Composition, Item
    from party.studio.engines.pochade_engine.decoder import Decoder
    from party.studio.engines.pochade_engine.painter import Painter

SIZES_PX = (10, 120)
"""The longer side of things worth a closer look: larger ones are clear already, smaller ones are dots."""
WINDOWS_PX = (64, 144)
"""Sides of windows, which become CANVAS_PX wide; neighbors share a window if they fit in the largest."""
ROOM = 1.2
"""A window is that many times as wide as what it is for."""
MOST_WINDOWS = 3
STRENGTH = 0.5
"""So much of the way from noise is painted again."""
MOST_STEPS = 12
GROUND_SPREAD = 0.08
"""How far the ground around a thing tells of the ground behind it, in shares of the window."""
UNLIKE = 70.0
"""From this difference to the ground on, a pixel is the thing's."""
FAR = frozenset({"sky", "shape"})
LAND = frozenset(
    {"hill", "mountain", "snowy mountain", "road", "river", "tower block", "tree", "pine tree", "palm tree", "bush"}
)
"""Groups and concepts that are clear enough from afar."""
COVERED = 0.6
"""Things hidden by more than this share of their box get no closer look."""


@dataclass(frozen=True)
class Window:
    """A square of the picture in whole pixels, and the places in the plan of the items it is for."""

    left: int
    top: int
    side: int
    wanted: frozenset[int]

    def of(self, plan: Composition) -> tuple[Composition, tuple[int, ...]]:
        """The plan of the window as of a whole picture, and which items of the plan are in it."""
        scale = CANVAS_PX / self.side
        own = Box(self.left, self.top, self.left + self.side, self.top + self.side)
        seen = {place: item for place, item in enumerate(plan.items) if item.box.meets(own)}
        items = tuple(replace(item, box=item.box.enlarged(self.left, self.top, scale)) for item in seen.values())
        return replace(plan, items=items, horizon=(plan.horizon - self.top) * scale), tuple(seen)


def windows(plan: Composition, catalogue: Catalogue, width: int, height: int) -> list[Window]:
    """Where to look closer, what stands in front first; neighbors share a window if they fit."""
    left = [place for place in reversed(range(len(plan.items))) if _worth(plan, place, catalogue, width, height)]
    found: list[Window] = []
    while left and len(found) < MOST_WINDOWS:
        together = [left.pop(0)]
        box = plan.items[together[0]].box
        for place in tuple(left):
            wider = Box.around(box, plan.items[place].box)
            if max(wider.width, wider.height) * ROOM <= WINDOWS_PX[1]:
                box = wider
                together.append(place)
                left.remove(place)
        found.append(_window(box, frozenset(together), width, height))
    return found


@dataclass(frozen=True)
class Closer:
    """Looks closer with the networks that painted the picture."""

    painter: Painter
    decoder: Decoder
    catalogue: Catalogue

    def over(self, picture: NDArray[np.uint8], plan: Composition, seed: int, course: Course) -> NDArray[np.uint8]:
        """The clean picture (height, width, 3) with its small things painted again."""
        canvas = picture.astype(np.float32)
        for number, window in enumerate(windows(plan, self.catalogue, picture.shape[1], picture.shape[0]), start=1):
            part = canvas[window.top : window.top + window.side, window.left : window.left + window.side]
            part[...] = self._again(
                part, plan, window, seed + number, replace(course, steps=min(course.steps, MOST_STEPS))
            )
        return canvas.round().clip(0, 255).astype(np.uint8)

    @torch.no_grad()
    def _again(
        self, part: NDArray[np.float32], plan: Composition, window: Window, seed: int, course: Course
    ) -> NDArray[np.float32]:
        """The pixels of a window, the things it is for painted again."""
        near, places = window.of(plan)
        plans = Plans.of([near], self.catalogue)
        wanted = [row for row, place in enumerate(places[-MOST_ITEMS:]) if place in window.wanted]
        things = _cells(plans.items, self.painter.items.silhouettes, wanted)
        around = _wider(things)
        large = as_tensor(resized(part, CANVAS_PX, CANVAS_PX, "bicubic"))[None]
        start = Start(self.decoder.space.encode(large.clamp(-1, 1)), STRENGTH, _wider(around))
        told = tell(self.painter, plans, rows=GRID, columns=GRID, half=course.half)
        *_, latents = paint(self.painter, told, noise_of([seed]), course, start)
        made = self.decoder.picture(latents, half=course.half)
        pixels = resized(((made[0].permute(1, 2, 0) + 1) * 127.5).numpy(), window.side, window.side, "area")
        ring = resized((_wider(around) - around).numpy(), window.side, window.side)
        share = resized(around.numpy(), window.side, window.side)[..., None]
        return part * (1 - share) + _on_the_same_ground(pixels, part, ring[..., None]) * share


def _on_the_same_ground(
    made: NDArray[np.float32], before: NDArray[np.float32], ring: NDArray[np.float32]
) -> NDArray[np.float32]:
    """What was made, with the ground between the things as it was before; the ring around them tells both grounds."""
    spread_px = len(made) * GROUND_SPREAD
    weight = blurred(ring, spread_px)
    ground = blurred(made * ring, spread_px) / np.maximum(weight, 1e-3)
    change = blurred((before - made) * ring, spread_px) / (weight + 0.02)
    apart = np.abs(made - ground).max(axis=2, keepdims=True)
    return made + change * (1 - np.clip(apart / UNLIKE, 0, 1))


def _cells(items: Tensor, silhouettes: Tensor, wanted: list[int]) -> Tensor:
    """Cells (GRID, GRID) where one of the wanted items shows: 1, elsewhere 0."""
    shown = rasterize(items, silhouettes, rows=GRID, columns=GRID).item[0]
    return torch.isin(shown, torch.tensor(wanted)).any(0).float().view(GRID, GRID)


def _wider(cells: Tensor) -> Tensor:
    """Those cells and the ones next to them."""
    return functional.max_pool2d(cells[None, None], 3, 1, 1)[0, 0]


def _worth(plan: Composition, place: int, catalogue: Catalogue, width: int, height: int) -> bool:
    """Whether an item is small, whole, to be seen, and more than a part of the land."""
    item = plan.items[place]
    concept = catalogue.concepts[catalogue.concept_index[item.concept]]
    smallest, largest = SIZES_PX
    return (
        concept.group not in FAR
        and item.concept not in LAND
        and smallest <= max(item.box.width, item.box.height) <= largest
        and item.box.left >= 0 <= item.box.top
        and item.box.right <= width
        and item.box.bottom <= height
        and not any(_overlap(item, other) > COVERED for other in plan.items[place + 1 :])
    )


def _overlap(item: Item, other: Item) -> float:
    """The share of an item's box that another box covers."""
    one, two = item.box, other.box
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return max(0.0, across) * max(0.0, down) / max(one.width * one.height, 1.0)


def _window(box: Box, wanted: frozenset[int], width: int, height: int) -> Window:
    """The square around a box, inside the picture."""
    low, high = WINDOWS_PX
    side = round(min(max(max(box.width, box.height) * ROOM, low), high))
    left, top = (
        round(min(max((near + far - side) / 2, 0), most - side))
        for near, far, most in ((box.left, box.right, width), (box.top, box.bottom, height))
    )
    return Window(left, top, side, wanted)
