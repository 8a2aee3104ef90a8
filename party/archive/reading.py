"""What is read from the database: the list of sessions and the journal of one, checked as it is read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, select
from sqlalchemy.sql.elements import ColumnElement

from party.archive.codec import FIRST_HASH, Text, Undecodable, chained_line, join
from party.archive.errors import JournalCorrupt
from party.archive.tables import ENTRY, SESSION, WORDS
from party.core.events import Entry
from party.core.values import GuestId, Millis, Seq, SessionId, Words

_CHUNK: Final = 500
"""Entries read at a time; bounds memory whatever the length of a journal."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as the list of parties shows it."""

    id: SessionId
    code: str
    epoch: str
    opened_at_ms: Millis
    last_at_ms: Millis
    head_seq: Seq
    head_hash: str
    theme: Words
    phase: str
    closed: bool
    write_up: str = ""
    published: bool = False


@dataclass(frozen=True, slots=True)
class StoredLine:
    """An entry as it lies in the database, with its texts and who wrote each."""

    row: Row[Any]
    texts: tuple[tuple[GuestId | None, Text], ...]


def session_rows(db: Connection, where: ColumnElement[bool] | None = None) -> tuple[SessionRow, ...]:
    """Sessions, oldest first."""
    columns = [SESSION.c[name] for name in SessionRow.__dataclass_fields__ if name != "theme"]
    theme = (WORDS.c.session == SESSION.c.id) & (WORDS.c.seq == SESSION.c.theme_seq) & (WORDS.c.path == "theme")
    query = select(*columns, WORDS.c.text.label("theme")).select_from(SESSION.outerjoin(WORDS, theme))
    if where is not None:
        query = query.where(where)
    rows = db.execute(query.order_by(SESSION.c.opened_at_ms, SESSION.c.id)).mappings()
    return tuple(SessionRow(**{**row, "theme": Words(row["theme"] or "")}) for row in rows)


def last_of(db: Connection, code: str, kind: str) -> Millis | None:
    """When something of a kind happened last in the session with this code."""
    mine = select(SESSION.c.id).where(SESSION.c.code == code).scalar_subquery()
    newest = select(ENTRY.c.at_ms).where(ENTRY.c.session == mine, ENTRY.c.kind == kind).order_by(ENTRY.c.seq.desc())
    found = db.execute(newest.limit(1)).scalar()
    return None if found is None else Millis(found)


def stored_lines(db: Connection, session: SessionId, *, after: Seq, until: Seq) -> Iterator[StoredLine]:
    """The lines after one place until another, in order, at most 500 of them in memory."""
    while True:
        here = (ENTRY.c.session == session) & (ENTRY.c.seq > after) & (ENTRY.c.seq <= until)
        rows = db.execute(select(ENTRY).where(here).order_by(ENTRY.c.seq).limit(_CHUNK)).all()
        if not rows:
            return
        texts = _texts(db, session, first=rows[0].seq, last=rows[-1].seq)
        for row in rows:
            yield StoredLine(row, tuple(texts[row.seq]))
        after = rows[-1].seq


def _texts(
    db: Connection, session: SessionId, *, first: int, last: int
) -> defaultdict[int, list[tuple[GuestId | None, Text]]]:
    texts: defaultdict[int, list[tuple[GuestId | None, Text]]] = defaultdict(list)
    here = (WORDS.c.session == session) & WORDS.c.seq.between(first, last)
    for row in db.execute(select(WORDS).where(here)):
        texts[row.seq].append((row.author, Text(row.path, row.salt, row.text)))
    return texts


def checked(session: SessionId, line: StoredLine, *, seq: Seq, previous: str) -> Entry:
    """The entry of a line. Raises `JournalCorrupt` unless it is number `seq`, chained to `previous`, words and all."""
    row = line.row
    if row.seq != seq:
        raise JournalCorrupt(session, seq, f"it is missing, the next one is {row.seq}")
    said = {"at_ms": row.at_ms, "actor": row.actor, "cause": row.cause}
    try:
        if chained_line(previous, session=session, seq=seq, facts=row.facts, **said) != row.hash:
            raise JournalCorrupt(session, seq, "it does not match its hash")
        event = join(row.facts, (text for _, text in line.texts))
    except ValueError as error:
        what = str(error) if isinstance(error, Undecodable) else "the facts are no JSON"
        raise JournalCorrupt(session, seq, what) from error
    if event.kind != row.kind:
        raise JournalCorrupt(session, seq, f"it is filed as {row.kind} and says {event.kind}")
    return Entry(seq=seq, event=event, **said)


def entries(db: Connection, row: SessionRow) -> Iterator[Entry]:
    """The journal of a session up to its head, each entry checked. Raises `JournalCorrupt`."""
    previous, seq = FIRST_HASH, Seq(0)
    for line in stored_lines(db, row.id, after=seq, until=row.head_seq):
        seq = Seq(seq + 1)
        yield checked(row.id, line, seq=seq, previous=previous)
        previous = line.row.hash
    if (seq, previous) != (row.head_seq, row.head_hash):
        raise JournalCorrupt(row.id, seq, f"it should be the last but the session ends at {row.head_seq}")
