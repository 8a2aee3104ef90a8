"""Compositions as recipes record them: shares of the picture and plain names, and back again without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party.core import values
from party.studio.engine import CannotMake
from party.studio.engines.pochade_engine.catalogue import GLOBAL_FIELDS, NOTHING
from party.studio.engines.pochade_engine.composition import CANVAS_PX, MOST_ITEMS, Box, Composition, Item

if TYPE_CHECKING:
    from party.studio.engines.pochade_engine.catalogue import Catalogue

HORIZON = "horizon"
TURNED = "turned "
"""Begins the trait of a thing that does not stand upright: degrees clockwise follow."""
LARGEST_SHARE = 4.0
"""A thing may stick out of the picture, but not endlessly."""


def recorded(plan: Composition, width: int, height: int) -> values.Composition:
    """The composition for the recipe of a picture of that size in pixels."""
    facts = [values.Circumstance(name, plan.get(name)) for name in GLOBAL_FIELDS if plan.get(name)]
    horizon = values.Circumstance(HORIZON, f"{plan.horizon / height:.4f}")
    return values.Composition(tuple(_recorded(item, width, height) for item in plan.items), (*facts, horizon))


def _recorded(item: Item, width: int, height: int) -> values.Item:
    left, top, right, bottom = item.box
    turned = (f"{TURNED}{item.turn}",) if item.turn else ()
    return values.Item(
        concept=item.concept,
        x=_share((left + right) / 2, width),
        y=_share((top + bottom) / 2, height),
        width=_share(right - left, width),
        height=_share(bottom - top, height),
        flip=item.flip,
        colors=(item.color, item.second) if item.second else (item.color,) if item.color else (),
        traits=(*sorted(item.traits), *turned),
    )


def _share(length: float, whole: int) -> float:
    """Exact enough for the same pixel."""
    return round(length / whole, 4)


def planned(composition: values.Composition, catalogue: Catalogue, width: int, height: int) -> Composition:
    """The plan of a recorded composition. Raises `CannotMake`, which says what is unknown or beyond bounds."""
    if len(composition.items) > MOST_ITEMS:
        raise CannotMake(f"A composition holds at most {MOST_ITEMS} things, not {len(composition.items)}.")
    facts = {fact.name: fact.value for fact in composition.circumstances}
    horizon = _horizon(facts.pop(HORIZON, ""), height)
    for name, value in facts.items():
        _check(name, value, catalogue)
    return Composition(tuple(_planned(item, catalogue, width, height) for item in composition.items), facts, horizon)


def _check(name: str, value: str, catalogue: Catalogue) -> None:
    if name not in catalogue.options:
        raise CannotMake(f"A composition has no {name}; it has {', '.join((*catalogue.options, HORIZON))}.")
    if value not in catalogue.options[name]:
        raise CannotMake(f"There is no {name} called {value} here.")


def _horizon(share: str, height: int) -> float:
    try:
        return min(1.0, max(0.0, float(share))) * height if share else height * 160 / CANVAS_PX
    except ValueError as reason:
        raise CannotMake(f"The horizon of a composition is a share of its height, not {share}.") from reason


def _planned(item: values.Item, catalogue: Catalogue, width: int, height: int) -> Item:
    if item.concept not in catalogue.concept_index:
        raise CannotMake(f"Pochade does not know how to draw {item.concept}.")
    if not all(abs(share) <= LARGEST_SHARE for share in (item.x, item.y, item.width, item.height)):
        raise CannotMake(f"The place of {item.concept} is beyond all bounds.")
    if strange := [color for color in item.colors if color not in catalogue.color_index]:
        raise CannotMake(f"There is no color called {strange[0]} here.")
    turned = [trait.removeprefix(TURNED) for trait in item.traits if trait.startswith(TURNED)]
    traits = frozenset(trait for trait in item.traits if not trait.startswith(TURNED))
    if strange := sorted(traits - set(catalogue.traits)):
        raise CannotMake(f"Nothing in a composition can be {strange[0]}.")
    colors = (*item.colors, NOTHING, NOTHING)
    return Item(
        concept=item.concept,
        box=_box(item, width, height),
        flip=item.flip,
        color=colors[0],
        second=colors[1],
        traits=traits,
        turn=int(turned[0]) if turned and turned[0].lstrip("-").isdecimal() else 0,
    )


def _box(item: values.Item, width: int, height: int) -> Box:
    half, tall = item.width * width / 2, item.height * height / 2
    x, y = item.x * width, item.y * height
    return Box(round(x - half), round(y - tall), round(x + half), round(y + tall))
