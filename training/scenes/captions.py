"""Sentences for a scene, as people would type them: full, short, with synonyms, in different orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from training.scenes.nouns import with_article
from training.scenes.stage import pick
from training.vocabulary.colors import any_color, said
from training.vocabulary.stylistics import BY_NAME as STYLES
from training.vocabulary.surroundings import MOODS, PLACES, TIMES, WEATHERS

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.composition import Composition

    from training.scenes.make import Scene


def teller(seed: int, turn: int = 0) -> np.random.Generator:
    """Chance for the captions of the scene of this seed, apart from the chance that made the scene."""
    return np.random.default_rng((seed, 2, turn))


def caption(scene: Scene, rng: np.random.Generator) -> str:
    """One of the many sentences that tell this scene."""
    text = _idea(scene, rng) if scene.idea else _told(scene, rng)
    return _styled(text, scene.plan.get("style"), rng)


def _idea(scene: Scene, rng: np.random.Generator) -> str:
    word = scene.idea[0] if rng.random() < 0.3 else pick(rng, scene.idea)
    frames = ("{}",) * 7 + (
        "a picture of {}",
        "{}, symbolic",
        "the feeling of {}",
        "a symbol of {}",
        "{}!",
        "an allegory of {}",
        "what {} means to me",
        "about {}",
    )
    text = pick(rng, frames).format(word)
    extra = circumstances(scene.plan, rng)
    return " ".join([text, *extra[:1]]) if extra and rng.random() < 0.25 else text


def _told(scene: Scene, rng: np.random.Generator) -> str:
    plan = scene.plan
    subject = scene.subject(rng) if scene.subject else _land(plan, rng)
    sky_first = plan.get("sky") and PLACES[plan.get("place")].outdoors and rng.random() < 0.3
    mood = plan.get("mood")
    late_mood = ""
    if mood and rng.random() < 0.88:
        word = pick(rng, MOODS[mood])
        if rng.random() < 0.6:
            subject = _with_adjective(subject, word)
        else:
            late_mood = pick(rng, (f", {word} mood", f", {word} atmosphere", f", {word}", f", feeling {word}"))
    if sky_first:
        subject = f"{said(rng, plan.get('sky'))} sky {pick(rng, ('over', 'above', 'behind'))} {subject}"
    extra = [*circumstances(plan, rng, place=scene.subject is not None, sky=not sky_first), *(p for p in scene.phrases if rng.random() < 0.9)]
    if rng.random() < 0.3:
        extra = [extra[i] for i in rng.permutation(len(extra))]
    joint = " " if rng.random() < 0.7 else ", "
    return joint.join([subject, *extra]) + late_mood


def _with_adjective(phrase: str, adjective: str) -> str:
    first, _, rest = phrase.partition(" ")
    if first in {"a", "an"}:
        return with_article(f"{adjective} {rest}")
    return f"{first} {adjective} {rest}" if first in {"two", "three", "four", "five", "the"} else f"{adjective} {phrase}"


def _land(plan: Composition, rng: np.random.Generator) -> str:
    """The place as the subject; now and then in a color that nobody paints it in, so that it is not taken for the sky's."""
    land = pick(rng, PLACES[plan.get("place")].alone)
    colored = plan.get("place") in {"mountains", "hills", "forest"} and rng.random() < 0.2
    return _with_adjective(land, said(rng, any_color(rng))) if colored else land


def circumstances(plan: Composition, rng: np.random.Generator, *, place: bool = True, sky: bool = True) -> list[str]:
    """Phrases for place, sky, ground, time and weather, some left out."""
    said_parts = []
    if place and rng.random() < 0.88 and plan.get("place"):
        said_parts.append(pick(rng, PLACES[plan.get("place")].within))
    if sky and plan.get("sky") and rng.random() < 0.92:
        said_parts.append(_sky_phrase(plan, rng))
    if plan.get("ground") and rng.random() < 0.92:
        said_parts.append(_ground_phrase(plan, rng))
    if plan.get("time") and rng.random() < 0.72:
        said_parts.append(pick(rng, TIMES[plan.get("time")]))
    if plan.get("weather") and rng.random() < 0.93:
        said_parts.append(pick(rng, WEATHERS[plan.get("weather")]))
    return [part for part in said_parts if part]


def _sky_phrase(plan: Composition, rng: np.random.Generator) -> str:
    color, place = said(rng, plan.get("sky")), plan.get("place")
    if place == "plain":
        return pick(rng, ("on a {} background", "with a {} background", "in front of a {} wall", "{} background")).format(color)
    if place == "room":
        return pick(rng, ("with {} walls", "in a {} room")).format(color)
    if place in {"space", "underwater"}:
        return pick(rng, ("in {} light", "all in {}")).format(color)
    return pick(rng, ("under a {} sky", "with a {} sky", "{} sky")).format(color)


def _ground_phrase(plan: Composition, rng: np.random.Generator) -> str:
    color, place = said(rng, plan.get("ground")), plan.get("place")
    if place == "room":
        return f"on a {color} floor"
    if place in {"sea", "lake"}:
        return pick(rng, ("on {} water", "on a {} sea", "with {} water")).format(color)
    noun = pick(rng, {"hills": ("hill", "hills"), "desert": ("sand", "desert"), "snow": ("snow", "ground")}.get(place, ("ground", "field", "grass")))
    return f"on {with_article(color + ' ' + noun) if noun in {'hill', 'field', 'desert'} else color + ' ' + noun}"


def _styled(text: str, style: str, rng: np.random.Generator) -> str:
    if not style or rng.random() < 0.03:
        return pick(rng, ("picture of {}", "painting of {}", "image of {}", "a picture showing {}")).format(text) if rng.random() < 0.07 else text
    phrase = pick(rng, STYLES[style].phrases)
    return pick(rng, ("{0}, {1}", "{0}, {1}", "{0}, {1}", "{1} of {0}", "{1}: {0}", "{1}, {0}", "{0} as {1}", "{0}. {1}")).format(text, phrase)
