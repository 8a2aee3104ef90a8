"""A guest who stays: connects, comes back by itself, and has things done once."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Literal, TypeVar

import httpx
from pydantic import TypeAdapter
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from party.client.door import Away, Turned, request
from party.client.view import View
from party.core.commands import GuestCommand
from party.core.values import Seq
from party.wire.codec import read_preview, read_to_guest, write_from_guest
from party.wire.codes import CLOSES, Close
from party.wire.door import DeleteParty, InviteLinks, Joined, WriteUpMade
from party.wire.messages import PROTOCOL, Declined, Do, Done, Hello, Place, PreviewHeader, ToGuest, Welcome

V = TypeVar("V")

_LINKS, _MADE, _DELETE = TypeAdapter(InviteLinks), TypeAdapter(WriteUpMade), TypeAdapter(DeleteParty)

FIRST_WAIT_S, LONGEST_WAIT_S = 0.1, 5.0
"""Back-off of a reconnect."""


class PartyGuest:
    """One guest of one party. Comes back by itself after a lost connection; what was not answered is sent again."""

    def __init__(self, url: str, joined: Joined, cookies: httpx.Cookies, place: Place) -> None:
        self.url = url
        self.code = joined.code
        self.id = joined.guest
        self.place = place
        self.view = View()
        self.acknowledged: dict[str, Seq] = {}
        """Every command the house said is recorded, by its id, and where."""
        self.refused = 0
        self.previews = 0
        self.last_preview: tuple[PreviewHeader, bytes] | None = None
        self._cookies = cookies
        self._waiting: dict[str, tuple[Do, asyncio.Future[Seq]]] = {}
        self._changed = asyncio.Condition()
        self._socket: ClientConnection | None = None
        """The connection we were welcomed on."""
        self._task: asyncio.Task[None] | None = None

    async def come(self) -> None:
        """Connect and stay connected until `leave`; returns when the party is in view."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._stay())
        await self.until(lambda view: view.mine is not None)

    async def leave(self) -> None:
        """Disconnect. The guest stays a guest: `come` again any time."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def drop(self) -> None:
        """Lose the connection, as a phone on bad Wi-Fi does."""
        if self._socket:
            await self._socket.close()

    async def do(self, command: GuestCommand) -> Seq:
        """Have something done; returns its place in the journal. Raises `Turned` when it is declined, `Away`."""
        message = Do(secrets.token_urlsafe(12), command)
        answer: asyncio.Future[Seq] = asyncio.get_running_loop().create_future()
        self._waiting[message.id] = (message, answer)
        await self._send(message)
        try:
            return await self._unless_away(answer)
        except Away:
            self._waiting.pop(message.id, None)  # who comes again does not do what was given up
            raise

    async def until(self, wanted: Callable[[View], V | Literal[False] | None]) -> V:
        """Wait until what is looked for is in view, and return it. Raises `Away` when the house closed for good."""

        async def wait() -> V:
            async with self._changed:
                while not (found := wanted(self.view)):
                    await self._changed.wait()
                return found

        return await self._unless_away(asyncio.ensure_future(wait()))

    async def invites(self) -> InviteLinks:
        """The moderator's links that grant roles."""
        return _LINKS.validate_json(await self._http("GET", "invites"))

    async def write_up(self) -> WriteUpMade:
        """Have the write-up made."""
        return _MADE.validate_json(await self._http("POST", "write-up"))

    async def delete(self) -> None:
        """As the moderator, delete the whole party, for good."""
        sure = _DELETE.dump_json(DeleteParty(self.code))
        await request("DELETE", f"{self.url}/api/sessions/{self.code}", self._cookies, sure)

    async def picture(self, artwork: str) -> bytes:
        """The stored bytes of an artwork."""
        return await request("GET", f"{self.url}/art/{self.code}/{artwork}", self._cookies)

    async def _http(self, method: str, what: str) -> bytes:
        return await request(method, f"{self.url}/api/sessions/{self.code}/{what}", self._cookies)

    async def _unless_away(self, answer: asyncio.Future[V]) -> V:
        task = self._task
        try:
            if task is None or task.cancelled():
                raise Away(Close.NOT_A_GUEST)
            both: set[asyncio.Future[V] | asyncio.Task[None]] = {answer, task}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return answer.result()
            if task.cancelled():
                raise Away(Close.NOT_A_GUEST)
            task.result()
            raise AssertionError("a guest stays until it leaves or is sent away")
        finally:
            answer.cancel()

    async def _send(self, message: Do) -> None:
        try:
            if self._socket:
                await self._socket.send(write_from_guest(message))
        except ConnectionClosed:
            return  # sent again after the reconnect

    async def _stay(self) -> None:
        wait_s = FIRST_WAIT_S
        while True:
            try:
                async with self._dial() as socket:
                    await self._listen(socket)
            except ConnectionClosed as closed:
                _again_or_raise(closed)
                wait_s = FIRST_WAIT_S if self.view.mine else wait_s
            except (OSError, InvalidHandshake):
                pass  # the house is down or starting
            self._socket = None
            await asyncio.sleep(wait_s)
            wait_s = min(LONGEST_WAIT_S, wait_s * 2)

    async def _listen(self, socket: ClientConnection) -> None:
        hello = Hello(PROTOCOL, self.place, self.view.epoch, self.view.seq)
        await socket.send(write_from_guest(hello))
        async for frame in socket:
            if isinstance(frame, bytes):
                self.previews += 1
                self.last_preview = read_preview(frame)
            else:
                await self._take(socket, read_to_guest(frame))
        raise ConnectionClosed(None, None)

    async def _take(self, socket: ClientConnection, message: ToGuest) -> None:
        self.view.apply(message)
        if isinstance(message, Welcome) and self._socket is not socket:
            self._socket = socket
            for waiting, _ in tuple(self._waiting.values()):
                await socket.send(write_from_guest(waiting))
        elif isinstance(message, Done | Declined):
            self._settle(message)
        async with self._changed:
            self._changed.notify_all()

    def _settle(self, message: Done | Declined) -> None:
        if isinstance(message, Done):
            self.acknowledged[message.id] = message.seq
        else:
            self.refused += 1
        _, answer = self._waiting.pop(message.id, (None, None))
        if answer is None or answer.done():
            return
        if isinstance(message, Done):
            answer.set_result(message.seq)
        else:
            answer.set_exception(Turned(message.reason, message.params))

    def _dial(self) -> connect:
        url = f"{self.url.replace('http', 'ws', 1)}/ws/{self.code}"
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return connect(url, additional_headers={"Cookie": cookie}, max_size=None, proxy=None)


def _again_or_raise(closed: ConnectionClosed) -> None:
    code = closed.rcvd.code if closed.rcvd else None
    if code in set(Close) and not CLOSES[Close(code)].again:
        raise Away(code) from closed
