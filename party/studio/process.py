"""The parent side of the model process: start it, ask it, hear it, end it.

Each process is used for one life; the studio starts another one when it dies. The pipe is ours alone, so its values
may be pickles.
"""

import asyncio
import multiprocessing
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from party.studio.messages import Gone, Report, Request
from party.studio.worker import run

FAREWELL_S = 5.0
"""How long a process may take to leave after it closed its pipe."""


class ModelProcess:
    """A running model process. Reports arrive at `hear` on the loop it was made on; the last one is always `Gone`."""

    def __init__(self, model: str | None, threads: int | None, hear: Callable[[Report], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._hear = hear
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=run, args=(theirs, model, threads), name="party-model", daemon=True)
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, name="party-model-ears", daemon=True).start()

    @property
    def pid(self) -> int | None:
        """The process id, for the log and the doctor."""
        return self._process.pid

    def ask(self, request: Request) -> None:
        """Send a request; one to a dying process is lost, and `Gone` follows."""
        with suppress(OSError):
            self._pipe.send(request)

    def kill(self) -> None:
        """End the process now; it holds nothing that would be lost."""
        self._process.kill()

    def _listen(self) -> None:
        """Pass reports on to the loop until the process is no more, or the loop is."""
        with suppress(RuntimeError):
            while (report := self._next_report()) is not None:
                self._loop.call_soon_threadsafe(self._hear, report)
        exit_code = self._bury()
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._hear, Gone(exit_code))

    def _next_report(self) -> Report | None:
        try:
            report: Report = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return report

    def _bury(self) -> int | None:
        self._process.join(FAREWELL_S)
        self._process.kill()
        self._process.join()
        self._pipe.close()
        return self._process.exitcode


def cause_of_death(exit_code: int | None) -> str:
    """How a process ended, in plain words."""
    if exit_code is None or exit_code >= 0:
        return f"it ended with exit code {exit_code}"
    if -exit_code == signal.SIGKILL:
        return "it was killed, as systems do when memory runs out"
    return f"it was ended by {signal.Signals(-exit_code).name}"
