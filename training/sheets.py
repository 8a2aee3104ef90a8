"""Contact sheets: the pictures a person looks at while something trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from party.studio.engines.pochade_engine.latents import as_bytes
from party.studio.engines.pochade_engine.sampling import Course, Plans, noise_of, paint, tell
from PIL import Image, ImageDraw

from training import latent_basis
from training.drawing.picture import draw
from training.scenes.captions import caption, teller
from training.scenes.make import scene
from training.vocabulary.subjects import catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.painter import Painter

    from training.settings import Settings

SIDE_PX, LABEL_PX = 192, 34


def sheet(rows: Sequence[Sequence[tuple[NDArray[np.uint8], str]]], path: Path) -> None:
    """Labeled pictures in rows, as one file."""
    width, height = max(len(row) for row in rows) * SIDE_PX, len(rows) * (SIDE_PX + LABEL_PX)
    page = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(page)
    for y, row in enumerate(rows):
        for x, (picture, label) in enumerate(row):
            corner = (x * SIDE_PX, y * (SIDE_PX + LABEL_PX))
            page.paste(Image.fromarray(picture).resize((SIDE_PX - 2, SIDE_PX), Image.Resampling.LANCZOS), corner)
            for line in range(3):
                pen.text((corner[0] + 2, corner[1] + SIDE_PX + line * 11), label[line * 31 : (line + 1) * 31], fill="black")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.save(path)


def painting_sheet(painter: Painter, settings: Settings, path: Path) -> None:
    """Held-out plans, drawn and painted, in pairs of rows."""
    count = settings.painter.sheet
    seeds = range(settings.seeds.held_out, settings.seeds.held_out + count)
    scenes, space = [scene(seed) for seed in seeds], latent_basis.load(settings)
    noise = noise_of(list(seeds))
    told = tell(painter, Plans.of([one.plan for one in scenes], catalogue()), rows=noise.shape[-2], columns=noise.shape[-1])
    *_, latents = paint(painter, told, noise, Course())
    painted = as_bytes(space.decode(latents))
    captions = [caption(one, teller(seed)) for one, seed in zip(scenes, seeds, strict=True)]
    rows = []
    for start in range(0, count, 8):
        part = range(start, min(start + 8, count))
        rows.append([(draw(scenes[i].plan, seeds[i]), "drawn: " + captions[i]) for i in part])
        rows.append([(painted[i], "painted") for i in part])
    sheet(rows, path)
