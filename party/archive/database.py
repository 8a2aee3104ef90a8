"""Opening the database of a record. The only place that knows which database it is.

SQLite: write-ahead log, `synchronous=FULL`, so a commit that returned survives a power cut. PostgreSQL: as it comes.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from party.archive.errors import ArchiveFailed, ArchiveUnreachable, NotAnArchive
from party.archive.migration import migrate

_WAIT_S: Final = 5.0
"""How long a write waits for another process to finish its own."""

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # removed words are overwritten, not only unlinked
)


def open_database(url: str) -> Engine:
    """An engine on a migrated database, made if need be.

    Raises `ArchiveUnreachable` (cannot be opened or written), `NotAnArchive` (something else lives there) or
    `ArchiveTooNew`.
    """
    place = _parse(url)
    if place.get_backend_name() == "sqlite":
        _make_folder(place)
    try:
        engine = _engine(place)
    except ImportError as error:
        raise ArchiveUnreachable(f"The driver of this database is not installed: {error.name}.") from error
    try:
        with writing(engine) as db:
            _one_at_a_time(db)
            migrate(db)
    except OperationalError as error:
        engine.dispose()
        raise ArchiveUnreachable(f"The record at {_shown(place)} cannot be opened: {_said(error)}.") from error
    except DatabaseError as error:
        engine.dispose()
        raise NotAnArchive(f"{_shown(place)} is not the record of a party: {_said(error)}.") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, committed at the end. On SQLite it takes the write lock at once."""
    with engine.connect().execution_options(party_writes=True) as db, db.begin():
        yield db


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the record as it stands at its first query, whatever is written meanwhile."""
    with engine.connect() as db:
        if db.dialect.name != "sqlite":  # there every transaction is such a snapshot
            db = db.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - the same connection
        with db.begin():
            yield db


def forget(engine: Engine) -> None:
    """Drops what removed words left behind in the write-ahead log; a reader still inside it delays that."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as db:  # a checkpoint runs outside of any transaction
            db.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def failure(error: SQLAlchemyError) -> ArchiveFailed:
    """What a database error means to those who asked: temporary when another try may do."""
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    busy = _sqlite_code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return ArchiveFailed(f"The record could not be read or written: {_said(error)}.", temporary=lost or busy)


def is_damage(error: SQLAlchemyError) -> bool:
    """Whether the database says that its own file is broken."""
    return _sqlite_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _sqlite_code(error: SQLAlchemyError) -> int | None:
    cause = error.orig if isinstance(error, DBAPIError) else None
    code: int | None = getattr(cause, "sqlite_errorcode", None)  # errors of Python's own making have none
    return None if code is None else code & 0xFF


def _parse(url: str) -> URL:
    try:
        place = make_url(url)
        place.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise ArchiveUnreachable("That is not the address of a database that can be opened here.") from error
    if place.get_backend_name() == "sqlite" and place.database in {None, "", ":memory:"}:
        raise ArchiveUnreachable("The record needs a file: a database in memory is gone with the process.")
    return place


def _make_folder(place: URL) -> None:
    folder = Path(place.database or "").absolute().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # names and ballots are nobody else's business
    except OSError as error:
        raise ArchiveUnreachable(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _engine(place: URL) -> Engine:
    if place.get_backend_name() != "sqlite":
        return create_engine(place, pool_pre_ping=True)
    engine = create_engine(place.update_query_dict({"timeout": str(_WAIT_S), **place.query}))
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Python's sqlite3 would begin transactions by itself, too late for savepoints and for a steady view of the file.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(db: Connection) -> None:
    writes = db.get_execution_options().get("party_writes", False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _one_at_a_time(db: Connection) -> None:
    """Lets one process migrate while others wait; SQLite's write lock does so already."""
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(hashtext('party.archive'))"))


def _shown(place: URL) -> str:
    return place.database or "" if place.get_backend_name() == "sqlite" else place.render_as_string()


def _said(error: SQLAlchemyError) -> str:
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    return str(cause).strip().rstrip(".").splitlines()[0] if str(cause).strip() else type(cause).__name__
