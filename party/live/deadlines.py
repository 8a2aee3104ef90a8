"""The clock of rounds: asks the keeper to close the open one when its time is up."""

import asyncio

from party.core.commands import CloseDueRound
from party.core.events import Entry
from party.core.state import Round, SessionState
from party.live.chance import Chance
from party.live.keeper import Keeper, KeeperStopped, NotRecorded

RETRY_S = 1.0
"""How long to wait when a close could not be recorded."""


class Deadlines:
    """Watches one session's open round; a pause stops the clock."""

    def __init__(self, keeper: Keeper, chance: Chance) -> None:
        self._keeper = keeper
        self._chance = chance
        self._timer: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None
        keeper.listen(self._on_commit)

    def start(self) -> None:
        """Set the clock by the state as it was loaded."""
        self._set(self._keeper.state)

    def stop(self) -> None:
        """Set no more clocks."""
        if self._timer:
            self._timer.cancel()

    def _on_commit(self, state: SessionState, _entries: tuple[Entry, ...]) -> None:
        self._set(state)

    def _set(self, state: SessionState) -> None:
        self.stop()
        vote = state.open_round
        if vote is not None and state.paused_ms is None:
            wait_s = max(0, vote.deadline_ms - self._chance.now()) / 1000
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._due, vote)

    def _due(self, vote: Round) -> None:
        if self._chance.now() < vote.deadline_ms:
            self._set(self._keeper.state)
            return
        self._closing = asyncio.create_task(self._close(vote))

    async def _close(self, vote: Round) -> None:
        try:
            answer = await self._keeper.ask(None, f"due-{vote.id}-{vote.deadline_ms}", CloseDueRound(vote.id))
        except KeeperStopped:
            return
        if isinstance(answer, NotRecorded):
            self._timer = asyncio.get_running_loop().call_later(RETRY_S, self._due, vote)
