"""Votes by every rule: yeses with a tie, a ranking with its run-off, points that stay hidden until the close."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Served
from tests.browser.evenings import Evening, Visit, evening, offer

LAMP, RAIN, OIL = "an empty bench and a lamp", "an empty bench in the rain", "an empty bench, oil on canvas"


@pytest.fixture
def voting(shared_house: Served, visit: Visit) -> Evening:
    """A party at the words."""
    tonight = evening(shared_house, visit)
    tonight.phase("Refine")
    return tonight


def test_a_tie_of_yeses_is_broken_at_the_desk(voting: Evening) -> None:
    """One yes each: the wall says the vote is tied, the prompt master decides, and the words are the prompt for all."""
    offer(voting.phone, LAMP)
    offer(voting.phone, RAIN)
    desk = open_vote(voting, "Yes to all you like")
    card = voting.phone.get_by_role("article", name=RAIN)
    expect(card.locator("ins")).to_have_text(re.compile("in the rain"))
    expect(card.get_by_text("Ada")).to_be_visible()
    card.get_by_role("button", name="Yes to this").click()
    expect(voting.phone.get_by_text("Your vote counts.")).to_be_visible()
    desk.get_by_role("article", name=LAMP).get_by_role("button", name="Yes to this").click()
    tally = voting.wall.get_by_test_id("tally")
    expect(tally.get_by_text("1 vote")).to_have_count(2)
    expect(tally.get_by_text("2 people have voted")).to_be_visible()

    desk.get_by_role("button", name="Close the vote").click()
    expect(voting.wall.get_by_role("heading", name="The vote is tied.")).to_be_visible()
    expect(tally.get_by_text("A tie at the top")).to_have_count(2)
    expect(voting.phone.get_by_text("2 wordings are tied; the prompt master decides.").first).to_be_visible()
    it_waits_for_somebody_else(voting)
    desk.get_by_role("button", name=f"Let “{RAIN}” win").click()
    for place in voting.places:
        expect(place.get_by_role("heading", name=RAIN).first).to_be_visible()
    level = "The wordings at the top were level; the prompt master chose this one"
    for place in (voting.wall, voting.phone):
        expect(place.get_by_text(level).first).to_be_visible()


def it_waits_for_somebody_else(tonight: Evening) -> None:
    """Mia is the prompt master now: the desk says so, reminds her wherever she is, or has Marta decide herself."""
    mia = tonight.guest("Mia")
    tonight.person("Mia").get_by_role("button", name="prompt master").click()
    tie = tonight.panel("Vote")
    expect(tie.get_by_text("It waits for Mia to choose.")).to_be_visible()
    expect(tie.get_by_role("button", name=re.compile("^Let “"))).to_have_count(0)
    tie.get_by_role("button", name="Remind Mia").click()
    expect(mia.get_by_test_id("nudge")).to_be_visible()
    mia.goto(f"{tonight.house.url}/p/{tonight.code}/desk")
    expect(mia.get_by_test_id("nudge")).to_be_visible()
    tie.get_by_role("button", name="Become prompt master too, and decide").click()


def test_a_vote_reaches_whoever_scrolled_and_no_news_lies_over_it(voting: Evening) -> None:
    """Her new role is a line above the vote she is led to; once at the desk by the header's link it is told no more."""
    phone = voting.phone
    offer(phone, LAMP)
    offer(phone, RAIN)
    voting.person("Ada")
    voting.desk.get_by_role("group", name="Roles of Ada").get_by_text("art expert").click()
    news = phone.get_by_test_id("new-role")
    expect(news).to_be_visible()
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    open_vote(voting, "Yes to all you like")
    expect(phone.get_by_role("heading", name="Which way?")).to_be_in_viewport(ratio=1)
    phone.get_by_role("article", name=RAIN).get_by_role("button", name="Yes to this").click()
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(phone.get_by_text("Your vote counts.")).to_be_in_viewport(ratio=1)
    phone.get_by_role("button", name="Desk", exact=True).click()
    expect(phone.get_by_role("tab", name="Pictures")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("heading", name="Which way?")).to_be_visible()
    expect(news).to_have_count(0)


def test_a_ranking_runs_off_step_by_step(voting: Evening) -> None:
    """Ordered by taps, buttons and one drag; no wording has the half, so the weakest passes its vote on, as told."""
    ben, cleo = voting.guest("Ben"), voting.guest("Cleo")
    for phone, wording in ((voting.phone, LAMP), (ben, RAIN), (cleo, OIL)):
        offer(phone, wording)
    desk = open_vote(voting, "Ranking")
    rank(desk, LAMP)
    rank(voting.phone, RAIN, LAMP)
    voting.phone.get_by_role("button", name=f"Move “{LAMP}” up").click()
    expect(order(voting.phone).first).to_contain_text("lamp")
    rank(ben, RAIN)
    rank(cleo, LAMP, OIL)
    drag_to_the_top(cleo, OIL)
    expect(voting.wall.get_by_text("4 people have voted")).to_be_visible()

    desk.get_by_role("button", name="Close the vote").click()
    won = voting.wall.get_by_role("region", name="The room has chosen")
    expect(won.get_by_role("heading", name=LAMP)).to_be_visible()
    expect(won.get_by_text("3 votes")).to_be_visible()
    voting.wall.keyboard.press("v")
    unfold_result(voting.phone)
    for place in (voting.wall, voting.phone, desk):
        tally = place.get_by_test_id("tally")
        step = "Step 1: “…empty bench, oil on canvas” goes out; its 1 vote passes on."
        expect(tally.get_by_text(step)).to_be_visible()
        expect(tally.get_by_role("listitem").first).to_contain_text("The room's choice")


def test_points_stay_hidden_until_the_close(voting: Evening) -> None:
    """Nobody sees how it stands while points are given; afterwards every screen tells them, the best first."""
    offer(voting.phone, LAMP)
    offer(voting.phone, RAIN)
    voting.panel("Vote").get_by_label("hide the count").check()
    desk = open_vote(voting, "Points")
    points = {LAMP: (5, 4), RAIN: (3, 0)}
    for wording, (hers, mine) in points.items():
        for place, score in ((voting.phone, hers), (desk, mine)):
            scale = place.get_by_role("group", name=f"Your score for “{wording}”")
            scale.get_by_role("radio", name=str(score)).check(force=True)
            expect(scale.get_by_role("radio", name=str(score))).to_be_checked()
    for place in voting.places:
        expect(place.get_by_text(re.compile("2 people have voted.*counted at the close"))).to_be_visible()
        expect(place.get_by_text(re.compile("points?$"))).to_have_count(0)
    desk.get_by_role("button", name="Close the vote").click()
    voting.wall.keyboard.press("v")
    unfold_result(voting.phone)
    for place in (voting.wall, voting.phone, desk):
        lines = place.get_by_test_id("tally").get_by_role("listitem")
        expect(lines).to_contain_text(["9 points", "3 points"])


def open_vote(tonight: Evening, rule: str) -> Locator:
    """All wordings on offer put to the vote by a rule; gives the desk's page with it."""
    panel = tonight.panel("Vote")
    panel.get_by_label("How votes are counted").select_option(rule)
    panel.get_by_role("button", name=re.compile("Open a vote on")).click()
    for place in (tonight.phone, panel, tonight.wall):
        expect(place.get_by_role("heading", name="Which way?")).to_be_visible()
    return panel


def unfold_result(phone: Page) -> None:
    """On a phone the count waits behind the line that tells what was chosen."""
    expect(phone.get_by_test_id("tally")).to_be_hidden()
    phone.get_by_test_id("result").click()


def rank(place: Page | Locator, *wordings: str) -> None:
    """Taps put wordings into an order, the best first."""
    for number, wording in enumerate(wordings, 1):
        place.get_by_role("button", name=f"Number {number} for me: “{wording}”").click()
    expect(place.get_by_text("Your vote counts.")).to_be_visible()


def order(phone: Page) -> Locator:
    """The lines of a ranking, the one in somebody's hand included, which is hidden in its place."""
    return phone.get_by_role("list", name="Your order").locator("li")


def drag_to_the_top(phone: Page, wording: str) -> None:
    """By hand: taken, led over the first line in small moves, let go when it has made room."""
    handle, first = phone.get_by_label(f"Drag “{wording}”"), order(phone).first
    handle.scroll_into_view_if_needed()
    target = first.bounding_box()
    assert target
    handle.hover()
    phone.mouse.down()
    phone.mouse.move(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2, steps=12)
    phone.mouse.move(target["x"] + target["width"] / 2, target["y"] + 4, steps=4)
    expect(first).to_contain_text(wording.rpartition(",")[2])
    phone.mouse.up()
    expect(first.get_by_role("button", name=f"Move “{wording}” up")).to_be_disabled()
