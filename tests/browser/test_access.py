"""For everyone: axe on every place, the keyboard alone, what is told aloud, calm, and large type on small screens."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from party.core import commands as c
from party.core.values import (
    AgendaItem,
    ApprovalBallot,
    ArtworkId,
    Phase,
    RefinementId,
    Role,
    RoundId,
    Show,
    Topic,
    VotingRule,
    Wall,
)
from tests.browser.company import Company, Scheme, company, somebody
from tests.browser.conftest import DESK, WALL, Served, served
from tests.houses import QUIET, config_in

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
BROKEN = """async () => (await axe.run({resultTypes: ['violations']})).violations.flatMap(rule =>
  rule.nodes.map(node => `${rule.id} at ${node.target}: ${node.failureSummary}`))"""
MOVES_S = """() => Math.max(...[...document.querySelectorAll('*')].map(one => getComputedStyle(one)).flatMap(style =>
  [style.transitionDuration, style.animationDuration].flatMap(all => all.split(',').map(parseFloat))))"""
"""The longest transition or animation of a page, in seconds."""
SMALL, ZOOMED = (320, 640), (640, 450)
"""320 px, and a laptop of 1280 px at 200 %."""
EVERY_TOOL = (Role.PROMPT_MASTER, Role.ART_EXPERT)
TOO_FAR, BLINK_S = 80, 0.02
WORDINGS = ("two people on a bench, rain", "the last train at night", "one cup on a table")


@pytest.fixture(scope="module")
def swatches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One house for all the parties here."""
    folder = tmp_path_factory.mktemp("sessions")
    with served(config_in(folder)) as url:
        yield Served(url, folder)


@pytest.fixture
def party(swatches: Served) -> Iterator[Company]:
    """A party with something of everything: ideas, a question, wordings, pictures, notes and comments."""
    settings = replace(QUIET, accept_winner=False)
    with company(swatches.url, settings, prompt="an empty bench, rain") as held:
        held.until(lambda view: view.studio and view.studio.status == "ready")
        held.do(
            c.SetAgenda((AgendaItem(Phase.GATHER, 10), AgendaItem(Phase.REFINE, 25))),
            c.GrantRole(held.host.id, Role.ART_EXPERT),
            c.ChangePhase(Phase.GATHER),
            c.AskQuestion("Where does it live in a house?"),
            c.Associate("an old dog"),
        )
        held.paint(c.StartJob())
        held.paint(c.StartJob())
        artwork = ArtworkId(next(iter(held.host.view.artworks)))
        held.do(
            c.WriteComment("It is you, @Hanna.", artwork=artwork),
            c.JudgeWorth(artwork, 4, of_note=True),
            c.WriteNote(Topic.ARTIST, "Hopper painted this with an empty room.", artwork=artwork),
            c.ChooseArtwork(artwork),
        )
        yield held


def put_to_the_vote(party: Company, rule: VotingRule) -> RefinementId:
    """An open vote on all that is on offer, three wordings at least, of which one is given; a former vote is closed."""
    close_the_vote(party)
    party.do(c.ChangePhase(Phase.REFINE))
    offered = {node.text for node in party.host.view.refinements.values() if node.status == "open"}
    party.offer(*(text for text in WORDINGS if text not in offered))
    party.do(c.OpenRound(rule=rule))
    return party.until(
        lambda view: next((one.refinements[0] for one in view.rounds.values() if one.status == "open"), None)
    )


def close_the_vote(party: Company) -> None:
    """End the vote that is open, if one is."""
    for vote in tuple(party.host.view.rounds.values()):
        if vote.status == "open":
            party.do(c.CloseRound(RoundId(vote.id)))


def settled(page: Page) -> None:
    """Everything asked for so far is here and shown."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


def axe(page: Page, place: str) -> list[str]:
    """What axe finds on a page as it stands."""
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return [f"{place}: {broken}" for broken in page.evaluate(BROKEN)]


def tab(page: Page, name: str | re.Pattern[str]) -> None:
    """Choose what to do in the room."""
    page.get_by_role("navigation").get_by_role("button", name=name).click()


@pytest.mark.parametrize(("locale", "scheme"), [("en-US", "light"), ("ru-RU", "dark"), ("zh-CN", "light")])
def test_axe_finds_nothing_before_the_door(swatches: Served, browser: Browser, locale: str, scheme: Scheme) -> None:
    """The start page with its settings open, a door with a passcode, and a code nobody has."""
    with company(swatches.url) as party, somebody(browser, [], locale=locale, scheme=scheme) as context:
        party.do(c.SetPasscode("tulip"))
        page, found = context.new_page(), list[str]()
        page.goto(swatches.url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += axe(page, "start")
        page.goto(party.room)
        expect(page.get_by_role("heading", name="Loneliness")).to_be_visible()
        found += axe(page, "door")
        page.goto(f"{swatches.url}/p/ZZZZZ")
        expect(page.get_by_role("alert").or_(page.get_by_role("heading", level=1)).first).to_be_visible()
        found += axe(page, "no such party")
        assert found == []


def test_axe_finds_nothing_in_the_room(party: Company, browser: Browser) -> None:
    """Gathering, proposing, every vote, looking with comments open, and the people: in turns light and dark."""
    found = list[str]()
    with (
        somebody(browser, []) as english,
        somebody(browser, [], locale="ru-RU", scheme="dark") as russian,
        somebody(browser, [], locale="zh-CN", scheme="dark") as chinese,
    ):
        pages = [
            entered(party, context, name) for context, name in ((english, "Ada"), (russian, "Ян"), (chinese, "梅"))
        ]
        light, dark, third = pages
        tab(light, "Ideas")
        found += axe(light, "gather")
        party.do(c.ChangePhase(Phase.REFINE))
        dark.locator("#wording").fill("an empty bench, snow")
        dark.locator("#reason").fill("потому что")
        found += axe(dark, "propose")
        third.locator("form:has(#wording) [aria-haspopup=dialog]").click()
        expect(third.get_by_role("dialog").get_by_role("button").nth(3)).to_be_visible()
        found += axe(third, "chips")
        third.keyboard.press("Escape")
        for page, rule in zip(pages, VotingRule, strict=True):
            put_to_the_vote(party, rule)
            expect(page.locator("#vote")).to_be_visible()
            buttons = page.locator("section[aria-labelledby=vote]").locator("button:not([disabled]), input")
            buttons.first.click(force=True)
            found += axe(page, f"vote by {rule}")
        close_the_vote(party)
        for page in pages:
            page.get_by_role("navigation").get_by_role("button").nth(2).click()
            page.locator("article").first.locator("details summary").click()
            expect(page.get_by_role("combobox")).to_be_visible()
        found += axe(dark, "look")
        found += axe(third, "look")
        light.get_by_role("button", name=re.compile("people here")).click()
        expect(light.get_by_role("dialog")).to_be_visible()
        found += axe(light, "people")
    assert found == []


@pytest.mark.parametrize(("locale", "scheme"), [("en-US", "dark"), ("zh-CN", "light")])
def test_axe_finds_nothing_at_the_desk(party: Company, browser: Browser, locale: str, scheme: Scheme) -> None:
    """Every page of the desk, with a vote open and somebody to let in."""
    put_to_the_vote(party, VotingRule.SCORE)
    with somebody(browser, [], DESK, locale=locale, scheme=scheme) as context:
        page, found = at_the_desk(party, context, *EVERY_TOOL), list[str]()
        for panel in page.get_by_role("tab").all():
            panel.click()
            found += axe(page, f"desk, {panel.text_content()}")
        assert found == []


def test_axe_finds_nothing_on_the_wall(party: Company, browser: Browser) -> None:
    """Every scene, from the lobby to the thanks."""
    put_to_the_vote(party, VotingRule.APPROVAL)
    with somebody(browser, [], WALL) as context:
        page, found = context.new_page(), list[str]()
        page.goto(f"{party.room}/wall")
        picture = ArtworkId(next(iter(party.host.view.artworks)))
        for show in Show:
            party.do(c.ShowOnWall(Wall(show, picture if show is Show.PICTURE else None)))
            expect(page.locator("main")).to_have_attribute("data-scene", re.compile(r"\w"))
            found += axe(page, f"wall, {show}")
            assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        party.do(c.ShowOnWall(Wall(Show.AUTO)), c.PauseSession())
        expect(page.locator("main")).to_have_attribute("data-scene", "paused")
        found += axe(page, "wall, paused")
        party.do(c.ContinueSession(), c.CloseSession())
        expect(page.locator("main")).to_have_attribute("data-scene", "thanks")
        found += axe(page, "wall, thanks")
        assert found == []


def entered(party: Company, context: BrowserContext, name: str = "Ada") -> Page:
    """A guest's page in the room."""
    party.let_in(context, name)
    page = context.new_page()
    page.goto(party.room)
    expect(page.get_by_role("navigation")).to_be_visible()
    return page


def at_the_desk(party: Company, context: BrowserContext, *others: Role) -> Page:
    """The desk of a moderator who may hold other roles too."""
    guest = party.let_in(context, "Olga", Role.MODERATOR)
    party.until(lambda view: guest in view.guests)
    for role in others:
        party.do(c.GrantRole(party.host.view.guests[guest].id, role))
    page = context.new_page()
    page.goto(f"{party.room}/desk")
    expect(page.get_by_role("tab").first).to_be_visible()
    return page


def reach(page: Page, wanted: Locator) -> None:
    """Go there by the Tab key."""
    expect(wanted).to_be_visible()
    for _ in range(TOO_FAR):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not get to {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Reach something and press a key on it; the focus stays somewhere on the page."""
    reach(page, wanted)
    page.keyboard.press(key)


def write(page: Page, field: Locator, text: str) -> None:
    """Reach a field and type into it, in place of what stood there."""
    reach(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_the_keyboard_alone_can_do_what_a_guest_can(party: Company, browser: Browser) -> None:
    """Join, say an idea, propose, vote by each rule, push a phrase, react and comment without touching anything."""
    with somebody(browser, []) as context:
        page = context.new_page()
        page.goto(party.room)
        write(page, page.get_by_label("Your name for the evening"), "Ada")
        press(page, page.get_by_role("button", name="Join"))
        write(page, page.get_by_placeholder("A word or a few"), "winter")
        page.keyboard.press("Enter")
        expect(page.get_by_role("list", name="What people said")).to_contain_text("winter")
        party.do(c.ChangePhase(Phase.REFINE))
        write(page, page.get_by_label("How would you put it?"), "a bench in winter, rain")
        press(page, page.get_by_role("button", name="Propose", exact=True))
        expect(page.get_by_text("Your wording is on offer.")).to_be_visible()
        push(party, page)
        for rule, vote in ((VotingRule.APPROVAL, approve), (VotingRule.RANKED, rank), (VotingRule.SCORE, score)):
            put_to_the_vote(party, rule)
            vote(page)
            expect(page.get_by_text("Your vote counts.")).to_be_visible()
        look(party, page)


def push(party: Company, page: Page) -> None:
    """A phrase goes up by the arrow key, and the room knows."""
    press(page, page.get_by_role("button", name="rain", exact=True), "ArrowUp")
    party.until(lambda view: any(phrase.up for phrase in view.prompt.phrases))
    expect(page.get_by_role("button", name="rain", exact=True)).to_be_focused()


def approve(page: Page) -> None:
    """Yes to one."""
    press(page, page.get_by_role("button", name=re.compile("Yes to this")).first, "Space")


def rank(page: Page) -> None:
    """Put two in order, and the second before the first."""
    press(page, page.get_by_role("button", name=re.compile("Number 1 for me")).last)
    press(page, page.get_by_role("button", name=re.compile("Number 2 for me")).first)
    order = page.get_by_role("list", name="Your order").get_by_role("listitem")
    expect(order).to_have_count(2)
    second = order.last.inner_text()
    press(page, order.last.get_by_role("button", name=re.compile("^Move .* up")))
    expect(order.first).to_contain_text(second.split("\n")[-1])


def score(page: Page) -> None:
    """Points by the arrow keys."""
    points = page.get_by_role("group", name=re.compile("Your score for")).first.get_by_role("radio")
    press(page, points.first, "Space")
    page.keyboard.press("ArrowRight")
    expect(points.nth(1)).to_be_checked()


def look(party: Company, page: Page) -> None:
    """React to a picture, and say something about it."""
    press(page, page.get_by_role("navigation").get_by_role("button", name="Pictures"))
    press(page, page.get_by_role("button", name="Love it: 0").first)
    expect(page.get_by_role("button", name="Love it: 1").first).to_be_focused()
    press(page, page.get_by_text("Say something about it").first)
    write(page, page.get_by_role("combobox"), "Yes, @Han")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    party.until(
        lambda view: any(party.host.id in {one.guest for one in said.mentions} for said in view.comments.values())
    )
    expect(page.get_by_role("region", name="Comments").get_by_role("listitem")).to_contain_text("Yes, @Hanna")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_news_is_told_to_those_who_listen(party: Company, browser: Browser) -> None:
    """A new picture, a vote and its result reach a live region in the room, at the desk and on the wall."""
    with somebody(browser, []) as phone, somebody(browser, [], DESK) as desk, somebody(browser, [], WALL) as wall:
        pages = [entered(party, phone), at_the_desk(party, desk), wall.new_page()]
        pages[2].goto(f"{party.room}/wall")
        expect(pages[2].locator("main")).to_be_visible()
        for page in pages:
            settled(page)
        favorite = put_to_the_vote(party, VotingRule.APPROVAL)
        (vote,) = party.host.view.rounds
        party.do(c.CastBallot(RoundId(vote), ApprovalBallot((favorite,))), c.CloseRound(RoundId(vote)))
        chosen = party.host.view.refinements[favorite].text
        for page in pages:
            news = page.get_by_role("log")
            expect(news).to_contain_text("A vote is open.")
            expect(news).to_contain_text(f"The vote is over: “{chosen}”, by Hanna.")
        party.paint(c.StartJob())
        for page in pages:
            expect(page.get_by_role("log")).to_contain_text("A new picture: an empty bench, rain")


def test_who_wants_calm_gets_calm(party: Company, browser: Browser) -> None:
    """What is set to move on the wall and in the room lasts no longer than a blink where motion is reduced."""
    for motion, calm in (("reduce", True), ("no-preference", False)):
        with somebody(browser, [], WALL) as wall, somebody(browser, []) as phone:
            pages = [wall.new_page(), entered(party, phone)]
            pages[0].goto(f"{party.room}/wall")
            for page in pages:
                page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
                settled(page)
                expect(page.locator("main img").first).to_be_visible()
            assert all(page.evaluate(MOVES_S) <= BLINK_S for page in pages) is calm


def test_no_place_scrolls_sideways(party: Company, browser: Browser) -> None:
    """At 320 px and at 200 %: start, door, room by every tab and vote, and every page of the desk."""
    wide = list[str]()

    def fits(page: Page, place: str) -> None:
        settled(page)
        for size in (SMALL, ZOOMED):
            page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
            found = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            if found[0] > found[1]:
                wide.append(f"{place}: {found}")

    with somebody(browser, [], SMALL, locale="ru-RU") as context, somebody(browser, [], ZOOMED) as desk:
        page = context.new_page()
        for place, address in (("start", party.host.url), ("door", party.room)):
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            fits(page, place)
        page = entered(party, context, "W" * 40)
        for rule in VotingRule:
            put_to_the_vote(party, rule)
            expect(page.locator("#vote")).to_be_visible()
            fits(page, f"vote by {rule}")
        for button in page.get_by_role("navigation").get_by_role("button").all():
            button.click()
            fits(page, f"room, {button.text_content()}")
        page = at_the_desk(party, desk, *EVERY_TOOL)
        for panel in page.get_by_role("tab").all():
            panel.click()
            fits(page, f"desk, {panel.text_content()}")
    assert wide == []
