"""What cannot be opened is named, and what is opened has the tables the code expects."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from party.archive.database import open_database, reading, writing
from party.archive.errors import ArchiveFailed, ArchiveTooNew, ArchiveUnreachable, NotAnArchive
from party.archive.journal import Journal
from party.archive.tables import METADATA
from party.core.values import Seq

from .evening import SESSION, idea, opening

pytestmark = pytest.mark.anyio


def test_the_revision_makes_the_tables_of_the_code(journal: Journal, url: str) -> None:
    """After the migration there is nothing left to migrate."""
    assert journal
    engine = create_engine(url)
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), METADATA) == []
    engine.dispose()


def test_a_folder_is_made(tmp_path: Path) -> None:
    """The folders on the way to the file come into being."""
    Journal.open(f"sqlite:///{tmp_path}/sessions/.party/party.db").close()
    assert (tmp_path / "sessions" / ".party" / "party.db").is_file()


def test_commits_reach_the_disk(tmp_path: Path) -> None:
    """Every connection writes ahead, waits for the disk at a commit, keeps references, overwrites what it drops."""
    engine = open_database(f"sqlite:///{tmp_path}/party.db")
    with writing(engine) as db, reading(engine) as other:
        for connection in (db, other):
            asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
            assert found == ["wal", 2, 1, 1]
    engine.dispose()


def test_a_text_file_is_no_record(tmp_path: Path) -> None:
    """A file of another kind is refused and left as it was."""
    path = tmp_path / "party.db"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(NotAnArchive):
        Journal.open(f"sqlite:///{path}")
    assert path.read_text() == "Dear diary, " * 100


def test_the_database_of_another_program_is_no_record(tmp_path: Path) -> None:
    """Foreign tables are refused and none of ours added."""
    path = tmp_path / "party.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE session (x)")
    with pytest.raises(NotAnArchive, match="another program"):
        Journal.open(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name FROM sqlite_schema").fetchall() == [("session",)]


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    """A database of a later release is not touched."""
    path = tmp_path / "party.db"
    Journal.open(f"sqlite:///{path}").close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveTooNew, match="9999"):
        Journal.open(f"sqlite:///{path}")


@pytest.mark.parametrize(
    "address",
    ["sqlite://", "sqlite:///:memory:", "party.db", "nonsense://x", "sqlite:////dev/null/x/party.db", "sqlite:////tmp"],
)
def test_a_place_that_cannot_hold_a_record_is_refused(address: str) -> None:
    """Memory, nonsense, a folder below a file, and a folder itself each get a sentence."""
    with pytest.raises(ArchiveUnreachable):
        Journal.open(address)


def test_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    """Without the right to write there is no record."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(ArchiveUnreachable):
        Journal.open(f"sqlite:///{folder}/party.db")


async def test_a_database_held_by_another_process_is_a_temporary_failure(tmp_path: Path) -> None:
    """While another process writes without end an append fails, keeps nothing, and succeeds later."""
    path = tmp_path / "party.db"
    journal = Journal.open(f"sqlite:///{path}?timeout=0.01")
    await journal.begin(SESSION, "MOON", "epoch-1", opening())
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveFailed) as caught:
            await journal.append(SESSION, Seq(1), [idea(2)])
        assert caught.value.temporary
        assert await journal.read(SESSION) == opening()
    await journal.append(SESSION, Seq(1), [idea(2)])
    journal.close()


async def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    """Nothing is accepted after the close, and closing twice is closing."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    journal.close()
    journal.close()
    with pytest.raises(ArchiveFailed, match="closed"):
        await journal.begin(SESSION, "MOON", "epoch-1", opening())


async def test_a_file_and_its_log_can_be_copied(tmp_path: Path) -> None:
    """Database and log together are a record, even when copied from under a running server."""
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", opening())
    shutil.copytree(tmp_path, tmp_path.with_name("copy"))
    journal.close()
    copy = Journal.open(f"sqlite:///{tmp_path.with_name('copy')}/party.db")
    assert await copy.read(SESSION) == opening()
    copy.close()
