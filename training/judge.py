"""The judge: a classifier trained on real renders, in every style, that says what is to be seen. Only for evaluation; never shipped."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training.renders import LOOK_AGAIN, Renders, as_seen, small, varied
from training.scenes.make import Scene, scene
from training.vocabulary.subjects import catalogue
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from training.settings import Settings

WIDTHS = (64, 128, 256)
MOST_COUNTED = 6
UNKNOWN = -100
"""Label of what a picture does not answer; ignored by the loss."""


@dataclass(frozen=True)
class Answers:
    """Right answers as numbers, UNKNOWN where the question makes no sense.

    `concepts` are all concepts of the subject; color and count are those of a subject that is one kind of thing.
    """

    concepts: tuple[int, ...]
    facts: dict[str, int]


QUESTIONS = ("style", "place", "time", "color", "count")


def answers_of(one: Scene) -> Answers:
    """What the judge should say about a picture of this scene."""
    known, plan = catalogue(), one.plan
    names = tuple(dict.fromkeys(known.concept_index[item.concept] for item in one.actors))
    facts = {name: known.options[name].index(plan.get(name)) for name in ("style", "place")}
    facts["time"] = known.options["time"].index(plan.get("time")) if plan.get("time") else UNKNOWN
    alike = len(names) == 1
    facts["color"] = known.color_index[one.actors[0].color] if alike and one.actors[0].color else UNKNOWN
    facts["count"] = min(len(one.actors), MOST_COUNTED) if alike and one.kind in {"single", "several", "person"} else UNKNOWN
    return Answers(names, facts)


class Block(nn.Module):
    """Two convolutions beside a way straight through."""

    def __init__(self, width: int) -> None:
        """Width in and out."""
        super().__init__()
        parts = [layer for _ in range(2) for layer in (nn.ReLU(), nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))]
        self.change = nn.Sequential(*parts)

    def forward(self, seen: Tensor) -> Tensor:
        """The same shape."""
        return seen + self.change(seen)  # type: ignore[no-any-return]


class Judge(nn.Module):
    """Pictures (n, 3, 128, 128) in -1..1 to scores per question."""

    def __init__(self) -> None:
        """A quarter of the side at once, then a block per width and half the side between, mean and maximum at the end."""
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, WIDTHS[0], 7, 4, 3), nn.BatchNorm2d(WIDTHS[0])]
        for width, following in pairwise(WIDTHS):
            layers += [Block(width), nn.ReLU(), nn.Conv2d(width, following, 3, 2, 1, bias=False), nn.BatchNorm2d(following)]
        self.see = nn.Sequential(*layers, Block(WIDTHS[-1]), nn.ReLU())
        known, features = catalogue(), 2 * WIDTHS[-1]
        self.concepts = nn.Linear(features, len(known.concepts))
        sizes = {name: len(known.options[name]) for name in ("style", "place", "time")} | {"color": len(known.colors), "count": MOST_COUNTED + 1}
        self.facts = nn.ModuleDict({name: nn.Linear(features, sizes[name]) for name in QUESTIONS})

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """Scores by question; "concepts" too."""
        seen = self.see(pictures)
        features = torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1)
        return {"concepts": self.concepts(features)} | {name: head(features) for name, head in self.facts.items()}


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "judge.pt"


def as_judged(pictures: Sequence[NDArray[np.uint8]]) -> Tensor:
    """Finished pictures of any size as the judge looks at them."""
    return as_seen([small(picture) for picture in pictures])


def loss_of(scores: dict[str, Tensor], answers: Sequence[Answers]) -> Tensor:
    """Sum over questions; several concepts share the target evenly."""
    target = torch.zeros_like(scores["concepts"])
    for row, own in zip(target, answers, strict=True):
        if own.concepts:
            row[list(own.concepts)] = 1 / len(own.concepts)
    total = -(target * scores["concepts"].log_softmax(-1)).sum(-1).mean()
    for name in QUESTIONS:
        labels = torch.tensor([own.facts[name] for own in answers])
        if (labels != UNKNOWN).any():
            total = total + 0.5 * F.cross_entropy(scores[name], labels, ignore_index=UNKNOWN)
    return total


def load_judge(settings: Settings) -> Judge:
    """The judge of the last checkpoint."""
    judge = Judge()
    judge.load_state_dict(torch.load(file(settings), weights_only=True)["judge"])
    return judge.eval()


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    torch.manual_seed(settings.seeds.training)
    wish, judge = settings.judge, Judge().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    adam = torch.optim.AdamW(judge.parameters(), wish.rate, weight_decay=0.02)
    state, step = load(file(settings)), 0
    if state:
        judge.load_state_dict(state["judge"])
        adam.load_state_dict(state["adam"])
        step = state["step"]
    renders, answers = Renders(settings), list[Answers]()
    chance, losses, began = np.random.default_rng(step), [0.0], time.monotonic()
    while step < wish.steps:
        wait_while_paused(settings)
        if step % LOOK_AGAIN == 0 or not answers:
            answers += [answers_of(scene(renders.seed(place))) for place in range(len(answers), renders.look_again())]
        chosen = [int(place) for place in chance.integers(len(answers), size=wish.batch)]
        pictures = varied(as_seen([renders.picture(place) for place in chosen]), chance)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = judge(pictures.contiguous(memory_format=torch.channels_last))
        loss = loss_of({name: score.float() for name, score in scores.items()}, [answers[place] for place in chosen])
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for group in adam.param_groups:
            group["lr"] = wish.rate * min(1.0, (step + 1) / 100) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * step / wish.steps)))
        adam.step()
        step += 1
        losses.append(float(loss.detach()))
        if step % 50 == 0:
            say(f"judge step {step} loss {sum(losses[-50:]) / 50:.3f} {50 * wish.batch / (time.monotonic() - began):.0f} pictures/s")
            began = time.monotonic()
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"judge": judge.state_dict(), "adam": adam.state_dict(), "step": step})
