"""Drawn pictures as latents with their plans, kept in memory: some new ones at every step, the oldest make room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.composition import CANVAS_PX, ITEM_FIELDS, MOST_ITEMS
from party.studio.engines.pochade_engine.latents import CHANNELS, GRID, as_tensor
from party.studio.engines.pochade_engine.sampling import Plans

from training.drawing.picture import draw
from training.scenes.make import scene
from training.vocabulary.subjects import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.composition import Composition
    from party.studio.engines.pochade_engine.latents import PatchSpace

FIELDS = 8
FACES = "face"
"""The kind of scene people look at most closely."""


@dataclass
class Batch:
    """Latents (n, 16, 32, 32), circumstances (n, 8) and items (n, 16, 10)."""

    latents: torch.Tensor
    circumstances: torch.Tensor
    items: torch.Tensor


@dataclass
class Pool:
    """A ring of drawn pictures. `next_seed` says what will be drawn next; nothing is ever drawn twice.

    `skipped` is the share of scenes without a portrait that are passed over, so that faces come more often; `look` draws.
    """

    space: PatchSpace
    size: int
    next_seed: int
    skipped: float = 0.0
    look: Callable[[Composition, int], NDArray[np.uint8]] = draw
    filled: int = 0
    place: int = 0
    latents: torch.Tensor = field(init=False)
    circumstances: torch.Tensor = field(init=False)
    items: torch.Tensor = field(init=False)

    def __post_init__(self) -> None:
        """Reserve the memory."""
        self.latents = torch.zeros(self.size, CHANNELS, GRID, GRID, dtype=torch.float16)
        self.circumstances = torch.zeros(self.size, FIELDS, dtype=torch.long)
        self.items = torch.zeros(self.size, MOST_ITEMS, len(ITEM_FIELDS), dtype=torch.long)

    def draw_more(self, count: int) -> None:
        """Draw the next scenes into the ring."""
        for _ in range(count):
            while self._passed_over(self.next_seed):
                self.next_seed += 1
            one = drawn(self.next_seed, self.space, self.look)
            self.next_seed += 1
            self.latents[self.place] = one.latents[0]
            self.circumstances[self.place], self.items[self.place] = one.circumstances[0], one.items[0]
            self.place = (self.place + 1) % self.size
            self.filled = min(self.size, self.filled + 1)

    def _passed_over(self, seed: int) -> bool:
        return np.random.default_rng((seed, 5)).random() < self.skipped and scene(seed).kind != FACES

    def batch(self, count: int, chance: torch.Generator) -> Batch:
        """Some of the pictures, half of them mirrored in latent space together with their plans."""
        chosen = torch.randint(self.filled, (count,), generator=chance)
        batch = Batch(self.latents[chosen].float(), self.circumstances[chosen], self.items[chosen])
        turned = torch.rand(count, generator=chance) < 0.5  # noqa: PLR2004 -- half
        batch.latents[turned] = self.space.mirrored(batch.latents[turned])
        batch.items[turned] = mirrored_items(batch.items[turned])
        return batch


def drawn(seed: int, space: PatchSpace, look: Callable[[Composition, int], NDArray[np.uint8]] = draw) -> Batch:
    """One scene as a batch of one."""
    plan = scene(seed).plan
    latents = space.encode(as_tensor(look(plan, seed))[None])
    plans = Plans.of([plan], catalogue())
    return Batch(latents, plans.circumstances, plans.items)


def mirrored_items(items: torch.Tensor) -> torch.Tensor:
    """Item rows (n, items, 10) of the mirror image; empty rows stay empty."""
    flipped = items.clone()
    flipped[..., 1], flipped[..., 3] = CANVAS_PX - items[..., 3], CANVAS_PX - items[..., 1]
    flipped[..., 5], flipped[..., 9] = 1 - items[..., 5], -items[..., 9]
    return torch.where(items[..., :1] >= 0, flipped, items)
