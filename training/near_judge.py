"""The judge's second look: what is in one place of a picture, and in what color. Trained on the boxes of real renders; never shipped."""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.composition import CANVAS_PX
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training.drawing.picture import draw
from training.judge import UNKNOWN, Block
from training.renders import LOOK_AGAIN, SIDE_PX, Renders, small
from training.scenes.make import scene
from training.vocabulary.subjects import catalogue
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.composition import Box, Item
    from torch import Tensor

    from training.settings import Settings

NEAR_PX = 48
WIDTHS = (64, 128, 256)
MARGIN = 0.12
"""So much more than the box is shown, in shares of it."""
JITTER = 0.08
SMALLEST_PX = 16
FEW_BEST = 5
GRAY, SOFT = 0.3, 0.4
"""Shares of clean boxes that lose their colors, and their edges."""
FRONT = 0.6
"""Share of boxes of renders that hold the subject; the others hold what lies behind it."""
CLEAN = 0.5
"""Share of training boxes from scenes drawn on the spot, without a finish: cheap, and never the same twice."""
DRAWN, FIRST_DRAWN, MOST_DRAWN = 12, 400, 20_000
"""Scenes drawn for every batch, for the first one, and boxes of them kept."""


@dataclass(frozen=True)
class Place:
    """A box of a render, the concept in it, and its color, UNKNOWN if it has its own."""

    render: int
    box: Box
    concept: int
    color: int


class NearJudge(nn.Module):
    """Crops (n, 3, 48, 48) in -1..1 to scores of concepts and colors."""

    def __init__(self) -> None:
        """Half the side at once, then a block per width and half the side between."""
        super().__init__()
        layers: list[nn.Module] = [nn.Conv2d(3, WIDTHS[0], 5, 2, 2), nn.BatchNorm2d(WIDTHS[0])]
        for width, following in pairwise(WIDTHS):
            layers += [Block(width), nn.ReLU(), nn.Conv2d(width, following, 3, 2, 1, bias=False), nn.BatchNorm2d(following)]
        self.see = nn.Sequential(*layers, Block(WIDTHS[-1]), nn.ReLU())
        self.forget = nn.Dropout(0.3)
        self.concepts = nn.Linear(2 * WIDTHS[-1], len(catalogue().concepts))
        self.colors = nn.Linear(2 * WIDTHS[-1], len(catalogue().colors))

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        """Both scores."""
        seen = self.see(crops)
        features = self.forget(torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1))
        return self.concepts(features), self.colors(features)


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "near_judge.pt"


def crop(picture: NDArray[np.uint8], box: Box, moved: tuple[float, float] = (0.0, 0.0), grown: float = 1.0) -> Tensor:
    """A square around the box out of a small picture of the square of 256 px, (3, 48, 48) bytes as floats."""
    scale, side = SIDE_PX / CANVAS_PX, max(box.width, box.height) * (1 + 2 * MARGIN) * grown
    x, y = (box.left + box.right) / 2 + moved[0] * side, (box.top + box.bottom) / 2 + moved[1] * side
    edges = [round((middle + turn * side / 2) * scale) for middle in (y, x) for turn in (-1, 1)]
    top, low, left, right = (min(max(edge, 0), SIDE_PX) for edge in edges)
    part = torch.from_numpy(picture[min(top, SIDE_PX - 4) : max(low, top + 4), min(left, SIDE_PX - 4) : max(right, left + 4)].copy())
    return F.interpolate(part.permute(2, 0, 1)[None].float(), (NEAR_PX, NEAR_PX), mode="bilinear", antialias=True)[0]


def place_of(item: Item, render: int) -> Place:
    """What the judge should say of an item."""
    known = catalogue()
    return Place(render, item.box, known.concept_index[item.concept], known.color_index[item.color] if item.color else UNKNOWN)


@dataclass
class Boxes:
    """All boxes of the renders that have come, the subject's and the others; rare concepts come as often as their root."""

    renders: Renders
    seen: int = 0
    front: list[Place] = field(default_factory=list)
    back: list[Place] = field(default_factory=list)
    clean: deque[tuple[NDArray[np.uint8], Place]] = field(default_factory=lambda: deque(maxlen=MOST_DRAWN))
    shares: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    def look_again(self) -> None:
        """Take up the renders that have come since."""
        for number in range(self.seen, self.renders.look_again()):
            one = scene(self.renders.seed(number))
            items = [(place, item) for place, item in enumerate(one.plan.items) if min(item.box.width, item.box.height) >= SMALLEST_PX]
            for place, item in items:
                own = self.front if place >= len(one.plan.items) - one.front else self.back
                own.append(place_of(item, number))
            self.seen = number + 1
        for name, places in (("front", self.front), ("back", self.back)):
            counts = Counter(place.concept for place in places)
            weights = np.array([counts[place.concept] ** -0.5 for place in places])
            self.shares[name] = weights / weights.sum()

    def draw_more(self, first: int, count: int) -> None:
        """Boxes of scenes drawn now, clean."""
        for seed in range(first, first + count):
            plan = scene(seed).plan
            picture = small(draw(plan, seed))
            self.clean.extend((picture, place_of(item, 0)) for item in plan.items if min(item.box.width, item.box.height) >= SMALLEST_PX)

    def batch(self, count: int, chance: np.random.Generator) -> tuple[Tensor, list[Place]]:
        """Crops (count, 3, 48, 48) in -1..1, moved a little, half of them mirrored; clean ones in other light, some gray, some soft."""
        clean = round(CLEAN * count)
        fronts = round(FRONT * (count - clean))
        chosen = [self.front[int(i)] for i in chance.choice(len(self.front), fronts, p=self.shares["front"])]
        chosen += [self.back[int(i)] for i in chance.choice(len(self.back), count - clean - fronts, p=self.shares["back"])]
        crops = [_varied(self.renders.picture(place.render), place.box, chance) for place in chosen]
        for number in chance.integers(len(self.clean), size=clean):
            picture, place = self.clean[int(number)]
            other, colored = _in_other_light(_varied(picture, place.box, chance), chance)
            crops.append(other)
            chosen.append(place if colored else replace(place, color=UNKNOWN))
        return torch.stack(crops) / 127.5 - 1, chosen


def _varied(picture: NDArray[np.uint8], box: Box, chance: np.random.Generator) -> Tensor:
    moved = (chance.uniform(-JITTER, JITTER), chance.uniform(-JITTER, JITTER))
    part = crop(picture, box, moved, chance.uniform(0.85, 1.2))
    return part.flip(-1) if chance.random() < 0.5 else part  # noqa: PLR2004 -- half of them


def _in_other_light(part: Tensor, chance: np.random.Generator) -> tuple[Tensor, bool]:
    """A clean crop as some style might leave it, and whether its colors are still to be told."""
    part = (part - 128) * chance.uniform(0.5, 1.3) + 128 + chance.uniform(-30, 30)
    gray = chance.random() < GRAY
    if gray:
        part = part.mean(0, keepdim=True).expand(3, -1, -1)
    if chance.random() < SOFT:
        part = F.avg_pool2d(part[None], 3, 1, 1)[0]
    part = part + torch.from_numpy(chance.normal(0, chance.uniform(0, 28), part.shape)).float()
    return part.clamp(0, 255), not gray


def load_near_judge(settings: Settings) -> NearJudge:
    """The judge of the last checkpoint."""
    judge = NearJudge()
    judge.load_state_dict(torch.load(file(settings), weights_only=True)["judge"])
    return judge.eval()


@torch.no_grad()
def looked_at(judge: NearJudge, picture: NDArray[np.uint8], box: Box) -> tuple[list[int], int]:
    """The five likeliest concepts and the color the judge sees there, in a small picture and its mirror image."""
    part = crop(picture, box) / 127.5 - 1
    concepts, colors = (scores.float().sum(0) for scores in judge(torch.stack([part, part.flip(-1)])))
    return concepts.topk(FEW_BEST).indices.tolist(), int(colors[1:].argmax()) + 1


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    torch.manual_seed(settings.seeds.training)
    wish, judge = settings.near_judge, NearJudge().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    adam = torch.optim.AdamW(judge.parameters(), wish.rate, weight_decay=0.02)
    state, step = load(file(settings)), 0
    if state:
        judge.load_state_dict(state["judge"])
        adam.load_state_dict(state["adam"])
        step = state["step"]
    boxes, chance, right, began = Boxes(Renders(settings)), np.random.default_rng(step), Counter[str](), time.monotonic()
    while step < wish.steps:
        wait_while_paused(settings)
        if step % LOOK_AGAIN == 0 or not boxes.seen:
            boxes.look_again()
        boxes.draw_more(settings.seeds.training + step * DRAWN, DRAWN if boxes.clean else FIRST_DRAWN)
        crops, places = boxes.batch(wish.batch, chance)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            concepts, colors = judge(crops.contiguous(memory_format=torch.channels_last))
        target, shade = torch.tensor([place.concept for place in places]), torch.tensor([place.color for place in places])
        loss = F.cross_entropy(concepts.float(), target, label_smoothing=0.05)
        if (shade != UNKNOWN).any():
            loss = loss + 0.3 * F.cross_entropy(colors.float(), shade, ignore_index=UNKNOWN)
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for group in adam.param_groups:
            group["lr"] = wish.rate * min(1.0, (step + 1) / 60) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * step / wish.steps)))
        adam.step()
        step += 1
        right["concept"] += int((concepts.argmax(1) == target).sum())
        if step % 50 == 0:
            share, pace = right["concept"] / (50 * wish.batch), 50 * wish.batch / (time.monotonic() - began)
            say(f"near judge step {step} right {share:.3f} {pace:.0f} boxes/s")
            began, right = time.monotonic(), Counter()
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"judge": judge.state_dict(), "adam": adam.state_dict(), "step": step})
