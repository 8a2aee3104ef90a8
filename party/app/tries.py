"""What must not be tried without end: codes, passcodes, keys, openings and joins, each within limits of its own."""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from party.app.errors import TooManyTries


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may happen: within each of its windows, counted apart for whatever it is asked of."""

    name: str
    windows: tuple[RateLimitItem, ...]


WRONG_CODES = Limit("code", (RateLimitItemPerMinute(30),))
"""Unknown codes from one address; then every stranger from there waits."""
OPENINGS = Limit("open", (RateLimitItemPerMinute(12),))
"""Parties that one address opens, or tries to."""
WRONG_KEYS = Limit("key", (RateLimitItemPerMinute(5), RateLimitItemPerHour(30)))
"""Wrong host keys from one address."""
WRONG_PASSCODES = Limit("passcode", (RateLimitItemPerMinute(20), RateLimitItemPerHour(100)))
"""Wrong passcodes for one party from one address, which a whole room may share."""
WRONG_PASSCODES_IN_ALL = Limit("passcodes", (RateLimitItemPerMinute(60), RateLimitItemPerHour(300)))
"""Wrong passcodes for one party from everywhere; then newcomers need an invite link for a while."""
JOINS = Limit("join", (RateLimitItemPerMinute(180),))
"""Newcomers to one party from one address: a full room behind one router comes in at once."""
JOINS_IN_ALL = Limit("joins", (RateLimitItemPerMinute(600),))
"""Newcomers to one party from everywhere."""


class Tries:
    """Counts them."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, limit: Limit, *of: str) -> None:
        """Remember that it happened."""
        for window in limit.windows:
            self._limiter.hit(window, limit.name, *of)

    def wait_s(self, limit: Limit, *of: str) -> int:
        """Whole seconds until it may happen again; 0: now."""
        spent = [window for window in limit.windows if not self._limiter.test(window, limit.name, *of)]
        until_s = (self._limiter.get_window_stats(window, limit.name, *of).reset_time for window in spent)
        return max((max(1, math.ceil(until - time.time())) for until in until_s), default=0)

    def check(self, limit: Limit, *of: str) -> None:
        """Raises `TooManyTries` when it happened too often."""
        if wait_s := self.wait_s(limit, *of):
            raise TooManyTries(wait_s)

    def take(self, limit: Limit, *of: str) -> None:
        """Check, then count."""
        self.check(limit, *of)
        self.count(limit, *of)
