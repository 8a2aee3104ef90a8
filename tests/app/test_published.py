"""Published parties: listed for anybody, readable by anybody, and no longer once they are taken back."""

from typing import Any

import httpx
import pytest

from party.cli.parts import Running
from party.client import Turned
from party.core.commands import ChangePhase, ProposeRefinement, PublishWriteUp, StartJob
from party.core.refusals import Reason
from party.core.values import Phase, RecipeSettings, Settings
from tests.houses import first_artwork, party, studio_ready

from .visitors import browser

pytestmark = pytest.mark.anyio

SMALL = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=2, seed=7))

OLDER = "The party went on after this was written"


async def listed(visitor: httpx.AsyncClient) -> list[dict[str, Any]]:
    """What the gallery shows a stranger."""
    response = await visitor.get("/api/published")
    assert response.status_code == 200
    parties: list[dict[str, Any]] = response.json()["parties"]
    return parties


async def test_a_write_up_is_for_guests_until_it_is_published(server: Running) -> None:
    """Nobody publishes what is not written; published, a stranger finds and reads it; taken back, no longer."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await host.until(studio_ready)
        await host.do(StartJob())
        await host.until(first_artwork)
        with pytest.raises(Turned, match=Reason.NO_WRITE_UP):
            await host.do(PublishWriteUp())
        await host.write_up()
        assert await listed(stranger) == []
        assert (await stranger.get(f"/write-up/{host.code}/")).status_code == 403

        await host.do(PublishWriteUp())
        (card,) = await listed(stranger)
        assert (card["code"], card["theme"], card["pictures"]) == (host.code, host.view.session.theme, 1)
        page = await stranger.get(card["url"])
        assert page.status_code == 200
        assert f'<html lang="{host.view.session.settings.language}" dir="ltr">' in page.text
        cover = await stranger.get(card["cover"]["files"][-1]["url"])
        assert cover.headers["content-type"].startswith("image/")

        await host.do(PublishWriteUp(published=False))
        assert await listed(stranger) == []
        assert (await stranger.get(card["url"])).status_code == 403


async def test_a_folder_that_was_moved_away_is_left_out(server: Running) -> None:
    """A published party whose folder is gone does not break the gallery."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        made = await host.write_up()
        await host.do(PublishWriteUp())
        (server.front.sessions_dir / made.slug).rename(server.front.sessions_dir / "elsewhere")
        assert await listed(stranger) == []


async def test_a_page_says_when_the_party_went_on(server: Running) -> None:
    """A line above the page tells that something came after it; publishing and the like is nothing to tell."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await host.write_up()
        await host.do(PublishWriteUp())
        await host.do(ChangePhase(Phase.CURATE))
        url = f"/write-up/{host.code}/"
        assert OLDER not in (await stranger.get(url)).text

        await host.do(ProposeRefinement("what came later"))
        page = (await stranger.get(url)).text
        assert page.index(OLDER) < page.index("<h1")

        await host.write_up()
        assert OLDER not in (await stranger.get(url)).text


async def test_a_page_a_host_has_worked_on_is_still_read(server: Running) -> None:
    """Front matter that was broken by hand breaks neither the page nor the gallery."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        made = await host.write_up()
        await host.do(PublishWriteUp())
        index = server.front.sessions_dir / made.slug / "index.md"
        index.write_text("---\n[\n---\n\n# my own words\n")
        assert "my own words" in (await stranger.get(f"/write-up/{host.code}/")).text
        (card,) = await listed(stranger)
        assert (card["about"], card["title"], card["last"]) == ("", "loneliness", "an empty bench")
