"""Phrase weights, on tiny checkpoints of three kinds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import diffusers
import pytest
import torch
from torch import Tensor

from party.core.values import PhraseWeight, TextRecipe, Words
from party.studio.engine import Engine, Painting
from party.studio.engines import load
from party.studio.engines.phrase_weights import tell, token_weights, weighted

from . import checkpoints
from .orders import RECIPE

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.filterwarnings("ignore:__array:DeprecationWarning", "ignore::FutureWarning"),
]
Make = Callable[[Path], Path]
WEIGHABLE: tuple[Make, ...] = (checkpoints.stable_diffusion, checkpoints.stable_diffusion_xl)
RISING = (0.6, 0.8, 1.0, 1.25, 1.65)
SMALL = replace(RECIPE, width_px=64, height_px=64, steps=2, prompt=Words("a boat, moon, rain"))
MOON = (8, 12)


@pytest.fixture(scope="module", params=WEIGHABLE, ids=lambda make: make.__name__)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make: Make = request.param
    return make(tmp_path_factory.mktemp("models") / make.__name__)


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    return load(str(folder), threads=1)


@pytest.fixture(scope="module")
def pipeline(folder: Path) -> Any:  # noqa: ANN401  # diffusers' pipelines share no type
    kinds: Any = diffusers
    return kinds.DiffusionPipeline.from_pretrained(folder, local_files_only=True)


def weigh(recipe: TextRecipe, *weights: tuple[int, int, float]) -> TextRecipe:
    return replace(recipe, weights=tuple(PhraseWeight(*weight) for weight in weights))


def paint(engine: Engine, recipe: TextRecipe) -> Painting:
    return engine.make([recipe], lambda _: None, lambda: False)[0]


def rows(pipeline: Any, recipe: TextRecipe) -> Tensor:  # noqa: ANN401  # as above
    """The text embeddings the pipeline is told, (tokens, width)."""
    embeddings: Tensor = tell(pipeline, recipe).inputs["prompt_embeds"][0]
    return embeddings


def test_weight_one_is_no_weight(engine: Engine) -> None:
    """The picture has the bytes of the one painted without weights, negative prompt or not."""
    for negative in ("", "fog"):
        recipe = replace(SMALL, negative=Words(negative))
        assert paint(engine, weigh(recipe, (*MOON, 1.0))).data == paint(engine, recipe).data


def test_weights_change_the_picture_and_are_recorded(engine: Engine) -> None:
    """Each weight makes another picture, the same one every time, and the recipe as used tells of it."""
    recipes = [weigh(SMALL, (*MOON, weight)) for weight in RISING]
    paintings = [paint(engine, recipe) for recipe in recipes]
    assert len({painting.data for painting in paintings}) == len(RISING)
    assert [painting.recipe.weights for painting in paintings] == [recipe.weights for recipe in recipes]
    again = engine.make(recipes, lambda _: None, lambda: False)
    assert [painting.data for painting in again] == [painting.data for painting in paintings]


def test_a_phrase_moves_away_from_nothing_as_its_weight_grows(pipeline: Any) -> None:  # noqa: ANN401  # as above
    """The rows of its tokens, and only those, leave the empty prompt's in proportion to the weight."""
    spans = pipeline.tokenizer(SMALL.prompt, return_offsets_mapping=True)["offset_mapping"]
    moon = spans.index(MOON)
    asked = {"num_images_per_prompt": 1, "do_classifier_free_guidance": False}
    empty = pipeline.encode_prompt(prompt="", device="cpu", **asked)[0][0].detach()
    plain = rows(pipeline, weigh(SMALL, (*MOON, 1.0)))
    told = [rows(pipeline, weigh(SMALL, (*MOON, weight))) for weight in RISING]
    spread = [float((one[moon] - empty[moon]).norm()) for one in told]
    assert spread == pytest.approx([spread[RISING.index(1.0)] * weight for weight in RISING], rel=1e-4)
    others = [place for place in range(len(plain)) if place != moon]
    assert all(torch.equal(one[others], plain[others]) for one in told)


def test_stretches_add_up(engine: Engine, pipeline: Any) -> None:  # noqa: ANN401  # as above
    """Two stretches at once move the rows that each moves alone."""
    boat, moon = (0, 6, 0.7), (*MOON, 1.5)
    plain, one, other, both = (rows(pipeline, weigh(SMALL, *w)) for w in ([(*MOON, 1.0)], [boat], [moon], [boat, moon]))
    assert torch.allclose(both - plain, (one - plain) + (other - plain), atol=1e-5)
    assert paint(engine, weigh(SMALL, boat, moon)).recipe.weights == (PhraseWeight(*boat), PhraseWeight(*moon))


@pytest.mark.parametrize(
    "prompt",
    [
        "月光と海",
        "שקיעה אדומה",
        "ночь, дождь",
        "👩‍👩‍👧 e\u0301",
        "(((:1e9) [moon]+++",
        "<|endoftext|> moon",
        "  moon  ",
    ],
)
def test_any_script_takes_weights(engine: Engine, prompt: str) -> None:
    """Words of any script and brackets of any kind are weighed, and weight 1 leaves them as they are, cut anywhere."""
    recipe = replace(SMALL, prompt=Words(prompt), steps=1)
    plain = paint(engine, recipe)
    assert paint(engine, weigh(recipe, (0, len(prompt), 1.5))).data != plain.data
    for end in (len(prompt), len(prompt) // 2, 1):
        assert paint(engine, weigh(recipe, (0, end, 1.0))).data == plain.data
    assert plain.recipe.prompt == prompt


def test_nothing_is_read_out_of_the_prompt(engine: Engine) -> None:
    """A weight written in brackets is words: another picture than the weighted phrase makes."""
    written = paint(engine, replace(SMALL, prompt=Words("a boat, (moon:1.5), rain")))
    assert written.recipe.weights == ()
    assert written.data != paint(engine, weigh(SMALL, (*MOON, 1.5))).data


def test_what_the_model_does_not_read_cannot_be_weighed(engine: Engine) -> None:
    """A stretch past the token limit, or of nothing but spaces, is painted plain and left out of the recipe as used."""
    prompt = "rain " * 90 + "moon"
    recipe = replace(SMALL, prompt=Words(prompt))
    plain = paint(engine, recipe)
    past = paint(engine, weigh(recipe, (4, 5, 1.5), (450, 454, 1.5)))
    assert (past.data, past.recipe.weights) == (plain.data, ())
    read = paint(engine, weigh(recipe, (0, 4, 1.5), (450, 454, 1.5)))
    assert (read.data == plain.data, read.recipe.weights) == (False, (PhraseWeight(0, 4, 1.5),))
    crossing = paint(engine, weigh(recipe, (0, 454, 1.5)))
    assert (crossing.data == plain.data, crossing.recipe.weights) == (False, (PhraseWeight(0, 454, 1.5),))


def test_an_empty_prompt_has_nothing_to_weigh(engine: Engine) -> None:
    """No words, no weights."""
    recipe = replace(SMALL, prompt=Words(""))
    painting = paint(engine, weigh(recipe, (0, 0, 1.5), (0, 3, 1.5)))
    assert (painting.data, painting.recipe.weights) == (paint(engine, recipe).data, ())


def test_a_pipeline_of_another_kind_paints_without(tmp_path: Path) -> None:
    """Flux hears its words through another tokenizer: the picture is the plain one, and the recipe as used says so."""
    engine = load(str(checkpoints.flux(tmp_path / "tiny-flux")), threads=1)
    painting = paint(engine, weigh(SMALL, (*MOON, 1.5)))
    assert (painting.data, painting.recipe.weights) == (paint(engine, SMALL).data, ())


def test_a_token_weighs_the_mean_of_its_characters() -> None:
    """A stretch that ends inside a token moves it in part; tokens outside of the prompt stay at 1."""
    spans = [(0, 0), (0, 4), (4, 8), (9, 10), (0, 0)]
    weights = [PhraseWeight(2, 8, 1.5), PhraseWeight(9, 400, 0.6)]
    assert token_weights(spans, weights) == pytest.approx([1.0, 1.25, 1.5, 0.6, 1.0])
    assert token_weights([(0, 0)], weights) == [1.0]


def test_half_precision_keeps_the_rows_of_weight_one() -> None:
    """Rows that are not weighed keep their bits in the model's own precision."""
    rows, empty = torch.randn(2, 1, 3, 8, generator=torch.Generator().manual_seed(0)).bfloat16()
    moved = weighted(rows, empty, [1.0, 1.65, 1.0])
    assert moved.dtype == torch.bfloat16
    assert torch.equal(moved[:, ::2], rows[:, ::2])
    assert not torch.equal(moved[:, 1], rows[:, 1])
