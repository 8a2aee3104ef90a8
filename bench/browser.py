"""The browser the pages are measured in, and guests in it."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import BrowserContext, Page, async_playwright

from party.client import PartyGuest
from party.core.values import Role

FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")
PHONE = (412, 823)


def chromium() -> str:
    """Where Chromium is. Raises `SystemExit` when there is none."""
    found = os.environ.get("PARTY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("No Chromium: run `make bench`, which finds or installs one, or set PARTY_CHROMIUM.")
    return found


@asynccontextmanager
async def profile(folder: Path, *, port: int = 0) -> AsyncIterator[BrowserContext]:
    """A browser with a profile of its own, which others may drive through `port` too."""
    flags = [*FLAGS, *([f"--remote-debugging-port={port}"] if port else [])]
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            folder,
            executable_path=chromium(),
            args=flags,
            viewport={"width": PHONE[0], "height": PHONE[1]},
            locale="en-US",
        )
        yield context
        await context.close()


async def let_in(host: PartyGuest, context: BrowserContext, role: Role = Role.PARTICIPANT) -> None:
    """Make the browser a guest of the party."""
    invite = (await host.invites()).links[role].split("invite=")[1]
    asked = {"name": "Ada", "invite": invite, "screen": False}
    answer = await context.request.post(f"{host.url}/api/sessions/{host.code}/guests", data=asked)
    if not answer.ok:
        raise SystemExit(await answer.text())


async def calm(page: Page) -> None:
    """Everything asked for so far is here."""
    await page.wait_for_load_state("networkidle")
