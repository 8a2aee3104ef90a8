"""Takes the pictures of README and docs at a real party: the scripted guests on the shipped model, seen in Chromium.

Usage, on a checkout where `make browser` has run: `.venv/bin/python scripts/screenshots.py`. Writes docs/pictures/.
"""

import asyncio
import io
import re
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
from party.core.state import Refinement, RefinementStatus, Screening, SessionState
from party.core.values import Phase
from party.live.stage import Stage

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ADDRESS = "http://party.example"
PACE_S = 6.0
"""Slower than a demo: every scene has to stand long enough for its picture."""
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
WALL, DESK, PHONE = (1600, 900), (1440, 960), (390, 800)
TIE, RANKED, SCORED = 1, 2, 3
"""The rounds of the script."""
OFFERS, BALLOTS, CHOSEN = 2, 5, 3
HER_WORDS, HER_REASON = "{prompt}, moonlight", "He has no other company."
BEING_MADE, PREVIEW_MS, TAP_MS = "The picture as it is being made", 10_000, 5_000
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
            views = await _start(browser, server)
            async with asyncio.TaskGroup() as evening:
                evening.create_task(hold(Console(), server, Script(pace_s=PACE_S), quiet=True))
                stage = await _stage(server)
                await asyncio.gather(_screen(server, stage, views), _enter(server, stage, views))
                for scene in (_gather, _propose, _rank, _score, _paint, _look_back):
                    await scene(stage, views)
            await browser.close()


async def _start(browser: Browser, server: Running) -> Views:
    """Three browsers on the start page, so that nothing has to be fetched when the evening begins."""
    wall, desk, phone = [
        await browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
        for (width, height), scale in ((WALL, 1), (DESK, 1), (PHONE, 2))
    ]
    while (await (await desk.request.get(f"{server.url}/api/house")).json())["studio"]["status"] == "loading":
        await desk.wait_for_timeout(500)
    for page in (wall, desk, phone):
        await page.goto(server.url)
    await desk.get_by_label("Theme", exact=True).fill("Loneliness")
    await desk.get_by_label("First prompt, the simpler the better").fill("loneliness")
    await desk.get_by_label("Your name").fill("Marta")
    await desk.evaluate("document.activeElement.blur()")
    await _save(desk, "start")
    return Views(wall, desk, phone)


async def _screen(server: Running, stage: Stage, views: Views) -> None:
    """The moderator's desk, by the private link, with words that wait."""
    key = claim_path(server.front.tokens, stage.keeper.session, stage.code, first_moderator(stage.state))
    await views.desk.goto(server.url + key)
    await views.desk.get_by_role("tab", name="All said").click()
    await _until(stage, _something_waits)
    _write(await _frame(views.desk), "desk-screening")


async def _enter(server: Running, stage: Stage, views: Views) -> None:
    """A phone at the door, and the way in on the wall."""
    path = f"{server.url}/p/{stage.code}"
    await views.phone.goto(path)
    await views.phone.get_by_label("Your name for the evening").fill("Vera")
    await _save(views.phone, "phone-door")
    await views.phone.get_by_role("button", name="Join").click()
    await views.wall.goto(f"{path}/wall")
    await views.wall.locator("main").wait_for()
    await views.wall.keyboard.press("c")
    await _save(views.wall, "wall-lobby")
    await views.wall.keyboard.press("Escape")


async def _gather(stage: Stage, views: Views) -> None:
    """Ideas, the question card and the first picture."""
    await _until(stage, lambda state: bool(state.artworks))
    await _save(views.phone, "phone-question")
    await views.phone.evaluate("scrollTo(0, 330)")
    await _save(views.phone, "phone-ideas")
    await views.phone.evaluate("scrollTo(0, 0)")
    await _save(views.wall, "wall-ideas")


async def _propose(stage: Stage, views: Views) -> None:
    """A wording in the making, with chips, while others are on offer."""
    await _until(stage, lambda state: len(state.rounds) == TIE and not state.open_round)
    await _until(stage, lambda state: len(_offers(state)) >= OFFERS)
    await _save(views.wall, "wall-refine")
    head = stage.state.refinements[stage.state.head]
    await views.phone.get_by_label("How would you put it?").fill(HER_WORDS.format(prompt=head.text))
    await views.phone.get_by_label("Why? (if you like)").fill(HER_REASON)
    await views.phone.get_by_label("How would you put it?").evaluate("field => field.scrollIntoView({block: 'start'})")
    await views.phone.evaluate("scrollBy(0, -110)")
    await _save(views.phone, "phone-propose")
    await views.phone.get_by_role("button", name="Styles, artists, moods…").click()
    await _save(views.phone, "phone-catalogue")
    await views.phone.keyboard.press("Escape")
    await views.phone.get_by_role("button", name="Never mind").click()
    await views.phone.evaluate("document.activeElement.blur()")


async def _rank(stage: Stage, views: Views) -> None:
    """A ranked vote on the phone, and how its run-off came out on the wall."""
    await _until(stage, lambda state: len(state.rounds) == RANKED and state.open_round is not None)
    for place in (1, 2):
        with suppress(PlaywrightTimeout):  # the room may have been quicker
            add = views.phone.get_by_role("button", name=re.compile(f"Number {place} for me"))
            await add.first.click(timeout=TAP_MS)
    await _until(stage, lambda state: _ballots(state) >= BALLOTS)
    await views.phone.locator("#vote").evaluate("title => title.scrollIntoView({block: 'start'})")
    await _save(views.phone, "phone-vote")
    await _until(stage, lambda state: not state.open_round)
    await views.wall.keyboard.press("v")
    await _save(views.wall, "wall-vote")
    await views.wall.keyboard.press("Escape")


async def _score(stage: Stage, views: Views) -> None:
    """The last vote on phone, wall and desk at once."""
    await views.desk.get_by_role("tab", name="Vote").click()
    await _until(stage, lambda state: len(state.rounds) == SCORED and _ballots(state) >= BALLOTS)
    await views.phone.evaluate("scrollTo(0, 0)")
    phone, wall = await _shot(views.phone), await _shot(views.wall)
    await _save(views.desk, "desk")
    _write(_together(wall, phone), "party")


async def _paint(stage: Stage, views: Views) -> None:
    """A picture as it comes into being, its words standing at once."""
    await views.wall.emulate_media(reduced_motion="reduce")
    await _until(stage, lambda state: bool(stage.places) and not state.open_round)
    with suppress(PlaywrightTimeout):  # a fast machine has finished by then
        await views.wall.get_by_alt_text(BEING_MADE).wait_for(timeout=PREVIEW_MS)
    _write(await _frame(views.wall), "wall-painting")
    await views.wall.emulate_media(reduced_motion="no-preference")


async def _look_back(stage: Stage, views: Views) -> None:
    """What is left of the evening: pictures with comments, the tree, the people, the write-up."""
    await _until(stage, lambda state: len(state.chosen) >= CHOSEN and state.phase is Phase.CURATE)
    await views.wall.keyboard.press("g")
    await _save(views.wall, "wall-gallery")
    for panel, name in (("Tree", "desk-tree"), ("People", "desk-people"), ("Write-up", "desk-curate")):
        await views.desk.get_by_role("tab", name=panel, exact=True).click()
        if panel == "Tree":
            await views.desk.get_by_role("button", name="See all of it").click()
        await _save(views.desk, name)
    await views.phone.get_by_role("button", name="Older picture").click()
    await views.phone.get_by_text("1 comment").first.click()
    await views.phone.evaluate("scrollTo(0, 220)")
    await _save(views.phone, "phone-look")


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


def _something_waits(state: SessionState) -> bool:
    return any(said.screening is Screening.HELD for said in state.associations.values())


def _offers(state: SessionState) -> list[Refinement]:
    """What is on offer for the prompt the first vote led to."""
    later = (node for node in state.refinements.values() if node.status is RefinementStatus.OPEN)
    return [node for node in later if node.parent == state.head and state.refinements[state.head].parent]


def _ballots(state: SessionState) -> int:
    return len(state.open_round.ballots) if state.open_round else 0


async def _save(page: Page, name: str) -> None:
    _write(await _shot(page), name)


async def _shot(page: Page) -> Image.Image:
    """The page when its newest picture has come."""
    await asyncio.sleep(LOADED_S)
    return await _frame(page)


async def _frame(page: Page) -> Image.Image:
    """The page this very moment."""
    return Image.open(io.BytesIO(await page.screenshot())).convert("RGB")


def _write(picture: Image.Image, name: str) -> None:
    picture.save(PICTURES / f"{name}.webp", quality=82, method=6)
    sys.stdout.write(f"docs/pictures/{name}.webp\n")


def _together(wall: Image.Image, phone: Image.Image) -> Image.Image:
    """The wall with a phone before it."""
    page = Image.new("RGB", (1680, 860), PAPER)
    page.paste(ImageOps.expand(wall.resize((1232, 693)), 2, EDGE), (40, 40))
    small = phone.resize((330, 677))
    mask = Image.new("L", small.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, small.width - 1, small.height - 1), 34, fill=255)
    left, top = 1306, 133
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
