"""Joins a party from Python: for bots, notebooks and tests. Knows only wire and core.

async with open_party("http://127.0.0.1:8765", theme="loneliness", first_prompt="loneliness", name="Ada") as host:
await host.do(Associate("an empty bench"))
await host.until(lambda view: view.artworks)
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Literal, TypeVar, assert_never, cast

import httpx
from pydantic import TypeAdapter
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from party.core.commands import GuestCommand
from party.core.errors import Fault, PartyError
from party.core.refusals import Reason
from party.core.things import (
    ArtworkView,
    AssociationView,
    CommentView,
    Gone,
    GuestView,
    Heard,
    JobView,
    Mine,
    NoteView,
    PromptView,
    RefinementView,
    RoundView,
    SessionView,
    Thing,
)
from party.core.values import GuestId, Kind, Seq, Settings
from party.wire.codec import read_preview, read_to_guest, write_from_guest
from party.wire.codes import CLOSES, Close, Problem
from party.wire.door import DeleteParty, InviteLinks, Joined, JoinParty, OpenParty, Trouble, WriteUpMade
from party.wire.messages import (
    PROTOCOL,
    Declined,
    Do,
    Done,
    Facts,
    Gauges,
    Hello,
    JobPlace,
    Place,
    PreviewHeader,
    Private,
    StudioView,
    ToGuest,
    Welcome,
)

V = TypeVar("V")

_OPEN, _JOIN = TypeAdapter(OpenParty), TypeAdapter(JoinParty)
_JOINED, _LINKS, _MADE = TypeAdapter(Joined), TypeAdapter(InviteLinks), TypeAdapter(WriteUpMade)
_DELETE, _TROUBLE = TypeAdapter(DeleteParty), TypeAdapter(Trouble)

FIRST_WAIT_S, LONGEST_WAIT_S = 0.1, 5.0
"""Back-off of a reconnect."""


class Turned(PartyError):
    """The house said no: `reason` and `params` as on the wire."""

    fault = Fault.GUEST

    def __init__(self, reason: Reason | Problem, params: Mapping[str, str | float]) -> None:
        super().__init__(" ".join([reason.value, *(f"{key}={value}" for key, value in params.items())]))
        self.reason = reason
        self.params = dict(params)


class Away(PartyError):
    """The house closed the connection for good."""

    def __init__(self, close: int) -> None:
        name = Close(close).name if close in set(Close) else str(close)
        super().__init__(f"The house closed the connection: {name}.")
        self.close = close


@dataclass(slots=True)
class View:
    """The party as this guest sees it; kept up to date while the guest is connected."""

    things: dict[Kind, dict[str, Thing]] = field(default_factory=dict)
    mine: Mine | None = None
    online: tuple[GuestId, ...] = ()
    places: tuple[JobPlace, ...] = ()
    studio: StudioView | None = None
    radar: tuple[Heard, ...] = ()
    """Who has been heard; empty for everybody but moderators."""
    epoch: str | None = None
    seq: Seq | None = None

    @property
    def session(self) -> SessionView:
        """The party as a whole: the question card, the agenda and what the wall shows are in it."""
        return cast("SessionView", self.things[Kind.SESSION][""])

    @property
    def prompt(self) -> PromptView:
        """The working prompt's phrases and how they are pushed."""
        return cast("PromptView", self.things[Kind.PROMPT][""])

    @property
    def guests(self) -> dict[str, GuestView]:
        """People by id; here and below, what has not been seen is not there."""
        return cast("dict[str, GuestView]", self.things.get(Kind.GUEST, {}))

    @property
    def associations(self) -> dict[str, AssociationView]:
        """Associations by id."""
        return cast("dict[str, AssociationView]", self.things.get(Kind.ASSOCIATION, {}))

    @property
    def refinements(self) -> dict[str, RefinementView]:
        """The prompt tree by id."""
        return cast("dict[str, RefinementView]", self.things.get(Kind.REFINEMENT, {}))

    @property
    def rounds(self) -> dict[str, RoundView]:
        """Votes by id."""
        return cast("dict[str, RoundView]", self.things.get(Kind.ROUND, {}))

    @property
    def jobs(self) -> dict[str, JobView]:
        """Jobs by id."""
        return cast("dict[str, JobView]", self.things.get(Kind.JOB, {}))

    @property
    def artworks(self) -> dict[str, ArtworkView]:
        """Finished pictures by id."""
        return cast("dict[str, ArtworkView]", self.things.get(Kind.ARTWORK, {}))

    @property
    def notes(self) -> dict[str, NoteView]:
        """What the expert said, by id."""
        return cast("dict[str, NoteView]", self.things.get(Kind.NOTE, {}))

    @property
    def comments(self) -> dict[str, CommentView]:
        """What guests said of refinements and pictures, by id."""
        return cast("dict[str, CommentView]", self.things.get(Kind.COMMENT, {}))

    def apply(self, message: ToGuest) -> None:
        """Take a message of the house in."""
        match message:
            case Welcome():
                if not message.resumed:
                    self.things, self.radar = {}, ()
                self.mine, self.epoch, self.seq = message.mine, message.epoch, message.seq
                self._put(message.things)
            case Facts():
                self.seq = message.last
                self._put(message.things)
            case Gauges():
                self._put(message.things)
                self.online = self.online if message.online is None else message.online
                self.places = self.places if message.places is None else message.places
                self.studio = message.studio or self.studio
                self.radar = self.radar if message.radar is None else message.radar
            case Private():
                self.mine = message.mine
            case Done() | Declined():
                pass
            case _:
                assert_never(message)

    def _put(self, things: tuple[Thing, ...]) -> None:
        for thing in things:
            if isinstance(thing, Gone):
                self.things.get(thing.of, {}).pop(thing.id, None)
            else:
                self.things.setdefault(thing.kind, {})[thing.id] = thing


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
        await _request("DELETE", f"{self.url}/api/sessions/{self.code}", self._cookies, sure)

    async def picture(self, artwork: str) -> bytes:
        """The stored bytes of an artwork."""
        return await _request("GET", f"{self.url}/art/{self.code}/{artwork}", self._cookies)

    async def _http(self, method: str, what: str) -> bytes:
        return await _request(method, f"{self.url}/api/sessions/{self.code}/{what}", self._cookies)

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


@asynccontextmanager
async def open_party(
    url: str,
    *,
    theme: str,
    first_prompt: str,
    name: str,
    settings: Settings | None = None,
    passcode: str = "",
    host_key: str = "",
) -> AsyncIterator[PartyGuest]:
    """A new party and the guest who opened it, connected. Raises `Turned`."""
    asked = OpenParty(theme, first_prompt, name, settings or Settings(), passcode, host_key)
    async with _entered(url, "/api/sessions", _OPEN.dump_json(asked), Place.DESK) as guest:
        yield guest


@asynccontextmanager
async def join_party(
    url: str, code: str, name: str = "", *, invite: str | None = None, screen: bool = False, passcode: str = ""
) -> AsyncIterator[PartyGuest]:
    """A guest of a running party, connected; `invite` is the key of an invite link. Raises `Turned`."""
    asked = JoinParty(name, invite, screen, passcode)
    place = Place.WALL if screen else Place.ROOM
    async with _entered(url, f"/api/sessions/{code}/guests", _JOIN.dump_json(asked), place) as guest:
        yield guest


@asynccontextmanager
async def _entered(url: str, path: str, body: bytes, place: Place) -> AsyncIterator[PartyGuest]:
    cookies = httpx.Cookies()
    joined = _JOINED.validate_json(await _request("POST", url + path, cookies, body))
    guest = PartyGuest(url, joined, cookies, place)
    try:
        await guest.come()
        yield guest
    finally:
        await guest.leave()


async def _request(method: str, url: str, cookies: httpx.Cookies, body: bytes | None = None) -> bytes:
    async with httpx.AsyncClient(cookies=cookies, timeout=60, trust_env=False) as http:
        response = await http.request(method, url, content=body)
        cookies.update(response.cookies)
    if response.is_error:
        trouble = _TROUBLE.validate_json(response.content)
        raise Turned(trouble.reason, trouble.params)
    return response.content


def _again_or_raise(closed: ConnectionClosed) -> None:
    code = closed.rcvd.code if closed.rcvd else None
    if code in set(Close) and not CLOSES[Close(code)].again:
        raise Away(code) from closed
