"""From noise to latents: steps along the painter's velocity, with guidance away from the forgotten plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from party.studio.engines.pochade_engine.composition import encode
from party.studio.engines.pochade_engine.latents import CHANNELS, GRID
from party.studio.engines.pochade_engine.solvers import EULER, solver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from torch import Tensor

    from party.studio.engines.pochade_engine.catalogue import Catalogue
    from party.studio.engines.pochade_engine.composition import Composition
    from party.studio.engines.pochade_engine.painter import Painter


@dataclass(frozen=True)
class Plans:
    """Compositions as tensors: circumstances (n, 8), items (n, 16, 10), both int64."""

    circumstances: Tensor
    items: Tensor

    @classmethod
    def of(cls, compositions: Iterable[Composition], catalogue: Catalogue) -> Plans:
        """One batch of them."""
        arrays = [encode(plan, catalogue) for plan in compositions]
        parts = ([getattr(one, name).astype(np.int64) for one in arrays] for name in ("circumstances", "items"))
        return cls(*(torch.from_numpy(np.stack(part)) for part in parts))


@dataclass(frozen=True)
class Told:
    """What the painter is told, with the plans, then with all of them forgotten: cells and vectors of 2 n entries."""

    cells: Tensor
    vector: Tensor

    def towards(self, other: Told, share: float) -> Told:
        """That far on the way to another."""
        return Told(torch.lerp(self.cells, other.cells, share), torch.lerp(self.vector, other.vector, share))


@dataclass(frozen=True)
class Course:
    """How a picture is painted. `half`: in bfloat16, for processors that compute it natively."""

    steps: int = 12
    guidance: float = 3.0
    scheduler: str = EULER
    half: bool = True


@dataclass(frozen=True)
class Start:
    """Latents (n, CHANNELS, rows, columns) to start from, how much of the way is painted anew (1 all of it), and where.

    `area` (rows, columns) is 1 where something new is wanted and 0 where the picture stays; None: everywhere.
    """

    latents: Tensor
    strength: float = 1.0
    area: Tensor | None = None


def noise_of(seeds: Sequence[int], *, rows: int = GRID, columns: int = GRID) -> Tensor:
    """One generator per picture, so that a picture does not depend on its neighbors."""
    return torch.stack(
        [torch.randn(CHANNELS, rows, columns, generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    )


def between(one: Tensor, other: Tensor, share: float) -> Tensor:
    """Noise on the arc between two noises (slerp), as strong as they are."""
    angle = torch.acos((torch.sum(one * other) / (one.norm() * other.norm())).clamp(-1, 1))
    if angle < 1e-3:  # noqa: PLR2004  the same noise
        return one
    return (torch.sin((1 - share) * angle) * one + torch.sin(share * angle) * other) / torch.sin(angle)


@torch.no_grad()
def tell(painter: Painter, plans: Plans, *, rows: int, columns: int, half: bool = True) -> Told:
    """What the painter is to know about these plans on a grid of that size."""
    count = len(plans.items)
    keep = torch.cat([torch.ones(count), torch.zeros(count)])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        twice = plans.circumstances.repeat(2, 1), plans.items.repeat(2, 1, 1)
        return Told(*painter.read(*twice, keep, rows=rows, columns=columns))


def paint(painter: Painter, told: Told, noise: Tensor, course: Course, start: Start | None = None) -> Iterator[Tensor]:
    """After every step, the latents of the picture as far as it is known: what would be there if noise stopped now."""
    way = solver(course.scheduler, course.steps)
    first = _first_step(course, start)
    way.begin(first)
    latents = noise if start is None else _mixed(start.latents, noise, way.times[first])
    for index in range(first, course.steps):
        velocity = _velocity(painter, told, latents, way.times[index], course)
        clean = latents - way.times[index] * velocity
        latents = way.advance(latents, velocity, index)
        if start is not None and start.area is not None:
            latents = torch.lerp(_mixed(start.latents, noise, way.times[index + 1]), latents, start.area)
            clean = torch.lerp(start.latents, clean, start.area)
        yield clean if index + 1 < course.steps else latents


def _first_step(course: Course, start: Start | None) -> int:
    if start is None:
        return 0
    return min(course.steps - 1, max(0, course.steps - round(course.steps * start.strength)))


def _mixed(clean: Tensor, noise: Tensor, time: Tensor) -> Tensor:
    return (1 - time) * clean + time * noise


@torch.no_grad()
def _velocity(painter: Painter, told: Told, latents: Tensor, now: Tensor, course: Course) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=course.half):
        both = torch.cat([latents, latents]).contiguous(memory_format=torch.channels_last)
        planned, free = painter.velocity(both, now.expand(len(both)), told.cells, told.vector).float().chunk(2)
    return free + course.guidance * (planned - free)
