"""What deleted sessions left outside of the database, until it is gone too."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"


def upgrade() -> None:
    """One table more."""
    op.create_table(
        "leftover",
        *(sa.Column(name, sa.String, nullable=False) for name in ("sort", "code", "epoch", "name")),
        sa.PrimaryKeyConstraint("sort", "code", "epoch", "name", name="pk_leftover"),
    )


def downgrade() -> None:
    """Without it."""
    op.drop_table("leftover")
