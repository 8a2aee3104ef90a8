"""What watchers are told: just what they missed, only what they may see, and all of them the same."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from party.core.commands import (
    Associate,
    CastBallot,
    ChangeName,
    ChooseArtwork,
    GrantRole,
    OpenRound,
    ProposeRefinement,
    React,
    RevokeRole,
    ScreenThing,
    SupportAssociation,
    TakeBackAssociation,
    WriteNote,
)
from party.core.things import Audience, Gone, Thing
from party.core.touched import everything
from party.core.values import ApprovalBallot, GuestId, Kind, Reaction, Role, Seq, Topic
from party.core.views import project
from party.live.stage import Stage
from party.wire.codes import Close
from party.wire.messages import Facts, Gauges, Place, Private, Welcome

from .parties import Seat, done, house_in, joined, opened, pictured

pytestmark = pytest.mark.anyio


@pytest.fixture
async def party(tmp_path: Path) -> AsyncIterator[tuple[Stage, GuestId]]:
    """A stage and its host."""
    async with house_in(tmp_path) as house:
        yield await opened(house)


def shown(stage: Stage, audience: Audience) -> set[Thing]:
    """All things of a party as an audience should have them."""
    things = {project(stage.state, ref, audience) for ref in everything(stage.state)}
    return {thing for thing in things if not isinstance(thing, Gone)}


def seen(seat: Seat) -> set[Thing]:
    """All things on a seat's page."""
    return {thing for things in seat.view.things.values() for thing in things.values()}


async def test_a_returning_guest_gets_just_what_was_missed(party: tuple[Stage, GuestId]) -> None:
    """Epoch and place as remembered: resumed, with the one new thing and none of the old."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    await done(stage.keeper, host, Associate("rain"))
    first = Seat(stage, ada)
    await first.until(lambda view: view.associations)
    memory = await first.leave()
    await done(stage.keeper, host, Associate("snow"))
    again = Seat(stage, ada, since=memory)
    await again.until(lambda view: view.associations)
    welcome = again.messages[0]
    assert isinstance(welcome, Welcome)
    assert welcome.resumed
    assert [thing.text for thing in again.view.associations.values()] == ["snow"]
    assert (welcome.seq, len(welcome.things)) == (stage.state.seq, 1)


async def test_counters_that_moved_meanwhile_come_too(party: tuple[Stage, GuestId]) -> None:
    """A support while the guest was away is no fact of its own but is not missed."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    await done(stage.keeper, host, Associate("rain"))
    memory = await visited(stage, ada)
    (said,) = stage.state.associations
    await done(stage.keeper, ada, SupportAssociation(said))
    again = Seat(stage, ada, since=memory)
    await again.until(lambda view: view.associations)
    assert again.view.associations[said].support == 2
    assert again.view.mine is not None
    assert again.view.mine.supports == (said,)


@pytest.mark.parametrize("memory", ["epoch", "future", "zero", "nothing"])
async def test_a_memory_that_does_not_fit_gets_everything(party: tuple[Stage, GuestId], memory: str) -> None:
    """Another epoch, a place not reached yet, the place before the first or none: a fresh picture, and it says so."""
    stage, host = party
    since = {
        "epoch": ("another", stage.state.seq),
        "future": (stage.epoch, Seq(stage.state.seq + 1)),
        "zero": (stage.epoch, Seq(0)),
        "nothing": None,
    }[memory]
    seat = Seat(stage, host, since=since)
    await seat.until(lambda view: view.mine)
    assert isinstance(seat.messages[0], Welcome)
    assert not seat.messages[0].resumed
    assert seen(seat) == shown(stage, Audience.MODERATOR)


async def test_changed_roles_give_a_fresh_picture(party: tuple[Stage, GuestId]) -> None:
    """Whoever was given a role while away, or here, starts anew with what the role may see."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    artwork = await pictured(stage.keeper, host)
    await done(stage.keeper, host, ScreenThing(Kind.ARTWORK, artwork, shown=False))
    here = Seat(stage, ada)
    memory = await visited(stage, ada)
    await done(stage.keeper, host, GrantRole(ada, Role.MODERATOR))
    await here.until(lambda view: view.artworks)
    back = Seat(stage, ada, since=memory)
    await back.until(lambda view: view.artworks)
    for seat in (here, back):
        assert seen(seat) == shown(stage, Audience.MODERATOR)
        welcome = [message for message in seat.messages if isinstance(message, Welcome)][-1]
        assert not welcome.resumed
    await done(stage.keeper, host, RevokeRole(ada, Role.MODERATOR))
    await here.until(lambda view: not view.artworks)
    assert seen(here) == shown(stage, Audience.GUEST)


async def test_changed_roles_keep_the_gauges(party: tuple[Stage, GuestId]) -> None:
    """The fresh picture begins with nobody here: who is, and what the studio does, follow at once."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    seat, other = Seat(stage, ada), Seat(stage, host)
    await seat.until(lambda view: len(view.online) == 2)
    await other.until(lambda view: len(view.online) == 2)
    told = len(seat.messages)
    await done(stage.keeper, host, GrantRole(ada, Role.ART_EXPERT))

    def again() -> list[Gauges]:
        return [message for message in seat.messages[told:] if isinstance(message, Gauges)]

    await seat.until(lambda _: any(gauge.studio for gauge in again()))
    assert any(isinstance(message, Welcome) for message in seat.messages[told:])
    (gauge,) = [gauge for gauge in again() if gauge.studio]
    assert set(gauge.online or ()) == {host, ada}
    assert gauge.places == ()


async def test_two_tabs_of_one_guest_agree(party: tuple[Stage, GuestId]) -> None:
    """A vote and a reaction in one tab are seen in the other, and in no other guest's."""
    stage, host = party
    ada, ben = await joined(stage.keeper, "Ada"), await joined(stage.keeper, "Ben")
    artwork = await pictured(stage.keeper, host)
    await done(stage.keeper, ada, ProposeRefinement("two old people"))
    await done(stage.keeper, host, OpenRound())
    one, two, other = Seat(stage, ada), Seat(stage, ada), Seat(stage, ben)
    vote = stage.state.open_round
    assert vote
    await done(stage.keeper, ada, CastBallot(vote.id, ApprovalBallot(vote.refinements)))
    await done(stage.keeper, ada, React(artwork, Reaction.LOVE))
    for tab in (one, two):
        await tab.until(lambda view: view.mine and view.mine.ballot and view.mine.reactions)
        await tab.until(lambda view: view.rounds[vote.id].voters == 1)
    await other.until(lambda view: view.rounds[vote.id].voters == 1 and view.artworks[artwork].reactions)
    await one.until(lambda view: view.artworks[artwork].reactions)
    await two.until(lambda view: view.artworks[artwork].reactions)
    assert seen(one) == seen(two) == seen(other)
    assert other.view.mine is not None
    assert other.view.mine.ballot is None
    assert not [message for message in other.messages if isinstance(message, Private)]
    assert one.view.online == tuple(sorted((ada, ben)))


async def test_a_counter_not_told_before_a_fact_comes_with_it(party: tuple[Stage, GuestId]) -> None:
    """Who goes between a fact and the next tick remembers a place that covers the counter: it must have been told."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    await done(stage.keeper, host, Associate("rain"))
    (said,) = stage.state.associations
    seat = Seat(stage, host)
    await done(stage.keeper, ada, SupportAssociation(said))
    await done(stage.keeper, host, Associate("snow"))
    await seat.until(lambda view: len(view.associations) == 2)
    back = Seat(stage, host, since=await seat.leave())
    await back.until(lambda view: view.mine)
    things = seat.view.associations | back.view.associations
    assert things[said].support == 2


async def test_ones_own_association_is_supported_from_the_start(party: tuple[Stage, GuestId]) -> None:
    """And told so: the private view follows what one says and takes back."""
    stage, host = party
    seat = Seat(stage, host)
    await done(stage.keeper, host, Associate("rain"))
    (said,) = stage.state.associations
    await seat.until(lambda view: view.mine and view.mine.supports == (said,))
    await done(stage.keeper, host, TakeBackAssociation(said))
    await seat.until(lambda view: view.mine and view.mine.supports == ())


async def test_single_votes_are_never_sent(party: tuple[Stage, GuestId]) -> None:
    """Ballots move a tally; no frame to anybody else speaks of who voted for what."""
    stage, host = party
    guests = [await joined(stage.keeper, name) for name in ("Ada", "Ben", "Cleo")]
    await done(stage.keeper, host, ProposeRefinement("two old people"))
    await done(stage.keeper, host, OpenRound())
    vote = stage.state.open_round
    assert vote
    screen = Seat(stage, host, Place.WALL)
    for one in guests:
        await done(stage.keeper, one, CastBallot(vote.id, ApprovalBallot(vote.refinements)))
    await screen.until(lambda view: view.rounds and view.rounds[vote.id].voters == 3)
    told = [message for message in screen.messages if not isinstance(message, Welcome)]
    assert all(isinstance(message, Gauges) for message in told)


async def test_a_moderators_wall_sees_only_what_a_screen_may(party: tuple[Stage, GuestId]) -> None:
    """The wall hangs before everybody: hidden pictures are not on it, though the moderator's desk has them."""
    stage, host = party
    artwork = await pictured(stage.keeper, host)
    await done(stage.keeper, host, ScreenThing(Kind.ARTWORK, artwork, shown=False))
    wall, desk = Seat(stage, host, Place.WALL), Seat(stage, host, Place.DESK)
    await wall.until(lambda view: view.mine)
    await desk.until(lambda view: view.artworks)
    assert seen(wall) == shown(stage, Audience.SCREEN)
    assert seen(desk) == shown(stage, Audience.MODERATOR)
    assert seen(wall) != seen(desk)


async def test_hidden_artworks_leave_every_view_and_come_back(party: tuple[Stage, GuestId]) -> None:
    """With their notes, their place in the choice and the mention in their job; the moderator keeps them."""
    stage, host = party
    keeper = stage.keeper
    places = {"guest": (await joined(keeper, "Ada"), Place.ROOM, Audience.GUEST)}
    places["master"] = (await joined(keeper, "Ben", Role.PROMPT_MASTER), Place.DESK, Audience.PROMPT_MASTER)
    places["expert"] = (await joined(keeper, "Cleo", Role.ART_EXPERT), Place.DESK, Audience.ART_EXPERT)
    places["screen"] = (await joined(keeper, "Wall", Role.SCREEN), Place.WALL, Audience.SCREEN)
    places["host"] = (host, Place.DESK, Audience.MODERATOR)
    artwork = await pictured(keeper, places["master"][0])
    await done(keeper, places["expert"][0], WriteNote(Topic.REMARK, "look at the light", artwork=artwork))
    await done(keeper, host, ChooseArtwork(artwork))
    seats = {name: (Seat(stage, guest, place), audience) for name, (guest, place, audience) in places.items()}
    for hidden in (True, False):
        await done(keeper, host, ScreenThing(Kind.ARTWORK, artwork, shown=not hidden))
        for name, (seat, audience) in seats.items():
            gone = hidden and name != "host"
            await seat.until(lambda view, gone=gone: bool(view.artworks) is not gone and bool(view.notes) is not gone)  # type: ignore[misc]
            assert seen(seat) == shown(stage, audience), name
            assert seat.view.session.chosen == (() if gone else (artwork,))


async def test_facts_cover_the_journal_without_a_gap(party: tuple[Stage, GuestId]) -> None:
    """The ranges of the frames follow each other, whatever counters moved in between."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    seat = Seat(stage, host)
    for number in range(6):
        await done(stage.keeper, host, Associate(f"rain {number}"))
        last = max(stage.state.associations.values(), key=lambda said: said.seq)
        await done(stage.keeper, ada, SupportAssociation(last.id))
    await done(stage.keeper, ada, ChangeName("Adele"))
    await seat.until(lambda view: view.seq == stage.state.seq)
    first = seat.messages[0]
    assert isinstance(first, Welcome)
    seq = first.seq
    for frame in (message for message in seat.messages if isinstance(message, Facts)):
        assert frame.first == seq + 1
        seq = frame.last
    assert seq == stage.state.seq


async def test_those_who_come_to_an_ended_keeper_are_sent_back(party: tuple[Stage, GuestId]) -> None:
    """Between handshake and hello the session ended here: the connection is told to come again, not left in silence."""
    stage, host = party
    watching = Seat(stage, host)
    await stage.keeper.stop()
    late = Seat(stage, host)
    for seat in (watching, late):
        assert await seat.connection.dismissed() is Close.PARTY_BROKEN


async def visited(stage: Stage, guest: GuestId) -> tuple[str, Seq]:
    """A short visit; what the guest remembers."""
    seat = Seat(stage, guest)
    await seat.until(lambda view: view.mine)
    return await seat.leave()
