"""A house that is there is heard, with time in our hands."""

import asyncio

import pytest

from party.live.stage import BEAT_S, Stage
from party.wire.messages import Gauges

from .hours import Hours, by_the_loop
from .parties import Lines, Seat, keeper_on, opening

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "asyncio", {"loop_factory": Hours}


async def test_a_quiet_house_is_heard_all_the_same() -> None:
    """Where nothing happens every connection hears the places again and again, and nobody hears them in vain."""
    chance = by_the_loop()
    host, entries = opening(chance)
    stage = Stage(keeper_on(Lines(), entries, chance), "CODE", "epoch", chance)
    seats = Seat(stage, host), Seat(stage, host)
    await asyncio.sleep(1)
    for beats in (1, 2, 3):
        before = [len(seat.messages) for seat in seats]
        await asyncio.sleep(BEAT_S)
        assert [len(seat.messages) - count for seat, count in zip(seats, before, strict=True)] == [1, 1], beats
    last = seats[0].messages[-1]
    assert isinstance(last, Gauges)
    assert (last.places, last.online, last.things) == ((), None, ())
    for seat in seats:
        await seat.leave()
    await asyncio.sleep(2 * BEAT_S)
    assert stage._beat is None
