"""Write-ups made anew when somebody's words were removed: published ones stay published, without those words."""

import asyncio
from functools import partial

import structlog

from party.app.front import Front
from party.app.writeups import press
from party.core.errors import PartyError
from party.core.events import Entry, WordsRemoved, WriteUpMade
from party.core.state import SessionState
from party.live.stage import Stage

log = structlog.get_logger(__name__)


class Rewriting:
    """Hears of every removal, also of one whose write-up was not finished before the house went down."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._tasks: set[asyncio.Task[None]] = set()

    def watch(self, stage: Stage, entries: tuple[Entry, ...]) -> None:
        """Look after a party that has just been taken up."""
        stage.keeper.listen(partial(self._on_commit, stage))
        self._on_commit(stage, stage.state, entries)

    async def end(self) -> None:
        """What was begun is finished."""
        await asyncio.gather(*self._tasks)

    def _on_commit(self, stage: Stage, state: SessionState, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, WordsRemoved):
                self._front.removals[stage.keeper.session] = entry.seq
        if not state.write_up or not _is_due(entries):
            return
        task = asyncio.create_task(self._rewrite(stage), name="rewriting")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _rewrite(self, stage: Stage) -> None:
        try:
            await press(self._front, stage, by=None)
        except PartyError as error:
            log.error("removed_words_stay_in_write_up", session=stage.keeper.session, why=str(error))  # noqa: TRY400


def _is_due(entries: tuple[Entry, ...]) -> bool:
    """Whether words were removed after the last write-up that these entries know of."""
    last = next((one.event for one in reversed(entries) if isinstance(one.event, WordsRemoved | WriteUpMade)), None)
    return isinstance(last, WordsRemoved)
