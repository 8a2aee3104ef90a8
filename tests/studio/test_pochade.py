"""Pochade as an engine: what it promises the studio, whatever it is asked."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from party.core.values import Circumstance, Composition, Item, PhraseWeight, TextRecipe, Words
from party.studio.engine import Cancelled, CannotLoad, CannotMake, Critic, Step
from party.studio.engines import load
from party.studio.engines.origin import SHIPPED
from party.studio.engines.pochade import Pochade
from party.studio.engines.pochade_engine.weights import TENSORS, WORDS

from .orders import RECIPE, recipe

pytestmark = [pytest.mark.timeout(120), pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")]

HEART = Composition(
    (Item("heart", 0.25, 0.5, 0.4, 0.35, colors=("red",)),),
    (Circumstance("place", "plain"), Circumstance("sky", "white"), Circumstance("horizon", "0.8")),
)


@pytest.fixture(scope="module")
def pochade() -> Pochade:
    """The shipped model."""
    engine = load(None, threads=1)
    assert isinstance(engine, Pochade)
    return engine


def never() -> bool:
    return False


def unseen(_step: Step) -> None:
    """Nobody looks at the steps."""


def seen(into: list[Step]) -> Callable[[Step], None]:
    return into.append


def asked(prompt: str, **more: Any) -> TextRecipe:  # noqa: ANN401  # fields of a recipe
    """A recipe of few steps."""
    return replace(RECIPE, prompt=Words(prompt), guidance=2.0, **more)


def used(pochade: Pochade, wanted: TextRecipe) -> Composition:
    """The composition of the picture that was painted."""
    (painting,) = pochade.make([wanted], unseen, never)
    assert painting.recipe.composition
    return painting.recipe.composition


def concepts(composition: Composition) -> set[str]:
    """What is in it."""
    return {item.concept for item in composition.items}


def test_the_easel_says_how_it_likes_to_paint(pochade: Pochade) -> None:
    """Name, revision, size, and the schedulers it has."""
    easel = pochade.easel
    assert (easel.engine, easel.model, easel.width_px, easel.height_px) == ("pochade", "pochade", 256, 256)
    assert len(easel.revision) == 12
    assert easel.scheduler in easel.schedulers


def test_the_same_seed_gives_the_same_bytes_in_any_company(pochade: Pochade) -> None:
    """A picture alone, again, and as one of four is the same file."""
    alone = pochade.make([recipe(7)], unseen, never)[0]
    four = pochade.make([recipe(seed) for seed in (5, 6, 7, 8)], unseen, never)
    assert alone.data == pochade.make([recipe(7)], unseen, never)[0].data == four[2].data
    assert len({hashlib.sha256(painting.data).digest() for painting in four}) == 4


def test_the_sketch_comes_before_the_first_step(pochade: Pochade) -> None:
    """Step 0 shows the compositions of all pictures; then one preview for every step of every picture."""
    steps: list[Step] = []
    pochade.make([recipe(7), recipe(8)], seen(steps), never)
    assert [(step.index, step.total) for step in steps] == [(index, 8) for index in range(9)]
    assert all(step.preview for step in steps)
    assert steps[0].preview != steps[1].preview


def test_a_painting_is_bare_lossless_pixels(pochade: Pochade) -> None:
    """The file has the size it says, no metadata, and names what made it."""
    (painting,) = pochade.make([recipe()], unseen, never)
    picture = Image.open(BytesIO(painting.data))
    assert (picture.size, picture.format, painting.media_type) == ((256, 256), "WEBP", "image/webp")
    assert not picture.getexif()
    assert "xmp" not in picture.info
    assert painting.environment.startswith("torch ")


def test_the_recipe_tells_what_was_really_used(pochade: Pochade) -> None:
    """Sizes are rounded to what it can paint; model, revision, scheduler and composition are filled in."""
    (painting,) = pochade.make([replace(RECIPE, width_px=310, height_px=200, steps=2)], unseen, never)
    made, easel = painting.recipe, pochade.easel
    assert (painting.width_px, painting.height_px, made.width_px, made.height_px) == (320, 192, 320, 192)
    assert (made.engine, made.model, made.revision) == ("pochade", "pochade", easel.revision)
    assert made.scheduler == easel.scheduler
    assert made.composition is not None
    assert made.prompt == RECIPE.prompt


@pytest.mark.parametrize(("width", "height"), [(256, 256), (320, 192), (192, 320)])
def test_a_recipe_as_used_paints_the_same_picture(pochade: Pochade, width: int, height: int) -> None:
    """With its composition written in, the recipe gives the same bytes without reading the prompt."""
    (first,) = pochade.make([replace(RECIPE, width_px=width, height_px=height, steps=2)], unseen, never)
    (again,) = pochade.make([first.recipe], unseen, never)
    assert again.data == first.data
    assert again.recipe == first.recipe
    assert again.readings == ()


def test_a_thing_moved_in_the_composition_moves_in_the_picture(pochade: Pochade) -> None:
    """A red heart on the left is red on the left; moved to the right it is red on the right."""
    moved = replace(HEART, items=(replace(HEART.items[0], x=0.75),))
    for composition, side in ((HEART, 0), (moved, 1)):
        (painting,) = pochade.make([asked("", steps=8, composition=composition)], unseen, never)
        halves = [_redness(painting.data, half) for half in (0, 1)]
        assert halves[side] > halves[1 - side] + 10
        assert painting.recipe.composition == composition


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"concept": "nonsense"}, "how to draw nonsense"),
        ({"colors": ("reddish",)}, "no color called reddish"),
        ({"traits": ("invisible",)}, "can be invisible"),
        ({"width": 900.0}, "beyond all bounds"),
        ({"x": float("nan")}, "beyond all bounds"),
    ],
)
def test_a_composition_it_cannot_paint_is_refused(pochade: Pochade, change: dict[str, Any], why: str) -> None:
    """Unknown things, colors and traits, and places without measure are named."""
    item = replace(HEART.items[0], **change)
    with pytest.raises(CannotMake, match=why):
        pochade.make([asked("", composition=replace(HEART, items=(item,)))], unseen, never)


def test_unknown_circumstances_and_crowds_are_refused(pochade: Pochade) -> None:
    """A place that does not exist, a fact there is none of, a horizon in words, and seventeen things."""
    facts = (("place", "atlantis"), ("smell", "roses"), ("horizon", "high"))
    for name, value in facts:
        strange = replace(HEART, circumstances=(Circumstance(name, value),))
        with pytest.raises(CannotMake, match=name):
            pochade.make([asked("", composition=strange)], unseen, never)
    with pytest.raises(CannotMake, match="at most 16 things"):
        pochade.make([asked("", composition=replace(HEART, items=HEART.items * 17))], unseen, never)


def test_words_it_does_not_know_are_told(pochade: Pochade) -> None:
    """What was taken for something near says for what; what means nothing to it says so; plain words are no news."""
    (painting,) = pochade.make([asked("a beautiful skiff and a xylotomist", steps=1)], unseen, never)
    told = {str(reading.word): reading.taken_for for reading in painting.readings}
    assert told["xylotomist"] == ""
    assert told["skiff"]
    assert "beautiful" not in told


def test_weights_make_things_larger_and_smaller(pochade: Pochade) -> None:
    """A house pushed up stands taller than one pushed down, and a plain weight changes nothing."""
    prompt, heights = "a house in a meadow", {}
    for weight in (0.6, 1.0, 1.65):
        planned = [
            _house(used(pochade, asked(prompt, seed=s, steps=1, weights=(_on(prompt, "house", weight),))))
            for s in range(6)
        ]
        heights[weight] = sum(planned)
    assert heights[0.6] < heights[1.0] < heights[1.65]
    plain = pochade.make([asked(prompt, steps=1)], unseen, never)[0]
    weighed = pochade.make([asked(prompt, steps=1, weights=(_on(prompt, "house", 1.0),))], unseen, never)[0]
    assert plain.data == weighed.data


@pytest.mark.parametrize(
    "weights",
    [
        (PhraseWeight(0, 99, 1.2),),
        (PhraseWeight(5, 5, 1.2),),
        (PhraseWeight(3, 6, 1.2), PhraseWeight(0, 3, 1.2)),
        (PhraseWeight(0, 3, -1.0),),
        (PhraseWeight(0, 3, 99.0),),
    ],
)
def test_weights_that_fit_no_prompt_are_refused(pochade: Pochade, weights: tuple[PhraseWeight, ...]) -> None:
    """Beyond the prompt, empty, out of order, or out of range."""
    with pytest.raises(CannotMake, match="weight"):
        pochade.make([asked("a red house", weights=weights)], unseen, never)


def test_a_negative_prompt_keeps_things_away(pochade: Pochade) -> None:
    """Asked for love without hearts, it shows fewer hearts than asked for love."""
    plain = [used(pochade, asked("love", seed=seed, steps=1)) for seed in range(12)]
    without = [used(pochade, asked("love", seed=seed, steps=1, negative=Words("heart"))) for seed in range(12)]
    assert sum("heart" in concepts(one) for one in without) < sum("heart" in concepts(one) for one in plain)


def test_another_scheduler_paints_another_picture(pochade: Pochade) -> None:
    """Its schedulers are taken by name and recorded; an unknown one is refused with the choices."""
    pictures = {}
    for name in pochade.easel.schedulers:
        (painting,) = pochade.make([replace(recipe(), scheduler=name)], unseen, never)
        assert painting.recipe.scheduler == name
        pictures[name] = painting.data
    assert len(set(pictures.values())) == len(pictures) > 1
    with pytest.raises(CannotMake, match="no scheduler called Rembrandt; it has FlowMatchEuler"):
        pochade.make([replace(recipe(), scheduler="Rembrandt")], unseen, never)


@pytest.mark.parametrize("side", [0, 191, 321, 9000])
def test_an_impossible_size_is_refused(pochade: Pochade, side: int) -> None:
    """A side outside of what can be painted is refused before anything is computed."""
    with pytest.raises(CannotMake, match=f"sides of 192 to 320 pixels, not {side}"):
        pochade.make([replace(recipe(), width_px=side)], unseen, never)


@pytest.mark.parametrize(
    "prompt",
    [
        "",
        "💔 ☂",
        "rain " * 10_000,
        "\x00\x1b[31m",
        "(moonlight:1.25), [[house]]",
        "<b>&nbsp;</b>" * 50,
        "слоновая ерунда под дождём",
        "雨中的两个老人",
        "ეს არაფერია",
        "\ud800",
    ],
)
def test_any_words_can_be_painted(pochade: Pochade, prompt: str) -> None:
    """Empty, endless, strange, foreign and marked-up prompts become pictures like any other."""
    (painting,) = pochade.make([asked(prompt, steps=1)], unseen, never)
    assert painting.recipe.prompt == prompt
    assert len(painting.readings) <= 12


def test_cancel_is_heard_at_the_next_step(pochade: Pochade) -> None:
    """After the cancel not one more step is told, and the engine can paint again."""
    steps: list[Step] = []
    with pytest.raises(Cancelled):
        pochade.make([recipe(steps=50)], seen(steps), lambda: len(steps) == 3)
    assert len(steps) == 3
    assert pochade.make([recipe()], unseen, never)[0].data


def test_a_picture_is_closest_to_its_own_prompt(pochade: Pochade) -> None:
    """The score tells a night in space from a sunny meadow; bytes that are no picture have none."""
    assert isinstance(pochade, Critic)
    prompts = ("a rocket in space", "a cow in a green meadow on a sunny day")
    made = [pochade.make([asked(prompt, steps=8)], unseen, never)[0].data for prompt in prompts]
    for place, picture in enumerate(made):
        scores = [pochade.score(picture, prompt) for prompt in prompts]
        assert scores[place] == max(scores)
    with pytest.raises(CannotMake, match="no picture"):
        pochade.score(b"not a picture", "love")


@pytest.mark.parametrize("harm", ["altered", "cut short", "missing", "other words", "no words", "broken words"])
def test_damaged_weights_are_one_plain_sentence(tmp_path: Path, harm: str) -> None:
    """A weight file that is not whole is found by its hash before it is used, and the host reads what to do."""
    (tmp_path / WORDS).write_bytes((SHIPPED / WORDS).read_bytes())
    packed = (SHIPPED / TENSORS).read_bytes()
    match harm:
        case "altered":
            (tmp_path / TENSORS).write_bytes(packed[:-1] + bytes([packed[-1] ^ 1]))
        case "cut short":
            (tmp_path / TENSORS).write_bytes(packed[:1000])
        case "missing":
            pass
        case "other words":
            (tmp_path / WORDS).write_bytes((SHIPPED / WORDS).read_bytes().replace(b'"moon"', b'"sun"', 1))
            (tmp_path / TENSORS).write_bytes(packed)
        case "no words":
            (tmp_path / WORDS).write_text("{}")
            (tmp_path / TENSORS).write_bytes(packed)
        case _:
            (tmp_path / WORDS).write_text('{"format": 1,')
            (tmp_path / TENSORS).write_bytes(packed)
    with pytest.raises(CannotLoad, match="Install the package again") as caught:
        load(str(tmp_path), threads=1)
    assert "\n" not in str(caught.value)


def _on(prompt: str, phrase: str, weight: float) -> PhraseWeight:
    start = prompt.index(phrase)
    return PhraseWeight(start, start + len(phrase), weight)


def _house(composition: Composition) -> float:
    return max((item.height for item in composition.items if item.concept == "house"), default=0.0)


def _redness(data: bytes, half: int) -> float:
    picture = Image.open(BytesIO(data)).convert("RGB").resize((16, 16))
    pixels = [picture.getpixel((x, y)) for x in range(half * 8, half * 8 + 8) for y in range(16)]
    return sum(pixel[0] - (pixel[1] + pixel[2]) / 2 for pixel in pixels if isinstance(pixel, tuple)) / len(pixels)
