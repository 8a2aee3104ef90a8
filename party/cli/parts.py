"""Where the parts of a server are chosen and joined: archive, studio, house and front from one `Config`."""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import uvicorn

from party.app.application import application
from party.app.catalogue.serving import editions
from party.app.front import Front
from party.app.rules import DoorRules, Turnstile
from party.app.tokens import Tokens, signing_secret
from party.app.tries import Tries
from party.archive.artworks import Artworks
from party.archive.journal import Journal
from party.config import Config
from party.core.errors import Fault, PartyError
from party.live.easel import LiveEasel
from party.live.house import House

STATIC = Path(__file__).parent.parent / "app" / "static"
MAX_FRAME_BYTES = 65_536
"""Frames above this end a socket unread; the wire refuses above its own, lower limit in words."""

_EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  compared only
_BRIDGES = ("docker", "br-", "veth", "virbr", "lo")


class PortTaken(PartyError):
    """Another program listens there."""

    fault = Fault.WORLD


class NotStarted(PartyError):
    """The server gave up while starting."""

    fault = Fault.HOUSE


class FolderUnwritable(PartyError):
    """The sessions folder cannot be used."""


def network_address() -> str:
    """This machine's address for phones on the same network; the loopback address if it has none."""
    found = [
        address.address
        for name, addresses in psutil.net_if_addrs().items()
        if not name.startswith(_BRIDGES)
        for address in addresses
        if address.family is socket.AF_INET and not ipaddress.ip_address(address.address).is_link_local
    ]
    private = [address for address in found if ipaddress.ip_address(address).is_private]
    return next(iter(private or found), "127.0.0.1")


def bound(config: Config) -> socket.socket:
    """A socket on the configured port. Raises `PortTaken`."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((config.host, config.port))
    except OSError as error:
        sock.close()
        said = f"Port {config.port} cannot be used: {error.strerror}."
        raise PortTaken(f"{said} Is a party running already? Try --port {config.port + 1}.") from error
    return sock


def join_url(config: Config, port: int) -> str:
    """The address guests use, without a path."""
    if config.address:
        return config.address.rstrip("/")
    host = network_address() if config.host in _EVERYWHERE else config.host
    return f"http://{host}:{port}"


def local_url(config: Config) -> str:
    """The address at which this machine itself reaches a house with these settings."""
    host = "127.0.0.1" if config.host in _EVERYWHERE else config.host
    return f"http://{host}:{config.port}"


def made_home(config: Config) -> Path:
    """The sessions folder, made if need be. Raises `FolderUnwritable`."""
    try:
        config.sessions.mkdir(parents=True, exist_ok=True)
        config.home.mkdir(mode=0o700, exist_ok=True)
        probe = config.home / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise FolderUnwritable(f"The folder {config.sessions} cannot be written to: {error.strerror}.") from error
    return config.sessions.resolve()


def front_of(config: Config, port: int) -> Front:
    """Everything a server needs, not started yet; to be made inside a running event loop."""
    sessions = made_home(config)
    catalogue = editions(config.catalogue)
    journal = Journal.open(config.database_url)
    artworks = Artworks.open(config.artworks_place)
    easel = LiveEasel(config.model, artworks, threads=config.threads)
    return Front(
        house=House(journal, artworks, easel, sessions),
        tokens=Tokens(signing_secret(config.home / "secret")),
        tries=Tries(),
        rules=DoorRules(config.host_key, config.guests, config.parties),
        turnstile=Turnstile(),
        sessions_dir=sessions,
        static_dir=STATIC,
        join_url=join_url(config, port),
        catalogue=catalogue,
        origins=config.origins,
        templates=config.templates,
        address=config.address.rstrip("/"),
    )


class Server(uvicorn.Server):
    """Uvicorn, with Ctrl-C left to those who run it."""

    def __init__(self, front: Front) -> None:
        super().__init__(
            uvicorn.Config(
                application(front),
                ws="websockets-sansio",
                ws_per_message_deflate=False,
                ws_max_size=MAX_FRAME_BYTES,
                ws_ping_interval=20,
                ws_ping_timeout=20,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=3,
            )
        )


@dataclass(frozen=True, slots=True)
class Running:
    """A server that is up: its front, its address for this machine, and the task that ends when it stops."""

    front: Front
    url: str
    serving: asyncio.Task[None]


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[Running]:
    """A server that runs while the block does. Raises `PortTaken`, `FolderUnwritable` and the archive's failures."""
    sock = bound(config)
    port: int = sock.getsockname()[1]
    try:
        front = front_of(config, port)
        await front.house.journal.sessions()  # what fails later, in the lifespan, uvicorn answers with a traceback
    except PartyError:
        sock.close()
        raise
    server = Server(front)
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if serving.done():
        serving.result()
        raise NotStarted("The server stopped before it was up; `party doctor` may know why.")
    try:
        yield Running(front, f"http://127.0.0.1:{port}", serving)
    finally:
        server.should_exit = True
        await serving
