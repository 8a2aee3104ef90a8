"""From noise to latents: Euler steps along the painter's velocity, with guidance away from the forgotten plan."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import torch

from training.pochade_engine.latents import CHANNELS, GRID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

    from training.pochade_engine.painter import Painter

SHIFT = 1.8
"""Times are bent towards noise, as in training, so that more steps go to the layout."""


@dataclass(frozen=True)
class Plans:
    """Compositions as tensors: circumstances (n, 8), items (n, 16, 10), both int64."""

    circumstances: Tensor
    items: Tensor


def noise_of(seeds: Sequence[int], *, rows: int = GRID, columns: int = GRID) -> Tensor:
    """One generator per picture, so that a picture does not depend on its neighbours in the batch."""
    return torch.stack([torch.randn(CHANNELS, rows, columns, generator=torch.Generator().manual_seed(seed)) for seed in seeds])


def schedule(steps: int) -> Tensor:
    """Times from 1 to 0, (steps + 1,)."""
    even = torch.linspace(1, 0, steps + 1)
    return SHIFT * even / (1 + (SHIFT - 1) * even)


@torch.no_grad()
def paint(painter: Painter, plans: Plans, noise: Tensor, *, steps: int = 14, guidance: float = 2.0) -> Iterator[Tensor]:
    """After every step, the latents of the picture as far as it is known: what would be there if noise stopped now."""
    count, _, rows, columns = noise.shape
    twice = Plans(plans.circumstances.repeat(2, 1), plans.items.repeat(2, 1, 1))
    keep = torch.cat([torch.ones(count), torch.zeros(count)])
    times, latents = schedule(steps), noise
    with torch.autocast("cpu", dtype=torch.bfloat16):
        told, vector = painter.read(twice.circumstances, twice.items, keep, rows=rows, columns=columns)
        for now, then in pairwise(times):
            both = torch.cat([latents, latents]).contiguous(memory_format=torch.channels_last)
            planned, free = painter.velocity(both, now.expand(2 * count), told, vector).float().chunk(2)
            velocity = free + guidance * (planned - free)
            yield latents - now * velocity if then > 0 else latents + (then - now) * velocity
            latents = latents + (then - now) * velocity
