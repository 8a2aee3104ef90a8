"""What screens show while a party is screened: previews and things for those who may see them, and no others."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from party.core.commands import (
    Associate,
    ChangeSettings,
    GrantRole,
    ProposeRefinement,
    RevokeRole,
    ScreenThing,
    StartJob,
    WriteComment,
)
from party.core.state import Screening
from party.core.things import Audience, Gone
from party.core.touched import everything
from party.core.values import GuestId, JobId, Kind, RefinementId, Role
from party.core.views import project
from party.live.stage import Stage
from party.wire.messages import Place

from .parties import QUIET, Seat, done, house_in, joined, opened, pictured

pytestmark = pytest.mark.anyio


@pytest.fixture
async def party(tmp_path: Path) -> AsyncIterator[tuple[Stage, GuestId]]:
    """A stage and its host."""
    async with house_in(tmp_path) as house:
        yield await opened(house)


async def test_screened_previews_are_for_the_runners(party: tuple[Stage, GuestId]) -> None:
    """Those already there and those who come: moderator and prompt master see them, guests and walls do not."""
    stage, host = party
    ada, master = await joined(stage.keeper, "Ada"), await joined(stage.keeper, "Ben", Role.PROMPT_MASTER)
    job = await started(stage, master)
    await screening(stage, host, on=True)
    early = [Seat(stage, host, Place.DESK), Seat(stage, master), Seat(stage, ada), Seat(stage, host, Place.WALL)]
    await all_read(early)
    stage.show(job, b"one")
    late = [Seat(stage, host, Place.DESK), Seat(stage, master), Seat(stage, ada), Seat(stage, host, Place.WALL)]
    await all_read(late)
    await told_again(stage, host, [*early, *late])
    for seats in (early, late):
        assert [seat.previews for seat in seats] == [[b"one"], [b"one"], [], []]


async def test_who_comes_while_a_picture_is_painted_sees_it(party: tuple[Stage, GuestId]) -> None:
    """The last preview waits behind the welcome; when nothing is painted any more there is none."""
    stage, host = party
    stage.show(await started(stage, host), b"one")
    seat = Seat(stage, host)
    await seat.until(lambda view: view.mine and seat.previews)
    stage.take_down()
    later = Seat(stage, host)
    await told_again(stage, host, [later])
    assert (seat.previews, later.previews) == ([b"one"], [])


async def test_previews_stop_when_screening_begins(party: tuple[Stage, GuestId]) -> None:
    """A preview that waits for its turn is taken back, the next ones are not sent, and after screening they come."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    job = await started(stage, host)
    room = Seat(stage, ada)
    await all_read([room])
    stage.show(job, b"one")
    await room.until(lambda _: room.previews)
    stage.show(job, b"waits for its turn")
    await screening(stage, host, on=True)
    stage.show(job, b"two")
    await told_again(stage, host, [room])
    await screening(stage, host, on=False)
    await all_read([room])
    stage.show(job, b"three")
    await room.until(lambda _: len(room.previews) > 1)
    assert room.previews == [b"one", b"three"]


async def test_previews_of_a_hidden_wording_stop(party: tuple[Stage, GuestId]) -> None:
    """For the prompt master too; the moderator sees everything."""
    stage, host = party
    ada, master = await joined(stage.keeper, "Ada"), await joined(stage.keeper, "Ben", Role.PROMPT_MASTER)
    await done(stage.keeper, ada, ProposeRefinement("two old people"))
    (wording,) = set(stage.state.refinements) - {stage.state.root}
    job = await started(stage, master, wording)
    seats = [Seat(stage, host, Place.DESK), Seat(stage, master), Seat(stage, ada)]
    await done(stage.keeper, host, ScreenThing(Kind.REFINEMENT, wording, shown=False))
    await all_read(seats)
    stage.show(job, b"one")
    await seats[0].until(lambda _: seats[0].previews)
    await told_again(stage, host, seats)
    assert [seat.previews for seat in seats] == [[b"one"], [], []]


async def test_previews_follow_the_role(party: tuple[Stage, GuestId]) -> None:
    """Who is made prompt master while a screened picture is painted sees it at once; who no longer is, no more."""
    stage, host = party
    ada = await joined(stage.keeper, "Ada")
    job = await started(stage, host)
    await screening(stage, host, on=True)
    seat = Seat(stage, ada)
    await all_read([seat])
    stage.show(job, b"one")
    await done(stage.keeper, host, GrantRole(ada, Role.PROMPT_MASTER))
    await seat.until(lambda _: seat.previews)
    await done(stage.keeper, host, RevokeRole(ada, Role.PROMPT_MASTER))
    stage.show(job, b"two")
    await told_again(stage, host, [seat])
    assert seat.previews == [b"one"]


async def test_held_things_are_on_no_screen(party: tuple[Stage, GuestId]) -> None:
    """Neither on a screen of its own nor on the moderator's wall; both runners' desks have them, marked as held."""
    stage, host = party
    ada, beamer = await joined(stage.keeper, "Ada"), await joined(stage.keeper, "Beamer", Role.SCREEN)
    await screening(stage, host, on=True)
    for said in (Associate("rain"), ProposeRefinement("rain on a window"), WriteComment("hm", stage.state.root)):
        await done(stage.keeper, ada, said)
    await pictured(stage.keeper, host)
    desk = Seat(stage, host, Place.DESK)
    screens = [Seat(stage, host, Place.WALL), Seat(stage, beamer, Place.WALL), Seat(stage, ada)]
    await all_read([desk, *screens])
    view = desk.view
    for things in (view.associations, view.refinements, view.comments, view.artworks):
        assert Screening.HELD in {getattr(thing, "screening", None) for thing in things.values()}
    for seat in screens:
        assert (seat.view.associations, seat.view.comments, seat.view.artworks) == ({}, {}, {})
        assert set(seat.view.refinements) == {stage.state.root}
    for ref in tuple(everything(stage.state)):
        if ref.kind in {Kind.ASSOCIATION, Kind.REFINEMENT, Kind.COMMENT, Kind.ARTWORK}:
            await done(stage.keeper, host, ScreenThing(ref.kind, ref.id, shown=True))
    for seat in screens[:2]:
        await seat.until(lambda view: view.artworks and view.comments and view.associations)
        shown = {project(stage.state, ref, Audience.SCREEN) for ref in everything(stage.state)}
        seen = {thing for kind in seat.view.things.values() for thing in kind.values()}
        assert seen == {thing for thing in shown if not isinstance(thing, Gone)}


async def started(stage: Stage, master: GuestId, refinement: RefinementId | None = None) -> JobId:
    """A job of one picture that is being painted."""
    before = set(stage.state.jobs)
    await done(stage.keeper, master, StartJob(refinement))
    (job,) = set(stage.state.jobs) - before
    return job


async def screening(stage: Stage, host: GuestId, *, on: bool) -> None:
    """Screening switched on or off."""
    await done(stage.keeper, host, ChangeSettings(replace(QUIET, screening=on)))


async def all_read(seats: list[Seat]) -> None:
    """Returns when everybody has their welcome and the newest facts."""
    for seat in seats:
        await seat.until(lambda view, seat=seat: view.seq == seat.stage.state.seq and view.studio)  # type: ignore[misc]


async def told_again(stage: Stage, host: GuestId, seats: list[Seat]) -> None:
    """Something happens and everybody has heard of it: what was to come before has come."""
    await done(stage.keeper, host, Associate(f"said at {stage.state.seq}"))
    await all_read(seats)
