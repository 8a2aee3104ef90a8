"""Time, ids and seeds: the only place in the house that looks at a clock or throws dice."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from party.core.values import Millis

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No look-alikes: neither I nor 1, neither O nor 0, no L."""

CODE_LENGTH = 5


def _now() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


@dataclass(frozen=True, slots=True)
class Chance:
    """What the world brings in. Tests hand in their own."""

    now: Callable[[], Millis] = _now
    fresh: Callable[[], str] = lambda: secrets.token_urlsafe(9)
    seed: Callable[[], int] = lambda: secrets.randbits(32)
    code: Callable[[], str] = lambda: "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))


def tidy_code(code: str) -> str:
    """A code as a person typed it, the way it is kept."""
    return code.strip().upper().replace("-", "").replace(" ", "")
