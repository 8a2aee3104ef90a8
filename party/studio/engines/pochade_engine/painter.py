"""The painter: a small UNet from noise to the latents of a composed picture (flow matching, Lipman et al. 2022).

It never sees text. Every cell is told what lies there; a vector tells place, hour and weather.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  the name everybody uses

from party.studio.engines.pochade_engine.catalogue import GLOBAL_FIELDS, HORIZON_STEP_PX
from party.studio.engines.pochade_engine.latents import CHANNELS, PATCH_PX
from party.studio.engines.pochade_engine.raster import COLUMN, LAYERS, cell_centers, rasterize

if TYPE_CHECKING:
    from torch import Tensor

    from party.studio.engines.pochade_engine.catalogue import Catalogue

CODE_SIDE, CODE_DEPTH = 12, 8
"""Every concept has a little map of codes, CODE_SIDE squared cells of CODE_DEPTH numbers, that is laid into its box."""
COLOR_NUMBERS = 8
"""Two colors, each with a flag that says whether it was asked for."""
SEEN_FIELDS = ("place", "time", "weather")
COLOR_FIELDS = ("sky", "ground")
"""Circumstances the painter sees. Style and mood are laid over the finished picture."""


@dataclass(frozen=True)
class PainterShape:
    """Widths of the network: channels per level, blocks per level, and of vectors inside."""

    channels: tuple[int, int, int] = (64, 128, 256)
    down_blocks: tuple[int, int] = (1, 2)
    middle_blocks: int = 3
    up_blocks: tuple[int, int] = (2, 2)
    vector: int = 256
    item: int = 48
    land: int = 32


class ChannelNorm(nn.Module):
    """Layer normalization over the channels of every cell; much faster on a CPU than groups over cells."""

    def __init__(self, channels: int) -> None:
        """Scale one, shift zero."""
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """Normalize (batch, channels, rows, columns)."""
        last = x.permute(0, 2, 3, 1)
        return F.layer_norm(last, self.weight.shape, self.weight.to(x.dtype), self.bias.to(x.dtype)).permute(0, 3, 1, 2)


class Block(nn.Module):
    """Two convolutions around a scale and shift that time and circumstances set."""

    def __init__(self, channels: int, vector: int) -> None:
        """Begin as the identity."""
        super().__init__()
        self.before, self.first = ChannelNorm(channels), nn.Conv2d(channels, channels, 3, padding=1)
        self.between, self.second = ChannelNorm(channels), nn.Conv2d(channels, channels, 3, padding=1)
        self.modulate = nn.Linear(vector, 2 * channels)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor, vector: Tensor) -> Tensor:
        """(batch, channels, rows, columns) to the same."""
        scale, shift = self.modulate(vector)[:, :, None, None].chunk(2, 1)
        hidden = self.between(self.first(F.silu(self.before(x)))) * (1 + scale) + shift
        return x + self.second(F.silu(hidden))


class Attention(nn.Module):
    """Every coarse cell looks at all others; plain softmax, whose CPU gradient is faster than the fused kernel's."""

    def __init__(self, channels: int, heads: int = 4) -> None:
        """Begin as the identity."""
        super().__init__()
        self.heads, self.norm = heads, ChannelNorm(channels)
        self.mix_in, self.mix_out = nn.Linear(channels, 3 * channels), nn.Linear(channels, channels)
        nn.init.zeros_(self.mix_out.weight)
        nn.init.zeros_(self.mix_out.bias)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, channels, rows, columns) to the same."""
        batch, channels, rows, columns = x.shape
        tokens = self.norm(x).flatten(2).transpose(1, 2)
        query, key, value = self.mix_in(tokens).view(batch, rows * columns, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        weights = (query * (channels // self.heads) ** -0.5 @ key.transpose(-1, -2)).softmax(-1).to(value.dtype)
        mixed = (weights @ value).transpose(1, 2).reshape(batch, rows * columns, channels)
        return x + self.mix_out(mixed).transpose(1, 2).reshape(batch, channels, rows, columns)


def waves(x: Tensor, count: int) -> Tensor:
    """Sines and cosines of x at doubling frequencies, (..., 2 * count)."""
    angles = x[..., None] * (2.0 ** torch.arange(count)) * (math.pi / 2)
    return torch.cat([angles.sin(), angles.cos()], -1)


class ItemReader(nn.Module):
    """What a cell is told about the item on it: the concept's codes there, the place in the box, looks and size."""

    silhouettes: Tensor
    palette: Tensor

    def __init__(self, catalogue: Catalogue, out: int, hidden: int = 128) -> None:
        """Codes start random; training sets them from simple pictures of the concepts and learns on."""
        super().__init__()
        count = len(catalogue.concepts)
        self.codes = nn.Parameter(torch.randn(count * CODE_SIDE**2, CODE_DEPTH) * 0.5)
        self.names = nn.Embedding(count, 48)
        self.register_buffer("silhouettes", torch.ones(count, CODE_SIDE, CODE_SIDE))
        known = [[*(part / 127.5 - 1 for part in rgb), 1.0] if name else [0.0] * 4 for name, rgb in catalogue.colors]
        self.register_buffer("palette", torch.tensor(known))
        self.trait_count = len(catalogue.traits)
        self.whole = nn.Linear(48 + COLOR_NUMBERS + self.trait_count + 2, 2 * hidden)
        self.local = nn.Linear(4 * CODE_DEPTH + 2 + 16, hidden)
        self.out = nn.Linear(hidden, out)

    def forward(self, items: Tensor, rows: int, columns: int) -> Tensor:
        """(batch, LAYERS * (out + plain + 1), rows, columns): learned features, plain looks and coverage."""
        raster = rasterize(items, self.silhouettes, rows=rows, columns=columns)
        scale, shift = self.whole(self._described(items)).chunk(2, -1)
        entry, layer, cell = (raster.item >= 0).nonzero(as_tuple=True)
        which = raster.item[entry, layer, cell]
        u, v = raster.u[entry, layer, cell], raster.v[entry, layer, cell]
        local = self.local(
            torch.cat([self._code_at(items[entry, which], u, v), u[:, None], v[:, None], waves(u, 4), waves(v, 4)], -1)
        )
        learned = self.out(F.silu(local * (1 + scale[entry, which]) + shift[entry, which])).float()
        features = torch.cat([learned, self._looks(items)[entry, which]], -1)
        grid = torch.zeros(*raster.item.shape, features.shape[-1]).index_put((entry, layer, cell), features)
        told = torch.cat([grid * raster.cover[..., None], raster.cover[..., None]], -1)
        return told.permute(0, 1, 3, 2).reshape(len(items), -1, rows, columns)

    def _described(self, items: Tensor) -> Tensor:
        size = (items[:, :, 3:5] - items[:, :, 1:3]).float() / 128
        return torch.cat([self.names(items[:, :, 0].clamp(min=0)), self._looks(items), size], -1)

    def _looks(self, items: Tensor) -> Tensor:
        """Both colors and the traits as numbers, (batch, items, plain); told everywhere, or binding is learned late."""
        colors = [self.palette[items[:, :, COLUMN[name]].clamp(min=0)] for name in ("color", "second")]
        traits = (items[:, :, COLUMN["traits"], None].clamp(min=0) >> torch.arange(self.trait_count)) & 1
        return torch.cat([*colors, traits.float()], -1)

    def _code_at(self, items: Tensor, u: Tensor, v: Tensor) -> Tensor:
        """Codes at four points of each cell, (entries, 4 * CODE_DEPTH), bilinear; a cell is PATCH_PX wide."""
        half_u = PATCH_PX / 4 / (items[:, 3] - items[:, 1]).clamp(min=2)
        half_v = PATCH_PX / 4 / (items[:, 4] - items[:, 2]).clamp(min=2)
        points = [(u + i * half_u, v + j * half_v) for j in (-1, 1) for i in (-1, 1)]
        return torch.cat([self._bilinear(items[:, 0], *point) for point in points], -1)

    def _bilinear(self, concept: Tensor, u: Tensor, v: Tensor) -> Tensor:
        x, y = ((part + 0.5) * CODE_SIDE - 0.5 for part in (u, v))
        x, y = x.clamp(0, CODE_SIDE - 1.001), y.clamp(0, CODE_SIDE - 1.001)
        left, top = x.floor(), y.floor()
        right_share, low_share = (x - left)[:, None], (y - top)[:, None]
        corner = concept * CODE_SIDE**2 + top.long() * CODE_SIDE + left.long()
        upper = self.codes[corner] * (1 - right_share) + self.codes[corner + 1] * right_share
        lower = self.codes[corner + CODE_SIDE] * (1 - right_share) + self.codes[corner + CODE_SIDE + 1] * right_share
        return upper * (1 - low_share) + lower * low_share


class LandReader(nn.Module):
    """What a cell is told about the land: circumstances, its place, how far the horizon is; and one vector for all."""

    palette: Tensor

    def __init__(self, catalogue: Catalogue, out: int, vector: int) -> None:
        """Embeddings for words, plain numbers for colors."""
        super().__init__()
        known = [
            [*(part / 127.5 - 1 for part in catalogue.color_value(name)), 1.0] if name else [0.0] * 4
            for name in catalogue.options["sky"]
        ]
        self.register_buffer("palette", torch.tensor(known))
        self.words = nn.ModuleList(nn.Embedding(len(catalogue.options[name]), 32) for name in SEEN_FIELDS)
        told = 32 * len(SEEN_FIELDS) + 4 * len(COLOR_FIELDS)
        self.vector = nn.Linear(told + 12, vector)
        self.cell = nn.Sequential(nn.Linear(told + 12 + 2 + 6, 96), nn.SiLU(), nn.Linear(96, out))

    def forward(self, circumstances: Tensor, rows: int, columns: int) -> tuple[Tensor, Tensor]:
        """(batch, out, rows, columns) and (batch, vector)."""
        column = {name: place for place, name in enumerate(GLOBAL_FIELDS)}
        words = [words(circumstances[:, column[name]]) for name, words in zip(SEEN_FIELDS, self.words, strict=True)]
        colors = [self.palette[circumstances[:, column[name]]] for name in COLOR_FIELDS]
        told = torch.cat([*words, *colors], -1)
        horizon = (circumstances[:, -1].float() + 0.5) * HORIZON_STEP_PX
        x, y = cell_centers(rows, columns)
        below = waves((y[None] - horizon[:, None]) / 64, 6)
        where = torch.cat(
            [
                below,
                (y / 128 - 1)[None, :, None].expand(len(told), -1, 1),
                (x / 128 - 1)[None, :, None].expand(len(told), -1, 1),
                waves(x / 128 - 1, 3)[None].expand(len(told), -1, -1),
            ],
            -1,
        )
        cells = self.cell(torch.cat([told[:, None].expand(-1, len(x), -1), where], -1)).float()
        return cells.transpose(1, 2).reshape(len(told), -1, rows, columns), self.vector(
            torch.cat([told, waves(horizon / 128 - 1, 6)], -1)
        )


class Painter(nn.Module):
    """Velocity of the latents at a time, given what the composition says about every cell."""

    def __init__(self, catalogue: Catalogue, shape: PainterShape | None = None) -> None:
        """Build the readers of the composition and the UNet."""
        super().__init__()
        shape = shape or PainterShape()
        fine, middle, coarse = shape.channels
        self.items = ItemReader(catalogue, shape.item)
        self.land = LandReader(catalogue, shape.land, shape.vector)
        self.no_plan = nn.Parameter(torch.randn(shape.vector) * 0.3)
        self.time = nn.Sequential(nn.Linear(128, shape.vector), nn.SiLU(), nn.Linear(shape.vector, shape.vector))

        def blocks(count: int, channels: int) -> nn.ModuleList:
            return nn.ModuleList(Block(channels, shape.vector) for _ in range(count))

        self.enter = nn.Conv2d(
            CHANNELS + LAYERS * (shape.item + COLOR_NUMBERS + len(catalogue.traits) + 1) + shape.land,
            fine,
            3,
            padding=1,
        )
        self.fine_in, self.to_middle = blocks(shape.down_blocks[0], fine), nn.Conv2d(fine, middle, 3, 2, 1)
        self.middle_in, self.to_coarse = blocks(shape.down_blocks[1], middle), nn.Conv2d(middle, coarse, 3, 2, 1)
        self.coarse, self.look = blocks(shape.middle_blocks, coarse), Attention(coarse)
        self.from_coarse, self.middle_out = nn.Conv2d(coarse, 4 * middle, 1), blocks(shape.up_blocks[0], middle)
        self.from_middle, self.fine_out = nn.Conv2d(middle, 4 * fine, 1), blocks(shape.up_blocks[1], fine)
        self.last, self.leave = ChannelNorm(fine), nn.Conv2d(fine, CHANNELS, 3, padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)  # type: ignore[arg-type]

    def read(
        self, circumstances: Tensor, items: Tensor, keep: Tensor, *, rows: int, columns: int
    ) -> tuple[Tensor, Tensor]:
        """What the composition says: cells (batch, channels, rows, columns) and vector; `keep` 0 forgets that plan."""
        cells, vector = self.land(circumstances, rows, columns)
        told = torch.cat([self.items(items, rows, columns), cells], 1) * keep[:, None, None, None]
        vector = vector * keep[:, None] + self.no_plan * (1 - keep[:, None])
        return told.contiguous(memory_format=torch.channels_last), vector

    def velocity(self, latents: Tensor, time: Tensor, told: Tensor, vector: Tensor) -> Tensor:
        """D latents / d time at `time` (1 is noise, 0 the picture), (batch, CHANNELS, rows, columns)."""
        angles = (time * 1000)[:, None] * torch.exp(-math.log(10000) * torch.arange(64) / 64)
        mood = F.silu(self.time(torch.cat([angles.sin(), angles.cos()], -1)) + vector)
        fine = _through(self.fine_in, self.enter(torch.cat([latents, told], 1)), mood)
        middle = _through(self.middle_in, self.to_middle(fine), mood)
        coarse = self.coarse[0](self.to_coarse(middle), mood)
        coarse = _through(self.coarse[1:], self.look(coarse), mood)
        middle = _through(self.middle_out, _grown(self.from_coarse(coarse)) + middle, mood)
        fine = _through(self.fine_out, _grown(self.from_middle(middle)) + fine, mood)
        return self.leave(F.silu(self.last(fine)))

    def forward(self, latents: Tensor, time: Tensor, circumstances: Tensor, items: Tensor, keep: Tensor) -> Tensor:
        """Read the plan and give the velocity in one go, for training."""
        told, vector = self.read(circumstances, items, keep, rows=latents.shape[-2], columns=latents.shape[-1])
        return self.velocity(latents, time, told, vector)


def _through(blocks: nn.ModuleList, x: Tensor, vector: Tensor) -> Tensor:
    for block in blocks:
        x = block(x, vector)
    return x


def _grown(x: Tensor) -> Tensor:
    return F.pixel_shuffle(x, 2).contiguous(memory_format=torch.channels_last)
