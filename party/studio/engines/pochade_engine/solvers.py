"""The ways from noise to a picture: how far to go at each step. Plain Euler here, the others are diffusers' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch

if TYPE_CHECKING:
    from torch import Tensor

SHIFT = 1.8
"""Times are bent towards noise, as in training, so that more steps go to the layout."""
EULER = "FlowMatchEulerDiscreteScheduler"
"""The rule of diffusers' scheduler of that name, in three lines: its library takes as long to load as all the rest."""
MULTISTEP = ("DPMSolverMultistepScheduler", "UniPCMultistepScheduler")
SOLVERS = (EULER, *MULTISTEP)


class Solver(Protocol):
    """Remembers what it needs of one picture's steps; made anew for each."""

    times: Tensor
    """From 1 (noise) to 0 (the picture), one more than there are steps."""

    def begin(self, index: int) -> None:
        """Start at that step instead of the first."""

    def advance(self, latents: Tensor, velocity: Tensor, index: int) -> Tensor:
        """The latents one step further."""


def solver(name: str, steps: int) -> Solver:
    """The solver of that name, one of SOLVERS."""
    return Euler(steps) if name == EULER else Multistep(name, steps)


class Euler:
    """Straight on along the velocity."""

    def __init__(self, steps: int) -> None:
        even = torch.linspace(1, 0, steps + 1)
        self.times = SHIFT * even / (1 + (SHIFT - 1) * even)

    def begin(self, index: int) -> None:
        """Nothing to prepare."""

    def advance(self, latents: Tensor, velocity: Tensor, index: int) -> Tensor:
        """The latents one step further."""
        return latents + (self.times[index + 1] - self.times[index]) * velocity


class Multistep:
    """A scheduler of diffusers that learns from the steps before."""

    def __init__(self, name: str, steps: int) -> None:
        import diffusers  # noqa: PLC0415  only for those who ask for it: seconds to load

        kind: Any = getattr(diffusers, name)
        self._scheduler = kind(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=SHIFT)
        self._scheduler.set_timesteps(steps)
        self.times = torch.as_tensor(np.asarray(self._scheduler.sigmas), dtype=torch.float32)

    def begin(self, index: int) -> None:
        """Start at that step instead of the first."""
        self._scheduler.set_begin_index(index)

    def advance(self, latents: Tensor, velocity: Tensor, index: int) -> Tensor:
        """The latents one step further."""
        stepped: Tensor = self._scheduler.step(velocity, self._scheduler.timesteps[index], latents)[0]
        return stepped
