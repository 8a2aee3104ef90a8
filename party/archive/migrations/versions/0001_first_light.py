"""The record: sessions, entries, words, the read tables and the views that join them."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None

_SESSIONS = """
CREATE VIEW sessions AS
SELECT s.*, COALESCE(w.text, '') AS theme
FROM session s LEFT JOIN words w ON w.session = s.id AND w.seq = s.theme_seq AND w.path = 'theme'
"""
_GUESTS = """
CREATE VIEW guests AS
SELECT g.*, COALESCE(w.text, '') AS name
FROM guest g LEFT JOIN words w ON w.session = g.session AND w.seq = g.name_seq AND w.path = 'name'
"""
_REFINEMENTS = """
CREATE VIEW refinements AS
SELECT r.*, COALESCE(t.text, '') AS text, COALESCE(w.text, '') AS reason
FROM refinement r
LEFT JOIN words t ON t.session = r.session AND t.seq = r.seq AND t.path IN ('text', 'first_prompt')
LEFT JOIN words w ON w.session = r.session AND w.seq = r.seq AND w.path = 'reason'
"""
_ARTWORKS = """
CREATE VIEW artworks AS
SELECT a.*, j.refinement, COALESCE(p.text, '') AS prompt, COALESCE(n.text, '') AS negative,
       COALESCE(c.text, '') AS caption, COALESCE(t.text, '') AS alt
FROM artwork a
LEFT JOIN job j ON j.session = a.session AND j.id = a.job
LEFT JOIN words p ON p.session = a.session AND p.seq = a.seq AND p.path = 'made.recipe.prompt'
LEFT JOIN words n ON n.session = a.session AND n.seq = a.seq AND n.path = 'made.recipe.negative'
LEFT JOIN words c ON c.session = a.session AND c.seq = a.caption_seq AND c.path = 'caption'
LEFT JOIN words t ON t.session = a.session AND t.seq = a.caption_seq AND t.path = 'alt'
"""


def upgrade() -> None:
    """Makes everything."""
    _record()
    _people_and_prompts()
    _pictures()
    for view in (_SESSIONS, _GUESTS, _REFINEMENTS, _ARTWORKS):
        op.execute(view)


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=empty)


def _whole(name: str, *, empty: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=empty)


def _big(name: str, *, empty: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=empty)


def _claim(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of_a_session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["session"], ["session.id"], name=f"fk_{table}_session")


def _record() -> None:
    op.create_table(
        "session",
        *(_text("id"), _text("code"), _text("epoch"), _big("opened_at_ms"), _big("last_at_ms")),
        *(_whole("head_seq"), _text("head_hash"), _whole("theme_seq", empty=True), _text("phase"), _claim("closed")),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("code", name="uq_session_code"),
    )
    op.create_table(
        "entry",
        *(_text("session"), _whole("seq"), _big("at_ms"), _text("actor", empty=True), _text("cause"), _text("kind")),
        *(sa.Column("facts", sa.Text(), nullable=False), _text("hash")),
        _of_a_session("entry"),
        sa.PrimaryKeyConstraint("session", "seq", name="pk_entry"),
    )
    op.create_table(
        "words",
        *(_text("session"), _whole("seq"), _text("path"), _text("author", empty=True), _text("salt", empty=True)),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["session", "seq"], ["entry.session", "entry.seq"], name="fk_words_entry"),
        sa.PrimaryKeyConstraint("session", "seq", "path", name="pk_words"),
    )
    op.create_index("ix_words_session_author", "words", ["session", "author"])


def _people_and_prompts() -> None:
    op.create_table(
        "guest",
        *(_text("session"), _text("id"), _whole("seq"), _big("joined_at_ms"), _whole("name_seq")),
        *map(_claim, ("moderator", "prompt_master", "art_expert", "participant", "screen")),
        _of_a_session("guest"),
        sa.PrimaryKeyConstraint("session", "id", name="pk_guest"),
    )
    op.create_table(
        "refinement",
        *(_text("session"), _text("id"), _whole("seq"), _big("at_ms"), _text("parent", empty=True)),
        *(_text("guest", empty=True), _text("status")),
        _of_a_session("refinement"),
        sa.PrimaryKeyConstraint("session", "id", name="pk_refinement"),
    )
    op.create_table(
        "round_result",
        *(_text("session"), _text("round"), _text("refinement"), _big("closed_at_ms"), _whole("votes")),
        *(_whole("voters"), _claim("tied"), _claim("winner")),
        _of_a_session("round_result"),
        sa.PrimaryKeyConstraint("session", "round", "refinement", name="pk_round_result"),
    )


def _pictures() -> None:
    op.create_table(
        "job",
        *(_text("session"), _text("id"), _whole("seq"), _text("refinement"), _text("asked_by", empty=True)),
        *(_big("asked_at_ms"), _whole("pictures"), _text("status"), _big("ended_at_ms", empty=True), _text("why")),
        _of_a_session("job"),
        sa.PrimaryKeyConstraint("session", "id", name="pk_job"),
    )
    op.create_table(
        "artwork",
        *(_text("session"), _text("id"), _whole("seq"), _big("at_ms"), _text("job"), _whole("job_index")),
        *(_text("mode"), _text("engine"), _text("model"), _text("revision"), _text("scheduler")),
        *(_big("seed"), _whole("steps"), sa.Column("guidance", sa.Float(), nullable=False)),
        *(_whole("width_px"), _whole("height_px"), _text("media_type"), _whole("took_ms"), _text("environment")),
        *(_whole("worth", empty=True), _claim("of_note"), _claim("hidden"), _claim("chosen")),
        *(_whole("place", empty=True), _whole("caption_seq", empty=True)),
        _of_a_session("artwork"),
        sa.PrimaryKeyConstraint("session", "id", name="pk_artwork"),
    )
