"""The stage of a scene: its circumstances and the rules for how tall things stand on it and where their feet are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from party.studio.engines.pochade_engine.composition import CANVAS_PX, Box, Item

from training.vocabulary.subjects import subjects
from training.vocabulary.surroundings import PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from training.vocabulary.things import Thing

FLOATING = frozenset({"space", "underwater", "sky"})
MIDDLE = CANVAS_PX / 2
WIDEST_PX = 236.0

T = TypeVar("T")


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One of the options, all alike likely."""
    return options[int(rng.integers(len(options)))]


@dataclass
class Stage:
    """Where and when a scene plays, while it is being composed."""

    rng: np.random.Generator
    place: str
    horizon: float
    facts: dict[str, str] = field(default_factory=dict)
    """Circumstances other than the place: time, weather, mood, sky, ground, style."""

    @property
    def outdoors(self) -> bool:
        """Whether there is a sky with an hour and weather."""
        return PLACES[self.place].outdoors

    @property
    def dark(self) -> bool:
        """Whether windows are lit."""
        return self.facts.get("time") in {"night", "sunset"}

    def chance(self, share: float) -> bool:
        """True that often."""
        return bool(self.rng.random() < share)

    def between(self, low: float, high: float) -> float:
        """A number by chance."""
        return float(self.rng.uniform(low, max(low, high)))

    def height(self, thing: Thing, scale: float = 1.0) -> float:
        """How tall the thing stands here, in pixels, so that it fits in the picture."""
        room = 1.3 if self.place == "plain" else 1.0
        wanted = thing.size * scale * room * self.between(0.86, 1.16)
        return min(wanted, 226.0, WIDEST_PX / thing.aspect)

    def foot(self, thing: Thing, height: float) -> float:
        """Where its foot line is: on the ground, on the water, or afloat around the middle."""
        if thing.where == "flat":
            return 256.0
        if self.place == "plain":
            return MIDDLE + height / 2 + self.between(-8, 14)
        if self.place in FLOATING or thing.where in {"air", "sky"}:
            center = self.between(96, 140) if thing.where in {"air", "sky"} and self.outdoors else self.between(112, 146)
            return min(center + height / 2, 250.0)
        if thing.where == "wall" and self.place == "room":
            return self.horizon - self.between(14, 40)
        if thing.where == "water" and self.place in {"sea", "lake"}:
            return min(self.horizon + self.between(14, 46), 250.0)
        return min(self.horizon + self.between(16, 40) + height * 0.16, 252.0)

    def item(self, name: str, x: float, foot: float, height: float, **looks: object) -> Item:
        """An item of natural proportions with its middle at x."""
        thing = subjects()[name]
        traits = frozenset(looks.pop("traits", ()))  # type: ignore[call-overload]
        if self._casts_shadow(thing):
            traits |= {"shadow"}
        if self.dark and thing.group == "building" and "dark" not in traits:
            traits |= {"lit"}
        return Item(name, Box.standing(x, foot, height=height, aspect=thing.aspect), traits=traits, **looks)  # type: ignore[arg-type]

    def _casts_shadow(self, thing: Thing) -> bool:
        grounded = thing.where in {"ground", "table"} and self.place not in FLOATING | {"plain", "sea", "lake"}
        return grounded and thing.group not in {"nature", "building", "sky", "sign", "shape", "portrait", "profile", "vehicle"}
