"""The settings file as frozen values, read once by the stage that runs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEFAULT_FILE = HERE / "settings.toml"
WORKSHOP = HERE.parent / ".pochade"
"""Checkpoints, sheets and logs; ignored by git."""


@dataclass(frozen=True)
class Seeds:
    """First seeds of the training and of the held-out scenes."""

    training: int
    held_out: int


@dataclass(frozen=True)
class LatentSettings:
    """How the patch basis is fitted."""

    pictures: int
    shaping: float


@dataclass(frozen=True)
class PainterSettings:
    """How the painter is trained; see settings.toml."""

    batch: int
    fresh: int
    pool: int
    first: int
    skipped: float
    steps: int
    cool_share: float
    adam_rate: float
    muon_rate: float
    warm_up: int
    forget: float
    held_out: int
    average: float
    time_mean: float
    time_spread: float
    save_every: int
    sheet_every: int
    sheet: int


@dataclass(frozen=True)
class DecoderSettings:
    """How the decoder is trained."""

    batch: int
    crop: int
    steps: int
    rate: float
    noise: float
    save_every: int


@dataclass(frozen=True)
class WordSettings:
    """How the lexicon is made; `width` is that of a word vector, `encoder` is `sentences` or, for toys, `letters`."""

    width: int
    captions: int
    widest: int
    near_enough: float
    encoder: str


@dataclass(frozen=True)
class PlannerSettings:
    """How the planner is trained."""

    batch: int
    steps: int
    rate: float
    word_noise: float
    counted: int
    save_every: int


@dataclass(frozen=True)
class RenderSettings:
    """How many finished pictures are kept: so many shards of so many."""

    shard: int
    shards: int


@dataclass(frozen=True)
class PictureSettings:
    """How a network that looks at finished pictures is trained: the scorer, the judge, the stylist and the painter of styles."""

    batch: int
    steps: int
    rate: float
    save_every: int


@dataclass(frozen=True)
class EvaluationSettings:
    """How much is measured: held-out prompts, how many of them from the true plan, too; seeds for every pair of twins, and every how many-th pair."""

    prompts: int
    painted: int
    seeds_per_twin: int
    every_twin: int


@dataclass(frozen=True)
class Settings:
    """All stages, and the folder they work in."""

    seeds: Seeds
    latents: LatentSettings
    painter: PainterSettings
    decoder: DecoderSettings
    words: WordSettings
    planner: PlannerSettings
    renders: RenderSettings
    scorer: PictureSettings
    judge: PictureSettings
    near_judge: PictureSettings
    stylist: PictureSettings
    styled_painter: PictureSettings
    evaluation: EvaluationSettings
    workshop: Path = WORKSHOP


def read(path: Path = DEFAULT_FILE, workshop: Path = WORKSHOP) -> Settings:
    """Settings from a file; unknown or missing names are refused by the constructors."""
    values: dict[str, dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))
    return Settings(
        Seeds(**values["seeds"]),
        LatentSettings(**values["latents"]),
        PainterSettings(**values["painter"]),
        DecoderSettings(**values["decoder"]),
        WordSettings(**values["words"]),
        PlannerSettings(**values["planner"]),
        RenderSettings(**values["renders"]),
        PictureSettings(**values["scorer"]),
        PictureSettings(**values["judge"]),
        PictureSettings(**values["near_judge"]),
        PictureSettings(**values["stylist"]),
        PictureSettings(**values["styled_painter"]),
        EvaluationSettings(**values["evaluation"]),
        workshop,
    )
