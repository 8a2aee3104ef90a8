"""All styles by name, and the whole finish of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from party.studio.engines.pochade_engine.finish import drawn, modern, painted
from party.studio.engines.pochade_engine.finish.moods import graded

if TYPE_CHECKING:
    from numpy.typing import NDArray

STYLES = {
    "oil": painted.oil,
    "van gogh": painted.van_gogh,
    "monet": painted.monet,
    "impressionism": painted.impressionism,
    "watercolor": painted.watercolor,
    "pencil": drawn.pencil,
    "ink": drawn.ink,
    "charcoal": drawn.charcoal,
    "pixel art": modern.pixel_art,
    "mosaic": modern.mosaic,
    "stained glass": modern.stained_glass,
    "pointillism": painted.pointillism,
    "pop art": modern.pop_art,
    "comic": modern.comic,
    "woodcut": drawn.woodcut,
    "ukiyo-e": drawn.ukiyo_e,
    "old photo": drawn.old_photo,
    "black and white": drawn.black_and_white,
    "cubism": modern.cubism,
    "neon": modern.neon,
    "low poly": modern.low_poly,
    "pastel": painted.pastel,
    "blueprint": drawn.blueprint,
    "crayon": painted.crayon,
    "flat": modern.flat,
    "expressionism": painted.expressionism,
    "munch": painted.munch,
    "klimt": modern.klimt,
    "mondrian": modern.mondrian,
    "fresco": painted.fresco,
    "etching": drawn.etching,
    "": painted.digital,
}


def finished(picture: NDArray[np.uint8], *, mood: str, style: str, seed: int) -> NDArray[np.uint8]:
    """The clean picture (height, width, 3) in its mood and style; strokes fall by the seed."""
    rng = np.random.default_rng((seed, 3))
    graded_picture = np.clip(graded(picture.astype(np.float32), mood), 0, 255).astype(np.float32)
    styled = STYLES[style](graded_picture, rng)
    return np.clip(styled, 0, 255).round().astype(np.uint8)
