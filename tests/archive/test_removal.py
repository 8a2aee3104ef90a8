"""A guest's words can be taken out of the record, and the record still verifies."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from party.archive.codec import find_words
from party.archive.journal import Journal
from party.core.commands import MadeArtwork
from party.core.events import (
    ArtworkMade,
    AssociationMade,
    JobRequested,
    NameChanged,
    RefinementAccepted,
    RefinementProposed,
    RefinementWithdrawn,
    WordsRemoved,
)
from party.core.evolve import replay
from party.core.values import ArtworkId, AssociationId, GuestId, JobId, Reading, RefinementId, Seq, Words

from .evening import (
    ANN,
    BEN,
    BEN_NOW,
    BENS_COMMENT,
    BENS_PEN_NAME,
    BENS_REASON,
    BENS_TEXT,
    BOTH,
    CLEO,
    CLEOS_CAPTION,
    CLEOS_NOTE,
    CLEOS_PARAGRAPH,
    CLEOS_TEXT,
    EVENING,
    MERGED_TEXT,
    NAME_OF_BEN,
    NEGATIVE,
    OLD,
    OTHER,
    SESSION,
    THEME,
    YOUNG,
    Said,
    entries,
    made,
    recipe,
)

pytestmark = pytest.mark.anyio

BENS = {BENS_REASON, NAME_OF_BEN, BEN_NOW, BENS_PEN_NAME, BENS_COMMENT, MERGED_TEXT, "an empty bench", "rain"}
"""What Ben wrote but for the wording the room accepted."""
CLEOS = {CLEOS_TEXT, CLEOS_NOTE, CLEOS_CAPTION, CLEOS_PARAGRAPH, MERGED_TEXT, "Cleo"}
"""What Cleo wrote, and what Ben merged from it."""


async def write(journal: Journal, *said: Said) -> None:
    """More entries behind those that are there."""
    row = await journal.find("MOON")
    assert row
    await journal.append(SESSION, row.head_seq, entries(*said, after=row.head_seq))


async def remove(journal: Journal, guest: GuestId) -> None:
    await write(journal, (guest, WordsRemoved(guest)))


async def words(journal: Journal) -> set[str]:
    """Every text that is still in the record."""
    return {words for entry in await journal.read(SESSION) for _, words in find_words(entry.event)}


@pytest.fixture
async def evening(journal: Journal) -> Journal:
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    return journal


async def test_removed_words_are_gone_and_the_chain_holds(evening: Journal) -> None:
    """What one guest wrote reads as empty; what the room accepted and what others wrote stays, as does the chain."""
    before = await evening.verify(SESSION)
    await remove(evening, BEN)
    left = await words(evening)
    assert not left & BENS
    assert {THEME, BENS_TEXT, CLEOS_TEXT, CLEOS_NOTE, NEGATIVE} <= left
    read = await evening.read(SESSION)
    assert [type(entry.event) for entry in read[:-1]] == [type(entry.event) for entry in EVENING]
    after = await evening.verify(SESSION)
    assert (before.problems, before.removed, after.problems) == ((), 0, ())
    assert after.removed == sum(len(list(find_words(x.event))) for x in EVENING) - sum(
        len(list(find_words(x.event))) for x in read
    )


async def test_a_wording_nobody_accepted_goes_with_its_copies(evening: Journal) -> None:
    """A proposal that lost, the recipe of its job and the picture it became no longer say it."""
    job, picture = JobId("young"), ArtworkId("ef" * 32)
    painted = MadeArtwork(picture, recipe(CLEOS_TEXT), 256, 256, "image/png", 9, readings=(Reading(Words("a"), "an"),))
    await write(evening, (ANN, JobRequested(job, YOUNG, (recipe(CLEOS_TEXT),))), (None, ArtworkMade(job, 0, painted)))
    await remove(evening, CLEO)
    left = await words(evening)
    assert not left & (CLEOS | {"a"})
    assert {BENS_TEXT, NEGATIVE, BENS_COMMENT} <= left
    state = replay(await evening.read(SESSION))
    assert state
    assert (state.refinements[YOUNG].text, state.artworks[picture].recipe.prompt) == ("", "")
    assert (await evening.verify(SESSION)).problems == ()


async def test_what_was_merged_from_it_goes_with_its_copies(evening: Journal) -> None:
    """A merge somebody else made, its job's recipe and its picture; the record verifies."""
    job, picture = JobId("both"), ArtworkId("ef" * 32)
    painted = MadeArtwork(picture, recipe(MERGED_TEXT), 256, 256, "image/png", 9)
    await write(evening, (ANN, JobRequested(job, BOTH, (recipe(MERGED_TEXT),))), (None, ArtworkMade(job, 0, painted)))
    await write(evening, (CLEO, RefinementWithdrawn(BOTH)), (CLEO, WordsRemoved(CLEO)))
    assert MERGED_TEXT not in await words(evening)
    state = replay(await evening.read(SESSION))
    assert state
    assert (state.refinements[BOTH].text, state.refinements[BOTH].by) == ("", BEN)
    assert state.artworks[picture].recipe.prompt == state.jobs[job].recipes[0].prompt == ""
    assert (await evening.verify(SESSION)).problems == ()


async def test_an_accepted_merge_stays(evening: Journal) -> None:
    """It is the room's, as any accepted wording."""
    await write(evening, (ANN, RefinementAccepted(BOTH)), (CLEO, WordsRemoved(CLEO)))
    assert MERGED_TEXT in await words(evening)
    assert (await evening.verify(SESSION)).problems == ()


async def test_an_accepted_wording_has_no_author_any_more(evening: Journal, url: str) -> None:
    """Neither its row nor any of its copies says whose it was."""
    await remove(evening, BEN)
    engine = create_engine(url)
    with engine.connect() as db:
        authors = db.execute(text("SELECT author FROM words WHERE text = :words"), {"words": BENS_TEXT}).scalars().all()
        guest = db.execute(text("SELECT guest FROM refinements WHERE id = :id"), {"id": OLD}).scalar_one()
    engine.dispose()
    assert len(authors) > 1
    assert {*authors, guest} == {None}


async def test_no_table_and_no_view_shows_removed_words(evening: Journal, url: str) -> None:
    """Queries over every table and view find none of them."""
    await remove(evening, BEN)
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
    """After the removal the bytes of the texts are in no file of the database."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    assert all(words.encode() in every_byte(tmp_path) for words in CLEOS)
    await remove(journal, CLEO)
    assert not [words for words in CLEOS if words.encode() in every_byte(tmp_path)]
    journal.close()


async def test_a_crash_before_the_log_was_emptied_keeps_nothing_for_long(tmp_path: Path) -> None:
    """What the write-ahead log still holds when a house dies is gone once the record is opened again."""
    url = f"sqlite:///{tmp_path}/party.db"
    journal = Journal.open(url)
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    with closing(sqlite3.connect(tmp_path / "party.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM words").fetchone()  # still reads what was: the log cannot be emptied
        reader.execute("PRAGMA busy_timeout=0")
        await remove(journal, CLEO)
        assert CLEOS_PARAGRAPH.encode() in every_byte(tmp_path)
    Journal.open(url).close()
    assert CLEOS_PARAGRAPH.encode() not in every_byte(tmp_path)
    journal.close()


async def test_later_copies_of_removed_words_stay_removed(evening: Journal) -> None:
    """A job that paints a removed wording does not bring it back, nor do its pictures; the record verifies."""
    await remove(evening, CLEO)
    again = JobId("again")
    await write(evening, (ANN, JobRequested(again, YOUNG, (recipe(CLEOS_TEXT),))))
    painted = MadeArtwork(OTHER, recipe(CLEOS_TEXT), 256, 256, "image/png", 9)
    await write(evening, (None, ArtworkMade(again, 0, painted)))
    assert CLEOS_TEXT not in await words(evening)
    assert (await evening.verify(SESSION)).problems == ()


async def test_later_copies_of_an_accepted_wording_have_no_author(evening: Journal) -> None:
    """It may be painted again, and the record verifies."""
    await remove(evening, BEN)
    again = JobId("again")
    await write(
        evening, (ANN, JobRequested(again, OLD, (recipe(BENS_TEXT),))), (None, ArtworkMade(again, 0, made(OTHER)))
    )
    assert (await evening.verify(SESSION)).problems == ()


async def test_who_comes_again_may_go_again(evening: Journal) -> None:
    """Words written after a removal stay until the next one; each batch sees what stands before it."""
    fresh = RefinementId("fresh")
    await write(
        evening,
        (BEN, AssociationMade(AssociationId("snow"), Words("snow"))),
        (BEN, WordsRemoved(BEN)),
        (BEN, NameChanged(BEN, Words("Somebody"))),
        (BEN, RefinementProposed(fresh, OLD, Words("an open door"), Words("let them in"))),
    )
    left = await words(evening)
    assert not left & (BENS | {"snow"})
    assert {"Somebody", "an open door", "let them in"} <= left
    assert (await evening.verify(SESSION)).problems == ()
    await remove(evening, BEN)
    assert not await words(evening) & {"Somebody", "an open door", "let them in"}
    assert (await evening.verify(SESSION)).problems == ()


async def test_removing_twice_or_nothing_is_fine(journal: Journal) -> None:
    """Removal may be repeated, and asked for somebody who wrote nothing."""
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING[:3])
    for guest in (CLEO, BEN, BEN):
        await remove(journal, guest)
    assert (await journal.verify(SESSION)).ok


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE words SET text = NULL, salt = NULL WHERE path = 'reason'", "are gone, and nobody had them removed"),
        ("UPDATE words SET author = 'ben' WHERE author IS NULL", "have another author"),
    ],
)
async def test_a_removal_nobody_asked_for_is_noticed(tmp_path: Path, change: str, problem: str) -> None:
    """Texts cleared by hand, and authors put back, are problems."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    if "author" in change:
        await remove(journal, BEN)
    with closing(sqlite3.connect(tmp_path / "party.db", isolation_level=None)) as hand:
        hand.execute(change)
    assert [line for line in (await journal.verify(SESSION)).problems if problem in line]
    journal.close()


async def test_words_that_came_back_are_noticed(tmp_path: Path) -> None:
    """Removed words put back from an older copy of the file are told of, though they match their commitment."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    with closing(sqlite3.connect(tmp_path / "party.db", isolation_level=None)) as hand:
        was = hand.execute("SELECT text, salt, seq, path FROM words WHERE author = 'cleo'").fetchall()
        await remove(journal, CLEO)
        hand.executemany("UPDATE words SET text = ?, salt = ? WHERE seq = ? AND path = ?", was)
    problems = (await journal.verify(SESSION)).problems
    assert problems
    assert all("were to be removed" in problem for problem in problems)
    journal.close()


async def test_the_head_moves_by_one_entry(evening: Journal) -> None:
    """A removal is a fact like any other."""
    await remove(evening, BEN)
    row = await evening.find("MOON")
    assert row
    assert row.head_seq == Seq(len(EVENING) + 1)
