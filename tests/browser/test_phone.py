"""What a phone shows its owner: a picture at the entrance, where a passcode is told, and one thing to do at a time."""

import json
import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, Served
from tests.browser.evenings import Evening, Visit, evening


def test_the_entrance_hangs_a_painting_and_asks_for_the_painter_until_it_is_ready(
    shared_house: Served, visit: Visit
) -> None:
    """Where nothing was published hangs what Pochade painted; a theme typed moves nothing; the painter is told anew."""
    start = visit("about:blank", PHONE)

    def still_mixing(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        studio = {**told["studio"], "model": "pochade", "status": "loading"}
        route.fulfill(response=answer, body=json.dumps({**told, "studio": studio}))

    start.clock.install()
    start.route("**/api/house", still_mixing, times=1)
    start.goto(shared_house.url)
    expect(start.get_by_alt_text(re.compile("sailing boat"))).to_be_visible()
    expect(
        start.get_by_text("“a sailing boat on the sea at sunset, impressionism”, painted by Pochade")
    ).to_be_visible()
    expect(start.get_by_text("Pochade is still mixing colors; you can begin all the same.")).to_be_visible()
    while not start.get_by_text("Pochade is ready to paint.").is_visible():
        start.clock.run_for(5_000)
    theme = start.get_by_label("Theme", exact=True)
    before = theme.evaluate("field => field.getBoundingClientRect().top + scrollY")
    theme.fill("The meaning of life, as seen from a bench in the park")
    assert theme.evaluate("field => field.getBoundingClientRect().top + scrollY") == before


def test_a_closed_door_says_who_knows_the_passcode(shared_house: Served, visit: Visit) -> None:
    """The field for it says whom to ask."""
    phone = visit(shared_house.url)
    asked = {"theme": "Home", "first_prompt": "home", "name": "Marta", "passcode": "amber"}
    opened = phone.request.post(f"{shared_house.url}/api/sessions", data=asked)
    guest = visit(f"{shared_house.url}/p/{opened.json()['code']}")
    expect(guest.get_by_label("Passcode")).to_have_accessible_description(re.compile("^Ask your host"))


def test_the_card_on_the_table_is_the_question_of_the_field(shared_house: Served, visit: Visit) -> None:
    """Never two questions at once: while ideas are gathered the card asks; beside the words it is put away."""
    tonight = evening(shared_house, visit)
    tonight.phase("Gather")
    usual = "What does “Loneliness” make you think of?"
    expect(tonight.phone.get_by_role("textbox", name=usual)).to_be_visible()
    lay_out(tonight, "Who sat there before?")
    expect(tonight.phone.get_by_role("textbox", name="Who sat there before?")).to_be_visible()
    expect(tonight.phone.get_by_text(usual)).to_have_count(0)
    answer(tonight.phone, "my grandfather")
    tonight.phase("Refine")
    expect(tonight.phone.get_by_label("How would you put it?")).to_be_visible()
    expect(tonight.phone.get_by_test_id("question")).to_have_count(0)


def test_who_may_only_listen_is_told_what_is_open_to_them(shared_house: Served, visit: Visit) -> None:
    """Nobody who may not write is asked to be the first; others are."""
    tonight = evening(shared_house, visit)
    tonight.phase("Gather")
    expect(tonight.phone.get_by_text("Nobody has said anything yet. Be the first.")).to_be_visible()
    tonight.person("Ada").get_by_role("button", name="Let look and vote only").click()
    expect(tonight.phone.get_by_text("For now you look, vote, react and push phrases")).to_be_visible()
    expect(tonight.phone.get_by_text("Nothing has been said yet.")).to_be_visible()
    expect(tonight.phone.get_by_text("Be the first")).to_have_count(0)


def lay_out(tonight: Evening, question: str) -> None:
    """A question for the room."""
    panel = tonight.panel("Evening")
    panel.get_by_label("A question of your own").fill(question)
    panel.get_by_role("button", name="Lay it out").click()


def answer(phone: Page, words: str) -> None:
    """What comes to mind."""
    phone.get_by_placeholder("A word or a few").fill(words)
    phone.get_by_role("button", name="Say it").click()
    expect(phone.get_by_text(words)).to_be_visible()
