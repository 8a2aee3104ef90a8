"""How an evening ends: closed, written up, published, found by a stranger, taken back, and at last deleted."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Served
from tests.browser.evenings import QUICK, Evening, Visit, evening


def test_an_evening_is_published_and_deleted(shared_house: Served, visit: Visit) -> None:
    """The write-up is for guests, then for everybody from the start page, then no longer; deleted, nothing is left."""
    tonight = evening(shared_house, visit, recipe=QUICK)
    tonight.phase("Refine")
    tonight.paint()
    tonight.panel("Pictures").get_by_role("button", name="Choose for the write-up").click()
    tonight.panel("Evening").get_by_role("button", name="Close the party").click()
    tonight.desk.get_by_role("button", name="Really close?").click()
    expect(tonight.phone.get_by_test_id("closed")).to_be_visible()
    expect(tonight.wall.get_by_text("The evening is over. Thank you for being here.")).to_be_visible()
    expect(tonight.wall.get_by_text("Ada")).to_be_visible()

    write_up = tonight.panel("Write-up")
    expect(write_up.get_by_role("button", name="Publish the write-up")).to_have_count(0)
    write_up.get_by_label("Caption").fill("Somebody has just left.")
    write_up.get_by_role("button", name="Make the write-up").click()
    expect(write_up.get_by_text("So far only those who were here can read it.")).to_be_visible()
    expect(tonight.phone.get_by_role("link", name="Read the write-up").first).to_be_visible()
    stranger = visit(shared_house.url, PHONE)
    address = f"{shared_house.url}/write-up/{tonight.code}/"
    assert stranger.request.get(address).status == 403

    write_up.get_by_role("button", name="Publish the write-up").click()
    write_up.get_by_role("button", name="Really for everybody?").click()
    expect(write_up.get_by_label("The address to pass on", exact=True)).to_have_value(address)
    stranger.reload()
    expect(stranger.get_by_alt_text("A picture from the evening “Loneliness”")).to_be_visible()
    stranger.get_by_role("region", name="Evenings to look at").get_by_role("link", name="Loneliness").click()
    expect(stranger.get_by_role("heading", name="Loneliness", level=1)).to_be_visible()
    expect(stranger.get_by_text("Somebody has just left.")).to_be_visible()
    write_up.get_by_role("button", name="For guests only again").click()
    expect(write_up.get_by_role("button", name="Publish the write-up")).to_be_visible()
    stranger.goto(shared_house.url)
    expect(stranger.get_by_role("button", name="Open the party")).to_be_visible()
    expect(stranger.get_by_text("Evenings to look at")).to_have_count(0)
    expect(stranger.get_by_alt_text(re.compile("sailing boat"))).to_be_visible()
    delete(tonight)


def delete(tonight: Evening) -> None:
    """Only the code typed in full lets it go; then every page is told, and neither code nor folder is left."""
    assert list(tonight.house.sessions.glob("*-loneliness"))
    settings = tonight.panel("Settings")
    settings.get_by_text("Delete the whole party").click()
    everything = settings.get_by_role("button", name="Delete everything")
    expect(everything).to_be_disabled()
    settings.get_by_label(re.compile("Type the code")).fill(tonight.code)
    everything.click()
    tonight.desk.wait_for_url(f"{tonight.house.url}/")
    for place in (tonight.phone, tonight.wall):
        expect(place.get_by_text("This party was deleted, with everything said and made in it.")).to_be_visible()
    assert not list(tonight.house.sessions.glob("*-loneliness"))
    late = tonight.visit(f"{tonight.house.url}/p/{tonight.code}", DESK)
    expect(late.get_by_role("heading", name="No party has this code")).to_be_visible()
