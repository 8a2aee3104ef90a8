"""Stage 6: finished pictures of training scenes, small, drawn once for the networks that look at pictures: scorer and judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.finish.canvas import resized
from party.studio.engines.pochade_engine.finish.styles import finished
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training.drawing.picture import draw
from training.scenes.make import scene
from training.workshop import one_thread, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from training.settings import Settings

SIDE_PX = 128
MOST_SHIFT_PX = 6
LOOK_AGAIN = 50
"""Networks that learn while renders are drawn ask every so many steps for more."""


def finished_scene(seed: int) -> NDArray[np.uint8]:
    """The scene of a seed drawn and finished at full size, (256, 256, 3)."""
    plan = scene(seed).plan
    return finished(draw(plan, seed), mood=plan.get("mood"), style=plan.get("style"), seed=seed)


def small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A finished picture as it is looked at, (128, 128, 3)."""
    return resized(picture, SIDE_PX, SIDE_PX, "area").round().astype(np.uint8)


def first_seed(settings: Settings) -> int:
    """Renders are of training scenes, far beyond those the painter sees first."""
    return settings.seeds.training + settings.seeds.held_out // 2


def _file(settings: Settings, number: int) -> Path:
    return settings.workshop / "renders" / f"{number:04d}.npy"


def run(settings: Settings) -> None:
    """Draw the shards that are not there yet."""
    one_thread()
    wish = settings.renders
    for number in range(wish.shards):
        path, first = _file(settings, number), first_seed(settings) + number * wish.shard
        if path.exists():
            continue
        wait_while_paused(settings)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as page:
            np.save(page, np.stack([small(finished_scene(seed)) for seed in range(first, first + wish.shard)]))
        part.replace(path)
        say(f"renders: {(number + 1) * wish.shard} of {wish.shards * wish.shard}")


@dataclass
class Renders:
    """The shards on disk in order, not in memory. `look_again` finds those that have come since."""

    settings: Settings
    shards: list[NDArray[np.uint8]] = field(default_factory=list)

    def look_again(self) -> int:
        """How many pictures there are by now."""
        while (path := _file(self.settings, len(self.shards))).exists():
            self.shards.append(np.load(path, mmap_mode="r"))
        return len(self.shards) * self.settings.renders.shard

    def picture(self, place: int) -> NDArray[np.uint8]:
        """The picture of the scene of `seed(place)`."""
        return self.shards[place // self.settings.renders.shard][place % self.settings.renders.shard]

    def seed(self, place: int) -> int:
        """Whose scene it is."""
        return first_seed(self.settings) + place


def as_seen(pictures: Sequence[NDArray[np.uint8]]) -> Tensor:
    """Small pictures as one tensor in -1..1."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2) / 127.5 - 1


def varied(pictures: Tensor, chance: np.random.Generator) -> Tensor:
    """The pictures moved by some pixels, and half of them mirrored: no answer changes."""
    pictures = pictures.clone()
    for place, picture in enumerate(pictures):
        turned = picture.flip(-1) if chance.random() < 0.5 else picture  # noqa: PLR2004 -- half of them
        moved = F.pad(turned[None], (MOST_SHIFT_PX,) * 4, mode="replicate")[0]
        x, y = chance.integers(2 * MOST_SHIFT_PX + 1, size=2)
        pictures[place] = moved[:, y : y + picture.shape[1], x : x + picture.shape[2]]
    return pictures
