"""The plain means every style is made with: blur, slopes, resizing, moving, the median, and a canvas for strokes.

Pictures are (height, width, 3) and planes (height, width), float32, 0 to 255 or any other range. Nothing but torch,
NumPy and Pillow, so that a party needs no imaging library besides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Plane = NDArray[Any]

SPREADS = 3.0
"""A blur reaches that many times its spread."""
FINER = 2
"""Strokes are drawn on a canvas that many times as fine, and come out smooth."""


def blurred(picture: Picture, spread_px: float) -> Picture:
    """Softened by a Gaussian of that spread; works on planes too."""
    reach = max(1, math.ceil(SPREADS * spread_px))
    taps = torch.exp(-(torch.arange(-reach, reach + 1.0) ** 2) / (2 * spread_px**2))
    taps = (taps / taps.sum()).view(1, 1, 1, -1)
    planes = functional.pad(_planes(picture), (reach,) * 4, mode="reflect")
    soft = functional.conv2d(functional.conv2d(planes, taps), taps.transpose(2, 3))
    return _picture(soft, picture.ndim)


def slopes(plane: Plane) -> tuple[Plane, Plane]:
    """How the plane changes across and down (Sobel)."""
    wide = np.pad(plane, 1, mode="reflect")
    down = wide[2:] - wide[:-2]
    across = wide[:, 2:] - wide[:, :-2]
    return across[:-2] + 2 * across[1:-1] + across[2:], down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]


def twist(plane: Plane) -> Plane:
    """How the slope across changes downwards: raised on one side of a stroke, sunk on the other."""
    wide = np.pad(plane, 1, mode="reflect")
    return wide[2:, 2:] - wide[2:, :-2] - wide[:-2, 2:] + wide[:-2, :-2]


def resized(picture: Picture, width: int, height: int, how: str = "bilinear") -> Picture:
    """At another size; `how` is one of nearest, bilinear, bicubic, area."""
    return _picture(functional.interpolate(_planes(picture), (height, width), mode=how), picture.ndim)


def moved(picture: Picture, x: Plane, y: Plane) -> Picture:
    """Every pixel taken from (x, y) of the picture, mirrored at its edges."""
    rows, columns = picture.shape[:2]
    where = np.stack([(x + 0.5) * 2 / columns - 1, (y + 0.5) * 2 / rows - 1], -1).astype(np.float32)
    grid = torch.from_numpy(where)[None].expand(len(_planes(picture)), -1, -1, -1)
    taken = functional.grid_sample(_planes(picture), grid, padding_mode="reflection", align_corners=False)
    return _picture(taken, picture.ndim)


def median(picture: Picture, rounds: int = 1) -> Picture:
    """Small details gone, edges kept."""
    image = Image.fromarray(picture.clip(0, 255).astype(np.uint8))
    for _ in range(rounds):
        image = image.filter(ImageFilter.MedianFilter(5))
    return np.asarray(image, np.float32)


def shifted(plane: Plane, across: int, down: int) -> Plane:
    """The plane moved by whole pixels, its edges repeated."""
    reach = max(abs(across), abs(down))
    wide = np.pad(plane, [(reach, reach)] * 2 + [(0, 0)] * (plane.ndim - 2), mode="edge")
    top, left = reach - down, reach - across
    return wide[top : top + plane.shape[0], left : left + plane.shape[1]]


class Canvas:
    """A page to draw on, in the pixels of the picture."""

    def __init__(self, ground: Picture) -> None:
        rows, columns = ground.shape[:2]
        image = Image.fromarray(ground.clip(0, 255).astype(np.uint8))
        self._image = image.resize((columns * FINER, rows * FINER), Image.Resampling.BILINEAR)
        self._pen = ImageDraw.Draw(self._image)

    def lines(self, points: NDArray[Any], colors: Picture, widths: Plane) -> None:
        """Polylines (lines, points, 2) one after the other, each with its color and width."""
        finer, thick = _fine(points).reshape(len(points), -1).tolist(), np.maximum(1, _fine(widths).round())
        for line, color, width in zip(finer, _inks(colors), thick.astype(int).tolist(), strict=True):
            self._pen.line(line, fill=color, width=width)

    def discs(self, points: NDArray[Any], colors: Picture, radii: Plane) -> None:
        """Filled circles around points (discs, 2)."""
        low, high = _fine(points - radii[:, None]).tolist(), _fine(points + radii[:, None]).tolist()
        for first, second, color in zip(low, high, _inks(colors), strict=True):
            self._pen.ellipse((*first, *second), fill=color)

    def ring(self, x: float, y: float, radius: float, color: Sequence[float] | NDArray[Any]) -> None:
        """A circle of one pixel."""
        box = [FINER * edge for edge in (x - radius, y - radius, x + radius, y + radius)]
        self._pen.ellipse(box, outline=_ink(color), width=FINER)

    def square(self, x: float, y: float, radius: float, color: Sequence[float] | NDArray[Any]) -> None:
        """An upright square of one-pixel lines."""
        box = [FINER * edge for edge in (x - radius, y - radius, x + radius, y + radius)]
        self._pen.rectangle(box, outline=_ink(color), width=FINER)

    def polygon(self, corners: NDArray[Any], color: Sequence[float] | NDArray[Any]) -> None:
        """A filled polygon (corners, 2)."""
        self._pen.polygon(_fine(corners).reshape(-1).tolist(), fill=_ink(color))

    def picture(self) -> Picture:
        """What is on the page."""
        return np.asarray(self._image.reduce(FINER), np.float32)


def _fine(values: NDArray[Any]) -> NDArray[Any]:
    return values * FINER


def _ink(color: Sequence[float] | NDArray[Any]) -> tuple[int, ...]:
    return tuple(round(min(255.0, max(0.0, part))) for part in color)


def _inks(colors: Picture) -> list[tuple[int, ...]]:
    return [tuple(color) for color in colors.clip(0, 255).round().astype(int).tolist()]


def _planes(picture: Picture) -> torch.Tensor:
    """(channels, 1, height, width)."""
    values = torch.from_numpy(np.ascontiguousarray(picture, np.float32))
    return values[None, None] if picture.ndim == 2 else values.permute(2, 0, 1)[:, None]


def _picture(planes: torch.Tensor, dimensions: int) -> Picture:
    values = planes[0, 0] if dimensions == 2 else planes[:, 0].permute(1, 2, 0)
    return values.contiguous().numpy()
