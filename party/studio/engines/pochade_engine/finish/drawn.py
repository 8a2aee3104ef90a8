"""Styles in black and white or line: pencil, ink, charcoal, prints, photographs.

Pictures are (height, width, 3) float32, 0 to 255.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from party.studio.engines.pochade_engine.finish.canvas import blurred
from party.studio.engines.pochade_engine.finish.tools import blended, edges, gray, noise, saturated, simplified, spread

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.finish.tools import Picture, Plane

Rng = np.random.Generator
PAPER = np.array([246, 240, 226], np.float32)
BLACK = np.array([26, 24, 28], np.float32)


def _size(picture: Picture) -> tuple[int, int]:
    return picture.shape[0], picture.shape[1]


def _hatching(shape: tuple[int, int], rng: Rng, *, slope: float, pitch: float) -> Plane:
    """Wavy parallel lines, 0 to 1."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return np.sin((x + slope * y + noise(rng, shape, 24) * 1.2) * pitch) * 0.5 + 0.5


def pencil(picture: Picture, rng: Rng) -> Picture:
    """Graphite: outlines and hatched shade."""
    light = spread(gray(picture)) * 0.85 + 38
    glow = blurred(255 - light, 5)
    dodge = np.clip(light * 255 / np.maximum(255 - glow, 1), 0, 255)
    shade = _hatching(_size(picture), rng, slope=1.0, pitch=1.3) * np.clip((170 - light) / 170, 0, 1)
    drawn = dodge * 0.8 + 50 - shade * 78 - edges(picture, 0.8, 8) * 112 + noise(rng, _size(picture), 2) * 6
    return drawn.clip(0, 255)[..., None] * np.array([0.985, 0.98, 0.965], np.float32)


def charcoal(picture: Picture, rng: Rng) -> Picture:
    """Soft black with grain."""
    light = spread(gray(blurred(picture, 1.5)))
    drawn = (
        (light - 120) * 1.25
        + 128
        + noise(rng, _size(picture), 2) * 20
        + noise(rng, _size(picture), 6) * 8
        - edges(picture, 1.4, 8) * 118
    )
    return drawn.clip(8, 250)[..., None] * np.array([0.96, 0.94, 0.92], np.float32)


def ink(picture: Picture, rng: Rng) -> Picture:
    """Three washes of gray and a brush line on warm paper."""
    light = spread(gray(simplified(picture))) + noise(rng, _size(picture), 14) * 9
    wash = sum(
        share * np.clip((light - floor) / width, 0, 1)
        for share, floor, width in ((0.45, 60, 28), (0.35, 125, 40), (0.2, 190, 40))
    )
    paper = blurred(np.asarray(wash, np.float32), 0.8) * (1 - edges(picture, 1.1, 14) * 0.9)
    return blended(BLACK, PAPER, paper)


def woodcut(picture: Picture, rng: Rng) -> Picture:
    """Black and paper only, shade as carved lines."""
    light = spread(gray(simplified(picture)))
    y, _ = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    lines = (np.sin((y + noise(rng, _size(picture), 50) * 5) * 1.05) * 0.5 + 0.5) * 255
    white = blurred((light * 1.45 - 71 > lines).astype(np.float32), 0.6) * (1 - edges(picture, 1.2, 14))
    return blended(BLACK, PAPER * 0.98, white)


def etching(picture: Picture, rng: Rng) -> Picture:
    """Crossed fine hatching, darker where lines meet."""
    light = spread(gray(picture)) / 255
    dark = np.zeros(_size(picture), np.float32)
    for slope, threshold in ((1.0, 0.85), (-1.0, 0.55), (0.2, 0.3)):
        lines = _hatching(_size(picture), rng, slope=slope, pitch=1.35)
        dark = np.maximum(dark, lines * np.clip((threshold - light) / 0.25, 0, 1))
    return blended(PAPER, np.array([44, 36, 32], np.float32), np.clip(dark * 0.9 + edges(picture, 0.8, 9), 0, 1))


def old_photo(picture: Picture, rng: Rng) -> Picture:
    """Sepia with a dark rim and grain."""
    return _photo(picture, rng)[..., None] * np.array([1.02, 0.87, 0.68], np.float32) + np.array(
        [18, 12, 5], np.float32
    )


def black_and_white(picture: Picture, rng: Rng) -> Picture:
    """A photograph without color."""
    return np.repeat(_photo(picture, rng)[..., None], 3, 2)


def _photo(picture: Picture, rng: Rng) -> Plane:
    rows, columns = _size(picture)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    rim = np.clip(1.12 - 1.1 * ((x / columns - 0.5) ** 2 + (y / rows - 0.5) ** 2), 0.3, 1.1)
    light = gray(blurred(picture, 0.9))
    return ((light - 120) * 1.12 + 124) * rim + noise(rng, (rows, columns), 1) * 6


def blueprint(picture: Picture, _rng: Rng) -> Picture:
    """White lines on blue with a grid."""
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    grid = ((x % 16 == 0) | (y % 16 == 0))[..., None] * 15.0
    ground = np.array([24, 62, 140], np.float32) + gray(picture)[..., None] * 0.09 + grid.astype(np.float32)
    return blended(ground, np.array([226, 237, 255], np.float32), edges(picture, 0.9, 8))


def ukiyo_e(picture: Picture, rng: Rng) -> Picture:
    """Few muted printing inks with a dark outline."""
    inks = np.array(
        [
            [36, 58, 98],
            [70, 112, 150],
            [150, 186, 196],
            [240, 228, 200],
            [222, 196, 150],
            [196, 92, 62],
            [92, 110, 84],
            [46, 42, 48],
            [168, 150, 120],
        ],
        np.float32,
    )
    flat = simplified(picture, 2)
    far = ((flat[..., None, :] - inks) ** 2).sum(-1)
    share = np.exp(-(far - far.min(-1, keepdims=True)) / 500)
    share /= share.sum(-1, keepdims=True)
    printed = share @ inks * 0.74 + saturated(flat, 0.9) * 0.26
    return (
        blended(printed, np.array([30, 32, 48], np.float32), edges(flat, 0.9, 12))
        + noise(rng, _size(picture), 3)[..., None] * 3
    )
