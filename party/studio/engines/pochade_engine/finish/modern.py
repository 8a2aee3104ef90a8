"""Styles of flat color, tiles and light: mosaic to neon. Pictures are (height, width, 3) float32, 0 to 255."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from party.studio.engines.pochade_engine.finish.canvas import Canvas, blurred, moved, resized, shifted
from party.studio.engines.pochade_engine.finish.tools import (
    blended,
    edges,
    gray,
    noise,
    saturated,
    scattered_points,
    simplified,
    tiles,
)

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.finish.tools import Picture

Rng = np.random.Generator
MESH_PX = 13
"""Side of the squares that low poly cuts into triangles."""


def _size(picture: Picture) -> tuple[int, int]:
    return picture.shape[0], picture.shape[1]


def _triple(*parts: float) -> Picture:
    return np.array(parts, np.float32)


def pixel_art(picture: Picture, rng: Rng) -> Picture:
    """Big pixels of few colors."""
    cell = int(rng.choice([5, 6, 8]))
    small = resized(picture, picture.shape[1] // cell, picture.shape[0] // cell, "area")
    few = np.round(saturated((small - 128) * 1.1 + 128, 1.2).clip(0, 255) / 36) * 36
    return resized(few, picture.shape[1], picture.shape[0], "nearest")


def mosaic(picture: Picture, rng: Rng) -> Picture:
    """Small stones in rows, light seams."""
    laid = tiles(scattered_points(rng, 1500, _size(picture), grid=True), _size(picture))
    stone = laid.averages(picture) + rng.normal(0, 10, (laid.count, 1))
    return blended(
        _triple(205, 198, 184), stone[laid.number].astype(np.float32), np.clip(0.35 + laid.inside / 1.5, 0, 1)
    )


def stained_glass(picture: Picture, rng: Rng) -> Picture:
    """Glowing panes between leads."""
    laid = tiles(scattered_points(rng, 330, _size(picture), grid=False), _size(picture))
    pane = saturated(laid.averages(simplified(picture))[laid.number], 1.7) * 1.1
    lead = np.maximum(1 - np.clip((laid.inside - 0.6) / 1.2, 0, 1), edges(picture, 1.2, 30) * 0.8)
    return blended(pane * (1 + 0.07 * noise(rng, _size(picture), 20)[..., None]), _triple(18, 16, 20), lead)


def cubism(picture: Picture, rng: Rng) -> Picture:
    """Shifted facets with slanted light, earthen."""
    laid = tiles(scattered_points(rng, 46, _size(picture), grid=False), _size(picture))
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    shift = rng.normal(0, 8, (2, laid.count)).astype(np.float32)
    broken = moved(picture, x + shift[0][laid.number], y + shift[1][laid.number])
    slant = rng.uniform(0, 6.28, laid.count)[laid.number]
    light = (
        rng.normal(1, 0.12, laid.count)[laid.number]
        + ((x - 128) * np.cos(slant) + (y - 128) * np.sin(slant)) / 128 * 0.26
    )
    facets = saturated(broken, 0.86) * light[..., None].astype(np.float32) * _triple(1.05, 0.97, 0.86)
    return blended(facets * 0.55, facets, np.clip(laid.inside / 2, 0, 1))


def low_poly(picture: Picture, rng: Rng) -> Picture:
    """Flat triangles that keep to the shapes."""
    canvas, corners = Canvas(picture), _mesh(picture, rng)
    for upper, lower in pairwise(corners):
        for first, second in zip(pairwise(upper), pairwise(lower), strict=True):
            square = np.stack([*first, *second])
            for three in ((0, 1, 2), (1, 2, 3)) if rng.random() < 0.5 else ((0, 1, 3), (0, 2, 3)):
                triangle = square[list(three)]
                x, y = triangle.mean(0).astype(int)
                canvas.polygon(triangle, picture[y, x] + rng.normal(0, 5))
    return canvas.picture()


def _mesh(picture: Picture, rng: Rng) -> Picture:
    """Corners of squares (rows, columns, 2), the inner ones pulled to the strongest edge around them."""
    height, width = _size(picture)
    rows, columns = round(height / MESH_PX) + 1, round(width / MESH_PX) + 1
    x, y = np.meshgrid(np.linspace(0, width - 1, columns), np.linspace(0, height - 1, rows))
    corners = np.stack([x, y], -1)
    strength = edges(picture, 1.5, 10) + rng.random((height, width)) * 0.02
    reach = round(MESH_PX * 0.42)
    for row in corners[1:-1, 1:-1]:
        for corner in row:
            left, top = (corner - reach).astype(int).clip(0)
            around = strength[top : top + 2 * reach + 1, left : left + 2 * reach + 1]
            down, across = np.unravel_index(int(around.argmax()), around.shape)
            corner[:] = (left + across, top + down)
    return corners


def pop_art(picture: Picture, _rng: Rng) -> Picture:
    """Few hard colors, dots in the shade, black outline."""
    flat = np.round(saturated(simplified(picture, 2), 1.9) / 85) * 85
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]]
    dot = np.hypot((x + y) % 8 - 4, (x - y) % 8 - 4) < (1 - gray(picture) / 255) * 4.4
    toned = np.where(dot[..., None], flat * 0.72, flat * 1.05 + 16)
    return blended(toned.astype(np.float32).clip(0, 255), _triple(18, 14, 22), edges(simplified(picture), 1, 16))


def comic(picture: Picture, _rng: Rng) -> Picture:
    """Flat color with an ink line."""
    flat = np.round(saturated(simplified(picture), 1.25) / 32) * 32
    return blended(
        flat.astype(np.float32).clip(0, 255), _triple(18, 14, 22), np.clip(edges(picture, 1.0, 18) * 1.2, 0, 1)
    )


def neon(picture: Picture, _rng: Rng) -> Picture:
    """Glowing outlines in a violet dark."""
    line = edges(simplified(picture), 1.1, 8)[..., None]
    hue = saturated(picture, 2.2)
    hue = hue * 255 / np.maximum(hue.max(-1, keepdims=True), 60)
    fall = (np.arange(picture.shape[0], dtype=np.float32) / picture.shape[0])[:, None, None]
    tube = line * (hue.clip(0, 255) * 0.55 + (_triple(255, 40, 190) * (1 - fall) + _triple(40, 225, 255) * fall) * 0.55)
    dark = (
        gray(picture)[..., None] / 255 * _triple(70, 34, 110)
        + _triple(12, 6, 30)
        + saturated(picture, 1.5).clip(0, 255) * 0.16
    )
    return dark + tube * 0.95 + blurred(tube, 5) * 1.1


def flat(picture: Picture, _rng: Rng) -> Picture:
    """Clean shapes, a little purer."""
    return saturated(_smoothed(picture), 1.12)


def _smoothed(picture: Picture) -> Picture:
    """Areas even, edges kept: the mean of those neighbors that look alike (bilateral)."""
    total, weight = np.zeros_like(picture), np.zeros((*_size(picture), 1), np.float32)
    for across, down in ((x, y) for x in range(-3, 4) for y in range(-3, 4) if np.hypot(x, y) <= 3):
        other = shifted(picture, across, down)
        unlike = ((other - picture) ** 2).sum(-1, keepdims=True)
        share = np.exp(-unlike / (2 * 40.0**2) - (across**2 + down**2) / (2 * 4.0**2))
        total, weight = total + other * share, weight + share
    return total / weight


def klimt(picture: Picture, rng: Rng) -> Picture:
    """Gold ground with ornaments of rings and squares."""
    gold = _triple(214, 168, 62)
    light = gray(picture)[..., None] / 255
    gilded = gold * (0.45 + 0.75 * light) * 0.62 + saturated(simplified(picture), 1.2) * 0.38
    canvas = Canvas(gilded)
    for x, y in scattered_points(rng, 260, _size(picture), grid=True).tolist():
        size, tone = int(rng.integers(2, 7)), gold * float(rng.uniform(0.55, 1.25))
        if rng.random() < 0.55:
            canvas.ring(x, y, size, tone)
            canvas.discs(np.array([[x, y]]), tone[None], np.array([max(1, size // 2)]))
        else:
            canvas.square(x, y, size, tone)
    calm = np.clip(edges(picture, 2, 6) * 1.6, 0, 1)
    kept = blurred(calm, 5)
    return blended(canvas.picture(), saturated(picture, 1.1) * _triple(1.05, 0.98, 0.8), np.clip(kept * 1.7, 0, 0.85))


def mondrian(picture: Picture, rng: Rng) -> Picture:
    """Upright fields of primary color between black bars; the picture decides which field is which."""
    rows, columns = _size(picture)
    inks = np.array(
        [[245, 243, 236], [214, 36, 30], [30, 74, 164], [248, 214, 52], [30, 30, 32], [226, 226, 222]], np.float32
    )
    xs, ys = (sorted({0, size, *rng.integers(10, size - 10, 7).tolist()}) for size in (columns, rows))
    page = np.zeros_like(picture)
    for top, low in pairwise(ys):
        for left, right in pairwise(xs):
            mean = saturated(picture[top:low, left:right].mean((0, 1), keepdims=True), 1.6)[0, 0]
            page[top:low, left:right] = inks[((inks - mean) ** 2).sum(-1).argmin()]
    page = page * 0.62 + saturated(simplified(picture), 1.3) * 0.38
    for x in xs[1:-1]:
        page[:, x - 2 : x + 2] = 20
    for y in ys[1:-1]:
        page[y - 2 : y + 2] = 20
    return blended(page, _triple(20, 20, 22), edges(picture, 1.2, 26))
