"""The items behind the subject: lights in the sky, clouds, mountains, trees, houses, windows. What is an item, the painter paints well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from training.scenes.stage import FLOATING, Stage, pick
from training.vocabulary.colors import any_color, said

if TYPE_CHECKING:
    from collections.abc import Callable

    from party.studio.engines.pochade_engine.composition import Item

TREES = ("tree", "pine tree", "bare tree", "palm tree")


@dataclass(frozen=True)
class Behind:
    """Items of the background, and how each group may be said ("under a red moon")."""

    items: tuple[Item, ...] = ()
    phrases: tuple[str, ...] = ()


def behind(stage: Stage, *, bare: bool = False) -> Behind:
    """Everything behind the subject; `bare` keeps the land empty."""
    light = light_in_sky(stage)
    land = SCENERY.get(stage.place, _nothing)(stage)
    extras = Behind() if bare else _extras(stage)
    return Behind(light.items + extras.items + land.items, light.phrases + extras.phrases + land.phrases)


def _nothing(_stage: Stage) -> Behind:
    return Behind()


def light_in_sky(stage: Stage, *, always: bool = False) -> Behind:
    """Sun or moon by the hour, sometimes big, sometimes in an odd color."""
    hour = stage.facts.get("time", "")
    if not stage.outdoors or hour == "overcast" or not (always or stage.chance(0.42)):
        return Behind()
    name = pick(stage.rng, ("moon", "moon", "crescent moon")) if hour == "night" else "sun"
    color = any_color(stage.rng) if stage.chance(0.4) else ""
    big = stage.chance(0.3)
    size = stage.between(84, 128) if big else stage.between(40, 66)
    low = hour in {"sunset", "dawn"} and name == "sun" and stage.chance(0.6)
    y = stage.horizon + stage.between(-10, 14) if low else stage.between(24 + size / 2, max(40.0, stage.horizon * 0.5))
    if not color and name == "sun" and hour == "sunset":
        color = pick(stage.rng, ("orange", "orange", "red", ""))
        return Behind((stage.item(name, stage.between(40, 216), y + size / 2, size, color=color),), _light_words(stage, name, "", big=big))
    return Behind((stage.item(name, stage.between(40, 216), y + size / 2, size, color=color),), _light_words(stage, name, color, big=big))


def _light_words(stage: Stage, name: str, color: str, *, big: bool) -> tuple[str, ...]:
    if not stage.chance(0.85 if color or big else 0.5):
        return ()
    noun = pick(stage.rng, ("moon", "moon", "full moon")) if name == "moon" else name
    shade = said(stage.rng, color) + " " if color else ""
    size = pick(stage.rng, ("big ", "huge ", "giant ")) if big and stage.chance(0.6) else ""
    whole = size + shade + noun
    article = "an" if whole[0] in "aeiou" else "a"
    return (pick(stage.rng, ("under ", "with ", "below ")) + f"{article} {whole}",)


def _extras(stage: Stage) -> Behind:
    items: list[Item] = []
    phrases: list[str] = []
    if stage.outdoors and stage.facts.get("time") != "night" and stage.chance(0.45):
        items += _clouds(stage, int(stage.rng.integers(1, 4)))
        phrases += ["with clouds"] if stage.chance(0.15) else []
    if stage.outdoors and stage.chance(0.1):
        items.append(stage.item("birds", stage.between(50, 206), stage.between(50, 96), stage.between(26, 44)))
        phrases += [pick(stage.rng, ("with birds", "and birds in the sky", "and a flock of birds"))] if stage.chance(0.8) else []
    if stage.outdoors and stage.facts.get("time") != "night" and stage.chance(0.07):
        items.append(stage.item("rainbow", 128 + stage.between(-24, 24), stage.horizon + 4, stage.between(96, 112)))
        phrases += [pick(stage.rng, ("with a rainbow", "under a rainbow"))] if stage.chance(0.9) else []
    if stage.facts.get("weather") == "storm" or (stage.facts.get("time") == "overcast" and stage.chance(0.2)):
        height = stage.between(80, 130)
        items.append(stage.item("lightning", stage.between(40, 216), height, height))
        phrases += [pick(stage.rng, ("with lightning", "with a lightning bolt", "struck by lightning"))] if stage.chance(0.7) else []
    if stage.place == "space":
        return _in_space(stage)
    return Behind(tuple(items), tuple(phrases))


def _clouds(stage: Stage, count: int) -> list[Item]:
    tint = {"overcast": "gray", "sunset": "pink"}.get(stage.facts.get("time", ""), "")
    return [
        stage.item(
            "cloud", stage.between(20, 236), stage.between(36, max(60.0, stage.horizon * 0.62)), stage.between(26, 52), color=tint if stage.chance(0.7) else ""
        )
        for _ in range(count)
    ]


def _in_space(stage: Stage) -> Behind:
    items = [
        stage.item(
            pick(stage.rng, ("planet", "saturn", "moon", "planet")),
            stage.between(24, 232),
            stage.between(50, 236),
            stage.between(22, 52),
            color=any_color(stage.rng) if stage.chance(0.7) else "",
        )
        for _ in range(int(stage.rng.integers(0, 3)))
    ]
    return Behind(tuple(items))


def _rank(stage: Stage, names: tuple[str, ...], count: int, heights: tuple[float, float], foot: float) -> tuple[Item, ...]:
    """A loose row across the picture, from left to right."""
    step = 270 / count
    return tuple(
        stage.item(pick(stage.rng, names), -6 + (x + 0.5 + stage.between(-0.3, 0.3)) * step, foot + stage.between(-6, 8), stage.between(*heights))
        for x in range(count)
    )


def _mountains(stage: Stage) -> Behind:
    names = pick(stage.rng, (("mountain",), ("snowy mountain",), ("mountain", "snowy mountain")))
    return Behind(_rank(stage, names, int(stage.rng.integers(2, 5)), (70, 122), stage.horizon + 4))


def _forest(stage: Stage) -> Behind:
    kind = pick(stage.rng, (("tree",), ("tree",), ("pine tree",), ("pine tree",), ("bare tree",), ("palm tree",), ("tree", "pine tree")))
    trees = _rank(stage, kind, int(stage.rng.integers(6, 10)), (96, 150), stage.horizon + 8)
    if kind == ("tree",) and stage.chance(0.25):
        trees = tuple(
            stage.item(t.concept, (t.box.left + t.box.right) / 2, t.box.bottom, t.box.height, color=pick(stage.rng, ("orange", "red", "golden"))) for t in trees
        )
        return Behind(trees, (pick(stage.rng, ("in autumn", "in fall", "with autumn leaves")),))
    return Behind(trees)


def _city(stage: Stage) -> Behind:
    return Behind(_rank(stage, ("tower block",), int(stage.rng.integers(5, 9)), (70, 146), stage.horizon + 8))


def _street(stage: Stage) -> Behind:
    blocks = _rank(stage, ("tower block", "tower block", "house"), int(stage.rng.integers(4, 7)), (76, 136), stage.horizon + 8)
    lamps = (stage.item("street lamp", stage.between(20, 236), stage.horizon + 30, 104),) if stage.chance(0.5) else ()
    return Behind(blocks + lamps)


def _village(stage: Stage) -> Behind:
    houses = _rank(stage, ("house", "house", "house", "church"), int(stage.rng.integers(3, 6)), (48, 76), stage.horizon + 14)
    return Behind(houses)


def _hills(stage: Stage) -> Behind:
    return Behind(_rank(stage, ("hill",), int(stage.rng.integers(1, 4)), (26, 54), stage.horizon + 6))


def _meadow(stage: Stage) -> Behind:
    if stage.chance(0.55):
        return Behind()
    names = (pick(stage.rng, ("tree", "pine tree", "bush", "tree")),)
    tall = (26.0, 40.0) if names == ("bush",) else (60.0, 104.0)
    phrase = () if names == ("bush",) or stage.chance(0.5) else (pick(stage.rng, ("with trees", "and some trees")),)
    return Behind(_rank(stage, names, int(stage.rng.integers(1, 4)), tall, stage.horizon + 8), phrase)


def _road(stage: Stage) -> Behind:
    height = 256 - stage.horizon
    return Behind((stage.item("road", 128 + stage.between(-30, 30), 256, height),))


def _river(stage: Stage) -> Behind:
    return Behind((stage.item("river", 128 + stage.between(-30, 30), 258, 258 - stage.horizon),))


def _snow(stage: Stage) -> Behind:
    if stage.chance(0.55):
        return Behind()
    return Behind(_rank(stage, (pick(stage.rng, ("pine tree", "bare tree", "snowy mountain")),), int(stage.rng.integers(1, 4)), (56, 92), stage.horizon + 6))


def _room(stage: Stage) -> Behind:
    items: list[Item] = []
    if stage.chance(0.7):
        night = pick(stage.rng, ((), (), ("dark",), ("lit",)))
        items.append(stage.item("window", stage.between(50, 206), stage.horizon - stage.between(30, 48), stage.between(78, 108), traits=night))
    if stage.chance(0.5):
        items.append(stage.item("painting", stage.between(26, 230), stage.between(86, 122), stage.between(38, 58), color=any_color(stage.rng)))
    if stage.chance(0.2):
        items.append(stage.item(pick(stage.rng, ("wooden chair", "table")), stage.between(40, 216), stage.horizon + 18, stage.between(52, 72)))
    return Behind(tuple(items))


SCENERY: dict[str, Callable[[Stage], Behind]] = {
    "mountains": _mountains, "forest": _forest, "city": _city, "street": _street, "village": _village, "hills": _hills, "meadow": _meadow, "garden": _meadow,
    "road": _road, "river": _river, "snow": _snow, "room": _room, "lake": lambda stage: _hills(stage) if stage.chance(0.5) else Behind(),
}  # fmt: skip


def floats(stage: Stage) -> bool:
    """Whether things hover here instead of standing."""
    return stage.place in FLOATING
