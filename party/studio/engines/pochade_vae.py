"""The picture side of Pochade: patch-PCA latents and a small residual decoder.

The latents are closed-form: 16 principal components of 8x8 patches of the half-size picture. So one linear map gives
a recognizable sketch for free, and a small network only has to add what the components lost.
"""

from types import SimpleNamespace
from typing import Any

import torch
from diffusers import ModelMixin
from diffusers.configuration_utils import ConfigMixin, register_to_config
from torch import Tensor, nn
from torch.nn import functional

COMPONENTS = 16
PATCH_PX = 8


class Residual(nn.Module):
    """Two 3x3 convolutions beside a straight path."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, features: Tensor) -> Tensor:
        """The features, refined; same shape."""
        refined: Tensor = self.second(functional.relu(self.first(functional.relu(features))))
        return features + refined


def residuals(channels: int, count: int) -> nn.Sequential:
    """A row of `count` residual blocks."""
    return nn.Sequential(*[Residual(channels) for _ in range(count)])


class PochadeVAE(ModelMixin, ConfigMixin):
    """Latents (batch, 16 or more, height/16, width/16) to pixels (batch, 3, height, width) in [-1, 1], and back.

    Channels from 16 on carry the style code and are not drawn. `block_out_channels` only tells the pipeline, by its
    length, that a latent stands for 16 pixels.
    """

    @register_to_config  # type: ignore[untyped-decorator]
    def __init__(
        self,
        latent_channels: int = COMPONENTS,
        widths: tuple[int, int, int] = (128, 96, 64),
        blocks: tuple[int, int, int] = (3, 2, 3),
        scaling_factor: float = 1.0,  # noqa: ARG002  # read from the config by the pipeline
        block_out_channels: tuple[int, ...] = (1, 1, 1, 1, 1),  # noqa: ARG002  # same
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # diffusers leaves it untyped
        coarse, middle, fine = widths
        self.register_buffer("drawing_basis", torch.zeros(latent_channels, 3, PATCH_PX, PATCH_PX))
        self.register_buffer("reading_basis", torch.zeros(latent_channels, 3, PATCH_PX, PATCH_PX))
        self.register_buffer("mean_patch", torch.zeros(3, PATCH_PX, PATCH_PX))
        self.lift = nn.Conv2d(latent_channels, coarse, 3, padding=1)
        self.coarse = residuals(coarse, blocks[0])
        self.to_middle = nn.Conv2d(coarse, middle * 4, 1)
        self.middle = residuals(middle, blocks[1])
        self.to_fine = nn.Conv2d(middle, fine * 4, 1)
        self.read_sketch = nn.Conv2d(3 * 4, fine, 3, padding=1)
        self.fine = residuals(fine, blocks[2])
        self.draw = nn.Conv2d(fine, 3 * 16, 3, padding=1)

    def encode(self, pixels: Tensor, return_dict: bool = True) -> SimpleNamespace:  # noqa: ARG002, FBT001, FBT002  # diffusers' signature
        """Latents (batch, 16, height/16, width/16) of pixels in [-1, 1]; sides are multiples of 16."""
        half = functional.avg_pool2d(pixels, 2)
        centered = half - self._mean(half.shape[2] // PATCH_PX, half.shape[3] // PATCH_PX)
        return SimpleNamespace(latents=functional.conv2d(centered, self.reading_basis, stride=PATCH_PX))

    def sketch(self, latents: Tensor) -> Tensor:
        """The linear part alone: pixels (batch, 3, height/2, width/2), roughly in [-1, 1]."""
        drawn = functional.conv_transpose2d(latents[:, :COMPONENTS], self.drawing_basis, stride=PATCH_PX)
        return drawn + self._mean(latents.shape[2], latents.shape[3])

    def decode(
        self,
        latents: Tensor,
        return_dict: bool = True,  # noqa: FBT001, FBT002  # diffusers' signature
        generator: torch.Generator | None = None,  # noqa: ARG002  # same; nothing is drawn by lot here
    ) -> Any:  # noqa: ANN401  # a tuple or a namespace, as the pipeline asks
        """The finished pixels: the sketch at full size plus what the network adds."""
        sketch = self.sketch(latents)
        features = self.middle(
            functional.pixel_shuffle(self.to_middle(self.coarse(self.lift(latents[:, :COMPONENTS]))), 2)
        )
        features = functional.pixel_shuffle(self.to_fine(features), 2)
        features = self.fine(features + self.read_sketch(functional.pixel_unshuffle(sketch, 2)))
        detail = functional.pixel_shuffle(self.draw(functional.relu(features)), 4)
        pixels = functional.interpolate(sketch, scale_factor=2, mode="bilinear") + detail
        return SimpleNamespace(sample=pixels) if return_dict else (pixels,)

    def _mean(self, rows: int, columns: int) -> Tensor:
        tiled: Tensor = self.mean_patch.repeat(1, rows, columns)
        return tiled
