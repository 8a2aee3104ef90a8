"""`party forget`: says what goes, asks first, has an open house do it, and does it alone where none is open."""

import asyncio
from pathlib import Path

import pytest

from party.core.commands import Associate
from tests.houses import guest, house, party

from .test_delete import answered
from .typed import types

pytestmark = pytest.mark.anyio

KITCHEN = "grandmother's kitchen"


async def held(folder: Path) -> str:
    """A small party with a guest called Ada, written up; its code."""
    async with house(folder) as server, party(server) as host, guest(host) as ada:
        await ada.do(Associate(KITCHEN))
        await host.write_up()
        return host.code


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_it_says_what_goes_and_asks(tmp_path: Path) -> None:
    """Nothing happens unless it is told yes; then nothing of it is in any file, and the record verifies."""
    code = await held(tmp_path)
    for answer in ("n\n", ""):
        ended, said = await asyncio.to_thread(answered, answer, "forget", code, "ada", "--sessions", tmp_path)
        assert (ended, "Ada: the name, 1 associations" in said) == (1, True)
    assert KITCHEN.encode() in await asyncio.to_thread(every_byte, tmp_path)
    ended, said = await asyncio.to_thread(answered, "y\n", "forget", code.lower(), "ADA", "--sessions", tmp_path)
    assert (ended, "It is gone." in said) == (0, True)
    left = await asyncio.to_thread(every_byte, tmp_path)
    assert [words for words in (KITCHEN, "Ada") if words.encode() in left] == []
    checked = await asyncio.to_thread(types, "verify", code, "--sessions", tmp_path)
    assert checked.code == 0
    assert "2 texts removed at their authors' wish" in checked.out


async def test_with_the_house_open(tmp_path: Path) -> None:
    """The house at the port does it: everybody's page follows at once."""
    async with house(tmp_path) as server, party(server) as host, guest(host) as ada:
        await ada.do(Associate(KITCHEN))
        await host.until(lambda view: view.associations)
        port = server.url.rsplit(":", 1)[1]
        words = ("forget", host.code, ada.id, "--yes", "--sessions", tmp_path, "--port", port)
        done = await asyncio.to_thread(types, *words)
        assert done.code == 0, done.err
        await host.until(lambda view: not view.associations and view.guests[ada.id].name == "")


async def test_with_another_house_open(tmp_path: Path) -> None:
    """A house on another folder listens at the port: it is left alone."""
    code = await held(tmp_path / "here")
    async with house(tmp_path / "there") as server, party(server) as host:
        port = server.url.rsplit(":", 1)[1]
        words = ("forget", code, "Ada", "--yes", "--sessions", tmp_path / "here", "--port", port)
        done = await asyncio.to_thread(types, *words)
        assert done.code == 0, done.err
        await host.do(Associate("rain"))
    assert KITCHEN.encode() not in await asyncio.to_thread(every_byte, tmp_path / "here")


async def test_a_stranger_is_said_plainly(tmp_path: Path) -> None:
    """Nobody of that name, no party of that code."""
    code = await held(tmp_path)
    nobody = await asyncio.to_thread(types, "forget", code, "Bela", "--yes", "--sessions", tmp_path)
    assert (nobody.code, "Nobody at this party is called Bela" in nobody.plain) == (1, True)
    nowhere = await asyncio.to_thread(types, "forget", "ZZZZZ", "Ada", "--yes", "--sessions", tmp_path)
    assert "There is no party ZZZZZ here" in nowhere.plain
