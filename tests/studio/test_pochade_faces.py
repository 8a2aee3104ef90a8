"""Faces seen from the front get their features drawn in; nothing else is touched."""

import numpy as np
import pytest

from party.studio.engines.pochade_engine.composition import Box, Composition, Item
from party.studio.engines.pochade_engine.finish.faces import with_faces

SKIN, HAIR = (224, 172, 140), (90, 50, 30)
ASPECTS = {"face of man": 0.9, "tree": 0.74}
FACE = Item("face of man", Box(38, 56, 218, 256))


@pytest.fixture
def head() -> np.ndarray:
    """A flat head: hair above, skin below, and a blue wall around."""
    picture = np.full((256, 256, 3), (60, 80, 160), np.uint8)
    picture[60:90, 88:168] = HAIR
    picture[90:180, 88:168] = SKIN
    return picture


def drawn(head: np.ndarray, *items: Item) -> np.ndarray:
    """The head with the features of these items."""
    return with_faces(head, Composition(items), ASPECTS, 1)


def test_both_eyes_are_white_and_dark(head: np.ndarray) -> None:
    """Left and right of the middle there is white around a dark pupil."""
    made = drawn(head, FACE)
    for half in (made[110:140, 95:127], made[110:140, 129:161]):
        assert half.min(axis=2).max() > 235
        assert half.max(axis=2).min() < 40


def test_a_beard_has_the_color_of_the_hair(head: np.ndarray) -> None:
    """The chin turns from skin to hair when the plan says beard."""
    chin = (slice(172, 176), slice(120, 136))
    assert np.abs(drawn(head, FACE)[chin].astype(int) - SKIN).max() < 20
    bearded = Item(FACE.concept, FACE.box, traits=frozenset({"beard"}))
    assert np.abs(drawn(head, bearded)[chin].astype(int) - HAIR).max() < 20


def test_the_wall_stays(head: np.ndarray) -> None:
    """Outside of the face not a byte changes."""
    made = drawn(head, FACE)
    assert np.array_equal(made[:, :70], head[:, :70])
    assert np.array_equal(made[200:], head[200:])


@pytest.mark.parametrize(
    "items",
    [
        (Item("tree", Box(38, 56, 218, 256)),),
        (Item("face of man", Box(100, 100, 140, 150)),),
        (FACE, Item("tree", Box(60, 100, 200, 256))),
    ],
    ids=["no face", "too small", "covered"],
)
def test_left_alone(head: np.ndarray, items: tuple[Item, ...]) -> None:
    """Other things, tiny faces and faces behind something get nothing drawn."""
    assert np.array_equal(drawn(head, *items), head)
