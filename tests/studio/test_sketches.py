"""Small pictures from latents, checked against real encoders."""

from typing import Any

import diffusers
import pytest
import torch
from torch import Tensor

from party.studio.engines.origin import SHIPPED
from party.studio.engines.pochade_vae import PochadeVAE
from party.studio.engines.sketches import fitted, predicted_clean, sketch_for, to_picture

pytestmark = pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")


@pytest.fixture(scope="module")
def vae() -> PochadeVAE:
    loaded: PochadeVAE = PochadeVAE.from_pretrained(SHIPPED / "vae", dtype=torch.float32)
    return loaded


@pytest.fixture
def flag() -> Tensor:
    """A picture, left half orange and right half blue: (1, 3, 256, 256) in [-1, 1]."""
    picture = torch.empty(1, 3, 256, 256)
    picture[..., :128] = torch.tensor([0.8, 0.2, -0.8]).view(1, 3, 1, 1)
    picture[..., 128:] = torch.tensor([-0.6, -0.4, 0.7]).view(1, 3, 1, 1)
    return picture


def test_a_fitted_sketch_shows_the_colors(vae: PochadeVAE, flag: Tensor) -> None:
    """Least squares on one test picture finds the colors of another one from its latents."""
    sketch = fitted(vae)
    assert sketch
    colors = sketch(vae.encode(flag).latents)
    assert colors.shape == (1, 3, 16, 16)
    assert torch.allclose(colors[..., 3, 3], flag[..., 3, 3], atol=0.1)
    assert torch.allclose(colors[..., 12, 12], flag[..., -3, -3], atol=0.1)


def test_the_decoder_of_our_own_sketches_by_itself(vae: PochadeVAE, flag: Tensor) -> None:
    """Its linear part gives the picture at half the size, close to what the whole decoder draws."""
    sketch = sketch_for(vae)
    assert sketch
    with torch.no_grad():
        latents = vae.encode(flag).latents
        drawn = vae.decode(latents).sample
        small = sketch(latents)
    assert (small.shape, drawn.shape) == ((1, 3, 128, 128), (1, 3, 256, 256))
    assert (small - torch.nn.functional.avg_pool2d(drawn, 2)).abs().mean() < 0.1
    assert to_picture(small).size == (128, 128)


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
