"""Stage 3: train the decoder on drawn pictures whose latents were disturbed as the painter would disturb them."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import torch
from party.studio.engines.pochade_engine.decoder import Decoder
from party.studio.engines.pochade_engine.latents import PATCH_PX, PatchSpace, as_bytes, as_tensor
from party.studio.engines.pochade_engine.sampling import Plans
from torch.nn import functional as F  # noqa: N812 -- the name everybody uses

from training import latent_basis, painting
from training.drawing.picture import draw
from training.scenes.make import scene
from training.sheets import sheet
from training.vocabulary.subjects import catalogue
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from party.studio.engines.pochade_engine.painter import Painter
    from torch import Tensor

    from training.settings import Settings

REPAINTED = 0.5
"""Share of the batch whose latents the painter has noised and cleaned again: its own errors, with the true picture known."""
TIMES = (0.25, 0.6)


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "decoder.pt"


def load_decoder(settings: Settings) -> Decoder:
    """The averaged decoder of the last checkpoint."""
    decoder = Decoder(latent_basis.load(settings))
    state = load(file(settings))
    if state:
        decoder.load_state_dict(state["average"])
    return decoder.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


def pyramid_distance(one: Tensor, other: Tensor, levels: int = 3) -> Tensor:
    """L1 over a Laplacian pyramid: as hard on edges as on areas."""
    total = one.new_zeros(())
    for _ in range(levels):
        small = [F.avg_pool2d(picture, 2) for picture in (one, other)]
        detail = [picture - F.interpolate(low, scale_factor=2, mode="bilinear") for picture, low in zip((one, other), small, strict=True)]
        total = total + (detail[0] - detail[1]).abs().mean()
        one, other = small
    return total + (one - other).abs().mean()


@torch.no_grad()
def repainted(painter: Painter, seeds: Sequence[int], latents: Tensor, chance: torch.Generator) -> Tensor:
    """Latents noised to a middle time and brought back in two steps of the painter."""
    plans = Plans.of([scene(seed).plan for seed in seeds], catalogue())
    start = float(torch.empty(1).uniform_(*TIMES, generator=chance))
    mixed = (1 - start) * latents + start * torch.randn(latents.shape, generator=chance)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        told, vector = painter.read(plans.circumstances, plans.items, torch.ones(len(seeds)), rows=latents.shape[-2], columns=latents.shape[-1])
        for now, then in ((start, start / 2), (start / 2, 0.0)):
            at = torch.full((len(seeds),), now)
            mixed = mixed + (then - now) * painter.velocity(mixed.contiguous(memory_format=torch.channels_last), at, told, vector).float()
    return mixed


def pairs(seeds: Sequence[int], space: PatchSpace, painter: Painter | None, settings: Settings, chance: torch.Generator) -> tuple[Tensor, Tensor]:
    """Disturbed latents and true pictures of drawn scenes, cropped to `crop` cells."""
    pictures = torch.stack([as_tensor(draw(scene(seed).plan, seed)) for seed in seeds])
    latents = space.encode(pictures)
    if painter is not None and float(torch.rand(1, generator=chance)) < REPAINTED:
        latents = repainted(painter, seeds, latents, chance)
    noise = torch.rand(len(seeds), 1, 1, 1, generator=chance) * settings.decoder.noise
    latents = latents + noise * torch.randn(latents.shape, generator=chance)
    crop, spare = settings.decoder.crop, latents.shape[-1] - settings.decoder.crop + 1
    top, left = (int(torch.randint(spare, (1,), generator=chance)) for _ in range(2))
    window = (slice(top * PATCH_PX, (top + crop) * PATCH_PX), slice(left * PATCH_PX, (left + crop) * PATCH_PX))
    return latents[:, :, top : top + crop, left : left + crop], pictures[:, :, window[0], window[1]]


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    torch.manual_seed(settings.seeds.training)
    wish, space = settings.decoder, latent_basis.load(settings)
    decoder = Decoder(space).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    trained = list(decoder.parameters())
    adam = torch.optim.AdamW(trained, wish.rate, betas=(0.9, 0.99))
    average, step = {name: value.clone() for name, value in decoder.state_dict().items()}, 0
    state = load(file(settings))
    if state:
        decoder.load_state_dict(state["decoder"])
        adam.load_state_dict(state["adam"])
        average, step = state["average"], state["step"]
    painter = painting.averaged_painter(settings) if painting.file(settings).exists() else None
    chance, losses, began = torch.Generator().manual_seed(step), [0.0], time.monotonic()
    say(f"decoder: {sum(p.numel() for p in trained) / 1e6:.2f} M weights, from step {step}, {'with' if painter else 'without'} a painter")
    while step < wish.steps:
        wait_while_paused(settings)
        seeds = range(settings.seeds.training + step * wish.batch, settings.seeds.training + (step + 1) * wish.batch)
        latents, pictures = pairs(list(seeds), space, painter, settings, chance)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            decoded = decoder(latents.contiguous(memory_format=torch.channels_last))
        loss = pyramid_distance(decoded.float(), pictures)
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        for group in adam.param_groups:
            group["lr"] = wish.rate * min(1.0, (step + 1) / 50) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * step / wish.steps)))
        adam.step()
        step += 1
        losses.append(float(loss.detach()))
        for name, value in decoder.state_dict().items():
            average[name].lerp_(value, 1 - min(0.998, step / (step + 20)))
        if step % 100 == 0:
            say(f"decoder step {step} loss {sum(losses[-100:]) / 100:.4f} {step * wish.batch / (time.monotonic() - began):.1f} crops/s")
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"decoder": decoder.state_dict(), "adam": adam.state_dict(), "average": average, "step": step})
            say(f"decoder at {step}: {check(load_decoder(settings), settings)}")


@torch.no_grad()
def check(decoder: Decoder, settings: Settings, count: int = 16) -> str:
    """PSNR on held-out pictures, linear and decoded, with a sheet of both."""
    seeds = range(settings.seeds.held_out, settings.seeds.held_out + count)
    pictures = torch.stack([as_tensor(draw(scene(seed).plan, seed)) for seed in seeds])
    latents = decoder.space.encode(pictures)
    shown = {"linear": decoder.space.decode(latents), "decoded": decoder(latents)}
    decibel = {name: 10 * math.log10(4 / float(((made.clamp(-1, 1) - pictures) ** 2).mean())) for name, made in shown.items()}
    rows = [[(picture, name) for picture in as_bytes(made[:8])] for name, made in {"drawn": pictures, **shown}.items()]
    sheet(rows, settings.workshop / "sheets" / "decoder.png")
    return " ".join(f"{name} {value:.2f} dB" for name, value in decibel.items())


__all__ = ["check", "load_decoder", "run"]
