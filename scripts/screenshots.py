"""Takes the pictures of README and docs at a real party: the scripted guests on the shipped model, seen in Chromium.

Usage, on a checkout where `make browser` has run: `.venv/bin/python scripts/screenshots.py`. Writes docs/pictures/.
"""

import asyncio
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps
from playwright.async_api import Browser, Page, async_playwright
from playwright.async_api import TimeoutError as PlaywrightTimeout
from rich.console import Console

from party.app.claim import claim_path
from party.cli import logs
from party.cli.links import first_moderator
from party.cli.parts import Running, running
from party.cli.script import Script, hold
from party.config import Config
from party.core.state import SessionState
from party.core.values import Phase
from party.live.stage import Stage

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ADDRESS = "http://party.example"
PACE_S = 1.6
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
WALL, DESK, PHONE = (1600, 900), (1440, 960), (390, 800)
LAST_ACT, LATE_BALLOTS = 3, 6
BEING_MADE, PREVIEW_MS = "The picture as it is being made", 10_000
LOADED_S = 0.8
"""What a page gets to show its newest picture."""
PAPER, EDGE, CASE = "#f1ede6", "#d8d0c4", "#16130f"


@dataclass(slots=True)
class Views:
    """The three pages that look on."""

    wall: Page
    desk: Page
    phone: Page


async def main() -> None:
    """Hold the party and take each picture when its moment comes."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    logs.configure("warning", as_json=False)
    with tempfile.TemporaryDirectory() as folder:
        config = Config(host="127.0.0.1", port=0, sessions=Path(folder), address=ADDRESS)
        async with running(config) as server, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
            party = asyncio.create_task(hold(Console(), server, Script(pace_s=PACE_S), quiet=True))
            stage = await _stage(server)
            await _watch(stage, await _open(browser, server, stage))
            await party
            await browser.close()


async def _watch(stage: Stage, views: Views) -> None:
    """Follow the evening from the first words to the chosen pictures."""
    await _until(stage, lambda state: bool(state.artworks))
    await views.phone.get_by_role("button", name="Ideas").click()
    await asyncio.sleep(LOADED_S)
    await _save(views.phone, "phone-ideas")
    await _save(views.wall, "wall-ideas")
    await _until(stage, lambda state: len(state.rounds) == LAST_ACT and _ballots(state) >= LATE_BALLOTS)
    await views.phone.get_by_role("button", name="Words").click()
    phone, wall = await _shot(views.phone), await _shot(views.wall)
    _write(phone, "phone-vote")
    await _save(views.desk, "desk")
    _write(_together(wall, phone), "party")
    await _until(stage, lambda state: bool(stage.places) and not state.open_round)
    with suppress(PlaywrightTimeout):  # a fast machine has finished by then
        await views.wall.get_by_alt_text(BEING_MADE).wait_for(timeout=PREVIEW_MS)
    await _save(views.wall, "wall-painting")
    await _until(stage, lambda state: len(state.chosen) >= LAST_ACT and state.phase is Phase.CURATE)
    await views.desk.get_by_role("tab", name="Write-up").click()
    await asyncio.sleep(LOADED_S)
    await _save(views.desk, "desk-curate")


async def _open(browser: Browser, server: Running, stage: Stage) -> Views:
    """The wall, the moderator's desk by the private link, and a phone that joins at the door."""
    path = f"{server.url}/p/{stage.code}"
    wall, desk, phone = [
        await browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
        for (width, height), scale in ((WALL, 1), (DESK, 1), (PHONE, 2))
    ]
    key = claim_path(server.front.tokens, stage.keeper.session, stage.code, first_moderator(stage.state))
    await asyncio.gather(wall.goto(f"{path}/wall"), desk.goto(server.url + key), phone.goto(path))
    await phone.get_by_role("textbox").first.fill("Vera")
    await phone.get_by_role("button", name="Join").click()
    return Views(wall, desk, phone)


async def _stage(server: Running) -> Stage:
    """The scripted party, as soon as it is open."""
    while not (rows := await server.front.house.journal.sessions()):  # noqa: ASYNC110  looked at now and then
        await asyncio.sleep(0.05)
    stage = await server.front.house.find(rows[0].code)
    if stage is None:
        raise SystemExit("The scripted party is gone.")
    return stage


async def _until(stage: Stage, wanted: Callable[[SessionState], bool]) -> None:
    while not wanted(stage.state):  # noqa: ASYNC110  the same
        await asyncio.sleep(0.05)


def _ballots(state: SessionState) -> int:
    return len(state.open_round.ballots) if state.open_round else 0


async def _save(page: Page, name: str) -> None:
    _write(await _shot(page), name)


async def _shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(await page.screenshot())).convert("RGB")


def _write(picture: Image.Image, name: str) -> None:
    picture.save(PICTURES / f"{name}.webp", quality=82, method=6)
    sys.stdout.write(f"docs/pictures/{name}.webp\n")


def _together(wall: Image.Image, phone: Image.Image) -> Image.Image:
    """The wall with a phone before it."""
    page = Image.new("RGB", (1600, 860), PAPER)
    page.paste(ImageOps.expand(wall.resize((1232, 693)), 2, EDGE), (40, 40))
    small = phone.resize((330, 677))
    mask = Image.new("L", small.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, small.width - 1, small.height - 1), 34, fill=255)
    left, top = 1220, 133
    frame = (left - 10, top - 10, left + small.width + 9, top + small.height + 9)
    ImageDraw.Draw(page).rounded_rectangle(frame, 43, fill=CASE)
    page.paste(small, (left, top), mask)
    return page


def _chromium() -> str:
    """A browser, found as the tests find theirs."""
    command = [sys.executable, str(ROOT / "scripts" / "browser.py")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    asyncio.run(main())
