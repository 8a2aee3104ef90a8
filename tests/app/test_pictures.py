"""Finished pictures and write-ups over HTTP: who gets them, in which size, and what a file that leaves carries."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image

from party.app.pictures import FOREVER
from party.cli.parts import Running
from party.client import PartyGuest
from party.core.commands import CaptionArtwork, ChooseArtwork, EditPrompt, ScreenThing, StartJob
from party.core.values import ArtworkId, Kind, RecipeSettings, Role, Settings
from party.media.metadata import read_label
from tests.houses import first_artwork, guest, party, studio_ready

from .visitors import browser, joins

pytestmark = pytest.mark.anyio

WIDE = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=256, height_px=128, steps=2, seed=7))


@pytest.fixture
async def hanna(server: Running) -> AsyncIterator[PartyGuest]:
    """The host of a party with one picture."""
    async with party(server, WIDE) as host:
        await host.until(studio_ready)
        await host.do(EditPrompt("two old people, <b>oil</b> on canvas"))
        await host.do(StartJob())
        await host.until(first_artwork)
        yield host


@pytest.fixture
async def visitor(server: Running, hanna: PartyGuest) -> AsyncIterator[httpx.AsyncClient]:
    """A guest's browser."""
    async with browser(server) as http:
        await joins(http, hanna.code)
        yield http


def artwork(host: PartyGuest) -> ArtworkId:
    """The party's picture."""
    found = first_artwork(host.view)
    assert found
    return found.id


async def test_a_picture_in_the_size_needed(hanna: PartyGuest, visitor: httpx.AsyncClient) -> None:
    """Whole, or smaller in one of a few widths and never larger than it is; cached for ever."""
    path = f"/art/{hanna.code}/{artwork(hanna)}"
    for query, size in (("", (256, 128)), ("?w=full", (256, 128)), ("?w=160", (160, 80)), ("?w=640", (256, 128))):
        response = await visitor.get(path + query)
        assert response.status_code == 200
        assert response.headers["cache-control"] == FOREVER
        assert Image.open(BytesIO(response.content)).size == size
    whole = await visitor.get(path)
    assert whole.headers["content-type"] == "image/webp"
    assert read_label(whole.content) is None
    assert await hanna.picture(artwork(hanna)) == whole.content


async def test_other_widths_are_not_made(hanna: PartyGuest, visitor: httpx.AsyncClient) -> None:
    """Nobody has the house compute sizes without end."""
    for width in ("161", "0", "-1", "9" * 30, "abc", "²", ""):
        response = await visitor.get(f"/art/{hanna.code}/{artwork(hanna)}", params={"w": width})
        assert (response.status_code, response.json()["reason"]) == (400, "BadMessage")


async def test_a_download_carries_its_recipe(hanna: PartyGuest, visitor: httpx.AsyncClient) -> None:
    """Prompt, seed and alternative text are in the file, and its name is safe."""
    await hanna.do(CaptionArtwork(artwork(hanna), alt="Two people on a bench."))
    response = await visitor.get(f"/art/{hanna.code}/{artwork(hanna)}/download")
    assert response.headers["content-disposition"].startswith('attachment; filename="two-old-people')
    assert response.headers["content-disposition"].endswith('-7.webp"')
    label = read_label(response.content)
    assert label
    assert label.recipe == hanna.view.artworks[artwork(hanna)].recipe
    assert b"Two people on a bench." in response.content
    assert b"trainedAlgorithmicMedia" in response.content


async def test_a_hidden_picture_does_not_exist(hanna: PartyGuest, visitor: httpx.AsyncClient) -> None:
    """For anybody but the moderator, in whatever form; shown again it is there again."""
    path = f"/art/{hanna.code}/{artwork(hanna)}"
    await hanna.do(ScreenThing(Kind.ARTWORK, artwork(hanna), shown=False))
    for way in ("", "?w=160", "/download"):
        response = await visitor.get(path + way)
        assert (response.status_code, response.json()["reason"]) == (404, "NotFound")
    assert await hanna.picture(artwork(hanna))
    await hanna.do(ScreenThing(Kind.ARTWORK, artwork(hanna), shown=True))
    assert (await visitor.get(path)).status_code == 200


async def test_unknown_pictures(hanna: PartyGuest, visitor: httpx.AsyncClient) -> None:
    """There is no such picture here."""
    for path in ("0" * 64, "0" * 64 + "/download", "x", "%00", "%00/download", "..%2f.."):
        assert (await visitor.get(f"/art/{hanna.code}/{path}")).status_code == 404


async def test_damaged_and_lost_files_are_named(
    server: Running, hanna: PartyGuest, visitor: httpx.AsyncClient, tmp_path: Path
) -> None:
    """Bytes that are not what was stored are never sent; a file that is gone is not found; the party goes on."""
    name = artwork(hanna)
    file = tmp_path / ".party" / "artworks" / name[:2] / name[2:]
    file.write_bytes(b"not the picture")
    response = await visitor.get(f"/art/{hanna.code}/{name}")
    assert (response.status_code, response.json()["reason"]) == (500, "PictureDamaged")
    file.unlink()
    response = await visitor.get(f"/art/{hanna.code}/{name}/download")
    assert (response.status_code, response.json()["reason"]) == (404, "NotFound")
    assert str(tmp_path) not in response.text
    assert (await server.front.house.find(hanna.code)) is not None


async def test_the_write_up_is_for_guests(
    server: Running, hanna: PartyGuest, visitor: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    """Made by button, read with its pictures by guests; strangers get nothing, nor does anything else leave."""
    await hanna.do(ChooseArtwork(artwork(hanna)))
    assert (await visitor.get(f"/write-up/{hanna.code}/")).status_code == 404
    made = await hanna.write_up()
    page = await visitor.get(made.path)
    assert page.status_code == 200
    assert "<b>oil</b>" not in page.text
    assert "loneliness" in page.text
    folder = server.front.sessions_dir / made.slug
    for file in (file.name for file in folder.iterdir() if file.suffix != ".md"):
        assert (await visitor.get(made.path + file)).content == (folder / file).read_bytes()
    (folder / "note.txt").write_text("private")
    (folder / ".hidden.json").write_text("private")
    for name in (
        "note.txt",
        ".hidden.json",
        "none.webp",
        "..%2f.party%2fsecret",
        "%2e%2e/.party/secret",
        "..%5cparty.db",
    ):
        assert (await visitor.get(made.path + name)).status_code == 404, name
    for path in (made.path, made.path + "party.json"):
        response = await other.get(path)
        assert (response.status_code, response.json()["reason"]) == (403, "NotAGuest")


async def test_the_write_up_is_made_by_those_who_curate(hanna: PartyGuest, visitor: httpx.AsyncClient) -> None:
    """A participant may not, an art expert may."""
    response = await visitor.post(f"/api/sessions/{hanna.code}/write-up")
    assert (response.status_code, response.json()["reason"]) == (403, "NotAllowed")
    async with guest(hanna, "Cleo", Role.ART_EXPERT) as expert:
        made = await expert.write_up()
        await expert.until(lambda view: view.session.write_up == made.slug)


async def test_a_write_up_that_fails_is_named(server: Running, hanna: PartyGuest, tmp_path: Path) -> None:
    """No place to write to: a named problem without a traceback, and the party goes on."""
    async with browser(server) as http:
        http.cookies.update(hanna._cookies)
        (tmp_path / ".party" / "artworks").rename(tmp_path / "elsewhere")
        await hanna.do(ChooseArtwork(artwork(hanna)))
        response = await http.post(f"/api/sessions/{hanna.code}/write-up")
        if response.is_error:
            assert (response.status_code, response.json()["reason"]) == (500, "WriteUpFailed")
            assert "Traceback" not in response.text
        await hanna.do(EditPrompt("it goes on"))
