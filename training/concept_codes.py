"""What every concept looks like, coarsely: first codes for the painter and silhouettes for the raster."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.composition import CANVAS_PX, Box, Item
from party.studio.engines.pochade_engine.finish.canvas import blurred, resized
from party.studio.engines.pochade_engine.painter import CODE_DEPTH, CODE_SIDE

from training.drawing.pen import Pen
from training.drawing.picture import draw_item
from training.vocabulary.subjects import subjects

if TYPE_CHECKING:
    from numpy.typing import NDArray

TILE_PX = 4 * CODE_SIDE
POSES = (frozenset[str](), frozenset({"reach"}), frozenset({"reach back"}), frozenset({"raised"}), frozenset({"hat"}), frozenset({"side"}))


@cache
def tile(name: str, traits: frozenset[str] = frozenset()) -> NDArray[np.float32]:
    """The concept alone, filling its box: (TILE_PX, TILE_PX, 4), colors times opacity, 0..1."""
    pen = Pen(np.random.default_rng(0))
    draw_item(pen, Item(name, Box(0, 0, CANVAS_PX, CANVAS_PX), traits=traits))
    return resized(pen.picture, TILE_PX, TILE_PX, "area") / np.float32(255)


def first_codes() -> torch.Tensor:
    """Principal components of 4 x 4 px pieces of all tiles: (concepts * CODE_SIDE^2, CODE_DEPTH), standard deviation 0.7 overall."""
    tiles = np.stack([tile(name) for name in subjects()])
    pieces = tiles.reshape(len(tiles), CODE_SIDE, 4, CODE_SIDE, 4, 4).transpose(0, 1, 3, 2, 4, 5).reshape(-1, 64)
    centered = pieces - pieces.mean(0)
    _, vectors = np.linalg.eigh(centered.T @ centered)
    codes = centered @ vectors[:, ::-1][:, :CODE_DEPTH]
    return torch.from_numpy((codes / codes.std(0) ** 0.5 / (codes / codes.std(0) ** 0.5).std() * 0.7).astype(np.float32))


@cache
def silhouettes() -> torch.Tensor:
    """How much of each part of the box the concept fills in any pose, a little widened: (concepts, CODE_SIDE, CODE_SIDE)."""
    return torch.from_numpy(np.stack([_silhouette(name) for name in subjects()]))


def _silhouette(name: str) -> NDArray[np.float32]:
    poses = POSES if subjects()[name].group in {"figure", "portrait", "profile"} else POSES[:1]
    filled = np.max([tile(name, traits)[..., 3] for traits in poses], axis=0)
    coarse = filled.reshape(CODE_SIDE, 4, CODE_SIDE, 4).mean((1, 3))
    return np.maximum(coarse, blurred(coarse, 0.8)).clip(0, 1).astype(np.float32)
