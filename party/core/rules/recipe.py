"""Recipes: what the prompt master sets, checked; and the exact recipes of a job."""

from dataclasses import replace

from party.core.refusals import Refusal
from party.core.rules.scene import Occasion, within
from party.core.text import clean
from party.core.values import LIMITS, Easel, Recipe, RecipeSettings, TextRecipe, Words

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
    negative = clean(settings.negative, LIMITS.prompt, optional=True)
    return negative if isinstance(negative, Refusal) else replace(settings, negative=negative)


def recipes(prompt: Words, settings: RecipeSettings, occasion: Occasion, easel: Easel) -> tuple[Recipe, ...]:
    """One recipe for each picture: consecutive seeds from the locked seed, or from the one handed in."""
    first = occasion.seed if settings.seed is None else settings.seed
    return tuple(_recipe(prompt, settings, (first + index) % _SEEDS, easel) for index in range(settings.count))


def _recipe(prompt: Words, settings: RecipeSettings, seed: int, easel: Easel) -> Recipe:
    return TextRecipe(
        engine=easel.engine,
        model=easel.model,
        revision=easel.revision,
        scheduler=easel.scheduler,
        prompt=prompt,
        negative=settings.negative,
        seed=seed,
        width_px=settings.width_px or easel.width_px,
        height_px=settings.height_px or easel.height_px,
        steps=settings.steps or easel.steps,
        guidance=easel.guidance if settings.guidance is None else settings.guidance,
    )
