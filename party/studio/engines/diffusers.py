"""Text to image with any diffusers checkpoint: a folder or a hub id.

Pictures of one job are painted one after the other: in a batch the same seed gives other bits, and a picture must not
depend on its neighbors.
"""

import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import diffusers
import torch
from PIL import Image

from party.core.mishaps import Mishap
from party.core.values import Easel, Recipe, Words
from party.studio import frames
from party.studio.engine import Cancelled, CannotMake, Painting, Step
from party.studio.engines import phrase_weights, schedulers, sketches
from party.studio.engines.origin import Origin

SMALLEST_PX, LARGEST_PX = 64, 4096
MOST_STEPS_LIKED = 25
"""Model cards ask for 50 steps by habit; with today's schedulers a room that waits is better served by these."""
REASON_CHARS = 200
COMPLAINTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)
"""What pipelines raise when a recipe does not suit them; another try would not help."""
DEVICE_LOST: tuple[type[Exception], ...] = (torch.AcceleratorError,) if hasattr(torch, "AcceleratorError") else ()
"""After one of these a GPU answers nothing else until its process is started anew."""


class Diffusers:
    """Paints with one loaded text-to-image pipeline."""

    def __init__(self, pipeline: Any, origin: Origin) -> None:  # noqa: ANN401  # diffusers' pipelines share no type
        self._pipeline = pipeline
        self._schedulers = schedulers.fitting(pipeline.scheduler)
        self._scheduler = pipeline.scheduler
        self._accepts = frozenset(inspect.signature(pipeline.__call__).parameters)
        self._unit_px = _unit_px(pipeline)
        self._sketch = sketches.sketch_for(getattr(pipeline, "vae", None))
        self.easel = _easel(pipeline, tuple(self._schedulers), origin)

    def make(
        self, recipes: Sequence[Recipe], on_step: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> tuple[Painting, ...]:
        """One painting for each recipe, in order, every one from a generator of its own."""
        used = [self._as_used(recipe) for recipe in recipes]
        sitting = Sitting(used, on_step, cancelled)
        return tuple(self._paint(recipe, place, sitting) for place, recipe in enumerate(used))

    def _as_used(self, recipe: Recipe) -> Recipe:
        """The recipe as this model can really do it: its own name, scheduler and nearest size."""
        easel = self.easel
        return replace(
            recipe,
            engine=easel.engine,
            model=easel.model,
            revision=easel.revision,
            scheduler=recipe.scheduler or easel.scheduler,
            negative=recipe.negative if "negative_prompt" in self._accepts else Words(""),
            width_px=self._nearest_px(recipe.width_px),
            height_px=self._nearest_px(recipe.height_px),
        )

    def _nearest_px(self, side_px: int) -> int:
        if not SMALLEST_PX <= side_px <= LARGEST_PX:
            raise CannotMake(
                f"A side of {side_px} pixels cannot be painted; {SMALLEST_PX} to {LARGEST_PX} can.",
                Mishap.SIZE_IMPOSSIBLE,
                f"{side_px}",
            )
        return max(self._unit_px, round(side_px / self._unit_px) * self._unit_px)

    def _paint(self, recipe: Recipe, place: int, sitting: "Sitting") -> Painting:
        began_s = time.monotonic()
        self._pipeline.scheduler = self._fresh_scheduler(recipe.scheduler)

        def after_step(_pipeline: object, index: int, _timestep: object, tensors: dict[str, Any]) -> dict[str, Any]:
            sitting.stepped(place, index, len(self._pipeline.scheduler.timesteps), self._preview(tensors, recipe))
            return {}

        sitting.stop_if_cancelled()
        with _plain_words(recipe):
            told = phrase_weights.tell(self._pipeline, recipe)
            picture = self._run(recipe, told.inputs, after_step)
        sitting.finished(place, picture, len(self._pipeline.scheduler.timesteps))
        data = frames.encode(picture)
        took_ms = round((time.monotonic() - began_s) * 1000)
        used = replace(recipe, weights=told.weights)
        return Painting(data, frames.MEDIA_TYPE, *picture.size, used, took_ms, _environment(self._pipeline))

    def _run(self, recipe: Recipe, told: dict[str, Any], after_step: Callable[..., dict[str, Any]]) -> Image.Image:
        wanted = told | {
            "negative_prompt": recipe.negative or None,
            "width": recipe.width_px,
            "height": recipe.height_px,
            "num_inference_steps": recipe.steps,
            "guidance_scale": recipe.guidance,
            "generator": torch.Generator("cpu").manual_seed(recipe.seed),
            "callback_on_step_end": after_step,
        }
        output = self._pipeline(**{name: value for name, value in wanted.items() if name in self._accepts})
        if any(getattr(output, "nsfw_content_detected", None) or ()):
            raise CannotMake(
                "The model's own safety checker held the picture back; other words or another seed may pass.",
                Mishap.HELD_BACK,
            )
        picture: Image.Image = output.images[0]
        return picture

    def _preview(self, tensors: dict[str, Any], recipe: Recipe) -> Image.Image | None:
        if self._sketch is None or "latents" not in tensors:
            return None
        try:
            return self._drawn(self._sketch, tensors["latents"], recipe)
        except COMPLAINTS:  # a luxury: paint on without it
            self._sketch = None
            return None

    def _drawn(self, sketch: sketches.Sketch, latents: torch.Tensor, recipe: Recipe) -> Image.Image:
        clean = sketches.predicted_clean(self._pipeline.scheduler, latents)
        if hasattr(self._pipeline, "_unpack_latents"):
            clean = self._pipeline._unpack_latents(  # noqa: SLF001  # packed latents have no public way back
                clean, recipe.height_px, recipe.width_px, self._pipeline.vae_scale_factor
            )
        with torch.no_grad():
            return sketches.to_picture(sketch(clean.to(self._pipeline.vae.dtype)))

    def _fresh_scheduler(self, name: str) -> Any:  # noqa: ANN401  # diffusers' schedulers share no type
        """A scheduler without memory: the model's own, or another that fits it, by its diffusers class name."""
        if name not in self._schedulers:
            raise CannotMake(
                f"This model has no scheduler called {name}; it has {', '.join(self._schedulers)}.",
                Mishap.SCHEDULER_MISSING,
                name,
            )
        return self._schedulers[name].from_config(self._scheduler.config)


class Sitting:
    """One job on the easel: counts its steps, keeps its preview and asks whether to go on."""

    def __init__(
        self, recipes: Sequence[Recipe], on_step: Callable[[Step], None], cancelled: Callable[[], bool]
    ) -> None:
        self._recipes = recipes
        self._on_step = on_step
        self._cancelled = cancelled
        self._sheet = frames.Sheet(recipes[0].width_px, recipes[0].height_px, len(recipes))
        self._done = 0
        self._has_preview = False

    def stop_if_cancelled(self) -> None:
        """Raises `Cancelled` when the job was called off: through the pipeline's callback and out of its loop."""
        if self._cancelled():
            raise Cancelled("The pictures were called off.")

    def stepped(self, place: int, index: int, timesteps: int, preview: Image.Image | None) -> None:
        """Tell of one step of the picture at `place`; `timesteps` is what its scheduler made of the recipe's steps."""
        self.stop_if_cancelled()
        if preview is not None:
            self._has_preview = True
            self._sheet.show(place, preview)
        later = sum(recipe.steps for recipe in self._recipes[place + 1 :])
        step = self._sheet.step(self._done + index + 1, self._done + timesteps + later)
        self._on_step(step if self._has_preview else replace(step, preview=None))

    def finished(self, place: int, picture: Image.Image, timesteps: int) -> None:
        """Keep the finished picture in the preview of those that follow."""
        self._sheet.show(place, picture)
        self._done += timesteps


def _unit_px(pipeline: Any) -> int:  # noqa: ANN401  # as above
    """Sides must be multiples of this many pixels: one latent, at least 8, or for transformers one patch of two."""
    latent_px = max(8, int(getattr(pipeline, "vae_scale_factor", 8)))
    return latent_px * 2 if getattr(pipeline, "transformer", None) is not None else latent_px


def _easel(pipeline: Any, scheduler_names: tuple[str, ...], origin: Origin) -> Easel:  # noqa: ANN401  # as above
    """How the model likes to paint: as its folder says, else as its pipeline and denoiser suggest."""
    defaults = {name: p.default for name, p in inspect.signature(pipeline.__call__).parameters.items()}
    side_px = _native_px(pipeline)
    likes = origin.likes
    return Easel(
        engine="diffusers",
        model=origin.model,
        revision=origin.revision,
        scheduler=type(pipeline.scheduler).__name__,
        width_px=int(likes.get("width_px", side_px)),
        height_px=int(likes.get("height_px", side_px)),
        steps=int(likes.get("steps", min(MOST_STEPS_LIKED, defaults.get("num_inference_steps") or MOST_STEPS_LIKED))),
        guidance=float(likes.get("guidance", defaults.get("guidance_scale") or 0.0)),
        schedulers=scheduler_names,
    )


def _native_px(pipeline: Any) -> int:  # noqa: ANN401  # as above
    denoiser = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
    latents = getattr(pipeline, "default_sample_size", None) or (
        denoiser.config.get("sample_size") if denoiser else None
    )
    side = max(latents) if isinstance(latents, (list, tuple)) else latents
    return int(side) * int(getattr(pipeline, "vae_scale_factor", 8)) if side else 512


def _environment(pipeline: Any) -> str:  # noqa: ANN401  # as above
    device, dtype = pipeline.device.type, str(pipeline.dtype).removeprefix("torch.")
    return f"torch {torch.__version__.partition('+')[0]}, diffusers {diffusers.__version__}, {device} {dtype}"


@contextmanager
def _plain_words(recipe: Recipe) -> Iterator[None]:
    """Turns what pipelines raise into one sentence for the room; a lost device goes through."""
    try:
        yield
    except DEVICE_LOST:
        raise
    except COMPLAINTS as reason:
        raise _cannot_make(recipe, reason) from reason


def _cannot_make(recipe: Recipe, reason: Exception) -> CannotMake:
    if isinstance(reason, MemoryError | torch.OutOfMemoryError) or "allocate memory" in str(reason):
        size = f"{recipe.width_px} x {recipe.height_px}"
        return CannotMake(f"There is not enough memory for a picture of {size} pixels.", Mishap.OUT_OF_MEMORY, size)
    return CannotMake(f"The model cannot paint this recipe: {_first_line(reason)}")


def _first_line(reason: Exception) -> str:
    return f"{type(reason).__name__}: {reason}".splitlines()[0][:REASON_CHARS]
