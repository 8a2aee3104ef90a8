"""Previews keep their bounds whatever is in the picture."""

import numpy as np
from PIL import Image

from party.studio.engines.swatch import bands
from party.studio.frames import PREVIEW_BYTES, PREVIEW_PX, Sheet

from .orders import RECIPE


def test_even_noise_fits_into_a_preview() -> None:
    """The hardest picture to compress is shown smaller rather than too large in bytes."""
    noise = np.random.default_rng(0).integers(0, 256, (256, 256, 3), dtype=np.uint8)
    sheet = Sheet(256, 256, 4)
    for place in range(4):
        sheet.show(place, Image.fromarray(noise))
    step = sheet.step(1, 1)
    assert step.preview
    assert len(step.preview) <= PREVIEW_BYTES
    assert step.width_px == step.height_px < PREVIEW_PX


def test_pictures_stand_in_reading_order() -> None:
    """A four-up shows its pictures left to right, then down; what is not begun stays blank."""
    sheet = Sheet(64, 64, 4)
    sheet.show(1, Image.new("RGB", (64, 64), (250, 0, 0)))
    sheet.show(2, bands(RECIPE))
    paper = sheet.paper
    corner = paper.width // 4
    assert paper.getpixel((3 * corner, corner)) == (250, 0, 0)
    assert paper.getpixel((corner, corner)) == paper.getpixel((3 * corner, 3 * corner))
    assert paper.getpixel((corner, 3 * corner)) != paper.getpixel((corner, corner))
