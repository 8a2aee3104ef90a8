"""A party's pictures made again from what is recorded of them."""

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from party.cli.replay import Match, Replayed, compared
from party.client import PartyGuest
from party.core.commands import StartJob
from party.studio.engine import Painting
from tests.houses import first_artwork, house, party, studio_ready

from .typed import types

pytestmark = pytest.mark.anyio


async def painted(folder: Path) -> PartyGuest:
    """A party with a picture; its host."""
    async with house(folder) as server, party(server) as host:
        await host.until(studio_ready)
        await host.do(StartJob())
        await host.until(first_artwork)
    return host


async def test_the_same_painter_makes_the_same_pictures(tmp_path: Path) -> None:
    """Identical, byte by byte, and the measure is told; the record did not grow."""
    host = await painted(tmp_path)
    result = await asyncio.to_thread(types, "replay", host.code, "--sessions", tmp_path, "--model", "swatch")
    assert result.code == 0, result.err
    assert "1/1" in result.out
    assert "1 identical" in result.out
    assert "mean difference" in result.out
    async with house(tmp_path) as server:
        stage = await server.front.house.find(host.code)
        assert stage
        assert len(stage.state.artworks) == 1


async def test_another_painter(tmp_path: Path) -> None:
    """What it cannot make is not compared, with the reason; exit code 1."""
    host = await painted(tmp_path)
    result = await asyncio.to_thread(types, "replay", host.code, "--sessions", tmp_path, "--threads", 1)
    assert result.code == 1
    assert "not compared: Pochade has no scheduler called bands" in result.out


@pytest.mark.parametrize(
    ("red", "size", "match"),
    [(10, 8, Match.IDENTICAL), (14, 8, Match.CLOSE), (90, 8, Match.DIFFERENT), (10, 9, Match.DIFFERENT)],
)
async def test_how_close_it_came(tmp_path: Path, red: int, size: int, match: Match) -> None:
    """By bytes, then by the mean difference, then by size; with what it was made with now."""
    host = await painted(tmp_path)
    async with house(tmp_path) as server:
        stage = await server.front.house.find(host.code)
        assert stage
        (artwork,) = stage.state.artworks.values()
    again = Painting(plain(red, size), "image/png", size, size, replace(artwork.recipe, revision="2"), 1, "another")
    told = Replayed(artwork.id, artwork.recipe.prompt, artwork.recipe.seed, Match.UNMATCHED)
    found = compared(told, artwork, plain(10, 8), again)
    assert found.match is match
    assert "revision 2 instead of 1" in found.changed
    assert any(change.startswith("environment another instead of") for change in found.changed)


def plain(red: int, size: int) -> bytes:
    """A picture of one color."""
    out = BytesIO()
    Image.new("RGB", (size, size), (red, 0, 0)).save(out, "PNG")
    return out.getvalue()


async def test_a_lost_picture_is_not_compared(tmp_path: Path) -> None:
    """There is nothing to compare it with; an unknown party and a painter that cannot be are one plain line."""
    host = await painted(tmp_path)
    for file in (tmp_path / ".party" / "artworks").rglob("*"):
        if file.is_file():
            file.unlink()
    home = ("--sessions", tmp_path)
    result = await asyncio.to_thread(types, "replay", host.code, *home, "--model", "swatch")
    assert result.code == 1, result.err
    assert "not compared: There is no picture" in result.out
    unknown = await asyncio.to_thread(types, "replay", "AAAAA", *home, "--model", "swatch")
    assert "CodeUnknown" in unknown.plain
    hopeless = await asyncio.to_thread(types, "replay", host.code, *home, "--model", "swatch:fast")
    assert "NotPainted" in hopeless.plain
