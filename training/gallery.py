"""Sheets of prompts people would really type: sketch, and finished picture, with what was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party.studio.engines.pochade_engine.foreign import CYRILLIC
from party.studio.engines.pochade_engine.model import Model, Wish

from training import export
from training.sheets import sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from training.settings import Settings

PATH = (
    "loneliness",
    "loneliness, an old man on a bench",
    "two old people",
    "two old people looking at each other",
    "two old people looking at each other, oil on canvas",
    "love",
    "the meaning of life",
    "hope",
)
THINGS = (
    "a lonely house under a red moon, oil painting",
    "three boats on a lake at sunset, watercolor",
    "a dog and a cat under one umbrella",
    "a scarlet kite over the sea",
    "a blue horse in a meadow, expressionism",
    "a cat in space, pixel art",
    "a lighthouse in a storm, woodcut",
    "red sky over black mountains",
)
PEOPLE = (
    "portrait of an old man with a beard, in the style of van gogh",
    "a sad woman with red hair, portrait, pastel",
    "two children holding hands under a rainbow, crayon drawing",
    "an old couple walking on the beach at sunset",
    "a girl with a balloon, banksy",
    "joyful old woman wearing pink in the snow, cartoon",
    "two men face to face in the desert, black and white photograph",
    "a robot holding a rose, pencil sketch",
)
HARD = (
    "war",
    "home",
    "time",
    "freedom",
    "a dragon above a castle under a green moon, stained glass",
    "an elephant on the moon",
    "three penguins in the desert under a blue sun",
    "five red hearts on a black background",
)
FOREIGN = (
    "одиночество",
    "два старика смотрят друг на друга",
    "красное небо над чёрными горами",
    "рыжий кот сидит на окне, акварель",
    "孤独的老人坐在长椅上",
    "一匹白马在草原上奔跑",
    "红月亮下的小屋, 油画",
    "两个老人面对面, 梵高风格",
)
PAGES = {"path": PATH, "things": THINGS, "people": PEOPLE, "hard": HARD, "foreign": FOREIGN}


def page(engine: Model, prompts: Sequence[str], path: Path, seed: int = 5) -> None:
    """Sketches over finished pictures."""
    sketches, pictures = [], []
    for prompt in prompts:
        wish = Wish(prompt, seed)
        plan, reading = engine.plan(wish)
        first, *_, last = engine.make(wish, plan)
        told = f" ({', '.join(f'{said} = {meant}' for said, meant in reading.replaced)})" if reading and reading.replaced else ""
        facts = " ".join(value for value in plan.circumstances.values() if value)
        sketches.append((first.picture, f"{facts}: {', '.join(dict.fromkeys(item.concept for item in reversed(plan.items)))}"))
        pictures.append((last.picture, _in_letters(prompt, engine) + told))
    sheet([sketches, pictures], path)


def _in_letters(prompt: str, engine: Model) -> str:
    """The prompt, or in other scripts what it was read as: the sheets' font has only ours."""
    return prompt if prompt.isascii() else f"{'ru' if CYRILLIC.search(prompt) else 'zh'}: {engine.parts.reader.translator.english(prompt)}"


def run(settings: Settings) -> None:
    """All pages."""
    engine = Model(export.newest(settings))
    for name, prompts in PAGES.items():
        page(engine, prompts, settings.workshop / "sheets" / f"gallery_{name}.png")
