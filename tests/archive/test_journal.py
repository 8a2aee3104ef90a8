"""The contract of a journal, the same on every database."""

import asyncio
from collections.abc import Sequence

import pytest

from party.archive.errors import CodeTaken, Overtaken, SessionMissing
from party.archive.journal import Journal
from party.archive.reading import SessionRow
from party.core.events import Entry, SessionClosed, SessionReopened, ThemeChanged
from party.core.values import Phase, Seq, SessionId, Words

from .evening import ANN, EVENING, SESSION, entries, idea, opening

pytestmark = pytest.mark.anyio

HERE, THERE = SessionId("here"), SessionId("there")


async def test_an_evening_reads_back_as_it_was(journal: Journal) -> None:
    """Every kind of event comes back equal, in order, also when read piece by piece; and the record verifies."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING[:3])
    await journal.append(SESSION, Seq(3), EVENING[3:20])
    for entry in EVENING[20:]:
        await journal.append(SESSION, Seq(entry.seq - 1), [entry])
    assert await journal.read(SESSION) == EVENING
    assert tuple(journal.iterate(SESSION)) == EVENING
    verdict = await journal.verify(SESSION)
    assert (verdict.ok, verdict.head_seq, verdict.problems) == (True, len(EVENING), ())


async def test_what_was_closed_is_there_again(url: str) -> None:
    """A second opening finds the sessions of the first, and continues them."""
    first = Journal.open(url)
    await first.begin(SESSION, "MOON", "epoch-1", EVENING)
    first.close()
    second = Journal.open(url)
    assert await second.read(SESSION) == EVENING
    await second.append(SESSION, Seq(len(EVENING)), [idea(len(EVENING) + 1)])
    assert (await second.verify(SESSION)).ok
    second.close()


async def test_a_code_belongs_to_one_session(journal: Journal) -> None:
    """The second session with a code is refused and leaves nothing behind."""
    await journal.begin(HERE, "MOON", "epoch-1", opening())
    with pytest.raises(CodeTaken):
        await journal.begin(THERE, "MOON", "epoch-1", opening())
    with pytest.raises(Overtaken):
        await journal.begin(HERE, "SUNS", "epoch-1", opening())
    assert [row.id for row in await journal.sessions()] == [HERE]
    assert await journal.find("SUNS") is None


async def test_the_list_of_sessions_says_where_each_stands(journal: Journal) -> None:
    """Theme, phase, end, time and head of a row follow the entries."""
    await journal.begin(HERE, "MOON", "epoch-1", opening("love"))
    await journal.append(HERE, Seq(1), entries((ANN, ThemeChanged(Words("hope"))), (ANN, SessionClosed()), after=1))
    row = await journal.find("MOON")
    assert isinstance(row, SessionRow)
    assert (row.id, row.code, row.epoch, row.theme, row.closed, row.head_seq) == (
        *(HERE, "MOON", "epoch-1"),
        *("hope", True, 3),
    )
    assert (row.phase, row.last_at_ms - row.opened_at_ms) == (Phase.LOBBY, 2000)
    await journal.append(HERE, Seq(3), entries((ANN, SessionReopened()), after=3))
    (row,) = await journal.sessions()
    assert not row.closed
    assert row.head_hash == (await journal.verify(HERE)).head_hash


async def test_of_two_writers_one_wins(url: str) -> None:
    """Two processes' worth of writers at the same place: exactly one append is kept."""
    one, other = Journal.open(url), Journal.open(url)
    await one.begin(HERE, "MOON", "epoch-1", opening())
    for place in range(1, 21):
        writers = (one, other, one, other)
        said = [idea(place + 1, f"{place}-{number}") for number in range(4)]
        results = await asyncio.gather(
            *(journal.append(HERE, Seq(place), [entry]) for journal, entry in zip(writers, said, strict=True)),
            return_exceptions=True,
        )
        assert sum(result is None for result in results) == 1
        assert sum(isinstance(result, Overtaken) for result in results) == 3
        assert (await one.read(HERE))[-1] == said[[result is None for result in results].index(True)]
    assert (await other.verify(HERE)).ok
    one.close()
    other.close()


async def test_one_failure_of_a_group_is_one_failure(journal: Journal) -> None:
    """Appends of many sessions commit together; the overtaken, unknown and impossible ones fail alone."""
    sessions = [SessionId(f"s{number}") for number in range(30)]
    await asyncio.gather(*(journal.begin(s, f"CODE-{s}", "epoch-1", opening()) for s in sessions))

    def asked(number: int) -> tuple[SessionId, Seq, Sequence[Entry]]:
        match number % 5:
            case 1:
                return sessions[number], Seq(7), [idea(8)]
            case 2:
                return SessionId("nobody"), Seq(1), [idea(2)]
            case 3:
                return sessions[number], Seq(1), [idea(3)]
            case _:
                return sessions[number], Seq(1), [idea(2), idea(3)]

    results = await asyncio.gather(*(journal.append(*asked(n)) for n in range(30)), return_exceptions=True)
    expected = {0: type(None), 1: Overtaken, 2: SessionMissing, 3: ValueError, 4: type(None)}
    for number, result in enumerate(results):
        assert type(result) is expected[number % 5]
        kept = 3 if result is None else 1
        assert len(await journal.read(sessions[number])) == kept
        assert (await journal.verify(sessions[number])).ok


async def test_a_batch_is_kept_whole_or_not_at_all(journal: Journal) -> None:
    """When the last entry of a batch cannot be written, none of it is."""
    await journal.begin(HERE, "MOON", "epoch-1", opening())
    twice = [idea(number) for number in range(2, 40)] + list(opening())
    with pytest.raises(ValueError, match="one by one"):
        await journal.append(HERE, Seq(1), twice)
    assert await journal.read(HERE) == opening()


async def test_an_unknown_session_is_said_to_be_missing(journal: Journal) -> None:
    """Reading, verifying and iterating name the session that is not there."""
    with pytest.raises(SessionMissing):
        await journal.read(HERE)
    with pytest.raises(SessionMissing):
        await journal.verify(HERE)
    with pytest.raises(SessionMissing):
        next(journal.iterate(HERE))


async def test_closing_writes_what_was_submitted(url: str) -> None:
    """Appends handed over before the close are in the record after it."""
    journal = Journal.open(url)
    await journal.begin(HERE, "MOON", "epoch-1", opening())
    waiting = [asyncio.ensure_future(journal.append(HERE, Seq(n), [idea(n + 1)])) for n in range(1, 100)]
    await asyncio.sleep(0)
    journal.close()
    await asyncio.gather(*waiting)
    again = Journal.open(url)
    assert len(await again.read(HERE)) == 100
    again.close()


async def test_a_long_journal_is_read_in_pieces(journal: Journal) -> None:
    """Iteration yields entries in order over many chunks, as the journal stood when it began."""
    await journal.begin(HERE, "MOON", "epoch-1", opening())
    await journal.append(HERE, Seq(1), [idea(seq) for seq in range(2, 1802)])
    reading = journal.iterate(HERE)
    assert next(reading).seq == 1
    await journal.append(HERE, Seq(1801), [idea(1802)])
    assert [entry.seq for entry in reading] == list(range(2, 1802))


async def test_a_cancelled_append_is_whole_or_absent(journal: Journal) -> None:
    """Once a cancelled append has ended its batch is there or will never be: the session can be read and continued."""
    await journal.begin(HERE, "MOON", "epoch-1", opening())
    for _ in range(20):
        row = await journal.find("MOON")
        assert row
        appends = [journal.append(HERE, row.head_seq, [idea(row.head_seq + n) for n in (1, 2, 3)]) for _ in range(3)]
        tasks = [asyncio.ensure_future(append) for append in appends]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    read = await journal.read(HERE)
    assert len(read) % 3 == 1
    await journal.append(HERE, read[-1].seq, [idea(read[-1].seq + 1)])
    assert (await journal.verify(HERE)).ok
