"""Muon (Jordan et al. 2024): momentum whose matrix steps are made orthogonal. Learns convolutions in fewer steps than Adam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torch import Tensor

QUINTIC = (3.4445, -4.7750, 2.0315)
"""Coefficients of the Newton-Schulz iteration, from the author's notes."""


def orthogonal(matrix: Tensor, rounds: int = 5) -> Tensor:
    """The nearest orthogonal matrix, roughly: singular values between 0.7 and 1.2. (rows, columns) float32."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = (matrix.T if tall else matrix).bfloat16()
    x = x / (x.norm() + 1e-7)
    first, second, third = QUINTIC
    for _ in range(rounds):
        gram = x @ x.T
        x = torch.addmm(x, torch.addmm(gram, gram, gram, beta=second, alpha=third), x, beta=first)
    return (x.T if tall else x).float()


class Muon(torch.optim.Optimizer):
    """For weights of two dimensions or more (convolutions are flattened); everything else belongs to Adam."""

    def __init__(self, parameters: Iterable[Tensor], rate: float, *, momentum: float = 0.95, decay: float = 0.02) -> None:
        """`decay` is per unit of rate."""
        super().__init__(parameters, {"lr": rate, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One step along the orthogonalised Nesterov momentum."""
        del closure
        for group in self.param_groups:
            for weight in group["params"]:
                gradient = weight.grad.reshape(len(weight), -1)
                kept = self.state[weight].setdefault("momentum", torch.zeros_like(gradient))
                kept.mul_(group["momentum"]).add_(gradient)
                update = orthogonal(gradient + group["momentum"] * kept)
                size = 0.2 * max(update.shape) ** 0.5
                weight.mul_(1 - group["lr"] * group["decay"]).add_(update.view_as(weight), alpha=-group["lr"] * size)
