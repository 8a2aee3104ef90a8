"""Looking after what a party left behind: export, verify, link, doctor; and starting where something is wrong."""

import asyncio
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from party.client import PartyGuest
from party.core.commands import Associate, ChooseArtwork, StartJob
from party.core.values import ArtworkId
from tests.houses import first_artwork, guest, house, party, studio_ready

from .typed import types

pytestmark = pytest.mark.anyio


async def held(folder: Path) -> PartyGuest:
    """A small party that was held here; its host."""
    async with house(folder) as server, party(server) as host, guest(host, "Ada") as ada:
        await host.until(studio_ready)
        await ada.do(Associate("rain"))
        await host.do(StartJob())
        artwork = await host.until(first_artwork)
        await host.do(ChooseArtwork(ArtworkId(artwork.id)))
    return host


def damage(folder: Path, statement: str) -> None:
    """A hand in the database file."""
    with closing(sqlite3.connect(folder / ".party" / "party.db")) as db, db:
        db.execute(statement)


async def test_export_writes_the_write_up_again(tmp_path: Path) -> None:
    """Its path is printed, and read by guests of the party as if made by button."""
    host = await held(tmp_path)
    result = await asyncio.to_thread(types, "export", host.code.lower(), "--sessions", tmp_path)
    assert result.code == 0, result.err
    index = Path(result.out.strip())
    assert "loneliness" in await asyncio.to_thread(index.read_text)
    assert index.parent.parent == tmp_path
    async with house(tmp_path) as server:
        stage = await server.front.house.find(host.code)
        assert stage
        assert stage.state.write_up == index.parent.name


async def test_verify_finds_nothing_and_then_something(tmp_path: Path) -> None:
    """Whole as it was left; damaged, with exit code 1 and a line that says where, after a hand was in the file."""
    host = await held(tmp_path)
    for code in ((), (host.code,)):
        result = await asyncio.to_thread(types, "verify", *code, "--sessions", tmp_path)
        assert result.code == 0, result.err
        assert f"{host.code}  whole" in result.out
    damage(tmp_path, "UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 2")
    result = await asyncio.to_thread(types, "verify", "--sessions", tmp_path)
    assert result.code == 1
    assert f"{host.code}  damaged" in result.out
    assert "entry 2" in result.out


async def test_link_makes_its_bearer_the_moderator(tmp_path: Path) -> None:
    """The printed address works on the running server."""
    host = await held(tmp_path)
    async with house(tmp_path) as server:
        port = server.url.rsplit(":", 1)[1]
    result = await asyncio.to_thread(
        types, "link", host.code, "--sessions", tmp_path, "--address", f"http://127.0.0.1:{port}"
    )
    assert result.code == 0, result.err
    address = result.out.split("Moderator")[1].split()[0]
    async with house(tmp_path, port=int(port)), httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(address)).status_code == 303
        links = await http.get(f"http://127.0.0.1:{port}/api/sessions/{host.code}/invites")
        assert links.status_code == 200


@pytest.mark.parametrize("command", ["export", "verify", "link"])
def test_unknown_codes_are_said_plainly(tmp_path: Path, command: str) -> None:
    """No such party here."""
    assert "There is no party ZZZZZ here" in types(command, "ZZZZZ", "--sessions", tmp_path).plain


@pytest.mark.parametrize("command", ["export", "link"])
async def test_a_damaged_party_is_said_plainly(tmp_path: Path, command: str) -> None:
    """Where the damage is, in one line."""
    host = await held(tmp_path)
    damage(tmp_path, "UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 2")
    assert "damaged at entry 2" in (await asyncio.to_thread(types, command, host.code, "--sessions", tmp_path)).plain


async def test_the_doctor_looks_at_everything(tmp_path: Path) -> None:
    """A line for each thing; the damaged journal and the taken port are found, with exit code 1."""
    await held(tmp_path)
    well = await asyncio.to_thread(types, "doctor", "--sessions", tmp_path, "--port", "0")
    for what in ("Python", "torch", "Web client", "Sessions folder", "Port", "Network", "Journal"):
        assert what in well.out
    assert "1 parties, none damaged" in well.out
    damage(tmp_path, "UPDATE entry SET at_ms = at_ms + 1 WHERE seq = 2")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ill = await asyncio.to_thread(types, "doctor", "--sessions", tmp_path, "--port", taken.getsockname()[1])
    assert ill.code == 1
    assert "1 parties, 1 damaged" in ill.out
    assert "cannot be used" in ill.out


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port(tmp_path: Path, command: str) -> None:
    """Another program listens there: said, with what to try."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = types(command, "--port", port, "--sessions", tmp_path, "--model", "swatch").plain
    assert f"--port {port + 1}" in said


@pytest.mark.parametrize("command", ["serve", "verify", "demo"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, command: str) -> None:
    """Named, in one line."""
    (tmp_path / "file").touch()
    assert "cannot be written to" in types(command, "--sessions", tmp_path / "file" / "sessions").plain


@pytest.mark.parametrize("command", ["serve", "verify", "export ABCDE"])
def test_a_database_that_is_none(tmp_path: Path, command: str) -> None:
    """Something else lies where the record should: it is named and left alone."""
    file = tmp_path / ".party" / "party.db"
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 1000)
    said = types(*command.split(), "--sessions", tmp_path).plain
    assert "is not the record of a party" in said
    assert file.read_bytes() == b"this is no database" * 1000


@pytest.mark.parametrize("keep", [4096, 16384])
@pytest.mark.parametrize("command", ["serve", "verify"])
async def test_a_database_with_broken_pages(tmp_path: Path, command: str, keep: int) -> None:
    """The file is a record but its inside is overwritten: one plain line, from a server too."""
    await held(tmp_path)
    file = tmp_path / ".party" / "party.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:keep] + b"\xa5" * (len(whole) - keep))
    more = ("--port", "0", "--model", "swatch") if command == "serve" else ()
    result = await asyncio.to_thread(types, command, "--sessions", tmp_path, *more)
    assert "record" in result.plain


@pytest.mark.parametrize("command", ["serve", "verify", "demo"])
async def test_a_record_that_lost_a_table(tmp_path: Path, command: str) -> None:
    """It opens and cannot be read: one plain line."""
    await held(tmp_path)
    damage(tmp_path, "DROP TABLE words")
    said = await asyncio.to_thread(types, command, "--sessions", tmp_path)
    assert "The record could not be read" in said.plain


@pytest.mark.parametrize(("name", "value"), [("PARTY_LOG_JSON", "perhaps"), ("PARTY_THREADS", "-x")])
def test_settings_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str) -> None:
    """The setting is named."""
    monkeypatch.setenv(name, value)
    assert name in types("verify", "--sessions", tmp_path).plain
