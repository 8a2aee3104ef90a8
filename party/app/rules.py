"""The rules of the door: who may open parties here, how many, and for how many guests."""

import asyncio
import hmac
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from pydantic import SecretStr

from party.core.state import SessionState
from party.core.values import LIMITS
from party.live.house import House
from party.live.stage import Stage


@dataclass(frozen=True, slots=True)
class DoorRules:
    """What the host of this server laid down. An empty `host_key`: anybody may open a party."""

    host_key: SecretStr = field(default_factory=lambda: SecretStr(""))
    guests: int = LIMITS.guests
    parties: int = 50

    @property
    def needs_key(self) -> bool:
        """Whether opening a party takes the host key."""
        return bool(self.host_key.get_secret_value())

    def opens(self, said: str) -> bool:
        """Whether a party may be opened with what was said as the key; compared in constant time."""
        known = self.host_key.get_secret_value()
        return not known or hmac.compare_digest(known.encode(), said.encode(errors="replace"))

    def is_full(self, state: SessionState) -> bool:
        """Whether a party takes no more guests; those who were shown out leave their place to others."""
        return sum(not guest.removed for guest in state.guests.values()) >= self.guests


class Turnstile:
    """Lets people into a party, and parties into a house, one after another: a limit holds however many push."""

    def __init__(self) -> None:
        self._turns: WeakKeyDictionary[Stage | House, asyncio.Lock] = WeakKeyDictionary()

    def at(self, door: Stage | House) -> asyncio.Lock:
        """The turn to wait for."""
        return self._turns.setdefault(door, asyncio.Lock())
