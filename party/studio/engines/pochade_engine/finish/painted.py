"""Styles with a brush, a crayon or a wash. Each takes and gives a picture (height, width, 3) float32, 0 to 255."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from party.studio.engines.pochade_engine.finish.canvas import Canvas, blurred, moved, twist
from party.studio.engines.pochade_engine.finish.tools import (
    Brush,
    blended,
    edges,
    flow,
    gray,
    noise,
    saturated,
    scattered_points,
    simplified,
    stroked,
)

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.finish.tools import Picture

Rng = np.random.Generator


def _light(*parts: float) -> Picture:
    return np.array(parts, np.float32)


def _size(picture: Picture) -> tuple[int, int]:
    return picture.shape[0], picture.shape[1]


def oil(picture: Picture, rng: Rng) -> Picture:
    """Broad strokes along the shapes with a raised surface."""
    direction, _ = flow(picture, 4)
    made = stroked(saturated(picture, 1.15), rng, Brush(((350, 30, 13), (900, 18, 6), (1100, 9, 3)), 11), direction)
    relief = twist(gray(made))
    return made + np.clip(relief, -30, 30)[..., None] * 0.5


def van_gogh(picture: Picture, rng: Rng) -> Picture:
    """Long bent strokes that swirl where nothing else leads them."""
    swirl = noise(rng, _size(picture), 64) * 2.6 + noise(rng, _size(picture), 40)
    along, strength = flow(picture, 5)
    direction = np.where(strength > 14, along, swirl)
    made = stroked(
        saturated(picture * 1.12 + 10, 1.45),
        rng,
        Brush(((500, 24, 8), (1700, 15, 4), (900, 8, 2.2)), 17, 0.16),
        direction,
    )
    return (made * 0.85 + saturated(picture, 1.3) * 0.15) * _light(1.03, 1.0, 0.96)


def monet(picture: Picture, rng: Rng) -> Picture:
    """Short level dabs in broken, light color."""
    direction = noise(rng, _size(picture), 90) * 0.35
    made = stroked(saturated(picture, 1.15), rng, Brush(((500, 13, 7), (2600, 7, 3.2)), 20), direction)
    return (made * 0.8 + picture * 0.2) * 0.84 + _light(38, 38, 42)


def impressionism(picture: Picture, rng: Rng) -> Picture:
    """Visible dabs along the shapes in bright light."""
    direction, _ = flow(picture, 6)
    return stroked(
        saturated(picture * 1.05 + 8, 1.25), rng, Brush(((400, 16, 8), (1700, 10, 4), (1200, 5, 2)), 14), direction
    )


def expressionism(picture: Picture, rng: Rng) -> Picture:
    """Wild broad strokes, hard color."""
    direction = noise(rng, _size(picture), 110) * 1.2
    made = stroked(
        saturated(picture, 1.75), rng, Brush(((300, 36, 11), (1100, 20, 5), (1100, 9, 2.4)), 15, 0.2), direction
    )
    made = made * 0.82 + saturated(picture, 1.6) * 0.18
    return (made - 120) * 1.2 + 118 + _light(10, -4, -10)


def munch(picture: Picture, rng: Rng) -> Picture:
    """Long level waves that run through everything."""
    rows, columns = _size(picture)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    wave = np.sin(x / 34 + y / 60 + noise(rng, (rows, columns), 120))
    bent = moved(picture, x + wave * 4, y + np.roll(wave, 30, 1) * 6)
    made = stroked(
        saturated(bent, 1.35), rng, Brush(((300, 46, 9), (1300, 26, 4), (1100, 11, 2.2)), 12, 0.12), wave * 0.7
    )
    return made * _light(1.06, 0.96, 0.86) + _light(8, 2, 4)


def watercolor(picture: Picture, rng: Rng) -> Picture:
    """Thin uneven washes, darker rims, white paper around."""
    rows, columns = _size(picture)
    soft, wide = noise(rng, (rows, columns), 10), noise(rng, (rows, columns), 30)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    run = moved(simplified(picture, 2), x + wide * 2.4 + soft, y + np.roll(wide, 40, 0) * 2.4)
    wash = 255 - (255 - saturated(run, 1.14)) * (0.76 + 0.1 * wide + 0.06 * soft)[..., None]
    wash = wash - edges(wash, 1.2, 10)[..., None] * 26
    rim = np.minimum.reduce([x, y, columns - 1 - x, rows - 1 - y]) + wide * 7
    return (
        blended(_light(250, 247, 240), wash, np.clip((rim - 5) / 9, 0, 1))
        + noise(rng, (rows, columns), 2)[..., None] * 3
    )


def pastel(picture: Picture, rng: Rng) -> Picture:
    """Chalk: pale, soft, grainy."""
    pale = blurred(picture * 0.6 + _light(98, 91, 93), 1.3)
    direction, _ = flow(picture, 4)
    chalk = stroked(pale, rng, Brush(((900, 12, 5), (900, 8, 3)), 8), direction)
    return chalk + noise(rng, _size(picture), 1.5)[..., None] * 9 + noise(rng, _size(picture), 5)[..., None] * 4


def crayon(picture: Picture, rng: Rng) -> Picture:
    """Parallel strokes that leave the paper showing."""
    direction = np.full(_size(picture), float(rng.uniform(0.4, 1.2)), np.float32) + noise(rng, _size(picture), 60) * 0.3
    made = stroked(saturated(picture, 1.35), rng, Brush(((1100, 22, 3.2), (1900, 14, 2)), 14), direction)
    cover = np.clip(0.78 + 0.18 * noise(rng, _size(picture), 2), 0.35, 0.97)
    return blended(_light(252, 250, 244), made, cover) - edges(picture, 1, 16)[..., None] * 58


def fresco(picture: Picture, rng: Rng) -> Picture:
    """Dry, earthen colors on cracked plaster."""
    dry = saturated(simplified(picture), 0.72) * _light(1.0, 0.93, 0.8) * 0.9 + 26
    plaster = noise(rng, _size(picture), 3)[..., None] * 6 + noise(rng, _size(picture), 24)[..., None] * 9
    veins = np.abs(noise(rng, _size(picture), 34) + 0.3 * noise(rng, _size(picture), 9))
    return dry + plaster - (np.clip(0.05 - veins, 0, 0.05) / 0.05)[..., None] * 44


def pointillism(picture: Picture, rng: Rng) -> Picture:
    """Dots of purer color on light ground."""
    points = scattered_points(rng, 5600, _size(picture), grid=True)
    canvas = Canvas(blurred(picture, 3) * 0.55 + _light(106, 104, 98))
    x, y = (points[:, 1 - axis].clip(0, picture.shape[axis] - 1).astype(int) for axis in (1, 0))
    color = saturated(picture, 1.35)[y, x] + rng.normal(0, 17, (len(x), 3))
    canvas.discs(points, color, rng.uniform(1.3, 2.2, len(x)))
    return canvas.picture()


def digital(picture: Picture, rng: Rng) -> Picture:
    """No style asked for: a light touch of strokes where nothing small would suffer, so that it looks painted."""
    direction, _ = flow(picture)
    made = stroked(picture, rng, Brush(((500, 14, 6), (1000, 9, 3)), 4), direction)
    detail = np.clip(blurred(edges(picture, 0.8, 6), 2.0) * 2.2, 0, 1)
    return blended(picture, made, 0.55 * (1 - detail))
