"""The closer look: which things get one, and that nothing else in the picture moves."""

import numpy as np
import pytest

from party.studio.engines.origin import SHIPPED
from party.studio.engines.pochade_engine.closer import MOST_WINDOWS, WINDOWS_PX, windows
from party.studio.engines.pochade_engine.composition import Box, Composition, Item
from party.studio.engines.pochade_engine.model import Model, Wish
from party.studio.engines.pochade_engine.sampling import Course

pytestmark = [pytest.mark.timeout(120), pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")]

SIDE = 256
MEADOW = {"place": "meadow", "time": "day"}


@pytest.fixture(scope="module")
def model() -> Model:
    """The shipped model."""
    return Model(SHIPPED)


def thing(concept: str, x: float, y: float, size: float) -> Item:
    """A square item around a point."""
    return Item(concept, Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2))


def wanted(model: Model, *items: Item, width: int = SIDE, height: int = SIDE) -> list[set[int]]:
    """Which items every window is for."""
    return [set(window.wanted) for window in windows(Composition(items, MEADOW), model.parts.catalogue, width, height)]


def test_what_stands_in_front_comes_first(model: Model) -> None:
    """Later items are nearer; there are only so many windows."""
    row = [thing("penguin", 40 + 58 * place, 60 + 120 * (place % 2), 50) for place in range(4)]
    assert wanted(model, *row) == [{3}, {2}, {1}][:MOST_WINDOWS]


def test_neighbors_share_a_window(model: Model) -> None:
    """Small things side by side are painted together."""
    assert wanted(model, thing("cat", 60, 100, 30), thing("dog", 100, 100, 30)) == [{0, 1}]


@pytest.mark.parametrize(
    "item",
    [
        thing("cat", 128, 128, 200),
        thing("cat", 128, 128, 6),
        thing("cat", 10, 128, 50),
        thing("moon", 128, 60, 40),
        thing("hill", 128, 160, 90),
    ],
    ids=["large", "a dot", "cut by the edge", "in the sky", "land"],
)
def test_left_as_it_is(model: Model, item: Item) -> None:
    """Clear already, or too little of it."""
    assert wanted(model, item) == []


def test_hidden_things_get_no_look(model: Model) -> None:
    """Something large before it covers it."""
    assert wanted(model, thing("cat", 128, 128, 40), thing("umbrella", 128, 128, 180)) == []


@pytest.mark.parametrize(("width", "height"), [(192, 320), (320, 192), (192, 192)])
def test_windows_stay_inside(model: Model, width: int, height: int) -> None:
    """Squares within the picture, whatever its size, of sides that gain something."""
    items = [thing("cat", 20, 20, 30), thing("dog", width - 20, height - 20, 30)]
    found = windows(Composition(tuple(items), MEADOW), model.parts.catalogue, width, height)
    assert len(found) == 2
    for window in found:
        assert 0 <= window.left <= width - window.side
        assert 0 <= window.top <= height - window.side
        assert WINDOWS_PX[0] <= window.side <= WINDOWS_PX[1]


def test_only_the_small_thing_changes(model: Model) -> None:
    """The land keeps its pixels; the thing appears where the plan has it, the same way every time."""
    *_, last = model.make(Wish("", 5, Course(steps=6), composition=Composition((), MEADOW, 120.0)))
    plan = Composition((thing("penguin", 80, 150, 40),), MEADOW, 120.0)
    made, again = (model.closer.over(last.picture, plan, 5, Course(steps=6)) for _ in range(2))
    assert np.array_equal(made, again)
    changed = np.abs(made.astype(int) - last.picture).max(axis=2) > 0
    assert not changed[:, 128:].any()
    assert not changed[:100].any()
    assert changed[135:165, 65:95].mean() > 0.5
