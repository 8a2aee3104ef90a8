"""Sun, moons, stars, planets, clouds, rainbow, lightning and birds, each in its own unit box."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import skia

from training.drawing.pen import Ink, ring
from training.vocabulary.colors import RGB, mix, scaled

if TYPE_CHECKING:
    from training.drawing.look import Look
    from training.drawing.pen import Pen

MOONLIGHT: RGB = (248, 244, 214)
SUNLIGHT: RGB = (255, 222, 80)


def sun(pen: Pen, look: Look) -> None:
    """A glowing disc."""
    light = look.color or SUNLIGHT
    pen.circle(0, -0.5, 0.46, Ink(light, 70, blur=0.12, glow=True))
    pen.circle(0, -0.5, 0.36, Ink(light, glow=True))


def moon(pen: Pen, look: Look) -> None:
    """A pale disc with a few craters."""
    light = look.color or MOONLIGHT
    pen.circle(0, -0.5, 0.46, Ink(light, 50, blur=0.12, glow=True))
    pen.circle(0, -0.5, 0.36, Ink(light, glow=True))
    for x, y, radius in ((-0.12, -0.62, 0.07), (0.12, -0.46, 0.09), (-0.08, -0.36, 0.05), (0.14, -0.68, 0.04)):
        pen.circle(x, y, radius, Ink(scaled(light, 0.86), glow=True))


def crescent(pen: Pen, look: Look) -> None:
    """A sickle, open to the right."""
    light = look.color or MOONLIGHT
    whole, bite = skia.Path(), skia.Path()
    whole.addCircle(0, -0.5, 0.42)
    bite.addCircle(0.2, -0.57, 0.36)
    sickle = skia.Op(whole, bite, skia.PathOp.kDifference_PathOp)
    pen.canvas.drawPath(sickle, pen.paint(Ink(light, glow=True)))


def star(pen: Pen, look: Look) -> None:
    """Five points and a faint shine."""
    light = look.color or (255, 226, 96)
    pen.circle(0, -0.5, 0.42, Ink(light, 60, blur=0.1, glow=True))
    outer, inner = ring(5, 0.48, center=(0, -0.5), start=-math.pi / 2), ring(5, 0.2, center=(0, -0.5), start=-math.pi / 2 + math.pi / 5)
    pen.polygon([point for pair in zip(outer, inner, strict=True) for point in pair], Ink(light, glow=True))


def planet(pen: Pen, look: Look) -> None:
    """A banded ball with a shadow side."""
    _ball(pen, look.color or (196, 130, 84), 0.5)


def saturn(pen: Pen, look: Look) -> None:
    """A banded ball with a tilted ring."""
    color = look.color or (222, 184, 124)
    _ball(pen, color, 0.4)
    pen.canvas.save()
    pen.canvas.rotate(-14, 0, -0.5)
    pen.arc((-0.8, -0.66, 0.8, -0.34), -22, 224, Ink(mix(color, (255, 255, 255), 0.45), stroke=0.06))
    pen.canvas.restore()


def _ball(pen: Pen, color: RGB, radius: float) -> None:
    round_path = skia.Path()
    round_path.addCircle(0, -0.5, radius)
    pen.circle(0, -0.5, radius, color)
    pen.canvas.save()
    pen.canvas.clipPath(round_path, doAntiAlias=True)
    for band in (-0.6, -0.15, 0.35):
        pen.line([(-radius, -0.5 + band * radius), (radius, -0.5 + (band + 0.1) * radius)], scaled(color, 0.84), radius * 0.22)
    pen.circle(-0.5 * radius, -0.5 - 0.5 * radius, radius * 0.9, Ink((255, 255, 255), 46, blur=0.1))
    pen.circle(0.75 * radius, -0.5 + 0.7 * radius, radius, Ink((0, 0, 0), 100, blur=0.1))
    pen.canvas.restore()


def cloud(pen: Pen, look: Look) -> None:
    """A heap of soft balls with a flat foot."""
    vapour = look.color or (255, 255, 255)
    for x, y, radius in ((-0.6, -0.3, 0.26), (-0.25, -0.5, 0.38), (0.2, -0.56, 0.4), (0.6, -0.32, 0.28), (0, -0.3, 0.3)):
        pen.circle(x, y, radius * float(pen.rng.uniform(0.94, 1.06)), Ink(vapour, 235, blur=0.03))
    pen.rect(-0.62, -0.34, 0.62, -0.06, Ink(vapour, 235, blur=0.03), corner=0.14)
    pen.rect(-0.5, -0.16, 0.5, -0.06, Ink(scaled(vapour, 0.86), 120, blur=0.04), corner=0.05)


def rainbow(pen: Pen, _look: Look) -> None:
    """Six bands over a half circle."""
    bands = ((235, 50, 50), (250, 150, 40), (250, 230, 60), (70, 190, 80), (60, 120, 230), (130, 70, 190))
    for place, color in enumerate(bands):
        reach = 0.97 - place * 0.055
        pen.arc((-reach, -reach, reach, reach), 180, 180, Ink(color, 200, stroke=0.058))


def lightning(pen: Pen, _look: Look) -> None:
    """A jagged bolt with a glow."""
    bolt = [(0.06, -1), (-0.1, -0.72), (0.05, -0.66), (-0.08, -0.4), (0.07, -0.34), (-0.04, 0)]
    for width, alpha, blur in ((0.07, 110, 0.04), (0.026, 255, 0.0)):
        path = skia.Path()
        path.addPoly([skia.Point(x, y) for x, y in bolt], close=False)
        pen.canvas.drawPath(path, pen.paint(Ink((255, 252, 225), alpha, stroke=width, blur=blur, glow=True)))


def birds(pen: Pen, look: Look) -> None:
    """Five pairs of wings in loose formation."""
    feather = look.color or (36, 36, 44)
    for x, y, size in ((-0.66, -0.4, 0.2), (-0.26, -0.72, 0.22), (0.12, -0.36, 0.24), (0.48, -0.66, 0.2), (0.74, -0.24, 0.18)):
        pen.curve([(x - size, y - size * 0.35), (x - size * 0.45, y - size * 0.5), (x, y)], feather, 0.05)
        pen.curve([(x, y), (x + size * 0.45, y - size * 0.5), (x + size, y - size * 0.35)], feather, 0.05)


HEAVENS = {
    "sun": sun, "moon": moon, "crescent moon": crescent, "star": star, "planet": planet, "saturn": saturn, "cloud": cloud, "rainbow": rainbow,
    "lightning": lightning, "birds": birds,
}  # fmt: skip
