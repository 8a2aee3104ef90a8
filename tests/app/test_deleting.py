"""Deleting a party over HTTP: who may, and what is left of it."""

import asyncio
from pathlib import Path

import httpx
import pytest

from party.app.errors import Troubled
from party.app.tokens import cookie_name
from party.app.writeups import press
from party.cli.parts import Running
from party.client import Away, Turned
from party.core.commands import Associate, ChooseArtwork, CloseSession, HandOverRole, StartJob
from party.core.refusals import Reason
from party.core.values import ArtworkId, GuestId, Role
from party.wire.codes import Close
from tests.houses import first_artwork, guest, house, party, studio_ready

from .visitors import closed, dial, greeted, joins, opens, trouble

pytestmark = pytest.mark.anyio

ORIGIN = {"origin": "https://elsewhere.example"}


async def delete(http: httpx.AsyncClient, code: str, said: object, **headers: str) -> httpx.Response:
    """The answer to somebody who would delete a party."""
    return await http.request("DELETE", f"/api/sessions/{code}", json=said, headers=headers)


def under(folder: Path) -> bytes:
    """Every byte of a sessions folder, names of files too."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(str(file).encode() + file.read_bytes() for file in files)


def lying(folder: Path, pattern: str) -> list[str]:
    """What lies in a folder under such names."""
    return [path.name for path in folder.glob(pattern)]


async def test_only_its_moderator_deletes_a_party(host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """No stranger, no guest, no page of another site, and nobody by mistake."""
    code, elsewhere = await opens(host), await opens(other)
    assert trouble(await delete(other, code, {"code": code})) == (403, "NotAGuest")
    await joins(other, code)
    assert trouble(await delete(other, code, {"code": code})) == (403, "NotAllowed")
    assert trouble(await delete(host, code, {"code": code}, **ORIGIN)) == (403, "WrongOrigin")
    unsure: tuple[object, ...] = ({}, {"code": elsewhere}, {"code": ""}, [])
    for said in unsure:
        assert trouble(await delete(host, code, said)) == (400, "BadMessage")
    assert (await host.get(f"/api/sessions/{code}")).json()["known"] is True


async def test_a_deleted_party_is_unknown(server: Running, host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """Every page of it is closed with its own code, the cookie goes, and every address answers as for no party."""
    code = await opens(host)
    await joins(other, code)
    async with dial(server, code, host) as desk, dial(server, code, other) as phone:
        for socket in (desk, phone):
            await greeted(socket)
        answer = await delete(host, code, {"code": code.lower()})
        assert (answer.status_code, answer.content) == (204, b"")
        assert [await closed(socket) for socket in (desk, phone)] == [Close.PARTY_DELETED] * 2
    assert cookie_name(code) not in host.cookies
    for path in ("", "/invites", "/qr.svg"):
        assert trouble(await other.get(f"/api/sessions/{code}{path}")) == (404, "CodeUnknown")
    for path in (f"/write-up/{code}/", f"/art/{code}/{'a' * 64}"):
        assert trouble(await other.get(path)) == (404, "CodeUnknown")
    assert trouble(await delete(other, code, {"code": code})) == (404, "CodeUnknown")
    async with dial(server, code, other) as socket:
        assert await closed(socket) == Close.CODE_UNKNOWN


async def test_nothing_of_it_is_left(tmp_path: Path) -> None:
    """A closed party with a picture and a write-up: no file has a word, a code, a picture of it; others are whole."""
    async with (
        house(tmp_path) as server,
        party(server) as beside,
        party(server) as host,
        guest(host, "Adelaide") as ada,
    ):
        await host.until(studio_ready)
        await ada.do(Associate("grandmother's kitchen"))
        await host.do(StartJob())
        artwork = await host.until(first_artwork)
        await host.do(ChooseArtwork(ArtworkId(artwork.id)))
        made = await host.write_up()
        await host.do(CloseSession())
        words = ("Adelaide", "grandmother", host.code, artwork.id[2:])
        before = await asyncio.to_thread(under, tmp_path)
        assert [word for word in words if word.encode() not in before] == []
        await host.delete()
        assert not (tmp_path / made.slug).exists()
        after = await asyncio.to_thread(under, tmp_path)
        assert [word for word in words if word.encode() in after] == []
        with pytest.raises(Away) as away:
            await ada.until(lambda _: False)
        assert away.value.close == Close.PARTY_DELETED
        await beside.do(Associate("rain"))
        (row,) = await server.front.house.journal.sessions()
        assert (await server.front.house.journal.verify(row.id)).ok


async def test_a_write_up_that_was_being_made(tmp_path: Path) -> None:
    """The press is through when the party has stopped and is about to go: its folder does not stay."""
    async with house(tmp_path) as server, party(server) as host:
        stage = await server.front.house.find(host.code)
        assert stage
        server.front.house._leaving.add(host.code)
        await stage.keeper.stop()
        with pytest.raises(Troubled):
            await press(server.front, stage, by=GuestId(host.id))
        assert lying(tmp_path, "*") == [".party"]


async def test_a_moderator_who_is_none_any_more(server: Running, host: httpx.AsyncClient) -> None:
    """A right that was handed over is gone."""
    async with party(server) as hanna, guest(hanna, "Ida", Role.MODERATOR) as ida:
        await hanna.do(HandOverRole(ida.id, Role.MODERATOR))
        with pytest.raises(Turned) as turned:
            await hanna.delete()
        assert turned.value.reason is Reason.NOT_ALLOWED
        await ida.delete()
    assert await server.front.house.journal.sessions() == ()
    assert (await host.get("/healthz")).status_code == 200
