"""The engine for tests and crowds behaves as an engine must."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from party.studio.engine import Cancelled, CannotMake, Step
from party.studio.engines.swatch import Swatch
from party.studio.frames import PREVIEW_BYTES, PREVIEW_PX

from .orders import RECIPE, recipe


def never() -> bool:
    return False


def test_a_swatch_depends_on_its_recipe_alone() -> None:
    """The same recipe gives the same bytes alone and in company; another prompt or seed gives others."""
    engine = Swatch()
    four = engine.make([recipe(seed) for seed in range(4)], lambda _: None, never)
    assert len({painting.data for painting in four}) == 4
    assert engine.make([recipe(2)], lambda _: None, never)[0].data == four[2].data
    picture = Image.open(BytesIO(four[0].data))
    assert picture.size == (four[0].width_px, four[0].height_px) == (256, 256)


@pytest.mark.parametrize(("width_px", "height_px"), [(256, 256), (1536, 128), (16, 4096)])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_previews_keep_their_bounds(width_px: int, height_px: int, count: int) -> None:
    """Every step comes with a preview of the whole job within the limits, and steps count through."""
    steps: list[Step] = []
    asked = [replace(recipe(seed, steps=2), width_px=width_px, height_px=height_px) for seed in range(count)]
    Swatch().make(asked, steps.append, never)
    assert [(step.index, step.total) for step in steps] == [(index, 2 * count) for index in range(1, 2 * count + 1)]
    for step in steps:
        assert step.preview
        assert len(step.preview) <= PREVIEW_BYTES
        assert Image.open(BytesIO(step.preview)).size == (step.width_px, step.height_px)
        assert max(step.width_px, step.height_px) <= PREVIEW_PX


def test_a_swatch_can_be_cancelled_and_refused() -> None:
    """It stops between two steps, and refuses impossible sizes and unknown schedulers."""
    steps: list[Step] = []
    with pytest.raises(Cancelled):
        Swatch().make([RECIPE], steps.append, lambda: len(steps) == 2)
    assert len(steps) == 2
    with pytest.raises(CannotMake, match="8 x 256"):
        Swatch().make([replace(RECIPE, width_px=8)], steps.append, never)
    with pytest.raises(CannotMake, match="no scheduler called Euler"):
        Swatch().make([replace(RECIPE, scheduler="Euler")], steps.append, never)
