"""Bringing a session back from a bundle: its rows as they were packed, its read tables made anew from them."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice

from sqlalchemy import Connection, insert, select, update

from party.archive.bundle import LINES_IN_A_PART, Manifest, PackedLine
from party.archive.errors import AlreadyHere, CodeTaken
from party.archive.projections import UNBEGUN, changes
from party.archive.reading import entries, session_rows
from party.archive.record import project
from party.archive.tables import ENTRY, SESSION, WORDS


def restore(db: Connection, manifest: Manifest, lines: Iterable[PackedLine], *, code: str, epoch: str) -> None:
    """Writes a session under this code and epoch. Raises `AlreadyHere`, `CodeTaken`, and `JournalCorrupt`.

    `JournalCorrupt` where an entry is not chained to the one before it or its words are not those committed to.
    """
    _be_new(db, manifest, code)
    head = {"head_seq": manifest.head_seq, "head_hash": manifest.head_hash}
    row = {"id": manifest.session, "code": code, "epoch": epoch, "opened_at_ms": 0, "last_at_ms": 0}
    db.execute(insert(SESSION), {**row, **head, **UNBEGUN})
    _write(db, manifest, iter(lines))
    for entry in entries(db, session_rows(db, SESSION.c.id == manifest.session)[0]):
        project(db, tuple(changes(manifest.session, entry)))


def _be_new(db: Connection, manifest: Manifest, code: str) -> None:
    here = db.execute(select(SESSION.c.code).where(SESSION.c.id == manifest.session)).scalar()
    if here is not None:
        raise AlreadyHere(here)
    if db.execute(select(SESSION.c.id).where(SESSION.c.code == code)).first():
        raise CodeTaken(code)


def _write(db: Connection, manifest: Manifest, lines: Iterator[PackedLine]) -> None:
    times = list[int]()
    while part := tuple(islice(lines, LINES_IN_A_PART)):
        rows = [{"session": manifest.session, **asdict(line)} for line in part]
        words = [{"session": manifest.session, "seq": row["seq"], **text} for row in rows for text in row.pop("words")]
        db.execute(insert(ENTRY), rows)
        if words:
            db.execute(insert(WORDS), words)
        times = [*times[:1], part[0].at_ms, part[-1].at_ms]
    times_said = {"opened_at_ms": times[0], "last_at_ms": times[-1]}
    db.execute(update(SESSION).where(SESSION.c.id == manifest.session).values(times_said))
