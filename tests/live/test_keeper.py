"""The keeper: decides in order, records before it tells, and survives a journal that fails."""

import asyncio
from pathlib import Path
from typing import cast

import pytest

from party.archive.errors import ArchiveFailed, Overtaken
from party.archive.journal import Journal
from party.core.commands import Associate, ChangeTheme, MadeArtwork, ReportArtworks, StartJob
from party.core.events import AssociationMade, AssociationSupported, Entry
from party.core.evolve import replay
from party.core.refusals import Reason, Refusal
from party.core.values import ArtworkId, AssociationId, GuestId, Role, Seq, Words
from party.live import keeper as rooms
from party.live.chance import Chance
from party.live.keeper import Broken, Keeper, KeeperStopped, NotRecorded, Recorded

from .parties import SESSION, Lines, done, joined, keeper_on, opening

pytestmark = pytest.mark.anyio


async def test_the_second_command_of_a_batch_sees_the_first() -> None:
    """Two people say the same at once: one association, one support, committed together."""
    lines = Lines()
    keeper = keeper_on(lines, opening(Chance())[1])
    ada, ben = await joined(keeper, "Ada"), await joined(keeper, "Ben")
    lines.batches.clear()
    answers = await asyncio.gather(
        keeper.ask(ada, "1", Associate("rain")),
        keeper.ask(ben, "2", Associate("Rain")),
        keeper.ask(ada, "3", Associate("rain")),
    )
    ((first, second),) = lines.batches
    assert isinstance(first.event, AssociationMade)
    assert isinstance(second.event, AssociationSupported)
    assert list(answers) == [Recorded(first.seq), Recorded(second.seq), Refusal(Reason.ALREADY_SAID)]
    await keeper.stop()


async def test_what_is_told_is_recorded_already() -> None:
    """A listener never hears of an entry that is not in the journal."""
    lines = Lines()
    keeper = keeper_on(lines, opening(Chance())[1])
    heard: list[bool] = []
    keeper.listen(lambda state, entries: heard.append(lines.batches[-1] == entries and state.seq == entries[-1].seq))
    await joined(keeper, "Ada")
    assert heard == [True]
    await keeper.stop()


async def test_a_failed_commit_leaves_nothing() -> None:
    """Nothing of the batch happened, everybody in it is told so, refusals that leaned on it too; then it goes on."""
    lines = Lines()
    keeper = keeper_on(lines, opening(Chance())[1])
    ada = await joined(keeper, "Ada")
    before = keeper.state
    lines.trouble = ArchiveFailed("The disk is full.")
    answers = await asyncio.gather(keeper.ask(ada, "1", Associate("rain")), keeper.ask(ada, "2", Associate("rain")))
    assert list(answers) == [NotRecorded("The disk is full.")] * 2
    assert keeper.state is before
    lines.trouble = None
    assert await done(keeper, ada, Associate("rain"), "1") == before.seq + 1
    await keeper.stop()


async def test_a_real_journal_that_is_closed_records_nothing(tmp_path: Path) -> None:
    """The archive's own failure is told as such, and the keeper stays."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    keeper, host = await kept(journal, Chance())
    journal.close()
    answer = await keeper.ask(host, "1", Associate("rain"))
    assert isinstance(answer, NotRecorded)
    assert keeper.running
    assert not keeper.state.associations
    await keeper.stop()


async def test_a_command_sent_twice_is_done_once() -> None:
    """One after the other, both at once, and the second while the journal fails: one entry, the same answer."""
    lines = Lines()
    keeper = keeper_on(lines, opening(Chance())[1])
    ada, ben = await joined(keeper, "Ada"), await joined(keeper, "Ben")
    at_once = await asyncio.gather(*(keeper.ask(ada, "same", Associate("rain")) for _ in range(3)))
    lines.trouble = ArchiveFailed("The disk is full.")
    again = await asyncio.gather(
        keeper.ask(ben, "other", Associate("snow")), keeper.ask(ada, "same", Associate("rain"))
    )
    lines.trouble = None
    assert {*at_once, again[1]} == {Recorded(keeper.state.seq)}
    assert again[0] == NotRecorded("The disk is full.")
    assert await done(keeper, ben, Associate("wind"), "same") == keeper.state.seq
    assert len(keeper.state.associations) == 2
    await keeper.stop()


async def test_a_command_sent_again_after_a_restart_is_done_once(tmp_path: Path) -> None:
    """The journal remembers who asked for what."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    keeper, host = await kept(journal, Chance())
    seq = await done(keeper, host, Associate("rain"), "same")
    await keeper.stop()
    entries = await journal.read(SESSION)
    state = replay(entries)
    assert state
    second = Keeper(SESSION, state, journal, Chance())
    second.remember(entries)
    second.start()
    assert await done(second, host, Associate("rain"), "same") == seq
    assert len(await journal.read(SESSION)) == len(entries)
    await second.stop()
    journal.close()


async def test_an_overtaken_keeper_ends(tmp_path: Path) -> None:
    """Another writer was faster: nothing is done here any more, and those who care know."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    keeper, host = await kept(journal, Chance())
    await keeper.stop()
    ended: list[bool] = []
    late = Keeper(SESSION, keeper.state, journal, Chance())
    late.at_end(lambda: ended.append(late.running))
    late.start()
    other = Entry(
        Seq(keeper.state.seq + 1), Chance().now(), host, "elsewhere", AssociationMade(AssociationId("a"), Words("rain"))
    )
    await journal.append(SESSION, keeper.state.seq, [other])
    with pytest.raises(KeeperStopped):
        await late.ask(host, "1", Associate("snow"))
    with pytest.raises(KeeperStopped):
        await late.ask(host, "2", Associate("snow"))
    await late.stop()
    assert ended == [False]
    assert (await journal.read(SESSION))[-1] == other
    journal.close()


async def test_everybody_waiting_is_told_when_a_keeper_ends() -> None:
    """No question is left without an answer, not even those nobody has looked at."""
    lines = Lines()
    keeper = keeper_on(lines, opening(Chance())[1])
    lines.trouble = Overtaken(SESSION, Seq(2))
    asked = (keeper.ask(None, str(n), ChangeTheme("snow")) for n in range(2))
    assert all(isinstance(answer, Refusal) for answer in await asyncio.gather(*asked))
    host = next(iter(keeper.state.guests))
    many = (keeper.ask(host, f"w{n}", Associate(f"rain {n}")) for n in range(rooms.MAX_BATCH + 5))
    answers = await asyncio.gather(*many, return_exceptions=True)
    assert all(isinstance(answer, KeeperStopped) for answer in answers)


async def test_a_full_mailbox_says_so() -> None:
    """Beyond its bound a keeper takes nothing more in and says that it may be tried again."""
    keeper = keeper_on(Lines(), opening(Chance())[1])
    host = next(iter(keeper.state.guests))
    many = (keeper.ask(host, str(n), ChangeTheme("loneliness")) for n in range(rooms.MAX_WAITING + 3))
    answers = await asyncio.gather(*many)
    assert [isinstance(answer, NotRecorded) for answer in answers] == [False] * rooms.MAX_WAITING + [True] * 3
    await keeper.stop()


async def test_a_defect_costs_one_command() -> None:
    """A command we fail at half-way leaves no half of it behind; the one before and the one after are done."""
    lines = Lines()
    keeper = keeper_on(lines, opening(Chance())[1])
    host = next(iter(keeper.state.guests))
    await done(keeper, host, StartJob())
    (job,) = keeper.state.jobs.values()
    whole = MadeArtwork(ArtworkId("ab" * 32), job.recipes[0], 256, 256, "image/png", 5)
    half = ReportArtworks(job.id, (whole, cast("MadeArtwork", None)))
    answers = await asyncio.gather(
        keeper.ask(host, "1", Associate("rain")), keeper.ask(None, "2", half), keeper.ask(host, "3", Associate("snow"))
    )
    assert [type(answer) for answer in answers] == [Recorded, Broken, Recorded]
    assert not keeper.state.artworks
    assert len(keeper.state.associations) == 2
    assert [entry.seq for batch in lines.batches for entry in batch] == [3, 4, 5]
    await keeper.stop()


async def test_a_listener_with_a_defect_stops_nobody() -> None:
    """Others are told all the same and the command is acknowledged."""
    keeper = keeper_on(Lines(), opening(Chance())[1])
    heard: list[Seq] = []
    keeper.listen(lambda _state, _entries: cast("None", 1 / 0))
    keeper.listen(lambda state, _entries: heard.append(state.seq))
    await joined(keeper, "Ada", Role.ART_EXPERT)
    assert heard == [keeper.state.seq]
    await keeper.stop()


async def kept(journal: Journal, chance: Chance) -> tuple[Keeper, GuestId]:
    """A party in a journal, its keeper and its host."""
    host, entries = opening(chance)
    await journal.begin(SESSION, "ABCDE", "epoch", entries)
    state = replay(entries)
    assert state
    keeper = Keeper(SESSION, state, journal, chance)
    keeper.start()
    return keeper, host
