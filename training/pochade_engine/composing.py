"""Sampling compositions from the planner, with everything the drawn world could never show ruled out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.pochade_engine.plan_fields import ITEM_CHAIN, Spoken, unspeak
from training.pochade_engine.planner import ITEM_PLACES, Planner

if TYPE_CHECKING:
    from torch import Tensor

    from training.pochade_engine.catalogue import Catalogue
    from training.pochade_engine.composition import PlanArrays

NEVER = -1e9
PLACE, TIME, WEATHER, GROUND, HORIZON = 2, 3, 4, 6, 7
"""Columns of the circumstances."""


@dataclass(frozen=True)
class Possible:
    """What occurs in the drawn world at all, counted over many scenes; all boolean, true where it does.

    facts_by_place: per circumstance (places, options); concepts_by_place (places, concepts);
    and per concept its colours, second colours, traits, heights.
    """

    facts_by_place: tuple[Tensor, ...]
    concepts_by_place: Tensor
    colour: Tensor
    second: Tensor
    traits: Tensor
    height: Tensor

    def state(self) -> dict[str, Tensor]:
        """For the weight file."""
        facts = {f"facts.{place}": table for place, table in enumerate(self.facts_by_place)}
        return facts | {entry.name: getattr(self, entry.name) for entry in fields(self) if entry.name != "facts_by_place"}

    @classmethod
    def from_state(cls, state: dict[str, Tensor]) -> Possible:
        """Read back."""
        facts = [state[name] for name in sorted(name for name in state if name.startswith("facts."))]
        return cls(tuple(facts), *(state[entry.name] for entry in fields(cls) if entry.name != "facts_by_place"))


@dataclass(frozen=True)
class Warmth:
    """Temperatures: how freely facts, concepts and places are chosen."""

    facts: float = 0.6
    concepts: float = 0.5
    boxes: float = 0.7


class Composer:
    """Samples one composition per prompt and seed."""

    def __init__(self, planner: Planner, possible: Possible, catalogue: Catalogue, warmth: Warmth | None = None) -> None:
        """The planner should be in evaluation mode."""
        self.planner, self.possible, self.catalogue, self.warmth = planner, possible, catalogue, warmth or Warmth()

    @torch.no_grad()
    def compose(self, words: Tensor, seed: int) -> PlanArrays:
        """Words (length,) of one prompt to a composition."""
        chance = torch.Generator().manual_seed(seed)
        memory, padding = self.planner.read(words[None])
        facts, told = self._facts(memory, padding, chance)
        said: dict[str, list[int]] = {name: [] for name in ("concept", "traits", *ITEM_CHAIN)}
        for _ in range(ITEM_PLACES):
            x = self.planner.say(torch.stack(told, 1), memory, padding)[0, -1]
            item = self._item(x, int(facts[PLACE]), chance, last=len(said["concept"]) == ITEM_PLACES - 1)
            for name, value in item.items():
                said[name].append(value)
            if item["concept"] == self.planner.sizes.concepts:
                break
            told.append(self._as_told(item))
        return self._arrays(facts, said, chance)

    def _draw(self, scores: Tensor, allowed: Tensor | None, warmth: float, chance: torch.Generator) -> int:
        if allowed is not None and bool(allowed.any()):
            scores = scores.masked_fill(~allowed, NEVER)
        return int(torch.multinomial((scores.float() / warmth).softmax(-1), 1, generator=chance))

    def _facts(self, memory: Tensor, padding: Tensor, chance: torch.Generator) -> tuple[Tensor, list[Tensor]]:
        """Circumstances (8,) and the first two places of what is told. The place is chosen before what depends on it."""
        planner = self.planner
        start = torch.zeros(1, memory.shape[-1])
        x = planner.say(start[:, None], memory, padding)[0, -1]
        chosen: list[int] = []
        for column, choice in enumerate(planner.circumstances):
            place = chosen[PLACE] if column > PLACE else None
            allowed = self.possible.facts_by_place[column][place] if place is not None else self.possible.facts_by_place[column].any(0)
            chosen.append(self._draw(choice(x), allowed, self.warmth.facts, chance))
            x = x + choice.chosen(torch.tensor(chosen[-1]))  # type: ignore[operator]
        parts = [choice.chosen(torch.tensor([value])) for value, choice in zip(chosen, planner.circumstances, strict=True)]  # type: ignore[operator]
        vector = torch.stack(parts).sum(0)
        return torch.tensor(chosen), [start, vector * 0.4]

    def _item(self, x: Tensor, place: int, chance: torch.Generator, *, last: bool) -> dict[str, int]:
        planner, end = self.planner, self.planner.sizes.concepts
        allowed = torch.cat([self.possible.concepts_by_place[place], torch.ones(1, dtype=torch.bool)])
        concept = end if last else self._draw(planner.concept_scores(x), allowed, self.warmth.concepts, chance)
        item = {"concept": concept}
        if concept == end:
            return item | dict.fromkeys(("traits", *ITEM_CHAIN), 0)
        x = x + planner.concept_vector(torch.tensor(concept))
        likely = torch.sigmoid(planner.trait_scores(x).float() / 0.4) * self.possible.traits[concept]
        bits = (likely > torch.rand(likely.shape, generator=chance)).float()
        item["traits"] = int((bits.long() << torch.arange(len(bits))).sum())
        x = x + planner.trait_chosen(bits)
        ruled = {"colour": self.possible.colour[concept], "second": self.possible.second[concept], "height": self.possible.height[concept]}
        for name in ITEM_CHAIN:
            warmth = self.warmth.concepts * 0.8 if name in {"colour", "second", "flip"} else self.warmth.boxes
            item[name] = self._draw(planner.fields[name](x), ruled.get(name), warmth, chance)
            x = x + planner.fields[name].chosen(torch.tensor(item[name]))  # type: ignore[operator]
        return item

    def _as_told(self, item: dict[str, int]) -> Tensor:
        planner = self.planner
        vector = planner.concept_vector(torch.tensor([item["concept"]])) + planner.trait_chosen(planner.trait_bits(torch.tensor([item["traits"]])))
        return (vector + sum(planner.fields[name].chosen(torch.tensor([item[name]])) for name in ITEM_CHAIN)) * 0.4  # type: ignore[operator]

    def _arrays(self, facts: Tensor, said: dict[str, list[int]], chance: torch.Generator) -> PlanArrays:
        filled = {name: np.array(values + [0] * (ITEM_PLACES - len(values)), np.int64) for name, values in said.items()}
        filled["concept"][len(said["concept"]) :] = self.planner.sizes.concepts
        return unspeak(Spoken(facts.numpy(), **filled), self.catalogue, self._turns(filled["concept"], int(facts[PLACE]), chance))

    def _turns(self, concepts: np.ndarray, place: int, chance: torch.Generator) -> np.ndarray:
        """Shapes lie at any angle, things in space and under water drift a little, all else stands."""
        floating = self.catalogue.options["place"][place] in {"space", "underwater"}
        groups = [self.catalogue.concepts[number].group if number < len(self.catalogue.concepts) else "" for number in concepts]
        reach = np.array([45 if group == "shape" else 12 if floating and group not in {"figure", "portrait", "profile", "sky", ""} else 0 for group in groups])
        return np.round(reach * (torch.rand(len(reach), generator=chance).numpy() * 2 - 1)).astype(np.int64)
