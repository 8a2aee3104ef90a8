"""Runs the revisions of the record inside the transaction that `party.archive.migration` hands over.

A new revision is one more file in `versions/`, written by hand; a test compares what it makes with `archive.tables`.
"""

from alembic import context

from party.archive.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
