"""What is written to the database: the beginning of a session, entries after a place, and what follows from them.

Each function runs inside a transaction of its caller, on any database.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, assert_never

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from party.archive.authors import looks_back, words_rows
from party.archive.codec import FIRST_HASH, Text, chained, split
from party.archive.errors import CodeTaken, Overtaken, SessionMissing
from party.archive.projections import UNBEGUN, Add, Change, Set, changes
from party.archive.removal import remove_words
from party.archive.tables import ENTRY, METADATA, SESSION, WORDS
from party.core.events import Entry, WordsRemoved
from party.core.values import Seq, SessionId

# Built once: composing a statement costs more than SQLite takes to run it.
_HEAD: Final = select(SESSION.c.head_seq, SESSION.c.head_hash).where(SESSION.c.id == bindparam("session"))
_MOVE: Final = (
    update(SESSION)
    .where(SESSION.c.id == bindparam("session"), SESSION.c.head_seq == bindparam("after"))
    .values(head_seq=bindparam("seq"), head_hash=bindparam("hash"), last_at_ms=bindparam("at_ms"))
)
_ENTRIES: Final = insert(ENTRY)
_WORDS: Final = insert(WORDS)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry ready to be written."""

    entry: Entry
    facts: str
    texts: tuple[Text, ...]


def prepare(after: Seq, entries: Sequence[Entry]) -> tuple[Line, ...]:
    """The lines of a batch. Raises `ValueError` unless there are some and they count up from `after + 1`."""
    if not entries or [entry.seq for entry in entries] != list(range(after + 1, after + 1 + len(entries))):
        raise ValueError(f"entries must follow {after} one by one")
    return tuple(Line(entry, *split(entry.event)) for entry in entries)


def begin_session(db: Connection, session: SessionId, *, code: str, epoch: str, lines: Sequence[Line]) -> None:
    """A new session with its first entries. Raises `CodeTaken`, or `Overtaken` when the session exists."""
    opened = lines[0].entry.at_ms
    row = {"id": session, "code": code, "epoch": epoch, "opened_at_ms": opened, "last_at_ms": opened}
    try:
        with db.begin_nested():
            db.execute(insert(SESSION), {**row, "head_seq": 0, "head_hash": FIRST_HASH, **UNBEGUN})
    except IntegrityError as error:
        if db.execute(select(SESSION.c.id).where(SESSION.c.id == session)).first():
            raise Overtaken(session, Seq(0)) from error
        raise CodeTaken(code) from error
    append_lines(db, session, after=Seq(0), lines=lines)


def append_lines(db: Connection, session: SessionId, *, after: Seq, lines: Sequence[Line]) -> None:
    """More entries of a session. Raises `Overtaken` when its head is not `after`, and `SessionMissing`."""
    head = db.execute(_HEAD, {"session": session}).first()
    if head is None:
        raise SessionMissing(session)
    rows = tuple(_entry_rows(session, head.head_hash, lines))
    last = rows[-1]
    moved = {"seq": last["seq"], "hash": last["hash"], "at_ms": last["at_ms"]}
    if db.execute(_MOVE, {"session": session, "after": after, **moved}).rowcount != 1:
        raise Overtaken(session, after)
    db.execute(_ENTRIES, rows)
    for alone, group in groupby(lines, key=lambda line: looks_back(line.entry.event)):
        # What looks for earlier words looks in the tables: everything before it must stand there.
        for part in ([line] for line in group) if alone else (list(group),):
            _write_words(db, session, part)
            project(db, [change for line in part for change in changes(session, line.entry)])
            if isinstance(removed := part[0].entry.event, WordsRemoved):
                remove_words(db, session, removed.guest)


def _entry_rows(session: SessionId, previous: str, lines: Iterable[Line]) -> Iterator[Mapping[str, object]]:
    for line in lines:
        entry = line.entry
        previous = chained(previous, session, entry, line.facts)
        said = {"at_ms": entry.at_ms, "actor": entry.actor, "cause": entry.cause, "kind": entry.event.kind}
        yield {"session": session, "seq": entry.seq, **said, "facts": line.facts, "hash": previous}


def _write_words(db: Connection, session: SessionId, lines: Iterable[Line]) -> None:
    rows = [row for line in lines for row in words_rows(db, session, line.entry, line.texts)]
    if rows:
        db.execute(_WORDS, rows)


def project(db: Connection, made: Sequence[Change]) -> None:
    """Brings the read tables on by what entries changed."""
    for (table_name, plain), group in groupby(made, key=lambda change: (change.table, _is_plain(change))):
        table = METADATA.tables[table_name]
        if plain:
            db.execute(insert(table), [change.row for change in group if isinstance(change, Add)])
            continue
        for change in group:
            match change:
                case Add(_, row):
                    known = _having(table, {column.name: row[column.name] for column in table.primary_key})
                    if db.execute(select(table.c.session).where(known)).first() is None:
                        db.execute(insert(table), row)
                case Set(_, where, values):
                    db.execute(update(table).where(_having(table, where)).values(values))
                case _:
                    assert_never(change)


def _is_plain(change: Change) -> bool:
    return isinstance(change, Add) and not change.once


def _having(table: Table, values: Mapping[str, object]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in values.items()))
