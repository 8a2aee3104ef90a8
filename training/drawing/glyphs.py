"""Glyph subjects: rendered once from the emoji font, then tinted, lit and placed like every other thing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import skia
from PIL import Image, ImageDraw, ImageFont

from training.vocabulary.subjects import glyph_records, subjects

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.drawing.look import Look
    from training.drawing.pen import Pen
    from training.vocabulary.colors import RGB

FONT = "NotoColorEmoji.ttf"
BITMAP_PX = 109
"""The only size the bitmap font has."""
TILE_PX = 136


@cache
def glyph_tiles() -> dict[str, NDArray[np.uint8]]:
    """Every glyph subject as (136, 136, 4), standing on the lower edge, in the middle."""
    font = ImageFont.truetype(FONT, BITMAP_PX)
    names = [name for name, thing in subjects().items() if name not in _drawn_names()]
    return {name: _tile(record["character"], font) for name, record in zip(names, glyph_records(), strict=True)}


def _drawn_names() -> frozenset[str]:
    from training.vocabulary.things import DRAWN  # noqa: PLC0415 -- keeps the module list above short

    return frozenset(thing.name for thing in DRAWN)


def _tile(character: str, font: ImageFont.FreeTypeFont) -> NDArray[np.uint8]:
    sheet = Image.new("RGBA", (200, 180), (0, 0, 0, 0))
    ImageDraw.Draw(sheet).text((20, 16), character, font=font, embedded_color=True)
    mark = sheet.crop(sheet.getbbox())
    tile = Image.new("RGBA", (TILE_PX, TILE_PX), (0, 0, 0, 0))
    tile.paste(mark.crop((0, 0, TILE_PX, TILE_PX)) if mark.width > TILE_PX else mark, ((TILE_PX - min(mark.width, TILE_PX)) // 2, TILE_PX - mark.height))
    return np.array(tile)


def draw_glyph(name: str, pen: Pen, look: Look) -> None:
    """Draw the glyph into the unit box of the pen."""
    tile = glyph_tiles()[name].astype(np.float32)
    if look.color:
        tile[..., :3] = _tinted(tile[..., :3], look.color)
    light = np.array([1 + (part - 1) * 0.6 for part in pen.light], np.float32)
    tile[..., :3] *= light * tile[..., 3:] / 255
    image = skia.Image.fromarray(np.ascontiguousarray(tile.clip(0, 255).astype(np.uint8)), skia.kRGBA_8888_ColorType)
    smooth = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    pen.canvas.drawImageRect(image, skia.Rect.MakeLTRB(-0.5, -1, 0.5, 0), smooth)


def _tinted(picture: NDArray[np.float32], color: RGB) -> NDArray[np.float32]:
    """The same light and shade in one hue: black stays dark, middle tones take the color, highlights go to white."""
    light = np.clip(picture @ np.array([0.3, 0.59, 0.11], np.float32) / 255 * 1.08, 0, 1)[..., None]
    hue = np.array(color, np.float32)
    shade: NDArray[np.float32] = np.where(light < 0.6, hue * light / 0.6, hue + (255 - hue) * (light - 0.6) / 0.4 * 0.8).astype(np.float32)
    return picture * 0.15 + shade * 0.85
