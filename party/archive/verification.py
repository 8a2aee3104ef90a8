"""Whether a session's record is what was written: chain, commitments, authors, head and read tables."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, assert_never

from sqlalchemy import Connection, func, select

from party.archive.authors import source_of
from party.archive.codec import FIRST_HASH
from party.archive.errors import JournalCorrupt
from party.archive.projections import UNBEGUN, Add, Change, Set, changes
from party.archive.reading import SessionRow, StoredLine, checked, stored_lines
from party.archive.removal import removals, tree
from party.archive.tables import ENTRY, METADATA, READ_TABLES, SESSION, WORDS
from party.core.events import Entry
from party.core.values import GuestId, Seq, SessionId

_ENOUGH: Final = 50
"""Problems listed; the rest would only follow from them."""

_AMISS: Final = {True: "are gone, and nobody had them removed", False: "were to be removed"}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found. `problems` are half sentences for the host; none means `ok`."""

    ok: bool
    head_seq: Seq
    head_hash: str
    problems: tuple[str, ...]
    removed: int = 0
    """Texts that were removed at the wish of those who wrote them."""


@dataclass(slots=True)
class _Tables:
    """The read tables as the entries would have them."""

    rows: dict[str, list[Values]] = field(default_factory=lambda: {name: [] for name in (*READ_TABLES, "session")})

    def apply(self, change: Change) -> None:
        rows = self.rows[change.table]
        match change:
            case Add(table, row, once):
                if not once or _key(table, row) not in {_key(table, known) for known in rows}:
                    rows.append(dict(row))
            case Set(_, where, values):
                for row in rows:
                    if where.items() <= row.items():
                        row.update(values)
            case _:
                assert_never(change)


def verdict(db: Connection, row: SessionRow) -> Verdict:
    """Reads the whole journal of a session, 500 entries in memory at a time."""
    problems: list[str] = []
    for problem in _problems(db, row):
        problems.append(problem)
        if len(problems) == _ENOUGH:
            break
    return Verdict(not problems, row.head_seq, row.head_hash, tuple(problems), _removed(db, row.id))


def _removed(db: Connection, session: SessionId) -> int:
    gone = select(func.count()).where(WORDS.c.session == session, WORDS.c.text.is_(None))
    return int(db.execute(gone).scalar_one())


def _problems(db: Connection, row: SessionRow) -> Iterator[str]:
    tables = _Tables()
    tables.rows["session"].append({"id": row.id, **UNBEGUN})
    previous, seq, sound = FIRST_HASH, Seq(0), True
    expected = _Authors(db, row.id)
    for line in stored_lines(db, row.id, after=seq, until=Seq(2**31 - 1)):
        seq = Seq(seq + 1)
        try:
            entry = checked(row.id, line, seq=seq, previous=previous)
        except JournalCorrupt as error:
            sound = False
            yield f"entry {error.seq}: {error.what}"
        else:
            yield from expected.problems(entry, line)
            for change in changes(row.id, entry):
                tables.apply(change)
        # Goes on from what is stored, so that one changed entry is one problem.
        seq, previous = Seq(line.row.seq), line.row.hash
        tables.rows["session"][0].setdefault("opened_at_ms", line.row.at_ms)
        tables.rows["session"][0]["last_at_ms"] = line.row.at_ms
    if (seq, previous) != (row.head_seq, row.head_hash):
        yield f"the journal ends at {seq}, the session says {row.head_seq}, or their hashes differ"
    yield from _strays(db, row.id)
    if sound:
        yield from _differences(db, row.id, tables)


class _Authors:
    """Whose each text should be, and whether it should still be there."""

    def __init__(self, db: Connection, session: SessionId) -> None:
        self._db = db
        self._session = session
        self._removals = removals(db, session)
        self._tree = tree(db, session)

    def problems(self, entry: Entry, line: StoredLine) -> Iterator[str]:
        """What is wrong with the texts of an entry, and with whose they are."""
        for author, text in line.texts:
            source = source_of(self._db, self._session, entry, text)
            facts = json.loads(line.row.facts)
            forgotten = not source.copied and entry.seq < self._removals.get(source.author or GuestId(""), 0)
            stays = forgotten and self._tree.keeps(facts, text.path)
            gone = source.removed or (forgotten and not stays) or self._tree.merged(facts, text.path)
            if text.removed != gone:
                yield f"entry {entry.seq}: the words at {text.path} {_AMISS[text.removed]}"
            elif not text.removed and author != (None if stays else source.author):
                yield f"entry {entry.seq}: the words at {text.path} have another author"


def _strays(db: Connection, session: SessionId) -> Iterator[str]:
    """Words of no entry: the foreign key forbids them, a hand in the file does not."""
    both = WORDS.outerjoin(ENTRY, (WORDS.c.session == ENTRY.c.session) & (WORDS.c.seq == ENTRY.c.seq))
    lost = select(func.count()).select_from(both).where(WORDS.c.session == session, ENTRY.c.seq.is_(None))
    if count := db.execute(lost).scalar_one():
        yield f"{count} texts belong to no entry"


def _differences(db: Connection, session: SessionId, tables: _Tables) -> Iterator[str]:
    for name in (*READ_TABLES, "session"):
        table = METADATA.tables[name]
        owner = SESSION.c.id if name == "session" else table.c.session
        expected = {_key(name, row): row for row in tables.rows[name]}
        rows = map(dict, db.execute(select(table).where(owner == session)).mappings())
        found = {_key(name, row): row for row in rows}
        for key in sorted(expected.keys() ^ found.keys(), key=str):
            yield f"table {name}: {'no row' if key in expected else 'a row too many'} for {' '.join(map(str, key))}"
        for key in expected.keys() & found.keys():
            if not expected[key].items() <= found[key].items():
                yield f"table {name}: the row for {' '.join(map(str, key))} is not what the entries say"


def _key(table: str, row: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(row[column.name] for column in METADATA.tables[table].primary_key)
