"""A real server in a thread of its own, and real pages to look at it with."""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from party.cli.parts import running
from party.config import Config

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE, DESK, WALL = (390, 844), (1440, 900), (1920, 1080)
PATIENCE_MS = 60_000
"""How long a page may take on a machine that paints at the same time."""

expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address and its folder."""

    url: str
    sessions: Path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file of tests; gone after it, for its event loop bars all others."""
    path = os.environ.get("PARTY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("No Chromium: run `make test`, which finds or installs one, or set PARTY_CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Served]:
    """A server with the shipped model on a free port."""
    config = Config(host="127.0.0.1", port=0, sessions=tmp_path, address="")
    with served(config) as url:
        yield Served(url, tmp_path)


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same for all scenes of a file, each of which has a party of its own."""
    sessions = tmp_path_factory.mktemp("sessions")
    with served(Config(host="127.0.0.1", port=0, sessions=sessions, address="")) as url:
        yield Served(url, sessions)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page as somebody of their own: `visit(address, size)`. Errors on any page fail the test."""
    contexts, errors = [], list[str]()

    def open_page(address: str, size: tuple[int, int] = PHONE) -> Page:
        context = browser.new_context(
            viewport=ViewportSize(width=size[0], height=size[1]), reduced_motion="reduce", locale="en-US"
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@contextmanager
def served(config: Config) -> Iterator[str]:
    """Run a server in a thread with an event loop of its own; gives its address."""
    ready, ended = threading.Event(), threading.Event()
    found: list[str] = []
    stop: list[Callable[[], object]] = []

    async def live() -> None:
        done = asyncio.Event()
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(done.set))
        async with running(config) as server:
            found.append(server.url)
            ready.set()
            await done.wait()

    def work() -> None:
        try:
            asyncio.run(live())
        finally:
            ended.set()
            ready.set()

    thread = threading.Thread(target=work, name="house")
    thread.start()
    ready.wait()
    if not found:
        thread.join()
        pytest.fail("the server did not start")
    try:
        yield found[0]
    finally:
        for ask in stop:
            ask()
        ended.wait()
        thread.join()
