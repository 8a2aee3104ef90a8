"""Visitors who speak plain HTTP and raw websockets, so that they can be as rude as they like."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from party.cli.parts import Running
from party.wire.messages import PROTOCOL

HELLO = {"kind": "Hello", "protocol": PROTOCOL, "place": "room"}
PARTY = {"theme": "loneliness", "first_prompt": "an empty bench", "name": "Hanna"}


@asynccontextmanager
async def browser(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with a cookie jar of its own."""
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=30) as http:
        yield http


async def opens(http: httpx.AsyncClient, **changes: object) -> str:
    """Open a party; its code."""
    response = await http.post("/api/sessions", json=PARTY | changes)
    assert response.status_code == 201, response.text
    code: str = response.json()["code"]
    return code


async def joins(http: httpx.AsyncClient, code: str, name: str = "Ada", **more: object) -> str:
    """Join a party; the guest's id."""
    response = await http.post(f"/api/sessions/{code}/guests", json={"name": name, **more})
    assert response.status_code == 201, response.text
    guest: str = response.json()["guest"]
    return guest


def trouble(response: httpx.Response) -> tuple[int, str]:
    """Status and reason of an error; its shape is always the same."""
    said: dict[str, Any] = response.json()
    assert set(said) == {"reason", "params"}
    return response.status_code, said["reason"]


def cookies(http: httpx.AsyncClient) -> str:
    """The cookie header of a browser."""
    return "; ".join(f"{name}={value}" for name, value in http.cookies.items())


def dial(server: Running, code: str, http: httpx.AsyncClient | None = None, **headers: str) -> connect:
    """A raw websocket to a party, as somebody or as a stranger."""
    sent = {**({"Cookie": cookies(http)} if http and http.cookies else {}), **headers}
    address = f"{server.url.replace('http', 'ws', 1)}/ws/{code}"
    return connect(address, additional_headers=sent, proxy=None, max_size=None, open_timeout=30)


async def greeted(socket: ClientConnection, **changes: object) -> dict[str, Any]:
    """Say hello; the welcome."""
    await socket.send(json.dumps(HELLO | changes))
    return await told(socket, "Welcome")


async def told(socket: ClientConnection, *kinds: str) -> dict[str, Any]:
    """The next message of these kinds."""
    while True:
        frame = await socket.recv()
        if isinstance(frame, str):
            message: dict[str, Any] = json.loads(frame)
            if message["kind"] in kinds:
                return message


async def closed(socket: ClientConnection) -> int:
    """The code the house closes with; what it says before is skipped."""
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as error:
        return error.rcvd.code if error.rcvd else 1006


def do(id_: str, **command: object) -> str:
    """A command as a frame."""
    return json.dumps({"kind": "Do", "id": id_, "command": command})
