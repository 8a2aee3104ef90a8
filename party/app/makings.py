"""Files of write-ups in the making: of each party one at a time, and how far it is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from party.live.stage import Stage
from party.press.publication import OnProgress
from party.wire.story import Making

NOTHING = Making(0, 0)


class _Bench:
    """Where one party's files are made."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.now = NOTHING

    def hear(self, done: int, total: int) -> None:
        """So far; said from the thread that does the work."""
        self.now = Making(done, total)


class Makings:
    """Lets one making after another through for each party: they read every picture."""

    def __init__(self) -> None:
        self._benches: WeakKeyDictionary[Stage, _Bench] = WeakKeyDictionary()

    @asynccontextmanager
    async def turn(self, stage: Stage) -> AsyncIterator[OnProgress]:
        """The turn of one making; gives whom to tell how far it is."""
        bench = self._benches.setdefault(stage, _Bench())
        async with bench.turn:
            try:
                yield bench.hear
            finally:
                bench.now = NOTHING

    def now(self, stage: Stage) -> Making:
        """How far the making of this party's files is."""
        bench = self._benches.get(stage)
        return bench.now if bench else NOTHING
