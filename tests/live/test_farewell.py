"""Guests who are shown out and parties that end: the last words arrive, nothing after them, and the reason is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from party.core.commands import AskForRole, Associate, GrantRole, ReadmitGuest, RemoveGuest
from party.core.values import GuestId, Role
from party.live.stage import Stage
from party.wire.codes import Close
from party.wire.messages import Facts, Place, Private, Welcome

from .parties import Seat, done, house_in, joined, opened

pytestmark = pytest.mark.anyio


@pytest.fixture
async def party(tmp_path: Path) -> AsyncIterator[tuple[Stage, GuestId]]:
    """A stage and its host."""
    async with house_in(tmp_path) as house:
        yield await opened(house)


async def test_a_removed_guest_hears_it_and_is_sent_away(party: tuple[Stage, GuestId]) -> None:
    """In every tab: first what is theirs now, then the close; nothing of what happens afterwards; others stay."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    await done(stage.keeper, ada, AskForRole(Role.ART_EXPERT))
    tabs, desk = [Seat(stage, ada), Seat(stage, ada, Place.DESK)], Seat(stage, host, Place.DESK)
    for seat in (*tabs, desk):
        await seat.until(lambda view: len(view.online) == 2)
    await done(stage.keeper, host, RemoveGuest(ada))
    for seat in tabs:
        assert await seat.connection.dismissed() is Close.REMOVED
        await seat.ended()
        assert isinstance(seat.messages[-1], Private)
        assert seat.view.mine
        assert seat.view.mine.asks == ()
    await done(stage.keeper, host, Associate("rain"))
    await desk.until(lambda view: view.associations and view.online == (host,))
    assert not [seat for seat in tabs if seat.view.associations]
    assert desk.connection.closing is None


async def test_a_removed_moderator_gets_no_fresh_picture(party: tuple[Stage, GuestId]) -> None:
    """The roles go with the guest; the connection is closed without one more look around."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    await done(stage.keeper, host, GrantRole(ada, Role.MODERATOR))
    seat = Seat(stage, ada)
    await seat.until(lambda view: view.radar)
    await done(stage.keeper, host, RemoveGuest(ada))
    await seat.ended()
    assert [type(message) for message in seat.messages if isinstance(message, Welcome | Facts)] == [Welcome]


async def test_a_readmitted_guest_is_as_welcome_as_before(party: tuple[Stage, GuestId]) -> None:
    """A new connection, everything in view, and nobody closes it."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    seat = Seat(stage, ada)
    await seat.until(lambda view: view.mine)
    await done(stage.keeper, host, RemoveGuest(ada))
    await seat.ended()
    await done(stage.keeper, host, ReadmitGuest(ada))
    again = Seat(stage, ada)
    await again.until(lambda view: ada in view.guests)
    await done(stage.keeper, ada, Associate("rain"))
    await again.until(lambda view: view.associations)
    assert again.connection.closing is None


async def test_a_deleted_party_closes_everybody(party: tuple[Stage, GuestId]) -> None:
    """With its own reason, the first one given."""
    stage, host = party
    seats = [Seat(stage, host), Seat(stage, await joined(stage.keeper, "Ada"))]
    stage.dismiss(Close.PARTY_DELETED)
    await stage.keeper.stop()
    for seat in seats:
        await seat.ended()
        assert await seat.connection.dismissed() is Close.PARTY_DELETED
