"""A guest's words can be taken out of the record, and the record still verifies."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from party.archive.codec import find_words
from party.archive.journal import Journal
from party.core.events import ArtworkMade, JobRequested
from party.core.values import JobId, Seq

from .evening import (
    ANN,
    BEN,
    BEN_NOW,
    BENS_REASON,
    BENS_TEXT,
    CLEO,
    CLEOS_NOTE,
    CLEOS_TEXT,
    EVENING,
    NAME_OF_BEN,
    OLD,
    OTHER,
    SESSION,
    THEME,
    entries,
    made,
    recipe,
)

pytestmark = pytest.mark.anyio

BENS = {BENS_TEXT, BENS_REASON, NAME_OF_BEN, BEN_NOW, "an empty bench", "rain"}


async def test_removed_words_are_gone_and_the_chain_holds(journal: Journal) -> None:
    """All that one guest wrote reads as empty, copies in recipes too; what others wrote and the head stay."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    before = await journal.verify(SESSION)
    await journal.remove_words(SESSION, BEN)
    read = await journal.read(SESSION)
    left = {words for entry in read for _, words in find_words(entry.event)}
    assert not left & BENS
    assert {THEME, CLEOS_TEXT, CLEOS_NOTE} <= left
    assert [type(entry.event) for entry in read] == [type(entry.event) for entry in EVENING]
    assert await journal.verify(SESSION) == before
    assert before.ok


async def test_no_table_and_no_view_shows_removed_words(journal: Journal, url: str) -> None:
    """Queries over every table and view find none of them."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    await journal.remove_words(SESSION, BEN)
    engine = create_engine(url)
    views = ("session", "entry", "words", "sessions", "guests", "refinements", "job", "artworks", "round_result")
    with engine.connect() as db:
        shown = "".join(str(db.execute(text(f"SELECT * FROM {view}")).all()) for view in views)  # noqa: S608 - ours
    engine.dispose()
    assert not [words for words in BENS if f"'{words}'" in shown]
    assert CLEOS_TEXT in shown


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_removed_words_are_not_in_the_files(tmp_path: Path) -> None:
    """After the removal the bytes of the text are in no file of the database."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    assert BENS_TEXT.encode() in every_byte(tmp_path)
    await journal.remove_words(SESSION, BEN)
    assert BENS_TEXT.encode() not in every_byte(tmp_path)
    journal.close()


async def test_later_copies_of_removed_words_stay_removed(journal: Journal) -> None:
    """A job that paints a removed wording does not bring it back, nor do its pictures."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    await journal.remove_words(SESSION, BEN)
    end = len(EVENING)
    again = JobId("again")
    said = entries(
        (ANN, JobRequested(again, OLD, (recipe(BENS_TEXT),))), (None, ArtworkMade(again, 0, made(OTHER))), after=end
    )
    await journal.append(SESSION, Seq(end), said[:1])
    await journal.append(SESSION, Seq(end + 1), said[1:])
    left = {words for entry in await journal.read(SESSION) for _, words in find_words(entry.event)}
    assert BENS_TEXT not in left
    assert (await journal.verify(SESSION)).ok


async def test_removing_twice_or_nothing_is_fine(journal: Journal) -> None:
    """Removal may be repeated, and asked for somebody who wrote nothing."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING[:3])
    for guest in (CLEO, BEN, BEN):
        await journal.remove_words(SESSION, guest)
    assert (await journal.verify(SESSION)).ok
