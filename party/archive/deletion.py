"""Deleting a session: its rows in one transaction, with a note of the files that have to follow them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, insert, literal, select

from party.archive.errors import SessionMissing
from party.archive.tables import ENTRY, LEFTOVER, METADATA, READ_TABLES, SESSION, WORDS
from party.core.values import ArtworkId, SessionId

_ARTWORK: Final = METADATA.tables["artwork"]


class Sort(StrEnum):
    """What a deleted session leaves behind outside of the database."""

    ARTWORK = "artwork"
    WRITE_UP = "write_up"


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something that still has to go: a picture by its id (`name`), or the write-up of the session with this epoch."""

    sort: Sort
    code: str
    epoch: str
    name: str = ""


def delete_session(db: Connection, session: SessionId) -> None:
    """Takes a session out of every table. Noted: its write-up, and the pictures no other session has.

    Raises `SessionMissing`.
    """
    row = db.execute(select(SESSION.c.code, SESSION.c.epoch).where(SESSION.c.id == session).with_for_update()).first()
    if row is None:
        raise SessionMissing(session)
    _note(db, session, row.code, row.epoch)
    for table in (WORDS, *(METADATA.tables[name] for name in READ_TABLES), ENTRY):
        db.execute(delete(table).where(table.c.session == session))
    db.execute(delete(SESSION).where(SESSION.c.id == session))


def _note(db: Connection, session: SessionId, code: str, epoch: str) -> None:
    others = select(_ARTWORK.c.id).where(_ARTWORK.c.session != session)
    theirs = select(literal(Sort.ARTWORK.value), literal(code), literal(epoch), _ARTWORK.c.id).where(
        _ARTWORK.c.session == session, _ARTWORK.c.id.not_in(others)
    )
    db.execute(insert(LEFTOVER).from_select(["sort", "code", "epoch", "name"], theirs))
    db.execute(insert(LEFTOVER), {"sort": Sort.WRITE_UP.value, "code": code, "epoch": epoch, "name": ""})


def leftovers(db: Connection) -> tuple[Leftover, ...]:
    """Everything that still has to go."""
    rows = db.execute(select(LEFTOVER).order_by(*LEFTOVER.primary_key))
    return tuple(Leftover(Sort(row.sort), row.code, row.epoch, row.name) for row in rows)


def forget_leftovers(db: Connection, gone: Sequence[Leftover]) -> None:
    """They need no note any more."""
    for left in gone:
        here = (LEFTOVER.c.sort == left.sort.value) & (LEFTOVER.c.name == left.name)
        db.execute(delete(LEFTOVER).where(here, LEFTOVER.c.code == left.code, LEFTOVER.c.epoch == left.epoch))


def is_shown(db: Connection, artwork: ArtworkId) -> bool:
    """Whether some session has this picture."""
    return db.execute(select(_ARTWORK.c.session).where(_ARTWORK.c.id == artwork).limit(1)).first() is not None
