"""What people who query find in the tables and views, on every database."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from party.archive.journal import Journal
from party.core.events import Count, RoundClosed
from party.core.values import Seq

from .evening import (
    ARTWORK,
    BEN,
    BEN_NOW,
    BENS_REASON,
    BENS_TEXT,
    BOTH,
    CLEO,
    CLEOS_CAPTION,
    EVENING,
    FIRST,
    FOURTH,
    NEGATIVE,
    OLD,
    OTHER,
    ROOT,
    SECOND,
    SESSION,
    THEME,
    THIRD,
    YOUNG,
    entries,
    opening,
)

pytestmark = pytest.mark.anyio

Rows = list[dict[str, Any]]


@pytest.fixture
async def evening(journal: Journal) -> Journal:
    await journal.begin(SESSION, "MOON", "epoch-1", EVENING)
    return journal


@pytest.fixture
def database(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


def rows(database: Engine, query: str) -> Rows:
    with database.connect() as db:
        return [dict(row) for row in db.execute(text(query)).mappings()]


async def test_guests_have_their_latest_name_and_roles(evening: Journal, database: Engine) -> None:
    """Names follow changes; roles follow grants and revocations."""
    assert evening
    found = {row["id"]: row for row in rows(database, "SELECT * FROM guests")}
    assert found[BEN]["name"] == BEN_NOW
    assert (bool(found[CLEO]["art_expert"]), bool(found[CLEO]["participant"])) == (True, False)
    assert found.keys() == {"ann", "ben", "cleo"}


async def test_refinements_have_text_and_status(evening: Journal, database: Engine) -> None:
    """The tree is there with its wordings, the first prompt as its root."""
    assert evening
    found = {row["id"]: row for row in rows(database, "SELECT * FROM refinements")}
    statuses = {ROOT: "accepted", OLD: "accepted", YOUNG: "rejected", BOTH: "open"}
    assert {key: row["status"] for key, row in found.items()} == statuses
    assert (found[ROOT]["text"], found[OLD]["text"], found[OLD]["reason"]) == (THEME, BENS_TEXT, BENS_REASON)
    assert (found[ROOT]["parent"], found[OLD]["parent"], found[OLD]["guest"]) == (None, ROOT, BEN)


async def test_pictures_say_how_they_were_made(evening: Journal, database: Engine) -> None:
    """A picture's row joins recipe, refinement, worth, caption and place."""
    assert evening
    found = {row["id"]: row for row in rows(database, "SELECT * FROM artworks")}
    row = found[ARTWORK]
    assert (row["prompt"], row["negative"], row["caption"]) == (BENS_TEXT, NEGATIVE, CLEOS_CAPTION)
    assert (row["refinement"], row["seed"], row["steps"], row["worth"], bool(row["of_note"])) == (OLD, 7, 12, 5, True)
    assert bool(found[OTHER]["hidden"])
    chosen = rows(database, "SELECT id FROM artworks WHERE chosen ORDER BY place")
    assert [row["id"] for row in chosen] == [OTHER, ARTWORK]


async def test_results_of_rounds_have_a_row_for_each_candidate(evening: Journal, database: Engine) -> None:
    """Votes, ties and winners of closed rounds; no table but the journal knows a ballot."""
    assert evening
    found = rows(database, "SELECT * FROM round_result ORDER BY closed_at_ms, refinement")
    results = [
        (r["round"], r["refinement"], r["votes"], r["voters"], bool(r["tied"]), bool(r["winner"])) for r in found
    ]
    assert results == [
        (FIRST, OLD, 1, 2, True, True),
        (FIRST, YOUNG, 1, 2, True, False),
        (THIRD, BOTH, 1, 1, False, True),
        (THIRD, YOUNG, 0, 1, False, False),
        (FOURTH, BOTH, 5, 1, False, True),
        (SECOND, YOUNG, 3, 3, False, True),
    ]


async def test_a_tie_of_which_nothing_is_left_closes_again(journal: Journal, database: Engine) -> None:
    """Its wordings were taken off the screens: the votes stay, nobody is tied or has won, and the record holds."""
    tied = RoundClosed(FIRST, (Count(OLD, 1), Count(YOUNG, 1)), 2, (OLD, YOUNG))
    again = RoundClosed(FIRST, tied.tally, tied.voters, ())
    await journal.begin(SESSION, "MOON", "epoch-1", opening())
    for seq, close in enumerate((tied, again), 1):
        await journal.append(SESSION, Seq(seq), entries((None, close), after=seq))
    found = rows(database, "SELECT * FROM round_result ORDER BY refinement")
    results = [(row["refinement"], row["votes"], bool(row["tied"]), bool(row["winner"])) for row in found]
    assert results == [(OLD, 1, False, False), (YOUNG, 1, False, False)]
    assert (await journal.verify(SESSION)).problems == ()


async def test_jobs_say_how_they_ended(evening: Journal, database: Engine) -> None:
    """Done, cancelled and failed jobs, with the reason."""
    assert evening
    found = rows(database, "SELECT id, status, pictures, why FROM job ORDER BY seq")
    assert [tuple(row.values()) for row in found] == [
        ("job", "done", 2, ""),
        ("cancelled", "cancelled", 1, ""),
        ("failed", "failed", 1, "OutOfMemory"),
    ]
