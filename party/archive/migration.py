"""Bringing a database to the newest revision, from code and from an installed package."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from party.archive.errors import ArchiveTooNew, NotAnArchive

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def migrate(db: Connection) -> None:
    """Runs what is missing inside the caller's transaction.

    Raises `ArchiveTooNew` when the database knows a revision that this release does not, and `NotAnArchive` when it has
    tables but none of ours.
    """
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = db
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(db).get_current_revision()
    if current is None and inspect(db).get_table_names():
        raise NotAnArchive("The database holds the tables of another program.")
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise ArchiveTooNew(f"The record was written by a newer release (revision {current}); this one cannot read it.")
    if current != scripts.get_current_head():
        command.upgrade(config, "head")
