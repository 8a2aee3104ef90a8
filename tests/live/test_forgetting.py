"""Words removed while people look: gone from every screen at once, and from what anybody is told later."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from party.core.commands import (
    Associate,
    ChangeName,
    MergeRefinements,
    ProposeRefinement,
    RemoveGuest,
    RemoveMyWords,
    RemoveWordsOf,
    WriteComment,
)
from party.core.evolve import replay
from party.core.values import GuestId, Kind, Role
from party.live.stage import Stage
from party.wire.messages import Place

from .parties import Seat, done, house_in, joined, opened

pytestmark = pytest.mark.anyio

WORDS = ("Adelaide", "night train", "a blue window")


@pytest.fixture
async def party(tmp_path: Path) -> AsyncIterator[tuple[Stage, GuestId, GuestId]]:
    """A stage, its host, and a guest who said this and that, to whom others spoke and whose words they used."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house)
        ada, ben = await joined(stage.keeper, "Ada"), await joined(stage.keeper, "Ben")
        await done(stage.keeper, ada, ChangeName("Adelaide"))
        await done(stage.keeper, ada, Associate("a night train"))
        await done(stage.keeper, ada, ProposeRefinement("an empty bench, a blue window"))
        await done(stage.keeper, ben, ProposeRefinement("an empty bench at night"))
        one, other = sorted(set(stage.state.refinements) - {stage.state.root})
        await done(stage.keeper, host, MergeRefinements(one, other))
        await done(stage.keeper, ben, WriteComment("so quiet, @Adelaide", stage.state.root))
        yield stage, host, ada


def said(seat: Seat) -> list[str]:
    """Which of the words this seat sees."""
    seen = repr((seat.view.things, seat.view.mine))
    return [words for words in WORDS if words in seen]


async def up_to_date(*seats: Seat) -> None:
    """Returns when everybody has heard the newest."""
    for seat in seats:
        await seat.until(lambda view, seat=seat: view.seq == seat.stage.state.seq and view.mine)  # type: ignore[misc]


@pytest.mark.parametrize("by_moderator", [False, True])
async def test_everybody_sees_it_at_once(party: tuple[Stage, GuestId, GuestId], by_moderator: bool) -> None:  # noqa: FBT001  a parameter
    """Room, desk and wall, whoever asked for it; whoever comes later and whoever comes back hear nothing of it."""
    stage, host, ada = party
    beamer = await joined(stage.keeper, "Beamer", Role.SCREEN)
    seats = [Seat(stage, host, Place.DESK), Seat(stage, ada), Seat(stage, beamer, Place.WALL)]
    away = Seat(stage, host)
    await up_to_date(*seats, away)
    assert [said(seat) for seat in (*seats, away)] == [list(WORDS)] * 4
    since = await away.leave()
    if by_moderator:
        await done(stage.keeper, host, RemoveWordsOf(ada))
    else:
        await done(stage.keeper, ada, RemoveMyWords())
    late, back = Seat(stage, ada), Seat(stage, host, since=since)
    back.view = away.view
    await up_to_date(*seats, late, back)
    assert [said(seat) for seat in (*seats, late, back)] == [[]] * 5
    (comment,) = late.view.comments.values()
    assert comment.text == "so quiet, @…"


async def test_who_was_shown_out_is_not_missed(party: tuple[Stage, GuestId, GuestId]) -> None:
    """Their words go as anybody's, while nobody of theirs is connected."""
    stage, host, ada = party
    desk = Seat(stage, host, Place.DESK)
    await done(stage.keeper, host, RemoveGuest(ada))
    await up_to_date(desk)
    assert said(desk) == list(WORDS)
    await done(stage.keeper, ada, RemoveMyWords())
    await up_to_date(desk)
    assert said(desk) == []


async def test_the_record_gives_the_party_back_without_them(
    party: tuple[Stage, GuestId, GuestId], tmp_path: Path
) -> None:
    """A house that starts again has what the live one had, and welcomes people to that."""
    stage, host, ada = party
    await done(stage.keeper, ada, RemoveMyWords())
    async with house_in(tmp_path) as again:
        found = await again.find(stage.code)
        assert found
        assert found.state == stage.state
        assert replay(await again.journal.read(found.keeper.session)) == stage.state
        seat = Seat(found, host)
        await up_to_date(seat)
        assert said(seat) == []
        assert seat.view.things[Kind.GUEST][ada].name == ""  # type: ignore[union-attr]
