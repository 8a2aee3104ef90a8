"""The other way to styles, for comparison only: the painter itself, told the style, goes on learning on styled pictures."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import torch
from party.studio.engines.pochade_engine.catalogue import GLOBAL_FIELDS
from party.studio.engines.pochade_engine.finish.styles import finished
from party.studio.engines.pochade_engine.painter import Painter, PainterShape
from torch import nn

from training import latent_basis, painting
from training.drawing.picture import draw
from training.pool import Pool
from training.vocabulary.subjects import catalogue
from training.workshop import load, save, say, wait_while_paused

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.composition import Composition
    from torch import Tensor

    from training.settings import Settings

STYLE = GLOBAL_FIELDS.index("style")


class StyledPainter(Painter):
    """The painter with one more thing in its vector."""

    def __init__(self) -> None:
        """Begin without a difference between styles."""
        super().__init__(catalogue())
        self.style = nn.Embedding(len(catalogue().options["style"]), PainterShape().vector)
        nn.init.zeros_(self.style.weight)

    def read(self, circumstances: Tensor, items: Tensor, keep: Tensor, *, rows: int, columns: int) -> tuple[Tensor, Tensor]:
        """What the composition says, and in which style."""
        cells, vector = super().read(circumstances, items, keep, rows=rows, columns=columns)
        return cells, vector + self.style(circumstances[:, STYLE]) * keep[:, None]


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "styled_painter.pt"


def in_style(plan: Composition, seed: int) -> NDArray[np.uint8]:
    """The drawn picture with its filters."""
    return finished(draw(plan, seed), mood=plan.get("mood"), style=plan.get("style"), seed=seed)


def train(settings: Settings) -> tuple[StyledPainter, float]:
    """Go on from the clean painter, from the checkpoint if there is one; with the seconds it took."""
    torch.manual_seed(settings.seeds.training)
    wish, painter = settings.styled_painter, StyledPainter()
    painter.load_state_dict(painting.averaged_painter(settings).state_dict(), strict=False)
    painter = painter.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    adam = torch.optim.AdamW(painter.parameters(), wish.rate, betas=(0.9, 0.99), weight_decay=0.005, fused=True)
    state, step, spent_s = load(file(settings)), 0, 0.0
    if state:
        painter.load_state_dict(state["painter"])
        adam.load_state_dict(state["adam"])
        step, spent_s = state["step"], state["spent_s"]
    pool = Pool(latent_basis.load(settings), 60 * wish.batch, settings.seeds.training + step * wish.batch, look=in_style)
    chance, began = torch.Generator().manual_seed(step), time.monotonic() - spent_s
    pool.draw_more(8 * wish.batch if step < wish.steps else 0)
    while step < wish.steps:
        began += wait_while_paused(settings)
        pool.draw_more(wish.batch // 4)
        batch = pool.batch(wish.batch, chance)
        at, noise = painting.times(wish.batch, settings.painter, chance), torch.randn(batch.latents.shape, generator=chance)
        keep = (torch.rand(wish.batch, generator=chance) > settings.painter.forget).float()
        loss = painting.loss_of(painter, batch, at, noise, keep).mean()
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(painter.parameters(), 1.0)
        adam.step()
        step, spent_s = step + 1, time.monotonic() - began
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"painter": painter.state_dict(), "adam": adam.state_dict(), "step": step, "spent_s": spent_s})
            say(f"styled painter step {step} loss {float(loss.detach()):.4f} after {spent_s:.0f} s")
    return painter.eval(), spent_s
