"""Recipes: what the prompt master sets, checked; and the exact recipes of a job."""

from dataclasses import dataclass, replace

from party.core.refusals import Refusal
from party.core.rules.scene import Occasion, texts, within
from party.core.values import LIMITS, Easel, PhraseWeight, Recipe, RecipeSettings, TextRecipe, Words

_SEEDS = 2**32


def check_recipe(settings: RecipeSettings) -> RecipeSettings | Refusal:
    """The settings with a clean negative prompt, or what is out of range."""
    bounds = (
        ("width_px", settings.width_px, LIMITS.size_px),
        ("height_px", settings.height_px, LIMITS.size_px),
        ("steps", settings.steps, LIMITS.steps),
        ("guidance", settings.guidance, LIMITS.guidance),
        ("seed", settings.seed, LIMITS.seed),
        ("count", settings.count, (1, LIMITS.count)),
    )
    for field, value, limits in bounds:
        if value is not None and (refusal := within(field, value, limits)):
            return refusal
    said = texts((settings.negative, LIMITS.prompt, True), (settings.scheduler or "", LIMITS.scheduler, True))
    if isinstance(said, Refusal):
        return said
    negative, scheduler = said
    return replace(settings, negative=negative, scheduler=str(scheduler) or None)


def schedulers(easel: Easel) -> tuple[str, ...]:
    """What the easel can paint with, the one it likes first."""
    return (easel.scheduler, *easel.schedulers)


@dataclass(frozen=True, slots=True)
class Wording:
    """A prompt and the attention its phrases get."""

    prompt: Words
    weights: tuple[PhraseWeight, ...] = ()


def recipes(wording: Wording, settings: RecipeSettings, occasion: Occasion, easel: Easel) -> tuple[Recipe, ...]:
    """One recipe for each picture: consecutive seeds from the locked seed, or from the one handed in."""
    first = occasion.seed if settings.seed is None else settings.seed
    return tuple(_recipe(wording, settings, (first + index) % _SEEDS, easel) for index in range(settings.count))


def _recipe(wording: Wording, settings: RecipeSettings, seed: int, easel: Easel) -> Recipe:
    return TextRecipe(
        engine=easel.engine,
        model=easel.model,
        revision=easel.revision,
        scheduler=next((known for known in schedulers(easel) if known == settings.scheduler), easel.scheduler),
        prompt=wording.prompt,
        weights=wording.weights,
        negative=settings.negative,
        seed=seed,
        width_px=settings.width_px or easel.width_px,
        height_px=settings.height_px or easel.height_px,
        steps=settings.steps or easel.steps,
        guidance=easel.guidance if settings.guidance is None else settings.guidance,
    )
