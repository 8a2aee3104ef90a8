"""Who and what a scene is about: chosen by chance, arranged, and told. One function per kind of scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from training.scenes.arrangements import ARRANGEMENTS, PEOPLE, Actor
from training.scenes.nouns import counted, listed, noun, plural, with_article
from training.scenes.stage import Stage, pick
from training.vocabulary.colors import any_color, said
from training.vocabulary.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Callable

    from party.studio.engines.pochade_engine.composition import Item

    Say = Callable[[np.random.Generator], str]

SHELTERS = ("umbrella", "tree", "palm tree", "bare tree", "pine tree", "beach umbrella", "mushroom", "rainbow")
CARRIED = (
    "umbrella",
    "balloon",
    "rose",
    "heart",
    "open book",
    "kite",
    "guitar",
    "candle",
    "lantern",
    "bouquet",
    "teddy bear",
    "star",
    "cup of coffee",
    "apple",
    "gift",
    "violin",
    "letter",
    "skull",
    "crown",
    "fish",
    "cat",
    "birthday cake",
    "trophy",
    "flower",
    "clock",
)


@dataclass(frozen=True)
class Subject:
    """The items of the subject and a way to say it as a noun phrase with article."""

    items: tuple[Item, ...]
    say: Say


@cache
def _chances(group: str = "") -> tuple[tuple[str, ...], np.ndarray]:
    things = [thing for thing in subjects().values() if thing.weight > 0 and (not group or thing.where == group)]
    weights = np.array([thing.weight for thing in things])
    return tuple(thing.name for thing in things), weights / weights.sum()


def any_thing(stage: Stage, *, color: float = 0.22) -> Actor:
    """A thing by its weight, one that suits the place, colored that often."""
    names, weights = _chances()
    for _ in range(6):
        name = names[int(stage.rng.choice(len(names), p=weights))]
        if _suits(stage, name):
            break
    thing = subjects()[name]
    plain = not thing.colorable or not stage.chance(color) or any(word in thing.name.split() for word in ("red", "black", "green", "blue"))
    return Actor(name, "" if plain else any_color(stage.rng))


def _suits(stage: Stage, name: str) -> bool:
    where = subjects()[name].where
    if where == "water":
        return stage.place in {"sea", "lake", "underwater", "plain", "river", "beach"} or stage.chance(0.3)
    if stage.place in {"sea", "lake"}:
        return where in {"air", "water"} or stage.chance(0.35)
    if stage.place == "underwater":
        return stage.chance(0.35)
    if where == "sky":
        return stage.place in {"plain", "sky", "space"} or stage.chance(0.3)
    return where != "wall" or stage.place in {"room", "plain"} or stage.chance(0.4)


def _person(stage: Stage, *, color: float = 0.3) -> Actor:
    traits = {"sad"} if stage.facts.get("mood") in {"gloomy", "lonely"} and stage.chance(0.5) else set()
    traits |= {"dark"} if stage.dark and stage.chance(0.15) else set()
    traits |= {"hat"} if stage.chance(0.08) else set()
    dressed = any_color(stage.rng) if stage.chance(color) and "dark" not in traits else ""
    return Actor(pick(stage.rng, PEOPLE), dressed, traits=frozenset(traits))


def _words(name: str) -> tuple[str, ...]:
    return subjects()[name].words


def _bare(rng: np.random.Generator, actor: Actor) -> str:
    if actor.name in PEOPLE:
        return _person_phrase(rng, actor)
    return noun(rng, _words(actor.name), actor)


def _person_phrase(rng: np.random.Generator, actor: Actor) -> str:
    phrase = noun(rng, _words(actor.name), replace(actor, color=""))
    mood = "sad " if "sad" in actor.traits and rng.random() < 0.4 else ""
    phrase = mood + phrase
    if "hat" in actor.traits:
        phrase += " with a hat"
    if actor.color:
        dress = pick(rng, (" in {} clothes", " wearing {}", " dressed in {}", " in {}"))
        phrase += dress.format(said(rng, actor.color))
    return phrase + (", silhouette" if "dark" in actor.traits and rng.random() < 0.5 else "")


def _named(rng: np.random.Generator, actor: Actor) -> str:
    return with_article(_bare(rng, actor))


def single(stage: Stage) -> Subject:
    """One thing of usual, giant or tiny size, or alone in a wide land."""
    actor = any_thing(stage, color=0.28)
    how = "lone" if stage.facts.get("mood") == "lonely" else pick(stage.rng, ("one",) * 8 + ("giant", "tiny"))
    size = {"one": "", "lone": "", "giant": "giant", "tiny": "tiny"}[how]
    return Subject(ARRANGEMENTS[how](stage, [actor]), lambda rng: with_article(noun(rng, _words(actor.name), actor, size=size)))


def several(stage: Stage) -> Subject:
    """Two to six of a kind in a row."""
    actor = any_thing(stage, color=0.3)
    count = int(stage.rng.choice([2, 3, 4, 5, 6], p=[0.34, 0.34, 0.16, 0.1, 0.06]))
    items = ARRANGEMENTS["row"](stage, [replace(actor, scale=1.0 if count < 4 else 0.8)] * count)
    return Subject(items, lambda rng: counted(rng, count, _bare(rng, replace(actor, traits=frozenset()))))


SIDE_BY_SIDE = (
    *("{0} and {1}", "{0} next to {1}", "{0} beside {1}", "{0} with {1}", "{0} near {1}"),
    *("{0} to the left of {1}", "{0} left of {1}", "{0} on the left of {1}", "{0} on the left, {1} on the right"),
    *("{1} to the right of {0}", "{1} right of {0}", "{1} on the right of {0}", "{1} on the right, {0} on the left"),
)
"""Ways to tell of two things; the first stands on the left."""


def together(stage: Stage) -> Subject:
    """Two or three different things side by side."""
    actors = [any_thing(stage) if stage.chance(0.75) else _person(stage) for _ in range(3 if stage.chance(0.2) else 2)]
    items = ARRANGEMENTS["row"](stage, actors)

    def say(rng: np.random.Generator) -> str:
        names = [_named(rng, actor) for actor in actors]
        if len(names) == 2 and rng.random() < 0.6:
            return pick(rng, SIDE_BY_SIDE).format(*names)
        return listed(names)

    return Subject(items, say)


RELATIONS = {
    "above": ("above", "over", "flying over", "floating above", "hovering over"),
    "on top": ("on", "on top of", "standing on", "sitting on", "riding"),
    "in front": ("in front of", "before"),
    "under": ("under", "below", "beneath", "sheltering under"),
    "holding": ("holding", "with", "carrying"),
}


def related(stage: Stage) -> Subject:
    """Two things in a spatial relation: above, on, in front of, under, holding."""
    how = pick(stage.rng, ("above", "above", "on top", "on top", "in front", "in front", "under", "under", "holding", "holding"))
    first = _person(stage) if how == "holding" or stage.chance(0.2) else any_thing(stage)
    second = any_thing(stage)
    if how == "under":
        return _sheltered(stage, first)
    if how == "holding":
        second = Actor(_carried(stage), any_color(stage.rng) if stage.chance(0.3) else "")
    items = ARRANGEMENTS[how](stage, [first, second])

    def say(rng: np.random.Generator) -> str:
        if how == "in front" and rng.random() < 0.35:
            return f"{_named(rng, second)} behind {_named(rng, first)}"
        return f"{_named(rng, first)} {pick(rng, RELATIONS[how])} {_named(rng, second)}"

    return Subject(items, say)


def _carried(stage: Stage) -> str:
    return resolve(pick(stage.rng, CARRIED))


def _sheltered(stage: Stage, first: Actor) -> Subject:
    below = [first, any_thing(stage, color=0.15)] if stage.chance(0.5) else [first]
    cover = Actor(resolve(pick(stage.rng, SHELTERS[:-1])), any_color(stage.rng) if stage.chance(0.3) else "")
    items = ARRANGEMENTS["under"](stage, [*below, cover])

    def say(rng: np.random.Generator) -> str:
        roof = _named(rng, cover)
        if rng.random() < 0.2:
            roof = "one " + roof.split(" ", 1)[1]
        return f"{listed([_named(rng, actor) for actor in below])} {pick(rng, RELATIONS['under'])} {roof}"

    return Subject(items, say)


def person(stage: Stage) -> Subject:
    """One person, standing, walking or with raised arms."""
    actor = _person(stage, color=0.45)
    how = "lone" if stage.facts.get("mood") == "lonely" or stage.chance(0.15) else pick(stage.rng, ("one", "one", "walking", "raised"))
    if how == "raised":
        actor = replace(actor, traits=actor.traits | {"raised"})
    items = ARRANGEMENTS[{"raised": "one"}.get(how, how)](stage, [actor])
    tails = {
        "one": ("", "", " standing"),
        "lone": (" alone", " standing alone", " far away"),
        "walking": (" walking", " from the side", " going away"),
        "raised": (" with raised arms", " cheering", " jumping for joy"),
    }[how]
    return Subject(items, lambda rng: _named(rng, actor) + pick(rng, tails))


def sitter(stage: Stage) -> Subject:
    """One or two people sitting on something."""
    seat = Actor(resolve(pick(stage.rng, ("bench", "bench", "bench", "wooden chair", "rock", "sofa", "table"))))
    if stage.chance(0.35) and seat.name == "bench":
        names, words = pick(stage.rng, PAIRS)
        actors, said_words = [Actor(name) for name in names], words
    else:
        actors, said_words = [_person(stage)], ()
    items = ARRANGEMENTS["sitting"](stage, [*actors, seat])

    def say(rng: np.random.Generator) -> str:
        who = pick(rng, said_words) if said_words else _named(rng, actors[0])
        return f"{who} {pick(rng, ('sitting on', 'on', 'resting on', 'sitting on', 'waiting on'))} {_named(rng, seat)}"

    return Subject(items, say)


PAIRS: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = (
    (
        ("old man", "old woman"),
        (
            "two old people",
            "an old couple",
            "an elderly couple",
            "two elderly people",
            "grandparents",
            "an old man and an old woman",
            "grandfather and grandmother",
        ),
    ),
    (("man", "woman"), ("two people", "a couple", "a man and a woman", "two lovers", "a young couple", "husband and wife")),
    (("woman", "woman"), ("two women", "two friends", "two ladies", "two sisters")),
    (("man", "man"), ("two men", "two friends", "two brothers")),
    (("boy", "girl"), ("two children", "two kids", "a boy and a girl", "brother and sister")),
    (("old man", "old man"), ("two old men", "two elderly men", "two old friends")),
    (("old woman", "old woman"), ("two old women", "two elderly ladies", "two grannies")),
    (("woman", "girl"), ("mother and daughter", "a woman and a child", "a mother with her daughter", "mother and child")),
    (("man", "boy"), ("father and son", "a man and a child", "a father with his son", "father and child")),
    (("old man", "boy"), ("a grandfather and his grandson", "an old man and a boy", "an old man and a child")),
    (("old woman", "girl"), ("a grandmother and her granddaughter", "an old woman and a girl")),
)
PAIR_ACTS = {
    "face to face": ("looking at each other", "face to face", "facing each other", "talking to each other", "gazing at each other", "meeting"),
    "hand in hand": ("holding hands", "hand in hand", "holding each other's hands", "in love, holding hands"),
    "walking": ("walking together", "walking side by side", "taking a walk", "from the side"),
    "row": ("", "side by side", "standing together", "next to each other"),
    "apart": ("far apart", "turning away from each other", "back to back", "saying goodbye", "who do not speak to each other"),
}


def pair(stage: Stage) -> Subject:
    """Two people who look at each other, hold hands, walk, stand or part."""
    names, words = pick(stage.rng, PAIRS[:2] + PAIRS) if stage.chance(0.8) else pick(stage.rng, PAIRS)
    how = pick(stage.rng, ("face to face",) * 3 + ("hand in hand",) * 3 + ("walking", "row", "apart"))
    dark = frozenset({"dark"}) if stage.dark and stage.chance(0.15) else frozenset()
    order = names if stage.chance(0.5) else names[::-1]
    items = ARRANGEMENTS[how](stage, [Actor(name, traits=dark) for name in order])
    return Subject(items, lambda rng: f"{pick(rng, words)} {pick(rng, PAIR_ACTS[how])}".strip())


GAZES = (
    "looking at each other",
    "face to face",
    "in profile, facing each other",
    "talking",
    "gazing into each other's eyes",
    "looking at each other",
    "close together",
    "eye to eye",
)


def profiles(stage: Stage) -> Subject:
    """Two heads in profile, looking at each other."""
    names, words = pick(stage.rng, PAIRS[:1] + PAIRS)
    order = names if stage.chance(0.5) else names[::-1]
    items = ARRANGEMENTS["two profiles"](stage, [Actor(f"profile of {name}") for name in order])
    return Subject(items, lambda rng: f"{pick(rng, words)} {pick(rng, GAZES)}")


EXPRESSIONS = {"happy": ("smiling", "happy", "laughing", "cheerful"), "sad": ("sad", "crying", "unhappy", "weeping"), "angry": ("angry", "furious", "grim")}


def face(stage: Stage) -> Subject:
    """A portrait from the front, or one head in profile, with beard, glasses, hat, colored hair or clothes."""
    name = pick(stage.rng, PEOPLE)
    grown_man = name in {"man", "old man"}
    traits = {trait for trait, share in (("glasses", 0.2), ("hat", 0.18), ("beard", 0.35 if grown_man else 0.0)) if stage.chance(share)}
    mood = {"joyful": "happy", "gloomy": "sad", "lonely": "sad", "dramatic": "angry"}.get(stage.facts.get("mood", ""), "")
    expression = mood or pick(stage.rng, ("", "", "happy", "sad", "angry"))
    side = stage.chance(0.18)
    if expression and not side:
        traits.add(expression)
    actor = Actor(
        ("profile of " if side else "face of ") + name,
        any_color(stage.rng) if stage.chance(0.35) else "",
        any_color(stage.rng) if stage.chance(0.22) else "",
        frozenset(traits),
    )
    return Subject(ARRANGEMENTS["portrait"](stage, [actor]), lambda rng: _face_phrase(rng, actor, name, side=side))


def _face_phrase(rng: np.random.Generator, actor: Actor, name: str, *, side: bool) -> str:
    phrase = noun(rng, _words(name), replace(actor, color=""))
    for expression in actor.traits & EXPRESSIONS.keys():
        phrase = f"{pick(rng, EXPRESSIONS[expression])} {phrase}"
    details = [text for trait, text in (("beard", "a beard"), ("glasses", "glasses"), ("hat", "a hat")) if trait in actor.traits]
    if actor.second:
        details.append(f"{said(rng, actor.second)} hair")
    phrase = with_article(phrase) + (f" with {listed(details)}" if details else "")
    if actor.color:
        phrase += pick(rng, (" in a {} shirt", " wearing {}", " dressed in {}")).format(said(rng, actor.color))
    heads = (
        ("profile of {}", "{} in profile", "{} from the side")
        if side
        else ("portrait of {}", "a portrait of {}", "{}, portrait", "face of {}", "{}", "the face of {}")
    )
    return pick(rng, heads).format(phrase)


GROUPS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("man", "woman", "girl"), ("a family", "three people", "parents with a child", "a family of three")),
    (("man", "woman", "boy", "girl"), ("a family", "four people", "parents with two children", "a big family")),
    (("boy", "girl", "boy"), ("three children", "kids", "a group of children", "playing children")),
    (("woman", "woman", "woman"), ("three women", "three friends", "three sisters")),
    (("man", "man", "man"), ("three men", "three friends")),
    (("man", "woman", "old man", "woman", "man", "girl", "boy"), ("a crowd", "many people", "a group of people", "a lot of people", "people")),
)


def group(stage: Stage) -> Subject:
    """Three people or more."""
    names, words = pick(stage.rng, GROUPS)
    how = "crowd" if len(names) > 4 else "row"
    items = ARRANGEMENTS[how](stage, [Actor(name) for name in names])
    return Subject(items, lambda rng: pick(rng, words))


SHAPES = {
    "circle": ("circles", "dots", "discs"),
    "square": ("squares", "rectangles", "boxes"),
    "triangle": ("triangles",),
    "line": ("lines", "stripes", "strokes"),
    "wave line": ("waves", "curves", "wavy lines"),
    "spiral": ("spirals", "swirls"),
}


def shapes(stage: Stage) -> Subject:
    """An abstract composition of plain shapes in one to three colors."""
    names = [pick(stage.rng, tuple(SHAPES))] if stage.chance(0.75) else list(dict.fromkeys(pick(stage.rng, tuple(SHAPES)) for _ in range(3)))
    colors = list(dict.fromkeys(any_color(stage.rng) for _ in range(int(stage.rng.integers(1, 4)))))
    items = []
    for _ in range(int(stage.rng.integers(5, 15))):
        name, height = pick(stage.rng, names), stage.between(30, 110)
        height = height * 0.5 if subjects()[name].aspect > 2 else height
        item = stage.item(name, stage.between(10, 246), stage.between(40, 260), height, color=pick(stage.rng, colors), turn=round(stage.between(-45, 45)))
        items.append(item)

    def say(rng: np.random.Generator) -> str:
        what = " and ".join(pick(rng, SHAPES[name]) for name in names)
        shades = " and ".join(said(rng, color) for color in colors)
        return pick(rng, ("abstract {} {}", "abstract composition of {} {}", "{} {}", "an abstract painting with {} {}", "a pattern of {} {}")).format(
            shades, what
        )

    return Subject(tuple(items), say)


@cache
def _by_word() -> dict[str, str]:
    found: dict[str, str] = {}
    for thing in subjects().values():
        for word in (thing.name, *thing.words):
            found.setdefault(word, thing.name)
    return found


def resolve(word: str) -> str:
    """The name of the thing that goes by this word."""
    names = subjects()
    return word if word in names else _by_word()[word]


__all__ = ["Subject", "face", "group", "pair", "person", "plural", "profiles", "related", "resolve", "several", "shapes", "single", "together"]
