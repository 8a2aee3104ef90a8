"""Standing people, seen from the front or from the side, in their own unit box."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from training.drawing.pen import Ink
from training.vocabulary.colors import COLORS, RGB, scaled

if TYPE_CHECKING:
    from training.drawing.look import Look
    from training.drawing.pen import Pen

SKIN: tuple[RGB, ...] = ((255, 222, 194), (242, 198, 162), (222, 172, 132), (180, 126, 92), (136, 92, 64), (98, 66, 48))
HAIR: tuple[RGB, ...] = ((40, 28, 24), (92, 56, 32), (150, 96, 46), (216, 172, 92), (172, 72, 36))
SILVER: RGB = (226, 226, 230)
TROUSERS: tuple[RGB, ...] = ((52, 56, 82), (62, 52, 46), (92, 92, 98))
SHADE: RGB = (18, 16, 24)
SEAT = -0.4
"""Height of a seat under a sitting figure."""


@dataclass(frozen=True)
class Kind:
    """What sort of person: how they differ in drawing."""

    skirt: bool = False
    old: bool = False
    child: bool = False


@dataclass(frozen=True)
class Dress:
    """The colors of one person."""

    skin: RGB
    hair: RGB
    cloth: RGB
    legs: RGB


KINDS = {
    "man": Kind(), "woman": Kind(skirt=True), "old man": Kind(old=True), "old woman": Kind(skirt=True, old=True), "boy": Kind(child=True),
    "girl": Kind(skirt=True, child=True),
}  # fmt: skip


def dressed(pen: Pen, look: Look, kind: Kind) -> Dress:
    """Colors by chance where the look leaves them open; all alike for a silhouette."""
    skin, hair = SKIN[int(pen.rng.integers(6))], HAIR[int(pen.rng.integers(5))]
    cloth = COLORS[int(pen.rng.integers(17))].rgb
    legs = TROUSERS[int(pen.rng.integers(3))]
    if "dark" in look.traits:
        return Dress(SHADE, SHADE, SHADE, SHADE)
    return Dress(skin, look.second or (SILVER if kind.old else hair), look.color or cloth, skin if kind.skirt else legs)


def figure(pen: Pen, look: Look, kind: Kind) -> None:
    """A whole person standing on the foot line."""
    dress = dressed(pen, look, kind)
    radius = 0.13 if kind.child else 0.095
    side = "side" in look.traits
    lean = 0.03 if kind.old and side else 0.0
    shoulder = -1 + radius * 2.05
    if "sitting" in look.traits:
        _sitting_legs(pen, dress, kind)
    else:
        _legs(pen, dress, kind, walking=side)
    _arms(pen, dress, look, lean, shoulder)
    _body(pen, dress, kind, lean, shoulder, sitting="sitting" in look.traits)
    if kind.old and not look.traits & {"reach", "sitting"}:
        pen.line([(lean + 0.15, shoulder + 0.28), (0.17, -0.01)], (96, 64, 42), 0.018)
    _head(pen, dress, look, kind, (lean * 1.6, -1 + radius, radius))


def _legs(pen: Pen, dress: Dress, kind: Kind, *, walking: bool) -> None:
    hip, spread = (-0.22 if kind.skirt else -0.42), (0.075 if walking else 0.042)
    width = 0.036 if kind.skirt else 0.06
    for turn in (-1, 1):
        pen.line([(turn * 0.03, hip), (turn * spread, -0.03)], dress.legs, width)
        pen.line([(turn * spread - 0.012, -0.018), (turn * spread + 0.025, -0.018)], scaled(dress.legs, 0.5), 0.034)


def _sitting_legs(pen: Pen, dress: Dress, kind: Kind) -> None:
    """Thighs level at SEAT, shins down: seen half from the side."""
    thigh = dress.cloth if kind.skirt else dress.legs
    for turn, shift in ((-1, -0.03), (1, 0.02)):
        knee = (0.15 + shift, SEAT + 0.01 * turn)
        pen.line([(turn * 0.035, SEAT), knee], thigh, 0.075)
        pen.line([knee, (knee[0] - 0.01, -0.03)], dress.legs, 0.05)
        pen.line([(knee[0] - 0.02, -0.018), (knee[0] + 0.04, -0.018)], scaled(dress.legs, 0.5), 0.034)


def _body(  # noqa: PLR0913 -- one body
    pen: Pen, dress: Dress, kind: Kind, lean: float, shoulder: float, *, sitting: bool
) -> None:
    if kind.skirt and not sitting:
        outline = [
            (-0.13, -0.2),
            (0.13, -0.2),
            (0.045 + lean, shoulder + 0.17),
            (0.08 + lean, shoulder),
            (-0.08 + lean, shoulder),
            (-0.045 + lean, shoulder + 0.17),
        ]
    else:
        outline = [(-0.075, -0.39), (0.075, -0.39), (0.1 + lean, shoulder), (-0.1 + lean, shoulder)]
    pen.polygon(outline, dress.cloth)
    pen.line([(lean - 0.07, shoulder + 0.005), (lean + 0.07, shoulder + 0.005)], dress.cloth, 0.035)


def _arms(pen: Pen, dress: Dress, look: Look, lean: float, shoulder: float) -> None:
    hands = [(-0.13, shoulder + 0.3), (0.13, shoulder + 0.3)]
    if "reach" in look.traits:
        hands[1] = (0.215, -0.47)
    if "reach back" in look.traits:
        hands[0] = (-0.215, -0.47)
    if "raised" in look.traits:
        hands = [(-0.17, shoulder - 0.2), (0.17, shoulder - 0.2)]
    for turn, hand in zip((-1, 1), hands, strict=True):
        pen.line([(lean + turn * 0.085, shoulder + 0.025), (hand[0] + lean * 0.5, hand[1])], scaled(dress.cloth, 0.9), 0.045)
        pen.circle(hand[0] + lean * 0.5, hand[1], 0.024, dress.skin)


def _head(pen: Pen, dress: Dress, look: Look, kind: Kind, where: tuple[float, float, float]) -> None:
    x, y, radius = where
    side = "side" in look.traits
    if kind.skirt and not kind.old:
        shift = -0.25 * radius if side else 0.0
        pen.rect(x - radius * 1.1 + shift, y - radius * 0.8, x + radius * (0.75 if side else 1.1), y + radius * 1.5, dress.hair, corner=radius * 0.6)
    pen.circle(x, y, radius, dress.skin)
    start, sweep = (150, 165) if side else (185, 170)
    pen.arc((x - radius * 1.06, y - radius * 1.1, x + radius * 1.06, y + radius * 1.0), start, sweep, Ink(dress.hair))
    if kind.old and kind.skirt:
        pen.circle(x - (radius * 0.6 if side else 0), y - radius * 1.0, radius * 0.42, dress.hair)
    if "hat" in look.traits:
        pen.rect(x - radius * 1.3, y - radius * 0.75, x + radius * 1.3, y - radius * 0.5, scaled(dress.cloth, 0.7))
        pen.rect(x - radius * 0.7, y - radius * 1.35, x + radius * 0.7, y - radius * 0.6, scaled(dress.cloth, 0.7))
    if "dark" not in look.traits:
        _face(pen, dress, look, kind, where)


def _face(pen: Pen, dress: Dress, look: Look, kind: Kind, where: tuple[float, float, float]) -> None:
    x, y, radius = where
    if kind.old and not kind.skirt:
        shift = radius * 0.4 if "side" in look.traits else 0.0
        pen.oval(x - radius * 0.6 + shift, y + radius * 0.25, x + radius * 0.6 + shift, y + radius * 1.3, dress.hair)
    if "side" in look.traits:
        pen.polygon([(x + radius * 0.85, y - radius * 0.2), (x + radius * 1.3, y + radius * 0.2), (x + radius * 0.82, y + radius * 0.32)], dress.skin)
        pen.circle(x + radius * 0.5, y - radius * 0.1, radius * 0.14, (20, 18, 20))
        return
    for turn in (-1, 1):
        pen.circle(x + turn * radius * 0.38, y, radius * 0.14, (20, 18, 20))
    if "sad" in look.traits:
        pen.arc((x - radius * 0.35, y + radius * 0.45, x + radius * 0.35, y + radius * 0.85), 200, 140, Ink((120, 40, 40), stroke=radius * 0.13))
    elif not (kind.old and not kind.skirt):
        pen.arc((x - radius * 0.38, y + radius * 0.1, x + radius * 0.38, y + radius * 0.6), 20, 140, Ink((120, 40, 40), stroke=radius * 0.13))


FIGURES = {name: partial(figure, kind=kind) for name, kind in KINDS.items()}
