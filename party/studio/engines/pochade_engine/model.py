"""Pochade from prompt to picture: read, compose, sketch, paint step by step, decode, finish."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch

from party.studio.engines.pochade_engine import weights
from party.studio.engines.pochade_engine.closer import Closer
from party.studio.engines.pochade_engine.composition import decode, fitted
from party.studio.engines.pochade_engine.finish.canvas import resized
from party.studio.engines.pochade_engine.finish.faces import with_faces
from party.studio.engines.pochade_engine.finish.styles import finished
from party.studio.engines.pochade_engine.influence import Influence
from party.studio.engines.pochade_engine.latents import PATCH_PX, as_bytes, as_tensor
from party.studio.engines.pochade_engine.sampling import Course, Plans, Start, between, noise_of, paint, tell
from party.studio.engines.pochade_engine.scorer import SIDE_PX
from party.studio.engines.pochade_engine.sketch import sketch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from party.studio.engines.pochade_engine.composition import Composition
    from party.studio.engines.pochade_engine.sampling import Told
    from party.studio.engines.pochade_engine.words import Reading, Stress

SIDES_PX = (192, 320)
SIDE_STEP_PX = 32
"""The UNet halves its grid twice, so sides are multiples of four cells."""

MOSTLY_NEW = 0.5
"""From this strength on a given picture has become what the composition says, faces included."""


@dataclass(frozen=True)
class Given:
    """A picture (height, width, 3) to go on from, how much of the way is painted anew, and where (1 new, 0 kept)."""

    picture: NDArray[np.uint8]
    strength: float = 0.6
    area: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class Wish:
    """One picture to make. A composition given here is painted as it is; otherwise the planner makes one.

    `variation`: another seed, and how far on the way to its noise (0 to 1). `given`: a picture to go on from.
    """

    prompt: str
    seed: int
    course: Course = field(default_factory=Course)
    width: int = 256
    height: int = 256
    composition: Composition | None = None
    stressed: tuple[Stress, ...] = ()
    negative: str = ""
    variation: tuple[int, float] | None = None
    given: Given | None = None


@dataclass(frozen=True)
class Glimpse:
    """What there is to see after a step: 0 is the sketch of the composition, the last one is the finished picture."""

    step: int
    picture: NDArray[np.uint8]


class Model:
    """The model with its weights loaded."""

    def __init__(self, folder: Path) -> None:
        """Raises `CannotLoad` if the files are not whole."""
        self.parts = weights.read(folder)
        self.closer = Closer(self.parts.painter, self.parts.decoder, self.parts.catalogue)

    def compose(
        self, prompt: str, seed: int, *, stressed: Sequence[Stress] = (), negative: str = ""
    ) -> tuple[Composition, Reading]:
        """A composition for a square of 256 px, and what became of the words."""
        reader = self.parts.reader
        reading = reader.read(prompt, stressed)
        influence = Influence.of(reading, reader.read(negative) if negative.strip() else None)
        return decode(self.parts.composer.compose(influence, seed), self.parts.catalogue), reading

    def plan(self, wish: Wish) -> tuple[Composition, Reading | None]:
        """What will be painted, in the pixels of the picture, and what became of the words if they were read."""
        if wish.composition is not None:
            return wish.composition, None
        plan, reading = self.compose(wish.prompt, wish.seed, stressed=wish.stressed, negative=wish.negative)
        return fitted(plan, wish.width, wish.height), reading

    def sketch(self, plan: Composition, width: int, height: int) -> NDArray[np.uint8]:
        """The composition at once, before any painting: (height, width, 3)."""
        return sketch(plan, self.parts.shapes, self.parts.catalogue, width=width, height=height)

    def make(self, wish: Wish, plan: Composition | None = None) -> Iterator[Glimpse]:
        """The sketch, a glimpse after every step, and the picture. Stop iterating to cancel."""
        plan = plan or self.plan(wish)[0]
        yield Glimpse(0, self.sketch(plan, wish.width, wish.height))
        told = self._told(plan, wish)
        yield from self._painted(told, plan, self._noise(wish), wish)

    def morph(self, one: Wish, other: Wish, share: float) -> NDArray[np.uint8]:
        """The picture that far on the way from one wish to another of the same size: plans and noise are blended."""
        plans = self.plan(one)[0], self.plan(other)[0]
        told = self._told(plans[0], one).towards(self._told(plans[1], other), share)
        noise = between(self._noise(one), self._noise(other), share)
        nearer = plans[round(share)], (one, other)[round(share)]
        *_, last = self._painted(told, nearer[0], noise, nearer[1])
        return last.picture

    @torch.no_grad()
    def score(self, picture: NDArray[np.uint8], prompt: str) -> float:
        """Closeness of a picture (any size, 3 channels) to a prompt, -1 to 1; only comparisons mean anything."""
        small = as_tensor(resized(picture, SIDE_PX, SIDE_PX, "area"))[None]
        numbers = torch.tensor(self.parts.reader.read(prompt).numbers)[None]
        meant = self.parts.scorer.of_prompts(self.parts.composer.planner.words(numbers), numbers)
        return float((self.parts.scorer.of_pictures(small) @ meant.T)[0, 0])

    def _noise(self, wish: Wish) -> Tensor:
        size = {"rows": wish.height // PATCH_PX, "columns": wish.width // PATCH_PX}
        noise = noise_of([wish.seed], **size)
        return between(noise, noise_of([wish.variation[0]], **size), wish.variation[1]) if wish.variation else noise

    def _told(self, plan: Composition, wish: Wish) -> Told:
        plans = Plans.of([plan], self.parts.catalogue)
        rows, columns = wish.height // PATCH_PX, wish.width // PATCH_PX
        return tell(self.parts.painter, plans, rows=rows, columns=columns, half=wish.course.half)

    def _start(self, given: Given | None) -> Start | None:
        if given is None:
            return None
        latents = self.parts.decoder.space.encode(as_tensor(given.picture)[None])
        if given.area is None:
            return Start(latents, given.strength)
        area = resized(given.area, latents.shape[-1], latents.shape[-2], "area")
        return Start(latents, given.strength, torch.from_numpy(area).clamp(0, 1))

    def _painted(self, told: Told, plan: Composition, noise: Tensor, wish: Wish) -> Iterator[Glimpse]:
        step, before = 0, None
        for latents in paint(self.parts.painter, told, noise, wish.course, self._start(wish.given)):
            if before is not None:
                yield Glimpse(step, as_bytes(self.parts.decoder.space.decode(before))[0])
            step, before = step + 1, latents
        if before is not None:
            yield Glimpse(step, self._kept(self._finished(before, plan, wish), wish.given))

    def _finished(self, latents: Tensor, plan: Composition, wish: Wish) -> NDArray[np.uint8]:
        picture = as_bytes(self.parts.decoder.picture(latents, half=wish.course.half))[0]
        if wish.given is None or (wish.given.area is None and wish.given.strength >= MOSTLY_NEW):
            picture = self.closer.over(picture, plan, wish.seed, wish.course)
            picture = with_faces(picture, plan, self.parts.catalogue.aspects, wish.seed)
        return finished(picture, mood=plan.get("mood"), style=plan.get("style"), seed=wish.seed)

    def _kept(self, made: NDArray[np.uint8], given: Given | None) -> NDArray[np.uint8]:
        """The given picture outside of the area that was to be painted anew."""
        if given is None or given.area is None:
            return made
        share = given.area[..., None]
        return (given.picture * (1 - share) + made * share).round().astype(np.uint8)
