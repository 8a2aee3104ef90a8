"""`python -m bench`: hold a party, measure what it costs, print a table and write bench/results.json."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench import exports, lighthouse, pages, record
from bench.figures import Figure, keep, show
from party.cli import logs
from party.cli.parts import running
from party.client import PartyGuest, open_party
from party.config import Config
from party.core.values import Settings


@asynccontextmanager
async def party(folder: Path, model: str | None = None) -> AsyncIterator[PartyGuest]:
    """A house with a party and its host; the shipped model where none is named."""
    config = Config(host="127.0.0.1", port=0, sessions=folder, address="")
    config = config.model_copy(update={"model": model}) if model else config
    settings = Settings(paint_on_accept=False)
    async with running(config) as server:
        opening = open_party(
            server.url,
            theme="Loneliness",
            first_prompt="two old people looking at each other",
            name="Hanna",
            settings=settings,
            host_key=server.front.rules.host_key.get_secret_value(),
        )
        async with opening as host:
            yield host


async def main() -> None:
    """Everything, one after the other, so that nothing disturbs what is measured."""
    logs.configure("warning", as_json=False)
    figures = list[Figure]()
    with tempfile.TemporaryDirectory() as folder:
        async with party(Path(folder)) as host:
            figures += await record.pictures(host)
            figures += await record.write_up(host)
            figures += await pages.measure(host)
            figures += await lighthouse.measure(host)
    with tempfile.TemporaryDirectory() as folder:
        async with party(Path(folder), "swatch:60") as host:
            figures += await pages.previews(host)
        figures += await record.commits(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        figures += await asyncio.to_thread(exports.measure, Path(folder))
    keep(figures)
    show(figures)


asyncio.run(main())
