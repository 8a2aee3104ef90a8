"""All parties of this server: opened, found by code, brought back after a restart."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import assert_never

import structlog

from party.archive.artworks import Artworks
from party.archive.deletion import Leftover, Sort
from party.archive.errors import CodeTaken, JournalCorrupt, SessionMissing
from party.archive.journal import Journal
from party.archive.reading import SessionRow
from party.core.commands import OpenSession
from party.core.decide import begin
from party.core.errors import PartyError
from party.core.events import Entry
from party.core.evolve import replay
from party.core.refusals import Refusal
from party.core.rules.scene import Occasion
from party.core.state import SessionState
from party.core.values import ArtworkId, GuestId, Seq, SessionId
from party.live.chance import Chance, tidy_code
from party.live.deadlines import Deadlines
from party.live.easel import LiveEasel
from party.live.keeper import Keeper, entries_of
from party.live.stage import Stage
from party.press.removal import remove_write_ups
from party.wire.codes import Close

log = structlog.get_logger(__name__)

CODE_TRIES = 20

Watcher = Callable[[Stage, tuple[Entry, ...]], None]
"""Told of each party that is taken up, with its journal so far, before anything happens in it."""


class House:
    """Runs the sessions of one server over one archive and one studio. Write-ups lie in the folder `write_ups`."""

    def __init__(
        self, journal: Journal, artworks: Artworks, easel: LiveEasel, write_ups: Path, chance: Chance | None = None
    ) -> None:
        self.journal = journal
        self.artworks = artworks
        self.easel = easel
        self._write_ups = write_ups
        self._chance = chance or Chance()
        self._stages: dict[str, Stage] = {}
        self._deadlines: dict[str, Deadlines] = {}
        self._leaving: set[str] = set()
        """Codes of the parties that are just being deleted."""
        self._watching: list[Watcher] = []
        self._loading = asyncio.Lock()
        self._sweeping = asyncio.Lock()

    def at_load(self, watcher: Watcher) -> None:
        """Tell somebody of each party that is taken up. Before `start`."""
        self._watching.append(watcher)

    async def start(self) -> None:
        """Begin to paint, and take up every party that has not ended; a damaged one is left aside and told of.

        First the files go that parties left behind whose deletion was cut off.
        """
        await self._sweep()
        await self.easel.studio.start()
        for row in await self.journal.sessions():
            if not row.closed:
                try:
                    await self._load(row)
                except JournalCorrupt as damage:
                    log.error("session_left_aside", session=row.id, seq=damage.seq, what=damage.what)  # noqa: TRY400

    async def stop(self) -> None:
        """Send everybody away until later, then stop. Nothing acknowledged is lost."""
        for stage in self._stages.values():
            stage.dismiss(Close.HOUSE_STOPS)
        for deadlines in self._deadlines.values():
            deadlines.stop()
        await self.easel.stop()
        await self.rest()

    async def rest(self) -> None:
        """Stop what was never started with `start`: for looking into the archive without holding a party."""
        for stage in self._stages.values():
            await stage.keeper.stop()
        await asyncio.to_thread(self.journal.close)

    async def open_parties(self) -> int:
        """How many parties have not ended."""
        return sum(not row.closed for row in await self.journal.sessions())

    async def open(self, asked: OpenSession, cause: str) -> tuple[Stage, GuestId] | Refusal:
        """A new party and the guest who opened it. Raises `ArchiveFailed`."""
        now, fresh = self._chance.now(), self._chance.fresh()
        verdict = begin(asked, Occasion(now, fresh, self._chance.seed(), self.easel.standing))
        if isinstance(verdict, Refusal):
            return verdict
        entries = entries_of(verdict, Seq(0), now, GuestId(fresh), cause)
        session, epoch = SessionId(fresh), self._chance.fresh()
        for _ in range(CODE_TRIES):
            code = self._chance.code()
            try:
                await self.journal.begin(session, code, epoch, entries)
            except CodeTaken:
                continue
            stage = await self.find(code)
            if stage is not None:
                return stage, GuestId(fresh)
        raise NoCodeLeft("No free code was found for a new party; try again.")

    async def find(self, code: str) -> Stage | None:
        """The party with this code, brought back from the journal if it slept. Raises `JournalCorrupt`."""
        code = tidy_code(code)
        stage = self._stages.get(code)
        if stage is not None and stage.keeper.running:
            return stage
        row = await self.journal.find(code)
        try:
            return await self._load(row) if row else None
        except SessionMissing:
            return None  # deleted while it was looked for

    async def delete(self, code: str) -> bool:
        """Everything of a party goes, for good; false when there is none. Raises `ArchiveFailed`: then it is all there.

        The record goes in one transaction, which notes the files that have to follow: what a crash or a full disk
        leaves of those goes at the next start.
        """
        code = tidy_code(code)
        row = await self.journal.find(code)
        if row is None or code in self._leaving:
            return False
        self._leaving.add(code)
        try:
            await self._put_out(code)
            await self.journal.delete(row.id)
        except SessionMissing:
            return False
        finally:
            self._leaving.discard(code)
        log.info("party_deleted", session=row.id)
        await self._sweep()
        return True

    async def _put_out(self, code: str) -> None:
        """Paint no more for a party, send its guests away, and run it no longer."""
        async with self._loading:
            stage, deadlines = self._stages.pop(code, None), self._deadlines.pop(code, None)
        if stage is None or deadlines is None:
            return
        deadlines.stop()
        stage.dismiss(Close.PARTY_DELETED)
        await self.easel.part(stage)
        stage.dismiss(Close.PARTY_DELETED)  # those who came in meanwhile
        await stage.keeper.stop()
        await self.easel.part(stage)

    async def _sweep(self) -> None:
        """Remove what deleted parties left in folders and stores; what stays now is tried again at the next start."""
        async with self._sweeping:
            gone = [left for left in await self.journal.leftovers() if await self._is_removed(left)]
            if gone:
                await self.journal.swept(gone)

    async def _is_removed(self, left: Leftover) -> bool:
        try:
            await self._remove(left)
        except (PartyError, OSError) as failure:
            log.error("leftover_stays", sort=left.sort, kind=type(failure).__name__)  # noqa: TRY400
            return False
        return True

    async def _remove(self, left: Leftover) -> None:
        match left.sort:
            case Sort.WRITE_UP:
                await asyncio.to_thread(remove_write_ups, self._write_ups, left.code, left.epoch)
            case Sort.ARTWORK:
                artwork = ArtworkId(left.name)
                if not await self.journal.shows(artwork):
                    await self.artworks.remove(artwork)
            case _:
                assert_never(left.sort)

    async def _load(self, row: SessionRow) -> Stage | None:
        async with self._loading:
            if row.code in self._leaving:
                return None
            stage = self._stages.get(row.code)
            if stage is not None and stage.keeper.running:
                return stage
            entries = await self.journal.read(row.id)
            state = await asyncio.to_thread(_replayed, row.id, entries)
            keeper = Keeper(row.id, state, self.journal, self._chance)
            keeper.remember(entries)
            stage = Stage(keeper, row.code, row.epoch, self._chance)
            stage.remember(entries)
            self.easel.serve(stage)
            for watcher in self._watching:
                watcher(stage, entries)
            deadlines = Deadlines(keeper, self._chance)
            keeper.start()
            deadlines.start()
            if earlier := self._deadlines.get(row.code):
                earlier.stop()
            self._deadlines[row.code] = deadlines
            self._stages[row.code] = stage
            return stage


def _replayed(session: SessionId, entries: tuple[Entry, ...]) -> SessionState:
    """The party after its journal. One whose entries make no sense is damaged like one whose hashes do not match."""
    try:
        state = replay(entries)
    except Exception as defect:
        raise JournalCorrupt(session, Seq(0), "its entries do not follow from each other") from defect
    if state is None:
        raise JournalCorrupt(session, Seq(0), "the journal is empty")
    return state


class NoCodeLeft(PartyError):
    """Every drawn code was taken."""

    temporary = True
