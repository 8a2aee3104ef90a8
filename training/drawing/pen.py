"""A pen over a skia canvas: shapes in the local coordinates of a thing, lit by the time of day.

Inside `placed`, the origin is the middle of the foot line of the box, one unit is its height, and y is -1 at its top.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import skia
from party.studio.engines.pochade_engine.composition import CANVAS_PX

from training.vocabulary.colors import RGB, mix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from party.studio.engines.pochade_engine.composition import Box

Point = tuple[float, float]


@dataclass(frozen=True)
class Ink:
    """How a shape is filled or stroked. `glow` colors ignore the light of the scene."""

    color: RGB
    alpha: int = 255
    stroke: float = 0.0
    blur: float = 0.0
    glow: bool = False


@dataclass
class Pen:
    """Draws on its own picture, `size` pixels square, (size, size, 4) uint8."""

    rng: np.random.Generator
    size: int = CANVAS_PX
    light: RGB = (1.0, 1.0, 1.0)
    picture: np.ndarray = field(init=False)
    canvas: skia.Canvas = field(init=False)

    def __post_init__(self) -> None:
        """Make the picture and the surface over it."""
        self.picture = np.zeros((self.size, self.size, 4), np.uint8)
        self._surface = skia.Surface(self.picture)
        self.canvas = self._surface.getCanvas()
        self.canvas.scale(self.size / CANVAS_PX, self.size / CANVAS_PX)

    @contextmanager
    def placed(self, box: Box, *, aspect: float, flip: bool = False, turn: float = 0.0) -> Iterator[None]:
        """Move into a box: natural width over height `aspect` is stretched to fit it."""
        self.canvas.save()
        self.canvas.translate((box.left + box.right) / 2, box.bottom)
        self.canvas.translate(0, -box.height / 2)
        self.canvas.rotate(turn)
        self.canvas.translate(0, box.height / 2)
        across = box.width / max(aspect, 1e-6)
        self.canvas.scale(-across if flip else across, box.height)
        yield
        self.canvas.restore()

    def lit(self, color: RGB) -> RGB:
        """The color under the light of the scene."""
        red, green, blue = (part * light for part, light in zip(color, self.light, strict=True))
        return red, green, blue

    def paint(self, ink: Ink | RGB) -> skia.Paint:
        """A skia paint of that ink."""
        ink = ink if isinstance(ink, Ink) else Ink(ink)
        shown = ink.color if ink.glow else self.lit(ink.color)
        paint = skia.Paint(AntiAlias=True, Color=_word(shown, ink.alpha))
        if ink.stroke:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(ink.stroke)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        if ink.blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, ink.blur))
        return paint

    def rect(  # noqa: PLR0913 -- four edges are one thing
        self, left: float, top: float, right: float, bottom: float, ink: Ink | RGB, *, corner: float = 0.0
    ) -> None:
        """A rectangle by its edges, with rounded corners if asked."""
        rect = skia.Rect.MakeLTRB(left, top, right, bottom)
        self.canvas.drawRoundRect(rect, corner, corner, self.paint(ink))

    def oval(self, left: float, top: float, right: float, bottom: float, ink: Ink | RGB) -> None:
        """An ellipse by the edges of its box."""
        self.canvas.drawOval(skia.Rect.MakeLTRB(left, top, right, bottom), self.paint(ink))

    def circle(self, x: float, y: float, radius: float, ink: Ink | RGB) -> None:
        """A disc or a ring."""
        self.canvas.drawCircle(float(x), float(y), float(radius), self.paint(ink))

    def line(self, points: Sequence[Point], color: RGB, width: float) -> None:
        """A stroke through the points."""
        self.canvas.drawPath(_straight(points, closed=False), self.paint(Ink(color, stroke=width)))

    def polygon(self, points: Sequence[Point], ink: Ink | RGB) -> None:
        """A closed shape with straight sides."""
        self.canvas.drawPath(_straight(points, closed=True), self.paint(ink))

    def blob(self, points: Sequence[Point], ink: Ink | RGB) -> None:
        """A closed smooth shape through the points."""
        self.canvas.drawPath(smooth(points, closed=True), self.paint(ink))

    def curve(self, points: Sequence[Point], color: RGB, width: float) -> None:
        """An open smooth stroke through the points."""
        self.canvas.drawPath(smooth(points, closed=False), self.paint(Ink(color, stroke=width)))

    def arc(self, box: tuple[float, float, float, float], start: float, sweep: float, ink: Ink) -> None:
        """A part of an ellipse, degrees clockwise from the right."""
        path = skia.Path()
        path.addArc(skia.Rect.MakeLTRB(*box), start, sweep)
        self.canvas.drawPath(path, self.paint(ink))

    def gradient(self, box: tuple[float, float, float, float], colors: Sequence[RGB], *, glow: bool = False) -> None:
        """A rectangle that goes through the colors from top to bottom."""
        words = [_word(color if glow else self.lit(color)) for color in colors]
        paint = skia.Paint(AntiAlias=True)
        paint.setShader(skia.GradientShader.MakeLinear(points=[(0, box[1]), (0, box[3])], colors=words))
        self.canvas.drawRect(skia.Rect.MakeLTRB(*box), paint)

    def radial(self, box: tuple[float, float, float, float], inner: RGB, outer: RGB) -> None:
        """A rectangle that goes from one color in its middle to another outside."""
        middle = ((box[0] + box[2]) / 2, box[1] + (box[3] - box[1]) * 0.43)
        paint = skia.Paint(AntiAlias=True)
        reach = max(box[2] - box[0], box[3] - box[1]) * 0.74
        paint.setShader(skia.GradientShader.MakeRadial(center=middle, radius=reach, colors=[_word(inner), _word(outer)]))
        self.canvas.drawRect(skia.Rect.MakeLTRB(*box), paint)

    def vary(self, color: RGB, amount: float = 0.12) -> RGB:
        """The color a little lighter or darker, by chance."""
        shift = float(self.rng.uniform(-amount, amount))
        return mix(color, (255.0, 255.0, 255.0), shift) if shift > 0 else mix(color, (0.0, 0.0, 0.0), -shift)


def _word(color: RGB, alpha: int = 255) -> int:
    red, green, blue = (int(min(255, max(0, part))) for part in color)
    return int(skia.Color(red, green, blue, int(alpha)))


def _straight(points: Sequence[Point], *, closed: bool) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], closed)
    return path


def smooth(points: Sequence[Point], *, closed: bool) -> skia.Path:
    """A path through the points as Catmull-Rom curves."""
    count = len(points)
    at = [points[i % count] for i in range(-1, count + 2)] if closed else [points[0], *points, points[-1]]
    path = skia.Path()
    path.moveTo(float(points[0][0]), float(points[0][1]))
    for before, start, end, after in zip(at, at[1:], at[2:], at[3:], strict=False):
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        last = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        path.cubicTo(*map(float, (*first, *last, *end)))
    if closed:
        path.close()
    return path


def ring(count: int, radius: float, *, center: Point = (0.0, 0.0), start: float = 0.0) -> list[Point]:
    """Points evenly around a circle."""
    turns = (start + 2 * math.pi * i / count for i in range(count))
    return [(center[0] + radius * math.cos(t), center[1] + radius * math.sin(t)) for t in turns]


def rough_line(rng: np.random.Generator, left: float, right: float, y: float, swing: float) -> list[Point]:
    """A level line with soft hills, as 25 points: five sines of falling height."""
    across = np.linspace(0, 1, 25)
    phases = rng.uniform(0, 2 * np.pi, 5)
    rise = sum(swing * 0.45**k * np.sin(phases[k] + across * 2 * np.pi * (0.6 + 1.3 * k)) for k in range(5))
    return [(left + (right - left) * float(x), y + float(r)) for x, r in zip(across, np.asarray(rise), strict=True)]
