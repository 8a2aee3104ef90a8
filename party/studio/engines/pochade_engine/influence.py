"""How weights and a negative prompt change what the planner would say: it is asked several readings at once.

Row 0 reads the whole prompt; a row for each weighted stretch reads the prompt without it; with a negative prompt one
row reads that and one reads nothing. What a stretch alone brings about is pushed up or down by its weight (after
classifier-free guidance, Ho and Salimans 2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from party.studio.engines.pochade_engine.words import MOST_WORDS, PADDING, PLAIN

if TYPE_CHECKING:
    from torch import Tensor

    from party.studio.engines.pochade_engine.words import Reading

PUSH = 1.5
"""How strongly a weight away from 1 pulls."""
AVOID = 1.5
"""How strongly a negative prompt pushes away."""
OWN_NATS = 1.0
"""A thing belongs to the stretch without which it would be that much less likely."""


@dataclass(frozen=True)
class Influence:
    """Readings as rows (rows, length), the weight of every stretch, whether the last two rows are the negative ones."""

    rows: Tensor
    weights: tuple[float, ...] = ()
    avoids: bool = False

    @classmethod
    def of(cls, reading: Reading, negative: Reading | None = None) -> Influence:
        """The rows for a prompt and a negative prompt that says anything."""
        stretches = tuple(dict.fromkeys(stress for stress in reading.stress if stress != PLAIN and stress.weight != 1))
        rows = [list(reading.numbers)]
        for stretch in stretches:
            marked = zip(reading.numbers, reading.stress, strict=True)
            rows.append([PADDING if stress == stretch else number for number, stress in marked])
        avoids = negative is not None and negative.numbers != (PADDING,)
        if negative is not None and avoids:
            rows += [list(negative.numbers), [PADDING]]
        length = min(MOST_WORDS, max(map(len, rows)))
        padded = torch.tensor([row + [PADDING] * (length - len(row)) for row in rows])
        return cls(padded, tuple(stretch.weight for stretch in stretches), avoids)

    def on(self, scores: Tensor) -> Tensor:
        """Scores (rows, options) of exclusive options as one row of log-probabilities, bent by all rows."""
        likely = scores.float().log_softmax(-1)
        bent = self._weighted(likely)
        return bent - AVOID * (likely[-2] - likely[-1]).clamp(min=0) if self.avoids else bent

    def on_each(self, scores: Tensor) -> Tensor:
        """Scores (rows, options) of options that do not exclude each other as one row."""
        bent = self._weighted(scores.float())
        return bent - AVOID * (scores[-2] - scores[-1]).float().clamp(min=0) if self.avoids else bent

    def _weighted(self, values: Tensor) -> Tensor:
        bent = values[0]
        for weight, without in zip(self.weights, values[1:], strict=False):
            bent = bent + (weight - 1) * PUSH * (values[0] - without)
        return bent

    def owner_weight(self, scores: Tensor, chosen: int) -> float:
        """The weight of the stretch that brought this option about; 1 if none did."""
        if not self.weights:
            return 1.0
        likely = scores.float().log_softmax(-1)[:, chosen]
        gains = likely[0] - likely[1 : 1 + len(self.weights)]
        best = int(gains.argmax())
        return self.weights[best] if float(gains[best]) > OWN_NATS else 1.0
