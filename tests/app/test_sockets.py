"""The websocket: who is let in, what a bad message is answered, and how the house gets rid of whom it must."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from party.app import sockets as front_sockets
from party.app.tokens import cookie_name
from party.cli.parts import Running
from party.client import join_party
from party.core.commands import Associate
from party.wire.codec import write_to_guest
from party.wire.codes import Close, Problem
from party.wire.messages import MAX_FRAME_BYTES, Declined
from tests.houses import happens, house, party

from .visitors import HELLO, browser, closed, cookies, dial, do, greeted, opens, told

pytestmark = pytest.mark.anyio


@pytest.fixture
async def code(host: httpx.AsyncClient) -> str:
    """The host's party."""
    return await opens(host)


async def test_a_polite_guest(server: Running, host: httpx.AsyncClient, code: str) -> None:
    """Hello, welcome, a command, yes: and what it did is told before the yes."""
    async with dial(server, code, host) as socket:
        welcome = await greeted(socket)
        assert (welcome["code"], welcome["resumed"], welcome["protocol"]) == (code, False, 1)
        await socket.send(do("first", kind="Associate", text="rain"))
        facts = await told(socket, "Facts", "Done")
        assert facts["things"][0]["text"] == "rain"
        assert (await told(socket, "Done", "Declined")) == {"kind": "Done", "id": "first", "seq": facts["last"]}


async def test_strangers_are_not_let_in(server: Running, host: httpx.AsyncClient, code: str) -> None:
    """Without a cookie, with another party's, at a code that does not exist, or from another site's page."""
    elsewhere = await opens(host)
    wrong = {"Cookie": f"{cookie_name(code)}={host.cookies[cookie_name(elsewhere)]}"}
    async with dial(server, code) as socket:
        assert await closed(socket) == Close.NOT_A_GUEST
    async with dial(server, code, None, **wrong) as socket:
        assert await closed(socket) == Close.NOT_A_GUEST
    async with dial(server, "ZZZZZ", host) as socket:
        assert await closed(socket) == Close.CODE_UNKNOWN
    async with dial(server, code, host, Origin="https://elsewhere.example") as socket:
        assert await closed(socket) == Close.WRONG_ORIGIN
    async with dial(server, code, host, Origin=server.url) as socket:
        assert (await greeted(socket))["code"] == code


@pytest.mark.parametrize(
    ("first", "close"),
    [
        (do("x", kind="PauseSession"), Close.BAD_MESSAGE),
        ("{", Close.BAD_MESSAGE),
        (b"\x00\x01", Close.BAD_MESSAGE),
        ("x" * (MAX_FRAME_BYTES + 1), Close.BAD_MESSAGE),
        (json.dumps({**HELLO, "protocol": 99}), Close.WRONG_PROTOCOL),
        (json.dumps({**HELLO, "place": "cellar"}), Close.BAD_MESSAGE),
        (json.dumps({**HELLO, "seq": "soon"}), Close.BAD_MESSAGE),
    ],
)
async def test_the_first_message_is_hello(
    server: Running, host: httpx.AsyncClient, code: str, first: str | bytes, close: Close
) -> None:
    """Anything else ends the connection with its reason."""
    async with dial(server, code, host) as socket:
        await socket.send(first)
        assert await closed(socket) == close


async def test_silence_is_not_waited_for(
    server: Running, host: httpx.AsyncClient, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket that says nothing is closed."""
    monkeypatch.setattr(front_sockets, "HELLO_S", 0.01)
    async with dial(server, code, host) as socket:
        assert await closed(socket) == Close.BAD_MESSAGE


@pytest.mark.parametrize(
    ("frame", "id_", "reason"),
    [
        ("{", "", "BadMessage"),
        ("null", "", "BadMessage"),
        ('{"kind": "Do", "id": "mine", "command": {"kind": "Nonsense"}}', "mine", "BadMessage"),
        ('{"kind": "Do", "id": "mine", "command": {"kind": "Associate"}}', "mine", "BadMessage"),
        (
            '{"kind": "Do", "id": "mine", "command": {"kind": "JoinSession", "guest": "x", "name": "x"}}',
            "mine",
            "BadMessage",
        ),
        ('{"kind": "Do", "id": "not an id!", "command": {"kind": "PauseSession"}}', "", "BadMessage"),
        (b'\xff\xfe{"id": "mine"}', "mine", "BadMessage"),
        ('{"kind": "Do", "id": "mine", "command": ' + "[" * 9000, "mine", "BadMessage"),
        ('{"id": "mine", "text": "' + "x" * MAX_FRAME_BYTES + '"}', "mine", "TooLarge"),
        (json.dumps(HELLO), "", "BadMessage"),
    ],
)
async def test_bad_messages_are_declined(
    server: Running, host: httpx.AsyncClient, code: str, frame: str | bytes, id_: str, reason: str
) -> None:
    """With the id where it can be made out, and without quoting what was sent; the connection goes on."""
    async with dial(server, code, host) as socket:
        await greeted(socket)
        await socket.send(frame)
        declined = await told(socket, "Declined", "Done")
        assert (declined["id"], declined["reason"]) == (id_, reason)
        assert len(declined["params"]["what"]) <= 200
        await socket.send(do("after", kind="PauseSession"))
        assert (await told(socket, "Declined", "Done"))["kind"] == "Done"


async def test_patience_ends(server: Running, host: httpx.AsyncClient, code: str) -> None:
    """After too many bad messages the connection is closed."""
    async with dial(server, code, host) as socket:
        await greeted(socket)
        for _ in range(front_sockets.PATIENCE + 1):
            await socket.send("{")
        assert await closed(socket) == Close.BAD_MESSAGE


async def test_a_frame_beyond_all_bounds_is_not_read(server: Running, host: httpx.AsyncClient, code: str) -> None:
    """The socket is closed as the standard says; the house stands."""
    async with dial(server, code, host) as socket:
        await greeted(socket)
        await socket.send("x" * 2_000_000)
        assert await closed(socket) == 1009
    async with dial(server, code, host) as socket:
        await greeted(socket)


async def test_a_flood_is_stopped(server: Running, host: httpx.AsyncClient, code: str) -> None:
    """Faster than any hand: the connection is closed, with a code that says come back slower."""
    async with dial(server, code, host) as socket:
        await greeted(socket)
        for number in range(front_sockets.PACE.amount + 1):
            await socket.send(do(f"n{number}", kind="ChangeTheme", theme="loneliness"))
        assert await closed(socket) == Close.TOO_FAST


async def test_a_reader_who_stops_reading_harms_nobody(server: Running, host: httpx.AsyncClient, code: str) -> None:
    """The stalled one is let go of; everybody else hears everything."""
    here = await server.front.house.find(code)
    assert here
    async with join_party(server.url, code, "Ada") as ada, dial(server, code, host) as socket:
        await greeted(socket)
        socket.transport.pause_reading()
        stalled = next(one for one in here._connections if one.guest != ada.id)
        frame = write_to_guest(Declined("x" * 64, Problem.BAD_MESSAGE, {"what": "x" * 100_000}))
        while not stalled.outbox.overflow.is_set():
            stalled.outbox.fact(frame)
            await asyncio.sleep(0)
        await happens(lambda: stalled not in here._connections)
        await ada.do(Associate("rain"))
        assert [said.text for said in ada.view.associations.values()] == ["rain"]
        socket.transport.resume_reading()
        assert await closed(socket) == Close.TOO_SLOW


async def test_the_sockets_of_a_stopping_house(tmp_path: Path) -> None:
    """Everybody is sent away with a code that says come back."""
    async with house(tmp_path) as server, browser(server) as http:
        code = await opens(http)
        socket = await dial(server, code, http)
        await greeted(socket)
    assert await closed(socket) in {Close.HOUSE_STOPS, 1012}


async def test_a_damaged_party_is_named(tmp_path: Path) -> None:
    """Its door, its socket and its pictures say that it is broken; another party is held meanwhile."""
    async with house(tmp_path) as server, browser(server) as http:
        bad, well = await opens(http), await opens(http)
        stage = await server.front.house.find(bad)
        assert stage
    with closing(sqlite3.connect(tmp_path / ".party" / "party.db")) as db, db:
        db.execute("UPDATE entry SET at_ms = at_ms + 1 WHERE session = ?", (stage.keeper.session,))
    async with house(tmp_path) as server, browser(server) as again:
        again.cookies = http.cookies
        for path in (f"/api/sessions/{bad}", f"/art/{bad}/{'a' * 64}", f"/write-up/{bad}/"):
            response = await again.get(path)
            assert (response.status_code, response.json()) == (500, {"reason": "PartyBroken", "params": {}})
        async with dial(server, bad, None, Cookie=cookies(http)) as socket:
            assert await closed(socket) == Close.PARTY_BROKEN
        async with dial(server, well, None, Cookie=cookies(http)) as socket:
            assert (await greeted(socket))["code"] == well


async def test_an_overtaken_party_is_found_again(server: Running) -> None:
    """Another process wrote to the journal (`party export` does): guests come back by themselves and lose nothing."""
    async with party(server) as host, house(server.front.sessions_dir) as second:
        elsewhere = await second.front.house.find(host.code)
        assert elsewhere
        await elsewhere.keeper.ask(host.id, "elsewhere", Associate("rain"))
        await host.do(Associate("snow"))
        await host.until(lambda view: len(view.associations) == 2)
