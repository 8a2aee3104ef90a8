"""The private view: whatever anybody does, nobody's page shows an old one."""

import asyncio
from functools import reduce
from itertools import count
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import settings as profile
from hypothesis import strategies as st

from party.core import commands as c
from party.core.commands import Command
from party.core.decide import TABLE, decide
from party.core.evolve import evolve
from party.core.private import mine, mine_each
from party.core.refusals import Refusal
from party.core.state import SessionState
from party.core.values import GuestId, Kind, Millis, Reaction, Role, Topic
from party.live.chance import Chance
from party.live.concerned import concerned
from party.live.keeper import Keeper, entries_of
from party.live.stage import Stage
from tests.core.anything import GUEST_COMMANDS, HOUSE_COMMANDS, anything
from tests.core.play import Play

from .parties import EASEL, SESSION, Lines, Seat

KINDS = tuple(kind for kind in (*GUEST_COMMANDS, *HOUSE_COMMANDS) if kind not in {c.OpenSession, c.JoinSession})
FREQUENT = (c.ScreenThing, c.AcceptRefinement, c.MarkPhrases, c.PushPhrase, c.OpenRound, c.BranchFrom, c.RemoveGuest)
MOVES = 10


def party(*, screening: bool) -> Play:
    """A party in which everybody has said, voted, pushed, tapped and asked for something."""
    play = Play()
    people = [play.host, *(play.joins(role.value, role) for role in sorted(set(Role) - {Role.SCREEN}))]
    play.joins("wall", Role.SCREEN)
    play.picture("a" * 64)
    old = play.proposes(people[1], "two old people, oil on canvas, moonlight")
    master = next(one for one in people if Role.PROMPT_MASTER in play.roles(one))
    play.does(master, c.AcceptRefinement(old))
    play.picture("b" * 64)
    play.settings(screening=screening)
    names = [play.state.guests[one].name for one in people]
    for number, one in enumerate(people):
        play.does(one, c.Associate(f"idea {number}"))
        play.proposes(one, f"two old people, oil on canvas, night {number}")
        for artwork in sorted(play.state.artworks):
            play.does(one, c.WriteComment(f"so quiet, @{names[number - 1]}", artwork=artwork))
            play.does(one, c.React(artwork, Reaction.MOVED))
            play.does(one, c.NailIt(artwork))
        for phrase in play.refinement(old).phrases:
            play.does(one, c.PushPhrase(phrase.id, 1 if number % 2 else -1))
        if Role.ART_EXPERT in play.roles(one):
            play.does(one, c.WriteNote(Topic.REMARK, "look at the light"))
    for said in sorted(play.state.associations)[::2]:
        play.ask(people[2], c.SupportAssociation(said))
    for one in people:
        play.does(one, c.WithdrawRefinement(play.proposes(one, f"{one} alone")))
        play.ask(one, c.AskForRole(Role.MODERATOR))
    vote = play.opens_round()
    for one in people:
        play.votes(one, vote, *play.round(vote).refinements)
    return play


def voted() -> Play:
    """The same after the vote: everybody was for everything, the tie is broken, and the next vote has a candidate."""
    play = party(screening=False)
    vote = play.state.round
    assert vote
    play.does(play.host, c.CloseRound(vote))
    master = next(guest.id for guest in play.state.guests.values() if Role.PROMPT_MASTER in guest.roles)
    play.does(master, c.BreakTie(vote, play.round(vote).winners[0]))
    play.proposes(play.host, "one empty chair")
    return play


PARTIES = (party(screening=True), party(screening=False), voted())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@profile(max_examples=80, deadline=None)
def test_whose_private_view_a_command_changes(kind: type[Any], data: st.DataObject) -> None:
    """Whoever asks: those whose private view is another afterwards are among the concerned."""
    play = data.draw(st.sampled_from(PARTIES))
    command = data.draw(anything(kind, play.state))
    for actor in (None, *play.state.guests):
        verdict = decide(play.state, actor, command, play.occasion())
        if isinstance(verdict, Refusal):
            continue
        entries = entries_of(verdict, play.state.seq, play.now_ms, actor, "")
        after = reduce(evolve, entries, play.state)
        before = mine_each(play.state, play.state.guests)
        other = {guest for guest, view in mine_each(after, play.state.guests).items() if view != before[guest]}
        assert other <= {guest for entry in entries for guest in concerned(after, entry)}


@given(data=st.data())
@profile(max_examples=30, deadline=None)
def test_a_private_view_is_never_stale(data: st.DataObject) -> None:
    """After any command of anybody, what each guest was told last is what is theirs now."""
    asyncio.run(evening(data))


async def evening(data: st.DataObject) -> None:
    """Some commands, one after the other, with everybody watching."""
    play = data.draw(st.sampled_from(PARTIES))
    numbers = count(1)
    chance = Chance(now=lambda: Millis(play.now_ms + next(numbers)), fresh=lambda: f"new-{next(numbers)}")
    keeper = Keeper(SESSION, play.state, Lines(), chance)
    keeper.look_at_easel(lambda: EASEL)
    stage = Stage(keeper, "ABCDE", "epoch", chance)
    stage.remember(play.entries)
    keeper.start()
    seats: dict[GuestId, Seat] = {}
    for number in range(MOVES):
        sit(stage, seats)
        actor, command = drawn(data, keeper.state)
        note(f"{actor} {command}")
        await keeper.ask(actor, str(number), command)
        await everybody_has_read(seats)
        for guest, seat in seats.items():
            assert seat.view.mine == mine(keeper.state, guest)
    for seat in seats.values():
        await seat.leave()
    await keeper.stop()


def sit(stage: Stage, seats: dict[GuestId, Seat]) -> None:
    """A seat for everybody who is in and has none; none for those who were shown out."""
    for guest in stage.state.guests.values():
        if guest.removed:
            seats.pop(guest.id, None)
        elif guest.id not in seats:
            seats[guest.id] = Seat(stage, guest.id)


def drawn(data: st.DataObject, state: SessionState) -> tuple[GuestId | None, Command]:
    """Somebody who may ask for it, and what."""
    kind: type[Any] = data.draw(st.one_of(st.sampled_from(FREQUENT), st.sampled_from(KINDS)))
    able = sorted(guest.id for guest in state.guests.values() if TABLE[kind].roles & guest.roles)
    actor = data.draw(st.sampled_from(able)) if able else None
    return actor, data.draw(anything(kind, state))


async def everybody_has_read(seats: dict[GuestId, Seat]) -> None:
    """Returns when nothing waits in any outbox."""
    while any(seat.connection.outbox._facts for seat in seats.values()):  # noqa: ASYNC110  nobody tells
        await asyncio.sleep(0)


def test_the_party_of_this_test_has_something_of_everything() -> None:
    """Held words of each kind, ballots, pushes, taps: a guest's private view with nothing in it proves little."""
    play = party(screening=True)
    expert = next(guest.id for guest in play.state.guests.values() if Role.ART_EXPERT in guest.roles)
    theirs = mine(play.state, expert)
    held = {words.of for words in theirs.held}
    assert held == {Kind.ASSOCIATION, Kind.REFINEMENT, Kind.COMMENT, Kind.NOTE}
    assert theirs.reactions
    assert theirs.nailed
    assert theirs.pushes
