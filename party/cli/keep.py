"""Looking after what parties left behind: export, verify, link, doctor."""

import asyncio
import importlib.metadata
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from party.app.front import Front
from party.app.writeups import press
from party.archive.verification import Verdict
from party.cli.links import moderator_link, way_in
from party.cli.parts import STATIC, bound, front_of, made_home, network_address
from party.config import Config
from party.core.errors import Fault, PartyError
from party.live.chance import tidy_code
from party.live.stage import Stage

LEAST_FREE_BYTES = 500_000_000


class CodeUnknown(PartyError):
    """No party has this code."""

    fault = Fault.GUEST


@asynccontextmanager
async def archive(config: Config) -> AsyncIterator[Front]:
    """The parts without a running server or studio; nothing is painted."""
    front = front_of(config, config.port)
    try:
        yield front
    finally:
        await front.house.rest()


async def export(config: Config, code: str) -> Path:
    """Write a party's write-up; returns its `index.md`. Raises `CodeUnknown` and the press's failures."""
    async with archive(config) as front:
        made = await press(front.house, await _stage(front, code), front.sessions_dir, by=None)
        return made.index


async def link(config: Config, code: str) -> tuple[str, str]:
    """A new moderator's link and the way in. Raises `CodeUnknown`."""
    async with archive(config) as front:
        stage = await _stage(front, code)
        return moderator_link(front, stage), way_in(front, stage)


async def verify(config: Config, code: str | None) -> AsyncIterator[tuple[str, Verdict]]:
    """The verdict on one party, or on every one, by code. Raises `CodeUnknown`."""
    async with archive(config) as front:
        rows = await front.house.journal.sessions()
        wanted = [row for row in rows if code is None or row.code == tidy_code(code)]
        if code is not None and not wanted:
            raise CodeUnknown(f"There is no party {code} here.")
        for row in wanted:
            yield row.code, await front.house.journal.verify(row.id)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at."""

    what: str
    well: bool
    said: str


def examine(config: Config) -> Iterator[Finding]:
    """What a host needs, looked at one by one."""
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    for package in ("torch", "diffusers", "transformers", "starlette", "uvicorn"):
        yield _installed(package)
    yield Finding("Web client", (STATIC / "index.html").is_file(), "built" if STATIC.is_dir() else "missing: make web")
    yield _folder(config)
    yield _port(config)
    yield Finding("Network", network_address() != "127.0.0.1", f"phones reach this machine at {network_address()}")
    yield asyncio.run(_journal(config))


async def _stage(front: Front, code: str) -> Stage:
    stage = await front.house.find(code)
    if stage is None:
        raise CodeUnknown(f"There is no party {code} here.")
    return stage


def _installed(package: str) -> Finding:
    try:
        return Finding(package, well=True, said=importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return Finding(package, well=False, said="not installed")


def _folder(config: Config) -> Finding:
    try:
        free = shutil.disk_usage(made_home(config)).free
    except PartyError as error:
        return Finding("Sessions folder", well=False, said=str(error))
    return Finding("Sessions folder", free > LEAST_FREE_BYTES, f"{config.sessions}, {free // 1_000_000:,} MB free")


def _port(config: Config) -> Finding:
    try:
        bound(config).close()
    except PartyError as error:
        return Finding("Port", well=False, said=str(error))
    return Finding("Port", well=True, said=f"{config.port} is free")


async def _journal(config: Config) -> Finding:
    try:
        verdicts = [verdict async for _, verdict in verify(config, None)]
    except PartyError as error:
        return Finding("Journal", well=False, said=str(error))
    bad = sum(not verdict.ok for verdict in verdicts)
    return Finding("Journal", well=not bad, said=f"{len(verdicts)} parties, {bad or 'none'} damaged")


def tell(console: Console, finding: Finding) -> None:
    """A finding as a line."""
    mark = "[green]✔[/green]" if finding.well else "[red]✘[/red]"
    console.print(f"{mark} {finding.what:16} {finding.said}")
