"""The content-security policy in a real browser: every place works and nothing is ever forbidden."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from tests.browser.conftest import DESK, PATIENCE_MS, PHONE, WALL, Served
from tests.browser.test_party import associate, join, open_party, read_write_up

LISTEN = """addEventListener('securitypolicyviolation', event =>
  console.error('forbidden:', event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber))"""


@contextmanager
def watched(browser: Browser, said: list[str]) -> Iterator[Page]:
    """A page whose violations and errors are written down."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{page.url}: {message.text}")

    context = browser.new_context(reduced_motion="reduce", locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    yield page
    context.close()


def test_no_place_needs_what_the_policy_forbids(house: Served, browser: Browser) -> None:
    """Start, desk with all its tools, door, room with its tabs and people, wall and write-up: not one violation."""
    said = list[str]()
    with watched(browser, said) as desk, watched(browser, said) as phone, watched(browser, said) as wall:
        desk.goto(house.url)
        open_party(sized(desk, DESK))
        code = desk.url.rsplit("/", 2)[-2]
        sized(wall, WALL).goto(f"{house.url}/p/{code}/wall")
        sized(phone, PHONE).goto(f"{house.url}/p/{code}")
        join(phone, "Ada")
        associate(desk, phone, wall)
        paint(desk, phone, wall)
        for panel in desk.get_by_role("tab").all():
            panel.click()
        for tab in phone.get_by_role("navigation", name="What to do").get_by_role("button").all():
            tab.click()
        phone.get_by_role("button", name=re.compile("people here")).click()
        expect(phone.get_by_role("dialog")).to_be_visible()
        read_write_up(desk, house)
    assert said == []


def test_what_the_policy_forbids_is_seen(house: Served, browser: Browser) -> None:
    """A style, a script, an attribute and markup put into the page do nothing, and each is noticed."""
    said = list[str]()
    with watched(browser, said) as page:
        page.goto(house.url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for kind in ("style", "script"):
            page.evaluate(
                """kind => {
                  const made = document.createElement(kind)
                  made.append(kind === 'style' ? 'body { color: red }' : 'window.broken = true')
                  document.head.append(made)
                }""",
                kind,
            )
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.evaluate("try { document.body.innerHTML = '<p>' } catch {}")
        assert not page.evaluate("window.broken ?? getComputedStyle(document.body).color === 'rgb(255, 0, 0)'")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    forbidden = "\n".join(said)
    for directive in ("style-src-elem", "style-src-attr", "require-trusted-types-for"):
        assert f"forbidden: {directive}" in forbidden


def sized(page: Page, size: tuple[int, int]) -> Page:
    """The page at the size of a phone, a desk or a wall."""
    page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    return page


def paint(desk: Page, phone: Page, wall: Page) -> None:
    """A proposal is accepted and its picture seen everywhere, previews and all."""
    desk.get_by_role("button", name="Refine", exact=True).click()
    phone.get_by_label("How would you put it?").fill("two old people looking at each other")
    phone.get_by_role("button", name="Propose", exact=True).click()
    desk.get_by_role("tab", name="Vote").click()
    desk.get_by_role("button", name="Accept").click()
    for page in (desk, phone, wall):
        expect(page.get_by_alt_text("Picture made from “two old people looking at each other”").first).to_be_visible()
