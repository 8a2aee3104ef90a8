"""Small pictures from latents, checked against real encoders."""

from types import SimpleNamespace
from typing import Any

import diffusers
import pytest
import torch
from torch import Tensor, nn

from party.studio.engines.sketches import fitted, predicted_clean, sketch_for, to_picture

pytestmark = pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")


class Patches(nn.Module):
    """The simplest encoder there is: 12 random projections of every patch of 16 x 16 pixels."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.project = nn.Conv2d(3, 12, 16, stride=16)
        self.config: dict[str, float] = {}
        self.device, self.dtype = torch.device("cpu"), torch.float32

    def encode(self, pixels: Tensor) -> SimpleNamespace:
        """Latents (batch, 12, height/16, width/16)."""
        return SimpleNamespace(latents=self.project(pixels))


@pytest.fixture(scope="module")
def vae() -> Patches:
    return Patches()


@pytest.fixture
def flag() -> Tensor:
    """A picture, left half orange and right half blue: (1, 3, 256, 256) in [-1, 1]."""
    picture = torch.empty(1, 3, 256, 256)
    picture[..., :128] = torch.tensor([0.8, 0.2, -0.8]).view(1, 3, 1, 1)
    picture[..., 128:] = torch.tensor([-0.6, -0.4, 0.7]).view(1, 3, 1, 1)
    return picture


def test_a_fitted_sketch_shows_the_colors(vae: Patches, flag: Tensor) -> None:
    """Least squares on one test picture finds the colors of another one from its latents."""
    sketch = fitted(vae)
    assert sketch
    colors = sketch(vae.encode(flag).latents)
    assert colors.shape == (1, 3, 16, 16)
    assert torch.allclose(colors[..., 3, 3], flag[..., 3, 3], atol=0.1)
    assert torch.allclose(colors[..., 12, 12], flag[..., -3, -3], atol=0.1)


def test_no_decoder_no_sketch() -> None:
    """A model without an autoencoder is painted without previews."""
    assert sketch_for(None) is None


def test_noisy_latents_are_brought_to_unit_scale() -> None:
    """Schedulers that leave their latents unscaled do not flood the preview."""
    kinds: Any = diffusers
    scheduler = kinds.EulerDiscreteScheduler()
    scheduler.set_timesteps(4)
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0)) * scheduler.init_noise_sigma
    scheduler.step(torch.zeros_like(latents), scheduler.timesteps[0], latents)
    assert predicted_clean(scheduler, latents).std() < latents.std()


def test_broken_latents_are_still_a_picture() -> None:
    """Values that are not numbers become gray, not a crash."""
    assert to_picture(torch.full((1, 3, 2, 2), torch.nan)).getpixel((0, 0)) == (128, 128, 128)
