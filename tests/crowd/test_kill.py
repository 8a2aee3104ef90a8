"""A server killed with `kill -9` in the middle of a party, twenty times: nothing acknowledged is lost or done twice."""

import asyncio
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from party.archive.journal import Journal
from party.cli.commands import app
from party.client import PartyGuest, Turned, open_party
from party.client import guest as client
from party.core import commands as c
from party.core import events as e
from party.core.events import Entry
from party.core.state import JobStatus
from party.core.values import RecipeSettings, Role, Settings
from tests.houses import free_port, guest, happens, studio_ready

pytestmark = pytest.mark.anyio

KILLS, GUESTS, MOVES, SEED = 20, 5, 6, 20_261_122
SMALL = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=4))


class Server:
    """`party serve` in a process of its own, on one port and one folder."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process = self._spawn()

    async def killed_and_started(self) -> None:
        """Gone without a word, and up again."""
        await self.kill()
        self._process = self._spawn()

    async def kill(self) -> None:
        """`kill -9`."""
        self._process.kill()
        await asyncio.to_thread(self._process.wait)

    async def is_up(self) -> None:
        """Returns when it answers."""
        async with httpx.AsyncClient(trust_env=False) as http:
            while True:
                try:
                    await http.get(f"{self.url}/healthz")
                except httpx.TransportError:
                    await asyncio.sleep(0.02)  # another process: there is nothing else to wait on
                else:
                    return

    def _spawn(self) -> "subprocess.Popen[bytes]":
        serve = ["serve", "--model", "swatch:40", "--port", str(self.port), "--sessions", str(self._folder)]
        log = (self._folder / "server.log").open("ab")
        return subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "party", *serve],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PARTY_HOST": "127.0.0.1"},
            stdout=log,
            stderr=log,
        )


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Server]:
    """A server that is killed for good at the end."""
    server = Server(folder)
    try:
        await server.is_up()
        yield server
    finally:
        await server.kill()


@pytest.mark.timeout(900)  # twenty servers are started, however slow the machine
async def test_nothing_acknowledged_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every yes is in the journal once, guests resume by themselves, every job is recorded once, the chain verifies."""
    monkeypatch.setattr(client, "LONGEST_WAIT_S", 0.2)  # nobody here minds a guest who knocks often
    dice = random.Random(SEED)  # noqa: S311  a seed, not a secret
    async with serving(tmp_path) as server, AsyncExitStack() as stack:
        guests = await everybody(server, stack)
        for number in range(KILLS):
            if number % 3 == 0:
                await paints(guests[0])
            wanted = yeses(guests) + dice.randrange(GUESTS * MOVES)
            acting = asyncio.gather(*(moves(one, number) for one in guests))
            await happens(lambda acting=acting, wanted=wanted: acting.done() or yeses(guests) >= wanted)  # type: ignore[misc]
            await server.killed_and_started()
            await acting
        for one in guests:
            await one.until(lambda view: all(job.status is not JobStatus.WAITING for job in view.jobs.values()))
            await one.do(c.ChangeName(f"{one.id} at last"))
        for one in guests[1:]:
            await one.until(lambda view: view.things == guests[1].view.things)
        code = guests[0].code
    entries = await recorded(tmp_path, code)
    for one in guests:
        theirs = [entry.cause for entry in entries if entry.actor == one.id and entry.cause in one.acknowledged]
        assert set(theirs) == set(one.acknowledged)
        assert len(theirs) == len(one.acknowledged)
    jobs_are_recorded_once(entries)
    verified = await asyncio.to_thread(CliRunner().invoke, app, ["verify", "--sessions", str(tmp_path)])
    assert verified.exit_code == 0, verified.output


async def everybody(server: Server, stack: AsyncExitStack) -> list[PartyGuest]:
    """The host, who is prompt master too, and participants."""
    opening = open_party(server.url, theme="loneliness", first_prompt="a bench", name="Hanna", settings=SMALL)
    host = await stack.enter_async_context(opening)
    await host.until(studio_ready)
    joining = (guest(host, f"Guest {n}", Role.PARTICIPANT) for n in range(GUESTS - 1))
    return [host, *[await stack.enter_async_context(one) for one in joining]]


async def moves(one: PartyGuest, number: int) -> None:
    """Commands each of which writes one entry, one after the other, whatever happens to the server."""
    for move in range(MOVES):
        text = f"{one.id} {number} {move}"
        try:
            await one.do(c.ChangeName(text) if move % 2 else c.Associate(text))
        except Turned:
            continue


async def paints(host: PartyGuest) -> None:
    """Two jobs, in hand when the server is killed or just after."""
    await host.until(studio_ready)
    for _ in range(2):
        try:
            await host.do(c.StartJob())
        except Turned:
            continue


def yeses(guests: list[PartyGuest]) -> int:
    """How many commands were acknowledged so far."""
    return sum(len(one.acknowledged) for one in guests)


async def recorded(folder: Path, code: str) -> tuple[Entry, ...]:
    """The journal of a party, read from its file."""
    journal = Journal.open(f"sqlite:///{folder}/.party/party.db")
    row = await journal.find(code)
    assert row
    entries = await journal.read(row.id)
    journal.close()
    return entries


def jobs_are_recorded_once(entries: tuple[Entry, ...]) -> None:
    """Each job that was asked for was finished once, with one picture for each recipe."""
    asked = {entry.event.job: len(entry.event.recipes) for entry in entries if isinstance(entry.event, e.JobRequested)}
    finished = [entry.event.job for entry in entries if isinstance(entry.event, e.JobFinished)]
    pictures = [(entry.event.job, entry.event.index) for entry in entries if isinstance(entry.event, e.ArtworkMade)]
    assert len(asked) > 3
    assert sorted(finished) == sorted(asked)
    assert sorted(pictures) == sorted((job, index) for job, count in asked.items() for index in range(count))
