"""Stage 7: train the scorer on finished pictures and captions of the same scenes."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.scorer import Scorer
from party.studio.engines.pochade_engine.words import Reader
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training import planning, wording
from training.renders import LOOK_AGAIN, Renders, as_seen, finished_scene, small, varied
from training.scenes.captions import caption, teller
from training.scenes.make import scene
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor

    from training.settings import Settings

CAPTIONS_EACH = 4
FORGOTTEN = 0.1
"""Share of words left out, so that no single one is leaned on."""
RIVALS = 8
"""So many pictures of a batch share each place, so that the place alone does not tell them apart."""
AMONG = 200
"""Retrieval is measured among that many held-out captions."""


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "scorer.pt"


@dataclass(frozen=True)
class Told:
    """What is said of a picture: word numbers of its captions, and where it plays."""

    captions: tuple[tuple[int, ...], ...]
    place: str


def told(seed: int, reader: Reader) -> Told:
    """The captions of the scene of a seed."""
    one = scene(seed)
    captions = tuple(reader.read(caption(one, teller(seed, turn))).numbers for turn in range(CAPTIONS_EACH))
    return Told(captions, one.plan.get("place"))


def padded(captions: Sequence[Sequence[int]]) -> Tensor:
    """Word numbers (n, longest), zero behind the last word."""
    numbers = torch.zeros(len(captions), max(map(len, captions)), dtype=torch.long)
    for row, own in zip(numbers, captions, strict=True):
        row[: len(own)] = torch.tensor(own)
    return numbers


def rivals(places: dict[str, list[int]], count: int, chance: np.random.Generator) -> list[int]:
    """Different pictures in groups that play at the same place."""
    names = list(places)
    shares = np.array([len(places[name]) for name in names], dtype=float)
    chosen: dict[int, None] = {}
    while len(chosen) < count:
        own = places[names[int(chance.choice(len(names), p=shares / shares.sum()))]]
        chosen |= dict.fromkeys(own[int(number)] for number in chance.integers(len(own), size=RIVALS))
    return list(chosen)[:count]


def load_scorer(settings: Settings) -> Scorer:
    """The scorer of the last checkpoint."""
    scorer = Scorer()
    scorer.load_state_dict(torch.load(file(settings), weights_only=True)["scorer"])
    return scorer.eval()


@torch.no_grad()
def retrieval(scorer: Scorer, words: torch.nn.Embedding, pictures: Tensor, numbers: Tensor) -> dict[str, float]:
    """How often the right caption is the best, or among the five best, of all."""
    likeness = scorer.of_pictures(pictures) @ scorer.of_prompts(words(numbers), numbers).T
    rank = (likeness > likeness.diagonal()[:, None]).sum(1)
    return {"first": round(float((rank == 0).float().mean()), 3), "among five": round(float((rank < 5).float().mean()), 3)}  # noqa: PLR2004 -- five


@dataclass
class Pairs:
    """Pictures and what is said of them; grows while renders come."""

    renders: Renders
    reader: Reader
    told: list[Told] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def look_again(self) -> None:
        """Take up the renders that have come since."""
        for number in range(len(self.told), self.renders.look_again()):
            self.told.append(told(self.renders.seed(number), self.reader))
            self.places.setdefault(self.told[-1].place, []).append(number)

    def batch(self, count: int, chance: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Pictures (n, 3, 128, 128), moved and mirrored, and word numbers (n, longest) with some words left out."""
        chosen = rivals(self.places, count, chance)
        pictures = varied(as_seen([self.renders.picture(number) for number in chosen]), chance)
        captions = [self.told[number].captions[int(chance.integers(CAPTIONS_EACH))] for number in chosen]
        return pictures, padded([[word for word in own if chance.random() > FORGOTTEN] or own for own in captions])


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    torch.manual_seed(settings.seeds.training)
    wish, scorer, reader = settings.scorer, Scorer().to(memory_format=torch.channels_last), Reader(wording.load(settings))  # type: ignore[call-overload]
    words = planning.load_composer(settings).planner.words.requires_grad_(requires_grad=False)
    adam = torch.optim.AdamW(scorer.parameters(), wish.rate, weight_decay=0.05)
    state, step = load(file(settings)), 0
    if state:
        scorer.load_state_dict(state["scorer"])
        adam.load_state_dict(state["adam"])
        step = state["step"]
    pairs, chance, losses, began = Pairs(Renders(settings), reader), np.random.default_rng(step), [0.0], time.monotonic()
    test = held_out(settings, reader)
    while step < wish.steps:
        wait_while_paused(settings)
        if step % LOOK_AGAIN == 0 or not pairs.told:
            pairs.look_again()
        loss = loss_of(scorer, words, *pairs.batch(min(wish.batch, len(pairs.told)), chance))
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for group in adam.param_groups:
            group["lr"] = wish.rate * min(1.0, (step + 1) / 60) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * step / wish.steps)))
        adam.step()
        step += 1
        losses.append(float(loss.detach()))
        if step % 50 == 0:
            say(f"scorer step {step} loss {sum(losses[-50:]) / 50:.3f} {50 * wish.batch / (time.monotonic() - began):.0f} pairs/s")
            began = time.monotonic()
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"scorer": scorer.state_dict(), "adam": adam.state_dict(), "step": step})
            say(f"scorer at {step}: {retrieval(scorer.eval(), words, *test)}")
            scorer.train()


def loss_of(scorer: Scorer, words: torch.nn.Embedding, pictures: Tensor, numbers: Tensor) -> Tensor:
    """Every picture has to find its caption among all of the batch, and the other way round."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        seen = scorer.of_pictures(pictures.contiguous(memory_format=torch.channels_last))
        likeness = seen @ scorer.of_prompts(words(numbers), numbers).T
    scores = likeness.float() * scorer.sharpness.clamp(max=4.2).exp()
    right = torch.arange(len(pictures))
    return (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2


def held_out(settings: Settings, reader: Reader) -> tuple[Tensor, Tensor]:
    """Pictures and captions for the regular check."""
    seeds = range(settings.seeds.held_out, settings.seeds.held_out + min(AMONG, 2 * settings.scorer.batch))
    return as_seen([small(finished_scene(seed)) for seed in seeds]), padded([told(seed, reader).captions[0] for seed in seeds])
