"""Last stage: all averaged weights in half precision, with their words, where the party finds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine import weights

from training import decoding, painting, planning, scoring, wording
from training.concept_codes import tile
from training.vocabulary.subjects import catalogue, subjects
from training.workshop import say

if TYPE_CHECKING:
    from training.settings import Settings

SHIPPED = Path(__file__).parent.parent / "party" / "studio" / "pochade"
MOST_BYTES = 25 * 10**6
SKETCHED_PERSON = (150, 152, 160)


def main_colors() -> torch.Tensor:
    """The mean visible color of every concept, (concepts, 3), for the sketch; people are nobody's color yet."""
    tiles = [tile(name) for name in subjects()]
    means = np.stack([picture[..., :3].sum((0, 1)) / max(float(picture[..., 3].sum()), 1e-3) for picture in tiles]) * 255
    people = [thing.group in {"figure", "portrait", "profile"} for thing in subjects().values()]
    means[people] = SKETCHED_PERSON
    return torch.from_numpy(means)


def folder(settings: Settings) -> Path:
    """Where a workshop puts what it made; a person copies it to `SHIPPED` when it is good enough to be committed."""
    return settings.workshop / "shipped"


def newest(settings: Settings) -> Path:
    """The weights to look at: those of the workshop, or without any the committed ones."""
    own = folder(settings)
    return own if (own / weights.WORDS).exists() else SHIPPED


def run(settings: Settings) -> None:
    """Write the weight files."""
    composer = planning.load_composer(settings)
    networks = {
        "painter": painting.averaged_painter(settings).state_dict(),
        "decoder": decoding.load_decoder(settings).state_dict(),
        "planner": composer.planner.state_dict(),
        "possible": composer.possible.state(),
        "scorer": scoring.load_scorer(settings).state_dict(),
        "shapes": {"colors": main_colors()},
    }
    stages = {"painter": painting, "decoder": decoding, "planner": planning, "scorer": scoring}
    steps = {name: int(torch.load(stage.file(settings), weights_only=True)["step"]) for name, stage in stages.items()}
    size = weights.write(folder(settings), networks, catalogue(), wording.load(settings), steps=steps)
    say(f"exported {size / 1e6:.1f} MB to {folder(settings)}")
    if size > MOST_BYTES:
        message = f"{size} bytes are more than the {MOST_BYTES} we may ship"
        raise ValueError(message)
