"""The decoder: the linear picture of the latents, and what a small network adds to hide the seams and sharpen edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  the name everybody uses

from party.studio.engines.pochade_engine.latents import CHANNELS, PATCH_PX, PatchSpace

if TYPE_CHECKING:
    from torch import Tensor

WIDTHS = (96, 48)
BLOCKS = (3, 2)


class Residue(nn.Module):
    """Two convolutions around a kink; begins near the identity."""

    def __init__(self, channels: int) -> None:
        """Same width in and out."""
        super().__init__()
        self.first, self.second = (
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.Conv2d(channels, channels, 3, padding=1),
        )
        with torch.no_grad():
            self.second.weight.mul_(0.2)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, channels, rows, columns) to the same."""
        return x + self.second(F.silu(self.first(F.silu(x))))


class Decoder(nn.Module):
    """Latents (batch, 16, rows, columns) to pictures (batch, 3, 8 rows, 8 columns) in -1..1, roughly."""

    def __init__(self, space: PatchSpace | None = None) -> None:
        """The patch basis comes along, so that one file decodes."""
        super().__init__()
        self.space = space or PatchSpace()
        coarse, fine = WIDTHS
        self.enter = nn.Conv2d(CHANNELS, coarse, 3, padding=1)
        self.coarse = nn.Sequential(*(Residue(coarse) for _ in range(BLOCKS[0])))
        self.grow = nn.Conv2d(coarse, 4 * fine, 1)
        self.seen = nn.Conv2d(3 * (PATCH_PX // 2) ** 2, fine, 3, padding=1)
        self.fine = nn.Sequential(*(Residue(fine) for _ in range(BLOCKS[1])))
        self.leave = nn.Conv2d(fine, 3 * (PATCH_PX // 2) ** 2, 3, padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)  # type: ignore[arg-type]

    @torch.no_grad()
    def picture(self, latents: Tensor, *, half: bool) -> Tensor:
        """Decode without training; `half`: in bfloat16."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            made: Tensor = self(latents)
        return made.float()

    def forward(self, latents: Tensor) -> Tensor:
        """Decode."""
        linear = self.space.decode(latents.float())
        hidden = F.pixel_shuffle(self.grow(self.coarse(self.enter(latents))), 2)
        hidden = self.fine(hidden + self.seen(F.pixel_unshuffle(linear, PATCH_PX // 2)))
        return linear + F.pixel_shuffle(self.leave(F.silu(hidden)), PATCH_PX // 2).float()
