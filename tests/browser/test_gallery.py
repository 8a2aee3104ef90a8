"""A party with 1,000 artworks: room, desk and wall hold only what is near, in the size needed, and reach the last."""

import asyncio
import hashlib
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from party.archive.journal import Journal
from party.core import commands as c
from party.core.commands import MadeArtwork
from party.core.events import ArtworkMade, Entry, Event, JobFinished, JobRequested
from party.core.evolve import replay
from party.core.values import NOTHING_SAID, ArtworkId, JobId, RefinementId, Role, Seq, Show, TextRecipe, Wall, Words
from tests.browser.company import Company, company, somebody
from tests.browser.conftest import DESK, WALL, served
from tests.houses import config_in, free_port

COUNT, EACH, SIZE_PX = 1000, 4, 640
NEAR_ON_PHONE, NEAR_ON_DESK, NEAR_ON_WALL = 12, 200, 24
"""Pictures a page may hold at once."""
ELEMENTS = 2_500
PICTURES = "() => [...document.images].filter(image => image.src.includes('/art/')).map(image => image.src)"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A party in whose journal and store the pictures were put while the house was closed."""
    folder = tmp_path_factory.mktemp("sessions")
    config = config_in(folder, port=free_port())
    with ExitStack() as evening:
        first = evening.enter_context(ExitStack())
        party = evening.enter_context(company(first.enter_context(served(config))))
        first.close()
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, hang(folder, party.host.code)).result()
        evening.enter_context(served(config))
        party.until(lambda view: len(view.artworks) == COUNT)
        yield party


async def hang(folder: Path, code: str) -> None:
    """Write down what the studio would have: pictures first, then the journal."""
    journal = Journal.open(f"sqlite:///{folder}/.party/party.db")
    row = await journal.find(code)
    assert row
    state = replay(await journal.read(row.id))
    assert state
    store, jobs = folder / ".party" / "artworks", range(0, COUNT, EACH)
    events = [event for first in jobs for event in painted(store, state.head, range(first, first + EACH))]
    entries = [Entry(Seq(state.seq + 1 + at), row.last_at_ms, None, str(at), event) for at, event in enumerate(events)]
    await journal.append(row.id, state.seq, entries)
    journal.close()


def painted(store: Path, refinement: RefinementId, seeds: range) -> list[Event]:
    """One job of a few plain pictures."""
    job = JobId(f"job {seeds[0]}")
    recipes = tuple(
        TextRecipe("swatch", "swatch", "1", "bands", Words("a bench"), NOTHING_SAID, seed, SIZE_PX, SIZE_PX, 4, 1.0)
        for seed in seeds
    )
    pictures = [
        ArtworkMade(job, index, MadeArtwork(kept(store, recipe.seed), recipe, SIZE_PX, SIZE_PX, "image/png", 1, "hand"))
        for index, recipe in enumerate(recipes)
    ]
    return [JobRequested(job, refinement, recipes), *pictures, JobFinished(job)]


def kept(store: Path, number: int) -> ArtworkId:
    """A picture of one color, like no other, where the store keeps it; not forced onto the disk a thousand times."""
    data = io.BytesIO()
    picture = Image.new("P", (SIZE_PX, SIZE_PX))
    picture.putpalette([number % 250, number // 250 * 60, 120])
    picture.save(data, "PNG", compress_level=1)
    name = hashlib.sha256(data.getvalue()).hexdigest()
    file = store / name[:2] / name[2:]
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data.getvalue())
    return ArtworkId(name)


def widths(page: Page) -> set[str]:
    """The sizes in which pictures were asked for."""
    sources = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    return {re.sub(".*w=", "", source) for source in sources if "/art/" in source}


def holds_little(page: Page, most: int) -> None:
    """Few pictures are on the page, and not many elements."""
    found = page.evaluate("[document.images.length, document.querySelectorAll('*').length]")
    assert found[0] <= most
    assert found[1] <= ELEMENTS


def test_the_room_turns_to_the_last_of_a_thousand(gallery: Company, browser: Browser) -> None:
    """On a phone only the leaves near the thumb are there; a thumb and the End key come to the first picture made."""
    said = list[str]()
    with somebody(browser, said) as context:
        gallery.let_in(context)
        page = context.new_page()
        page.goto(gallery.room)
        page.get_by_role("navigation").get_by_role("button", name="Pictures").click()
        expect(page.get_by_text("1 of 1000", exact=True)).to_be_visible()
        expect(page.get_by_role("img", name=re.compile("Picture made from")).first).to_be_visible()
        holds_little(page, NEAR_ON_PHONE)
        page.get_by_role("region", name="Pictures, newest first").evaluate(
            "one => one.scrollBy(one.clientWidth * 500, 0)"
        )
        expect(page.get_by_text(re.compile("^[45][0-9][0-9] of 1000"))).to_be_visible()
        holds_little(page, NEAR_ON_PHONE)
        page.get_by_role("button", name="Older picture").focus()
        page.keyboard.press("End")
        expect(page.get_by_text("1000 of 1000", exact=True)).to_be_visible()
        expect(page.get_by_role("article", name="1000 of 1000").get_by_role("img").first).to_be_visible()
        expect(page.get_by_role("button", name="Older picture")).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(page.get_by_text("999 of 1000", exact=True)).to_be_visible()
        holds_little(page, NEAR_ON_PHONE)
        assert widths(page) <= {"160", "320", "640"}
    assert said == []


def test_the_desk_scrolls_through_a_thousand(gallery: Company, browser: Browser) -> None:
    """Only the rows near the screen are there, lazy and small; the keyboard comes to the first picture made."""
    said = list[str]()
    with somebody(browser, said, DESK) as context:
        gallery.let_in(context, "Olga", Role.MODERATOR)
        page = context.new_page()
        page.goto(f"{gallery.host.url}/p/{gallery.host.code}/desk")
        page.get_by_role("tab", name="Pictures").click()
        newest, oldest = (page.get_by_role("button", name=f"Picture {n}", exact=True) for n in (COUNT, 1))
        expect(newest).to_be_visible()
        holds_little(page, NEAR_ON_DESK)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
        expect(page.get_by_role("button", name=re.compile("^Picture [45]..$")).first).to_be_visible()
        holds_little(page, NEAR_ON_DESK)
        page.evaluate("scrollTo(0, 0)")
        newest.focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("button", name=f"Picture {COUNT - 1}", exact=True)).to_be_focused()
        page.keyboard.press("End")
        expect(oldest).to_be_focused()
        page.keyboard.press("Enter")
        expect(oldest).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Home")
        expect(newest).to_be_focused()
        holds_little(page, NEAR_ON_DESK)
        small = page.get_by_role("list", name="All pictures").locator("img")
        assert set(small.evaluate_all("all => all.map(one => one.loading)")) == {"lazy"}
        assert {
            "w=160" in source for source in small.evaluate_all("all => all.map(one => one.currentSrc || one.src)")
        } == {True}
    assert said == []


def test_the_wall_shows_a_thousand_calmly(gallery: Company, browser: Browser) -> None:
    """The gallery on the wall hangs one picture at a time, however many there are, and the arrow keys turn it."""
    said = list[str]()
    with somebody(browser, said, WALL) as context:
        page = context.new_page()
        page.goto(f"{gallery.host.url}/p/{gallery.host.code}/wall")
        gallery.do(c.ShowOnWall(Wall(Show.GALLERY)))
        expect(page.locator("main")).to_have_attribute("data-scene", "gallery")
        expect(page.get_by_alt_text(re.compile("Picture made from")).first).to_be_visible()
        shown = set[str]()
        for _ in range(6):
            shown |= set(page.evaluate(PICTURES))
            holds_little(page, NEAR_ON_WALL)
            page.keyboard.press("ArrowLeft")
        assert len(shown) > 1
    assert said == []
