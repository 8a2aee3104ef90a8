"""Runs the revisions of the record inside the transaction that `party.archive.migration` hands over."""

from alembic import context

from party.archive.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
