"""What styles are made of: greys, edges, smooth noise, tiles and brush strokes. Pictures are (height, width, 3) float32, 0 to 255."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Picture = NDArray[Any]
    Plane = NDArray[Any]

LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def grey(picture: Picture) -> Plane:
    """Lightness, (height, width)."""
    return picture @ LUMA


def saturated(picture: Picture, factor: float) -> Picture:
    """Colours pulled away from grey (above 1) or towards it."""
    light = grey(picture)[..., None]
    return light + (picture - light) * factor


def spread(light: Plane) -> Plane:
    """Lightness stretched over the whole range, dark pictures lifted, so that drawings are not all black."""
    low, high = np.percentile(light[::4, ::4], (3, 97))
    stretched = np.clip((light - low) / max(float(high - low), 30.0) * 255, 0, 255)
    middle = float(stretched.mean())
    return stretched if middle > 110 else 255 * (stretched / 255) ** max(0.45, 0.55 + 0.45 * middle / 110)  # type: ignore[no-any-return]


def edges(picture: Picture, blur: float = 1.0, floor: float = 18.0) -> Plane:
    """Where lightness changes, 0 to 1."""
    soft = cv2.GaussianBlur(grey(picture), (0, 0), blur)
    slope = np.hypot(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1))
    return np.clip((slope - floor) / 60, 0, 1)


def flow(picture: Picture, blur: float = 3.0) -> tuple[Plane, Plane]:
    """Direction along the shapes in radians, and how strong it is."""
    soft = cv2.GaussianBlur(grey(picture), (0, 0), blur)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    return np.arctan2(down, across) + np.pi / 2, np.hypot(across, down)


def simplified(picture: Picture, rounds: int = 1) -> Picture:
    """Small details gone, edges kept (median)."""
    small: Picture = picture.clip(0, 255).astype(np.uint8)
    for _ in range(rounds):
        small = cv2.medianBlur(small, 7)
    return small.astype(np.float32)


def noise(rng: np.random.Generator, shape: tuple[int, int], size_px: float) -> Plane:
    """Smooth noise of unit spread whose spots are about that wide."""
    rows, columns = (max(3, round(side / size_px) + 1) for side in shape)
    return cv2.resize(rng.normal(0, 1, (rows, columns)).astype(np.float32), shape[::-1], interpolation=cv2.INTER_CUBIC)


def blended(back: Sequence[float] | Picture, front: Sequence[float] | Picture, share: Plane) -> Picture:
    """Front over back by a share per pixel."""
    weight = share[..., None]
    return np.asarray(back, np.float32) * (1 - weight) + np.asarray(front, np.float32) * weight


@dataclass(frozen=True)
class Tiles:
    """A partition of the picture: tile number and distance to the next tile (0 on the seam) per pixel, and how many there are."""

    number: NDArray[np.int32]
    inside: Plane
    count: int

    def averages(self, picture: Picture) -> Picture:
        """Mean colour per tile, (count, 3)."""
        sizes = np.maximum(np.bincount(self.number.ravel(), minlength=self.count), 1)
        sums = [np.bincount(self.number.ravel(), picture[..., part].ravel(), minlength=self.count) for part in range(3)]
        return (np.stack(sums, -1) / sizes[:, None]).astype(np.float32)


def tiles(points: NDArray[np.float32], shape: tuple[int, int]) -> Tiles:
    """Voronoi tiles around points (count, 2) given as x, y."""
    seeds = np.full(shape, 255, np.uint8)
    column = points[:, 0].clip(0, shape[1] - 1).astype(int)
    row = points[:, 1].clip(0, shape[0] - 1).astype(int)
    seeds[row, column] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    number = labels.astype(np.int32) - 1
    seam = (cv2.morphologyEx(number.astype(np.float32), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0).astype(np.uint8)
    return Tiles(number, cv2.distanceTransform(1 - seam, cv2.DIST_L2, 5), int(number.max()) + 1)


def scattered_points(rng: np.random.Generator, count: int, shape: tuple[int, int], *, grid: bool) -> NDArray[np.float32]:
    """Points all over, on a shaken grid or quite free; as many per area for every size of picture (count for 256 px squared)."""
    count = round(count * shape[0] * shape[1] / 256**2)
    if not grid:
        return (rng.random((count, 2)) * np.array(shape[::-1])).astype(np.float32)
    step = (shape[0] * shape[1] / count) ** 0.5
    x, y = np.meshgrid(np.arange(step / 2, shape[1], step), np.arange(step / 2, shape[0], step))
    shaken = np.stack([x, y], -1).reshape(-1, 2) + rng.uniform(-0.28, 0.28, (x.size, 2)) * step
    return shaken.astype(np.float32)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Brush:
    """How strokes are laid: layers of (count, length, width) from coarse to fine, unrest of colour, and bend."""

    layers: tuple[tuple[int, float, float], ...]
    unrest: float = 10.0
    bend: float = 0.0


def stroked(picture: Picture, rng: np.random.Generator, brush: Brush, direction: Plane) -> Picture:
    """The picture in brush strokes along a direction per pixel."""
    rows, columns = picture.shape[:2]
    page = cv2.GaussianBlur(picture, (0, 0), 2.2).clip(0, 255).astype(np.uint8)
    for count, length, width in brush.layers:
        source = cv2.GaussianBlur(picture, (0, 0), max(0.6, width * 0.22))
        total = round(count * rows * columns / 256**2)
        x, y = rng.integers(0, columns, total), rng.integers(0, rows, total)
        colour = source[y, x] + rng.normal(0, brush.unrest, (total, 1)) + rng.normal(0, brush.unrest / 2, (total, 3))
        angle = direction[y, x] + rng.normal(0, 0.18, total)
        half = length * rng.uniform(0.3, 0.6, total)
        _lay(page, np.stack([x, y], 1), angle, half, colour.clip(0, 255), (width * rng.uniform(0.7, 1.25, total)), brush.bend)
    return page.astype(np.float32)


def _lay(  # noqa: PLR0913, PLR0917 -- columns of one table
    page: NDArray[np.uint8], middle: NDArray[np.int64], angle: Plane, half: Plane, colour: Picture, width: Plane, bend: float
) -> None:
    along = np.stack([np.cos(angle), np.sin(angle)], 1) * half[:, None]
    side = np.stack([-np.sin(angle), np.cos(angle)], 1) * (bend * 2 * half)[:, None]
    points = np.stack([middle - along, middle + side, middle + along], 1)
    fixed = (points * 8).round().astype(np.int32)
    for line, tone, thick in zip(fixed, colour.tolist(), np.maximum(1, width.round()).astype(int).tolist(), strict=True):
        cv2.polylines(page, [line], isClosed=False, color=tone, thickness=thick, lineType=cv2.LINE_AA, shift=3)
