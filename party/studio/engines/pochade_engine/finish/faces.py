"""Eyes, mouth, glasses and beard of faces seen from the front, drawn into the painted picture in its own colors.

The painter is too small for them: it paints heads well and smudges what makes a face. Image processing, not learned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from party.studio.engines.pochade_engine.composition import Box

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from party.studio.engines.pochade_engine.composition import Composition, Item

    Color = tuple[int, int, int]
    Point = tuple[float, float]

FACE = "face of "
SMALLEST_PX = 64
"""Lower heads and shoulders have no room for eyes."""
FINER = 4
IRISES: tuple[Color, ...] = ((70, 46, 32), (52, 104, 168), (62, 116, 74))
WHITE, BLACK, LIPS, TEAR = (252, 252, 252), (8, 8, 10), (158, 52, 58), (110, 176, 244)
EYE_X, EYE_Y, MOUTH_Y = 0.088, -0.66, -0.5
"""Where eyes and mouth are, in heights of the box from its middle and its foot."""


def with_faces(
    picture: NDArray[np.uint8], plan: Composition, aspects: Mapping[str, float], seed: int
) -> NDArray[np.uint8]:
    """The clean picture (height, width, 3) with the features of every large frontal face that nothing covers.

    `aspects` gives the natural width over height of every concept.
    """
    for place, item in enumerate(plan.items):
        if not item.concept.startswith(FACE) or item.box.height < SMALLEST_PX:
            continue
        if not any(other.box.meets(_features_of(item.box)) for other in plan.items[place + 1 :]):
            picture = _Face(picture, item, item.box.width / aspects[item.concept], seed + place).drawn()
    return picture


def _features_of(box: Box) -> Box:
    middle, half = (box.left + box.right) / 2, 0.2 * box.height
    return Box(middle - half, box.bottom - 0.8 * box.height, middle + half, box.bottom - 0.4 * box.height)


@dataclass
class _Face:
    """A face in the making: points are in heights of the box, x from its middle, y upwards from its foot below zero."""

    picture: NDArray[np.uint8]
    item: Item
    across: float
    seed: int

    def drawn(self) -> NDArray[np.uint8]:
        """The picture with this face's features."""
        skin, hair = self._skin(), self._seen(-0.1, -0.96, 0.1, -0.89)
        cleared = self._cleared(skin)
        page = cleared.resize((cleared.width * FINER, cleared.height * FINER), Image.Resampling.BICUBIC)
        pen = ImageDraw.Draw(page)
        if "beard" in self.item.traits:
            self._beard(pen, hair)
        self._eyes(pen, hair)
        self._nose_and_mouth(pen, skin)
        if "old" in self.item.concept:
            self._wrinkles(pen, skin)
        if "glasses" in self.item.traits:
            self._glasses(pen)
        fine = page.resize(cleared.size, Image.Resampling.BOX)
        return np.asarray(Image.composite(fine, Image.fromarray(self.picture), self._area()))

    def _at(self, x: float, y: float, finer: int = FINER) -> Point:
        box = self.item.box
        return ((box.left + box.right) / 2 + x * self.across) * finer, (box.bottom + y * box.height) * finer

    def _points(self, *points: Point) -> list[Point]:
        return [self._at(*point) for point in points]

    def _width(self, share: float) -> int:
        return max(2, round(share * self.item.box.height * FINER))

    def _seen(self, left: float, top: float, right: float, bottom: float) -> Color:
        """The middle color of a part of the painted picture."""
        (x0, y0), (x1, y1) = self._at(left, top, 1), self._at(right, bottom, 1)
        part = self.picture[max(0, int(y0)) : max(1, int(y1) + 1), max(0, int(x0)) : max(1, int(x1) + 1)]
        red, green, blue = np.median(part.reshape(-1, 3), axis=0).astype(int) if part.size else (200, 160, 130)
        return int(red), int(green), int(blue)

    def _skin(self) -> Color:
        parts = [self._seen(-0.08, -0.8, 0.08, -0.76)]
        parts += [self._seen(turn * 0.12 - 0.03, -0.61, turn * 0.12 + 0.03, -0.56) for turn in (-1, 1)]
        red, green, blue = np.median(parts, axis=0).astype(int)
        return int(red), int(green), int(blue)

    def _mask(self, ovals: Sequence[tuple[float, float, float, float]], soft: float) -> Image.Image:
        height, width = self.picture.shape[:2]
        mask = Image.new("L", (width, height), 0)
        pen = ImageDraw.Draw(mask)
        for x, y, half_width, half_height in ovals:
            corners = (self._at(x - half_width, y - half_height, 1), self._at(x + half_width, y + half_height, 1))
            pen.ellipse(corners, fill=255)
        return mask.filter(ImageFilter.GaussianBlur(soft * self.item.box.height))

    def _cleared(self, skin: Color) -> Image.Image:
        """The picture with plain skin where features will be."""
        mask = self._mask([(0, -0.615, 0.165, 0.165)], 0.014)
        plain = Image.new("RGB", mask.size, skin)
        return Image.composite(plain, Image.fromarray(self.picture), mask)

    def _area(self) -> Image.Image:
        """Where the fine page replaces the picture."""
        return self._mask([(0, -0.58, 0.22, 0.26)], 0.004)

    def _oval(self, pen: ImageDraw.ImageDraw, x: float, y: float, half: tuple[float, float], color: Color) -> None:
        pen.ellipse((self._at(x - half[0], y - half[1]), self._at(x + half[0], y + half[1])), fill=color)

    def _beard(self, pen: ImageDraw.ImageDraw, hair: Color) -> None:
        edge = [(-0.19, -0.6), (-0.13, -0.55), (-0.05, -0.535), (0.05, -0.535), (0.13, -0.55), (0.19, -0.6)]
        chin = [(0.18, -0.48), (0.12, -0.39), (0.05, -0.34), (-0.05, -0.34), (-0.12, -0.39), (-0.18, -0.48)]
        pen.polygon(self._points(*edge, *chin), fill=hair)

    def _eyes(self, pen: ImageDraw.ImageDraw, hair: Color) -> None:
        iris = IRISES[int(np.random.default_rng((self.seed, 7)).integers(len(IRISES)))]
        traits = self.item.traits
        tilt = -0.018 if "sad" in traits else 0.024 if "angry" in traits else 0.0
        for turn in (-1, 1):
            x = turn * EYE_X
            self._oval(pen, x, EYE_Y, (0.046, 0.029), WHITE)
            self._oval(pen, x, EYE_Y, (0.025, 0.025), iris)
            self._oval(pen, x, EYE_Y, (0.013, 0.013), BLACK)
            brow = self._points((x - turn * 0.05, EYE_Y - 0.06 + tilt), (x + turn * 0.05, EYE_Y - 0.06 - tilt))
            pen.line(brow, fill=_scaled(hair, 0.7), width=self._width(0.016))

    def _nose_and_mouth(self, pen: ImageDraw.ImageDraw, skin: Color) -> None:
        pen.polygon(self._points((0, -0.66), (0.03, -0.57), (-0.02, -0.565)), fill=_scaled(skin, 0.8))
        traits, width = self.item.traits, self._width(0.02)
        if "happy" in traits:
            pen.arc((self._at(-0.085, -0.57), self._at(0.085, -0.46)), 8, 172, fill=LIPS, width=width)
        elif traits & {"sad", "angry"}:
            pen.arc((self._at(-0.07, -0.505), self._at(0.07, -0.44)), 200, 340, fill=LIPS, width=width)
        else:
            pen.line(self._points((-0.055, MOUTH_Y), (0.055, MOUTH_Y)), fill=LIPS, width=width)
        if "sad" in traits:
            pen.polygon(self._points((0.1, -0.63), (0.115, -0.585), (0.1, -0.56), (0.085, -0.585)), fill=TEAR)

    def _wrinkles(self, pen: ImageDraw.ImageDraw, skin: Color) -> None:
        line, width = _scaled(skin, 0.76), self._width(0.006)
        for turn in (-1, 1):
            pen.line(self._points((turn * 0.15, -0.65), (turn * 0.18, -0.64)), fill=line, width=width)
            fold = self._points((turn * 0.07, -0.57), (turn * 0.095, -0.54), (turn * 0.1, -0.5))
            pen.line(fold, fill=line, width=width, joint="curve")

    def _glasses(self, pen: ImageDraw.ImageDraw) -> None:
        width = self._width(0.013)
        for turn in (-1, 1):
            corners = (self._at(turn * EYE_X - 0.068, EYE_Y - 0.068), self._at(turn * EYE_X + 0.068, EYE_Y + 0.068))
            pen.ellipse(corners, outline=(28, 28, 30), width=width)
        pen.line(self._points((-0.02, -0.665), (0.02, -0.665)), fill=(28, 28, 30), width=width)


def _scaled(color: Color, share: float) -> Color:
    red, green, blue = (round(part * share) for part in color)
    return red, green, blue
