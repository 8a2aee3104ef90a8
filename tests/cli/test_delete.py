"""`party delete`: asks first, has an open house do it, and does it alone where none is open."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from party.cli.commands import app
from party.client import Away
from party.core.commands import Associate
from party.wire.codes import Close
from tests.houses import guest, house, party

from .typed import SETTINGS, types

pytestmark = pytest.mark.anyio


async def held(folder: Path) -> str:
    """A small party that was held here and written up; its code."""
    async with house(folder) as server, party(server) as host:
        await host.do(Associate("grandmother's kitchen"))
        await host.write_up()
        return host.code


def answered(answer: str, *words: object) -> tuple[int, str]:
    """A command, with an answer to what it asks; exit code and what was said."""
    done = CliRunner().invoke(app, [str(word) for word in words], input=answer, env=SETTINGS)
    return done.exit_code, done.output


def left(folder: Path) -> list[str]:
    """What lies in a sessions folder."""
    return sorted(path.name for path in folder.iterdir())


async def test_it_asks_first(tmp_path: Path) -> None:
    """It shows which party, and does nothing unless told yes."""
    code = await held(tmp_path)
    for answer in ("n\n", "\n", ""):
        ended, said = await asyncio.to_thread(answered, answer, "delete", code, "--sessions", tmp_path)
        assert ended == 1
        assert f"{code}  loneliness" in said
        assert "no way back" in said
    assert (await asyncio.to_thread(types, "verify", code, "--sessions", tmp_path)).code == 0
    ended, said = await asyncio.to_thread(answered, "y\n", "delete", code.lower(), "--sessions", tmp_path)
    assert (ended, "It is gone." in said) == (0, True)
    assert "There is no party" in (await asyncio.to_thread(types, "verify", code, "--sessions", tmp_path)).plain


async def test_with_the_house_shut(tmp_path: Path) -> None:
    """Record and write-up go; the secret of the house and the other parties stay."""
    code, other = await held(tmp_path), await held(tmp_path)
    done = await asyncio.to_thread(types, "delete", code, "--yes", "--sessions", tmp_path)
    assert done.code == 0, done.err
    assert len(await asyncio.to_thread(left, tmp_path)) == 2
    assert (tmp_path / ".party" / "secret").is_file()
    assert (await asyncio.to_thread(types, "verify", other, "--sessions", tmp_path)).code == 0


async def test_with_the_house_open(tmp_path: Path) -> None:
    """The house at the port does it: guests are sent away at once, and the others play on."""
    async with house(tmp_path) as server, party(server) as other, party(server) as host, guest(host) as ada:
        port = server.url.rsplit(":", 1)[1]
        words = ("delete", host.code, "--yes", "--sessions", tmp_path, "--port", port)
        done = await asyncio.to_thread(types, *words)
        assert done.code == 0, done.err
        with pytest.raises(Away) as away:
            await ada.until(lambda _: False)
        assert away.value.close == Close.PARTY_DELETED
        assert await server.front.house.find(host.code) is None
        await other.do(Associate("rain"))


async def test_with_another_house_open(tmp_path: Path) -> None:
    """A house on another folder listens at the port: it is left alone, and the party here goes."""
    code = await held(tmp_path / "here")
    async with house(tmp_path / "there") as server, party(server) as host:
        port = server.url.rsplit(":", 1)[1]
        words = ("delete", code, "--yes", "--sessions", tmp_path / "here", "--port", port)
        assert (await asyncio.to_thread(types, *words)).code == 0
        await host.do(Associate("rain"))
    assert await asyncio.to_thread(left, tmp_path / "here") == [".party"]


async def test_a_damaged_party_can_go(tmp_path: Path) -> None:
    """One that no house would open any more."""
    code = await held(tmp_path)
    with closing(sqlite3.connect(tmp_path / ".party" / "party.db")) as db, db:
        db.execute("UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 2")
    done = await asyncio.to_thread(types, "delete", code, "--yes", "--sessions", tmp_path)
    assert done.code == 0, done.err
    assert await asyncio.to_thread(left, tmp_path) == [".party"]


def test_an_unknown_code_is_said_plainly(tmp_path: Path) -> None:
    """No such party here."""
    said = types("delete", "ZZZZZ", "--yes", "--sessions", tmp_path).plain
    assert "There is no party ZZZZZ here" in said


async def test_the_doctor_knows_an_open_house(tmp_path: Path) -> None:
    """That the port is taken by a house that is open is no fault."""
    async with house(tmp_path) as server:
        port = server.url.rsplit(":", 1)[1]
        done = await asyncio.to_thread(types, "doctor", "--sessions", tmp_path, "--port", port)
    (line,) = [line for line in done.out.splitlines() if f"a house is open at {port} already" in line]
    assert line.startswith("✔")


def test_a_bound_that_cannot_be_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is, and the host key is not shown beside it."""
    monkeypatch.setenv("PARTY_HOST_KEY", "open sesame")
    monkeypatch.setenv("PARTY_GUESTS", "501")
    said = types("verify", "--sessions", tmp_path).plain
    assert "PARTY_GUESTS" in said
    assert "sesame" not in said
