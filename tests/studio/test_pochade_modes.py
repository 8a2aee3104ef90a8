"""What Pochade can do besides painting from words: going on from a picture, part of one, beside one, between two."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from party.studio.engines.origin import SHIPPED
from party.studio.engines.pochade_engine.model import Given, Model, Wish
from party.studio.engines.pochade_engine.sampling import Course, between, noise_of
from party.studio.engines.pochade_engine.solvers import EULER, MULTISTEP, SHIFT, Euler

pytestmark = [pytest.mark.timeout(120), pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")]

Picture = NDArray[np.uint8]
HOUSE = Wish("a red house in a meadow", 3, Course(steps=6))


@pytest.fixture(scope="module")
def model() -> Model:
    """The shipped model."""
    return Model(SHIPPED)


@pytest.fixture(scope="module")
def house(model: Model) -> Picture:
    """A picture to start from."""
    return painted(model, HOUSE)


def painted(model: Model, wish: Wish) -> Picture:
    """The finished picture."""
    *_, last = model.make(wish)
    return last.picture


def distance(one: Picture, other: Picture) -> float:
    """Mean difference in gray values."""
    return float(np.abs(one.astype(float) - other).mean())


def test_a_picture_given_is_kept_as_far_as_asked(model: Model, house: Picture) -> None:
    """Image to image: the less is painted anew, the closer the result stays, and the fewer steps it takes."""
    night = replace(HOUSE, prompt="a blue house at night", seed=9)
    near, far = (replace(night, given=Given(house, strength)) for strength in (0.3, 0.9))
    assert distance(painted(model, near), house) < distance(painted(model, far), house)
    assert len(list(model.make(near))) < len(list(model.make(far)))


def test_only_the_area_is_painted_anew(model: Model, house: Picture) -> None:
    """Inpainting: outside of the area every pixel stays, inside something else appears."""
    area = np.zeros(house.shape[:2], np.float32)
    area[:, 128:] = 1
    wish = replace(HOUSE, prompt="a big tree", seed=5, given=Given(house, 1.0, area))
    made = painted(model, wish)
    assert np.array_equal(made[:, :128], house[:, :128])
    assert distance(made[:, 128:], house[:, 128:]) > 1


def test_a_variation_is_as_near_as_asked(model: Model) -> None:
    """A share of 0 is the picture itself, a small one nearer than a large one, and a variation can be had again."""
    plan = model.plan(HOUSE)[0]
    fixed = replace(HOUSE, composition=plan)
    alike, near, far = (painted(model, replace(fixed, variation=(77, share))) for share in (0.0, 0.15, 1.0))
    original = painted(model, fixed)
    assert np.array_equal(alike, original)
    assert 0 < distance(near, original) < distance(far, original)
    assert np.array_equal(near, painted(model, replace(fixed, variation=(77, 0.15))))


def test_a_morph_begins_and_ends_with_its_pictures(model: Model, house: Picture) -> None:
    """Travel between two wishes: at 0 and 1 it is there, between it is neither."""
    boat = replace(HOUSE, prompt="a sailing boat at sunset", seed=4)
    ends = house, painted(model, boat)
    assert distance(model.morph(HOUSE, boat, 0.0), ends[0]) < 1
    assert distance(model.morph(HOUSE, boat, 1.0), ends[1]) < 1
    middle = model.morph(HOUSE, boat, 0.5)
    assert min(distance(middle, end) for end in ends) > 2


def test_noise_between_two_noises_is_as_strong_as_they_are() -> None:
    """The arc keeps the spread; the ends are the noises themselves."""
    one, other = noise_of([1]), noise_of([2])
    half = between(one, other, 0.5)
    assert float(half.std()) == pytest.approx(1.0, abs=0.02)
    assert between(one, other, 0.0).allclose(one, atol=1e-5)
    assert between(one, other, 1.0).allclose(other, atol=1e-5)


def test_euler_is_the_rule_of_diffusers() -> None:
    """Our three lines take the same steps as the scheduler whose name they bear."""
    import diffusers  # noqa: PLC0415  # slow to load, needed here only

    scheduler = getattr(diffusers, EULER)(shift=SHIFT)
    scheduler.set_timesteps(sigmas=np.linspace(1, 1 / 8, 8))
    ours, latents = Euler(8), noise_of([3])
    theirs = latents
    for index, timestep in enumerate(scheduler.timesteps):
        latents = ours.advance(latents, latents * 0.3 - 1, index)
        theirs = scheduler.step(theirs * 0.3 - 1, timestep, theirs)[0]
    assert latents.allclose(theirs, atol=1e-5)


@pytest.mark.parametrize("name", [EULER, *MULTISTEP])
def test_every_scheduler_goes_on_from_a_picture(model: Model, house: Picture, name: str) -> None:
    """Starting half way works with all of them and stays near the picture."""
    wish = replace(HOUSE, course=Course(6, 1.5, name), given=Given(house, 0.4))
    assert distance(painted(model, wish), house) < 40


def test_other_processors_paint_nearly_the_same(model: Model, house: Picture) -> None:
    """Without native bfloat16, and with another number of threads, it is the same picture within tolerance."""
    full = painted(model, replace(HOUSE, course=Course(steps=6, half=False)))
    assert distance(full, house) < 6
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        assert distance(painted(model, HOUSE), house) < 6
    finally:
        torch.set_num_threads(threads)
