"""What a phone fetches before it shows the room: counted in bytes, which are the same on every machine."""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from playwright.sync_api import Browser, Response, expect

from party.core import commands as c
from party.core.values import Phase, RoundId, VotingRule
from tests.browser.company import Company, company, somebody
from tests.browser.conftest import served
from tests.houses import config_in

CEILING = 70_000
"""Bytes of JavaScript, packed as it travels."""
SCRIPT = re.compile(r"\.js$")


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
        "vote": (open_vote, "[aria-labelledby=vote] article"),
        "look": (hang_pictures, "article img"),
    }
)
"""How the evening comes there, and what a phone shows then."""


def weigh(browser: Browser, party: Company, shown: str, *, locale: str, inside: bool = True) -> int:
    """Bytes of JavaScript a phone has fetched when it shows what it was opened for."""
    said, scripts = list[str](), list[Response]()
    with somebody(browser, said, locale=locale) as phone:
        if inside:
            party.let_in(phone, "Vera")
        page = phone.new_page()
        page.on("response", lambda response: scripts.append(response) if SCRIPT.search(response.url) else None)
        page.goto(party.room)
        expect(page.locator(shown).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("lang") == locale[:2]
        return sum(len(gzip.compress(response.body())) for response in scripts)


def test_the_room_is_light_in_its_longest_language(party: Company, browser: Browser) -> None:
    """Door, lobby, words, an open vote and the pictures come with less than 70 kB of JavaScript in Russian."""
    weights = {"door": weigh(browser, party, "form input", locale="ru-RU", inside=False)}
    for moment, (prepare, shown) in MOMENTS.items():
        prepare(party)
        weights[moment] = weigh(browser, party, shown, locale="ru-RU")
    assert {moment: weight for moment, weight in weights.items() if weight >= CEILING} == {}
    assert min(weights.values()) > 0


def test_a_ranking_is_no_heavier_before_anything_is_ranked(party: Company, browser: Browser) -> None:
    """Dragging takes a library, which only comes when there is an order to change."""
    party.do(c.ChangePhase(Phase.REFINE))
    open_vote(party, VotingRule.RANKED)
    assert 0 < weigh(browser, party, "[aria-labelledby=vote] article", locale="ru-RU") < CEILING
