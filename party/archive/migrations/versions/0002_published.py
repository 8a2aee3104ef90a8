"""Write-ups that were made, and whether anybody may read them."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

_SESSIONS: Final = """
CREATE VIEW sessions AS
SELECT s.*, COALESCE(w.text, '') AS theme
FROM session s LEFT JOIN words w ON w.session = s.id AND w.seq = s.theme_seq AND w.path = 'theme'
"""


def upgrade() -> None:
    """Two columns more; the view over them is made anew."""
    op.execute("DROP VIEW sessions")
    op.add_column("session", sa.Column("write_up", sa.String, nullable=False, server_default=""))
    op.add_column("session", sa.Column("published", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(_SESSIONS)


def downgrade() -> None:
    """Back to the columns before."""
    op.execute("DROP VIEW sessions")
    op.drop_column("session", "published")
    op.drop_column("session", "write_up")
    op.execute(_SESSIONS)
