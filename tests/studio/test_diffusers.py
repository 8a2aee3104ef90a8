"""The diffusers engine with a tiny Stable Diffusion of random weights."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from party.core.values import TextRecipe, Words
from party.studio.engine import Cancelled, CannotMake, Engine, Step
from party.studio.engines import load

from . import checkpoints
from .orders import RECIPE

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.filterwarnings("ignore:__array:DeprecationWarning", "ignore::FutureWarning"),
]
SMALL = replace(RECIPE, width_px=64, height_px=64, steps=2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkpoints.stable_diffusion(tmp_path_factory.mktemp("models") / "tiny-sd")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    return load(str(folder), threads=1)


def small(seed: int) -> TextRecipe:
    return replace(SMALL, seed=seed)


def never() -> bool:
    return False


def seen(into: list[Step]) -> Callable[[Step], None]:
    return into.append


def test_the_same_seed_gives_the_same_bytes_in_any_company(engine: Engine) -> None:
    """A picture alone, again, and as one of four is the same file."""
    alone = engine.make([small(7)], seen([]), never)[0]
    four = engine.make([small(seed) for seed in (5, 6, 7, 8)], seen([]), never)
    assert alone.data == engine.make([small(7)], seen([]), never)[0].data == four[2].data
    assert len({hashlib.sha256(painting.data).digest() for painting in four}) == 4


def test_a_painting_is_bare_lossless_pixels(engine: Engine) -> None:
    """The file has the size it says, no metadata, and names what made it."""
    (painting,) = engine.make([SMALL], seen([]), never)
    picture = Image.open(BytesIO(painting.data))
    assert (picture.size, picture.format, painting.media_type) == ((64, 64), "WEBP", "image/webp")
    assert not picture.getexif()
    assert "xmp" not in picture.info
    assert painting.environment.startswith("torch ")
    assert painting.took_ms > 0


def test_the_recipe_tells_what_was_really_used(engine: Engine) -> None:
    """Sizes are rounded to what the model can do, and model, revision and scheduler are filled in."""
    asked = replace(SMALL, width_px=69, height_px=130)
    (painting,) = engine.make([asked], seen([]), never)
    easel = engine.easel
    assert (painting.width_px, painting.height_px) == (72, 128)
    assert painting.recipe == replace(
        asked,
        engine="diffusers",
        model="tiny-sd",
        revision=easel.revision,
        scheduler=easel.scheduler,
        width_px=72,
        height_px=128,
    )


def test_another_scheduler_paints_another_picture(engine: Engine) -> None:
    """A scheduler of the same kind is taken by its name and recorded; an unknown one is refused with the choices."""
    (usual,) = engine.make([SMALL], seen([]), never)
    (other,) = engine.make([replace(SMALL, scheduler="UniPCMultistepScheduler")], seen([]), never)
    assert (other.recipe.scheduler, other.data == usual.data) == ("UniPCMultistepScheduler", False)
    with pytest.raises(CannotMake, match=r"no scheduler called Rembrandt; it has .*DPMSolverMultistepScheduler"):
        engine.make([replace(SMALL, scheduler="Rembrandt")], seen([]), never)


def test_an_impossible_size_is_refused(engine: Engine) -> None:
    """A side outside of what can be painted is refused before anything is computed."""
    with pytest.raises(CannotMake, match="A side of 9000 pixels"):
        engine.make([replace(SMALL, width_px=9000)], seen([]), never)


@pytest.mark.parametrize("prompt", ["", "💔 ☂", "rain " * 100, "\x00\x1b[31m", "(moonlight:1.25)"])
def test_any_words_can_be_painted(engine: Engine, prompt: str) -> None:
    """Empty, long, strange and foreign prompts become pictures like any other."""
    (painting,) = engine.make([replace(SMALL, prompt=Words(prompt), steps=1, guidance=1.0)], seen([]), never)
    assert painting.recipe.prompt == prompt


def test_words_that_are_no_text_are_refused(engine: Engine) -> None:
    """A prompt that cannot be encoded is refused, and the engine lives on."""
    with pytest.raises(CannotMake, match="cannot paint this recipe"):
        engine.make([replace(SMALL, prompt=Words("\ud800"))], seen([]), never)


def test_cancel_is_heard_at_the_next_step(engine: Engine) -> None:
    """After the cancel not one more step is told, and the engine can paint again."""
    steps: list[Step] = []
    with pytest.raises(Cancelled):
        engine.make([replace(SMALL, steps=50)], seen(steps), lambda: len(steps) == 3)
    assert len(steps) == 3
    assert engine.make([SMALL], seen([]), never)[0].data


def test_any_stable_diffusion_folder_loads_by_its_path(engine: Engine) -> None:
    """A checkpoint of the host's own says how it likes to paint, has fitted previews and counts its steps."""
    easel = engine.easel
    assert (easel.model, easel.scheduler, easel.width_px) == ("tiny-sd", "PNDMScheduler", 32)
    assert (easel.steps, easel.guidance, len(easel.revision)) == (25, 7.5, 12)
    steps: list[Step] = []
    first, second = engine.make([SMALL, replace(SMALL, scheduler="EulerDiscreteScheduler")], seen(steps), never)
    assert first.data != second.data
    assert [step.index for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].index == steps[-1].total
    assert all(step.preview for step in steps)


def test_every_scheduler_on_the_easel_paints(engine: Engine) -> None:
    """The model's own comes first, the others by name; each of them makes a picture and is recorded."""
    own, *others = engine.easel.schedulers
    assert own == engine.easel.scheduler
    assert others == sorted(others)
    assert len(others) > 5
    for name in (own, *others):
        (painting,) = engine.make([replace(SMALL, scheduler=name)], seen([]), never)
        assert painting.recipe.scheduler == name
