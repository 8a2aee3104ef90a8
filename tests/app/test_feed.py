"""The Atom feed, read back by an independent parser: for strangers, true to what is published, whatever titles say."""

import xml.etree.ElementTree as ET
from typing import Any

import feedparser
import httpx
import pytest

from party.cli.parts import Running
from party.client import open_party
from party.core.commands import ChangeTheme, PublishWriteUp, StartJob
from party.core.values import RecipeSettings, Settings
from tests.houses import first_artwork, party, studio_ready

from .visitors import browser

pytestmark = pytest.mark.anyio

SMALL = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=2, seed=7))
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "]]><script>alert(1)</script> & “quotes' 😀"


async def fed(visitor: httpx.AsyncClient, **asked: str) -> Any:  # noqa: ANN401  what the parser gives
    """The feed as a reader has it."""
    response = await visitor.get("/feed.xml", params=asked)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("application/atom+xml")
    complete(response.content)
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def complete(feed: bytes) -> None:
    """What RFC 4287 asks of a feed and of each entry is there, once; every address is whole."""
    root = ET.fromstring(feed)  # noqa: S314  our own
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        links = element.findall(f"{ATOM}link")
        assert len([link for link in links if link.get("rel", "alternate") == "alternate"]) == 1
        assert all(str(link.get("href")).startswith("http") for link in links)
        assert element.find(f"{ATOM}author/{ATOM}name") is not None or root.find(f"{ATOM}author/{ATOM}name") is not None
        assert len(element.findall(f"{ATOM}summary")) <= 1
    assert len(ids := [one.text for one in root.iter(f"{ATOM}id")]) == len(set(ids))


async def test_an_empty_house_has_a_feed(server: Running) -> None:
    """No entries, but a feed."""
    async with browser(server) as stranger:
        assert (await fed(stranger)).entries == []


async def test_an_evening_is_told_with_picture_people_and_time(server: Running) -> None:
    """Title, summary, credit, content with the picture, an id that stays when it is written anew."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await host.until(studio_ready)
        await host.do(StartJob())
        await host.until(first_artwork)
        await host.write_up()
        assert (await fed(stranger)).entries == []
        await host.do(PublishWriteUp())
        (entry,) = (await fed(stranger)).entries
        assert (entry.title, entry.authors) == ("loneliness", [{"name": "Hanna"}])
        assert entry.link == f"{server.url}/write-up/{host.code}/"
        assert entry.id.startswith("tag:neural-party,2026:")
        assert "an empty bench" in entry.content[0].value
        image = entry.content[0].value.split('src="')[1].split('"')[0]
        assert (await stranger.get(image)).status_code == 200
        await host.write_up()
        (again,) = (await fed(stranger)).entries
        assert again.id == entry.id
        assert again.updated_parsed >= entry.updated_parsed
        assert again.published == entry.published


async def test_hostile_titles_stay_text(server: Running) -> None:
    """Whatever a theme says, the feed is well-formed and readers see its words, without marks that turn the writing."""
    opening = open_party(server.url, theme=HOSTILE, first_prompt=HOSTILE, name=HOSTILE[:40], settings=SMALL)
    async with opening as host, browser(server) as stranger:
        made = await host.write_up()
        await host.do(PublishWriteUp())
        index = server.front.sessions_dir / made.slug / "index.md"
        index.write_text(index.read_text().replace('title: "', r'title: "\a\x00\u202e\u2028', 1))
        (entry,) = (await fed(stranger)).entries
        assert entry.title_detail.type == "text/plain"
        assert "script>" in entry.title
        assert "\u202e" not in entry.title
        assert "<script" not in entry.content[0].value
        assert len((await fed(stranger, theme=host.view.session.theme)).entries) == 1


async def test_a_theme_has_a_feed_of_its_own(server: Running) -> None:
    """Only its evenings, under an address of its own."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await host.write_up()
        await host.do(PublishWriteUp())
        assert len((await fed(stranger, theme="Loneliness")).entries) == 1
        other = await fed(stranger, theme="the sea & more")
        assert other.entries == []
        assert "theme=the+sea+%26+more" in other.feed.links[1].href
        await host.do(ChangeTheme("the sea & more"))
        await host.write_up()
        assert len((await fed(stranger, theme="the sea & more")).entries) == 1
