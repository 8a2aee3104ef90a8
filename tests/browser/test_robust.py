"""Bad lines, sleeping phones, restarts and old pages: nobody loses a word, a vote or their place."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from party.config import Config
from party.core import commands as c
from party.core.events import BallotCast
from party.core.values import Phase, RoundId
from party.wire.messages import PROTOCOL
from tests.browser.company import Company, company, recorded, somebody
from tests.browser.conftest import Served, served
from tests.houses import config_in, free_port

BENCH, LAST_TRAIN = "two people on a bench", "the last train at night"
HALF = "two people on a bench, and nobody"
BANNER = "The line is down. What you write is kept; we are coming back."
A_MINUTE, A_WHILE, ALL_NIGHT = "01:00", "00:20", "08:00:00"


@pytest.fixture(scope="module")
def swatches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One house for all that does not need it stopped."""
    folder = tmp_path_factory.mktemp("sessions")
    with served(config_in(folder)) as url:
        yield Served(url, folder)


class Line:
    """The websockets of one page, to be cut, to fall silent and to be mended."""

    def __init__(self, page: Page) -> None:
        self.down = self.deaf = False
        self.protocol = PROTOCOL
        self._open = list[WebSocketRoute]()
        page.route_web_socket(re.compile("/ws/"), self._meet)

    def cut(self) -> None:
        """Every line ends, and no new one comes about."""
        self.down = True
        for line in self._open:
            line.close()
        self._open.clear()

    def mend(self) -> None:
        """The next try gets through."""
        self.down = self.deaf = False

    def _meet(self, line: WebSocketRoute) -> None:
        if self.down:
            line.close()
            return
        house = line.connect_to_server()
        hello, old = f'"protocol":{PROTOCOL}', f'"protocol":{self.protocol}'
        line.on_message(lambda said: house.send(said.replace(hello, old) if isinstance(said, str) else said))
        house.on_message(lambda said: None if self.deaf else line.send(said))
        self._open.append(line)


def vote_open(party: Company) -> None:
    """Two wordings are put to the vote."""
    party.do(c.ChangePhase(Phase.REFINE))
    party.offer(BENCH, LAST_TRAIN)
    party.do(c.OpenRound())


def choice(page: Page, wording: str) -> None:
    """Vote for a wording."""
    page.get_by_role("button", name=re.compile(f"Yes to this.*{wording}")).click()


def type_meanwhile(page: Page, text: str) -> None:
    """Begin another wording under the open vote."""
    page.get_by_text("Propose something meanwhile").click()
    page.get_by_label("How would you put it?").fill(text)


def ballots(house: Served, party: Company, guest: str) -> list[BallotCast]:
    """What somebody's votes left in the journal."""
    entries = recorded(house.sessions, party.host.code)
    return [entry.event for entry in entries if entry.actor == guest and isinstance(entry.event, BallotCast)]


def test_a_minute_without_a_line(swatches: Served, browser: Browser) -> None:
    """In the middle of a round: a quiet banner, what is typed stays, the vote made meanwhile is sent exactly once."""
    with company(swatches.url) as party, somebody(browser, []) as context:
        me, page = party.let_in(context), context.new_page()
        vote_open(party)
        page.clock.install()
        line = Line(page)
        page.goto(party.room)
        type_meanwhile(page, HALF)
        line.cut()
        page.clock.fast_forward(A_MINUTE)
        expect(page.get_by_text(BANNER)).to_be_visible()
        choice(page, BENCH)
        page.get_by_label("Why? (if you like)").fill("while nobody listens")
        assert ballots(swatches, party, me) == []
        line.mend()
        page.clock.fast_forward(A_WHILE)
        expect(page.get_by_text("Your vote counts.")).to_be_visible()
        expect(page.get_by_text(BANNER)).to_be_hidden()
        expect(page.get_by_label("How would you put it?")).to_have_value(HALF)
        expect(page.get_by_label("Why? (if you like)")).to_have_value("while nobody listens")
        page.clock.fast_forward(A_MINUTE)
        party.until(lambda view: next(iter(view.rounds.values())).voters == 1)
        assert len(ballots(swatches, party, me)) == 1


def test_a_reload_in_between(swatches: Served, browser: Browser) -> None:
    """The house heard the vote but its answer was lost, the page is loaded again: still one vote, and all words."""
    with company(swatches.url) as party, somebody(browser, []) as context:
        me, page = party.let_in(context), context.new_page()
        vote_open(party)
        page.clock.install()
        line = Line(page)
        page.goto(party.room)
        type_meanwhile(page, HALF)
        line.deaf = True
        choice(page, LAST_TRAIN)
        party.until(lambda view: next(iter(view.rounds.values())).voters == 1)
        line.cut()
        page.reload()
        expect(page.get_by_text("Knocking at the house…")).to_be_visible()
        line.mend()
        page.clock.fast_forward(A_WHILE)
        expect(page.get_by_text("Your vote counts.")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile(f"Yes.*{LAST_TRAIN}"))).to_have_attribute(
            "aria-pressed", "true"
        )
        page.get_by_text("Propose something meanwhile").click()
        expect(page.get_by_label("How would you put it?")).to_have_value(HALF)
        party.do(c.CloseRound(RoundId(next(iter(party.host.view.rounds)))))
        expect(page.get_by_text("The room chose", exact=False).first).to_be_visible()
        assert len(ballots(swatches, party, me)) == 1


def test_a_phone_that_slept_comes_back_to_its_place(swatches: Served, browser: Browser) -> None:
    """Hours later, on a line that died without a word: looked at again, the page is where it was, and up to date."""
    with company(swatches.url) as party, somebody(browser, []) as context:
        me, page = party.let_in(context), context.new_page()
        page.clock.install()
        line = Line(page)
        page.goto(party.room)
        page.get_by_role("button", name="Ideas").click()
        page.get_by_placeholder("A word or a few").fill("a half sentence")
        line.deaf = True
        party.do(c.Associate("said in the night"))
        page.clock.fast_forward(ALL_NIGHT)
        expect(page.get_by_text("said in the night")).to_be_hidden()
        line.mend()
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_text("said in the night")).to_be_visible()
        expect(page.get_by_placeholder("A word or a few")).to_have_value("a half sentence")
        assert page.evaluate("document.activeElement.id") == "association"
        assert set(party.host.view.guests) == {party.host.id, me}


def test_two_tabs_of_one_guest_agree(swatches: Served, browser: Browser) -> None:
    """A vote, a push and an idea in one tab show in the other; the room counts one person."""
    with company(swatches.url, prompt="an empty bench, rain") as party, somebody(browser, []) as context:
        party.let_in(context)
        vote_open(party)
        one, other = context.new_page(), context.new_page()
        one.goto(party.room)
        other.goto(party.room)
        choice(one, BENCH)
        for tab in (other, one):
            expect(tab.get_by_role("button", name=re.compile(f"Yes.*{BENCH}"))).to_have_attribute(
                "aria-pressed", "true"
            )
        choice(other, LAST_TRAIN)
        expect(one.get_by_role("button", name=re.compile(f"Yes.*{LAST_TRAIN}"))).to_have_attribute(
            "aria-pressed", "true"
        )
        expect(one.get_by_text("1 person has voted")).to_be_visible()
        one.get_by_role("button", name="rain", exact=True).click()
        other.get_by_role("button", name="rain", exact=True).focus()
        expect(other.get_by_role("button", name="rain", exact=True)).to_have_accessible_description(
            re.compile("you push it up")
        )
        expect(other.get_by_role("button", name="2 people here")).to_be_visible()


def test_a_restart_of_the_house_is_survived_without_a_reload(tmp_path: Path, browser: Browser) -> None:
    """The house goes and comes back on the same folder: the same page votes on, with its words."""
    config = Config(host="127.0.0.1", port=free_port(), sessions=tmp_path, model="swatch")
    with ExitStack() as evening:
        first = evening.enter_context(ExitStack())
        url = first.enter_context(served(config))
        party = evening.enter_context(company(url))
        context = evening.enter_context(somebody(browser, []))
        me, page = party.let_in(context), context.new_page()
        vote_open(party)
        page.goto(party.room)
        page.evaluate("window.notReloaded = true")
        type_meanwhile(page, HALF)
        first.close()
        choice(page, BENCH)
        expect(page.get_by_text(BANNER)).to_be_visible()
        evening.enter_context(served(config))
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_text("Your vote counts.")).to_be_visible()
        expect(page.get_by_text(BANNER)).to_be_hidden()
        expect(page.get_by_label("How would you put it?")).to_have_value(HALF)
        party.until(lambda view: next(iter(view.rounds.values())).voters == 1)
        assert page.evaluate("window.notReloaded")
        assert len(ballots(Served(url, tmp_path), party, me)) == 1


def test_an_old_page_is_told_to_reload(swatches: Served, browser: Browser) -> None:
    """A page that speaks another protocol says so and offers the reload, which mends it and keeps what was typed."""
    with company(swatches.url) as party, somebody(browser, []) as context:
        party.let_in(context)
        page = context.new_page()
        line = Line(page)
        page.goto(party.room)
        page.get_by_role("button", name="Ideas").click()
        page.get_by_placeholder("A word or a few").fill("older than the house")
        line.protocol = PROTOCOL + 1
        line.cut()
        line.mend()
        told = page.get_by_role("alert").filter(has_text="this page is too old for it. Reload it; nothing is lost.")
        expect(told).to_be_visible()
        line.protocol = PROTOCOL
        page.get_by_role("button", name="Reload").click()
        expect(page.get_by_placeholder("A word or a few")).to_have_value("older than the house")
