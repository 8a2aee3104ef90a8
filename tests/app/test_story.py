"""The editors' table over HTTP: what is in and why, the page as it would read, what may be taken away, what is gone."""

import asyncio
import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from party.cli.parts import Running
from party.client import PartyGuest
from party.core import commands as c
from party.core.values import ArtworkId, RecipeSettings, Role, Settings, StoryPlace
from party.press.formats import FORMATS
from party.press.story import Why
from party.wire.story import Because
from tests.houses import first_artwork, guest, happens, party, studio_ready

from .visitors import browser, trouble

pytestmark = pytest.mark.anyio

SMALL = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=2, seed=7))


async def told(host: PartyGuest, rest: str = "", **params: str) -> httpx.Response:
    """What the house says to a curator about the story."""
    async with at(host) as http:
        return await http.get(f"/api/sessions/{host.code}/{rest or 'story'}", params=params, follow_redirects=True)


def at(host: PartyGuest) -> httpx.AsyncClient:
    """A guest's browser."""
    return httpx.AsyncClient(base_url=host.url, cookies=host._cookies, trust_env=False, timeout=30)


async def table(host: PartyGuest, **params: str) -> dict[str, Any]:
    """The story as it lies on the table."""
    response = await told(host, **params)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def painted(host: PartyGuest) -> str:
    """The first picture of an evening."""
    await host.until(studio_ready)
    await host.do(c.StartJob())
    return str((await host.until(first_artwork)).id)


@pytest.fixture
def tray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for what is there for a moment only."""
    folder = tmp_path / "tray"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


async def test_a_draft_says_why(server: Running) -> None:
    """Nobody chose: the house drafts with its reasons, the alternative text it would print, and what it knows."""
    async with party(server, SMALL) as host:
        artwork = await painted(host)
        found = await table(host)
        (pick,) = found["picks"]
        assert (pick["artwork"], found["hero"], found["by_people"], found["older"]) == (artwork, artwork, False, False)
        assert "final" in {reason["because"] for reason in pick["reasons"]}
        assert "an empty bench" in pick["alt"]
        assert set(found["formats"]) == set(FORMATS)
        (model,) = found["models"]
        assert (model["model"], model["license"]) == ("swatch", "MIT License")
        assert "cc-by-4.0" in {license_["id"] for license_ in found["licenses"]}
        russian = await table(host, language="ru")
        assert [one["says"] for one in russian["licenses"]] != [one["says"] for one in found["licenses"]]


def test_the_wire_knows_every_reason() -> None:
    """What the press may say of a picture, the page has a name for."""
    assert {why.value for why in Why} == {because.value for because in Because}


async def test_the_preview_is_the_page_and_writes_nothing(server: Running) -> None:
    """It holds the words of this moment, its pictures come from the gallery's wall, and no folder was made."""
    async with party(server, SMALL) as host:
        artwork = await painted(host)
        before = set(server.front.sessions_dir.iterdir())
        await host.do(c.TitleStory("What a bench remembers"))
        await host.do(c.CaptionArtwork(ArtworkId(artwork), "Nobody sits", "An empty bench"))
        page = await told(host, "story/preview")
        assert page.headers["content-type"].startswith("text/html")
        assert "What a bench remembers" in page.text
        assert "Nobody sits" in page.text
        await host.do(c.TitleStory("Another title"))
        assert "Another title" in (await told(host, "story/preview")).text
        name = page.text.partition('src="')[2].partition('"')[0]
        picture = await told(host, f"story/{name}")
        assert picture.url.path == f"/art/{host.code}/{artwork}"
        assert picture.headers["content-type"].startswith("image/")
        assert (await told(host, "story/nothing.webp")).status_code == 404
        assert set(server.front.sessions_dir.iterdir()) == before


async def test_the_preview_alone_may_be_framed_and_runs_nothing(server: Running) -> None:
    """By pages of the same house; no script, no other address."""
    async with party(server, SMALL) as host:
        policy = (await told(host, "story/preview")).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "script" not in policy
        assert "frame-ancestors 'none'" in (await told(host)).headers["content-security-policy"]


async def test_only_those_who_curate_see_the_table(server: Running) -> None:
    """A guest and a stranger are told no, an expert is let; whatever is asked for."""
    async with party(server, SMALL) as host, guest(host) as ada, guest(host, "Olga", Role.ART_EXPERT) as olga:
        async with browser(server) as stranger:
            for rest in ("story", "story/preview", "story/x.webp", "making", "export?format=plain"):
                address = f"/api/sessions/{host.code}/{rest}"
                assert trouble(await stranger.get(address)) == (403, "NotAGuest")
                async with at(ada) as http:
                    assert trouble(await http.get(address)) == (403, "NotAllowed")
        assert (await told(olga)).status_code == 200


@pytest.mark.parametrize("format_", list(FORMATS))
async def test_every_format_can_be_taken_away(server: Running, tray: Path, format_: str) -> None:
    """A zip that names its format, whole, of a party that nobody wrote up; afterwards nothing of it lies anywhere."""
    async with party(server, SMALL) as host:
        await painted(host)
        taken = await told(host, "export", format=format_)
        assert taken.headers["content-type"] == "application/zip"
        assert f'-loneliness-{format_}.zip"' in taken.headers["content-disposition"]
        with zipfile.ZipFile(io.BytesIO(taken.content)) as zipped:
            assert zipped.testzip() is None
            assert any(name.endswith((".md", ".qmd", "index.html")) for name in zipped.namelist())
            assert not any("journal" in name for name in zipped.namelist())
        assert host.view.session.write_up == ""
        assert (await told(host, "making")).json() == {"done": 0, "total": 0}
    await happens(lambda: not list(tray.iterdir()))


async def test_an_unknown_format_is_told(server: Running) -> None:
    """By its field; nothing is begun."""
    async with party(server, SMALL) as host:
        for format_ in ("", "pdf", "../plain"):
            assert trouble(await told(host, "export", format=format_)) == (400, "BadMessage")


async def test_a_broken_template_is_told_with_its_place(server: Running, tmp_path: Path, tray: Path) -> None:
    """Preview, write-up and export name file and line; what was written before stays as it was."""
    async with party(server, SMALL) as host:
        made = await host.write_up()
        index = server.front.sessions_dir / made.slug / "index.md"
        written = index.read_text(encoding="utf-8")
        templates = tmp_path / "templates"
        templates.mkdir()
        (templates / "index.md.j2").write_text("fine\n{% nonsense %}\n", encoding="utf-8")
        object.__setattr__(server.front, "templates", templates)
        for answer in (await told(host, "story/preview"), await told(host, "export", format="hugo")):
            assert trouble(answer) == (500, "TemplateBroken")
            assert answer.json()["params"] == {"file": "index.md.j2", "line": 2}
        assert index.read_text(encoding="utf-8") == written
        await happens(lambda: not list(tray.iterdir()))


async def test_a_write_up_grows_old(server: Running) -> None:
    """Made, it tells all; a paragraph later it does not; publishing changes nothing; made again, it does."""
    async with party(server, SMALL) as host:
        await host.write_up()
        assert not (await table(host))["older"]
        await host.do(c.PublishWriteUp())
        assert not (await table(host))["older"]
        await host.do(c.WriteParagraph(StoryPlace.OPENING, None, "It rained all evening."))
        assert (await table(host))["older"]
        await host.write_up()
        assert not (await table(host))["older"]


async def test_many_who_ask_at_once_get_one_answer(server: Running) -> None:
    """A storm of requests for the same moment is served by one proof, the newest."""
    async with party(server, SMALL) as host:
        await host.do(c.TitleStory("The last one"))
        pages = await asyncio.gather(*(told(host, "story/preview") for _ in range(8)))
        assert {page.text for page in pages} == {pages[0].text}
        assert "The last one" in pages[0].text


async def test_removed_words_leave_a_published_write_up(server: Running) -> None:
    """A guest takes their words out over the line: the page is made anew at once, and stays published."""
    async with party(server, SMALL) as host, guest(host, "Ada Byron") as ada, browser(server) as stranger:
        await ada.do(c.Associate("an unmistakable thought"))
        made = await host.write_up()
        await host.do(c.PublishWriteUp())
        index = server.front.sessions_dir / made.slug / "index.md"
        assert "an unmistakable thought" in index.read_text(encoding="utf-8")
        await ada.do(c.RemoveMyWords())
        await happens(lambda: "an unmistakable thought" not in index.read_text(encoding="utf-8"))
        page = await stranger.get(f"/write-up/{host.code}/")
        assert page.status_code == 200
        assert "Ada Byron" not in page.text


async def test_a_moderator_removes_words_on_request(server: Running) -> None:
    """The same, when somebody asked the moderator for it."""
    async with party(server, SMALL) as host, guest(host, "Ada Byron") as ada:
        await ada.do(c.Associate("an unmistakable thought"))
        made = await host.write_up()
        index = server.front.sessions_dir / made.slug / "index.md"
        await host.do(c.RemoveWordsOf(ada.id))
        await happens(lambda: "an unmistakable thought" not in index.read_text(encoding="utf-8"))
