"""A hand in the database file is noticed, and the damage stays within its session."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from party.archive.errors import JournalCorrupt
from party.archive.journal import Journal
from party.core.values import SessionId

from .evening import EVENING, SESSION, opening

pytestmark = pytest.mark.anyio

OTHER = SessionId("other")
SEALED = {
    "entry": ("seq", "at_ms", "actor", "cause", "kind", "facts", "hash"),
    "words": ("seq", "path", "author", "salt", "text"),
    "session": ("head_seq", "head_hash", "theme_seq", "phase", "closed", "opened_at_ms", "last_at_ms"),
    "guest": ("name_seq", "art_expert"),
    "refinement": ("parent", "guest", "status"),
    "job": ("refinement", "status", "why"),
    "artwork": ("id", "seed", "worth", "place"),
    "round_result": ("votes", "winner"),
}


@pytest.fixture
async def journal(tmp_path: Path) -> Any:  # noqa: ANN401 - a generator of a journal
    opened = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await opened.begin(SESSION, "MOON", "epoch-1", EVENING)
    await opened.begin(OTHER, "SUNS", "epoch-1", opening())
    yield opened
    opened.close()


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that keeps to no rule."""
    with closing(sqlite3.connect(tmp_path / "party.db", isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        yield db


def changed(value: object) -> object:
    """The same value with one byte or digit changed."""
    if isinstance(value, int):
        return 1 - value if value in {0, 1} else value + 1_000_003
    text = str(value or "")
    return ("1" if text[:1] == "0" else "0") + text[1:]


def rowids(hand: sqlite3.Connection, table: str) -> list[int]:
    owner = "id" if table == "session" else "session"
    return [row[0] for row in hand.execute(f"SELECT rowid FROM {table} WHERE {owner} = ?", (SESSION,))]  # noqa: S608


@pytest.mark.parametrize("table", SEALED)
async def test_any_changed_value_is_noticed(journal: Journal, hand: sqlite3.Connection, table: str) -> None:
    """One byte changed in a sealed column: verification says so, and is content once it is put back."""
    for number, column in enumerate(SEALED[table]):
        rows = rowids(hand, table)
        for rowid in rows if len(rows) < 10 else rows[number :: len(SEALED[table])]:
            (was,) = hand.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()  # noqa: S608
            update = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"  # noqa: S608
            hand.execute(update, (changed(was), rowid))
            assert (await journal.verify(SESSION)).problems, (column, rowid)
            hand.execute(update, (was, rowid))
    assert (await journal.verify(SESSION)).ok


async def test_any_byte_of_the_facts_is_noticed(journal: Journal, hand: sqlite3.Connection) -> None:
    """Each byte of a fact, changed, doubled or dropped, breaks the chain; so does a space at the end."""
    (facts,) = hand.execute("SELECT facts FROM entry WHERE session = ?", (OTHER,)).fetchone()
    ways = (
        *(facts[:at] + chr(ord(facts[at]) ^ 1) + facts[at + 1 :] for at in range(0, len(facts), 2)),
        *(facts[:at] + facts[at] + facts[at:] for at in range(1, len(facts), 4)),
        *(facts[:at] + facts[at + 1 :] for at in range(3, len(facts), 4)),
        facts + " ",
    )
    for way in ways:
        hand.execute("UPDATE entry SET facts = ? WHERE session = ?", (way, OTHER))
        with pytest.raises(JournalCorrupt) as caught:
            await journal.read(OTHER)
        assert caught.value.seq == 1


@pytest.mark.parametrize("table", ["entry", "words", "guest", "refinement", "job", "artwork", "round_result"])
async def test_a_missing_row_is_noticed(journal: Journal, hand: sqlite3.Connection, table: str) -> None:
    """Any row taken out of any table is a problem."""
    for rowid in rowids(hand, table):
        hand.execute("SAVEPOINT before")
        row = hand.execute(f"SELECT * FROM {table} WHERE rowid = ?", (rowid,)).fetchone()  # noqa: S608
        hand.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608
        hand.execute("RELEASE before")
        assert (await journal.verify(SESSION)).problems, row
        hand.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608
    assert (await journal.verify(SESSION)).ok


async def test_a_row_too_many_is_noticed(journal: Journal, hand: sqlite3.Connection) -> None:
    """An entry after the head, words of no entry and words no fact points to are problems."""
    end = len(EVENING)
    hand.execute("INSERT INTO words SELECT session, 999, path, author, salt, text FROM words LIMIT 1")
    assert (await journal.verify(SESSION)).problems == ("1 texts belong to no entry",)
    hand.execute("DELETE FROM words WHERE seq = 999")
    hand.execute("INSERT INTO words SELECT session, seq, 'more', author, salt, text FROM words LIMIT 1")
    assert not (await journal.verify(SESSION)).ok
    hand.execute("DELETE FROM words WHERE path = 'more'")
    hand.execute(
        "INSERT INTO entry SELECT session, ?, at_ms, actor, cause, kind, facts, hash FROM entry WHERE seq = ?",
        (end + 1, end),
    )
    assert not (await journal.verify(SESSION)).ok


async def test_other_sessions_go_on(journal: Journal, hand: sqlite3.Connection) -> None:
    """A corrupt journal is named with its place; the list and every other session are as before."""
    hand.execute("UPDATE entry SET facts = 'rubbish' WHERE seq = 3 AND session = ?", (SESSION,))
    hand.execute("UPDATE words SET text = 'nonsense' WHERE path = 'theme' AND session = ?", (SESSION,))
    with pytest.raises(JournalCorrupt, match="entry 1: the words at theme are not those that were written"):
        await journal.read(SESSION)
    assert [line.split(":")[0] for line in (await journal.verify(SESSION)).problems] == [
        "entry 1",
        "entry 3",
        "entry 8",
    ]
    assert {row.id for row in await journal.sessions()} == {OTHER, SESSION}
    assert await journal.read(OTHER) == opening()
    assert (await journal.verify(OTHER)).ok


async def test_a_broken_page_is_named_too(tmp_path: Path) -> None:
    """When the file itself is broken in the middle, the reader says which session and where."""
    path = tmp_path / "party.db"
    journal = Journal.open(f"sqlite:///{path}")
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    journal.close()
    with closing(sqlite3.connect(path)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(bytes(data))
    again = Journal.open(f"sqlite:///{path}")
    with pytest.raises(JournalCorrupt, match="the database file is damaged there"):
        await again.read(SESSION)
    assert [row.id for row in await again.sessions()] == [SESSION]
    again.close()
