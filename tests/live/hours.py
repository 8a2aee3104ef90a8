"""A loop whose time is not ours: it jumps to the next timer as soon as nothing else is to be done."""

import asyncio
import selectors

from party.core.values import Millis
from party.live.chance import Chance

_BLINK_S = 1e-6
"""A turn of the loop takes a moment, here too: a wait shorter than what a float can tell would never end otherwise."""


class _Hurried(selectors.DefaultSelector):
    """Never waits for a timer. Only for tests without threads."""

    now_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; where nothing is, time passes at once."""
        if timeout is None:
            return super().select(None)
        ready = super().select(0)
        self.now_s += _BLINK_S if ready else max(timeout, _BLINK_S)
        return ready


class Hours(asyncio.SelectorEventLoop):
    """A loop on such a selector."""

    def __init__(self) -> None:
        self._hours = _Hurried()
        super().__init__(self._hours)

    def time(self) -> float:
        """Seconds since this loop was made."""
        return self._hours.now_s


def by_the_loop() -> Chance:
    """Chance whose clock is the loop's."""
    return Chance(now=lambda: Millis(1_000_000 + round(asyncio.get_running_loop().time() * 1000)))
