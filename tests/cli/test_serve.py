"""`party serve` in a process of its own: what a host sees, and how it ends."""

import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from party.wire.codes import Close

from .typed import started

QUIET = ("--port", "0", "--model", "swatch")


def lines_until(output: IO[str] | None, wanted: str) -> str:
    """What is printed up to and with a line."""
    said = ""
    assert output
    for line in output:
        said += line
        if wanted in line:
            return said
    raise AssertionError(said)


def farewell(socket: ClientConnection) -> int:
    """The code a server ends a socket with."""
    try:
        while True:
            socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_house_opens_and_closes(tmp_path: Path, end: signal.Signals) -> None:
    """Address, code, moderator's link and QR code are shown; a signal ends the evening without a traceback."""
    with started("serve", "--sessions", tmp_path, *QUIET, "--theme", "love") as server:
        said = lines_until(server.stdout, "Scan it")
        assert "love" in said
        moderator = re.search(r"http://\S+/in/[A-Z2-9]{5}\?key=\S+", said)
        assert moderator
        entered = httpx.get(moderator[0], trust_env=False)
        assert entered.status_code == 303
        address = moderator[0].replace("http", "ws", 1).replace("/in/", "/ws/").split("?")[0]
        cookie = entered.headers["set-cookie"].split(";")[0]
        with connect(address, additional_headers={"Cookie": cookie}, proxy=None) as socket:
            socket.send('{"kind": "Hello", "protocol": 1}')
            assert "Welcome" in str(socket.recv())
            server.send_signal(end)
            assert farewell(socket) in {1012, Close.HOUSE_STOPS}
        rest, errors = server.communicate(timeout=30)
        assert "Traceback" not in rest + errors
        assert server.returncode in {0, -signal.SIGTERM}


def test_the_waiting_party_is_the_same_next_time(tmp_path: Path) -> None:
    """Nobody came: the code of last time still waits. Somebody damaged it: another one waits, and the house opens."""
    codes = []
    for damaged in (False, False, True):
        if damaged:
            with closing(sqlite3.connect(tmp_path / ".party" / "party.db")) as db, db:
                db.execute("UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 1")
        with started("serve", "--sessions", tmp_path, *QUIET) as server:
            said = lines_until(server.stdout, "Scan it")
        code = re.search(r"Code +([A-Z2-9]{5})", said)
        assert code, said
        codes.append(code[1])
    assert codes[0] == codes[1] != codes[2]
