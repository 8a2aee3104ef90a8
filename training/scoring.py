"""Stage 6: train the scorer on finished pictures and captions of the same scenes."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.finish.canvas import resized
from party.studio.engines.pochade_engine.finish.styles import finished
from party.studio.engines.pochade_engine.scorer import SIDE_PX, Scorer
from party.studio.engines.pochade_engine.words import Reader
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training import planning, wording
from training.drawing.picture import draw
from training.scenes.captions import caption, teller
from training.scenes.make import scene
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from training.settings import Settings

CAPTIONS_EACH = 3
AMONG = 200
"""Retrieval is measured among that many held-out captions."""


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "scorer.pt"


@dataclass(frozen=True)
class Told:
    """A small finished picture (64, 64, 3) and word numbers of its captions."""

    picture: NDArray[np.uint8]
    captions: tuple[tuple[int, ...], ...]


def told(seed: int, reader: Reader) -> Told:
    """The scene of a seed, drawn, finished and told."""
    one = scene(seed)
    picture = finished(draw(one.plan, seed), mood=one.plan.get("mood"), style=one.plan.get("style"), seed=seed)
    captions = tuple(reader.read(caption(one, teller(seed, turn))).numbers for turn in range(CAPTIONS_EACH))
    return Told(resized(picture, SIDE_PX, SIDE_PX, "area").round().astype(np.uint8), captions)


def tensors(chosen: Sequence[Told], turn: int) -> tuple[Tensor, Tensor]:
    """Pictures (n, 3, 64, 64) and word numbers (n, longest) of one caption each."""
    pictures = torch.from_numpy(np.stack([one.picture for one in chosen])).permute(0, 3, 1, 2).float() / 127.5 - 1
    numbers = torch.zeros(len(chosen), max(len(one.captions[turn]) for one in chosen), dtype=torch.long)
    for row, one in zip(numbers, chosen, strict=True):
        row[: len(one.captions[turn])] = torch.tensor(one.captions[turn])
    return pictures, numbers


def load_scorer(settings: Settings) -> Scorer:
    """The scorer of the last checkpoint."""
    scorer = Scorer()
    scorer.load_state_dict(torch.load(file(settings), weights_only=True)["scorer"])
    return scorer.eval()


@torch.no_grad()
def retrieval(scorer: Scorer, words: torch.nn.Embedding, held_out: Sequence[Told]) -> str:
    """How often the right caption is the best, or among the five best, of all."""
    pictures, numbers = tensors(held_out, 0)
    likeness = scorer.of_pictures(pictures) @ scorer.of_prompts(words(numbers), numbers).T
    rank = (likeness > likeness.diagonal()[:, None]).sum(1)
    return f"R@1 {float((rank == 0).float().mean()):.3f} R@5 {float((rank < 5).float().mean()):.3f} of {len(held_out)}"  # noqa: PLR2004 -- five


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    torch.manual_seed(settings.seeds.training)
    wish, scorer, reader = settings.scorer, Scorer(), Reader(wording.load(settings))
    words = planning.load_composer(settings).planner.words.requires_grad_(requires_grad=False)
    adam = torch.optim.AdamW(scorer.parameters(), wish.rate, weight_decay=0.05)
    state, step = load(file(settings)), 0
    if state:
        scorer.load_state_dict(state["scorer"])
        adam.load_state_dict(state["adam"])
        step = state["step"]
    first = settings.seeds.training + step * wish.fresh
    pool = [told(seed, reader) for seed in range(first, first + wish.first)]
    held_out = [told(settings.seeds.held_out + place, reader) for place in range(min(AMONG, 2 * wish.batch))]
    chance, losses, began = np.random.default_rng(step), [0.0], time.monotonic()
    while step < wish.steps:
        wait_while_paused(settings)
        pool = [*pool, *(told(first + wish.first + step * wish.fresh + place, reader) for place in range(wish.fresh))][-wish.pool :]
        chosen = [pool[int(place)] for place in chance.choice(len(pool), wish.batch, replace=False)]
        pictures, numbers = tensors(chosen, int(chance.integers(CAPTIONS_EACH)))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            likeness = scorer.of_pictures(pictures.contiguous(memory_format=torch.channels_last)) @ scorer.of_prompts(words(numbers), numbers).T
        scores = likeness.float() * scorer.sharpness.clamp(max=4.2).exp()
        right = torch.arange(wish.batch)
        loss = (F.cross_entropy(scores, right) + F.cross_entropy(scores.T, right)) / 2
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
            say(f"scorer at {step}: {retrieval(scorer.eval(), words, held_out)}")
            scorer.train()
