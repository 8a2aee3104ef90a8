"""Stage 1: the patch basis in closed form, from freshly drawn pictures. Half a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.latents import CHANNELS, PATCH_PX, PatchSpace

from training.drawing.picture import draw
from training.scenes.make import scene
from training.workshop import say

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.settings import Settings

VALUES = 3 * PATCH_PX * PATCH_PX


def file(settings: Settings) -> Path:
    """Where the basis is kept."""
    return settings.workshop / "latents.pt"


def load(settings: Settings) -> PatchSpace:
    """The fitted basis."""
    space = PatchSpace()
    space.load_state_dict(torch.load(file(settings), weights_only=True))
    return space


def _patches(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """All patches as rows, channel first inside: (patches, 192)."""
    rows, columns = picture.shape[0] // PATCH_PX, picture.shape[1] // PATCH_PX
    scaled = picture.astype(np.float64) / 127.5 - 1
    return scaled.reshape(rows, PATCH_PX, columns, PATCH_PX, 3).transpose(0, 2, 4, 1, 3).reshape(-1, VALUES)


def fit(settings: Settings) -> PatchSpace:
    """Principal patches of clean pictures and their mirror images.

    With both in the covariance every eigenvector is even or odd in x, which makes mirroring latents a matter of signs.
    """
    first = settings.seeds.training
    total, squares, count = np.zeros(VALUES), np.zeros((VALUES, VALUES)), 0
    for seed in range(first, first + settings.latents.pictures):
        patches = _patches(draw(scene(seed).plan, seed))
        for rows in (patches, _flipped(patches)):
            total += rows.sum(0)
            squares += rows.T @ rows
            count += len(rows)
    mean = total / count
    values, vectors = np.linalg.eigh(squares / count - np.outer(mean, mean))
    order = np.argsort(values)[::-1][:CHANNELS]
    say(f"latents keep {values[order].sum() / values.sum():.4f} of the variance of patches")
    return _space(mean, np.sqrt(values[order]), vectors[:, order].T, settings.latents.shaping)


def _flipped(patches: NDArray[np.float64]) -> NDArray[np.float64]:
    return patches.reshape(-1, 3, PATCH_PX, PATCH_PX)[..., ::-1].reshape(-1, VALUES)


def _space(mean: NDArray[np.float64], spread: NDArray[np.float64], vectors: NDArray[np.float64], shaping: float) -> PatchSpace:
    scale = spread ** (shaping - 1)
    scale *= 1.26 / (spread[0] * scale[0])
    space = PatchSpace()
    shape = (CHANNELS, 3, PATCH_PX, PATCH_PX)
    space.mean.copy_(torch.from_numpy(mean.reshape(shape[1:])))
    space.analysis.copy_(torch.from_numpy((vectors * scale[:, None]).reshape(shape)))
    space.synthesis.copy_(torch.from_numpy((vectors / scale[:, None]).reshape(shape)))
    space.mirror_signs.copy_(torch.from_numpy(np.sign((vectors * _flipped(vectors)).sum(1))))
    return space


def run(settings: Settings) -> None:
    """Fit and keep the basis unless it is there already."""
    if not file(settings).exists():
        file(settings).parent.mkdir(parents=True, exist_ok=True)
        torch.save(fit(settings).state_dict(), file(settings))
