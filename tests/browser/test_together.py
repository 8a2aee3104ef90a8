"""People together: what they say of a picture, who is asked to help, and how trust is handed on."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, Served
from tests.browser.evenings import QUICK, Evening, Visit, evening, tab


@pytest.fixture
def hung(shared_house: Served, visit: Visit) -> Evening:
    """A party with a picture on the wall."""
    tonight = evening(shared_house, visit, recipe=QUICK)
    tonight.phase("Refine")
    tonight.paint()
    return tonight


def test_a_picture_is_talked_about(hung: Evening) -> None:
    """A comment tells whom it means, reactions count, nail-it is said once, the expert's word is on the wall."""
    ben = hung.guest("Ben")
    tab(ben, "Pictures")
    ben.get_by_text("Say something about it").click()
    field = ben.get_by_role("combobox", name=re.compile("Say something"))
    field.press_sequentially("look, @A")
    ben.get_by_role("option", name="Ada").click()
    field.press_sequentially("you are in it")
    ben.get_by_role("button", name="Send the comment").click()

    card = hung.phone.get_by_role("region", name="Ben means you")
    expect(card).to_contain_text("look, @Ada you are in it")
    card.get_by_role("button", name="Show me").click()
    expect(card).to_have_count(0)
    comments = hung.phone.get_by_role("region", name="Comments")
    expect(comments.locator("strong")).to_have_text("@Ada")
    react(hung, ben)
    nail(hung.phone)
    expect(hung.phone.get_by_text("1 person says it nails the prompt")).to_be_visible()
    expect(hung.wall.get_by_text("nailed it, says 1")).to_be_attached()
    judge(hung, ben)


def react(hung: Evening, ben: Page) -> None:
    """Two loves are two; one taken back is one."""
    for phone in (hung.phone, ben):
        phone.get_by_role("button", name=re.compile("Love it")).click()
    expect(hung.phone.get_by_role("button", name="Love it: 2")).to_be_visible()
    ben.get_by_role("button", name="Love it: 2").click()
    expect(hung.phone.get_by_role("button", name="Love it: 1")).to_be_visible()


def nail(phone: Page) -> None:
    """Asked once more, said for good: there is no way back, also after a reload."""
    phone.get_by_role("button", name="It nails the prompt").click()
    phone.get_by_role("button", name="Sure? It cannot be taken back").click()
    expect(phone.get_by_text("You said it nails it")).to_be_visible()
    phone.reload()
    tab(phone, "Pictures")
    expect(phone.get_by_text("You said it nails it")).to_be_visible()
    expect(phone.get_by_role("button", name="It nails the prompt")).to_have_count(0)


def judge(hung: Evening, ben: Page) -> None:
    """Ben becomes the expert; his desk opens on his own page, where the picture waits for his word and his worth."""
    hung.person("Ben").get_by_role("button", name="art expert").click()
    ben.goto(f"{hung.house.url}/p/{hung.code}/desk")
    picture = ben.get_by_role("tabpanel", name="Expert").get_by_role("region", name="What the pictures are worth")
    picture.get_by_label("About").select_option("Movement")
    picture.get_by_label("Note", exact=True).fill("Hopper would have turned the lamp off.")
    picture.get_by_role("button", name="Write the note").click()
    picture.get_by_role("button", name="Worth 4 of 5").click()
    picture.get_by_role("button", name="Of note").click()
    ben.get_by_role("tab", name="Pictures").click()
    figures = ben.get_by_text(re.compile("seed \\d+$"))
    expect(figures).to_be_hidden()
    ben.get_by_text("Square, painted in 4 steps").click()
    expect(figures).to_be_visible()
    for place in (hung.phone, hung.wall):
        expect(place.get_by_text("Hopper would have turned the lamp off.")).to_be_visible()
    expect(hung.phone.get_by_text("Of note")).to_be_visible()
    expect(hung.phone.get_by_role("img", name="Worth 4 of 5")).to_be_visible()


def test_a_role_is_asked_for_granted_and_handed_over(shared_house: Served, visit: Visit) -> None:
    """Ada asks, the desk grants, her phone announces it and leads to her desk; Marta hands her own role on."""
    tonight = evening(shared_house, visit)
    phone = tonight.phone
    phone.get_by_role("button", name=re.compile("people here")).click()
    phone.get_by_role("button", name="Ask to be prompt master").click()
    expect(phone.get_by_text("You asked to be prompt master. The moderator knows.")).to_be_visible()
    phone.get_by_role("button", name="Close", exact=True).click()

    tonight.desk.get_by_role("button", name="1 wish for a role").click()
    expect(tonight.desk.get_by_text("Ada would like to be prompt master")).to_be_visible()
    tonight.desk.get_by_role("button", name="Gladly: Ada as prompt master").click()
    news = phone.get_by_test_id("new-role")
    expect(news.get_by_role("heading", name="You are the prompt master now")).to_be_visible()
    news.get_by_role("button", name="To the desk").click()
    phone.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    expect(phone.get_by_role("tab", name="Recipe")).to_be_visible()
    expect(phone.get_by_role("tab", name="People")).to_have_count(0)
    expect(tonight.desk.get_by_role("tab", name="Recipe")).to_have_count(0)

    hand_over(tonight.person("Ada"))
    expect(phone.get_by_role("tab", name="People")).to_be_visible()
    expect(tonight.desk.get_by_role("tab", name="People")).to_have_count(0)
    expect(tonight.desk.get_by_text("Ask the moderator for a role")).to_be_visible()


def hand_over(ada: Locator) -> None:
    """The moderator's role goes to Ada, after being asked once more."""
    ada.get_by_text("Hand over one of my roles").click()
    ada.get_by_role("button", name="Hand over: moderator").click()
    ada.get_by_role("button", name="Really hand it over?").click()
