"""Pochade from prompt to picture: read, compose, sketch, paint step by step, decode, finish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import torch

from training.pochade_engine import weights
from training.pochade_engine.composition import decode, encode
from training.pochade_engine.finish.styles import finished
from training.pochade_engine.latents import PATCH_PX
from training.pochade_engine.sampling import Plans, noise_of, paint
from training.pochade_engine.scorer import SIDE_PX
from training.pochade_engine.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from training.pochade_engine.composition import Composition
    from training.pochade_engine.words import Reading

SIDES_PX = (192, 320)
SIDE_STEP_PX = 32
"""The UNet halves its grid twice, so sides are multiples of four cells."""


@dataclass(frozen=True)
class Wish:
    """One picture to make. A composition given here is painted as it is; otherwise the planner makes one."""

    prompt: str
    seed: int
    steps: int = 14
    guidance: float = 2.0
    width: int = 256
    height: int = 256
    composition: Composition | None = None

    def __post_init__(self) -> None:
        """Refuse sizes the painter cannot make."""
        for side in (self.width, self.height):
            if side % SIDE_STEP_PX or not SIDES_PX[0] <= side <= SIDES_PX[1]:
                message = f"sides are multiples of {SIDE_STEP_PX} from {SIDES_PX[0]} to {SIDES_PX[1]} px, not {side}"
                raise ValueError(message)


@dataclass(frozen=True)
class Glimpse:
    """What there is to see after a step: 0 is the sketch of the composition, the last one is the finished picture."""

    step: int
    picture: NDArray[np.uint8]
    composition: Composition
    reading: Reading | None


class Pochade:
    """The model with its weights loaded."""

    def __init__(self, folder: Path) -> None:
        """Raises WeightsDamagedError if the files are not whole."""
        self.parts = weights.read(folder)

    def compose(self, prompt: str, seed: int) -> tuple[Composition, Reading]:
        """A composition and what became of the words."""
        reading = self.parts.reader.read(prompt)
        arrays = self.parts.composer.compose(torch.tensor(reading.numbers), seed)
        return decode(arrays, self.parts.catalogue), reading

    def make(self, wish: Wish) -> Iterator[Glimpse]:
        """The sketch, a glimpse after every step, and the picture. Stop iterating to cancel."""
        plan, reading = (wish.composition, None) if wish.composition else self.compose(wish.prompt, wish.seed)
        yield Glimpse(0, sketch(plan, self.parts.shapes, self.parts.catalogue, width=wish.width, height=wish.height), plan, reading)
        noise = noise_of([wish.seed], rows=wish.height // PATCH_PX, columns=wish.width // PATCH_PX)
        latents = noise
        for step, latents in enumerate(paint(self.parts.painter, self._tensors(plan), noise, steps=wish.steps, guidance=wish.guidance), start=1):
            if step < wish.steps:
                yield Glimpse(step, as_bytes(self.parts.decoder.space.decode(latents))[0], plan, reading)
        yield Glimpse(wish.steps, self._finished(latents, plan, wish.seed), plan, reading)

    @torch.no_grad()
    def score(self, picture: NDArray[np.uint8], prompt: str) -> float:
        """Closeness of a picture (any size, 3 channels) to a prompt, -1 to 1; only comparisons mean anything."""
        small = cv2.resize(picture, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA)
        numbers = torch.tensor(self.parts.reader.read(prompt).numbers)[None]
        meant = self.parts.scorer.of_prompts(self.parts.composer.planner.words(numbers), numbers)
        seen = self.parts.scorer.of_pictures(torch.from_numpy(small).permute(2, 0, 1)[None].float() / 127.5 - 1)
        return float((seen @ meant.T)[0, 0])

    def _tensors(self, plan: Composition) -> Plans:
        arrays = encode(plan, self.parts.catalogue)
        return Plans(*(torch.from_numpy(part.astype(np.int64))[None] for part in (arrays.circumstances, arrays.items)))

    @torch.no_grad()
    def _finished(self, latents: torch.Tensor, plan: Composition, seed: int) -> NDArray[np.uint8]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            clean = self.parts.decoder(latents)
        return finished(as_bytes(clean.float())[0], mood=plan.get("mood"), style=plan.get("style"), seed=seed)


def as_bytes(pictures: torch.Tensor) -> NDArray[np.uint8]:
    """(n, 3, height, width) in -1..1 as (n, height, width, 3) bytes."""
    return ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).contiguous().numpy()


def without_style(plan: Composition) -> Composition:
    """The same plan, to be painted clean."""
    return replace(plan, circumstances={name: value for name, value in plan.circumstances.items() if name not in {"style", "mood"}})
