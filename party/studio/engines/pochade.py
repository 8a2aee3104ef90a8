"""Text to image with Pochade, our own small model: no download, no GPU, about a second for a picture.

Pictures of one job are painted one after the other, so that a picture does not depend on its neighbors; but all of
them are composed first, and the first preview shows their sketches at once.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from PIL import Image, UnidentifiedImageError

from party.core.values import Easel, Reading, Recipe, Words
from party.studio import frames
from party.studio.engine import Cancelled, CannotMake, Painting, Step
from party.studio.engines.pochade_engine import words
from party.studio.engines.pochade_engine.composition import Composition
from party.studio.engines.pochade_engine.model import SIDE_STEP_PX, SIDES_PX, Model, Wish
from party.studio.engines.pochade_engine.recorded import planned, recorded
from party.studio.engines.pochade_engine.sampling import Course
from party.studio.engines.pochade_engine.solvers import EULER, SOLVERS
from party.studio.engines.processor import default_threads, has_native_bfloat16

NAME = "pochade"
MOST_STEPS = 100
HEAVIEST = 3.0
MOST_READINGS = 12
"""So many words not understood are told; a longer list would help nobody."""


def open_easel(folder: Path, *, threads: int | None) -> "Pochade":
    """The engine with the weights of a folder. Raises `CannotLoad`."""
    torch.set_num_threads(threads or default_threads())
    return Pochade(Model(folder), half=has_native_bfloat16())


@dataclass(frozen=True)
class Prepared:
    """A recipe as it will be used, what it asks of the model, its composition, and what became of the words."""

    recipe: Recipe
    wish: Wish
    plan: Composition
    readings: tuple[Reading, ...]
    took_s: float


class Pochade:
    """Composes and paints with the loaded model. `half`: this processor computes bfloat16 natively."""

    def __init__(self, model: Model, *, half: bool) -> None:
        self.model = model
        self._half = half
        usual = Course()
        self.easel = Easel(
            engine=NAME,
            model=NAME,
            revision=model.parts.revision,
            scheduler=EULER,
            steps=usual.steps,
            guidance=usual.guidance,
            schedulers=SOLVERS,
        )

    def make(
        self, recipes: Sequence[Recipe], on_step: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> tuple[Painting, ...]:
        """One painting for each recipe, in order. Step 0 shows the sketches of all compositions."""
        prepared = [self._prepared(recipe) for recipe in recipes]
        sheet = frames.Sheet(prepared[0].wish.width, prepared[0].wish.height, len(prepared))
        total, done = sum(one.recipe.steps for one in prepared), 0
        for place, one in enumerate(prepared):
            sketch = self.model.sketch(one.plan, one.wish.width, one.wish.height)
            sheet.show(place, Image.fromarray(sketch))
        on_step(sheet.step(0, total))
        made: list[Painting] = []
        for place, one in enumerate(prepared):
            began_s = time.monotonic() - one.took_s
            for glimpse in self.model.make(one.wish, one.plan):
                if cancelled():
                    raise Cancelled("The pictures were called off.")
                if glimpse.step:
                    sheet.show(place, Image.fromarray(glimpse.picture))
                    on_step(sheet.step(done + glimpse.step, total))
            done += one.recipe.steps
            made.append(self._painting(one, Image.fromarray(glimpse.picture), began_s))
        return tuple(made)

    def score(self, picture: bytes, prompt: str) -> float:
        """Closeness of a picture file to a prompt, -1 to 1; only comparisons mean anything. Raises `CannotMake`."""
        try:
            pixels = np.asarray(Image.open(BytesIO(picture)).convert("RGB"))
        except (UnidentifiedImageError, OSError, ValueError) as reason:
            raise CannotMake("This is no picture that could be looked at.") from reason
        return self.model.score(pixels, prompt)

    def _prepared(self, recipe: Recipe) -> Prepared:
        began_s = time.monotonic()
        used = self._as_used(recipe)
        wish = self._wish(used)
        plan, reading = self.model.plan(wish)
        composition = used.composition or recorded(plan, wish.width, wish.height)
        return Prepared(
            replace(used, composition=composition), wish, plan, _readings(reading), time.monotonic() - began_s
        )

    def _as_used(self, recipe: Recipe) -> Recipe:
        """The recipe as this model can really do it: its own name, scheduler and nearest size."""
        easel = self.easel
        scheduler = recipe.scheduler or easel.scheduler
        if scheduler not in SOLVERS:
            raise CannotMake(f"Pochade has no scheduler called {scheduler}; it has {', '.join(SOLVERS)}.")
        if not 1 <= recipe.steps <= MOST_STEPS:
            raise CannotMake(f"A picture of {recipe.steps} steps cannot be painted; 1 to {MOST_STEPS} can.")
        return replace(
            recipe,
            engine=easel.engine,
            model=easel.model,
            revision=easel.revision,
            scheduler=scheduler,
            width_px=_nearest_px(recipe.width_px),
            height_px=_nearest_px(recipe.height_px),
        )

    def _wish(self, recipe: Recipe) -> Wish:
        width, height = recipe.width_px, recipe.height_px
        catalogue, composition = self.model.parts.catalogue, recipe.composition
        return Wish(
            prompt=recipe.prompt,
            seed=recipe.seed,
            course=Course(recipe.steps, recipe.guidance, recipe.scheduler, self._half),
            width=width,
            height=height,
            composition=planned(composition, catalogue, width, height) if composition else None,
            stressed=_stressed(recipe),
            negative=recipe.negative,
        )

    def _painting(self, one: Prepared, picture: Image.Image, began_s: float) -> Painting:
        data = frames.encode(picture)
        took_ms = round((time.monotonic() - began_s) * 1000)
        environment = f"torch {torch.__version__.partition('+')[0]}, cpu {'bfloat16' if self._half else 'float32'}"
        return Painting(data, frames.MEDIA_TYPE, *picture.size, one.recipe, took_ms, environment, readings=one.readings)


def _nearest_px(side_px: int) -> int:
    low, high = SIDES_PX
    if not low <= side_px <= high:
        raise CannotMake(f"Pochade paints sides of {low} to {high} pixels, not {side_px}.")
    return round(side_px / SIDE_STEP_PX) * SIDE_STEP_PX


def _stressed(recipe: Recipe) -> tuple[words.Stress, ...]:
    """The weights of the recipe. Raises `CannotMake` where they are out of order or beyond the prompt."""
    place = 0
    for weight in recipe.weights:
        if not place <= weight.start < weight.end <= len(recipe.prompt):
            raise CannotMake("The weights of the recipe do not fit its prompt.")
        if not 0 < weight.weight <= HEAVIEST:
            raise CannotMake(f"A weight of {weight.weight} is out of range.")
        place = weight.end
    return tuple(words.Stress(weight.start, weight.end, weight.weight) for weight in recipe.weights)


def _readings(reading: words.Reading | None) -> tuple[Reading, ...]:
    """What the room should know of the words: taken for something near, or not understood at all."""
    if reading is None:
        return ()
    taken = [Reading(Words(said), meant) for said, meant in reading.replaced]
    lost = [Reading(Words(word), "") for word in reading.unplaced]
    return (*taken, *lost)[:MOST_READINGS]
