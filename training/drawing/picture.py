"""The picture of a composition: backdrop, items back to front, weather. The same plan and seed always give the same pixels."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from training.drawing.backdrops import backdrop, light_of, weather
from training.drawing.buildings import BUILDINGS
from training.drawing.figures import FIGURES
from training.drawing.glyphs import draw_glyph, glyph_tiles
from training.drawing.heavens import HEAVENS
from training.drawing.look import Draw, Look
from training.drawing.nature import NATURE
from training.drawing.objects import OBJECTS
from training.drawing.pen import Ink, Pen
from training.drawing.portraits import PORTRAITS
from training.vocabulary.colors import rgb_of
from training.vocabulary.subjects import subjects

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.composition import Composition, Item


@cache
def drawers() -> dict[str, Draw]:
    """How every subject is drawn, by name."""
    glyphs: dict[str, Draw] = {name: partial(draw_glyph, name) for name in glyph_tiles()}
    return {**NATURE, **HEAVENS, **BUILDINGS, **OBJECTS, **FIGURES, **PORTRAITS, **glyphs}


def draw(plan: Composition, seed: int) -> NDArray[np.uint8]:
    """The clean picture, (256, 256, 3) uint8; chance details (skin, branches, grass) follow the seed."""
    pen = Pen(np.random.default_rng((seed, 1)))
    pen.light = light_of(plan)
    backdrop(pen, plan)
    for item in plan.items:
        draw_item(pen, item)
    weather(pen, plan)
    return np.ascontiguousarray(pen.picture[..., :3])


def draw_item(pen: Pen, item: Item) -> None:
    """One item with its shadow."""
    if "shadow" in item.traits:
        middle, half = (item.box.left + item.box.right) / 2, item.box.width * 0.38
        pen.oval(middle - half, item.box.bottom - half * 0.18, middle + half, item.box.bottom + half * 0.14, Ink((0, 0, 0), 70, blur=3))
    look = Look(
        color=rgb_of(item.color) if item.color else None,
        second=rgb_of(item.second) if item.second else None,
        traits=item.traits,
    )
    with pen.placed(item.box, aspect=subjects()[item.concept].aspect, flip=item.flip, turn=item.turn):
        drawers()[item.concept](pen, look)
