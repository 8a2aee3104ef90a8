"""`party paint` with the shipped model: a picture in the format asked for, its recipe inside."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from party.media.metadata import read_label

from .typed import types

PROMPT = "two old people looking at each other"


@pytest.mark.parametrize(("ending", "format_"), [("png", "PNG"), ("webp", "WEBP"), ("jpg", "JPEG")])
def test_a_picture_with_its_recipe(tmp_path: Path, ending: str, format_: str) -> None:
    """Painted, written, and read back."""
    file = tmp_path / f"a.{ending}"
    result = types("paint", PROMPT, "--seed", 7, "--steps", 2, "--threads", 1, "--out", file)
    assert result.code == 0, result.err
    assert "seed 7" in result.out
    data = file.read_bytes()
    assert Image.open(BytesIO(data)).format == format_
    label = read_label(data)
    assert label
    assert (label.recipe.prompt, label.recipe.seed, label.recipe.steps) == (PROMPT, 7, 2)
    assert label.recipe.engine == "pochade"


def test_the_same_seed_gives_the_same_picture(tmp_path: Path) -> None:
    """Without one, each picture is another."""
    for name, seed in (("a", ("--seed", 7)), ("b", ("--seed", 7)), ("c", ())):
        types("paint", PROMPT, *seed, "--model", "swatch", "--out", tmp_path / f"{name}.png")
    pixels = [Image.open(tmp_path / f"{name}.png").tobytes() for name in "abc"]
    assert pixels[0] == pixels[1] != pixels[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "{tmp}/a.bmp"), "use .png, .webp or .jpg"),
        (("--out", "{tmp}/none/a.png"), "There is no folder"),
        (("--model", "{tmp}"), "NotPainted"),
        (("--model", "{tmp}/none"), "NotPainted"),
        (("--width", "5"), "OutOfRange"),
        (("--steps", "5000"), "OutOfRange"),
    ],
)
def test_what_cannot_be_painted(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """One plain line, exit code 1, and no file."""
    model = () if "--model" in words else ("--model", "swatch")
    out = () if "--out" in words else ("--out", tmp_path / "a.png")
    result = types("paint", PROMPT, *(word.format(tmp=tmp_path) for word in words), *model, *out)
    assert said in result.plain
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("prompt", ["", "x" * 501, "a\x1b[31mb"])
def test_prompts_that_are_none(tmp_path: Path, prompt: str) -> None:
    """The rules of the house hold at the terminal too."""
    assert "Text" in types("paint", prompt, "--model", "swatch", "--out", tmp_path / "a.png").plain
