"""Boats, furniture, signs and plain shapes, each in its own unit box."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from training.drawing.pen import Ink, ring
from training.vocabulary.colors import RGB, mix, scaled

if TYPE_CHECKING:
    from training.drawing.look import Look
    from training.drawing.pen import Pen

WOOD: RGB = (140, 92, 54)


def sailing_boat(pen: Pen, look: Look) -> None:
    """Two sails over a hull."""
    sail = look.color or (245, 240, 228)
    pen.line([(0, -0.16), (0, -0.99)], (80, 56, 42), 0.022)
    pen.polygon([(0.03, -0.98), (0.03, -0.2), (0.41, -0.2)], sail)
    pen.polygon([(-0.03, -0.88), (-0.03, -0.2), (-0.31, -0.2)], scaled(sail, 0.86))
    pen.blob([(-0.46, -0.16), (0, -0.15), (0.46, -0.16), (0.32, -0.02), (0, 0), (-0.32, -0.02)], look.second or (124, 72, 46))


def rowing_boat(pen: Pen, look: Look) -> None:
    """A low open hull with oars."""
    hull = look.color or (134, 84, 50)
    pen.line([(-0.35, -0.62), (-1.0, -0.02)], (104, 74, 48), 0.07)
    pen.blob([(-1.26, -0.8), (-0.6, -0.5), (0.6, -0.5), (1.26, -0.8), (0.9, -0.14), (0, 0), (-0.9, -0.14)], hull)
    pen.curve([(-1.2, -0.72), (-0.5, -0.42), (0.5, -0.42), (1.2, -0.72)], scaled(hull, 0.65), 0.09)


def window(pen: Pen, look: Look) -> None:
    """Four panes with the sky behind them; `dark` shows night, `lit` evening light."""
    frame = look.color or (244, 240, 230)
    night, evening = "dark" in look.traits, "lit" in look.traits
    top, low = ((14, 18, 56), (40, 50, 110)) if night else ((250, 170, 110), (255, 220, 150)) if evening else ((120, 185, 240), (205, 232, 250))
    pen.gradient((-0.35, -0.98, 0.35, -0.04), (top, low), glow=True)
    if night:
        pen.circle(0.16, -0.76, 0.07, Ink((250, 245, 215), glow=True))
    pen.rect(-0.34, -0.97, 0.34, -0.05, Ink(frame, stroke=0.055))
    pen.line([(0, -0.97), (0, -0.05)], frame, 0.04)
    pen.line([(-0.34, -0.52), (0.34, -0.52)], frame, 0.04)
    pen.rect(-0.37, -0.05, 0.37, 0, scaled(frame, 0.85))


def painting(pen: Pen, look: Look) -> None:
    """A framed field of color."""
    inside = look.color or (120, 150, 170)
    pen.rect(-0.42, -1, 0.42, 0, (120, 82, 44))
    pen.rect(-0.34, -0.92, 0.34, -0.08, inside)
    pen.polygon([(-0.34, -0.08), (-0.1, -0.5), (0.08, -0.3), (0.2, -0.42), (0.34, -0.08)], scaled(inside, 0.7))


def table(pen: Pen, look: Look) -> None:
    """A top on two pairs of legs."""
    wood = look.color or WOOD
    for x in (-0.68, 0.68):
        pen.rect(x - 0.06, -0.85, x + 0.06, 0, scaled(wood, 0.75))
    pen.rect(-0.85, -1, 0.85, -0.82, wood, corner=0.03)
    pen.rect(-0.78, -0.82, 0.78, -0.72, scaled(wood, 0.85))


def chair(pen: Pen, look: Look) -> None:
    """A chair half from the side."""
    wood = look.color or WOOD
    for x, top in ((-0.22, -1.0), (-0.05, -0.92), (0.1, -0.46), (0.24, -0.5)):
        pen.line([(x, top + 0.02), (x, -0.02)], scaled(wood, 0.85), 0.05)
    for y in (-0.93, -0.74):
        pen.line([(-0.22, y), (-0.05, y + 0.05)], wood, 0.06)
    pen.polygon([(-0.26, -0.5), (-0.06, -0.42), (0.28, -0.46), (0.1, -0.54)], wood)


def vase(pen: Pen, look: Look) -> None:
    """Flowers in a round vase."""
    clay = look.second or (92, 126, 176)
    petal = look.color or (224, 70, 96)
    for x, y in ((-0.17, -0.76), (0, -0.88), (0.17, -0.74), (-0.08, -0.62), (0.1, -0.6)):
        pen.curve([(x * 0.3, -0.4), (x * 0.8, (y - 0.4) / 2), (x, y)], (70, 136, 62), 0.022)
        pen.circle(x, y, 0.095, pen.vary(petal, 0.15))
        pen.circle(x, y, 0.035, (250, 214, 90))
    pen.blob([(-0.08, -0.46), (0.08, -0.46), (0.2, -0.24), (0.12, 0), (-0.12, 0), (-0.2, -0.24)], clay)


def lamp(pen: Pen, look: Look) -> None:
    """A shade on a foot, shining."""
    shade = look.color or (238, 214, 150)
    pen.circle(0, -0.72, 0.34, Ink((255, 232, 160), 70, blur=0.08, glow=True))
    pen.line([(0, -0.05), (0, -0.55)], (112, 88, 60), 0.05)
    pen.oval(-0.18, -0.1, 0.18, 0, (112, 88, 60))
    pen.polygon([(-0.17, -1), (0.17, -1), (0.33, -0.52), (-0.33, -0.52)], Ink(shade, glow=True))


def glass_ball(pen: Pen, look: Look) -> None:
    """A clear ball with a highlight."""
    tint = look.color or (190, 226, 240)
    pen.circle(0, -0.5, 0.48, Ink(tint, 110))
    pen.circle(0, -0.5, 0.47, Ink(mix(tint, (255, 255, 255), 0.5), 220, stroke=0.03))
    pen.oval(-0.28, -0.82, -0.06, -0.66, Ink((255, 255, 255), 210))


def heart(pen: Pen, look: Look) -> None:
    """A heart with a soft light on its left."""
    red = look.color or (214, 40, 60)
    shape = [
        (0, -0.02),
        (-0.3, -0.3),
        (-0.54, -0.62),
        (-0.47, -0.9),
        (-0.27, -0.98),
        (-0.08, -0.88),
        (0, -0.72),
        (0.08, -0.88),
        (0.27, -0.98),
        (0.47, -0.9),
        (0.54, -0.62),
        (0.3, -0.3),
    ]
    pen.blob(shape, Ink(red, glow=True))
    pen.oval(-0.42, -0.9, -0.2, -0.62, Ink((255, 255, 255), 80, blur=0.05))


def eye(pen: Pen, look: Look) -> None:
    """A wide open eye with lashes."""
    iris = look.color or (60, 120, 200)
    lid = [(-0.93, -0.48), (-0.45, -0.86), (0, -0.95), (0.45, -0.86), (0.93, -0.48), (0.45, -0.12), (0, -0.04), (-0.45, -0.12)]
    pen.blob(lid, (250, 248, 244))
    pen.circle(0, -0.5, 0.38, iris)
    pen.circle(0, -0.5, 0.17, (10, 10, 12))
    pen.circle(0.12, -0.63, 0.08, Ink((255, 255, 255), glow=True))
    pen.curve([*lid[:5]], (44, 32, 30), 0.06)
    pen.curve([lid[4], *lid[5:], lid[0]], (90, 66, 60), 0.03)


def wings(pen: Pen, look: Look) -> None:
    """Two spread wings of feathers."""
    feather = look.color or (244, 244, 248)
    for side in (-1, 1):
        for step in range(5):
            reach = 0.76 - step * 0.1
            tip = (side * reach, -0.95 + step * 0.2)
            pen.blob([(side * 0.06, -0.5), (side * reach * 0.6, tip[1] - 0.1), tip, (side * reach * 0.55, tip[1] + 0.16)], scaled(feather, 1 - 0.05 * step))


def question_mark(pen: Pen, look: Look) -> None:
    """A bold question mark."""
    color = look.color or (210, 60, 60)
    pen.curve([(-0.21, -0.72), (-0.12, -0.91), (0.08, -0.93), (0.21, -0.76), (0.14, -0.57), (0.01, -0.46), (0, -0.28)], color, 0.13)
    pen.circle(0, -0.08, 0.08, color)


def infinity(pen: Pen, look: Look) -> None:
    """A lying eight."""
    turns = [i * math.tau / 24 for i in range(25)]
    points = [(0.88 * math.cos(t), -0.5 + 0.62 * math.sin(t) * math.cos(t)) for t in turns]
    pen.curve(points, look.color or (70, 90, 170), 0.13)


def clock(pen: Pen, look: Look) -> None:
    """A round dial with twelve marks and two hands."""
    rim = look.color or (92, 70, 52)
    pen.circle(0, -0.5, 0.49, rim)
    pen.circle(0, -0.5, 0.42, (250, 246, 234))
    for x, y in ring(12, 0.35, center=(0, -0.5)):
        pen.circle(x, y, 0.022, (50, 44, 40))
    for reach, width in ((0.2, 0.045), (0.31, 0.03)):
        angle = float(pen.rng.uniform(0, math.tau))
        pen.line([(0, -0.5), (math.cos(angle) * reach, -0.5 + math.sin(angle) * reach)], (30, 28, 28), width)


def circle(pen: Pen, look: Look) -> None:
    """A disc."""
    pen.circle(0, -0.5, 0.5, look.color or (60, 60, 70))


def square(pen: Pen, look: Look) -> None:
    """A rectangle filling its box."""
    pen.rect(-0.5, -1, 0.5, 0, look.color or (60, 60, 70))


def triangle(pen: Pen, look: Look) -> None:
    """A triangle standing on its base."""
    pen.polygon([(-0.5, 0), (0.5, 0), (0, -1)], look.color or (60, 60, 70))


def line(pen: Pen, look: Look) -> None:
    """A thick stroke along its box."""
    pen.line([(-1.45, -0.5), (1.45, -0.5)], look.color or (60, 60, 70), 0.16)


def wave_line(pen: Pen, look: Look) -> None:
    """Two and a half waves."""
    points = [(-1.4 + i * 0.14, -0.5 + 0.34 * math.sin(i * 0.78)) for i in range(21)]
    pen.curve(points, look.color or (60, 60, 70), 0.16)


def spiral(pen: Pen, look: Look) -> None:
    """A spiral of two and a half turns."""
    turns = [i * 0.26 for i in range(58)]
    pen.curve([(0.031 * t * math.cos(t), -0.5 + 0.031 * t * math.sin(t)) for t in turns], look.color or (60, 60, 70), 0.06)


OBJECTS = {
    "sailing boat": sailing_boat, "rowing boat": rowing_boat, "window": window, "painting": painting, "table": table, "wooden chair": chair, "vase": vase, "lamp": lamp,
    "glass ball": glass_ball, "heart": heart, "eye": eye, "wings": wings, "question mark": question_mark, "infinity sign": infinity, "big clock": clock, "circle": circle,
    "square": square, "triangle": triangle, "line": line, "wave line": wave_line, "spiral": spiral,
}  # fmt: skip
