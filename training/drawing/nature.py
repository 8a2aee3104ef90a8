"""Trees, mountains, flowers, fire, roads and rivers, each in its own unit box (see pen)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from training.drawing.pen import Ink, ring
from training.vocabulary.colors import RGB, mix, scaled

if TYPE_CHECKING:
    from training.drawing.look import Look
    from training.drawing.pen import Pen

BARK: RGB = (96, 66, 42)
LEAVES: tuple[RGB, ...] = ((64, 140, 60), (86, 152, 54), (52, 120, 70))


def tree(pen: Pen, look: Look) -> None:
    """A round crown of leaf balls on a trunk."""
    leaf = look.color or LEAVES[int(pen.rng.integers(3))]
    pen.polygon([(-0.05, 0), (0.05, 0), (0.03, -0.5), (-0.03, -0.5)], BARK)
    for x, y, radius in (
        (-0.2, -0.52, 0.16),
        (0.2, -0.52, 0.16),
        (0, -0.5, 0.18),
        (-0.13, -0.72, 0.19),
        (0.14, -0.72, 0.19),
        (0, -0.82, 0.17),
        (0, -0.64, 0.2),
    ):
        pen.circle(x + float(pen.rng.normal(0, 0.015)), y, radius, pen.vary(leaf, 0.2))


def pine(pen: Pen, look: Look) -> None:
    """Four layers of branches, narrower to the top."""
    leaf = look.color or (30, 94, 60)
    pen.rect(-0.03, -0.15, 0.03, 0, BARK)
    for layer in range(4):
        half, foot = 0.3 - 0.055 * layer, -0.12 - layer * 0.2
        pen.polygon([(-half, foot), (half, foot), (0, foot - 0.28)], scaled(leaf, 0.85 + 0.09 * layer))


def bare_tree(pen: Pen, look: Look) -> None:
    """Branches that fork without leaves."""
    bark = look.color or BARK
    _branch(pen, bark, (0.0, 0.0), math.pi / 2, 0.34, 0.07)


def _branch(  # noqa: PLR0913, PLR0917 -- it calls itself with all of them
    pen: Pen, bark: RGB, foot: tuple[float, float], angle: float, length: float, width: float
) -> None:
    if length < 0.05:
        return
    tip = (foot[0] + math.cos(angle) * length, foot[1] - math.sin(angle) * length)
    pen.line([foot, tip], bark, max(width, 0.008))
    for side in (-1, 1):
        _branch(pen, bark, tip, angle + side * float(pen.rng.uniform(0.2, 0.65)), length * float(pen.rng.uniform(0.6, 0.76)), width * 0.62)


def palm(pen: Pen, look: Look) -> None:
    """A bent trunk with hanging fronds."""
    leaf = look.color or (44, 134, 64)
    pen.curve([(-0.06, 0), (0.02, -0.35), (0.03, -0.78)], (140, 104, 66), 0.05)
    for turn in range(9):
        angle = turn * 0.7
        tip = (0.03 + math.cos(angle) * 0.34, -0.72 + math.sin(angle) * 0.14)
        middle = (0.03 + math.cos(angle) * 0.19, -0.9 + math.sin(angle) * 0.08)
        pen.curve([(0.03, -0.78), middle, tip], pen.vary(leaf, 0.15), 0.05)


def bush(pen: Pen, look: Look) -> None:
    """A low heap of leaf balls."""
    leaf = look.color or LEAVES[int(pen.rng.integers(3))]
    for x, y, radius in ((-0.45, -0.33, 0.3), (0.45, -0.33, 0.3), (-0.15, -0.5, 0.4), (0.2, -0.48, 0.42), (0, -0.3, 0.3)):
        pen.circle(x, y, radius, pen.vary(leaf, 0.15))


def mountain(pen: Pen, look: Look) -> None:
    """A peak with a light and a dark side."""
    rock = look.color or ((112, 114, 136), (120, 100, 96), (96, 110, 118))[int(pen.rng.integers(3))]
    pen.polygon([(-0.85, 0), (-0.32, -0.52), (-0.2, -0.5), (0, -1), (0.25, -0.62), (0.36, -0.6), (0.85, 0)], rock)
    pen.polygon([(0, -1), (0.25, -0.62), (0.36, -0.6), (0.85, 0), (0.12, 0), (0.06, -0.45)], scaled(rock, 0.78))


def snowy_mountain(pen: Pen, look: Look) -> None:
    """A peak with a white cap."""
    mountain(pen, look)
    cap = [(0, -1), (0.2, -0.7), (0.1, -0.64), (0.03, -0.72), (-0.06, -0.6), (-0.12, -0.7), (-0.19, -0.62), (-0.16, -0.62)]
    pen.polygon(cap, (246, 248, 255))
    pen.polygon([(0, -1), (0.2, -0.7), (0.1, -0.64), (0.03, -0.72)], (214, 222, 238))


def hill(pen: Pen, look: Look) -> None:
    """A soft round rise."""
    grass = look.color or ((104, 164, 78), (128, 170, 84), (84, 146, 90))[int(pen.rng.integers(3))]
    pen.blob([(-1.6, 0.02), (-0.8, -0.6), (0, -0.98), (0.8, -0.6), (1.6, 0.02), (0, 0.05)], grass)


def rock(pen: Pen, look: Look) -> None:
    """A boulder with facets."""
    stone = look.color or (128, 126, 124)
    pen.polygon([(-0.7, 0), (-0.6, -0.5), (-0.2, -0.95), (0.3, -0.85), (0.65, -0.4), (0.7, 0)], stone)
    pen.polygon([(0.3, -0.85), (0.65, -0.4), (0.7, 0), (0.15, 0), (0.05, -0.5)], scaled(stone, 0.78))


def flower(pen: Pen, look: Look) -> None:
    """A big bloom on a stem with two leaves."""
    petal = look.color or (214, 60, 90)
    pen.curve([(0, -0.7), (0.02, -0.35), (0, 0)], (58, 128, 56), 0.035)
    for side in (-1, 1):
        pen.blob([(0, -0.15), (side * 0.13, -0.32), (side * 0.2, -0.36), (side * 0.12, -0.2)], (70, 146, 64))
    count = int(pen.rng.integers(5, 8))
    for x, y in ring(count, 0.15, center=(0, -0.74), start=float(pen.rng.uniform(0, 6))):
        pen.circle(x, y, 0.11, pen.vary(petal, 0.08))
    pen.circle(0, -0.74, 0.09, (250, 205, 60))


def waterfall(pen: Pen, _look: Look) -> None:
    """White water between two rocks."""
    pen.rect(-0.3, -1, 0.3, 0, (104, 98, 96))
    pen.rect(-0.17, -1, 0.17, -0.05, (150, 205, 235))
    for _ in range(9):
        x = float(pen.rng.uniform(-0.15, 0.15))
        pen.line([(x, -0.97), (x, -0.1)], (228, 244, 255), 0.016)
    pen.oval(-0.3, -0.12, 0.3, 0.02, (206, 232, 246))


def road(pen: Pen, _look: Look) -> None:
    """A road that runs to a point on the horizon."""
    pen.polygon([(-0.03, -1), (0.03, -1), (0.8, 0), (-0.8, 0)], (94, 92, 96))
    for step in range(6):
        near, far = 1 - (step / 6) ** 0.55, 1 - ((step + 0.5) / 6) ** 0.55
        pen.polygon([(-0.02 * near, near - 1), (0.02 * near, near - 1), (0.02 * far, far - 1), (-0.02 * far, far - 1)], (240, 235, 210))


def river(pen: Pen, _look: Look) -> None:
    """Water that winds towards us."""
    bank = [(-0.05, -1), (-0.28, -0.72), (0.12, -0.45), (-0.7, 0), (0.5, 0), (0.5, -0.42), (0, -0.72), (0.06, -1)]
    pen.blob(bank, (74, 150, 205))
    for y in (-0.12, -0.26, -0.5, -0.78):
        pen.curve([(-0.2, y), (0, y - 0.02), (0.16, y)], (150, 200, 232), 0.012)


def fire(pen: Pen, _look: Look) -> None:
    """Three tongues of flame inside each other, on two logs."""
    for turn in (-1, 1):
        pen.line([(-0.24 * turn, -0.02), (0.24 * turn, -0.1)], (84, 54, 36), 0.06)
    for color, scale in (((206, 54, 20), 1.0), ((246, 134, 32), 0.72), ((255, 228, 96), 0.42)):
        points = [(-0.3, -0.2), (-0.26, -0.5), (-0.12, -0.62), (0.02, -1), (0.14, -0.6), (0.28, -0.48), (0.3, -0.2), (0, -0.02)]
        pen.blob([(x * scale, y * scale - 0.03) for x, y in points], Ink(color, glow=True))


def smoke(pen: Pen, look: Look) -> None:
    """Gray balls that rise and spread."""
    gray = look.color or (120, 118, 120)
    for step in range(7):
        pen.circle(
            float(pen.rng.normal(0, 0.04)) + 0.02 * step, -0.08 - step * 0.12, 0.08 + step * 0.022, Ink(mix(gray, (200, 200, 200), step / 12), 205, blur=0.02)
        )


NATURE = {
    "tree": tree, "pine tree": pine, "bare tree": bare_tree, "palm tree": palm, "bush": bush, "mountain": mountain, "snowy mountain": snowy_mountain, "hill": hill,
    "rock": rock, "flower": flower, "waterfall": waterfall, "road": road, "river": river, "fire": fire, "smoke": smoke,
}  # fmt: skip
