"""A stranger in the gallery: finds an evening by its words, looks at its pictures and how they came, joins nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from party.core import commands as c
from party.core.values import ArtworkId
from tests.browser.company import Company, company, somebody
from tests.browser.conftest import DESK, PHONE, served
from tests.houses import config_in, studio_ready

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
BROKEN = """async () => (await axe.run({resultTypes: ['violations']})).violations.flatMap(rule =>
  rule.nodes.map(node => `${rule.id} at ${node.target}: ${node.failureSummary}`))"""


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Company]:
    """An evening of three pictures that everybody may look at."""
    with served(config_in(tmp_path)) as url, company(url) as party:
        party.until(studio_ready)
        party.paint(c.StartJob())
        for wording in ("an empty bench in the snow", "an empty bench in the snow, oil on canvas"):
            (offered,) = party.offer(wording)
            party.do(c.AcceptRefinement(offered))
            party.paint(c.StartJob())
        party.do(*(c.ChooseArtwork(ArtworkId(artwork)) for artwork in party.host.view.artworks))
        party.portal.call(party.host.write_up)
        party.do(c.PublishWriteUp())
        yield party


def sound(page: Page) -> None:
    """Nothing on the page is in anybody's way."""
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_stranger_finds_a_picture_and_the_way_to_it(
    evening: Company, browser: Browser, size: tuple[int, int]
) -> None:
    """From the start to the gallery, by a word to the evening, by key from picture to picture, and on to its story."""
    said = list[str]()
    with somebody(browser, said, size) as context:
        page = context.new_page()
        page.goto(evening.host.url)
        page.get_by_role("link", name="All evenings and a search").click()
        expect(page.get_by_role("heading", name="All evenings", level=1)).to_be_visible()
        card = page.get_by_role("button", name=re.compile("Look at the pictures"))
        search = page.get_by_role("searchbox", name="Search the evenings")
        search.fill("lighthouse")
        expect(page.get_by_text("Nothing hangs here with these words.")).to_be_visible()
        search.fill("SNOW bench")
        expect(card).to_have_count(1)
        expect(page).to_have_url(re.compile(r"/gallery\?q=SNOW\+bench$"))

        card.click()
        viewer = page.get_by_role("dialog")
        expect(viewer.get_by_text("3 of 3", exact=True)).to_be_visible()
        way = viewer.get_by_role("region", name="The way to this prompt").get_by_role("listitem")
        expect(way).to_have_count(3)
        expect(way.last.get_by_role("insertion")).to_have_text(", oil on canvas")
        expect(viewer.get_by_text(re.compile("painted it in"))).to_be_visible()
        page.keyboard.press("ArrowLeft")
        expect(viewer.get_by_text("2 of 3", exact=True)).to_be_visible()
        expect(viewer.get_by_role("img").first).to_be_visible()
        viewer.get_by_role("button", name="Next picture").click()
        expect(viewer.get_by_text("3 of 3", exact=True)).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_be_focused()
        expect(page).to_have_url(re.compile(r"/gallery\?q=SNOW\+bench$"))

        page.goto(f"{evening.host.url}/gallery/{evening.host.code}")
        viewer.get_by_role("link", name="Read the story").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.get_by_role("link", name="All evenings").click()
        expect(card).to_have_count(1)
        assert context.cookies() == []
    assert said == []


def test_the_gallery_and_its_pages_are_for_everyone(evening: Company, browser: Browser) -> None:
    """Axe finds nothing on the wall, in the viewer and on the page of a party."""
    with somebody(browser, [], DESK, script=AXE.read_text()) as context:
        page = context.new_page()
        page.goto(f"{evening.host.url}/gallery")
        expect(page.get_by_role("article")).to_have_count(1)
        sound(page)
        page.get_by_role("button", name=re.compile("Look at the pictures")).click()
        expect(page.get_by_text("3 of 3", exact=True)).to_be_visible()
        sound(page)
        page.goto(f"{evening.host.url}/write-up/{evening.host.code}/")
        sound(page)
