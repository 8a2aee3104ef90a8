"""Moods and styles: every one of them changes the picture, the same way each time, at every size."""

import numpy as np
import pytest
from numpy.typing import NDArray

from party.studio.engines.pochade_engine.finish.canvas import blurred, moved, resized, shifted, slopes
from party.studio.engines.pochade_engine.finish.moods import MOODS
from party.studio.engines.pochade_engine.finish.styles import STYLES, finished
from party.studio.engines.pochade_engine.finish.tools import tiles


def picture(width: int = 256, height: int = 192) -> NDArray[np.uint8]:
    """A sunset of a kind: a red disc on blue over green."""
    y, x = np.mgrid[0:height, 0:width]
    page = np.zeros((height, width, 3), np.uint8)
    page[:] = (70, 110, 200)
    page[y > height * 0.7] = (60, 130, 60)
    page[(x - width / 2) ** 2 + (y - height / 2) ** 2 < 40**2] = (220, 60, 40)
    return page


@pytest.mark.parametrize("style", STYLES)
def test_every_style_paints_over_the_whole_picture(style: str) -> None:
    """The size stays, something changes, and the seed fixes every stroke."""
    made = finished(picture(), mood="", style=style, seed=3)
    assert made.shape == (192, 256, 3)
    assert made.dtype == np.uint8
    assert not np.array_equal(made, picture())
    assert np.array_equal(made, finished(picture(), mood="", style=style, seed=3))


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_is_another_light(mood: str) -> None:
    """No mood leaves the picture as it was."""
    plain = finished(picture(), mood="", style="flat", seed=3)
    assert np.abs(finished(picture(), mood=mood, style="flat", seed=3).astype(int) - plain).mean() > 2


def test_a_disc_stays_where_it_is() -> None:
    """Styles are laid over the picture, they do not move it: the red middle is still red."""
    for style in ("oil", "van gogh", "mosaic", "pointillism", "low poly", "flat", ""):
        middle = finished(picture(), mood="", style=style, seed=3)[80:112, 112:144].mean((0, 1))
        assert middle[0] > middle[2] + 40, style


def test_blur_keeps_what_is_even_and_softens_what_is_not() -> None:
    """An even plane stays even, an edge becomes a slope, and the light stays the same."""
    even, edge = np.full((40, 40), 7.0, np.float32), np.repeat([[0.0] * 20 + [100.0] * 20], 40, 0)
    assert np.allclose(blurred(even, 3.0), 7.0, atol=1e-4)
    soft = blurred(edge, 3.0)
    assert 20 < soft[20, 18] < 50 < soft[20, 21] < 80
    assert soft.mean() == pytest.approx(edge.mean(), rel=0.01)
    assert slopes(edge)[0].max() > 0 == np.abs(slopes(edge)[1]).max()


def test_pixels_can_be_taken_from_elsewhere() -> None:
    """Moving by whole pixels is shifting, and every size can be had."""
    rng = np.random.default_rng(1)
    plane = rng.random((30, 40)).astype(np.float32)
    y, x = np.mgrid[0:30, 0:40].astype(np.float32)
    assert np.allclose(moved(plane, x - 2, y - 1)[5:25, 5:35], shifted(plane, 2, 1)[5:25, 5:35], atol=1e-3)
    for how in ("nearest", "bilinear", "bicubic", "area"):
        assert resized(picture(), 17, 33, how).shape == (33, 17, 3)


def test_every_pixel_belongs_to_the_tile_next_to_it() -> None:
    """Tiles are those of the nearest point, and the seam has no depth."""
    points = np.random.default_rng(2).random((60, 2)).astype(np.float32) * (80, 64)
    laid = tiles(points.astype(np.float32), (64, 80))
    y, x = np.mgrid[0:64, 0:80]
    far = np.hypot(x[..., None] - points[:, 0], y[..., None] - points[:, 1])
    found = np.take_along_axis(far, laid.number[..., None].astype(int), -1)[..., 0]
    assert np.allclose(found, far.min(-1), atol=1e-2)
    assert laid.inside.min() == 0 < laid.inside.max()
