"""Which schedulers go with a model.

What diffusers calls compatible can be built from the model's settings, but some of it lacks a library, refuses the
model's kind of prediction or mistakes its noise. So each is tried on a known picture, against perfect predictions.
"""

from typing import Any

import torch
from torch import Tensor

TRIAL_STEPS = 12
CLEAN = 0.5
"""The known picture: every latent is this. The noise on it has a standard deviation of 1."""
NEAR = 0.2
"""Mean distance at which the picture counts as found: what fits comes within 0.1, what does not misses by 0.5."""
LEAST = 1e-6


def fitting(own: Any) -> dict[str, Any]:  # noqa: ANN401  # diffusers' schedulers share no type
    """The scheduler classes that work for a model, by name: that of its `own` scheduler first, the others sorted."""
    others = {kind.__name__: kind for kind in getattr(own, "compatibles", ()) if kind is not type(own)}
    return {type(own).__name__: type(own)} | {name: kind for name, kind in sorted(others.items()) if _works(kind, own)}


def _works(kind: Any, own: Any) -> bool:  # noqa: ANN401  # as above
    try:
        with torch.random.fork_rng(devices=[]):
            found = _found(kind.from_config(own.config), own)
    except Exception:  # noqa: BLE001  # whatever it stumbles over, it is not offered
        return False
    return bool((found - CLEAN).abs().mean() < NEAR)


def _found(scheduler: Any, own: Any) -> Tensor:  # noqa: ANN401  # as above
    """What the scheduler makes of noise in a few steps: (1, 4, 8, 8), all `CLEAN` when it understands the model."""
    scheduler.set_timesteps(TRIAL_STEPS)
    noise = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    latents: Tensor = noise * scheduler.init_noise_sigma
    for timestep in scheduler.timesteps:
        seen = scheduler.scale_model_input(latents, timestep)
        latents = scheduler.step(_predicted(own, seen, float(timestep)), timestep, latents).prev_sample
    return latents


def _predicted(own: Any, seen: Tensor, timestep: float) -> Tensor:  # noqa: ANN401  # as above
    """What a perfect model would say of those latents, in the terms it was trained in."""
    picture_share, noise_share = _shares(own, timestep)
    noise = (seen - picture_share * CLEAN) / max(noise_share, LEAST)
    match own.config.prediction_type:
        case "epsilon":
            return noise
        case "v_prediction":
            return picture_share * noise - noise_share * CLEAN
        case "sample":
            return torch.full_like(seen, CLEAN)
        case "flow_prediction":
            return noise - CLEAN
        case other:
            raise ValueError(f"{other} is no known kind of prediction.")


def _shares(own: Any, timestep: float) -> tuple[float, float]:  # noqa: ANN401  # as above
    """How much picture and how much noise the model was shown at that time of its training."""
    total = own.config.num_train_timesteps
    if own.config.prediction_type == "flow_prediction":
        return 1 - timestep / total, timestep / total
    logs = own.alphas_cumprod.double().clamp(min=LEAST).log()
    before = int(timestep)
    share = torch.lerp(logs[before], logs[min(before + 1, total - 1)], timestep - before).exp()
    return float(share.sqrt()), float((1 - share).sqrt())
