"""The two ways in: open a party, or join one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from pydantic import TypeAdapter

from party.client.door import request
from party.client.guest import PartyGuest
from party.core.values import Settings
from party.wire.door import Joined, JoinParty, OpenParty
from party.wire.messages import Place

_OPEN, _JOIN, _JOINED = TypeAdapter(OpenParty), TypeAdapter(JoinParty), TypeAdapter(Joined)


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
    joined = _JOINED.validate_json(await request("POST", url + path, cookies, body))
    guest = PartyGuest(url, joined, cookies, place)
    try:
        await guest.come()
        yield guest
    finally:
        await guest.leave()
