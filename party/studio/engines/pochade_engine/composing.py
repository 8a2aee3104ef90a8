"""Sampling compositions from the planner, with everything the drawn world could never show ruled out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import torch

from party.studio.engines.pochade_engine.plan_fields import ITEM_CHAIN, Spoken, unspeak
from party.studio.engines.pochade_engine.planner import ITEM_PLACES, TOLD, Planner

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

    from party.studio.engines.pochade_engine.catalogue import Catalogue
    from party.studio.engines.pochade_engine.composition import PlanArrays
    from party.studio.engines.pochade_engine.influence import Influence

NEVER = -1e9
UPRIGHT = frozenset({"figure", "portrait", "profile", "sky", ""})
"""Groups that stand even where everything floats."""
TRAIT_WARMTH = 0.4
GROWTH = 0.7
"""A thing of a stretch with weight w is drawn w to this power as tall."""
PLACE, TIME, WEATHER, GROUND, HORIZON = 2, 3, 4, 6, 7
"""Columns of the circumstances."""


@dataclass(frozen=True)
class Possible:
    """What occurs in the drawn world at all, counted over many scenes; all boolean, true where it does.

    facts_by_place: per circumstance (places, options); concepts_by_place (places, concepts);
    and per concept its colors, second colors, traits, heights.
    """

    facts_by_place: tuple[Tensor, ...]
    concepts_by_place: Tensor
    color: Tensor
    second: Tensor
    traits: Tensor
    height: Tensor

    def state(self) -> dict[str, Tensor]:
        """For the weight file."""
        facts = {f"facts.{place}": table for place, table in enumerate(self.facts_by_place)}
        return facts | {
            entry.name: getattr(self, entry.name) for entry in fields(self) if entry.name != "facts_by_place"
        }

    @classmethod
    def from_state(cls, state: dict[str, Tensor]) -> Possible:
        """Read back."""
        facts = [state[name] for name in sorted(name for name in state if name.startswith("facts."))]
        return cls(tuple(facts), *(state[entry.name] for entry in fields(cls) if entry.name != "facts_by_place"))


def drawn(shares: Tensor, chance: torch.Generator) -> int:
    """One place of a distribution (options,) by a single uniform number, which every version of torch draws alike."""
    upto = shares.flatten().cumsum(0)
    return int(torch.searchsorted(upto, torch.rand(1, generator=chance, dtype=torch.float64) * upto[-1], right=True))


@dataclass(frozen=True)
class Warmth:
    """Temperatures: how freely facts, concepts and places are chosen."""

    facts: float = 0.6
    concepts: float = 0.5
    boxes: float = 0.7


class Composer:
    """Samples one composition per prompt and seed."""

    def __init__(
        self, planner: Planner, possible: Possible, catalogue: Catalogue, warmth: Warmth | None = None
    ) -> None:
        """The planner should be in evaluation mode."""
        self.planner, self.possible, self.catalogue, self.warmth = planner, possible, catalogue, warmth or Warmth()

    @torch.no_grad()
    def compose(self, influence: Influence, seed: int) -> PlanArrays:
        """The readings of one prompt to a composition."""
        chance = torch.Generator().manual_seed(seed)
        memory, padding = self.planner.read(influence.rows)
        facts, told = self._facts(influence, memory, padding, chance)
        said: dict[str, list[int]] = {name: [] for name in ("concept", "traits", *ITEM_CHAIN)}
        for _ in range(ITEM_PLACES):
            x = self._said(told, memory, padding)
            item = self._item(influence, x, int(facts[PLACE]), chance, last=len(said["concept"]) == ITEM_PLACES - 1)
            for name, value in item.items():
                said[name].append(value)
            if item["concept"] == self.planner.sizes.concepts:
                break
            told.append(self._as_told(item))
        return self._arrays(facts, said, chance)

    def _said(self, told: list[Tensor], memory: Tensor, padding: Tensor) -> Tensor:
        """What every reading would say next, (rows, width)."""
        return self.planner.say(torch.stack(told, 1).expand(len(memory), -1, -1), memory, padding)[:, -1]

    def _draw(self, scores: Tensor, allowed: Tensor | None, warmth: float, chance: torch.Generator) -> int:
        if allowed is not None and bool(allowed.any()):
            scores = scores.masked_fill(~allowed, NEVER)
        return drawn((scores.double() / warmth).softmax(-1), chance)

    def _facts(
        self, influence: Influence, memory: Tensor, padding: Tensor, chance: torch.Generator
    ) -> tuple[Tensor, list[Tensor]]:
        """Circumstances (8,) and the first two places of what is told; the place comes before what depends on it."""
        start = torch.zeros(1, memory.shape[-1])
        x, total = self._said([start], memory, padding), torch.zeros_like(start)
        chosen: list[int] = []
        for column, choice in enumerate(self.planner.choices()):
            table = self.possible.facts_by_place[column]
            allowed = table[chosen[PLACE]] if column > PLACE else table.any(0)
            chosen.append(self._draw(influence.on(choice(x)), allowed, self.warmth.facts, chance))
            vector = choice.chosen(torch.tensor([chosen[-1]]))
            x, total = x + vector, total + vector
        return torch.tensor(chosen), [start, total * TOLD]

    def _item(
        self, influence: Influence, x: Tensor, place: int, chance: torch.Generator, *, last: bool
    ) -> dict[str, int]:
        planner, end = self.planner, self.planner.sizes.concepts
        allowed = torch.cat([self.possible.concepts_by_place[place], torch.ones(1, dtype=torch.bool)])
        scores = planner.concept_scores(x)
        concept = end if last else self._draw(influence.on(scores), allowed, self.warmth.concepts, chance)
        item = {"concept": concept}
        if concept == end:
            return item | dict.fromkeys(("traits", *ITEM_CHAIN), 0)
        x = x + planner.concept_vector(torch.tensor([concept]))
        likely = (
            torch.sigmoid(influence.on_each(planner.trait_scores(x)) / TRAIT_WARMTH) * self.possible.traits[concept]
        )
        bits = (likely > torch.rand(likely.shape, generator=chance)).float()
        item["traits"] = int((bits.long() << torch.arange(len(bits))).sum())
        x = x + planner.trait_chosen(bits)
        growth = influence.owner_weight(scores, concept) ** GROWTH
        for name in ITEM_CHAIN:
            item[name] = self._field(name, influence, x, concept, chance)
            if name == "height" and growth != 1:
                item[name] = self._grown(item[name], growth, concept)
            x = x + planner.field(name).chosen(torch.tensor([item[name]]))
        return item

    def _field(self, name: str, influence: Influence, x: Tensor, concept: int, chance: torch.Generator) -> int:
        """How an item looks is bent by weights; where it stands is for the whole prompt to say."""
        scores = self.planner.field(name)(x)
        ruled = {"color": self.possible.color, "second": self.possible.second, "height": self.possible.height}
        allowed = ruled[name][concept] if name in ruled else None
        if name in {"color", "second"}:
            return self._draw(influence.on(scores), allowed, self.warmth.concepts * 0.8, chance)
        warmth = self.warmth.concepts * 0.8 if name == "flip" else self.warmth.boxes
        return self._draw(scores[0], allowed, warmth, chance)

    def _grown(self, height: int, growth: float, concept: int) -> int:
        """The bin of a height that much larger, as near to it as the thing was ever drawn."""
        wanted = (height + 0.5) * growth - 0.5
        seen = self.possible.height[concept].nonzero()[:, 0]
        return int(seen[(seen - wanted).abs().argmin()]) if len(seen) else round(wanted)

    def _as_told(self, item: dict[str, int]) -> Tensor:
        planner = self.planner
        bits = planner.trait_bits(torch.tensor([item["traits"]]))
        vector = planner.concept_vector(torch.tensor([item["concept"]])) + planner.trait_chosen(bits)
        for name in ITEM_CHAIN:
            vector = vector + planner.field(name).chosen(torch.tensor([item[name]]))
        return vector * TOLD

    def _arrays(self, facts: Tensor, said: dict[str, list[int]], chance: torch.Generator) -> PlanArrays:
        filled = {name: np.array(values + [0] * (ITEM_PLACES - len(values)), np.int64) for name, values in said.items()}
        filled["concept"][len(said["concept"]) :] = self.planner.sizes.concepts
        return unspeak(
            Spoken(facts.numpy(), **filled), self.catalogue, self._turns(filled["concept"], int(facts[PLACE]), chance)
        )

    def _turns(self, concepts: NDArray[np.int64], place: int, chance: torch.Generator) -> NDArray[np.int64]:
        """Shapes lie at any angle, things in space and under water drift a little, all else stands."""
        floating = self.catalogue.options["place"][place] in {"space", "underwater"}
        known = self.catalogue.concepts
        groups = [known[number].group if number < len(known) else "" for number in concepts]
        reach = np.array([45 if group == "shape" else 12 * (floating and group not in UPRIGHT) for group in groups])
        return np.round(reach * (torch.rand(len(reach), generator=chance).numpy() * 2 - 1)).astype(np.int64)
