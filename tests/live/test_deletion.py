"""A deleted party is gone: its guests sent away, its painting stopped, its files removed, now or at the next start."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from party.archive.errors import ArchiveFailed
from party.core.commands import Associate, StartJob
from party.core.values import ArtworkId, RecipeSettings, Settings
from party.live.house import House
from party.live.keeper import KeeperStopped
from party.live.stage import Stage
from party.press.sidecar import FORMAT, SIDECAR
from party.wire.codes import Close
from party.wire.messages import Place

from .parties import Seat, done, house_in, opened
from .test_easel import over, ready

pytestmark = pytest.mark.anyio

SMALL = RecipeSettings(width_px=128, height_px=128, steps=4, seed=7)
QUICK = Settings(paint_on_accept=False, recipe=SMALL)
SLOW = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=512, height_px=512, steps=100, count=4))


async def painted(house: House, settings: Settings = QUICK) -> tuple[Stage, ArtworkId]:
    """A party with a picture."""
    stage, host = await opened(house, settings)
    seat = Seat(stage, host)
    await seat.until(ready)
    await done(stage.keeper, host, StartJob())
    await seat.until(over)
    await seat.leave()
    (artwork,) = stage.state.artworks
    return stage, artwork


def written(folder: Path, stage: Stage, name: str) -> Path:
    """A write-up of a party in a folder, as the press leaves it."""
    made = folder / name
    made.mkdir(parents=True)
    record = {"format": FORMAT, "code": stage.code, "epoch": stage.epoch}
    (made / SIDECAR).write_text(json.dumps(record))
    (made / "index.md").write_text("loneliness")
    return made


def files(folder: Path) -> set[Path]:
    """The pictures in store."""
    return {path for path in (folder / "artworks").rglob("*") if path.is_file()}


def names(folder: Path, pattern: str) -> set[str]:
    """What lies in a folder under such a name."""
    return {path.name for path in folder.glob(pattern)}


async def test_everything_goes(tmp_path: Path) -> None:
    """Record, pictures and write-ups, under whatever name and half-written ones too; others keep theirs."""
    async with house_in(tmp_path) as house:
        await house.start()
        other, theirs = await painted(house, replace(QUICK, recipe=replace(SMALL, seed=8)))
        stage, artwork = await painted(house)
        kept = written(tmp_path, other, "kept")
        gone = [written(tmp_path, stage, name) for name in ("2026-11-22-love", "renamed", ".love.x.part/new")]
        assert await house.delete(stage.code.lower())
        assert await house.find(stage.code) is None
        assert [row.code for row in await house.journal.sessions()] == [other.code]
        assert not [folder for folder in gone if folder.exists()]
        assert (kept / "index.md").is_file()
        assert not await house.artworks.has(artwork)
        assert await house.artworks.has(theirs)
        assert await house.journal.leftovers() == ()
        assert not await house.delete(stage.code)
        assert await house.find(other.code) is other
        assert not names(tmp_path, ".*")


async def test_guests_are_sent_away(tmp_path: Path) -> None:
    """With the code that says so; who asks for something at that moment is told that nothing runs any more."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house)
        seats = [Seat(stage, host, place) for place in Place]
        assert await house.delete(stage.code)
        assert [await seat.connection.dismissed() for seat in seats] == [Close.PARTY_DELETED] * len(seats)
        with pytest.raises(KeeperStopped):
            await stage.keeper.ask(host, "late", Associate("rain"))


async def test_what_is_painted_is_stopped(tmp_path: Path) -> None:
    """A long job on the easel and one behind it: the next party's does not wait, and the store holds it alone."""
    async with house_in(tmp_path) as house:
        await house.start()
        stage, host = await opened(house, SLOW)
        seat = Seat(stage, host, Place.DESK)
        await seat.until(ready)
        await done(stage.keeper, host, StartJob())
        await done(stage.keeper, host, StartJob())
        await seat.until(lambda view: any(place.step for place in view.places))
        assert await house.delete(stage.code)
        assert house.easel.studio.places() == ()
        _, artwork = await painted(house)
        assert {path.parent.name + path.name for path in files(tmp_path)} == {artwork}


async def test_a_picture_that_is_just_being_stored(tmp_path: Path) -> None:
    """It is finished and on its way to the disk when the party is deleted: the store is empty at the end."""
    async with house_in(tmp_path) as house:
        await house.start()
        for _ in range(3):
            stage, host = await opened(house, QUICK)
            seat = Seat(stage, host)
            await seat.until(ready)
            await done(stage.keeper, host, StartJob())
            while not house.easel._tasks:  # noqa: ASYNC110  a moment too short to be told of
                await asyncio.sleep(0)
            assert await house.delete(stage.code)
            assert not house.easel._tasks
            assert files(tmp_path) == set()


async def test_the_same_picture_of_two_parties(tmp_path: Path) -> None:
    """It stays for the other one, and goes with it."""
    async with house_in(tmp_path) as house:
        await house.start()
        (first, artwork), (second, same) = await painted(house), await painted(house)
        assert artwork == same
        await house.delete(first.code)
        assert await house.artworks.get(artwork)
        await house.delete(second.code)
        assert not await house.artworks.has(artwork)


async def test_a_deletion_that_was_cut_off_is_finished_at_the_start(tmp_path: Path) -> None:
    """The power failed after the record was gone: files and folders go before the house opens."""
    async with house_in(tmp_path) as house:
        await house.start()
        stage, artwork = await painted(house)
        folder = written(tmp_path, stage, "love")
    async with house_in(tmp_path) as house:
        await house.journal.delete(stage.keeper.session)
        assert await house.artworks.has(artwork)
    (tmp_path / ".half.deleted").mkdir()
    (tmp_path / ".half.deleted" / "index.md").write_text("an earlier removal, cut off too")
    async with house_in(tmp_path) as house:
        await house.start()
        assert not await house.artworks.has(artwork)
        assert not folder.exists()
        assert not (tmp_path / ".half.deleted").exists()
        assert await house.journal.leftovers() == ()


async def test_what_cannot_be_removed_now_is_removed_later(tmp_path: Path) -> None:
    """The store says no to one picture: everything else goes, the party is gone, and the next start tries again."""
    async with house_in(tmp_path) as house:
        await house.start()
        stage, artwork = await painted(house)
        folder, file = written(tmp_path, stage, "love"), next(iter(files(tmp_path)))
        file.unlink()
        (file / "in the way").mkdir(parents=True)
        assert await house.delete(stage.code)
        assert not folder.exists()
        assert [left.name for left in await house.journal.leftovers()] == [artwork]
    (file / "in the way").rmdir()
    file.rmdir()
    async with house_in(tmp_path) as house:
        await house.start()
        assert await house.journal.leftovers() == ()


async def test_a_record_that_says_no(tmp_path: Path) -> None:
    """The database fails: the party is all there, under its code, and goes on."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house)
        folder, engine = written(tmp_path, stage, "love"), create_engine(f"sqlite:///{tmp_path}/party.db")
        with engine.begin() as db:
            db.execute(text("CREATE TRIGGER no BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'no'); END"))
        with pytest.raises(ArchiveFailed):
            await house.delete(stage.code)
        engine.dispose()
        again = await house.find(stage.code)
        assert again
        await done(again.keeper, host, Associate("rain"))
        assert folder.exists()


async def test_looked_for_while_it_is_deleted(tmp_path: Path) -> None:
    """Found whole or not at all; afterwards nobody runs it."""
    async with house_in(tmp_path) as house:
        for _ in range(5):
            stage, _host = await opened(house)
            await stage.keeper.stop()
            found = await asyncio.gather(
                *(house.find(stage.code) for _ in range(4)),
                house.delete(stage.code),
                *(house.find(stage.code) for _ in range(4)),
                house.delete(stage.code),
            )
            assert found.count(True) == 1
            assert await house.find(stage.code) is None
            assert not house._stages
            assert not house._leaving
