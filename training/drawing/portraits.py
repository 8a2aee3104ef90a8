"""Heads and shoulders, from the front and in profile, in their own unit box; the head is the upper 60 %."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from training.drawing.figures import KINDS, Dress, Kind, dressed
from training.drawing.pen import Ink
from training.vocabulary.colors import RGB, scaled

if TYPE_CHECKING:
    from training.drawing.look import Look
    from training.drawing.pen import Pen

EYES: tuple[RGB, ...] = ((70, 46, 32), (52, 104, 168), (62, 116, 74))
MOUTH: RGB = (158, 52, 58)
HIGH, LOW, HALF = -0.93, -0.42, 0.2
"""Top and chin of the frontal face and half its width."""


def face(pen: Pen, look: Look, kind: Kind) -> None:
    """A frontal portrait."""
    dress = dressed(pen, look, kind)
    long_hair = (kind.skirt and not kind.old) or "long hair" in look.traits
    if long_hair:
        pen.rect(-0.27, -0.94, 0.27, -0.24, scaled(dress.hair, 0.88), corner=0.17)
    pen.rect(-0.085, -0.5, 0.085, -0.28, scaled(dress.skin, 0.85))
    pen.blob([(-0.43, 0.02), (-0.38, -0.2), (-0.12, -0.32), (0.12, -0.32), (0.38, -0.2), (0.43, 0.02)], dress.cloth)
    for turn in (-1, 1):
        pen.oval(turn * HALF - 0.035, -0.72, turn * HALF + 0.035, -0.61, scaled(dress.skin, 0.93))
    pen.oval(-HALF, HIGH, HALF, LOW, dress.skin)
    _hair_and_beard(pen, dress, look, kind)
    _eyes(pen, dress, look)
    _nose_and_mouth(pen, dress, look)
    if kind.old:
        _wrinkles(pen, dress)
    _extras(pen, dress, look)


def _hair_and_beard(pen: Pen, dress: Dress, look: Look, kind: Kind) -> None:
    if "beard" in look.traits:
        pen.blob([(-0.2, -0.6), (-0.1, -0.53), (0.1, -0.53), (0.2, -0.6), (0.15, -0.42), (0, -0.33), (-0.15, -0.42)], dress.hair)
    parting = 0.06 if pen.rng.random() < 0.5 else -0.06
    fringe = [(-0.22, -0.66), (-0.21, -0.88), (0, -0.985), (0.21, -0.88), (0.22, -0.66), (0.16, -0.79), (parting, -0.83), (-0.16, -0.79)]
    pen.blob(fringe, dress.hair)
    if kind.old and kind.skirt:
        pen.circle(0, -0.95, 0.085, dress.hair)


def _eyes(pen: Pen, dress: Dress, look: Look) -> None:
    iris = EYES[int(pen.rng.integers(3))]
    tilt = {"sad": -0.018, "angry": 0.024}.get(next(iter(look.traits & {"sad", "angry"}), ""), 0.0)
    for turn in (-1, 1):
        x, y = turn * 0.088, -0.66
        pen.oval(x - 0.046, y - 0.029, x + 0.046, y + 0.029, (252, 252, 252))
        pen.circle(x, y, 0.025, iris)
        pen.circle(x, y, 0.013, (8, 8, 10))
        pen.line([(x - turn * 0.05, y - 0.06 + tilt), (x + turn * 0.05, y - 0.06 - tilt)], scaled(dress.hair, 0.7), 0.016)


def _nose_and_mouth(pen: Pen, dress: Dress, look: Look) -> None:
    pen.polygon([(0, -0.66), (0.03, -0.57), (-0.02, -0.565)], scaled(dress.skin, 0.8))
    if "happy" in look.traits:
        pen.arc((-0.085, -0.57, 0.085, -0.46), 8, 164, Ink(MOUTH, stroke=0.022))
    elif look.traits & {"sad", "angry"}:
        pen.arc((-0.07, -0.505, 0.07, -0.44), 200, 140, Ink(MOUTH, stroke=0.022))
    else:
        pen.line([(-0.055, -0.5), (0.055, -0.5)], MOUTH, 0.02)
    if "sad" in look.traits:
        pen.blob([(0.1, -0.63), (0.118, -0.58), (0.1, -0.56), (0.082, -0.58)], Ink((110, 176, 244)))


def _wrinkles(pen: Pen, dress: Dress) -> None:
    line = scaled(dress.skin, 0.76)
    for y in (-0.77, -0.745):
        pen.line([(-0.08, y), (0.08, y)], line, 0.006)
    for turn in (-1, 1):
        pen.line([(turn * 0.15, -0.65), (turn * 0.18, -0.64)], line, 0.006)
        pen.curve([(turn * 0.07, -0.57), (turn * 0.1, -0.53), (turn * 0.1, -0.49)], line, 0.007)


def _extras(pen: Pen, dress: Dress, look: Look) -> None:
    if "glasses" in look.traits:
        for turn in (-1, 1):
            pen.circle(turn * 0.088, -0.66, 0.068, Ink((28, 28, 30), stroke=0.013))
        pen.line([(-0.02, -0.665), (0.02, -0.665)], (28, 28, 30), 0.013)
    if "hat" in look.traits:
        felt = scaled(dress.cloth, 0.75)
        pen.oval(-0.36, -0.88, 0.36, -0.79, felt)
        pen.rect(-0.19, -1.0, 0.19, -0.82, felt, corner=0.03)


def profile(pen: Pen, look: Look, kind: Kind) -> None:
    """Head and shoulders looking to the right."""
    dress = dressed(pen, look, kind)
    pen.blob([(-0.33, 0.02), (-0.3, -0.2), (-0.1, -0.34), (0.06, -0.33), (0.2, -0.22), (0.26, 0.02)], dress.cloth)
    if (kind.skirt and not kind.old) or "long hair" in look.traits:
        pen.blob([(-0.2, -0.9), (0.02, -0.96), (0.05, -0.6), (-0.04, -0.3), (-0.22, -0.26), (-0.27, -0.6)], scaled(dress.hair, 0.88))
    pen.rect(-0.11, -0.5, 0.06, -0.29, scaled(dress.skin, 0.86))
    pen.blob([(0.02, -0.94), (0.14, -0.9), (0.17, -0.77), (0.16, -0.73)], dress.skin)
    outline = [
        (-0.17, -0.7),
        (-0.1, -0.9),
        (0.04, -0.945),
        (0.15, -0.88),
        (0.165, -0.74),
        (0.25, -0.625),
        (0.18, -0.6),
        (0.2, -0.565),
        (0.18, -0.54),
        (0.19, -0.5),
        (0.14, -0.43),
        (0, -0.44),
        (-0.12, -0.54),
    ]
    pen.polygon(outline, dress.skin)
    pen.blob(
        [(0.15, -0.86), (0.04, -0.97), (-0.12, -0.96), (-0.22, -0.84), (-0.22, -0.62), (-0.13, -0.55), (-0.09, -0.66), (-0.06, -0.8), (0.06, -0.84)], dress.hair
    )
    _profile_details(pen, dress, look, kind)


def _profile_details(pen: Pen, dress: Dress, look: Look, kind: Kind) -> None:
    if kind.old and kind.skirt:
        pen.circle(-0.22, -0.88, 0.075, dress.hair)
    if (kind.old and not kind.skirt) or "beard" in look.traits:
        pen.blob([(-0.08, -0.6), (0.04, -0.52), (0.18, -0.53), (0.17, -0.4), (0.08, -0.34), (-0.02, -0.4)], dress.hair)
    pen.oval(0.075, -0.745, 0.14, -0.7, (252, 252, 252))
    pen.circle(0.115, -0.722, 0.02, (16, 14, 16))
    pen.line([(0.065, -0.785), (0.15, -0.78)], scaled(dress.hair, 0.7), 0.015)
    pen.line([(0.12, -0.53), (0.185, -0.535)], MOUTH, 0.016)
    pen.oval(-0.08, -0.73, -0.02, -0.63, scaled(dress.skin, 0.86))
    if kind.old:
        for step in range(3):
            pen.line([(0.03, -0.71 + step * 0.02), (0.06, -0.715 + step * 0.025)], scaled(dress.skin, 0.72), 0.006)
    if "glasses" in look.traits:
        pen.circle(0.11, -0.722, 0.055, Ink((28, 28, 30), stroke=0.012))
        pen.line([(-0.03, -0.73), (0.055, -0.725)], (28, 28, 30), 0.012)
    if "hat" in look.traits:
        pen.rect(-0.2, -1.0, 0.1, -0.86, scaled(dress.cloth, 0.75), corner=0.03)
        pen.rect(-0.24, -0.88, 0.24, -0.85, scaled(dress.cloth, 0.7), corner=0.01)


PORTRAITS = {f"face of {name}": partial(face, kind=kind) for name, kind in KINDS.items()} | {
    f"profile of {name}": partial(profile, kind=kind) for name, kind in KINDS.items()
}
