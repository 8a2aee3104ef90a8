"""A seeded crowd that acts, drops and comes back, and agrees at the end."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from party.cli.parts import Running
from party.client import Away, PartyGuest, View, join_party
from party.core.commands import ContinueSession, ReadmitGuest
from party.core.events import Entry
from party.core.private import mine, radar
from party.core.state import JobStatus, SessionState
from party.core.things import Audience, Gone, Thing
from party.core.touched import everything
from party.core.values import RecipeSettings, Role, Settings
from party.core.views import audience_of, project
from party.live.stage import Stage
from party.wire.messages import Place
from tests.houses import guest, house, party, studio_ready

from .acting import Actor

pytestmark = pytest.mark.anyio

GUESTS, MOVES, SEED = 36, 14, 20_261_122
KINDS = 25
"""How many kinds of events there are at least; which ones, the race decides."""
SMALL = Settings(round_s=1800, recipe=RecipeSettings(width_px=128, height_px=128, steps=2))


async def test_a_crowd_agrees(tmp_path: Path) -> None:
    """Forty guests act at once, lose their connections and return: every view is what the journal says it should be."""
    async with house(tmp_path) as server, party(server, SMALL) as host, AsyncExitStack() as stack:
        await host.until(studio_ready)
        actors = [Actor(one, SEED + number) for number, one in enumerate(await crowd(server, host, stack))]
        for _ in range(MOVES):
            await asyncio.gather(*(turn(actor) for actor in actors))
        stage = await server.front.house.find(host.code)
        assert stage
        await peace([actor.guest for actor in actors], stage.state)
        for actor in actors:
            await sees(actor.guest, agrees_with(stage, actor.guest))
        entries = await server.front.house.journal.read(stage.keeper.session)
        everybody = [actor.guest for actor in actors]
        assert unrecorded(everybody, entries, stage.state) == set()
        assert len({type(entry.event) for entry in entries}) > KINDS
        assert sum(len(one.acknowledged) for one in everybody) > GUESTS * MOVES / 3
        assert (await server.front.house.journal.verify(stage.keeper.session)).ok


async def crowd(server: Running, host: PartyGuest, stack: AsyncExitStack) -> list[PartyGuest]:
    """The host, people of all roles, and two screens."""
    roles = [Role.PROMPT_MASTER, Role.ART_EXPERT, Role.MODERATOR, *[Role.PARTICIPANT] * (GUESTS - 3)]
    people = [await stack.enter_async_context(guest(host, f"Guest {n}", role)) for n, role in enumerate(roles)]
    screens = [await stack.enter_async_context(join_party(server.url, host.code, screen=True)) for _ in range(2)]
    return [host, *people, *screens]


async def turn(actor: Actor) -> None:
    """A move, several of those who run the party, and now and then a lost connection."""
    for _ in range(4 if actor.runs else 1):
        if actor.wants(0.12):
            await actor.guest.drop()
        await actor.act()


async def peace(everybody: list[PartyGuest], state: SessionState) -> None:
    """A moderator ends the pause and lets everybody back in, and all pictures are finished."""
    host = next(one for one in everybody if Role.MODERATOR in state.guests[one.id].roles)
    await sees(host, lambda view: view.mine is not None and Role.MODERATOR in view.mine.roles)
    if state.paused_ms is not None:
        await host.do(ContinueSession())
    for shown_out in (each.id for each in state.guests.values() if each.removed):
        await host.do(ReadmitGuest(shown_out))
    await host.until(lambda view: not any(job.status is JobStatus.WAITING for job in view.jobs.values()))


async def sees(one: PartyGuest, wanted: Callable[[View], bool | None]) -> None:
    """Returns when something is in a guest's view; who was shown out meanwhile, and may, comes again."""
    while True:
        try:
            await one.until(wanted)
        except Away:
            await one.come()
        else:
            return


def agrees_with(stage: Stage, one: PartyGuest) -> Callable[[View], bool]:
    """Whether a guest's page shows just what the party as it is should show them, and nothing else."""

    def agrees(view: View) -> bool:
        state, roles = stage.state, stage.state.guests[one.id].roles
        audience = Audience.SCREEN if one.place is Place.WALL else audience_of(roles)
        seen = {thing for things in view.things.values() for thing in things.values()}
        heard = radar(state) if audience is Audience.MODERATOR else ()
        return seen == shown(state, audience) and view.mine == mine(state, one.id) and view.radar == heard

    return agrees


def shown(state: SessionState, audience: Audience) -> set[Thing]:
    """All things of a party as an audience should have them."""
    things = {project(state, ref, audience) for ref in everything(state)}
    return {thing for thing in things if not isinstance(thing, Gone)}


def unrecorded(everybody: list[PartyGuest], entries: tuple[Entry, ...], state: SessionState) -> set[str]:
    """Acknowledged commands that the journal does not know, but for those that asked for what was so already.

    Of the latter the house says a place at which it was so; that place exists.
    """
    recorded = {(entry.actor, entry.cause): entry.seq for entry in entries}
    lost: set[str] = set()
    for one in everybody:
        for cause, seq in one.acknowledged.items():
            known = recorded.get((one.id, cause))
            if (known is None and seq > state.seq) or (known is not None and known > seq):
                lost.add(cause)
    return lost
