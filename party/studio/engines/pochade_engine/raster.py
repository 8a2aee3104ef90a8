"""Where the items of a composition lie on the latent grid: per cell the topmost and the second visible item."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from party.studio.engines.pochade_engine.composition import ITEM_FIELDS
from party.studio.engines.pochade_engine.latents import PATCH_PX

if TYPE_CHECKING:
    from torch import Tensor

LAYERS = 2
VISIBLE = 0.3
"""From this share on, of box coverage times silhouette, an item counts in a cell."""
COLUMN = {name: place for place, name in enumerate(ITEM_FIELDS)}


@dataclass(frozen=True)
class Raster:
    """Per entry, layer and cell: which item (-1: none), where in its box (u, v in -0.5..0.5), how much of the cell."""

    item: Tensor
    u: Tensor
    v: Tensor
    cover: Tensor


def cell_centers(rows: int, columns: int) -> tuple[Tensor, Tensor]:
    """X and y of all cells in pixels, row by row, each (rows * columns,)."""
    y = (torch.arange(rows) + 0.5) * PATCH_PX
    x = (torch.arange(columns) + 0.5) * PATCH_PX
    return x.repeat(rows), y.repeat_interleave(columns)


def rasterize(items: Tensor, silhouettes: Tensor, *, rows: int, columns: int) -> Raster:
    """Lay items (batch, items, 10) on the grid; silhouettes (concepts, side, side) in 0..1 say what of a box is filled.

    All results are (batch, LAYERS, rows * columns).
    """
    u, v, box_cover = _local(items.float(), rows, columns)
    filled = _looked_up(silhouettes, items[:, :, 0].clamp(min=0), u, v)
    shown = box_cover * filled * (items[:, :, 0] >= 0)[..., None]
    order = torch.arange(1, items.shape[1] + 1, dtype=torch.float32)[None, :, None]
    rank = torch.where(shown > VISIBLE, order, 0.0)
    ranks, places = rank.topk(LAYERS, dim=1)
    seen = ranks > 0
    u, v, cover = (values.gather(1, places) for values in (u, v, box_cover))
    return Raster(torch.where(seen, places, -1), u, v, cover * seen)


def _local(items: Tensor, rows: int, columns: int) -> tuple[Tensor, Tensor, Tensor]:
    """Where every cell lies in every box, and the share of the cell the box covers, each (batch, items, cells)."""
    x, y = cell_centers(rows, columns)
    left, top, right, bottom = (items[:, :, COLUMN[edge], None] for edge in ("left", "top", "right", "bottom"))
    width, height = (right - left).clamp(min=2), (bottom - top).clamp(min=2)
    turn = items[:, :, COLUMN["turn"], None] * (math.pi / 180)
    across, down = x - (left + right) / 2, y - (top + bottom) / 2
    across, down = across * turn.cos() + down * turn.sin(), down * turn.cos() - across * turn.sin()
    inside = [
        ((side / 2 + PATCH_PX / 2 - far.abs()) / PATCH_PX).clamp(0, 1)
        for side, far in ((width, across), (height, down))
    ]
    facing = 1 - 2 * (items[:, :, COLUMN["flip"], None] == 1).float()
    return across / width * facing, down / height, inside[0] * inside[1]


def _looked_up(silhouettes: Tensor, concepts: Tensor, u: Tensor, v: Tensor) -> Tensor:
    """The silhouette value of each cell, nearest neighbor."""
    side = silhouettes.shape[-1]
    column = ((u + 0.5) * side).long().clamp(0, side - 1)
    row = ((v + 0.5) * side).long().clamp(0, side - 1)
    flat = concepts.long()[..., None] * (side * side) + row * side + column
    return silhouettes.reshape(-1)[flat]
