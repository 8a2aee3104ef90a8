"""Bad input in a real browser: shown safely or refused clearly, never a white page, never an error in the console."""

import datetime as dt
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from party.core import commands as c
from party.core.values import LIMITS, ArtworkId, Phase, VotingRule
from tests.browser.company import Company, company, somebody
from tests.browser.conftest import DESK, WALL, Served, served
from tests.browser.test_languages import BLOCKED
from tests.houses import config_in

MARKUP = "<img src=x onerror=broken=1>"
SCRIPT = "</p><script>broken=1</script>{broken}"
TURNED = "an empty \u202ehcneb"
ZALGO = "b" + "\u0353\u0324\u0301\u0489" * 12 + "ench"
ENDLESS = "x" * 10_000
WEIGHT = "(((:1e9), [[[a:b]:-1e9], {{{"
FULL = """Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"""
NOT_ARRIVED = "Failed to load resource"


@pytest.fixture(scope="module")
def swatches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One house for all the parties here."""
    folder = tmp_path_factory.mktemp("sessions")
    with served(config_in(folder)) as url:
        yield Served(url, folder)


@pytest.fixture
def party(swatches: Served) -> Iterator[Company]:
    """A party with one picture, where ideas are gathered."""
    with company(swatches.url, theme=MARKUP, prompt="an empty bench") as held:
        held.until(lambda view: view.studio and view.studio.status == "ready")
        held.do(c.ChangePhase(Phase.GATHER))
        held.paint(c.StartJob())
        yield held


def unharmed(*pages: Page) -> None:
    """Nothing that was written ran, and nothing it brought along stands on a page."""
    for page in pages:
        assert page.evaluate("[typeof broken, document.querySelectorAll('img[src=x]').length]") == ["undefined", 0]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def come_in(page: Page, party: Company, name: str) -> None:
    """Through the door."""
    page.goto(party.room)
    page.get_by_label("Your name for the evening").fill(name)
    page.get_by_role("button", name="Join").click()


def test_hostile_words_are_shown_as_words_or_refused(party: Company, browser: Browser) -> None:
    """Markup, turned writing, piled-up marks and 10,000 characters as name, idea, prompt, caption, comment."""
    said = list[str]()
    with somebody(browser, said) as phone, somebody(browser, said, DESK) as desk, somebody(browser, said, WALL) as big:
        page, wall, table = phone.new_page(), big.new_page(), desk.new_page()
        wall.goto(f"{party.room}/wall")
        come_in(page, party, TURNED)
        expect(page.get_by_role("alert").filter(has_text="cannot be shown")).to_be_visible()
        page.get_by_label("Your name for the evening").fill(ENDLESS)
        expect(page.get_by_label("Your name for the evening")).to_have_value(ENDLESS[: LIMITS.name])
        said[:] = [line for line in said if NOT_ARRIVED not in line]
        come_in(page, party, MARKUP)
        say_ideas(page, wall)
        propose(party, page)
        talk(party, page)
        party.let_in(desk, SCRIPT)
        table.goto(f"{party.room}/desk")
        expect(wall.get_by_text(MARKUP).first).to_be_visible()
        expect(table.get_by_text(MARKUP).first).to_be_visible()
        page.get_by_role("button", name="3 people here").click()
        expect(page.get_by_role("dialog").get_by_text(SCRIPT)).to_be_visible()
        unharmed(page, wall, table)
    assert said == []


def say_ideas(page: Page, wall: Page) -> None:
    """As an idea: what can be shown is shown, the rest is refused and stays in its field."""
    field = page.get_by_placeholder("A word or a few")
    for idea in (SCRIPT, ZALGO):
        field.fill(idea)
        field.press("Enter")
        expect(wall.get_by_text(idea)).to_be_visible()
    field.fill(TURNED)
    field.press("Enter")
    expect(page.get_by_text("There are characters in it that cannot be shown.")).to_be_visible()
    expect(field).to_have_value(TURNED)
    field.fill(ENDLESS)
    expect(page.get_by_text("9940 characters too many")).to_be_visible()
    expect(page.get_by_role("button", name="Say it")).to_be_disabled()
    unharmed(page, wall)
    field.fill("")


def propose(party: Company, page: Page) -> None:
    """As a prompt: brackets and weights are words like others, and are painted."""
    party.do(c.ChangePhase(Phase.REFINE))
    field = page.get_by_label("How would you put it?")
    field.fill(ENDLESS)
    expect(page.get_by_text("9500 characters too many")).to_be_visible()
    expect(page.get_by_role("button", name="Propose", exact=True)).to_be_disabled()
    field.fill(WEIGHT)
    page.get_by_label("Why? (if you like)").fill(MARKUP)
    page.get_by_role("button", name="Propose", exact=True).click()
    meant = party.until(lambda view: next((node.id for node in view.refinements.values() if node.text == WEIGHT), None))
    party.do(c.AcceptRefinement(meant))
    party.paint(c.StartJob())
    expect(page.get_by_role("img", name=f"Picture made from “{WEIGHT}”").first).to_be_visible()
    expect(page.get_by_role("heading", name=WEIGHT)).to_be_visible()


def talk(party: Company, page: Page) -> None:
    """As a caption, an alternative text and a comment."""
    newest = ArtworkId(max(party.host.view.artworks.values(), key=lambda artwork: artwork.seq).id)
    party.do(c.ChooseArtwork(newest), c.CaptionArtwork(newest, SCRIPT, MARKUP))
    page.get_by_role("navigation").get_by_role("button", name="Pictures").click()
    expect(page.get_by_text(SCRIPT).first).to_be_visible()
    expect(page.get_by_role("img", name=MARKUP)).to_be_visible()
    page.get_by_text("Say something about it").first.click()
    for comment in (f"{MARKUP} @Hanna", ZALGO):
        page.get_by_role("combobox").fill(comment)
        page.get_by_role("button", name="Send the comment").click()
        expect(page.get_by_role("region", name="Comments")).to_contain_text(comment)
    page.get_by_role("combobox").fill(ENDLESS)
    expect(page.get_by_role("button", name="Send the comment")).to_be_disabled()
    page.get_by_role("combobox").fill("")


def test_a_picture_that_does_not_arrive_leaves_its_words(party: Company, browser: Browser) -> None:
    """Room, desk and wall stand without it; a tap tries again."""
    said = list[str]()
    with somebody(browser, said) as phone, somebody(browser, said, DESK) as desk, somebody(browser, said, WALL) as big:
        page, table, wall = phone.new_page(), desk.new_page(), big.new_page()
        for context in (phone, desk, big):
            context.route("**/art/**", lambda route: route.abort())
        party.let_in(phone)
        party.let_in(desk, "Olga")
        page.goto(party.room)
        table.goto(f"{party.room}/desk")
        wall.goto(f"{party.room}/wall")
        expect(wall.get_by_role("log")).to_be_attached()
        expect(table.get_by_text("an empty bench").first).to_be_visible()
        page.get_by_role("navigation").get_by_role("button", name="Pictures").click()
        expect(page.get_by_text("This picture did not arrive.").first).to_be_visible()
        phone.unroute("**/art/**")
        page.get_by_role("button", name="Try again").first.click()
        expect(page.get_by_role("img", name="Picture made from “an empty bench”").first).to_be_visible()
        page.get_by_role("button", name=re.compile("Love it")).first.click()
        expect(page.get_by_role("button", name="Love it: 1").first).to_be_visible()
    assert [line for line in said if NOT_ARRIVED not in line] == []


def test_messages_nobody_can_read_are_passed_over(party: Company, browser: Browser) -> None:
    """Half a message, none at all, kinds and things of a later day, torn previews: the page goes on as before."""
    said, lines = list[str](), list[WebSocketRoute]()
    strange: list[str | bytes] = [
        '{"kind":"Facts","first":',
        "null",
        "[1]",
        '"words"',
        "",
        json.dumps({"kind": "Sing", "verse": 1}),
        json.dumps({"kind": "Gauges", "things": [{"kind": "novelty", "id": "x", "seq": 1}], "weather": "rain"}),
        b"",
        b"\x00\x00",
        b"\x7f\xff\xff\xffhello",
        b"\x00\x00\x00\x02{}",
    ]

    def meet(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    with somebody(browser, said) as context:
        party.let_in(context)
        page = context.new_page()
        page.route_web_socket(re.compile("/ws/"), meet)
        page.goto(party.room)
        expect(page.get_by_role("navigation")).to_be_visible()
        for message in strange:
            lines[-1].send(message)
        party.do(c.Associate("said afterwards"))
        expect(page.get_by_text("said afterwards")).to_be_visible()
        page.get_by_placeholder("A word or a few").fill("heard afterwards")
        page.get_by_role("button", name="Say it").click()
        party.until(lambda view: any(one.text == "heard afterwards" for one in view.associations.values()))
        unharmed(page)
    assert said == []
    assert len(lines) == 1


@pytest.mark.parametrize("hours", [-7, 9])
def test_a_clock_that_is_hours_off_counts_down_right(party: Company, browser: Browser, hours: int) -> None:
    """The time left is the house's, and a vote is a vote."""
    said = list[str]()
    with somebody(browser, said) as context:
        party.let_in(context)
        page = context.new_page()
        page.clock.install(time=dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours))
        page.goto(party.room)
        party.do(c.ChangePhase(Phase.REFINE))
        party.offer("two people on a bench", "the last train")
        party.do(c.OpenRound(rule=VotingRule.APPROVAL))
        expect(page.get_by_role("timer", name=re.compile(r"Time left: (30:00|29:\d\d)"))).to_be_visible()
        page.get_by_role("button", name=re.compile("Yes to this")).first.click()
        expect(page.get_by_text("Your vote counts.")).to_be_visible()
    assert said == []


@pytest.mark.parametrize("script", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_takes_part(party: Company, browser: Browser, script: str) -> None:
    """Storage blocked or full: join, say, propose and look; a reload finds the guest again."""
    said = list[str]()
    with somebody(browser, said, script=script) as context:
        page = context.new_page()
        come_in(page, party, "Ada")
        page.get_by_placeholder("A word or a few").fill("winter")
        page.get_by_role("button", name="Say it").click()
        party.until(lambda view: any(one.text == "winter" for one in view.associations.values()))
        party.do(c.ChangePhase(Phase.REFINE))
        page.get_by_label("How would you put it?").fill("an empty bench in winter")
        page.get_by_role("button", name="Propose", exact=True).click()
        expect(page.get_by_text("Your wording is on offer.")).to_be_visible()
        page.reload()
        page.get_by_role("navigation").get_by_role("button", name="Pictures").click()
        page.get_by_role("button", name=re.compile("Love it")).first.click()
        expect(page.get_by_role("button", name="Love it: 1").first).to_be_visible()
    assert said == []
