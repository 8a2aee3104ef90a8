"""How Pochade was made, at toy size: from nothing to weights, pictures and figures, and on from where it was killed."""

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
import torch
from PIL import ImageFont

pytest.importorskip("skia", reason="the pictures Pochade learns from are drawn with it")
try:
    ImageFont.truetype("NotoColorEmoji.ttf", 109)
except OSError:
    pytest.skip("the font of the glyphs is not installed: fonts-noto-color-emoji", allow_module_level=True)

from party.core.values import TextRecipe
from party.studio.engines import load
from tests.studio.orders import RECIPE
from training import export, painting, speed
from training.__main__ import STAGES
from training.settings import read

pytestmark = pytest.mark.timeout(180)

TOY = Path(__file__).parent / "toy.toml"
OURS = {"gallery", "speed", "card"}
"""Stages for people to look at, not needed for weights."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of a model that has seen next to nothing."""
    settings = read(TOY, tmp_path_factory.mktemp("workshop"))
    for stage in STAGES:
        if stage not in OURS:
            import_module(f"training.{STAGES[stage]}").run(settings)
    folder: Path = export.folder(settings)
    return folder


def test_chain_leaves_figures(shipped: Path) -> None:
    """Every stage runs, and evaluation writes its figures."""
    figures = json.loads((shipped.parent / "figures.json").read_text("utf-8"))
    assert {"real", "painted", "made", "twins", "judged twins"} <= figures.keys()


def test_painter_goes_on_from_checkpoint(shipped: Path) -> None:
    """A second run with more steps starts at the last checkpoint, not at zero."""
    settings = read(TOY, shipped.parent)
    longer = replace(settings, painter=replace(settings.painter, steps=6))
    painting.run(longer)
    assert torch.load(painting.file(longer), weights_only=True)["step"] == 6


def test_the_party_paints_with_what_was_made(shipped: Path) -> None:
    """The engine takes the folder like any model's, and a recipe gives the same picture twice."""
    engine = load(str(shipped), threads=1)
    recipe: TextRecipe = replace(RECIPE, steps=2)
    first, second = (engine.make([recipe], lambda _: None, lambda: False)[0] for _ in range(2))
    assert first.data == second.data
    assert first.recipe.model == "pochade"


@pytest.mark.parametrize("way", speed.WAYS.values(), ids=list(speed.WAYS))
def test_seconds_are_measured_and_told(shipped: Path, way: speed.Way) -> None:
    """Every question has an answer, in whatever way the processor is used."""
    threads = torch.get_num_threads()
    try:
        took_s = speed.seconds(shipped, way, rounds=1)
    finally:
        torch.set_num_threads(threads)
    assert all(value > 0 for value in took_s.values())
    assert all(f"| {name} |" in speed.table({"here": took_s}, 0.0, 2) for name in speed.AIMS)
