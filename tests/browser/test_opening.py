"""How an evening begins: at the start page, through the door, and with the first words on every screen."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESK, PHONE, WALL, Served
from tests.browser.evenings import Evening, Visit, evening


def test_an_evening_is_opened_with_everything_chosen(shared_house: Served, visit: Visit) -> None:
    """Theme suggested, language, rule, screening and passcode from the start page; through the door with a name."""
    start = visit(shared_house.url, DESK)
    ideas = start.get_by_role("group", name="Suggested themes").get_by_role("button")
    expect(ideas.first).to_be_visible()
    theme = ideas.first.inner_text()
    ideas.first.click()
    expect(start.get_by_label("Theme", exact=True)).to_have_value(theme)
    expect(start.get_by_label("First prompt, the simpler the better")).not_to_have_value("")
    start.get_by_label("Your name").fill("Marta")
    start.get_by_text("How the evening runs").click()
    start.get_by_role("radio", name="Ranking").check()
    start.get_by_label("Read along before the room does").check()
    start.get_by_label("The language of the wall").select_option("ru")
    start.get_by_label("Passcode for newcomers").fill("moonlight")
    expect(start.get_by_text("Ranking · Русский · screened · with a passcode")).to_be_visible()
    start.get_by_role("button", name="Open the party").click()
    start.wait_for_url(re.compile(r"/p/\w+/desk$"))
    code = start.url.rsplit("/", 2)[-2]
    way_in = start.get_by_role("tabpanel", name="Invite")
    expect(way_in.get_by_alt_text(re.compile("QR code"))).to_be_visible()
    expect(way_in.get_by_text("The passcode is moonlight")).to_be_visible()
    expect(way_in.get_by_text("Nobody else is inside yet.")).to_be_visible()

    through_the_door(visit(f"{shared_house.url}/p/{code}", PHONE), theme)
    wall = visit(f"{shared_house.url}/p/{code}/wall", WALL)
    wall.get_by_label("Passcode of the party").fill("moonlight")
    wall.get_by_role("button", name="Open the wall").click()
    expect(wall.get_by_role("heading", name=theme)).to_be_visible()
    expect(wall.locator("html")).to_have_attribute("lang", "ru")
    expect(wall.get_by_text("Пароль спросите у ведущего")).to_be_visible()  # noqa: RUF001  Russian
    expect(way_in.get_by_role("region", name="Inside").get_by_role("listitem")).to_have_count(2)
    way_in.get_by_role("button", name="Start gathering ideas").click()
    expect(start.get_by_role("tabpanel", name="Evening")).to_be_visible()
    the_passcode_is_told_where_it_was_set(start)
    start.get_by_role("tab", name="Settings").click()
    expect(start.get_by_role("radio", name="Ranking")).to_be_checked()
    expect(start.get_by_label("Read along before the room does")).to_be_checked()


def the_passcode_is_told_where_it_was_set(desk: Page) -> None:
    """Another one is told at once; a browser that knows none says so."""
    desk.get_by_role("tab", name="Invite").click()
    way_in = desk.get_by_role("tabpanel", name="Invite")
    way_in.get_by_label("Change the passcode").fill("starlight")
    way_in.get_by_role("button", name="Set", exact=True).click()
    expect(way_in.get_by_text("The passcode is starlight")).to_be_visible()
    desk.evaluate("localStorage.clear()")
    desk.reload()
    expect(way_in.get_by_text("A passcode is asked for, but it was set in another browser")).to_be_visible()


def through_the_door(phone: Page, theme: str) -> None:
    """A name is suggested, another is at hand, a wrong passcode is told in plain words, the right one opens."""
    expect(phone.get_by_role("heading", name=theme)).to_be_visible()
    name = phone.get_by_label("Your name for the evening")
    expect(name).not_to_have_value("")
    suggested = name.input_value()
    phone.get_by_role("button", name="Another name").click()
    expect(name).not_to_have_value(suggested)
    phone.get_by_label("Passcode").fill("sunlight")
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_role("alert")).to_have_text("That is not the passcode. Ask your host.")
    phone.get_by_label("Passcode").fill("moonlight")
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_role("navigation", name="What to do")).to_be_visible()


def test_a_suggested_name_is_never_glued_to_a_typed_one(shared_house: Served, visit: Visit) -> None:
    """One that comes late leaves alone whoever is at the field; one that is there gives way to what is typed."""
    late, early = visit("about:blank"), visit(shared_house.url)

    def come_first(suggestions: Route) -> None:
        late.get_by_label("Your name").focus()
        suggestions.continue_()

    late.route("**/api/catalogue*", come_first)
    late.goto(shared_house.url)
    expect(late.get_by_role("button", name="Another name")).to_be_visible()
    expect(late.get_by_label("Your name")).to_have_value("")
    expect(early.get_by_label("Your name")).not_to_have_value("")
    early.get_by_label("Your name").click()
    for page in (late, early):
        page.keyboard.type("Ada")
        expect(page.get_by_label("Your name")).to_have_value("Ada")


@pytest.fixture
def tonight(shared_house: Served, visit: Visit) -> Evening:
    """A party nothing was said at yet."""
    return evening(shared_house, visit)


def test_the_room_warms_up_on_every_screen(tonight: Evening) -> None:
    """Associations and their support, the agenda's countdown and the question card are seen on phone, desk and wall."""
    agenda = tonight.panel("Evening")
    agenda.get_by_label("Gather, minutes").fill("9")
    agenda.get_by_role("button", name="Set the times").click()
    agenda.get_by_role("button", name="On to: Gather").click()
    for place in tonight.places:
        expect(place.get_by_role("timer").filter(has_text=re.compile(r"Gather 8:\d\d")).first).to_be_visible()
    agenda.get_by_role("button", name="+5 min").click()
    for place in tonight.places:
        expect(place.get_by_role("timer").filter(has_text=re.compile(r"Gather 1[34]:\d\d")).first).to_be_visible()

    say(tonight.phone, "a lamp left on")
    other = tonight.guest("Ben")
    other.get_by_role("button", name="a lamp left on").click()
    expect(other.get_by_label("2 people stand behind it")).to_be_visible()
    for place in (tonight.phone, tonight.wall):
        expect(place.get_by_text("a lamp left on")).to_be_visible()

    questions = tonight.panel("Evening")
    card = questions.get_by_role("list", name="Suggested questions").get_by_role("button").first
    words = card.inner_text()
    assert "{" not in words
    card.click()
    for place in tonight.places:
        expect(place.get_by_test_id("question").get_by_text(words).first).to_be_visible()
    questions.get_by_label("A question of your own").fill("Who sat there before?")
    questions.get_by_role("button", name="Lay it out").click()
    for place in tonight.places:
        expect(place.get_by_test_id("question").get_by_text("Who sat there before?").first).to_be_visible()
    questions.get_by_role("button", name="Take the card away").click()
    for place in tonight.places:
        expect(place.get_by_test_id("question")).to_have_count(0)


def say(phone: Page, words: str) -> None:
    """What the theme calls up."""
    phone.get_by_placeholder("A word or a few").fill(words)
    phone.get_by_role("button", name="Say it").click()
