"""The participation radar: the moderators' alone, and always the newest."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from party.core.commands import Associate, GrantRole, ReadmitGuest, RemoveGuest, RevokeRole, SupportAssociation
from party.core.private import radar
from party.core.values import GuestId, Role
from party.live.stage import Stage
from party.wire.messages import Gauges, Place

from .parties import Seat, done, house_in, joined, opened

pytestmark = pytest.mark.anyio


@pytest.fixture
async def party(tmp_path: Path) -> AsyncIterator[tuple[Stage, GuestId]]:
    """A stage and its host."""
    async with house_in(tmp_path) as house:
        yield await opened(house)


async def test_a_moderator_sees_who_has_been_heard(party: tuple[Stage, GuestId]) -> None:
    """From the first frames on, after words and taps, when people come, are shown out and come back."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    desk = Seat(stage, host, Place.DESK)
    await desk.until(lambda view: view.radar == radar(stage.state))
    await done(stage.keeper, ada, Associate("rain"))
    (said,) = stage.state.associations
    await desk.until(lambda view: [line.said for line in view.radar] == [0, 1])
    await done(stage.keeper, host, SupportAssociation(said))
    await desk.until(lambda view: [line.tapped for line in view.radar] == [1, 0])
    await joined(stage.keeper, "Ben")
    await desk.until(lambda view: len(view.radar) == 3)
    await done(stage.keeper, host, RemoveGuest(ada))
    await desk.until(lambda view: ada not in {line.guest for line in view.radar})
    await done(stage.keeper, host, ReadmitGuest(ada))
    await desk.until(lambda view: view.radar == radar(stage.state) and len(view.radar) == 3)


async def test_nobody_else_hears_of_it(party: tuple[Stage, GuestId]) -> None:
    """A guest's, a prompt master's and a wall's gauges never have the radar, nor do they get a frame for its sake."""
    stage, host = party
    ada, master = await joined(stage.keeper, "Ada"), await joined(stage.keeper, "Ben", Role.PROMPT_MASTER)
    desk, wall = Seat(stage, host, Place.DESK), Seat(stage, host, Place.WALL)
    others = (wall, Seat(stage, ada), Seat(stage, master, Place.DESK))
    for seat in (desk, *others):
        await seat.until(lambda view: len(view.online) == 3)
    for number in range(3):
        await done(stage.keeper, ada, Associate(f"rain {number}"))
        await desk.until(lambda view, said=number + 1: said in {line.said for line in view.radar})  # type: ignore[misc]
    for seat in others:
        await seat.until(lambda view: len(view.associations) == 3)
    told = [gauge for seat in others for gauge in gauges(seat)]
    assert all(gauge.radar is None for gauge in told)
    assert all(gauge.things or gauge.online or gauge.places is not None or gauge.studio for gauge in told)


async def test_the_radar_comes_and_goes_with_the_role(party: tuple[Stage, GuestId]) -> None:
    """Who is made a moderator has it at once; who is no longer one has it no more."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    seat = Seat(stage, ada)
    await seat.until(lambda view: view.online)
    assert seat.view.radar == ()
    await done(stage.keeper, host, GrantRole(ada, Role.MODERATOR))
    await seat.until(lambda view: view.radar == radar(stage.state))
    await done(stage.keeper, host, RevokeRole(ada, Role.MODERATOR))
    await seat.until(lambda view: not view.radar)
    told = len([gauge for gauge in gauges(seat) if gauge.radar is not None])
    await done(stage.keeper, host, Associate("rain"))
    await joined(stage.keeper, "Ben")
    await seat.until(lambda view: len(view.guests) == 3)
    assert len([gauge for gauge in gauges(seat) if gauge.radar is not None]) == told


def gauges(seat: Seat) -> list[Gauges]:
    """The gauges a seat was told."""
    return [message for message in seat.messages if isinstance(message, Gauges)]
