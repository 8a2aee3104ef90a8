"""Patch-PCA latents: every 8 x 8 patch of the picture as a few coefficients. Closed form, nothing trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  the name everybody uses

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

PATCH_PX = 8
CHANNELS = 16
GRID = 32
"""Cells along the side of a 256 px picture."""


def as_tensor(picture: NDArray[Any]) -> Tensor:
    """(height, width, 3) in 0..255 as (3, height, width) in -1..1."""
    return torch.from_numpy(picture.copy()).permute(2, 0, 1).float() / 127.5 - 1


def as_bytes(pictures: Tensor) -> NDArray[np.uint8]:
    """(n, 3, height, width) in -1..1 as (n, height, width, 3) bytes."""
    scaled = ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte()
    return scaled.permute(0, 2, 3, 1).contiguous().numpy()


class PatchSpace(nn.Module):
    """Pictures to latents and back, linearly.

    Pictures are (batch, 3, height, width) in -1..1, latents (batch, CHANNELS, height/8, width/8) with falling scale.
    The basis vectors are even or odd in x, so a mirrored picture is the mirrored grid times one sign per channel.
    """

    mean: Tensor
    analysis: Tensor
    synthesis: Tensor
    mirror_signs: Tensor

    def __init__(self) -> None:
        """Make room for the basis; it is loaded or fitted afterwards."""
        super().__init__()
        shape = (CHANNELS, 3, PATCH_PX, PATCH_PX)
        self.register_buffer("mean", torch.zeros(shape[1:]))
        self.register_buffer("analysis", torch.zeros(shape))
        self.register_buffer("synthesis", torch.zeros(shape))
        self.register_buffer("mirror_signs", torch.ones(CHANNELS))

    def encode(self, pictures: Tensor) -> Tensor:
        """Latents of pictures."""
        rows, columns = pictures.shape[-2] // PATCH_PX, pictures.shape[-1] // PATCH_PX
        return F.conv2d(pictures - self.mean.repeat(1, rows, columns), self.analysis, stride=PATCH_PX)

    def decode(self, latents: Tensor) -> Tensor:
        """The linear part of the picture: blocky, but at once, and so the preview of every step."""
        rows, columns = latents.shape[-2:]
        return F.conv_transpose2d(latents, self.synthesis, stride=PATCH_PX) + self.mean.repeat(1, rows, columns)

    def mirrored(self, latents: Tensor) -> Tensor:
        """Latents of the mirrored pictures; the mean patch is even, so signs are all it takes."""
        return latents.flip(-1) * self.mirror_signs[:, None, None]
