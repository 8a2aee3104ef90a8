"""Colored swatches computed from the recipe: the engine for tests and crowds, no model at all.

Deterministic, a few milliseconds a picture, no torch. `swatch:40` takes 40 ms for every step, for tests that need time.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image, __version__

from party.core.mishaps import Mishap
from party.core.values import Easel, Recipe
from party.studio import frames
from party.studio.engine import Cancelled, CannotMake, Painting, Step

SMALLEST_PX, LARGEST_PX = 16, 4096
BANDS = 5
SCHEDULER = "bands"


class Swatch:
    """Paints bands of color picked by a hash of prompt and seed, clearer with every step."""

    def __init__(self, step_ms: int = 0) -> None:
        self._step_s = step_ms / 1000
        self.easel = Easel("swatch", "swatch", "1", SCHEDULER, steps=4, guidance=1.0)

    def make(
        self, recipes: Sequence[Recipe], on_step: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> tuple[Painting, ...]:
        """One painting for each recipe, in order."""
        used = [self._as_used(recipe) for recipe in recipes]
        easel = frames.Sheet(used[0].width_px, used[0].height_px, len(used))
        total, index = sum(recipe.steps for recipe in used), 0
        made: list[Painting] = []
        for place, recipe in enumerate(used):
            began_s = time.monotonic()
            picture = bands(recipe)
            for step in range(1, recipe.steps + 1):
                time.sleep(self._step_s)
                if cancelled():
                    raise Cancelled("The pictures were called off.")
                index += 1
                easel.show(
                    place, Image.blend(Image.new("RGB", picture.size, frames.PAPER), picture, step / recipe.steps)
                )
                on_step(easel.step(index, total))
            took_ms = round((time.monotonic() - began_s) * 1000)
            data = frames.encode(picture)
            made.append(Painting(data, frames.MEDIA_TYPE, *picture.size, recipe, took_ms, f"Pillow {__version__}"))
        return tuple(made)

    def _as_used(self, recipe: Recipe) -> Recipe:
        width_px, height_px = recipe.width_px, recipe.height_px
        if min(width_px, height_px) < SMALLEST_PX or max(width_px, height_px) > LARGEST_PX:
            raise CannotMake(
                f"A swatch of {width_px} x {height_px} pixels cannot be made.",
                Mishap.SIZE_IMPOSSIBLE,
                f"{width_px} x {height_px}",
            )
        if recipe.scheduler not in {"", SCHEDULER}:
            raise CannotMake(
                f"There is no scheduler called {recipe.scheduler} here, only {SCHEDULER}.",
                Mishap.SCHEDULER_MISSING,
                recipe.scheduler,
            )
        easel = self.easel
        return replace(recipe, engine=easel.engine, model=easel.model, revision=easel.revision, scheduler=SCHEDULER)


def bands(recipe: Recipe) -> Image.Image:
    """Slanted bands, their colors and slant taken from a hash of what the recipe asks."""
    asked = f"{recipe.prompt}\n{recipe.negative}\n{recipe.seed}\n{recipe.guidance}".encode()
    digest = np.frombuffer(hashlib.sha256(asked).digest(), dtype=np.uint8)
    palette = digest[: 3 * BANDS].reshape(BANDS, 3)
    rows, columns = np.mgrid[0 : recipe.height_px, 0 : recipe.width_px]
    slant = (int(digest[-1]) - 128) / 256
    position = rows / recipe.height_px + slant * columns / recipe.width_px
    return Image.fromarray(palette[(position * BANDS).astype(int) % BANDS])
