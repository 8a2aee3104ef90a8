"""The diffusers engine with the shipped model and with a tiny Stable Diffusion of random weights."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import diffusers
import pytest
import torch
from PIL import Image
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from party.core.values import Words
from party.studio.engine import Cancelled, CannotMake, Engine, Step
from party.studio.engines import load

from .orders import RECIPE, recipe

pytestmark = [pytest.mark.timeout(120), pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")]


@pytest.fixture(scope="module")
def pochade() -> Engine:
    return load(None, threads=1)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Stable Diffusion of random weights, small enough to paint in milliseconds."""
    folder = tmp_path_factory.mktemp("models") / "tiny-sd"
    words = folder / "words"
    words.mkdir(parents=True)
    vocabulary = [
        "<|startoftext|>",
        "<|endoftext|>",
        *"abcdefghijklmnopqrstuvwxyz",
        *(f"{c}</w>" for c in "abcdeilnos"),
    ]
    (words / "vocab.json").write_text(json.dumps({word: number for number, word in enumerate(vocabulary)}))
    (words / "merges.txt").write_text("#version: 0.2\n")
    torch.manual_seed(0)
    kinds: Any = diffusers
    text = CLIPTextConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=1,
        num_attention_heads=4,
        bos_token_id=0,
        eos_token_id=1,
    )
    unet = kinds.UNet2DConditionModel(
        block_out_channels=(32, 64),
        layers_per_block=1,
        sample_size=16,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=32,
        attention_head_dim=8,
    )
    blocks = {"down_block_types": ["DownEncoderBlock2D"] * 2, "up_block_types": ["UpDecoderBlock2D"] * 2}
    kinds.StableDiffusionPipeline(
        vae=kinds.AutoencoderKL(block_out_channels=[32, 32], latent_channels=4, scaling_factor=0.13025, **blocks),
        text_encoder=CLIPTextModel(text),
        tokenizer=CLIPTokenizer.from_pretrained(words, model_max_length=77),
        unet=unet,
        scheduler=kinds.PNDMScheduler(skip_prk_steps=True, beta_schedule="scaled_linear"),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder)
    return folder


def never() -> bool:
    return False


def seen(into: list[Step]) -> Callable[[Step], None]:
    return into.append


def test_the_same_seed_gives_the_same_bytes_in_any_company(pochade: Engine) -> None:
    """A picture alone, again, and as one of four is the same file."""
    alone = pochade.make([recipe(7)], seen([]), never)[0]
    four = pochade.make([recipe(seed) for seed in (5, 6, 7, 8)], seen([]), never)
    assert alone.data == pochade.make([recipe(7)], seen([]), never)[0].data == four[2].data
    assert len({hashlib.sha256(painting.data).digest() for painting in four}) == 4


def test_a_painting_is_bare_lossless_pixels(pochade: Engine) -> None:
    """The file has the size it says, no metadata, and names what made it."""
    (painting,) = pochade.make([recipe()], seen([]), never)
    picture = Image.open(BytesIO(painting.data))
    assert (picture.size, picture.format, painting.media_type) == ((256, 256), "WEBP", "image/webp")
    assert not picture.getexif()
    assert "xmp" not in picture.info
    assert painting.environment.startswith("torch ")
    assert painting.took_ms > 0


def test_the_recipe_tells_what_was_really_used(pochade: Engine) -> None:
    """Sizes are rounded to what the model can do, and model, revision and scheduler are filled in."""
    (painting,) = pochade.make([replace(RECIPE, width_px=250, height_px=130, steps=2)], seen([]), never)
    easel = pochade.easel
    assert (painting.width_px, painting.height_px) == (256, 128)
    assert painting.recipe == replace(
        RECIPE,
        engine="diffusers",
        model="pochade",
        revision=easel.revision,
        scheduler=easel.scheduler,
        width_px=256,
        height_px=128,
        steps=2,
    )


def test_a_preview_looks_like_the_picture(pochade: Engine) -> None:
    """The last preview, made without the decoder, is close to the finished picture and far from a gray sheet."""
    steps: list[Step] = []
    (painting,) = pochade.make([recipe(steps=8)], seen(steps), never)
    preview = steps[-1].preview
    assert preview
    small = (32, 32)
    shown = Image.open(BytesIO(preview)).resize(small)
    made = Image.open(BytesIO(painting.data)).convert("RGB").resize(small)
    assert _difference(shown, made) < 12
    assert _difference(Image.new("RGB", small, (128, 128, 128)), made) > 24


def test_another_scheduler_paints_another_picture(pochade: Engine) -> None:
    """A scheduler of the same kind is taken by its name and recorded; an unknown one is refused with the choices."""
    (usual,) = pochade.make([recipe()], seen([]), never)
    (other,) = pochade.make([replace(recipe(), scheduler="UniPCMultistepScheduler")], seen([]), never)
    assert (other.recipe.scheduler, other.data == usual.data) == ("UniPCMultistepScheduler", False)
    with pytest.raises(CannotMake, match=r"no scheduler called Rembrandt; it has .*DPMSolverMultistepScheduler"):
        pochade.make([replace(recipe(), scheduler="Rembrandt")], seen([]), never)


def test_an_impossible_size_is_refused(pochade: Engine) -> None:
    """A side outside of what can be painted is refused before anything is computed."""
    with pytest.raises(CannotMake, match="A side of 9000 pixels"):
        pochade.make([replace(recipe(), width_px=9000)], seen([]), never)


@pytest.mark.parametrize("prompt", ["", "💔 ☂", "rain " * 100, "\x00\x1b[31m", "(moonlight:1.25)"])
def test_any_words_can_be_painted(pochade: Engine, prompt: str) -> None:
    """Empty, long, strange and foreign prompts become pictures like any other."""
    (painting,) = pochade.make([replace(RECIPE, prompt=Words(prompt), steps=1, guidance=1.0)], seen([]), never)
    assert painting.recipe.prompt == prompt


def test_words_that_are_no_text_are_refused(pochade: Engine) -> None:
    """A prompt that cannot be encoded is refused, and the engine lives on."""
    with pytest.raises(CannotMake, match="cannot paint this recipe"):
        pochade.make([replace(RECIPE, prompt=Words("\ud800"))], seen([]), never)


def test_cancel_is_heard_at_the_next_step(pochade: Engine) -> None:
    """After the cancel not one more step is told, and the engine can paint again."""
    steps: list[Step] = []
    with pytest.raises(Cancelled):
        pochade.make([recipe(steps=50)], seen(steps), lambda: len(steps) == 3)
    assert len(steps) == 3
    assert pochade.make([recipe()], seen([]), never)[0].data


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_any_stable_diffusion_folder_loads_by_its_path(tiny: Path) -> None:
    """A checkpoint of the host's own paints with fitted previews, in multiples of 8, and counts its steps."""
    engine = load(str(tiny), threads=1)
    easel = engine.easel
    assert (easel.model, easel.scheduler, easel.width_px) == ("tiny-sd", "PNDMScheduler", 32)
    assert (easel.steps, easel.guidance, len(easel.revision)) == (25, 7.5, 12)
    steps: list[Step] = []
    asked = replace(RECIPE, width_px=69, height_px=64, steps=3)
    first, second = engine.make([asked, replace(asked, scheduler="EulerDiscreteScheduler")], seen(steps), never)
    assert (first.width_px, first.height_px) == (72, 64)
    assert first.data != second.data
    assert [step.index for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].index == steps[-1].total
    assert all(step.preview for step in steps)


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures of one size, in gray values."""
    ours, theirs = (torch.frombuffer(bytearray(picture.tobytes()), dtype=torch.uint8) for picture in (one, other))
    return float((ours.float() - theirs.float()).abs().mean())
