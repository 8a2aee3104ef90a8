"""A whole session can be deleted: nothing of it stays in the database, and what has to follow is noted."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from party.archive.artworks import Artworks
from party.archive.deletion import Leftover, Sort
from party.archive.errors import ArchiveFailed, Overtaken, SessionMissing
from party.archive.journal import Journal
from party.core.values import ArtworkId, Seq, SessionId

from .evening import ARTWORK, BENS_TEXT, EVENING, OTHER, SESSION, idea, opening

pytestmark = pytest.mark.anyio

NEXT_DOOR = SessionId("next-door")
WRITE_UP = Leftover(Sort.WRITE_UP, "MOON", "epoch-1")


def pictures(*artworks: ArtworkId) -> set[Leftover]:
    """Pictures that session left behind."""
    return {Leftover(Sort.ARTWORK, "MOON", "epoch-1", artwork) for artwork in artworks}


def every_byte(folder: Path) -> bytes:
    """All files under a folder."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def rows(url: str) -> dict[str, int]:
    """How many rows each table has, ours and those of nobody aside."""
    engine = create_engine(url)
    with engine.connect() as db:
        tables = set(inspect(db).get_table_names()) - {"alembic_version", "leftover"}
        counted = {name: db.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables}  # noqa: S608
    engine.dispose()
    return counted


async def test_no_row_stays(journal: Journal, url: str) -> None:
    """Journal, words and read tables: all are empty, the code is free, and asking for the session finds none."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    assert min(rows(url).values()) > 0
    await journal.delete(SESSION)
    assert set(rows(url).values()) == {0}
    assert await journal.find("MOON") is None
    with pytest.raises(SessionMissing):
        await journal.read(SESSION)
    with pytest.raises(SessionMissing):
        await journal.append(SESSION, Seq(len(EVENING)), (idea(len(EVENING) + 1),))
    await journal.begin(NEXT_DOOR, "MOON", "epoch-2", opening())


async def test_others_are_not_touched(journal: Journal, url: str) -> None:
    """The party next door, with the very same entries, has every row it had, and verifies."""
    await journal.begin(NEXT_DOOR, "STAR", "epoch-2", EVENING)
    alone = rows(url)
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    await journal.delete(SESSION)
    assert rows(url) == alone
    assert (await journal.verify(NEXT_DOOR)).ok


async def test_what_has_to_follow_is_noted(journal: Journal) -> None:
    """Its pictures and its write-up, until each is said to be gone."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    assert await journal.leftovers() == ()
    await journal.delete(SESSION)
    assert set(await journal.leftovers()) == {WRITE_UP, *pictures(ARTWORK, OTHER)}
    await journal.swept(tuple(pictures(ARTWORK, OTHER)))
    assert await journal.leftovers() == (WRITE_UP,)


async def test_pictures_that_somebody_else_has_are_left(journal: Journal) -> None:
    """A picture two parties made alike stays until the second is deleted too."""
    await journal.begin(NEXT_DOOR, "STAR", "epoch-2", EVENING)
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    await journal.delete(SESSION)
    assert await journal.leftovers() == (WRITE_UP,)
    assert await journal.shows(ARTWORK)
    await journal.delete(NEXT_DOOR)
    assert {left.name for left in await journal.leftovers() if left.sort is Sort.ARTWORK} == {ARTWORK, OTHER}
    assert not await journal.shows(ARTWORK)


async def test_it_is_deleted_once(journal: Journal) -> None:
    """However many ask at the same time, one does it; the others find nothing."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    asked = await asyncio.gather(*(journal.delete(SESSION) for _ in range(4)), return_exceptions=True)
    assert [type(answer) for answer in asked].count(SessionMissing) == 3
    assert asked.count(None) == 1


async def test_writing_while_it_is_deleted(journal: Journal, url: str) -> None:
    """An append from elsewhere comes before, is overtaken or finds nothing; no row is left over from it."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    elsewhere = Journal.open(url)
    later = [idea(len(EVENING) + 1 + place) for place in range(20)]

    async def write() -> None:
        for entry in later:
            await elsewhere.append(SESSION, Seq(entry.seq - 1), (entry,))

    written, deleted = await asyncio.gather(write(), journal.delete(SESSION), return_exceptions=True)
    elsewhere.close()
    assert deleted is None
    assert written is None or isinstance(written, SessionMissing | Overtaken)
    assert set(rows(url).values()) == {0}


async def test_all_or_nothing(journal: Journal, url: str) -> None:
    """When the database stops in the middle, the session is as whole as before, and nothing is noted."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    before, engine = rows(url), create_engine(url)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE clinging (session VARCHAR REFERENCES session (id))"))
        db.execute(text("INSERT INTO clinging VALUES ('evening')"))
    with pytest.raises(ArchiveFailed):
        await journal.delete(SESSION)
    with engine.begin() as db:
        db.execute(text("DROP TABLE clinging"))
    engine.dispose()
    assert rows(url) == before
    assert await journal.leftovers() == ()
    assert (await journal.verify(SESSION)).ok


async def test_a_damaged_session_can_be_deleted(journal: Journal, url: str) -> None:
    """Whatever its journal says."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    engine = create_engine(url)
    with engine.begin() as db:
        db.execute(text("UPDATE entry SET facts = 'nothing', kind = 'Nothing' WHERE seq > 3"))
    engine.dispose()
    await journal.delete(SESSION)
    assert set(rows(url).values()) == {0}


async def test_its_words_are_not_in_the_files(tmp_path: Path) -> None:
    """No file of the database has a byte of them."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    await journal.delete(SESSION)
    assert BENS_TEXT.encode() not in every_byte(tmp_path)
    journal.close()


async def test_a_picture_is_removed_for_good(tmp_path: Path) -> None:
    """Its file is gone, others stay; removing what is not there is fine."""
    artworks = Artworks.open(tmp_path)
    first, second = await artworks.put(b"first"), await artworks.put(b"second")
    for _ in range(2):
        await artworks.remove(first)
    assert not await artworks.has(first)
    assert await artworks.get(second) == b"second"
    assert b"first" not in every_byte(tmp_path)
