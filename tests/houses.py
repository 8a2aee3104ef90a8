"""Whole servers for tests: real uvicorn on a free port, real SQLite in a folder, the swatch engine."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from party.cli.parts import Running, running
from party.client import PartyGuest, View, join_party, open_party
from party.config import Config
from party.core.things import ArtworkView
from party.core.values import Role, Settings
from party.wire.messages import StudioStatus

QUIET = Settings(paint_on_accept=False, round_s=1800)
"""No pictures by themselves, and rounds that nobody's clock ends."""


def config_in(folder: Path, *, model: str | None = "swatch", port: int = 0) -> Config:
    """How a test's server runs."""
    return Config(host="127.0.0.1", port=port, sessions=folder, model=model)


@asynccontextmanager
async def house(folder: Path, *, model: str | None = "swatch", port: int = 0) -> AsyncIterator[Running]:
    """A server on a folder, stopped at the end."""
    async with running(config_in(folder, model=model, port=port)) as server:
        yield server


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@asynccontextmanager
async def party(server: Running, settings: Settings = QUIET) -> AsyncIterator[PartyGuest]:
    """A party on loneliness and its host, connected."""
    opening = open_party(server.url, theme="loneliness", first_prompt="an empty bench", name="Hanna", settings=settings)
    async with opening as host:
        yield host


@asynccontextmanager
async def guest(host: PartyGuest, name: str = "Ada", role: Role = Role.PARTICIPANT) -> AsyncIterator[PartyGuest]:
    """One more guest at somebody's party, with a role."""
    async with join_party(host.url, host.code, name, invite=await key(host, role)) as joined:
        yield joined


async def key(host: PartyGuest, role: Role) -> str:
    """The key of an invite link."""
    links = (await host.invites()).links
    return links[role].split("invite=")[1]


def studio_ready(view: View) -> bool:
    """Whether pictures can be had."""
    return view.studio is not None and view.studio.status is StudioStatus.READY


def first_artwork(view: View) -> ArtworkView | None:
    """The first picture in view."""
    return next(iter(view.artworks.values()), None)


async def happens(wanted: Callable[[], bool]) -> None:
    """Returns when something that tells nobody has come true; for conditions on the server's side only."""
    while not wanted():  # noqa: ASYNC110  there is no event to wait for
        await asyncio.sleep(0.005)
