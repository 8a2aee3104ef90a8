"""All parties of one server: found by code, brought back, and none harmed by another's damage."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from party.archive.errors import JournalCorrupt
from party.core.commands import Associate, CloseSession, OpenRound, OpenSession, ProposeRefinement
from party.core.events import AssociationMade, Entry
from party.core.refusals import Reason, Refusal
from party.core.state import RoundStatus
from party.core.values import AssociationId, Millis, Seq, Words
from party.live.chance import Chance, tidy_code
from party.live.house import NoCodeLeft
from party.wire.codes import Close

from .parties import Seat, done, house_in, joined, opened

pytestmark = pytest.mark.anyio

LOOK_ALIKES = set("IL1O0")


def test_codes_have_no_look_alikes() -> None:
    """What is read from a wall can be typed: no letter that passes for another, all of one length."""
    codes = [Chance().code() for _ in range(2000)]
    assert not LOOK_ALIKES & set("".join(codes))
    assert {len(code) for code in codes} == {5}
    assert len(set(codes)) > 1990


def test_codes_are_read_as_people_type_them() -> None:
    """Small letters, blanks and hyphens do no harm."""
    assert tidy_code(" ab-c de ") == "ABCDE"


async def test_codes_are_unique(tmp_path: Path) -> None:
    """A code that is taken is drawn again; when all are taken, that is said."""
    drawn = iter(["AAAAA", "AAAAA", "AAAAA", "BBBBB", *["AAAAA"] * 40])
    async with house_in(tmp_path, chance=Chance(code=lambda: next(drawn))) as house:
        first, second = (await opened(house))[0], (await opened(house))[0]
        assert (first.code, second.code) == ("AAAAA", "BBBBB")
        assert first.keeper.session != second.keeper.session
        with pytest.raises(NoCodeLeft):
            await opened(house)


async def test_an_opening_that_breaks_the_rules_leaves_nothing(tmp_path: Path) -> None:
    """No party, no code spent."""
    async with house_in(tmp_path) as house:
        refusal = await house.open(OpenSession("", "a bench", "Hanna"), "opening")
        assert isinstance(refusal, Refusal)
        assert refusal.reason is Reason.TEXT_EMPTY
        assert await house.journal.sessions() == ()


async def test_a_party_is_brought_back_whole(tmp_path: Path) -> None:
    """After a stop and a start the same state stands under the same code and epoch; a closed one wakes when asked."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house)
        await done(stage.keeper, host, Associate("rain"))
        closed, other = await opened(house)
        await done(closed.keeper, other, CloseSession())
    async with house_in(tmp_path) as house:
        await house.start()
        assert set(house._stages) == {stage.code}
        for before in (stage, closed):
            after = await house.find(before.code.lower())
            assert after
            assert (after.state, after.epoch) == (before.state, before.epoch)


async def test_a_party_asked_for_at_once_is_loaded_once(tmp_path: Path) -> None:
    """One keeper, however many ask while it is being read."""
    async with house_in(tmp_path) as house:
        stage, _ = await opened(house)
    async with house_in(tmp_path) as house:
        found = await asyncio.gather(*(house.find(stage.code) for _ in range(8)))
        assert len({id(one) for one in found}) == 1


async def test_a_damaged_journal_leaves_the_others_running(tmp_path: Path) -> None:
    """One party's entry was altered: the house opens, the others go on, and who asks for that one is told."""
    async with house_in(tmp_path) as house:
        bad, well = [(await opened(house))[0] for _ in range(2)]
    with closing(sqlite3.connect(tmp_path / "party.db")) as db, db:
        db.execute("UPDATE entry SET at_ms = at_ms + 1 WHERE session = ? AND seq = 2", (bad.keeper.session,))
    async with house_in(tmp_path) as house:
        await house.start()
        stage = await house.find(well.code)
        assert stage
        await joined(stage.keeper, "Ada")
        with pytest.raises(JournalCorrupt) as damage:
            await house.find(bad.code)
        assert damage.value.seq == 2


async def test_a_journal_that_makes_no_sense_leaves_the_others_running(tmp_path: Path) -> None:
    """Entries that are chained well but do not follow from each other are damage too, not the end of the house."""
    async with house_in(tmp_path) as house:
        bad, well = [(await opened(house))[0] for _ in range(2)]
        nobodys = AssociationMade(AssociationId("a"), Words("rain"))
        entry = Entry(Seq(bad.state.seq + 1), Chance().now(), None, "defect", nobodys)
        await house.journal.append(bad.keeper.session, bad.state.seq, [entry])
    async with house_in(tmp_path) as house:
        await house.start()
        assert await house.find(well.code)
        with pytest.raises(JournalCorrupt):
            await house.find(bad.code)


async def test_a_deadline_that_passed_while_the_house_was_shut(tmp_path: Path) -> None:
    """The round is closed at the start, its ballots counted."""
    now = Chance().now()
    clock = [now]
    chance = Chance(now=lambda: clock[0])
    async with house_in(tmp_path, chance=chance) as house:
        stage, host = await opened(house)
        await done(stage.keeper, host, ProposeRefinement("two old people"))
        await done(stage.keeper, host, OpenRound(seconds=1800))
        seat = Seat(stage, host)
        await seat.until(lambda view: view.rounds)
        memory = await seat.leave()
    clock[0] = Millis(now + 3_600_000)
    async with house_in(tmp_path, chance=chance) as house:
        await house.start()
        again = await house.find(stage.code)
        assert again
        seat = Seat(again, host, since=memory)
        view = await seat.until(
            lambda view: next((vote for vote in view.rounds.values() if vote.status is not RoundStatus.OPEN), None)
        )
        (vote,) = view.rounds.values()
        assert vote.voters == 0


async def test_an_overtaken_party_is_taken_up_anew(tmp_path: Path) -> None:
    """Somebody else wrote to its journal: its guests are sent back, and find everything in its new keeper."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house)
        seat = Seat(stage, host)
        elsewhere = AssociationMade(AssociationId("a"), Words("rain"))
        entry = Entry(Seq(stage.state.seq + 1), Chance().now(), host, "elsewhere", elsewhere)
        await house.journal.append(stage.keeper.session, stage.state.seq, [entry])
        await asyncio.gather(stage.keeper.ask(host, "1", Associate("snow")), return_exceptions=True)
        assert await seat.connection.dismissed() is Close.PARTY_BROKEN
        again = await house.find(stage.code)
        assert again is not None
        assert again is not stage
        await done(again.keeper, host, Associate("snow"), "1")
        assert {said.text for said in again.state.associations.values()} == {"rain", "snow"}


async def test_a_house_that_stops_says_so(tmp_path: Path) -> None:
    """Everybody is told to come back later."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house)
        seat = Seat(stage, host)
    assert await seat.connection.dismissed() is Close.HOUSE_STOPS
