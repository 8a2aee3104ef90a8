"""The editors' table: a story told, read as it will be, taken back, taken along, let out; and what a guest decides."""

import zipfile
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import DESK, PHONE, Served
from tests.browser.evenings import QUICK, Evening, Visit, evening, tab

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def told(house: Served, visit: Visit) -> Evening:
    """An evening with two pictures, at the end."""
    tonight = evening(house, visit, recipe={**QUICK, "count": 2})
    tonight.phase("Refine")
    tonight.paint()
    tonight.phase("Curate")
    return tonight


def accuse(page: Page) -> list[str]:
    """What axe finds on a page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document, { iframes: false })).violations")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def test_a_story_is_told_and_let_out(shared_house: Served, visit: Visit) -> None:
    """Each change shows on the page to come; undo leads back, redo forth; taken along, published, revised, back."""
    tonight = told(shared_house, visit)
    table = tonight.panel("Write-up")
    page = tonight.desk.frame_locator("iframe:not([inert])")
    expect(page.get_by_role("heading", name="Loneliness", level=1)).to_be_visible()
    expect(table.get_by_text("A draft: the house picked these")).to_be_visible()
    order = table.get_by_role("list", name="Pictures in their order")
    expect(order.get_by_role("article")).not_to_have_count(0)

    table.get_by_label("Title").fill("What a bench remembers")
    expect(page.get_by_role("heading", name="What a bench remembers", level=1)).to_be_visible()
    table.get_by_label("Before it begins").fill("It rained all evening.")
    expect(page.get_by_text("It rained all evening.")).to_be_visible()
    order.get_by_label("Caption").first.fill("Somebody has just left.")
    expect(page.get_by_text("Somebody has just left.").first).to_be_visible()
    table.get_by_label("License of the page").select_option(label="CC BY 4.0")
    expect(page.get_by_text("CC BY 4.0").first).to_be_visible()

    others = table.get_by_role("list", name="Left out")
    others.get_by_role("button").first.click()
    expect(table.get_by_text("Your choice, in your order.")).to_be_visible()
    expect(order.get_by_role("article")).to_have_count(2)
    captions = order.get_by_label("Caption")
    expect(captions.first).to_have_value("Somebody has just left.")
    order.get_by_role("button", name="Move picture 1 down").press("Enter")
    expect(captions.last).to_have_value("Somebody has just left.")
    assert accuse(tonight.desk) == []

    undo(tonight.desk)
    assert accuse(tonight.desk) == []
    take_along(tonight)
    let_out(tonight, visit)


def undo(desk: Page) -> None:
    """Back by keys, past the order and the choice; forward by the button; the field's own keys are left alone."""
    order = desk.get_by_role("list", name="Pictures in their order")
    desk.get_by_role("tab", name="Write-up").focus()
    desk.keyboard.press("Control+z")
    expect(order.get_by_label("Caption").first).to_have_value("Somebody has just left.")
    desk.keyboard.press("Control+z")
    expect(desk.get_by_text("A draft: the house picked these")).to_be_visible()
    desk.keyboard.press("Control+z")
    expect(desk.get_by_label("License of the page")).to_have_value("")
    again = desk.get_by_role("button", name="Do again")
    again.click()
    expect(desk.get_by_label("License of the page")).to_have_value("cc-by-4.0")


def take_along(tonight: Evening) -> None:
    """A whole zip in each format; the party knows nothing of it."""
    for name, page in (("Markdown", "index.md"), ("Hugo", "index.md"), ("One HTML page", "index.html")):
        with tonight.desk.expect_download() as coming:
            tonight.desk.get_by_role("button", name=f"Download: {name}").click()
        download: Download = coming.value
        with zipfile.ZipFile(download.path()) as zipped:
            assert zipped.testzip() is None
            (index,) = (one for one in zipped.namelist() if one.endswith(page))
            assert "It rained all evening." in zipped.read(index).decode()
        expect(tonight.desk.get_by_text(f"{download.suggested_filename} is in your downloads.")).to_be_visible()
    expect(tonight.desk.get_by_text("Nothing is written yet.")).to_be_visible()


def let_out(tonight: Evening, visit: Visit) -> None:
    """Made, published, found older after a change, revised for everybody, and taken back."""
    table, address = tonight.panel("Write-up"), f"{tonight.house.url}/write-up/{tonight.code}/"
    stranger = visit(tonight.house.url, PHONE)
    table.get_by_role("button", name="Make the write-up").click()
    expect(table.get_by_text("What is written says all of this.")).to_be_visible()
    table.get_by_role("button", name="Publish the write-up").click()
    table.get_by_role("button", name="Really for everybody?").click()
    expect(table.get_by_label("The address to pass on", exact=True)).to_have_value(address)
    stranger.goto(address)
    expect(stranger.get_by_text("It rained all evening.")).to_be_visible()

    table.get_by_label("Before it begins").fill("It snowed all evening.")
    expect(table.get_by_text("The published version is older than the story on this table.")).to_be_visible()
    table.get_by_role("button", name="Revise the published version").click()
    expect(table.get_by_text("What is written says all of this.")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_text("It snowed all evening.")).to_be_visible()
    table.get_by_role("button", name="For guests only again").click()
    expect(table.get_by_role("button", name="Publish the write-up")).to_be_visible()
    assert stranger.request.get(address).status == 403


def test_a_guest_chooses_a_name_and_takes_the_words_out(shared_house: Served, visit: Visit) -> None:
    """Told at the door; a pen name until it is published; words removed from the published page, which stays."""
    tonight = evening(shared_house, visit, recipe=QUICK)
    door = visit(f"{shared_house.url}/p/{tonight.code}", PHONE)
    expect(door.get_by_text("The evening may be published later.")).to_be_visible()

    phone = tonight.phone
    tab(phone, "Ideas")
    thought = phone.locator("form input, form textarea").first
    thought.fill("an unmistakable thought")
    thought.press("Enter")
    expect(phone.get_by_text("an unmistakable thought").first).to_be_visible()
    me = credit(phone)
    me.get_by_label("By a pen name").check()
    me.get_by_label("Pen name", exact=True).fill("The Countess")
    me.get_by_role("button", name="Keep it so").click()
    expect(me.get_by_text("That is how the write-up will name you.")).to_be_visible()
    assert accuse(phone) == []

    tonight.phase("Curate")
    table = tonight.panel("Write-up")
    page = tonight.desk.frame_locator("iframe:not([inert])")
    expect(page.get_by_text("The Countess").first).to_be_visible()
    table.get_by_role("button", name="Make the write-up").click()
    table.get_by_role("button", name="Publish the write-up").click()
    table.get_by_role("button", name="Really for everybody?").click()
    expect(me.get_by_text("The write-up is published, so this stands for now.")).to_be_visible()
    expect(me.get_by_label("Not by name: “a guest”")).to_be_disabled()

    stranger = visit(f"{shared_house.url}/write-up/{tonight.code}/", DESK)
    expect(stranger.get_by_text("an unmistakable thought").first).to_be_visible()
    me.get_by_text("Remove my words and name").click()
    expect(me.get_by_text("What stays: wordings the room accepted")).to_be_visible()
    me.get_by_role("button", name="Remove them").click()
    me.get_by_role("button", name="Really? There is no way back").click()
    expect(me.get_by_text("Your words and your name are gone from the record.")).to_be_visible()
    expect(page.get_by_text("an unmistakable thought")).to_have_count(0)
    expect(table.get_by_text("What is written says all of this.")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_role("heading", level=1)).to_be_visible()
    expect(stranger.get_by_text("an unmistakable thought")).to_have_count(0)
    expect(stranger.get_by_text("The Countess")).to_have_count(0)


def credit(phone: Page) -> Page:
    """How somebody is named, unfolded among the people."""
    phone.get_by_role("button", name="people here").click()
    phone.get_by_text("My name in the write-up").click()
    return phone
