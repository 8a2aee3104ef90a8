"""Scenes for abstract words: the recipes of vocabulary/ideas.toml, read once and staged by chance."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from training.scenes.arrangements import ARRANGEMENTS, Actor
from training.scenes.stage import Stage, pick
from training.scenes.subjects import resolve
from training.vocabulary.things import TRAITS

if TYPE_CHECKING:
    import numpy as np
    from party.studio.engines.pochade_engine.composition import Item

SOURCE = Path(__file__).parent.parent / "vocabulary" / "ideas.toml"


@dataclass(frozen=True)
class Cast:
    """An arrangement and, for each part in it, who may play it."""

    arrangement: str
    parts: tuple[tuple[Actor, ...], ...]

    def play(self, stage: Stage) -> tuple[Item, ...]:
        """The items with actors chosen by chance."""
        return ARRANGEMENTS[self.arrangement](stage, [pick(stage.rng, part) for part in self.parts])


@dataclass(frozen=True)
class Recipe:
    """One way to show an idea: main cast, circumstances to choose from, and what else is around."""

    cast: Cast
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    also: Cast | None = None


@dataclass(frozen=True)
class Idea:
    """An abstract notion: the words for it and the recipes that show it."""

    words: tuple[str, ...]
    recipes: tuple[Recipe, ...]


@cache
def ideas() -> tuple[Idea, ...]:
    """All ideas of the file."""
    entries = tomllib.loads(SOURCE.read_text("utf-8"))["idea"]
    return tuple(Idea(tuple(entry["words"]), tuple(map(_recipe, entry["recipes"]))) for entry in entries)


FACT_NAMES = {"at": "place", "when": "time", "weather": "weather", "mood": "mood", "sky": "sky"}


def _recipe(line: str) -> Recipe:
    main, *clauses = (part.strip() for part in line.split(" ; "))
    facts, also = {}, None
    for clause in clauses:
        keyword, _, rest = clause.partition(" ")
        if keyword == "also":
            also = _cast(rest)
        else:
            facts[FACT_NAMES[keyword]] = tuple(rest.strip().split("|"))
    return Recipe(_cast(main), facts, also)


def _cast(text: str) -> Cast:
    arrangement, _, parts = text.partition(":")
    return Cast(arrangement.strip(), tuple(tuple(_actor(name) for name in part.strip().split("|")) for part in parts.split(",")))


def _actor(text: str) -> Actor:
    look, *traits = text.split("+")
    word, _, color = look.partition("/")
    unknown = set(traits) - set(TRAITS)
    if unknown:
        message = f"unknown traits {unknown} in {text}"
        raise ValueError(message)
    return Actor(resolve(word.strip()), color, traits=frozenset(traits))


def choose(rng: np.random.Generator) -> tuple[Idea, Recipe]:
    """Any idea and one of its recipes."""
    idea = pick(rng, ideas())
    return idea, pick(rng, idea.recipes)
