"""The first preview: a composition as a collage of silhouettes, drawn at once, before any painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from party.studio.engines.pochade_engine.composition import CANVAS_PX
from party.studio.engines.pochade_engine.finish.canvas import resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from party.studio.engines.pochade_engine.catalogue import Catalogue
    from party.studio.engines.pochade_engine.composition import Composition, Item

SKIES = {
    "day": (160, 205, 240),
    "sunset": (244, 150, 100),
    "night": (22, 28, 70),
    "dawn": (244, 208, 204),
    "overcast": (120, 124, 134),
}
GROUNDS = {
    "sea": (40, 104, 160),
    "lake": (50, 118, 170),
    "desert": (228, 186, 118),
    "beach": (236, 212, 160),
    "snow": (236, 240, 248),
    "city": (102, 102, 108),
    "street": (102, 102, 108),
    "room": (140, 104, 74),
    "space": (12, 8, 28),
    "underwater": (40, 110, 140),
    "plain": (226, 222, 212),
    "sky": (236, 240, 246),
}
WALLS = {"space": (12, 8, 28), "underwater": (40, 130, 170), "room": (206, 192, 172), "plain": (232, 228, 218)}
MEADOW = (112, 162, 84)
DIM = {"night": 0.5, "sunset": 0.85, "overcast": 0.75}


@dataclass(frozen=True)
class Shapes:
    """Of every concept its silhouette (concepts, side, side), 0 to 1, and its main color (concepts, 3), 0 to 255."""

    silhouettes: NDArray[np.float32]
    colors: NDArray[np.float32]


def sketch(
    plan: Composition, shapes: Shapes, catalogue: Catalogue, *, width: int = CANVAS_PX, height: int = CANVAS_PX
) -> NDArray[np.uint8]:
    """(height, width, 3) bytes; `width` and `height` are those of the composition's own pixels."""
    page = np.zeros((height, width, 3), np.float32)
    page[:] = (
        _named(plan, "sky", catalogue) or WALLS.get(plan.get("place")) or SKIES.get(plan.get("time"), WALLS["plain"])
    )
    page[round(plan.horizon) :] = np.array(
        _named(plan, "ground", catalogue) or GROUNDS.get(plan.get("place"), MEADOW)
    ) * DIM.get(plan.get("time"), 1.0)
    for item in plan.items:
        _lay(page, item, shapes, catalogue)
    return page.clip(0, 255).astype(np.uint8)


def _named(plan: Composition, field: str, catalogue: Catalogue) -> tuple[int, int, int] | None:
    return catalogue.color_value(plan.get(field)) if plan.get(field) else None


def _lay(page: NDArray[np.float32], item: Item, shapes: Shapes, catalogue: Catalogue) -> None:
    number = catalogue.concept_index[item.concept]
    left, top, right, bottom = (round(edge) for edge in item.box)
    size = (max(2, right - left), max(2, bottom - top))
    mask = resized(shapes.silhouettes[number], *size)
    mask = np.clip((mask[:, ::-1] if item.flip else mask) * 2 - 0.5, 0, 1)
    rows, columns = (
        slice(max(0, top), min(page.shape[0], top + size[1])),
        slice(max(0, left), min(page.shape[1], left + size[0])),
    )
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    shown = mask[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left, None]
    color = np.array(catalogue.color_value(item.color), np.float32) if item.color else shapes.colors[number]
    page[rows, columns] = page[rows, columns] * (1 - shown) + color * shown
