"""The websocket: who comes in, what they ask, what they are told. Nothing of the rules stands here."""

import asyncio
import re
from typing import assert_never

import structlog
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from party.app.errors import Troubled
from party.app.front import front
from party.core.errors import PartyError
from party.core.refusals import Refusal
from party.core.state import Guest
from party.live.keeper import Answer, Broken, KeeperStopped, NotRecorded, Recorded
from party.live.outbox import Connection, Pipe
from party.live.stage import Stage
from party.wire.codec import BadFrame, FrameTooLarge, read_from_guest, write_to_guest
from party.wire.codes import Close, Problem
from party.wire.messages import PROTOCOL, Declined, Do, Done, Hello

log = structlog.get_logger(__name__)

HELLO_S = 10.0
"""How long a fresh socket may stay silent."""
PATIENCE = 10
"""Bad messages a connection may send before it is closed."""
FAREWELL_S = 1.0
"""How long what waits may take to go out before a connection that was dismissed is closed."""
PACE = RateLimitItemPerSecond(50, 2)
"""Messages a guest may send: 50 in 2 seconds."""

_ID = re.compile(r'"id"\s*:\s*"([A-Za-z0-9_-]{1,64})"')


class _Closed(Exception):
    """Ends a conversation with a close code."""

    def __init__(self, close: Close) -> None:
        self.close = close


class Sockets:
    """The endpoint; holds only the pace of its guests."""

    def __init__(self) -> None:
        self._pace = MovingWindowRateLimiter(MemoryStorage())

    async def meet(self, socket: WebSocket) -> None:
        """One connection from handshake to close."""
        await socket.accept()
        try:
            await self._converse(socket)
        except _Closed as closed:
            await _close(socket, closed.close)
        except WebSocketDisconnect:
            pass

    async def _converse(self, socket: WebSocket) -> None:
        stage, guest = await _admit(socket)
        hello = await _hello(socket)
        if stage.state.guests[guest.id].removed:
            raise _Closed(Close.REMOVED)
        connection = stage.attach(guest.id, hello.place, hello.epoch, hello.seq)
        log.info("connected", session=stage.keeper.session, place=hello.place)
        try:
            await self._serve(socket, stage, connection)
        finally:
            stage.detach(connection)
            log.info("disconnected", session=stage.keeper.session, place=hello.place)

    async def _serve(self, socket: WebSocket, stage: Stage, connection: Connection) -> None:
        """Listen, speak, mind the outbox and the door, until one of the four ends.

        Speaking ends by itself when a connection is dismissed and has told what waited.
        """
        pipe = Pipe(socket.send_text, socket.send_bytes)
        tasks = {
            asyncio.create_task(self._listen(socket, stage, connection)),
            asyncio.create_task(connection.outbox.drain(pipe)),
            asyncio.create_task(_mind_the_outbox(connection)),
            asyncio.create_task(_mind_the_door(connection)),
        }
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()
        if connection.closing is not None:
            raise _Closed(connection.closing)

    async def _listen(self, socket: WebSocket, stage: Stage, connection: Connection) -> None:
        bad = 0
        while True:
            frame = await _receive(socket)
            if not self._pace.hit(PACE, connection.guest):
                raise _Closed(Close.TOO_FAST)
            try:
                message = _command(frame)
            except BadFrame as error:
                bad += 1
                if bad > PATIENCE:
                    raise _Closed(Close.BAD_MESSAGE) from None
                connection.outbox.fact(write_to_guest(_unreadable(frame, error)))
                continue
            connection.outbox.fact(write_to_guest(await _do(stage, connection, message)))


async def _admit(socket: WebSocket) -> tuple[Stage, Guest]:
    here = front(socket)
    if here.is_foreign(socket):
        raise _Closed(Close.WRONG_ORIGIN)
    try:
        stage = await here.stage(socket)
    except Troubled as trouble:
        many = trouble.trouble.reason is Problem.TOO_MANY_TRIES
        raise _Closed(Close.TOO_FAST if many else Close.CODE_UNKNOWN) from None
    except PartyError as failure:
        log.error("failure", kind=type(failure).__name__, why=str(failure))  # noqa: TRY400
        raise _Closed(Close.PARTY_BROKEN) from None
    guest = here.guest(socket, stage)
    if guest is None:
        raise _Closed(Close.NOT_A_GUEST)
    return stage, guest


async def _hello(socket: WebSocket) -> Hello:
    try:
        message = read_from_guest(await asyncio.wait_for(_receive(socket), HELLO_S))
    except (TimeoutError, BadFrame):
        raise _Closed(Close.BAD_MESSAGE) from None
    if not isinstance(message, Hello):
        raise _Closed(Close.BAD_MESSAGE)
    if message.protocol != PROTOCOL:
        raise _Closed(Close.WRONG_PROTOCOL)
    return message


async def _receive(socket: WebSocket) -> str | bytes:
    """The next frame, text or binary; the codec judges it."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text: str | None = message.get("text")
    return text if text is not None else message.get("bytes") or b""


def _command(frame: str | bytes) -> Do:
    message = read_from_guest(frame)
    if isinstance(message, Do):
        return message
    raise BadFrame("kind: Hello comes once, and first")


async def _do(stage: Stage, connection: Connection, message: Do) -> Done | Declined:
    try:
        answer = await stage.keeper.ask(connection.guest, message.id, message.command)
    except KeeperStopped:
        raise _Closed(Close.PARTY_BROKEN) from None
    return _told(message.id, answer)


def _told(id_: str, answer: Answer) -> Done | Declined:
    match answer:
        case Recorded(seq):
            return Done(id_, seq)
        case Refusal(reason, params):
            return Declined(id_, reason, dict(params))
        case NotRecorded():
            return Declined(id_, Problem.COMMIT_FAILED, {})
        case Broken():
            return Declined(id_, Problem.PARTY_BROKEN, {})
        case _:
            assert_never(answer)


def _unreadable(frame: str | bytes, error: BadFrame) -> Declined:
    """The answer to a message that cannot be read, with its id if that much can be made out."""
    text = frame if isinstance(frame, str) else frame.decode(errors="replace")
    found = _ID.search(text[:512])
    reason = Problem.TOO_LARGE if isinstance(error, FrameTooLarge) else Problem.BAD_MESSAGE
    return Declined(found[1] if found else "", reason, {"what": str(error)})


async def _mind_the_outbox(connection: Connection) -> None:
    await connection.outbox.overflow.wait()
    raise _Closed(Close.TOO_SLOW)


async def _mind_the_door(connection: Connection) -> None:
    close = await connection.dismissed()
    await asyncio.sleep(FAREWELL_S)
    raise _Closed(close)


async def _close(socket: WebSocket, close: Close) -> None:
    try:
        await socket.close(close, close.name)
    except (RuntimeError, WebSocketDisconnect):
        return


def routes() -> tuple[WebSocketRoute, ...]:
    """The socket's route, with an endpoint of its own."""
    return (WebSocketRoute("/ws/{code}", Sockets().meet),)
