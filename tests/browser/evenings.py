"""Evenings for scenes: a party that stands already, with its desk, a phone and a wall, and more phones as needed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, WALL, Served

Visit = Callable[..., Page]

STILL = MappingProxyType({"paint_on_accept": False, "round_s": 1800})
"""No pictures by themselves, and rounds that nobody's clock ends."""
QUICK = {"steps": 4}
"""A recipe of pictures of a few strokes."""


@dataclass(frozen=True, slots=True)
class Evening:
    """A party and its three places: Marta runs it from the desk, Ada holds the phone, everybody sees the wall."""

    code: str
    desk: Page
    phone: Page
    wall: Page
    visit: Visit
    house: Served

    @property
    def places(self) -> tuple[Page, Page, Page]:
        """Phone, desk and wall."""
        return self.phone, self.desk, self.wall

    def guest(self, name: str) -> Page:
        """One more phone, let in by this name."""
        return enter(self.visit(self.house.url), self.house, self.code, name)

    def panel(self, name: str) -> Locator:
        """A page of the desk, opened."""
        self.desk.get_by_role("tab", name=name).click()
        panel = self.desk.get_by_role("tabpanel", name=name)
        expect(panel).to_be_visible()
        return panel

    def person(self, name: str) -> Locator:
        """What the moderator may do for or about somebody, unfolded."""
        people = self.panel("People")
        people.get_by_role("region", name="People").get_by_role("button", name=name).first.click()
        tools = people.locator(".tools").filter(has=self.desk.get_by_role("group", name=f"Roles of {name}"))
        expect(tools).to_be_visible()
        return tools

    def phase(self, name: str) -> None:
        """The evening moves on."""
        self.desk.get_by_role("group", name="Phase of the evening").get_by_role("button", name=name).click()
        expect(self.desk.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-current", "step")

    def paint(self) -> None:
        """A picture of the working prompt, which hangs on the wall at the end."""
        self.panel("Prompt").get_by_role("button", name="Paint it").click()
        expect(self.wall.get_by_alt_text(re.compile("^Picture made from")).first).to_be_visible()


def evening(house: Served, visit: Visit, *, prompt: str = "an empty bench", **settings: object) -> Evening:
    """A party opened without the start page, on three pages; what the settings do not say is still."""
    desk = visit(house.url, DESK)
    asked = {"theme": "Loneliness", "first_prompt": prompt, "name": "Marta", "settings": {**STILL, **settings}}
    opened = desk.request.post(f"{house.url}/api/sessions", data=asked)
    assert opened.ok, opened.text()
    code: str = opened.json()["code"]
    desk.goto(f"{house.url}/p/{code}/desk")
    phone = enter(visit(house.url, PHONE), house, code, "Ada")
    wall = visit(f"{house.url}/p/{code}/wall", WALL)
    expect(wall.get_by_alt_text(re.compile("QR code"))).to_be_visible()
    return Evening(code, desk, phone, wall, visit, house)


def enter(page: Page, house: Served, code: str, name: str) -> Page:
    """Into the room without stopping at the door."""
    joined = page.request.post(f"{house.url}/api/sessions/{code}/guests", data={"name": name})
    assert joined.ok, joined.text()
    page.goto(f"{house.url}/p/{code}")
    expect(page.get_by_role("navigation", name="What to do")).to_be_visible()
    return page


def tab(phone: Page, name: str) -> None:
    """One of the three ways to take part."""
    phone.get_by_role("navigation", name="What to do").get_by_role("button", name=name).click()


def offer(phone: Page, wording: str) -> None:
    """A wording put on offer from a phone that is at the words."""
    phone.get_by_label("How would you put it?").fill(wording)
    phone.get_by_role("button", name="Propose", exact=True).click()
    expect(phone.get_by_text("Your wording is on offer.")).to_be_visible()
