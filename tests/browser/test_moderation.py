"""The moderator's kit: what waits to be let through, who is helped, quieted or shown out, and the hand on the wall."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PHONE, Served
from tests.browser.evenings import QUICK, Evening, Visit, evening, offer, tab


def test_what_is_screened_waits_for_the_moderator(shared_house: Served, visit: Visit) -> None:
    """Names, words and pictures reach phone and wall when let through; their author sees them wait; hidden, they go."""
    tonight = evening(shared_house, visit, screening=True, recipe=QUICK)
    phone, wall = tonight.phone, tonight.wall
    tonight.phase("Gather")
    phone.get_by_placeholder("A word or a few").fill("a lamp left on")
    phone.get_by_role("button", name="Say it").click()
    expect(phone.get_by_test_id("held")).to_contain_text("a lamp left on")
    expect(phone.get_by_role("list", name="What people said")).to_have_count(0)

    tonight.desk.get_by_role("button", name="2 to let through").click()
    said = tonight.panel("All said")
    waiting = said.get_by_role("region", name="To be let through")
    expect(waiting.get_by_role("listitem")).to_contain_text(["Ada", "a lamp left on"])
    let_a_name_through(tonight, waiting)
    expect(wall.get_by_text("a lamp left on")).to_have_count(0)
    waiting.get_by_role("button", name="Let through a lamp left on").click()
    for place in (wall, phone.get_by_role("list", name="What people said")):
        expect(place.get_by_text("a lamp left on")).to_be_visible()
    expect(phone.get_by_test_id("held")).to_have_count(0)

    tonight.panel("Prompt").get_by_role("button", name="Paint it").click()
    tonight.panel("All said")
    picture = waiting.get_by_role("listitem").filter(has=tonight.desk.get_by_role("img"))
    expect(picture).to_have_count(1)
    for place in (phone, wall):
        expect(place.get_by_alt_text(re.compile("^Picture made from"))).to_have_count(0)
        expect(place.get_by_test_id("preview")).to_have_count(0)
    picture.get_by_role("button", name="Let through").click()
    for place in (phone, wall):
        expect(place.get_by_alt_text(re.compile("^Picture made from")).first).to_be_visible()
    everything = said.get_by_role("region", name="Everything said and made")
    everything.get_by_role("button", name="Hide a lamp left on").click()
    everything.get_by_role("button", name="Hide an empty bench").click()
    for place in (phone, wall):
        expect(place.get_by_alt_text(re.compile("^Picture made from"))).to_have_count(0)
        expect(place.get_by_text("a lamp left on")).to_have_count(0)


def let_a_name_through(tonight: Evening, waiting: Locator) -> None:
    """Until then a number stands for Ada on a stranger's phone."""
    stranger = tonight.guest("Ben")
    stranger.get_by_role("button", name=re.compile("people here")).click()
    sheet = stranger.get_by_role("dialog")
    expect(sheet.get_by_text(re.compile(r"^#\d+$"))).to_have_count(2)
    expect(sheet.get_by_text(re.compile(r"the room calls you #\d+"))).to_be_visible()
    expect(sheet.get_by_text("Ada")).to_have_count(0)
    waiting.get_by_role("button", name="Let through Ada").click()
    expect(sheet.get_by_text("Ada")).to_be_visible()


def test_people_are_helped_quieted_and_shown_out(shared_house: Served, visit: Visit) -> None:
    """A nudge only Ada sees, another name for her, listening for a while, then the door, with her words gone."""
    tonight = evening(shared_house, visit)
    phone = tonight.phone
    tonight.phase("Refine")
    offer(phone, "an empty bench in the rain")
    ada = tonight.person("Ada")
    ada.get_by_label("A friendly word, only for them").fill("What do you hear in the rain?")
    ada.get_by_role("button", name="Send").click()
    expect(phone.get_by_test_id("nudge")).to_have_text("What do you hear in the rain?")
    phone.get_by_role("button", name="All right").click()
    expect(phone.get_by_test_id("nudge")).to_have_count(0)
    ada.get_by_label("Name on all screens").fill("Ada L.")
    ada.get_by_role("button", name="Change").click()
    expect(tonight.wall.get_by_text("Ada L.")).to_be_visible()

    tools = tonight.desk.locator(".tools").filter(has=tonight.desk.get_by_role("group", name="Roles of Ada L."))
    tools.get_by_role("button", name="Let look and vote only").click()
    expect(phone.get_by_role("region", name="The moderator asked you to listen for a while")).to_be_visible()
    expect(phone.get_by_label("How would you put it?")).to_have_count(0)
    tools.get_by_role("button", name="Let write again").click()
    expect(phone.get_by_label("How would you put it?")).to_be_visible()

    tools.get_by_label("and hide what they wrote").check()
    tools.get_by_role("button", name="Show out").click()
    tools.get_by_role("button", name="Really show out?").click()
    expect(phone.get_by_text("The moderator has shown you out.")).to_be_visible()
    expect(tonight.wall.get_by_text("Ada L.")).to_have_count(0)
    expect(tonight.wall.get_by_text("in the rain")).to_have_count(0)
    phone.reload()
    expect(phone.get_by_text("Only the moderator can let you back in.")).to_be_visible()
    expect(phone.get_by_role("button", name="Join")).to_have_count(0)
    readmit(tonight)
    lock(tonight)


def test_who_was_shown_out_can_take_their_words_along(shared_house: Served, visit: Visit) -> None:
    """At once and after a reload, from the page that says the room is closed to them."""
    tonight = evening(shared_house, visit)
    phone = tonight.phone
    tonight.phase("Refine")
    offer(phone, "an empty bench in the rain")
    tools = tonight.person("Ada")
    tools.get_by_role("button", name="Show out").click()
    tools.get_by_role("button", name="Really show out?").click()
    expect(phone.get_by_text("Remove my words and name")).to_be_visible()
    expect(tonight.wall.get_by_text("in the rain").first).to_be_visible()
    phone.reload()
    phone.get_by_text("Remove my words and name").click()
    phone.get_by_role("button", name="Remove them").click()
    phone.get_by_role("button", name="Really? There is no way back").click()
    expect(phone.get_by_text("Your words and your name are gone from the record.")).to_be_visible()
    expect(tonight.wall.get_by_text("in the rain")).to_have_count(0)


def readmit(tonight: Evening) -> None:
    """The moderator lets Ada back in, and her phone finds the room again."""
    tonight.desk.get_by_role("button", name="Let back in Ada L.").click()
    expect(tonight.desk.get_by_role("button", name="Let back in Ada L.")).to_have_count(0)
    tonight.phone.reload()
    expect(tonight.phone.get_by_role("navigation", name="What to do")).to_be_visible()


def lock(tonight: Evening) -> None:
    """Behind a locked door nobody new comes in; those inside stay, and the wall says so."""
    tonight.panel("Invite").get_by_label(re.compile("Lock it")).check()
    late = tonight.visit(f"{tonight.house.url}/p/{tonight.code}", PHONE)
    expect(late.get_by_text(re.compile("The door is locked just now"))).to_be_visible()
    expect(tonight.wall.get_by_text("Closed to newcomers")).to_be_visible()
    tonight.panel("Invite").get_by_label(re.compile("Lock it")).uncheck()
    late.get_by_role("button", name="Look again").click()
    expect(late.get_by_role("button", name="Join")).to_be_visible()


def test_the_wall_listens_to_the_desk_and_to_its_own_keys(shared_house: Served, visit: Visit) -> None:
    """What the moderator puts there is there; a key at the wall shows something else and gives the evening back."""
    tonight = evening(shared_house, visit, recipe=QUICK)
    tonight.phase("Refine")
    tonight.paint()
    main = tonight.wall.get_by_role("main")
    choice = tonight.panel("Evening").get_by_role("region", name="What the wall shows")
    for show, scene in (
        ("One picture", "picture"),
        ("The way in", "code"),
        ("Ideas", "ideas"),
        ("The prompt", "prompt"),
    ):
        choice.get_by_role("button", name=show, exact=True).click()
        expect(main).to_have_attribute("data-scene", scene)
    for key, scene in (("g", "gallery"), ("c", "code"), ("Escape", "prompt"), ("ArrowLeft", "gallery")):
        tonight.wall.keyboard.press(key)
        expect(main).to_have_attribute("data-scene", scene)
    tonight.wall.keyboard.press("Space")
    expect(tonight.wall.get_by_text("This picture is held")).to_be_visible()
    tonight.wall.keyboard.press("?")
    expect(tonight.wall.get_by_label("Keys of this wall")).to_be_visible()
    tonight.wall.keyboard.press("Escape")
    choice.get_by_role("button", name="By itself").click()
    expect(main).to_have_attribute("data-scene", "refine")


def test_a_pause_keeps_everything_until_another_day(shared_house: Served, visit: Visit) -> None:
    """Paused, nothing can be pressed and half a sentence stays in its field; continued, it can be sent."""
    tonight = evening(shared_house, visit)
    tonight.phase("Refine")
    field = tonight.phone.get_by_label("How would you put it?")
    field.fill("an empty bench at dawn")
    tonight.desk.get_by_role("button", name="Pause", exact=True).click()
    expect(tonight.phone.get_by_test_id("paused")).to_be_visible()
    expect(tonight.wall.get_by_role("main")).to_have_attribute("data-scene", "paused")
    expect(tonight.phone.get_by_role("button", name="Propose", exact=True)).to_be_disabled()
    tonight.phone.reload()
    tab(tonight.phone, "Words")
    expect(field).to_have_value("an empty bench at dawn")
    tonight.desk.get_by_role("button", name="Continue").first.click()
    expect(tonight.phone.get_by_test_id("paused")).to_have_count(0)
    offer(tonight.phone, "an empty bench at dawn")
    expect(tonight.wall.get_by_text("at dawn")).to_be_visible()
