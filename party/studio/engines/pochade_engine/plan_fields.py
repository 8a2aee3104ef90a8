"""A composition as the planner speaks it: a few small numbers per item, front to back, instead of boxes.

Things keep their natural proportions, so a height, a foot line and a middle are enough for a box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from party.studio.engines.pochade_engine.catalogue import HORIZON_BINS
from party.studio.engines.pochade_engine.composition import ITEM_FIELDS, MOST_ITEMS, NO_ITEM, PlanArrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from party.studio.engines.pochade_engine.catalogue import Catalogue

STEP_PX = 4
HEIGHT_BINS, FOOT_BINS, MIDDLE_BINS = 64, 76, 92
LEFTMOST_PX = -56
"""Middle of the first bin across; things may stick out of the picture."""


class Spoken(NamedTuple):
    """What the planner predicts, int64. Items end where `concept` is the number of concepts; the rest is void."""

    circumstances: NDArray[np.int64]
    concept: NDArray[np.int64]
    color: NDArray[np.int64]
    second: NDArray[np.int64]
    traits: NDArray[np.int64]
    flip: NDArray[np.int64]
    height: NDArray[np.int64]
    foot: NDArray[np.int64]
    middle: NDArray[np.int64]


ITEM_CHAIN = ("color", "second", "flip", "height", "foot", "middle")
"""Fields of an item in the order they are chosen, after concept and before or after traits (see planner)."""


@dataclass(frozen=True)
class Sizes:
    """How many options every field has."""

    circumstances: tuple[int, ...]
    concepts: int
    colors: int
    traits: int

    @classmethod
    def of(cls, catalogue: Catalogue) -> Sizes:
        """Count the options of a catalogue."""
        counts = tuple(len(options) for options in catalogue.options.values())
        return cls((*counts, HORIZON_BINS), len(catalogue.concepts), len(catalogue.colors), len(catalogue.traits))

    @property
    def chain(self) -> dict[str, int]:
        """Options of the fields of ITEM_CHAIN."""
        return {
            "color": self.colors,
            "second": self.colors,
            "flip": 2,
            "height": HEIGHT_BINS,
            "foot": FOOT_BINS,
            "middle": MIDDLE_BINS,
        }


def speak(arrays: PlanArrays, concepts: int) -> Spoken:
    """The composition in the planner's words, items front to back, filled up to MOST_ITEMS + 1."""
    rows = arrays.items[arrays.items[:, 0] != NO_ITEM][::-1].astype(np.int64)
    value = {name: rows[:, place] for place, name in enumerate(ITEM_FIELDS)}
    bins = {
        "height": np.clip((value["bottom"] - value["top"]) // STEP_PX, 0, HEIGHT_BINS - 1),
        "foot": np.clip(value["bottom"] // STEP_PX, 0, FOOT_BINS - 1),
        "middle": np.clip(((value["left"] + value["right"]) // 2 - LEFTMOST_PX) // STEP_PX, 0, MIDDLE_BINS - 1),
    }
    fields = {
        "concept": value["concept"],
        "color": value["color"],
        "second": value["second"],
        "traits": value["traits"],
        "flip": value["flip"],
        **bins,
    }
    filled = {
        name: np.pad(part, (0, MOST_ITEMS + 1 - len(rows)), constant_values=concepts if name == "concept" else 0)
        for name, part in fields.items()
    }
    circumstances = arrays.circumstances.astype(np.int64)
    circumstances[-1] = min(int(circumstances[-1]), HORIZON_BINS - 1)
    return Spoken(circumstances, **filled)


def unspeak(spoken: Spoken, catalogue: Catalogue, turns: NDArray[np.int64]) -> PlanArrays:
    """Boxes again, back to front, middles of bins; `turns` (MOST_ITEMS + 1,) in degrees are chance, not choice."""
    rows = np.full((MOST_ITEMS, len(ITEM_FIELDS)), NO_ITEM, np.int32)
    count = min(
        MOST_ITEMS,
        int(np.argmax(spoken.concept == len(catalogue.concepts)))
        if (spoken.concept == len(catalogue.concepts)).any()
        else MOST_ITEMS,
    )
    for place in range(count):
        concept = catalogue.concepts[int(spoken.concept[place])]
        height = (int(spoken.height[place]) + 0.5) * STEP_PX
        foot, middle = (
            (int(spoken.foot[place]) + 0.5) * STEP_PX,
            (int(spoken.middle[place]) + 0.5) * STEP_PX + LEFTMOST_PX,
        )
        half = height * concept.aspect / 2
        edges = (round(middle - half), round(foot - height), round(middle + half), round(foot))
        looks = (
            int(spoken.flip[place]),
            int(spoken.color[place]),
            int(spoken.second[place]),
            int(spoken.traits[place]),
            int(turns[place]),
        )
        rows[count - 1 - place] = (int(spoken.concept[place]), *edges, *looks)
    return PlanArrays(spoken.circumstances.astype(np.int32), rows)
