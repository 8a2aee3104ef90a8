"""Compositions are the one source of truth: for drawing, for captions, for planner and painter."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("skia", reason="the pictures Pochade learns from are drawn with it")

from party.studio.engines.pochade_engine.composition import MOST_ITEMS, decode, encode
from party.studio.engines.pochade_engine.plan_fields import speak, unspeak
from party.studio.engines.pochade_engine.raster import rasterize
from training.drawing.picture import draw, drawers
from training.pool import mirrored_items
from training.scenes.captions import caption, teller
from training.scenes.ideas import ideas
from training.scenes.make import scene
from training.vocabulary.subjects import catalogue, subjects

seeds = st.integers(0, 10**9)


def items_of(seed: int) -> torch.Tensor:
    """The items of a scene as a batch of one."""
    return torch.from_numpy(encode(scene(seed).plan, catalogue()).items.astype(np.int64))[None]


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_arrays_keep_the_composition(seed: int) -> None:
    """Encoding what was decoded gives the same numbers, and no scene has too many items."""
    arrays = encode(scene(seed).plan, catalogue())
    again = encode(decode(arrays, catalogue()), catalogue())
    assert np.array_equal(arrays.items, again.items)
    assert np.array_equal(arrays.circumstances, again.circumstances)
    assert len(scene(seed).plan.items) <= MOST_ITEMS


@given(seeds)
@settings(max_examples=60, deadline=None)
def test_planner_words_keep_the_composition(seed: int) -> None:
    """Bins of four pixels and natural proportions are enough: boxes come back nearly, all else exactly."""
    arrays, known = encode(scene(seed).plan, catalogue()), catalogue()
    turns = arrays.items[arrays.items[:, 0] >= 0][::-1, 9]
    back = unspeak(
        speak(arrays, len(known.concepts)), known, np.pad(turns, (0, MOST_ITEMS + 1 - len(turns))).astype(np.int64)
    )
    rows = arrays.items[arrays.items[:, 0] >= 0]
    assert np.array_equal(np.delete(rows, (1, 2, 3, 4), 1), np.delete(back.items[: len(rows)], (1, 2, 3, 4), 1))
    inside = (rows[:, 4] < 300) & (rows[:, 4] - rows[:, 2] < 250) & ((rows[:, 1] + rows[:, 3]) / 2 > -50)
    assert np.abs(rows[inside, 1:5] - back.items[: len(rows)][inside, 1:5]).max(initial=0) <= 10


@given(seeds)
@settings(max_examples=20, deadline=None)
def test_raster_of_the_mirrored_plan_is_the_mirrored_raster(seed: int) -> None:
    """Mirroring items and mirroring the grid are the same thing."""
    items, masks = items_of(seed), torch.ones(len(catalogue().concepts), 12, 12)
    plain, turned = (rasterize(rows, masks, rows=32, columns=32) for rows in (items, mirrored_items(items)))
    assert torch.allclose(plain.cover.view(1, 2, 32, 32).flip(-1), turned.cover.view(1, 2, 32, 32), atol=1e-4)
    assert torch.equal(plain.item.view(1, 2, 32, 32).flip(-1), turned.item.view(1, 2, 32, 32))


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_same_seed_same_pixels(seed: int) -> None:
    """A plan and a seed fix the picture, and its captions are never empty."""
    one = scene(seed)
    assert np.array_equal(draw(one.plan, seed), draw(one.plan, seed))
    assert caption(one, teller(seed)).strip()


def test_every_subject_can_be_drawn() -> None:
    """The catalogue and the drawing functions name the same things."""
    assert set(subjects()) == set(drawers())


@pytest.mark.parametrize("word", ["loneliness", "love", "hope", "war", "home", "time", "the meaning of life"])
def test_ideas_parties_start_with_have_recipes(word: str) -> None:
    """The short abstract words have at least five ways to be shown."""
    own = next(idea for idea in ideas() if word in idea.words)
    assert len(own.recipes) >= 5
