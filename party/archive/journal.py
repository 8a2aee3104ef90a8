"""The journal of all sessions: begin, append, read, verify, delete. What it acknowledged survives `kill -9`."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import islice
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from party.archive import deletion, record, restoring
from party.archive.appender import Appender
from party.archive.bundle import LINES_IN_A_PART, Manifest, PackedLine
from party.archive.database import failure, forget, is_damage, open_database, reading
from party.archive.deletion import Leftover
from party.archive.errors import JournalCorrupt, SessionMissing
from party.archive.reading import SessionRow, StoredLine, entries, last_of, session_rows, stored_lines
from party.archive.tables import SESSION
from party.archive.verification import Verdict, verdict
from party.core.events import Entry, WordsRemoved, WriteUpPublished
from party.core.values import ArtworkId, Millis, Seq, SessionId

Found = TypeVar("Found")


class Journal:
    """The record of one database. One appender thread writes; reads run beside it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._appender = Appender(engine)

    @classmethod
    def open(cls, url: str) -> Self:
        """The journal at a database address such as `sqlite:///sessions/.party/party.db`, made or migrated if need be.

        Raises `ArchiveUnreachable`, `NotAnArchive` or `ArchiveTooNew`.
        """
        engine = open_database(url)
        forget(engine)  # what a crash kept of removed words
        return cls(engine)

    def close(self) -> None:
        """Returns when everything appended is on disk; later calls fail."""
        self._appender.close()
        self._engine.dispose()

    async def begin(self, session: SessionId, code: str, epoch: str, entries: Sequence[Entry]) -> None:
        """Records a new session and its first entries, durably. Raises `CodeTaken`, `Overtaken`, `ArchiveFailed`."""

        def work(db: Connection) -> None:
            record.begin_session(db, session, code=code, epoch=epoch, lines=record.prepare(Seq(0), entries))

        await _settled(self._appender.submit(work))

    async def append(self, session: SessionId, after: Seq, entries: Sequence[Entry]) -> None:
        """Records entries after a place, all or none, durably. Raises `Overtaken`, `SessionMissing`, `ArchiveFailed`.

        With `WordsRemoved` a guest's words leave the record in the same transaction; the chain still verifies.
        Cancelled, it ends when it is settled whether the batch is written: read the session before going on.
        """

        def work(db: Connection) -> None:
            record.append_lines(db, session, after=after, lines=record.prepare(after, entries))

        await _settled(self._appender.submit(work))
        if any(isinstance(entry.event, WordsRemoved) for entry in entries):
            await asyncio.to_thread(forget, self._engine)

    async def restore(self, manifest: Manifest, lines: Iterable[PackedLine], *, code: str, epoch: str) -> None:
        """Brings a session back from a bundle, whole or not at all; the record must be new to it, its code too.

        Raises `AlreadyHere`, `CodeTaken`, `BundleBroken`, `JournalCorrupt` and `ArchiveFailed`.
        """
        await _settled(self._appender.submit(lambda db: restoring.restore(db, manifest, lines, code=code, epoch=epoch)))

    async def delete(self, session: SessionId) -> None:
        """Takes a whole session out of the record, in one transaction; `leftovers` tells what has to follow it.

        Raises `SessionMissing` and `ArchiveFailed`.
        """
        await _settled(self._appender.submit(lambda db: deletion.delete_session(db, session)))
        await asyncio.to_thread(forget, self._engine)

    async def leftovers(self) -> tuple[Leftover, ...]:
        """What deleted sessions left in folders and stores."""
        return await asyncio.to_thread(self._look, deletion.leftovers)

    async def swept(self, gone: Sequence[Leftover]) -> None:
        """These leftovers are gone."""
        await _settled(self._appender.submit(lambda db: deletion.forget_leftovers(db, gone)))
        await asyncio.to_thread(forget, self._engine)

    async def shows(self, artwork: ArtworkId) -> bool:
        """Whether some session has this picture."""
        return await asyncio.to_thread(self._look, lambda db: deletion.is_shown(db, artwork))

    async def read(self, session: SessionId) -> tuple[Entry, ...]:
        """The whole journal of a session. Raises `JournalCorrupt`, `SessionMissing`, `ArchiveFailed`."""
        return await asyncio.to_thread(lambda: tuple(self.iterate(session)))

    async def sessions(self) -> tuple[SessionRow, ...]:
        """Every session, oldest first, whatever the state of its journal."""
        return await asyncio.to_thread(self._look, session_rows)

    async def find(self, code: str) -> SessionRow | None:
        """The session with this code."""
        found = await asyncio.to_thread(self._look, lambda db: session_rows(db, SESSION.c.code == code))
        return found[0] if found else None

    async def published(self, codes: Sequence[str]) -> dict[str, Millis]:
        """When the write-ups of these sessions were published or taken back last, by code; never: left out."""

        def query(db: Connection) -> dict[str, Millis]:
            found = ((code, last_of(db, code, WriteUpPublished.__name__)) for code in codes)
            return {code: at_ms for code, at_ms in found if at_ms is not None}

        return await asyncio.to_thread(self._look, query)

    async def verify(self, session: SessionId) -> Verdict:
        """Whether chain, words, head and read tables of a session agree. Raises `SessionMissing`, `ArchiveFailed`."""
        return await asyncio.to_thread(self._look, lambda db: verdict(db, _one(db, session)))

    def parts(self, session: SessionId, until: Seq) -> Iterator[tuple[StoredLine, ...]]:
        """The journal of a session as it is stored, until a place, a part of a bundle at a time.

        Raises `ArchiveFailed`.
        """
        try:
            with reading(self._engine) as db:
                lines = stored_lines(db, session, after=Seq(0), until=until)
                while part := tuple(islice(lines, LINES_IN_A_PART)):
                    yield part
        except SQLAlchemyError as error:
            raise failure(error) from error

    def iterate(self, session: SessionId) -> Iterator[Entry]:
        """The journal of a session in bounded memory, as it stood at the first entry; raises like `read`."""
        seq = Seq(0)
        try:
            with reading(self._engine) as db:
                for entry in entries(db, _one(db, session)):
                    seq = entry.seq
                    yield entry
        except SQLAlchemyError as error:
            if is_damage(error):
                raise JournalCorrupt(session, Seq(seq + 1), "the database file is damaged there") from error
            raise failure(error) from error

    def _look(self, query: Callable[[Connection], Found]) -> Found:
        try:
            with reading(self._engine) as db:
                return query(db)
        except SQLAlchemyError as error:
            raise failure(error) from error


async def _settled(written: Future[None]) -> None:
    """Waits for a write. Cancelled, it is either never begun or waited for: nothing is written behind the back."""
    waiting = asyncio.wrap_future(written)
    try:
        await asyncio.wait([waiting])
    except asyncio.CancelledError:
        if not written.cancel():
            await asyncio.wait([waiting])
            waiting.exception()  # nobody is left to be told
        raise
    waiting.result()


def _one(db: Connection, session: SessionId) -> SessionRow:
    rows = session_rows(db, SESSION.c.id == session)
    if not rows:
        raise SessionMissing(session)
    return rows[0]
