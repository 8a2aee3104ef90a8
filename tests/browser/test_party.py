"""A small party held by hand: desk, phone and wall at once, the shipped model, from opening to the write-up."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, WALL, Served

Visit = Callable[..., Page]


def test_three_pages_hold_a_party(house: Served, visit: Visit) -> None:
    """Open, join, associate, propose, vote, accept, see previews and the picture everywhere, choose, export, read."""
    desk = open_party(visit(house.url, DESK))
    code = desk.url.rsplit("/", 2)[-2]
    phone = join(visit(f"{house.url}/p/{code}", PHONE), "Ada")
    wall = visit(f"{house.url}/p/{code}/wall", WALL)
    expect(wall.get_by_role("heading", name="loneliness")).to_be_visible()
    expect(wall.get_by_alt_text(re.compile("QR code"))).to_be_visible()
    qr = wall.get_by_alt_text(re.compile("QR code"))
    assert qr.evaluate("image => image.decode().then(() => image.naturalWidth)")

    associate(desk, phone, wall)
    propose(desk, phone, wall)
    watch_for_previews(desk, phone, wall)
    vote(desk, phone, wall)
    for page in (desk, phone, wall):
        expect(page.get_by_role("heading", name="two old people looking at each other").first).to_be_visible()
        expect(page.locator("body")).to_have_attribute("data-previews", re.compile("[1-9]"))
        expect(page.get_by_alt_text("Picture made from “two old people looking at each other”").first).to_be_visible()
    react(phone)
    read_write_up(desk, house)


def open_party(page: Page) -> Page:
    """Open a party on the start page; ends at its desk."""
    page.get_by_label("Theme", exact=True).fill("Loneliness")
    page.get_by_label("First prompt, the simpler the better").fill("loneliness")
    page.get_by_label("Your name").fill("Marta")
    page.get_by_role("button", name="Open the party").click()
    page.wait_for_url(re.compile(r"/p/\w+/desk$"))
    return page


def join(page: Page, name: str) -> Page:
    """Come in through the door."""
    expect(page.get_by_text("Loneliness").first).to_be_visible()
    page.get_by_label("Your name for the evening").fill(name)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("navigation", name="What to do")).to_be_visible()
    return page


def associate(desk: Page, phone: Page, wall: Page) -> None:
    """What the theme calls up appears on the wall."""
    desk.get_by_role("button", name="Gather", exact=True).click()
    phone.get_by_placeholder("A word or a few").fill("an empty bench")
    phone.get_by_role("button", name="Say it").click()
    expect(wall.get_by_text("an empty bench")).to_be_visible()


def propose(desk: Page, phone: Page, wall: Page) -> None:
    """Two wordings on offer, seen by everybody."""
    desk.get_by_role("button", name="Refine", exact=True).click()
    for wording in ("an empty bench in the rain", "two old people looking at each other"):
        phone.get_by_label("How would you put it?").fill(wording)
        phone.get_by_label("Why? (if you like)").fill("because")
        phone.get_by_role("button", name="Propose", exact=True).click()
        expect(phone.get_by_label("How would you put it?")).to_have_value("loneliness")
        expect(wall.get_by_text(wording.split(" ", 1)[1]).first).to_be_visible()


def watch_for_previews(*pages: Page) -> None:
    """Count the binary frames' pictures as they are shown: object URLs given to an image."""
    for page in pages:
        page.evaluate(
            """() => {
              const seen = new Set()
              const look = () => {
                document.querySelectorAll('img[src^="blob:"]').forEach(image => seen.add(image.src))
                if (document.body.dataset.previews !== String(seen.size)) document.body.dataset.previews = seen.size
              }
              new MutationObserver(look).observe(document.body, {subtree: true, childList: true, attributes: true})
            }"""
        )


def vote(desk: Page, phone: Page, wall: Page) -> None:
    """A vote is opened, both vote, it is closed, and the winner becomes the prompt by itself."""
    desk.get_by_role("tab", name="Vote").click()
    desk.get_by_role("button", name="Open a vote on 2 wordings").click()
    for page in (phone, desk):
        page.get_by_role("button", name=re.compile("Yes to this.*two old people looking at each other")).click()
    expect(wall.get_by_text("2 people have voted")).to_be_visible()
    desk.get_by_role("button", name="Close the vote").click()


def react(phone: Page) -> None:
    """A tap under the picture counts."""
    phone.get_by_role("button", name="Pictures").click()
    phone.get_by_role("button", name=re.compile("Love it")).first.click()
    expect(phone.get_by_role("button", name="Love it: 1").first).to_be_visible()


def read_write_up(desk: Page, house: Served) -> None:
    """Choose the picture, caption it, make the write-up without saving first, read it as a page and as a file."""
    desk.get_by_role("button", name="Curate", exact=True).click()
    desk.get_by_role("tab", name="Pictures").click()
    desk.get_by_role("button", name="Choose for the write-up").first.click()
    desk.get_by_role("tab", name="Write-up").click()
    desk.get_by_label("Caption").fill("Nobody is alone any more.")
    desk.get_by_role("button", name="Make the write-up").click()
    expect(desk.get_by_text("What is written says all of this.")).to_be_visible()
    (index,) = house.sessions.glob("*-loneliness/index.md")
    text = index.read_text()
    assert "Nobody is alone any more." in text
    assert "an empty bench" in text
    address = desk.get_by_role("link", name="Read the write-up").first.get_attribute("href")
    desk.goto(f"{house.url}{address}")
    expect(desk.get_by_role("heading", name="Loneliness", level=1)).to_be_visible()
    desk.evaluate("for (const image of document.images) image.loading = 'eager'")
    widths = desk.evaluate("Promise.all([...document.images].map(i => i.decode().then(() => i.naturalWidth)))")
    assert widths
    assert all(widths)
