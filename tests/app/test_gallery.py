"""The gallery: found by theme and by words of any language, opened without joining, and gone as soon as taken back."""

import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from party.app.gallery import hung
from party.app.published import MOST_LETTERS, paged
from party.cli.parts import Running
from party.client import PartyGuest, open_party
from party.core.commands import Associate, ChangeTheme, ProposeRefinement, PublishWriteUp, RemoveMyWords, StartJob
from party.core.values import Millis, RecipeSettings, Settings
from tests.houses import first_artwork, guest, party, studio_ready

from .visitors import browser

pytestmark = pytest.mark.anyio

SMALL = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=2, seed=7))


async def told(visitor: httpx.AsyncClient, **asked: str) -> dict[str, Any]:
    """What the gallery answers."""
    response = await visitor.get("/api/published", params=asked)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def codes(visitor: httpx.AsyncClient, **asked: str) -> set[str]:
    """Whose cards are shown."""
    return {card["code"] for card in (await told(visitor, **asked))["parties"]}


async def publish(host: PartyGuest) -> None:
    """Written, and shown to everybody."""
    await host.write_up()
    await host.do(PublishWriteUp())


async def test_words_are_found_in_three_languages(server: Running) -> None:
    """Case, width and the order of words do not matter, Chinese needs no spaces, and every term has to be in."""
    evenings = {
        "en": ("Loneliness", "an empty bench", "The Last Train"),
        "ru": ("Одиночество", "пустая скамейка", "Последняя Электричка"),
        "zh": ("孤独", "空荡荡的长椅", "末班电车"),
    }
    found = {}
    async with browser(server) as stranger:
        for language, (theme, prompt, idea) in evenings.items():
            opening = open_party(server.url, theme=theme, first_prompt=prompt, name="Hanna", settings=SMALL)
            async with opening as host:
                await host.do(Associate(idea))
                await publish(host)
                found[language] = host.code
        assert await codes(stranger) == set(found.values())
        for query, language in (
            ("bench", "en"),
            ("TRAIN last", "en"),
            ("\uff54\uff52\uff41\uff49\uff4e", "en"),
            ("скамейка", "ru"),
            ("электричка ОДИНОЧЕСТВО", "ru"),
            ("长椅", "zh"),
            ("末班 孤独", "zh"),
        ):
            assert await codes(stranger, q=query) == {found[language]}, query
        assert await codes(stranger, q="bench скамейка") == set()
        assert await codes(stranger, theme=" одиночество ") == {found["ru"]}
        assert {one["theme"] for one in (await told(stranger, q="bench"))["themes"]} == {
            t for t, *_ in evenings.values()
        }


async def test_an_evening_opens_with_path_and_recipe(server: Running) -> None:
    """A stranger sees each picture in its sizes, the wordings that led to it and the recipe; nothing sets a cookie."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await host.until(studio_ready)
        await host.do(ProposeRefinement("an empty bench in the snow", reason="it is cold there"))
        await host.do(StartJob())
        await host.until(first_artwork)
        url = f"/api/published/{host.code}"
        await host.write_up()
        assert (await stranger.get(url)).status_code == 404
        await host.do(PublishWriteUp())
        evening = (await stranger.get(url)).json()
        (picture,) = evening["pictures"]
        assert picture["recipe"]["seed"] == 7
        assert [step["text"] for step in picture["path"]] == ["an empty bench"]
        assert picture["by"] == "Hanna"
        assert evening["party"]["people"] == 1
        for file in picture["shown"]["files"]:
            image = await stranger.get(file["url"])
            assert image.status_code == 200
            assert "immutable" in image.headers["cache-control"]
        plain = file["url"].split("?")[0]
        first = await stranger.get(plain)
        assert first.headers["cache-control"] == "private, no-cache"
        assert (await stranger.get(plain, headers={"if-none-match": first.headers["etag"]})).status_code == 304
        assert not stranger.cookies


async def test_what_is_taken_back_or_written_anew_is_gone_at_once(server: Running) -> None:
    """Search, evening, feed and page say what the write-up says now, and nothing once it is for guests only."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await host.do(Associate("a lighthouse"))
        await publish(host)
        assert await codes(stranger, q="lighthouse") == {host.code}
        await host.do(ChangeTheme("the sea"))
        await host.write_up()
        assert await codes(stranger, theme="the sea") == {host.code}
        assert "the sea" in (await stranger.get("/feed.xml")).text

        await host.do(PublishWriteUp(published=False))
        assert await codes(stranger, q="lighthouse") == set()
        assert (await told(stranger))["themes"] == []
        assert (await stranger.get(f"/api/published/{host.code}")).status_code == 404
        assert "the sea" not in (await stranger.get("/feed.xml")).text
        assert (await stranger.get(f"/write-up/{host.code}/")).status_code == 403
        assert (await stranger.get(f"/write-up/{host.code}/party.json")).status_code == 403


async def test_words_that_were_taken_back_are_found_no_more(server: Running) -> None:
    """From that moment on, not only when the write-up is made anew; then the evening hangs again without them."""
    async with party(server, SMALL) as host, guest(host, "Ada Byron") as ada, browser(server) as stranger:
        await ada.do(Associate("an unmistakable thought"))
        await publish(host)
        assert await codes(stranger, q="unmistakable byron") == {host.code}
        await ada.do(RemoveMyWords())
        places = (
            f"/api/published/{host.code}",
            "/feed.xml",
            f"/write-up/{host.code}/",
            f"/write-up/{host.code}/party.json",
        )
        for query in ("unmistakable", "Byron"):
            assert await codes(stranger, q=query) == set()
        for place in places:
            assert "Byron" not in (await stranger.get(place)).text
        while await codes(stranger) != {host.code}:
            pass
        for place in places:
            response = await stranger.get(place)
            assert response.status_code == 200
            assert "Byron" not in response.text


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": "something else"}'])
async def test_a_damaged_record_is_left_out(server: Running, damage: str) -> None:
    """The gallery goes on without it, and the page can still be read."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        made = await host.write_up()
        await host.do(PublishWriteUp())
        (server.front.sessions_dir / made.slug / "party.json").write_text(damage)
        assert await codes(stranger) == set()
        assert (await stranger.get(f"/api/published/{host.code}")).status_code == 404
        assert (await stranger.get(f"/write-up/{host.code}/")).status_code == 200


async def test_a_folder_of_another_party_is_not_shown_for_it(server: Running) -> None:
    """What was put in the place of a write-up does not hang under its code."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        made = await host.write_up()
        await host.do(PublishWriteUp())
        file = server.front.sessions_dir / made.slug / "party.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | {"epoch": "another"}))
        assert await codes(stranger) == set()


@pytest.mark.parametrize(
    "query", ["%", "a" * MOST_LETTERS, "\0", "' OR 1=1 --", "(((((", "\\", "<script>", "\ud83d", ".*", "{{7*7}}"]
)
async def test_hostile_queries_find_nothing_and_break_nothing(server: Running, query: str) -> None:
    """A query is words to look for, nothing else."""
    async with party(server, SMALL) as host, browser(server) as stranger:
        await publish(host)
        response = await stranger.get(
            "/api/published?q=" + "".join(f"%{byte:02x}" for byte in query.encode("utf-8", "surrogatepass"))
        )
        assert response.status_code == 200
        assert response.json()["parties"] == []


@pytest.mark.parametrize(
    "asked",
    [{"q": "a" * (MOST_LETTERS + 1)}, {"theme": "a" * 999}, {"before": "yesterday"}, {"before": "1-" + "A" * 99}],
)
async def test_endless_or_senseless_questions_are_refused(server: Running, asked: dict[str, str]) -> None:
    """400, naming what was wrong."""
    async with browser(server) as stranger:
        response = await stranger.get("/api/published", params=asked)
        assert (response.status_code, response.json()["params"]["field"]) == (400, next(iter(asked)))


async def test_pages_follow_each_other_without_gap(server: Running) -> None:
    """More evenings than fit a page come in order, each once, whatever is published or taken back meanwhile."""
    async with party(server, SMALL) as host:
        await publish(host)
        (one,) = hung(server.front.sessions_dir, await server.front.house.journal.sessions())
    places = ((Millis(1000 - n // 2), f"{99 - n:05}") for n in range(60))
    many = tuple(replace(one, card=replace(one.card, opened_ms=at_ms, code=code)) for at_ms, code in places)
    seen, before = list[str](), ""
    while True:
        page, more = paged(many, before)
        seen += [hanging.card.code for hanging in page]
        many = tuple(hanging for hanging in many if hanging != page[-1])
        if more is None:
            break
        before = more
    assert seen == [f"{99 - n:05}" for n in range(60)]
