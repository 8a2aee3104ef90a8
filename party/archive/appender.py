"""The one thread of a process that writes: it commits whatever waits, of all sessions, in one transaction.

A task that fails is undone alone. When the transaction as a whole fails, each task is tried by itself, so that one
session's trouble does not become another's.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from party.archive.database import failure, writing
from party.archive.errors import ArchiveFailed

_TOGETHER: Final = 256
"""Tasks in one transaction; bounds how long the first of them waits."""

Work = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class _Task:
    work: Work
    done: Future[None]


class Appender:
    """Runs tasks in the order of their coming. Make one for each process and database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # No bound of its own: each keeper waits for its append before the next, so it holds one task a session.
        self._waiting: SimpleQueue[_Task | None] = SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="party-appender", daemon=True)
        self._thread.start()

    def submit(self, work: Work) -> Future[None]:
        """Done when the work is committed. Cancelled before its turn, it is not written at all."""
        task = _Task(work, Future())
        with self._gate:
            if self._closed:
                raise ArchiveFailed("The record is closed.")
            self._waiting.put(task)
        return task.done

    def close(self) -> None:
        """Returns when everything submitted is written."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            group, last = self._gather(first)
            self._commit([task for task in group if task.done.set_running_or_notify_cancel()])
            if last:
                return

    def _gather(self, first: _Task) -> tuple[list[_Task], bool]:
        group = [first]
        while len(group) < _TOGETHER:
            try:
                task = self._waiting.get_nowait()
            except Empty:
                return group, False
            if task is None:
                return group, True
            group.append(task)
        return group, False

    def _commit(self, group: Sequence[_Task]) -> None:
        try:
            with writing(self._engine) as db:
                outcomes = _attempt_all(db, group)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait are told
            if len(group) == 1:
                _tell(group[0].done, error)
            else:
                for task in group:
                    self._commit([task])
            return
        for task, outcome in zip(group, outcomes, strict=True):
            _tell(task.done, outcome)


def _attempt_all(db: Connection, group: Sequence[_Task]) -> list[Exception | None]:
    if len(group) > 1:
        return [_attempt(db, task.work) for task in group]
    group[0].work(db)  # alone in its transaction a task needs no savepoint
    return [None]


def _attempt(db: Connection, work: Work) -> Exception | None:
    """What the work failed with, undone to its start; a failure of the database itself is raised."""
    try:
        with db.begin_nested():
            work(db)
    except SQLAlchemyError as error:
        if not isinstance(error, IntegrityError | DataError):
            raise
        return error
    except Exception as error:  # noqa: BLE001 - belongs to the one who waits for this task
        return error
    return None


def _tell(done: "Future[Any]", outcome: Exception | None) -> None:
    if outcome is None:
        done.set_result(None)
    elif isinstance(outcome, SQLAlchemyError):
        failed = failure(outcome)
        failed.__cause__ = outcome
        done.set_exception(failed)
    else:
        done.set_exception(outcome)
