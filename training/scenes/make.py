"""A whole scene from a seed: circumstances, background, subject, and the sentences that may tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from party.studio.engines.pochade_engine.composition import MOST_ITEMS, Composition

from training.scenes import subjects as kinds
from training.scenes.backgrounds import Behind, behind, light_in_sky
from training.scenes.ideas import choose
from training.scenes.stage import Stage, pick
from training.vocabulary.colors import any_color
from training.vocabulary.stylistics import STYLES
from training.vocabulary.surroundings import MOODS, PLACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from party.studio.engines.pochade_engine.composition import Item

    from training.scenes.ideas import Recipe

KINDS: tuple[tuple[str, Callable[[Stage], kinds.Subject] | None, float], ...] = (
    ("single", kinds.single, 0.27), ("several", kinds.several, 0.09), ("together", kinds.together, 0.1), ("related", kinds.related, 0.14),
    ("person", kinds.person, 0.06), ("pair", kinds.pair, 0.08), ("sitter", kinds.sitter, 0.035), ("profiles", kinds.profiles, 0.04), ("face", kinds.face, 0.06), ("group", kinds.group, 0.03),
    ("shapes", kinds.shapes, 0.02), ("land", None, 0.07), ("idea", None, 0.13),
)  # fmt: skip
SHARES = np.array([share for *_, share in KINDS])


@dataclass(frozen=True)
class Scene:
    """A composition with what is known about it.

    Its kind, how to say the subject, phrases for the background, the words of the idea behind it if there is one,
    and how many items, counted from the front, are the subject.
    """

    kind: str
    plan: Composition
    subject: kinds.Say | None
    phrases: tuple[str, ...] = ()
    idea: tuple[str, ...] = ()
    front: int = 0

    @property
    def actors(self) -> tuple[Item, ...]:
        """The items of the subject."""
        return self.plan.items[len(self.plan.items) - self.front :]


def scene(seed: int) -> Scene:
    """The scene of this seed, always the same."""
    rng = np.random.default_rng(seed)
    name, make_subject, _ = KINDS[int(rng.choice(len(KINDS), p=SHARES / SHARES.sum()))]
    if name == "idea":
        return _idea_scene(rng)
    stage = _stage(rng, name)
    if make_subject is None:
        light, rest = light_in_sky(stage, always=stage.chance(0.6)), behind(stage)
        rest = Behind(tuple(i for i in rest.items if i.concept not in {"sun", "moon", "crescent moon"}), rest.phrases)
        return Scene(name, _compose(stage, light.items + rest.items, ()), None, light.phrases)
    subject = make_subject(stage)
    around = Behind() if name == "shapes" else behind(stage, bare=stage.facts.get("mood") == "lonely")
    return Scene(name, _compose(stage, around.items, subject.items), subject.say, around.phrases, front=len(subject.items))


def _compose(stage: Stage, back: tuple[Item, ...], front: tuple[Item, ...]) -> Composition:
    kept = back[max(0, len(back) + len(front) - MOST_ITEMS) :]
    facts = {name: value for name, value in {"place": stage.place, **stage.facts}.items() if value}
    return Composition(kept + front, facts, stage.horizon)


def _any_place(rng: np.random.Generator, kind: str) -> str:
    names, weights = list(PLACES), np.array([place.weight for place in PLACES.values()])
    if kind in {"face", "profiles"}:
        weights[names.index("plain")] *= 3
    if kind in {"person", "pair", "group", "sitter"}:
        weights[[names.index(name) for name in ("space", "underwater", "sky", "sea")]] *= 0.2
        weights[names.index("plain")] *= 0.6
    if kind == "land":
        weights[names.index("plain")] = 0.0
    if kind == "shapes":
        return "plain"
    return names[int(rng.choice(len(names), p=weights / weights.sum()))]


TIMES_BY_MOOD = {
    "gloomy": ("overcast", "night", "overcast"),
    "mysterious": ("night", "overcast", "night"),
    "joyful": ("day", "day", "dawn"),
    "romantic": ("sunset", "night", "dawn", "sunset"),
}
ANY_TIME = ("day", "day", "day", "sunset", "sunset", "night", "night", "dawn", "overcast")
WEATHERS_BY_TIME = {"night": ("rain", "snowfall", "fog", "aurora", "storm"), "overcast": ("rain", "rain", "snowfall", "fog", "storm")}


def _stage(rng: np.random.Generator, kind: str) -> Stage:
    place = _any_place(rng, kind)
    facts = {"mood": pick(rng, tuple(MOODS)) if rng.random() < 0.26 else ""}
    stage = Stage(rng, place, float(rng.uniform(*PLACES[place].horizon)), facts)
    _weather_and_colors(stage)
    facts["style"] = pick(rng, STYLES).name if rng.random() < 0.62 else ""
    return stage


def _weather_and_colors(stage: Stage) -> None:
    facts = stage.facts
    if stage.outdoors:
        facts["time"] = facts.get("time") or pick(stage.rng, TIMES_BY_MOOD.get(facts["mood"], ANY_TIME))
        if stage.place != "sky" and stage.chance(0.2) and not facts.get("weather"):
            facts["weather"] = pick(stage.rng, WEATHERS_BY_TIME.get(facts["time"], ("rain", "snowfall", "fog")))
    sky, ground = {"plain": (0.45, 0.0), "room": (0.2, 0.1), "space": (0.1, 0.0), "underwater": (0.08, 0.08)}.get(stage.place, (0.1, 0.06))
    if stage.chance(sky) and not facts.get("sky"):
        facts["sky"] = any_color(stage.rng)
    if stage.chance(ground) and stage.place != "sky":
        facts["ground"] = any_color(stage.rng)


def _idea_scene(rng: np.random.Generator) -> Scene:
    idea, recipe = choose(rng)
    stage = _stage_for(rng, recipe)
    main = recipe.cast.play(stage)
    also = recipe.also.play(stage) if recipe.also else ()
    around = behind(stage, bare=recipe.cast.arrangement == "lone")
    return Scene("idea", _compose(stage, around.items + also, main), None, (), idea.words, len(main))


def _stage_for(rng: np.random.Generator, recipe: Recipe) -> Stage:
    place = pick(rng, recipe.facts.get("place", ("plain",)))
    chosen = {name: pick(rng, options) for name, options in recipe.facts.items() if name != "place"}
    stage = Stage(rng, place, float(rng.uniform(*PLACES[place].horizon)), {"mood": "", **chosen})
    if not stage.outdoors:
        stage.facts.pop("time", None)
        stage.facts.pop("weather", None)
    else:
        stage.facts["time"] = stage.facts.get("time") or pick(rng, ANY_TIME)
    stage.facts["style"] = pick(rng, STYLES).name if rng.random() < 0.55 else ""
    return stage
