"""Latents to small pictures without the decoder: what people see while a picture is being made.

One linear map from latent channels to red, green and blue: the known one for Stable Diffusion 1 and 2, otherwise
fitted once by least squares to what the encoder makes of a colorful test picture.
"""

import math
from collections.abc import Callable
from typing import Any

import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

SD_SCALING = 0.18215
SD_COLORS = (
    (0.3444, 0.1385, 0.0670),
    (0.1247, 0.4027, 0.1494),
    (-0.3192, 0.2513, 0.2103),
    (-0.1307, -0.1874, -0.7445),
)
"""Latent channel to color for Stable Diffusion 1 and 2, in the range [-1, 1]; the matrix InvokeAI and others use."""
SIGMA_SPACE = 1.5
"""Schedulers that start with more noise than this leave their latents unscaled (Euler and its kin)."""
TEST_PICTURE_PX = 256
TEST_PATCHES = 16

Sketch = Callable[[Tensor], Tensor]
"""Latents (1, channels, height, width) to colors (1, 3, any, any) in about [-1, 1]."""


def sketch_for(vae: Any) -> Sketch | None:  # noqa: ANN401  # diffusers' decoders share no type
    """The cheapest faithful sketch for this decoder, `None` if there is no way."""
    if vae is None:
        return None
    if vae.config.get("latent_channels") == len(SD_COLORS) and vae.config.get("scaling_factor") == SD_SCALING:
        return _linear(torch.tensor((*SD_COLORS, (0.0, 0.0, 0.0))))
    return fitted(vae)


def predicted_clean(scheduler: Any, latents: Tensor) -> Tensor:  # noqa: ANN401  # diffusers' schedulers share no type
    """The finished latents as the scheduler sees them now, where it keeps them; else the noisy ones at unit scale."""
    predicts_clean = "++" in str(scheduler.config.get("algorithm_type", "")) or scheduler.config.get("predict_x0")
    newest = (getattr(scheduler, "model_outputs", None) or [None])[-1]
    if predicts_clean and newest is not None:
        clean: Tensor = newest
        return clean
    if float(getattr(scheduler, "init_noise_sigma", 1.0)) > SIGMA_SPACE:
        return latents / math.hypot(float(scheduler.sigmas[scheduler.step_index]), 1.0)
    return latents


def to_picture(colors: Tensor) -> Image.Image:
    """Colors (1, 3, height, width) in [-1, 1] as an image."""
    pixels = ((colors[0].float().nan_to_num() + 1) * 127.5).clamp(0, 255).round().to(torch.uint8)
    return Image.fromarray(pixels.permute(1, 2, 0).cpu().numpy())


def _linear(matrix: Tensor) -> Sketch:
    """A sketch by a (channels + 1, 3) matrix, whose last row is the constant."""

    def sketch(latents: Tensor) -> Tensor:
        weights = matrix.to(latents.device, torch.float32)
        return torch.einsum("bchw,cd->bdhw", latents.float(), weights[:-1]) + weights[-1].view(1, 3, 1, 1)

    return sketch


@torch.no_grad()
def fitted(vae: Any) -> Sketch | None:  # noqa: ANN401  # as above
    """A linear sketch by least squares over one encoded test picture, `None` if this encoder cannot be asked."""
    picture = _test_picture()
    try:
        latents = _encoded(vae, picture.to(vae.device, vae.dtype)).float().cpu()
    except (AttributeError, RuntimeError, TypeError, ValueError):  # an encoder of another kind: paint without previews
        return None
    if latents.ndim != picture.ndim or not latents.isfinite().all():
        return None
    colors = functional.adaptive_avg_pool2d(picture, (latents.shape[2], latents.shape[3]))
    known = torch.cat([latents, torch.ones_like(latents[:, :1])], dim=1)
    flat, wanted = known.flatten(2)[0].T, colors.flatten(2)[0].T
    return _linear(torch.linalg.lstsq(flat, wanted, driver="gelsd").solution)


def _encoded(vae: Any, picture: Tensor) -> Tensor:  # noqa: ANN401  # as above
    encoded = vae.encode(picture)
    latents: Tensor = encoded.latents if hasattr(encoded, "latents") else encoded.latent_dist.mode()
    shift, scaling = vae.config.get("shift_factor") or 0.0, vae.config.get("scaling_factor") or 1.0
    return (latents - float(shift)) * float(scaling)


def _test_picture() -> Tensor:
    """Soft patches of random colors, always the same ones: (1, 3, 256, 256) in [-1, 1]."""
    patches = torch.rand(1, 3, TEST_PATCHES, TEST_PATCHES, generator=torch.Generator().manual_seed(0)) * 2 - 1
    return functional.interpolate(patches, size=TEST_PICTURE_PX, mode="bilinear")
