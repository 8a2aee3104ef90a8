"""Async tests of this room run on asyncio, against one server for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from party.cli.parts import Running
from tests.houses import house

from .visitors import browser


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Running]:
    """A server with the swatch engine."""
    async with house(tmp_path) as running:
        yield running


@pytest.fixture
async def host(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    """The browser of somebody who will open a party."""
    async with browser(server) as http:
        yield http


@pytest.fixture
async def other(server: Running) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody else's browser."""
    async with browser(server) as http:
        yield http
