"""What waits to go out on one connection. Bounded: previews give way first, then the connection is closed."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from party.core.things import Audience, Ref
from party.core.values import GuestId
from party.wire.codes import Close
from party.wire.messages import Place

MAX_FRAMES = 400
MAX_BYTES = 4 * 1024 * 1024

PREVIEW_EVERY_S: Mapping[Place, float] = MappingProxyType({Place.ROOM: 0.25, Place.DESK: 0.1, Place.WALL: 0.1})
"""At most 4 previews a second to a phone, 10 to desk and wall."""

Gauge = Ref | str
"""A thing whose counters moved, or one of the named gauges."""
ONLINE, PLACES, STUDIO, RADAR = "online", "places", "studio", "radar"


@dataclass(frozen=True, slots=True)
class Pipe:
    """The two ways a frame leaves, as the socket offers them."""

    text: Callable[[str], Awaitable[None]]
    data: Callable[[bytes], Awaitable[None]]


class Outbox:
    """One connection's way out: facts in order, the newest gauges, the newest preview.

    Facts are never dropped: when they pile up, `overflow` is set, nothing more is taken in and the connection must go.
    Gauges are kept as what moved and encoded when their turn comes, so a slow reader gets the newest state once;
    `gauges` gives `None` where nothing that moved is for this reader.
    """

    def __init__(self, place: Place, gauges: Callable[[frozenset[Gauge]], str | None]) -> None:
        self._every_s = PREVIEW_EVERY_S[place]
        self._encode_gauges = gauges
        self._facts: deque[str] = deque()
        self._bytes = 0
        self._moved: set[Gauge] = set()
        self._preview: bytes | None = None
        self._preview_due_s = 0.0
        self._wake = asyncio.Event()
        self._finished = False
        self.overflow = asyncio.Event()
        """Set for good when facts have piled up; looked at by others, for `drain` may hang on a reader who is gone."""

    def fact(self, frame: str) -> None:
        """Queue a frame that must arrive."""
        if self.overflow.is_set():
            return
        self._facts.append(frame)
        self._bytes += len(frame)
        if len(self._facts) > MAX_FRAMES or self._bytes > MAX_BYTES:
            self._facts.clear()
            self._preview = None
            self.overflow.set()
        self._wake.set()

    def gauge(self, moved: frozenset[Gauge]) -> None:
        """Have the newest state of these go out."""
        self._moved |= moved
        self._wake.set()

    def preview(self, frame: bytes) -> None:
        """Replace the waiting preview."""
        if not self._facts and not self.overflow.is_set():
            self._preview = frame
            self._wake.set()

    def withhold(self) -> None:
        """Take the waiting preview back."""
        self._preview = None

    def finish(self) -> None:
        """Let the facts that wait go out, and nothing after them."""
        self._finished = True
        self._wake.set()

    async def drain(self, pipe: Pipe) -> None:
        """Send until it is finished."""
        while True:
            await self._wait()
            self._wake.clear()
            while self._facts:
                frame = self._facts.popleft()
                self._bytes -= len(frame)
                await pipe.text(frame)
            if self._finished:
                return
            await self._send_gauges(pipe)
            await self._send_preview(pipe)

    async def _send_gauges(self, pipe: Pipe) -> None:
        moved, self._moved = frozenset(self._moved), set()
        if moved and (frame := self._encode_gauges(moved)) is not None:
            await pipe.text(frame)

    async def _send_preview(self, pipe: Pipe) -> None:
        now_s = asyncio.get_running_loop().time()
        if self._preview is not None and now_s >= self._preview_due_s:
            frame, self._preview = self._preview, None
            self._preview_due_s = now_s + self._every_s
            await pipe.data(frame)

    async def _wait(self) -> None:
        """Until something may go out: at once, or when the next preview is due."""
        if self._preview is None:
            await self._wake.wait()
            return
        delay_s = max(0.0, self._preview_due_s - asyncio.get_running_loop().time())
        try:
            await asyncio.wait_for(self._wake.wait(), delay_s)
        except TimeoutError:
            return


class Connection:
    """One open websocket of a guest."""

    def __init__(self, guest: GuestId, place: Place, audience: Audience, outbox: Outbox) -> None:
        self.guest = guest
        self.place = place
        self.audience = audience
        self.outbox = outbox
        self.closing: Close | None = None
        self._dismissed = asyncio.Event()

    def dismiss(self, close: Close) -> None:
        """Ask the socket to close with this code once the waiting facts are out; the first reason stands."""
        self.closing = self.closing or close
        self.outbox.finish()
        self._dismissed.set()

    async def dismissed(self) -> Close:
        """Returns when the connection must close, and why."""
        await self._dismissed.wait()
        return self.closing or Close.HOUSE_STOPS
