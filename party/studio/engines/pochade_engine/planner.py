"""The planner: a small transformer that reads a prompt and says a composition.

Circumstances first, then items front to back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  the name everybody uses

from party.studio.engines.pochade_engine.composition import MOST_ITEMS
from party.studio.engines.pochade_engine.plan_fields import ITEM_CHAIN, Sizes
from party.studio.engines.pochade_engine.words import MOST_WORDS, PADDING

if TYPE_CHECKING:
    from torch import Tensor

ITEM_PLACES = MOST_ITEMS + 1
"""All items and the end."""
TOLD = 0.4
"""Scale of what was said when it is read again."""


@dataclass(frozen=True)
class PlannerShape:
    """Width and depth of the network; `words` is the width of a word vector."""

    width: int = 176
    heads: int = 4
    read_layers: int = 2
    say_layers: int = 3
    words: int = 128


@dataclass(frozen=True)
class PlanTensors:
    """A batch of spoken compositions: circumstances (n, 8); all others (n, ITEM_PLACES), int64."""

    circumstances: Tensor
    concept: Tensor
    traits: Tensor
    fields: dict[str, Tensor]
    """By the names of ITEM_CHAIN."""


class Attend(nn.Module):
    """Attention to oneself or to a memory; plain softmax."""

    def __init__(self, width: int, heads: int) -> None:
        """Two projections in, one out."""
        super().__init__()
        self.heads = heads
        self.ask, self.offer, self.give = nn.Linear(width, width), nn.Linear(width, 2 * width), nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor, hidden: Tensor) -> Tensor:
        """X (n, a, width), memory (n, b, width), `hidden` true where a may not look at b."""
        query = self._by_head(self.ask(x))
        key, value = (self._by_head(part) for part in self.offer(memory).chunk(2, -1))
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
        weights = scores.masked_fill(hidden, -1e4).softmax(-1).to(value.dtype)
        return self.give((weights @ value).transpose(1, 2).reshape(x.shape))

    def _by_head(self, part: Tensor) -> Tensor:
        return part.view(*part.shape[:2], self.heads, -1).transpose(1, 2)


class Layer(nn.Module):
    """Attention to itself, to the prompt if there is one, and a feed-forward step, each after a normalization."""

    def __init__(self, width: int, heads: int, *, listens: bool) -> None:
        """`listens`: whether it attends to a memory."""
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3 if listens else 2))
        self.itself = Attend(width, heads)
        self.prompt = Attend(width, heads) if listens else None
        self.think = nn.Sequential(nn.Linear(width, 3 * width), nn.GELU(), nn.Linear(3 * width, width))

    def forward(
        self, x: Tensor, hidden: Tensor, memory: Tensor | None = None, memory_hidden: Tensor | None = None
    ) -> Tensor:
        """(n, length, width) to the same."""
        normal = self.norms[0](x)
        x = x + self.itself(normal, normal, hidden)
        if self.prompt is not None and memory is not None:
            x = x + self.prompt(self.norms[1](x), memory, memory_hidden)
        return x + self.think(self.norms[-1](x))


class Choice(nn.Module):
    """Scores of the options of one field, and the vector a chosen option adds."""

    def __init__(self, width: int, options: int) -> None:
        """A hidden step, scores, and embeddings."""
        super().__init__()
        self.think, self.score, self.chosen = (
            nn.Linear(width, width),
            nn.Linear(width, options),
            nn.Embedding(options, width),
        )
        nn.init.normal_(self.chosen.weight, 0, 0.5)

    def forward(self, x: Tensor) -> Tensor:
        """(..., width) to (..., options)."""
        return self.score(F.silu(self.think(F.layer_norm(x, x.shape[-1:]))))


class Planner(nn.Module):
    """Prompt words to compositions. The fields of an item are chosen one after the other, each knowing those before."""

    name_vectors: Tensor

    def __init__(self, sizes: Sizes, word_count: int, shape: PlannerShape | None = None) -> None:
        """`word_count` without padding."""
        super().__init__()
        shape = shape or PlannerShape()
        width = shape.width
        self.sizes = sizes
        self.words = nn.Embedding(word_count + 1, shape.words)
        self.lift, self.word_place = nn.Linear(shape.words, width), nn.Parameter(torch.randn(MOST_WORDS, width) * 0.02)
        self.read_layers = nn.ModuleList(Layer(width, shape.heads, listens=False) for _ in range(shape.read_layers))
        self.say_layers = nn.ModuleList(Layer(width, shape.heads, listens=True) for _ in range(shape.say_layers))
        self.read_norm, self.say_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.place = nn.Parameter(torch.randn(ITEM_PLACES + 1, width) * 0.1)
        self.circumstances = nn.ModuleList(Choice(width, count) for count in sizes.circumstances)
        self.fields = nn.ModuleDict({name: Choice(width, count) for name, count in sizes.chain.items()})
        self.trait_think, self.trait_score, self.trait_chosen = (
            nn.Linear(width, width),
            nn.Linear(width, sizes.traits),
            nn.Linear(sizes.traits, width),
        )
        self.register_buffer("name_vectors", torch.zeros(sizes.concepts + 1, shape.words))
        self.concept_think, self.concept_name = nn.Linear(width, width), nn.Linear(shape.words, width, bias=False)
        self.concept_own, self.concept_bias = (
            nn.Embedding(sizes.concepts + 1, width),
            nn.Parameter(torch.zeros(sizes.concepts + 1)),
        )
        nn.init.normal_(self.concept_own.weight, 0, 0.1)

    def choices(self) -> list[Choice]:
        """The circumstances in their order."""
        return [cast("Choice", choice) for choice in self.circumstances]

    def field(self, name: str) -> Choice:
        """A field of ITEM_CHAIN."""
        return cast("Choice", self.fields[name])

    def read(self, words: Tensor, *, word_noise: float = 0.0) -> tuple[Tensor, Tensor]:
        """The prompt as a memory (n, words, width) and what of it is padding; noise on some words teaches neighbors."""
        vectors = self.words(words)
        if word_noise:
            shaken = (torch.rand(words.shape) < 0.5)[..., None] * torch.rand(len(words), 1, 1)  # noqa: PLR2004  half of the words
            vectors = vectors + torch.randn_like(vectors) * shaken * word_noise
        padding = (words == PADDING)[:, None, None, :]
        padding = padding & ~padding.all(-1, keepdim=True)
        x = self.lift(vectors) + self.word_place[: words.shape[1]]
        for layer in self.read_layers:
            x = layer(x, padding)
        return self.read_norm(x), padding

    def say(self, told: Tensor, memory: Tensor, padding: Tensor) -> Tensor:
        """What comes next after everything told so far, at every place: (n, places, width)."""
        length = told.shape[1]
        later = torch.ones(length, length, dtype=torch.bool).triu(1)
        x = told + self.place[:length]
        for layer in self.say_layers:
            x = layer(x, later, memory, padding)
        return self.say_norm(x)

    def concept_scores(self, x: Tensor) -> Tensor:
        """(..., width) to (..., concepts + 1); the last one ends the items."""
        table = self.concept_own.weight + self.concept_name(self.name_vectors)
        return self.concept_think(F.layer_norm(x, x.shape[-1:])) @ table.T * 0.3 + self.concept_bias

    def concept_vector(self, concept: Tensor) -> Tensor:
        """What a chosen concept adds."""
        return self.concept_own(concept) + self.concept_name(self.name_vectors[concept])

    def trait_scores(self, x: Tensor) -> Tensor:
        """(..., width) to (..., traits), each by itself."""
        return self.trait_score(F.silu(self.trait_think(F.layer_norm(x, x.shape[-1:]))))

    def trait_bits(self, traits: Tensor) -> Tensor:
        """The bits of the numbers as 0 or 1, (..., traits)."""
        return (traits[..., None] >> torch.arange(self.sizes.traits) & 1).float()

    def told(self, plan: PlanTensors) -> Tensor:
        """Everything said, shifted by one place, for training: (n, ITEM_PLACES + 1, width)."""
        facts = torch.stack(
            [choice.chosen(plan.circumstances[:, place]) for place, choice in enumerate(self.choices())]
        ).sum(0)
        items = self.concept_vector(plan.concept) + self.trait_chosen(self.trait_bits(plan.traits))
        for name in ITEM_CHAIN:
            items = items + self.field(name).chosen(plan.fields[name])
        start = torch.zeros_like(facts)[:, None]
        return torch.cat([start, facts[:, None], items[:, :-1]], 1) * TOLD

    def losses(self, words: Tensor, plan: PlanTensors, *, word_noise: float = 0.0) -> dict[str, Tensor]:
        """Cross entropies of all choices, by field."""
        memory, padding = self.read(words, word_noise=word_noise)
        said = self.say(self.told(plan), memory, padding)
        losses, x = {}, said[:, 0]
        for place, choice in enumerate(self.choices()):
            losses[f"fact {place}"] = F.cross_entropy(choice(x).float(), plan.circumstances[:, place])
            x = x + choice.chosen(plan.circumstances[:, place])
        return losses | self._item_losses(said[:, 1:], plan)

    def _item_losses(self, said: Tensor, plan: PlanTensors) -> dict[str, Tensor]:
        real = plan.concept < self.sizes.concepts
        asked = torch.cat([torch.ones_like(real[:, :1]), real[:, :-1]], 1)
        losses = {"concept": F.cross_entropy(self.concept_scores(said[asked]).float(), plan.concept[asked])}
        x = said[real] + self.concept_vector(plan.concept[real])
        bits = self.trait_bits(plan.traits[real])
        losses["traits"] = (
            F.binary_cross_entropy_with_logits(self.trait_scores(x).float(), bits) * self.sizes.traits * 0.5
        )
        x = x + self.trait_chosen(bits)
        for name in ITEM_CHAIN:
            chosen = plan.fields[name][real]
            losses[name] = F.cross_entropy(self.field(name)(x).float(), chosen)
            x = x + self.field(name).chosen(chosen)
        return losses
