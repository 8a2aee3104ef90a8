"""What a shared link shows: the theme to whoever has a code, a picture only of what was published."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
import pytest

from party.app.application import application
from party.app.previews import NAME, PICTURE
from party.app.tries import WRONG_CODES
from party.cli.parts import Running
from party.client import open_party
from party.core.commands import PublishWriteUp, StartJob
from party.core.values import RecipeSettings, Settings
from tests.houses import first_artwork, studio_ready

from .visitors import browser, joins

pytestmark = pytest.mark.anyio

SMALL = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=2, seed=7))
THEME = 'the "sea" & <more>'


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A client of two pages."""
    folder = tmp_path / "web"
    folder.mkdir()
    for file in ("index.html", "party.html"):
        (folder / file).write_text("<html><head></head></html>")
    return folder


def at(server: Running, static: Path, address: str = "") -> httpx.AsyncClient:
    """The same house with that client, at an address its host gave or at each visitor's."""
    app = application(replace(server.front, static_dir=static, address=address))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://visited.example")


async def shared(http: httpx.AsyncClient, path: str) -> dict[str, str]:
    """What is said in the head of a page."""
    text = (await http.get(path)).text
    return {name: unescape(said) for name, said in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', text)}


async def test_a_link_shows_the_theme_and_no_picture_before_it_is_published(server: Running, static: Path) -> None:
    """Then the picture of the write-up; taken back, the house's own again."""
    opening = open_party(server.url, theme=THEME, first_prompt="a boat", name="Hanna", settings=SMALL)
    async with opening as host, at(server, static, "https://party.example") as http:
        await host.until(studio_ready)
        await host.do(StartJob())
        await host.until(first_artwork)
        await host.write_up()
        path = f"/p/{host.code}"
        before = await shared(http, path)
        assert (before["og:title"], before["og:image"]) == (THEME, f"https://party.example{PICTURE}")
        assert before["og:url"] == f"https://party.example{path}"
        await host.do(PublishWriteUp())
        after = await shared(http, path)
        assert after["og:image"].startswith(f"https://party.example/write-up/{host.code}/")
        assert (await http.get(after["og:image"].removeprefix("https://party.example"))).status_code == 200
        await host.do(PublishWriteUp(published=False))
        assert await shared(http, path) == before


async def test_no_party_is_told_apart_from_none(server: Running, static: Path) -> None:
    """The house speaks for itself, at the address it was asked at; guessing codes is counted as at the door."""
    async with at(server, static) as http:
        home = await shared(http, "/")
        assert (home["og:title"], home["og:url"]) == (NAME, "http://visited.example/")
        assert (await shared(http, "/gallery"))["og:image"] == f"http://visited.example{PICTURE}"
        for _ in range(WRONG_CODES.windows[0].amount):
            assert (await shared(http, "/p/ZZZZZ"))["og:title"] == NAME
        assert (await http.get("/api/sessions/ZZZZZ")).status_code == 429
        assert (await http.get("/p/ZZZZZ")).status_code == 200


async def test_a_published_page_says_where_it_is(server: Running, static: Path) -> None:
    """Open Graph, card, canonical address and JSON-LD in its head; kept out of search engines only before."""
    opening = open_party(server.url, theme=THEME, first_prompt="a boat", name="Hanna", settings=SMALL)
    async with opening as host, at(server, static, "https://party.example") as http:
        await host.until(studio_ready)
        await host.do(StartJob())
        await host.until(first_artwork)
        await host.write_up()
        async with browser(server) as guest:
            await joins(guest, host.code)
            assert 'content="noindex"' in (await guest.get(f"/write-up/{host.code}/")).text
        await host.do(PublishWriteUp())
        page = await http.get(f"/write-up/{host.code}/")
        url = f"https://party.example/write-up/{host.code}/"
        assert "noindex" not in page.text
        assert f'<link rel="canonical" href="{url}">' in page.text
        assert '<link rel="alternate" type="application/atom+xml" href="/feed.xml">' in page.text
        said = await shared(http, f"/write-up/{host.code}/")
        assert (said["og:title"], said["og:url"]) == (THEME, url)
        assert said["og:image"].startswith(url)
        assert '"@type": "BlogPosting"' in page.text
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src" not in policy
