"""Who should paint in style? The shipped filter, a small network that learned it from pairs, or the painter itself; and what its latents could carry.

A comparison at equal cost, not a part of what is shipped: a sheet, and what the judges say about each. All ways start from the true plan.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.finish.styles import finished
from party.studio.engines.pochade_engine.latents import as_bytes, as_tensor
from party.studio.engines.pochade_engine.model import Model, Wish
from party.studio.engines.pochade_engine.sampling import Course, Plans, noise_of, paint, tell
from torch import nn
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training import export, styled_painting
from training.drawing.picture import draw
from training.evaluate import Bench, Tally
from training.judge import answers_of
from training.renders import small
from training.scenes.make import scene
from training.sheets import sheet
from training.vocabulary.subjects import catalogue
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from torch import Tensor

    from training.scenes.make import Scene
    from training.settings import Settings
    from training.styled_painting import StyledPainter

WIDTH, BLOCKS = 48, 5
CROP_PX = 96
TEXTURE = 0.5
"""Weight of the local contrast in the loss; without it all strokes are averaged away."""
SHOWN = 8


class StyledBlock(nn.Module):
    """Two convolutions, scaled and shifted by the style."""

    def __init__(self, styles: int) -> None:
        """Begin near the identity."""
        super().__init__()
        self.first, self.second = (nn.Conv2d(WIDTH, WIDTH, 3, 1, 1, padding_mode="reflect") for _ in range(2))
        self.look = nn.Embedding(styles, 2 * WIDTH)

    def forward(self, seen: Tensor, style: Tensor) -> Tensor:
        """The same shape."""
        scale, shift = self.look(style)[:, :, None, None].chunk(2, 1)
        return seen + self.second(F.silu(self.first(F.silu(seen)) * (1 + scale) + shift))  # type: ignore[no-any-return]


class Stylist(nn.Module):
    """Clean pictures (n, 3, h, w) in -1..1, and noise for the strokes, to styled ones."""

    def __init__(self) -> None:
        """Work at half the size."""
        super().__init__()
        self.enter = nn.Conv2d(4 * 4, WIDTH, 3, 1, 1, padding_mode="reflect")
        self.blocks = nn.ModuleList(StyledBlock(len(catalogue().options["style"])) for _ in range(BLOCKS))
        self.leave = nn.Conv2d(WIDTH, 3 * 4, 3, 1, 1, padding_mode="reflect")

    def forward(self, clean: Tensor, style: Tensor, noise: Tensor) -> Tensor:
        """Noise is (n, 1, h, w)."""
        seen = self.enter(F.pixel_unshuffle(torch.cat([clean, noise], 1), 2))
        for block in self.blocks:
            seen = block(seen, style)
        return clean + F.pixel_shuffle(self.leave(F.silu(seen)), 2)


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "stylist.pt"


def styled_scenes(first: int, count: int) -> list[tuple[int, Scene]]:
    """So many scenes that have a style, from a seed on."""
    found: list[tuple[int, Scene]] = []
    while len(found) < count:
        one = scene(first)
        found += [(first, one)] if one.plan.get("style") else []
        first += 1
    return found


def pair(seed: int, one: Scene) -> tuple[NDArray[np.uint8], NDArray[np.uint8], int]:
    """The scene in its mood without its style, with it, and which."""
    clean, style = draw(one.plan, seed), one.plan.get("style")
    plain = finished(clean, mood=one.plan.get("mood"), style="", seed=seed)
    return plain, finished(clean, mood=one.plan.get("mood"), style=style, seed=seed), catalogue().options["style"].index(style)


def contrast(pictures: Tensor) -> Tensor:
    """Local standard deviation, five pixels wide."""
    mean = F.avg_pool2d(pictures, 5, 1)
    return (F.avg_pool2d(pictures**2, 5, 1) - mean**2).clamp(min=1e-5).sqrt()


def train(settings: Settings) -> tuple[Stylist, float]:
    """Learn from pairs, from the checkpoint if there is one; with the seconds it took."""
    torch.manual_seed(settings.seeds.training)
    wish, stylist = settings.stylist, Stylist()
    adam = torch.optim.AdamW(stylist.parameters(), wish.rate)
    state, step, spent_s = load(file(settings)), 0, 0.0
    if state:
        stylist.load_state_dict(state["stylist"])
        adam.load_state_dict(state["adam"])
        step, spent_s = state["step"], state["spent_s"]
    pairs = [pair(*one) for one in styled_scenes(settings.seeds.training, 8 * wish.batch if step < wish.steps else 0)]
    chance, began = np.random.default_rng(step), time.monotonic() - spent_s
    while step < wish.steps:
        began += wait_while_paused(settings)
        pairs[int(chance.integers(len(pairs)))] = pair(*styled_scenes(settings.seeds.training + 40 * step, 1)[0])
        loss = _loss(stylist, [pairs[int(place)] for place in chance.integers(len(pairs), size=wish.batch)], chance)
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        step, spent_s = step + 1, time.monotonic() - began
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"stylist": stylist.state_dict(), "adam": adam.state_dict(), "step": step, "spent_s": spent_s})
            say(f"stylist step {step} loss {float(loss.detach()):.3f} after {spent_s:.0f} s")
    return stylist.eval(), spent_s


def _loss(stylist: Stylist, chosen: list[tuple[NDArray[np.uint8], NDArray[np.uint8], int]], chance: np.random.Generator) -> Tensor:
    crops = []
    for clean, styled, _ in chosen:
        y, x = chance.integers((clean.shape[0] - CROP_PX) // 2, size=2) * 2
        crops.append(np.stack([part[y : y + CROP_PX, x : x + CROP_PX] for part in (clean, styled)]))
    clean, styled = torch.from_numpy(np.stack(crops, 1)).permute(0, 1, 4, 2, 3).float() / 127.5 - 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        made = stylist(clean, torch.tensor([style for *_, style in chosen]), torch.randn(len(chosen), 1, CROP_PX, CROP_PX)).float()
    return (made - styled).abs().mean() + TEXTURE * (contrast(made) - contrast(styled)).abs().mean()


@torch.no_grad()
def run(settings: Settings) -> None:
    """Train both networks, then a sheet and figures of all ways on held-out scenes."""
    one_thread()
    with torch.enable_grad():
        stylist, stylist_s = train(settings)
        painter, painter_s = styled_painting.train(settings)
    engine, bench = Model(export.newest(settings)), Bench.of(settings)
    scenes = styled_scenes(settings.seeds.held_out, settings.evaluation.painted)
    made: dict[str, list[NDArray[np.uint8]]] = {name: [] for name in ("clean", "filter", "stylist", "painter", "drawn through the latents")}
    for seed, one in scenes:
        clean, style = _painted(engine, one, seed), one.plan.get("style")
        noise = torch.randn(1, 1, *clean.shape[:2], generator=torch.Generator().manual_seed(seed))
        number = torch.tensor([catalogue().options["style"].index(style)])
        made["clean"].append(clean)
        made["filter"].append(finished(clean, mood="", style=style, seed=seed))
        made["stylist"].append(as_bytes(stylist(as_tensor(clean)[None], number, noise))[0])
        made["painter"].append(_painted_in_style(engine, painter, one, seed))
        styled = styled_painting.in_style(one.plan, seed)
        made["drawn through the latents"].append(as_bytes(engine.parts.decoder(engine.parts.decoder.space.encode(as_tensor(styled)[None])))[0])
    figures: dict[str, dict[str, float]] = {}
    for name, pictures in made.items():
        tally = Tally.empty()
        for picture, (_, one) in zip(pictures, scenes, strict=True):
            bench.note(tally, small(picture), one.actors, answers_of(one))
        figures[name] = tally.shares()
    figures["stylist"]["minutes"], figures["painter"]["minutes"] = round(stylist_s / 60, 1), round(painter_s / 60, 1)
    (settings.workshop / "styles.json").write_text(json.dumps(figures, indent=1), "utf-8")
    say(f"styles: {figures}")
    shown = _one_of_each(scenes)
    labels = [scenes[place][1].plan.get("style") for place in shown]
    rows = [[(pictures[place], f"{name}: {label}") for place, label in zip(shown, labels, strict=True)] for name, pictures in made.items()]
    sheet(rows, settings.workshop / "sheets" / "styles.png")


def _painted(engine: Model, one: Scene, seed: int) -> NDArray[np.uint8]:
    """The engine's picture of the plan in its mood, without its style."""
    plain = replace(one.plan, circumstances={**one.plan.circumstances, "style": ""})
    *_, last = engine.make(Wish("", seed, composition=plain))
    return last.picture


def _painted_in_style(engine: Model, painter: StyledPainter, one: Scene, seed: int) -> NDArray[np.uint8]:
    noise = noise_of([seed])
    told = tell(painter, Plans.of([one.plan], catalogue()), rows=noise.shape[-2], columns=noise.shape[-1])
    *_, latents = paint(painter, told, noise, Course())
    return as_bytes(engine.parts.decoder(latents))[0]


def _one_of_each(scenes: list[tuple[int, Scene]]) -> list[int]:
    """Places of scenes in different styles."""
    places = {one.plan.get("style"): place for place, (_, one) in reversed(list(enumerate(scenes)))}
    return list(places.values())[:SHOWN]
