"""Looking after what parties left behind: verify, link, delete, doctor."""

import asyncio
import importlib.metadata
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus

import httpx
from rich.console import Console

from party.app.front import Front
from party.app.tokens import cookie_name
from party.archive.errors import JournalCorrupt
from party.archive.verification import Verdict
from party.cli.links import first_moderator, moderator_link, way_in
from party.cli.parts import STATIC, bound, front_of, local_url, made_home, network_address
from party.config import Config
from party.core.errors import Fault, PartyError
from party.core.values import Millis
from party.live.chance import tidy_code
from party.live.stage import Stage

LEAST_FREE_BYTES = 500_000_000
HEALTH_S = 2.0
"""How long the doctor waits for whatever listens at the port."""


class CodeUnknown(PartyError):
    """No party has this code."""

    fault = Fault.GUEST


class NotDeleted(PartyError):
    """Not all of a party could be deleted."""


@asynccontextmanager
async def archive(config: Config) -> AsyncIterator[Front]:
    """The parts without a running server or studio; nothing is painted."""
    front = front_of(config, config.port)
    try:
        yield front
    finally:
        await front.house.rest()


async def link(config: Config, code: str) -> tuple[str, str]:
    """A new moderator's link and the way in. Raises `CodeUnknown`."""
    async with archive(config) as front:
        stage = await stage_of(front, code)
        return moderator_link(front, stage), way_in(front, stage)


@dataclass(frozen=True, slots=True)
class Doomed:
    """What a host is shown before a party is deleted."""

    code: str
    theme: str
    opened_ms: Millis
    entries: int


async def doomed(config: Config, code: str) -> Doomed:
    """The party that would be deleted, whole or damaged. Raises `CodeUnknown`."""
    async with archive(config) as front:
        row = await front.house.journal.find(tidy_code(code))
        if row is None:
            raise CodeUnknown(f"There is no party {code} here.")
        return Doomed(row.code, row.theme, row.opened_at_ms, row.head_seq)


async def delete(config: Config, code: str) -> None:
    """Delete a party for good: by the house that runs it, if one is open at the port, or else here.

    Raises `CodeUnknown`, `NotDeleted` and the archive's failures.
    """
    async with archive(config) as front:
        if not await _deleted_by_open_house(config, front, code) and not await front.house.delete(code):
            raise CodeUnknown(f"There is no party {code} here.")
        if left := await front.house.journal.leftovers():
            raise NotDeleted(f"The record is gone; {len(left)} files of it stay until `party serve` starts again.")


async def _deleted_by_open_house(config: Config, front: Front, code: str) -> bool:
    """Ask the open house, as the party's moderator; false when none is open there or it is not this one."""
    try:
        stage = await stage_of(front, code)
    except JournalCorrupt:
        return False  # an open house leaves it aside
    cookie = front.tokens.resume(stage.keeper.session, first_moderator(stage.state))
    async with httpx.AsyncClient(base_url=local_url(config), timeout=60, trust_env=False) as http:
        http.cookies.set(cookie_name(stage.code), cookie)
        try:
            said = await http.request("DELETE", f"/api/sessions/{stage.code}", json={"code": stage.code})
        except httpx.TransportError:
            return False
    if said.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NotDeleted(f"The house at {local_url(config)} could not delete it; look at its log.")
    return said.is_success


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
    built = (STATIC / "index.html").is_file()
    yield Finding("Web client", built, "built" if built else "missing: make web")
    yield _folder(config)
    yield _port(config)
    yield Finding("Network", network_address() != "127.0.0.1", f"phones reach this machine at {network_address()}")
    yield asyncio.run(_journal(config))


async def stage_of(front: Front, code: str) -> Stage:
    """The party with this code. Raises `CodeUnknown`."""
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
        if is_house(local_url(config)):
            return Finding("Port", well=True, said=f"a house is open at {config.port} already")
        return Finding("Port", well=False, said=str(error))
    return Finding("Port", well=True, said=f"{config.port} is free")


def is_house(url: str) -> bool:
    """Whether a party server answers there."""
    try:
        said = httpx.get(f"{url}/healthz", timeout=HEALTH_S, trust_env=False).json()
    except (httpx.HTTPError, ValueError):
        return False
    return isinstance(said, dict) and said.keys() == {"status", "studio"}


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
