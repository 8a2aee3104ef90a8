"""The keeper of one session: the only one who decides, records and tells.

Journal first, then people: a batch of commands is decided on a provisional state, committed, and only then becomes
the state, the answers and the frames.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import Protocol

import structlog

from party.archive.errors import ArchiveFailed, Overtaken
from party.core.commands import Command
from party.core.decide import decide
from party.core.errors import PartyError
from party.core.events import Entry, Event
from party.core.evolve import evolve
from party.core.refusals import Refusal
from party.core.rules.scene import Occasion
from party.core.state import SessionState
from party.core.values import Easel, GuestId, Millis, Seq, SessionId
from party.live.chance import Chance

log = structlog.get_logger(__name__)

MAX_BATCH = 256
MAX_WAITING = 4096


class Lines(Protocol):
    """Where a keeper's entries become durable: the archive's journal, or a test's."""

    async def append(self, session: SessionId, after: Seq, entries: Sequence[Entry]) -> None:
        """Durable when it returns."""


class KeeperStopped(PartyError):
    """This session is not run here any more; ask again."""

    temporary = True


@dataclass(frozen=True, slots=True)
class Recorded:
    """Done: everything a command caused is at or before this place in the journal."""

    seq: Seq


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The world let us down: nothing of the command happened, and it may be tried again."""

    why: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A defect of ours in deciding this command; nothing of it happened."""


Answer = Recorded | Refusal | NotRecorded | Broken


@dataclass(frozen=True, slots=True)
class _Ask:
    actor: GuestId | None
    cause: str
    command: Command
    answer: asyncio.Future[Answer]


Listener = Callable[[SessionState, tuple[Entry, ...]], None]
"""Told after each commit: the new state and what led to it."""


class Keeper:
    """Runs one session. `state` is always what the journal says, never more."""

    def __init__(self, session: SessionId, state: SessionState, lines: Lines, chance: Chance) -> None:
        self.session = session
        self.state = state
        self._lines = lines
        self._chance = chance
        self._mailbox: asyncio.Queue[_Ask] = asyncio.Queue(MAX_WAITING)
        self._done: dict[tuple[GuestId | None, str], Seq] = {}
        self._listeners: list[Listener] = []
        self._on_end: list[Callable[[], None]] = []
        self._easel: Callable[[], Easel | None] = lambda: None
        self._task: asyncio.Task[None] | None = None

    def remember(self, entries: Sequence[Entry]) -> None:
        """Learn from the journal which commands are done already, so that one sent twice is done once."""
        for entry in entries:
            self._done[entry.actor, entry.cause] = entry.seq

    def listen(self, listener: Listener) -> None:
        """Tell somebody after each commit."""
        self._listeners.append(listener)

    def at_end(self, on_end: Callable[[], None]) -> None:
        """Tell somebody when this keeper stops answering, for whatever reason. Before `start`."""
        self._on_end.append(on_end)

    def look_at_easel(self, easel: Callable[[], Easel | None]) -> None:
        """Where to see what the studio has standing ready."""
        self._easel = easel

    def start(self) -> None:
        """Begin to answer."""
        self._task = asyncio.create_task(self._run(), name=f"keeper {self.session}")
        for on_end in self._on_end:
            self._task.add_done_callback(partial(_heard, on_end))

    async def stop(self) -> None:
        """Stop answering; what was acknowledged is in the journal."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def running(self) -> bool:
        """Whether commands are answered."""
        return self._task is not None and not self._task.done()

    async def ask(self, actor: GuestId | None, cause: str, command: Command) -> Answer:
        """Have a command decided and recorded. `cause` names it for ever: the same one again is done only once."""
        if not self.running:
            raise KeeperStopped("This party is not running here at the moment.")
        ask = _Ask(actor, cause, command, asyncio.get_running_loop().create_future())
        try:
            self._mailbox.put_nowait(ask)
        except asyncio.QueueFull:
            return NotRecorded("This party has more to do than it can take just now.")
        return await ask.answer

    async def _run(self) -> None:
        batch: list[_Ask] = []
        try:
            while True:
                batch = [await self._mailbox.get()]
                while not self._mailbox.empty() and len(batch) < MAX_BATCH:
                    batch.append(self._mailbox.get_nowait())
                await self._settle(batch)
        except Overtaken as overtaken:
            log.warning("overtaken", session=self.session, after=overtaken.after)
        except Exception:
            log.exception("keeper_defect", session=self.session)
        finally:
            while not self._mailbox.empty():
                batch.append(self._mailbox.get_nowait())
            for ask in batch:
                if not ask.answer.done():
                    ask.answer.set_exception(KeeperStopped("This party stopped running here."))

    async def _settle(self, batch: list[_Ask]) -> None:
        """Decide a batch on a provisional state, commit it, and only then make it true and tell people."""
        state, entries, answers = self.state, list[Entry](), list[Answer]()
        done = dict[tuple[GuestId | None, str], Seq]()
        for ask in batch:
            key = (ask.actor, ask.cause)
            if (before := self._done.get(key, done.get(key))) is not None:
                answers.append(Recorded(before))
                continue
            answer, state, new = self._decide(state, ask)
            answers.append(answer)
            entries.extend(new)
            if new:
                done[key] = new[-1].seq
        if entries and (failure := await self._commit(entries)):
            answers = [self._instead(ask, failure) for ask in batch]
        else:
            self.state = state
            self._done |= done
            self._tell(tuple(entries))
        for ask, answer in zip(batch, answers, strict=True):
            if not ask.answer.done():
                ask.answer.set_result(answer)

    async def _commit(self, entries: list[Entry]) -> NotRecorded | None:
        """Make entries durable, or say why not. Overtaken by another writer, this keeper ends."""
        try:
            await self._lines.append(self.session, self.state.seq, entries)
        except ArchiveFailed as failure:
            log.error("commit_failed", session=self.session, entries=len(entries), why=str(failure))  # noqa: TRY400
            return NotRecorded(str(failure))
        return None

    def _instead(self, ask: _Ask, failure: NotRecorded) -> Answer:
        """The answer when the batch was not committed: refusals too were given on a state that never came to be.

        What an earlier batch recorded stays recorded.
        """
        before = self._done.get((ask.actor, ask.cause))
        return failure if before is None else Recorded(before)

    def _decide(self, state: SessionState, ask: _Ask) -> tuple[Answer, SessionState, tuple[Entry, ...]]:
        """One command on the provisional state; a defect of ours costs only this command."""
        now = self._chance.now()
        try:
            occasion = Occasion(now, self._chance.fresh(), self._chance.seed(), self._easel())
            verdict = decide(state, ask.actor, ask.command, occasion)
            if isinstance(verdict, Refusal):
                return verdict, state, ()
            entries = entries_of(verdict, state.seq, now, ask.actor, ask.cause)
            after = reduce(evolve, entries, state)
        except Exception:
            log.exception("defect", session=self.session, command=type(ask.command).__name__)
            return Broken(), state, ()
        return Recorded(after.seq), after, entries

    def _tell(self, entries: tuple[Entry, ...]) -> None:
        if not entries:
            return
        for listener in self._listeners:
            try:
                listener(self.state, entries)
            except Exception:
                log.exception("listener_defect", session=self.session)


def _heard(on_end: Callable[[], None], _task: asyncio.Task[None]) -> None:
    on_end()


def entries_of(
    events: Sequence[Event], after: Seq, at_ms: Millis, actor: GuestId | None, cause: str
) -> tuple[Entry, ...]:
    """Events as the entries that follow a place in the journal."""
    return tuple(Entry(Seq(after + 1 + index), at_ms, actor, cause, event) for index, event in enumerate(events))
