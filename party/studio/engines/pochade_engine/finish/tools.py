"""What styles are made of: grays, edges, smooth noise, tiles and brush strokes.

Pictures are (height, width, 3) float32, 0 to 255.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from party.studio.engines.pochade_engine.finish.canvas import Canvas, blurred, median, resized, shifted, slopes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Plane = NDArray[Any]

BAND_PX = 16
FAR_PX = 3.0
"""Deeper than this inside a tile nobody asks how deep."""
LIGHTEST_SHADE = 110.0
"""What is lighter than this is never drawn as black, however little contrast there is."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def gray(picture: Picture) -> Plane:
    """Lightness, (height, width)."""
    return picture @ LUMA


def saturated(picture: Picture, factor: float) -> Picture:
    """Colors pulled away from gray (above 1) or towards it."""
    light = gray(picture)[..., None]
    return light + (picture - light) * factor


def spread(light: Plane) -> Plane:
    """Lightness over the whole range. Dark pictures are lifted, or drawings would be all black; paper stays light."""
    low, high = np.percentile(light[::4, ::4], (3, 97))
    low = min(float(low), LIGHTEST_SHADE)
    stretched = np.clip((light - low) / max(float(high) - low, 30.0) * 255, 0, 255)
    middle = float(stretched.mean())
    return stretched if middle > 110 else 255 * (stretched / 255) ** max(0.45, 0.55 + 0.45 * middle / 110)


def edges(picture: Picture, blur: float = 1.0, floor: float = 18.0) -> Plane:
    """Where lightness changes, 0 to 1."""
    slope = np.hypot(*slopes(blurred(gray(picture), blur)))
    return np.clip((slope - floor) / 60, 0, 1)


def flow(picture: Picture, blur: float = 3.0) -> tuple[Plane, Plane]:
    """Direction along the shapes in radians, and how strong it is."""
    across, down = slopes(blurred(gray(picture), blur))
    return np.arctan2(down, across) + np.pi / 2, np.hypot(across, down)


def simplified(picture: Picture, rounds: int = 1) -> Picture:
    """Small details gone, edges kept (median)."""
    return median(picture, rounds)


def noise(rng: np.random.Generator, shape: tuple[int, int], size_px: float) -> Plane:
    """Smooth noise of unit spread whose spots are about that wide."""
    rows, columns = (max(3, round(side / size_px) + 1) for side in shape)
    return resized(rng.normal(0, 1, (rows, columns)), shape[1], shape[0], "bicubic")


def blended(back: Sequence[float] | Picture, front: Sequence[float] | Picture, share: Plane) -> Picture:
    """Front over back by a share per pixel."""
    weight = share[..., None]
    return np.asarray(back, np.float32) * (1 - weight) + np.asarray(front, np.float32) * weight


@dataclass(frozen=True)
class Tiles:
    """A partition of the picture: per pixel its tile and how far the next one is (0 on the seam); how many."""

    number: NDArray[np.int32]
    inside: Plane
    count: int

    def averages(self, picture: Picture) -> Picture:
        """Mean color per tile, (count, 3)."""
        sizes = np.maximum(np.bincount(self.number.ravel(), minlength=self.count), 1)
        sums = [np.bincount(self.number.ravel(), picture[..., part].ravel(), minlength=self.count) for part in range(3)]
        return (np.stack(sums, -1) / sizes[:, None]).astype(np.float32)


def tiles(points: NDArray[np.float32], shape: tuple[int, int]) -> Tiles:
    """Voronoi tiles around points (count, 2) given as x, y."""
    number = _nearest(torch.from_numpy(points), shape)
    seam = np.any([shifted(number, *step) != number for step in ((1, 0), (-1, 0), (0, 1), (0, -1))], axis=0)
    inside = np.where(seam, 0.0, FAR_PX).astype(np.float32)
    for across, down in ((x, y) for x in range(-2, 3) for y in range(-2, 3)):
        inside = np.minimum(inside, np.where(shifted(seam, across, down), np.hypot(across, down), FAR_PX))
    return Tiles(number, inside, len(points))


def _nearest(points: torch.Tensor, shape: tuple[int, int]) -> NDArray[np.int32]:
    """The number of the point next to each pixel; only points within a few tiles of a band of rows are asked."""
    near = 3 * (shape[0] * shape[1] / len(points)) ** 0.5
    x, found = torch.arange(shape[1], dtype=torch.float32), []
    for top in range(0, shape[0], BAND_PX):
        own = ((points[:, 1] > top - near) & (points[:, 1] < top + BAND_PX + near)).nonzero()[:, 0]
        y = torch.arange(top, min(top + BAND_PX, shape[0]), dtype=torch.float32)
        pixels = torch.cartesian_prod(y, x)
        far = (points[own] ** 2).sum(1) - 2 * pixels @ points[own].flip(1).T
        found.append(own[far.argmin(1)].view(len(y), -1))
    return torch.cat(found).int().numpy()


def scattered_points(
    rng: np.random.Generator, count: int, shape: tuple[int, int], *, grid: bool
) -> NDArray[np.float32]:
    """Points all over, on a shaken grid or quite free; `count` of them on 256 px squared, as dense on other sizes."""
    count = round(count * shape[0] * shape[1] / 256**2)
    if not grid:
        return (rng.random((count, 2)) * np.array(shape[::-1])).astype(np.float32)
    step = (shape[0] * shape[1] / count) ** 0.5
    x, y = np.meshgrid(np.arange(step / 2, shape[1], step), np.arange(step / 2, shape[0], step))
    shaken = np.stack([x, y], -1).reshape(-1, 2) + rng.uniform(-0.28, 0.28, (x.size, 2)) * step
    return shaken.astype(np.float32)


@dataclass(frozen=True)
class Brush:
    """How strokes are laid: layers of (count, length, width) from coarse to fine, unrest of color, and bend."""

    layers: tuple[tuple[int, float, float], ...]
    unrest: float = 10.0
    bend: float = 0.0


def stroked(picture: Picture, rng: np.random.Generator, brush: Brush, direction: Plane) -> Picture:
    """The picture in brush strokes along a direction per pixel."""
    rows, columns = picture.shape[:2]
    canvas = Canvas(blurred(picture, 2.2))
    for count, length, width in brush.layers:
        source = blurred(picture, max(0.6, width * 0.22))
        total = round(count * rows * columns / 256**2)
        x, y = rng.integers(0, columns, total), rng.integers(0, rows, total)
        color = source[y, x] + rng.normal(0, brush.unrest, (total, 1)) + rng.normal(0, brush.unrest / 2, (total, 3))
        angle = direction[y, x] + rng.normal(0, 0.18, total)
        half = length * rng.uniform(0.3, 0.6, total)
        along = np.stack([np.cos(angle), np.sin(angle)], 1) * half[:, None]
        aside = np.stack([-np.sin(angle), np.cos(angle)], 1) * (brush.bend * 2 * half)[:, None]
        middle = np.stack([x, y], 1)
        points = np.stack(
            [middle - along, middle + aside, middle + along] if brush.bend else [middle - along, middle + along], 1
        )
        canvas.lines(points, color, width * rng.uniform(0.7, 1.25, total))
    return canvas.picture()
