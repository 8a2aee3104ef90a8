"""Stage 2: train the painter on freshly drawn clean pictures. The long one: resumable at every checkpoint."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from party.studio.engines.pochade_engine.painter import Painter

from training import latent_basis
from training.concept_codes import first_codes, silhouettes
from training.muon import Muon
from training.pool import Batch, Pool, drawn
from training.sheets import painting_sheet
from training.vocabulary.subjects import catalogue
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from training.settings import PainterSettings, Settings

FAST = torch.channels_last
ADAM_ONLY = ("items.codes", "items.names", "land.words", "enter", "leave", "no_plan")


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "painter.pt"


@dataclass
class Studio:
    """Everything a training step touches."""

    painter: Painter
    muon: Muon
    adam: torch.optim.AdamW
    average: dict[str, Tensor]
    step: int = 0


def new_painter() -> Painter:
    """An untrained painter that knows how the concepts look, coarsely."""
    painter = Painter(catalogue())
    with torch.no_grad():
        painter.items.codes.copy_(first_codes())
        painter.items.silhouettes.copy_(silhouettes())
    return painter.to(memory_format=FAST)  # type: ignore[call-overload, no-any-return]


def averaged_painter(settings: Settings) -> Painter:
    """The painter with the averaged weights of the last checkpoint, ready to paint."""
    state = torch.load(file(settings), weights_only=True)
    painter = Painter(catalogue())
    painter.load_state_dict(state["painter"] | state["average"])
    return painter.eval().to(memory_format=FAST)  # type: ignore[call-overload, no-any-return]


def open_studio(settings: Settings) -> Studio:
    """A new studio, or the one of the last checkpoint."""
    torch.manual_seed(settings.seeds.training)
    painter, wish = new_painter(), settings.painter
    named = dict(painter.named_parameters())
    matrices = [p for name, p in named.items() if p.ndim > 1 and not name.startswith(ADAM_ONLY)]
    chosen = {id(p) for p in matrices}
    others = [p for p in named.values() if id(p) not in chosen]
    adam = torch.optim.AdamW(others, wish.adam_rate, betas=(0.9, 0.99), weight_decay=0.005, fused=True)
    studio = Studio(painter, Muon(matrices, wish.muon_rate), adam, {name: p.detach().clone() for name, p in named.items()})
    state = load(file(settings))
    if state:
        painter.load_state_dict(state["painter"])
        studio.muon.load_state_dict(state["muon"])
        studio.adam.load_state_dict(state["adam"])
        studio.average, studio.step = state["average"], state["step"]
    return studio


def keep(studio: Studio, settings: Settings) -> None:
    """Write the checkpoint."""
    state = {"painter": studio.painter.state_dict(), "muon": studio.muon.state_dict(), "adam": studio.adam.state_dict()}
    save(file(settings), state | {"average": studio.average, "step": studio.step})


def rate_at(step: int, wish: PainterSettings) -> float:
    """Share of the full rate: warm up, hold, then fall along a cosine to nearly nothing."""
    cool_from = wish.steps * (1 - wish.cool_share)
    cooled = max(0.0, (step - cool_from) / (wish.steps - cool_from))
    return min(1.0, (step + 1) / wish.warm_up) * (0.01 + 0.99 * (0.5 + 0.5 * math.cos(math.pi * min(1.0, cooled))))


def times(count: int, wish: PainterSettings, chance: torch.Generator) -> Tensor:
    """Logit-normal times in 0..1, (count,)."""
    return torch.sigmoid(torch.randn(count, generator=chance) * wish.time_spread + wish.time_mean)


def loss_of(painter: Painter, batch: Batch, at: Tensor, noise: Tensor, keep_plan: Tensor) -> Tensor:
    """Squared error of the velocity per entry, channel and cell."""
    share = at[:, None, None, None]
    mixed = ((1 - share) * batch.latents + share * noise).contiguous(memory_format=FAST)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        velocity = painter(mixed, at, batch.circumstances, batch.items, keep_plan)
    return (velocity.float() - (noise - batch.latents)) ** 2


def take_step(studio: Studio, pool: Pool, weights: Tensor, wish: PainterSettings, chance: torch.Generator) -> float:
    """One step on a batch; the loss."""
    batch = pool.batch(wish.batch, chance)
    at, noise = times(wish.batch, wish, chance), torch.randn(batch.latents.shape, generator=chance)
    keep_plan = (torch.rand(wish.batch, generator=chance) > wish.forget).float()
    loss = (loss_of(studio.painter, batch, at, noise, keep_plan).mean((0, 2, 3)) * weights).mean()
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(studio.painter.parameters(), 1.0)
    share = rate_at(studio.step, wish)
    for optimizer, rate in ((studio.muon, wish.muon_rate), (studio.adam, wish.adam_rate)):
        for group in optimizer.param_groups:
            group["lr"] = rate * share
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
    studio.step += 1
    _follow(studio, wish)
    return float(loss.detach())


def _follow(studio: Studio, wish: PainterSettings) -> None:
    pace = 1 - min(wish.average, (studio.step + 1) / (studio.step + 20))
    kept = list(studio.average.values())
    torch._foreach_lerp_(kept, [p.detach() for p in studio.painter.parameters()], pace)


def held_out(settings: Settings) -> tuple[Batch, Tensor, Tensor]:
    """The same held-out scenes, times and noise for every check."""
    space, first = latent_basis.load(settings), settings.seeds.held_out
    scenes = [drawn(seed, space) for seed in range(first, first + settings.painter.held_out)]
    batch = Batch(*(torch.cat([getattr(one, name) for one in scenes]) for name in ("latents", "circumstances", "items")))
    chance = torch.Generator().manual_seed(first)
    return batch, torch.linspace(0.05, 0.95, 16).repeat(settings.painter.held_out // 16), torch.randn(batch.latents.shape, generator=chance)


@torch.no_grad()
def check(painter: Painter, batch: Batch, at: Tensor, noise: Tensor) -> str:
    """Held-out losses as a line: all, the noisy half, the first three channels, both."""
    error = loss_of(painter, batch, at, noise, torch.ones(len(at)))
    late = at > 0.6  # noqa: PLR2004 -- where the layout is decided
    parts = {"all": error, "noisy": error[late], "low": error[:, :3], "layout": error[late][:, :3]}
    return " ".join(f"{name} {float(part.mean()):.4f}" for name, part in parts.items())


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    wish, studio = settings.painter, open_studio(settings)
    space = latent_basis.load(settings)
    pool = Pool(space, wish.pool, settings.seeds.training + studio.step * wish.fresh + bool(studio.step) * wish.first, wish.skipped)
    pool.draw_more(wish.first)
    spread = pool.latents[: min(pool.filled, 1000)].float().std((0, 2, 3))
    chance = torch.Generator().manual_seed(settings.seeds.training + studio.step)
    test = held_out(settings)
    say(f"painter: {sum(p.numel() for p in studio.painter.parameters()) / 1e6:.2f} M weights, from step {studio.step}")
    began, steps, losses = time.monotonic(), 0, [0.0]
    while studio.step < wish.steps:
        began += wait_while_paused(settings)
        pool.draw_more(wish.fresh)
        losses.append(take_step(studio, pool, spread / spread.mean(), wish, chance))
        steps += 1
        if studio.step % 50 == 0 or steps == 5:  # noqa: PLR2004 -- an early sign of life
            pace = steps * wish.batch / (time.monotonic() - began)
            say(f"step {studio.step} loss {sum(losses[-50:]) / len(losses[-50:]):.4f} {pace:.1f} pictures/s")
        if studio.step % wish.save_every == 0 or studio.step == wish.steps:
            keep(studio, settings)
        if studio.step % wish.sheet_every == 0 or studio.step == wish.steps:
            averaged = averaged_painter(settings)
            say(f"held out at {studio.step}: {check(averaged, *test)}")
            painting_sheet(averaged, settings, settings.workshop / "sheets" / f"painter_{studio.step:06d}.png")
