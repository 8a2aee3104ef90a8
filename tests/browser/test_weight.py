"""What a phone fetches before it shows the room: counted in bytes, which are the same on every machine."""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from party.core import commands as c
from party.core.values import Phase, RoundId, VotingRule
from tests.browser.company import Company, company, somebody
from tests.browser.conftest import served
from tests.houses import config_in

CEILING = 70_000
"""Bytes of JavaScript, packed as it travels."""
SCRIPT = re.compile(r"\.js$")
LOCALES = ("en-US", "ru-RU", "zh-CN")
VOTE = "[aria-labelledby=vote] article"


@pytest.fixture
def party(tmp_path: Path) -> Iterator[Company]:
    """A party in a house that paints at once."""
    with served(config_in(tmp_path)) as url, company(url) as here:
        yield here


def open_vote(party: Company, rule: VotingRule = VotingRule.APPROVAL) -> None:
    """Two wordings to choose from, and a third that came too late."""
    party.do(c.OpenRound(party.offer("an empty bench in the rain", "an empty bench at night"), rule=rule))
    party.offer("an empty bench, oil on canvas")


def hang_pictures(party: Company) -> None:
    """Something to look at."""
    party.do(c.CloseRound(RoundId(next(iter(party.host.view.rounds)))), c.ChangePhase(Phase.CURATE))
    party.paint(c.StartJob())


MOMENTS: Mapping[str, tuple[Callable[[Company], None], str]] = MappingProxyType(
    {
        "lobby": (lambda _: None, "section[aria-labelledby=gather]"),
        "words": (lambda party: party.do(c.ChangePhase(Phase.REFINE)), "#wording"),
        "vote": (open_vote, VOTE),
        "look": (hang_pictures, "article img"),
    }
)
"""How the evening comes there, and what a phone shows then."""


def weigh(browser: Browser, party: Company, shown: str, *, locale: str, inside: bool = True) -> int:
    """Bytes of JavaScript a phone has fetched when it shows what it was opened for."""
    with somebody(browser, [], locale=locale) as phone:
        if inside:
            party.let_in(phone, "Vera")
        page = phone.new_page()
        scripts = listened(page)
        page.goto(party.room)
        return weighed(page, shown, scripts)


def weigh_from_the_door(browser: Browser, party: Company, shown: str, *, locale: str) -> int:
    """The same for somebody new, who comes in through the door."""
    with somebody(browser, [], locale=locale) as phone:
        page = phone.new_page()
        scripts = listened(page)
        page.goto(party.room)
        page.locator("form input").first.fill("Vera")
        page.locator("form .primary").click()
        return weighed(page, shown, scripts)


def listened(page: Page) -> list[Response]:
    """The scripts a page is going to fetch."""
    scripts = list[Response]()
    page.on("response", lambda response: scripts.append(response) if SCRIPT.search(response.url) else None)
    return scripts


def weighed(page: Page, shown: str, scripts: list[Response]) -> int:
    """Bytes of them once everything is shown, in the language of the phone."""
    expect(page.locator(shown).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == page.evaluate("navigator.language.slice(0, 2)")
    return sum(len(gzip.compress(response.body())) for response in scripts)


def test_the_room_is_light_in_its_longest_language(party: Company, browser: Browser) -> None:
    """Door, lobby, words, an open vote and the pictures come with less than 70 kB of JavaScript in Russian."""
    weights = {"door": weigh(browser, party, "form input", locale="ru-RU", inside=False)}
    for moment, (prepare, shown) in MOMENTS.items():
        prepare(party)
        weights[moment] = weigh(browser, party, shown, locale="ru-RU")
    assert {moment: weight for moment, weight in weights.items() if weight >= CEILING} == {}
    assert min(weights.values()) > 0


@pytest.mark.parametrize("rule", VotingRule)
def test_who_comes_in_during_a_vote_fetches_little(party: Company, browser: Browser, rule: VotingRule) -> None:
    """Through the door into a vote by each rule, in every language; dragging comes with an order to change."""
    party.do(c.ChangePhase(Phase.REFINE))
    open_vote(party, rule)
    weights = {locale: weigh_from_the_door(browser, party, VOTE, locale=locale) for locale in LOCALES}
    assert {locale: weight for locale, weight in weights.items() if weight >= CEILING} == {}
    assert min(weights.values()) > 0
