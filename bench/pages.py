"""What a page costs a phone: bytes at first load, the largest paint, long tasks while previews arrive."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, Page, Request

from bench.browser import calm, let_in, profile
from bench.figures import Figure
from party.client import PartyGuest
from party.core import commands as c
from party.core.values import RecipeSettings, Role

SLOWER, LONG_MS, STEPS = 4, 50, 60
WATCH = """() => {
  window.long_ms = []
  new PerformanceObserver(list => list.getEntries().forEach(one => window.long_ms.push(one.duration)))
    .observe({type: 'longtask'})
}"""
LARGEST = """() => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
  .observe({type: 'largest-contentful-paint', buffered: true}))"""


@dataclass(slots=True)
class Load:
    """What came over the network, in bytes as sent."""

    scripts: int = 0
    all: int = 0
    seen: list[Request] = field(default_factory=list)

    async def weigh(self) -> None:
        """Count what was seen."""
        for request in self.seen:
            body = (await request.sizes())["responseBodySize"]
            self.all += body
            self.scripts += body if request.resource_type == "script" else 0


async def measure(host: PartyGuest) -> list[Figure]:
    """Start, door, room, desk and wall of a running party, each in a fresh browser."""
    door = f"{host.url}/p/{host.code}"
    places = {"start": host.url, "door": door, "room": door, "desk": f"{door}/desk", "wall": f"{door}/wall"}
    figures = list[Figure]()
    for place, address in places.items():
        with tempfile.TemporaryDirectory() as folder:
            async with profile(Path(folder)) as context:
                if place in {"room", "desk"}:
                    await let_in(host, context, Role.MODERATOR if place == "desk" else Role.PARTICIPANT)
                figures += await _first_load(context, place, address)
    return figures


async def _first_load(context: BrowserContext, place: str, address: str) -> list[Figure]:
    page, load = await context.new_page(), Load()
    page.on("requestfinished", lambda request: load.seen.append(request))  # noqa: PLW0108  builtins cannot be marked as heard
    await page.goto(address)
    await calm(page)
    await load.weigh()
    aim = "70" if place in {"start", "door", "room"} else ""
    return [
        Figure(place, "JavaScript at first load, as sent", round(load.scripts / 1000, 1), "kB", aim),
        Figure(place, "everything at first load, as sent", round(load.all / 1000, 1), "kB"),
        Figure(place, "largest paint, this machine unthrottled", round(await page.evaluate(LARGEST)), "ms"),
    ]


async def previews(host: PartyGuest) -> list[Figure]:
    """Long tasks on a phone a quarter as fast as this machine, while one picture is painted and shown."""
    with tempfile.TemporaryDirectory() as folder:
        async with profile(Path(folder)) as context:
            await let_in(host, context)
            page = await context.new_page()
            await page.goto(f"{host.url}/p/{host.code}")
            await calm(page)
            await _slow(context, page)
            await page.evaluate(WATCH)
            before = len(host.view.artworks)
            await host.do(c.SetRecipe(RecipeSettings(steps=STEPS)))
            await host.do(c.StartJob())
            await host.until(lambda view: len(view.artworks) > before)
            await calm(page)
            long_ms: list[float] = await page.evaluate("window.long_ms")
    return [
        Figure("room", f"tasks over {LONG_MS} ms while previews arrive, {SLOWER}x slower", len(long_ms), "", "0"),
        Figure("room", "the longest of them", round(max(long_ms, default=0)), "ms", f"{LONG_MS}"),
    ]


async def _slow(context: BrowserContext, page: Page) -> None:
    devtools = await context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
