"""The closed vocabularies a composition may use, and their order in arrays.

Nothing about how things look or what people call them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

NOTHING = ""
"""First option of every global field and of every color: not stated."""

GLOBAL_FIELDS = ("style", "mood", "place", "time", "weather", "sky", "ground")
HORIZON_STEP_PX = 8
HORIZON_BINS = 32


@dataclass(frozen=True)
class Concept:
    """A thing that can be an item: its name, how it is grouped, and its natural width over height."""

    name: str
    group: str
    aspect: float


@dataclass(frozen=True)
class Catalogue:
    """All concepts, colors, traits and global options; an index in an array is a place in one of these tuples."""

    concepts: tuple[Concept, ...]
    colors: tuple[tuple[str, tuple[int, int, int]], ...]
    traits: tuple[str, ...]
    options: dict[str, tuple[str, ...]]

    @cached_property
    def concept_index(self) -> dict[str, int]:
        """Place of every concept by name."""
        return {concept.name: place for place, concept in enumerate(self.concepts)}

    @cached_property
    def aspects(self) -> dict[str, float]:
        """Natural width over height of every concept by name."""
        return {concept.name: concept.aspect for concept in self.concepts}

    @cached_property
    def color_names(self) -> tuple[str, ...]:
        """Names of the colors, the first one being NOTHING."""
        return tuple(name for name, _ in self.colors)

    @cached_property
    def color_index(self) -> dict[str, int]:
        """Place of every color by name."""
        return {name: place for place, name in enumerate(self.color_names)}

    def color_value(self, name: str) -> tuple[int, int, int]:
        """Red, green and blue, 0 to 255."""
        return self.colors[self.color_index[name]][1]

    def to_json(self) -> dict[str, Any]:
        """Plain values for the file that goes with the weights."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Catalogue:
        """Read back what `to_json` wrote."""
        return cls(
            concepts=tuple(Concept(**concept) for concept in values["concepts"]),
            colors=tuple((name, tuple(rgb)) for name, rgb in values["colors"]),
            traits=tuple(values["traits"]),
            options={field: tuple(names) for field, names in values["options"].items()},
        )
