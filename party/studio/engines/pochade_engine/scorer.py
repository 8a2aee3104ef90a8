"""How close a picture is to a prompt: two small networks that meet in one space (after CLIP, Radford et al. 2021)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  the name everybody uses

from party.studio.engines.pochade_engine.planner import Layer
from party.studio.engines.pochade_engine.words import PADDING

if TYPE_CHECKING:
    from torch import Tensor

SIDE_PX = 128
WIDTHS = (48, 96, 144)
SPACE = 96
WORD_WIDTH = 128


class Scorer(nn.Module):
    """Pictures (n, 3, 128, 128) in -1..1 and prompts as word vectors to unit vectors (n, SPACE)."""

    def __init__(self) -> None:
        """Word vectors are the planner's and come with the prompt; they are not trained here."""
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, WIDTHS[0], 7, 4, 3)]
        for width, following in zip(WIDTHS, (*WIDTHS[1:], WIDTHS[-1]), strict=True):
            layers += [
                nn.GroupNorm(8, width),
                nn.SiLU(),
                nn.Conv2d(width, width, 3, 1, 1),
                nn.GroupNorm(8, width),
                nn.SiLU(),
                nn.Conv2d(width, following, 3, 2, 1),
            ]
        self.see = nn.Sequential(*layers, nn.GroupNorm(8, WIDTHS[-1]), nn.SiLU())
        self.seen = nn.Linear(WIDTHS[-1] * 6, SPACE)
        self.read = nn.ModuleList(Layer(WORD_WIDTH, 4, listens=False) for _ in range(1))
        self.meant = nn.Linear(2 * WORD_WIDTH, SPACE)
        self.sharpness = nn.Parameter(torch.tensor(2.6))

    def of_pictures(self, pictures: Tensor) -> Tensor:
        """Unit vectors of pictures: mean, maximum and the four quarters of what is seen."""
        seen = self.see(pictures)
        parts = [seen.mean((2, 3)), seen.amax((2, 3)), F.adaptive_avg_pool2d(seen, 2).flatten(1)]
        return F.normalize(self.seen(torch.cat(parts, 1)).float(), dim=-1)

    def of_prompts(self, vectors: Tensor, numbers: Tensor) -> Tensor:
        """Unit vectors of prompts from word vectors (n, words, WORD_WIDTH) and word numbers (n, words)."""
        padding = numbers == PADDING
        x = vectors
        for layer in self.read:
            x = layer(x, (padding & ~padding.all(1, keepdim=True))[:, None, None, :])
        weight = (~padding).float()[..., None]
        mean = (x * weight).sum(1) / weight.sum(1).clamp(min=1)
        return F.normalize(self.meant(torch.cat([mean, (x * weight - 9 * (1 - weight)).amax(1)], 1)).float(), dim=-1)
