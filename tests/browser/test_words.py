"""Words found together: proposals, chips and surprises, pushes and phrases, merges, and how it all is painted."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from party.core.values import Recipe
from party.media.metadata import read_label
from tests.browser.conftest import Served
from tests.browser.evenings import QUICK, Evening, Visit, evening, offer, tab


def test_wordings_are_offered_and_merged(shared_house: Served, visit: Visit) -> None:
    """Live diff, a chip, a surprise and its undo on the phone; the offer on desk and wall; two made one in the tree."""
    tonight = evening(shared_house, visit)
    tonight.phase("Refine")
    phone, other = tonight.phone, tonight.guest("Ben")
    field = phone.get_by_label("How would you put it?")
    field.fill("an empty bench in the rain")
    change = phone.get_by_role("group", name="What changes")
    expect(change.locator("ins")).to_have_text(re.compile("in the rain"))

    pick_moonlight(phone)
    expect(field).to_have_value("an empty bench in the rain, at night, in the moonlight")
    expect(change.locator("ins").last).to_have_text(re.compile("moonlight"))
    for what_comes_next in (change, phone.get_by_role("button", name="Propose", exact=True)):
        expect(what_comes_next).to_be_in_viewport(ratio=1)
    pick_moonlight(phone)
    expect(field).to_have_value("an empty bench in the rain")
    surprise(phone, field)
    phone.get_by_label("Why? (if you like)").fill("it has been raining all week")
    offer(phone, "an empty bench in the rain")
    offer(other, "an empty bench, oil on canvas")
    for place, author in ((tonight.wall, "Ada"), (tonight.wall, "Ben"), (tonight.panel("Vote"), "Ada")):
        expect(place.get_by_text(author).first).to_be_visible()
    expect(tonight.wall.locator("ins").filter(has_text="in the rain")).to_be_visible()
    expect(tonight.desk.get_by_text("“it has been raining all week”").first).to_be_visible()
    merge(tonight)


def pick_moonlight(phone: Page) -> None:
    """A chip out of the catalogue, which makes way for the words at once and gives the focus back."""
    opener = phone.get_by_role("button", name="Styles, artists, moods…")
    opener.click()
    sheet = phone.get_by_role("dialog", name="Ideas from the catalogue")
    sheet.get_by_role("radio", name="Light and view").check(force=True)
    sheet.get_by_role("button", name="Moonlight").click()
    expect(sheet).to_have_count(0)
    expect(opener).to_be_focused()


def surprise(phone: Page, field: Locator) -> None:
    """Something out of nowhere joins the words; undone, they stand as before."""
    phone.get_by_role("button", name="Surprise me").click()
    expect(field).to_have_value(re.compile("^an empty bench in the rain, .+"))
    expect(phone.get_by_role("button", name="Another one")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("an empty bench in the rain")


def merge(tonight: Evening) -> None:
    """The house joins what two people changed; the new wording is on offer everywhere under all their names."""
    tree = tonight.panel("Tree")
    drawn = tree.get_by_role("list", name="How the prompt grew")
    drawn.get_by_role("button", name="an empty bench in the rain").click()
    tree.get_by_role("button", name="Merge with…").click()
    expect(drawn.get_by_role("button", name="an empty bench in the rain")).to_be_focused()
    tonight.desk.keyboard.press("ArrowRight")
    expect(drawn.get_by_role("button", name="an empty bench, oil on canvas")).to_be_focused()
    expect(tree.get_by_role("radio", name="Join the changes of both, word by word")).to_be_checked()
    both = "an empty bench in the rain, oil on canvas"
    reads = tree.get_by_role("group", name="Together they read")
    expect(reads.locator(".diff")).to_have_text(both)
    expect(reads.locator("ins")).to_have_text([re.compile("in the rain, oil on canvas")])
    tree.get_by_role("button", name="Put it on offer").click()
    expect(drawn.get_by_role("button", name=both)).to_be_visible()
    drawn.get_by_role("button", name=both).click()
    expect(tree.get_by_text("Made of this and “an empty bench, oil on canvas”")).to_be_visible()
    for place in (tonight.phone, tonight.wall):
        expect(place.get_by_text("Ada, Ben (joined by Marta)").first).to_be_visible()


@pytest.fixture
def painted(shared_house: Served, visit: Visit) -> Evening:
    """A party at the words, with pictures of a few strokes."""
    tonight = evening(shared_house, visit, prompt="an empty bench, moonlight, snow", recipe=QUICK)
    tonight.phase("Refine")
    return tonight


def test_the_room_pushes_phrases_into_the_picture(painted: Evening) -> None:
    """A push is seen as typography on phone, desk and wall, weighs in the next picture, and marks make a new phrase."""
    tab(painted.phone, "Words")
    for place in painted.places:
        assert size(place, "moonlight") == pytest.approx(size(place, "snow"))
    prompt = painted.phone.get_by_role("region", name="The prompt")
    prompt.get_by_role("button", name="moonlight").click()
    prompt.get_by_role("button", name="snow").focus()
    painted.phone.keyboard.press("ArrowDown")
    expect(prompt.get_by_role("button", name="Push “snow” down")).to_have_attribute("aria-pressed", "true")
    for place in painted.places:
        expect(phrase(place, "snow")).to_have_css("--pull", re.compile(r"0\.\d"))
        assert size(place, "moonlight") > size(place, "snow")
    painted.paint()
    up, down = downloaded(painted).weights
    assert up.weight > 1 > down.weight

    mark(painted.panel("Prompt").get_by_label(re.compile("Select words that belong together")))
    painted.desk.get_by_role("button", name="Make “empty bench” one phrase").click()
    expect(prompt.get_by_role("button", name="empty bench", exact=True)).to_be_visible()


def phrase(place: Page, words: str) -> Locator:
    """A phrase of the working prompt, as it is set."""
    return place.locator(".phrase").filter(has_text=words).first


def size(place: Page, words: str) -> float:
    """How large a phrase is set, in pixels."""
    found: float = phrase(place, words).evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    return found


def mark(area: Locator) -> None:
    """Two words of “an empty bench, moonlight, snow”, taken by keys as anybody can."""
    area.focus()
    area.press("Control+Home")
    for _ in "an ":
        area.press("ArrowRight")
    for _ in "empty bench":
        area.press("Shift+ArrowRight")


def downloaded(tonight: Evening) -> Recipe:
    """What the newest picture's file says of how it was made."""
    link = tonight.panel("Pictures").get_by_role("link", name="Download").get_attribute("href")
    answer = tonight.desk.request.get(f"{tonight.house.url}{link}")
    assert answer.ok
    label = read_label(answer.body())
    assert label
    return label.recipe


def test_the_recipe_is_kept_to(painted: Evening) -> None:
    """A way of painting and the seed of a picture are chosen on the desk, and the next picture is made with both."""
    painted.paint()
    first = downloaded(painted)
    recipe = painted.panel("Recipe")
    ways = recipe.get_by_label("Way of painting", exact=True)
    other = ways.get_by_role("option").nth(2).inner_text()
    ways.select_option(other)
    recipe.get_by_role("button", name=re.compile("Take the seed")).click()
    recipe.get_by_role("button", name="Use from now on").click()
    expect(recipe.get_by_role("button", name="Use from now on")).to_be_disabled()
    painted.paint()
    painted.panel("Pictures")
    expect(painted.desk.get_by_role("button", name="Picture 2")).to_be_visible()
    second = downloaded(painted)
    assert second.seed == first.seed
    assert second.scheduler == other != first.scheduler


def test_the_queue_has_places_and_is_cleared(shared_house: Served, visit: Visit) -> None:
    """Whoever's idea waits is told its place; what is on the easel and what waits can be called off at the desk."""
    tonight = evening(shared_house, visit, recipe={"steps": 100})
    tonight.phase("Refine")
    offer(tonight.phone, "a bench and a lamp")
    tonight.panel("Prompt").get_by_role("button", name="Paint it").click()
    tree = tonight.panel("Tree")
    tree.get_by_role("button", name="a bench and a lamp").click()
    tree.get_by_role("button", name="Paint", exact=True).click()
    queue = tonight.desk.get_by_role("region", name="On the easel").get_by_role("listitem")
    expect(queue).to_have_count(2)
    expect(tonight.phone.get_by_text(re.compile("Your idea is number 1 in the queue"))).to_be_visible()
    expect(queue.first.get_by_role("progressbar")).to_be_visible()
    tonight.desk.get_by_role("button", name="Cancel “a bench and a lamp”").click()
    expect(queue).to_have_count(1)
    expect(tonight.phone.get_by_text(re.compile("Your idea is"))).to_have_count(0)
    tonight.desk.get_by_role("button", name="Cancel “an empty bench”").click()
    expect(queue).to_have_count(0)
    for place in (tonight.phone, tonight.wall):
        expect(place.get_by_role("progressbar")).to_have_count(0)
