"""The tables of the record.

`session`, `entry` and `words` are the record itself. The others are kept in the same transaction for people who query;
they hold no text anybody wrote, only the `..._seq` of the entry that has it. The views `sessions`, `guests`,
`refinements` and `artworks` (made by the migration) put the texts in: a text removed from `words` is gone everywhere.
"""

from typing import ClassVar, Final

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, MetaData, Text
from sqlmodel import Field, SQLModel

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _Table(SQLModel):
    metadata = METADATA


class SessionTable(_Table, table=True):
    """One party and where its journal stands."""

    __tablename__: ClassVar[str] = "session"
    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    epoch: str
    opened_at_ms: int = Field(sa_type=BigInteger)
    last_at_ms: int = Field(sa_type=BigInteger)
    head_seq: int
    head_hash: str
    theme_seq: int | None
    """The entry whose words at `theme` are the theme now."""
    phase: str
    """Where the evening stands, or stood when it was closed."""
    closed: bool
    write_up: str = ""
    """The folder of the newest write-up; empty: none yet."""
    published: bool = False


class EntryTable(_Table, table=True):
    """One line of a journal. `facts` is canonical JSON; `hash` chains it to the line before."""

    __tablename__: ClassVar[str] = "entry"
    session: str = Field(primary_key=True, foreign_key="session.id")
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at_ms: int = Field(sa_type=BigInteger)
    actor: str | None
    cause: str
    kind: str
    facts: str = Field(sa_type=Text)
    hash: str


class WordsTable(_Table, table=True):
    """A text somebody wrote. Text and salt are cleared together: with the salt left, a short text could be guessed."""

    __tablename__: ClassVar[str] = "words"
    __table_args__ = (
        ForeignKeyConstraint(["session", "seq"], ["entry.session", "entry.seq"]),
        Index(None, "session", "author"),
    )
    session: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    path: str = Field(primary_key=True)
    author: str | None
    salt: str | None
    text: str | None = Field(sa_type=Text)


class GuestTable(_Table, table=True):
    """A person in a session, with a column for each role."""

    __tablename__: ClassVar[str] = "guest"
    session: str = Field(primary_key=True, foreign_key="session.id")
    id: str = Field(primary_key=True)
    seq: int
    joined_at_ms: int = Field(sa_type=BigInteger)
    name_seq: int
    moderator: bool
    prompt_master: bool
    art_expert: bool
    participant: bool
    screen: bool


class RefinementTable(_Table, table=True):
    """A node of the prompt tree. Status: open, accepted, rejected or withdrawn."""

    __tablename__: ClassVar[str] = "refinement"
    session: str = Field(primary_key=True, foreign_key="session.id")
    id: str = Field(primary_key=True)
    seq: int
    at_ms: int = Field(sa_type=BigInteger)
    parent: str | None
    guest: str | None
    status: str


class JobTable(_Table, table=True):
    """One request to the studio. Status: waiting, done, failed or cancelled."""

    __tablename__: ClassVar[str] = "job"
    session: str = Field(primary_key=True, foreign_key="session.id")
    id: str = Field(primary_key=True)
    seq: int
    refinement: str
    asked_by: str | None
    asked_at_ms: int = Field(sa_type=BigInteger)
    pictures: int
    status: str
    ended_at_ms: int | None = Field(sa_type=BigInteger)
    why: str


class ArtworkTable(_Table, table=True):
    """A finished picture and how it was made first. `place` orders the chosen ones, smallest first."""

    __tablename__: ClassVar[str] = "artwork"
    session: str = Field(primary_key=True, foreign_key="session.id")
    id: str = Field(primary_key=True)
    seq: int
    at_ms: int = Field(sa_type=BigInteger)
    job: str
    job_index: int
    mode: str
    engine: str
    model: str
    revision: str
    scheduler: str
    seed: int = Field(sa_type=BigInteger)
    steps: int
    guidance: float
    width_px: int
    height_px: int
    media_type: str
    took_ms: int
    environment: str
    worth: int | None
    of_note: bool
    hidden: bool
    chosen: bool
    place: int | None
    caption_seq: int | None


class RoundResultTable(_Table, table=True):
    """How one candidate of a closed round fared. Single ballots are in no table but the journal."""

    __tablename__: ClassVar[str] = "round_result"
    session: str = Field(primary_key=True, foreign_key="session.id")
    round: str = Field(primary_key=True)
    refinement: str = Field(primary_key=True)
    closed_at_ms: int = Field(sa_type=BigInteger)
    votes: int
    voters: int
    tied: bool
    winner: bool


class LeftoverTable(_Table, table=True):
    """What a deleted session left outside of the database, until it is gone too. Sort: artwork or write_up."""

    __tablename__: ClassVar[str] = "leftover"
    sort: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    epoch: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    """The picture's id; empty for a write-up."""


SESSION: Final = METADATA.tables["session"]
ENTRY: Final = METADATA.tables["entry"]
WORDS: Final = METADATA.tables["words"]
REFINEMENT: Final = METADATA.tables["refinement"]
JOB: Final = METADATA.tables["job"]
LEFTOVER: Final = METADATA.tables["leftover"]
READ_TABLES: Final = ("guest", "refinement", "job", "artwork", "round_result")
