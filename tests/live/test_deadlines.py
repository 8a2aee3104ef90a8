"""The clock of rounds, with time in our hands."""

import asyncio

import pytest

from party.archive.errors import ArchiveFailed
from party.core.commands import ContinueSession, OpenRound, PauseSession, ProposeRefinement
from party.core.state import RoundStatus, SessionState
from party.core.values import GuestId
from party.live.deadlines import Deadlines
from party.live.keeper import Keeper

from .hours import Hours, by_the_loop
from .parties import Lines, done, keeper_on, opening

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "asyncio", {"loop_factory": Hours}


async def voting(lines: Lines, seconds: int = 30) -> tuple[Keeper, GuestId]:
    """A party whose round is open, and watched."""
    chance = by_the_loop()
    host, entries = opening(chance)
    keeper = keeper_on(lines, entries, chance)
    Deadlines(keeper, chance).start()
    await done(keeper, host, ProposeRefinement("two old people"))
    await done(keeper, host, OpenRound(seconds=seconds))
    return keeper, host


def status(state: SessionState) -> RoundStatus:
    """How the latest round stands."""
    assert state.round
    return state.rounds[state.round].status


async def test_a_round_closes_by_itself() -> None:
    """Not before its time, and soon after."""
    keeper, _ = await voting(Lines())
    await asyncio.sleep(29.9)
    assert status(keeper.state) is RoundStatus.OPEN
    await asyncio.sleep(0.2)
    assert status(keeper.state) is not RoundStatus.OPEN
    await keeper.stop()


async def test_a_pause_stops_the_clock() -> None:
    """A long pause costs the round nothing of its time."""
    keeper, host = await voting(Lines())
    await asyncio.sleep(20)
    await done(keeper, host, PauseSession())
    await asyncio.sleep(3600)
    assert status(keeper.state) is RoundStatus.OPEN
    await done(keeper, host, ContinueSession())
    await asyncio.sleep(9.9)
    assert status(keeper.state) is RoundStatus.OPEN
    await asyncio.sleep(0.2)
    assert status(keeper.state) is not RoundStatus.OPEN
    await keeper.stop()


async def test_a_close_that_could_not_be_recorded_is_tried_again() -> None:
    """The disk is full at the deadline; when there is room again the round is closed, once."""
    lines = Lines()
    keeper, _ = await voting(lines)
    lines.trouble = ArchiveFailed("The disk is full.")
    await asyncio.sleep(60)
    assert status(keeper.state) is RoundStatus.OPEN
    lines.trouble = None
    await asyncio.sleep(2)
    assert status(keeper.state) is not RoundStatus.OPEN
    kinds = [entry.event.kind for batch in lines.batches for entry in batch]
    assert kinds.count("RoundClosed") == 1
    await keeper.stop()


async def test_a_deadline_survives_its_keeper() -> None:
    """When nobody runs the session any more, the clock strikes in vain and without a noise."""
    keeper, _ = await voting(Lines())
    await keeper.stop()
    await asyncio.sleep(60)
    assert status(keeper.state) is RoundStatus.OPEN
