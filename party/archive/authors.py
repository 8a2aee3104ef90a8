"""Whose words an entry carries.

Most words are the actor's. A recipe repeats a refinement's text, a picture repeats its job's recipe and the words of it
that the model read: those copies belong to the author of the original, so that removing a person's words reaches every
copy, later ones included.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, select

from party.archive.codec import Text
from party.archive.tables import JOB, REFINEMENT, WORDS
from party.core.events import (
    ArtworkMade,
    CreditChosen,
    Entry,
    Event,
    GuestJoined,
    JobRequested,
    NameChanged,
    SettingsChanged,
    WordsRemoved,
)
from party.core.values import GuestId, SessionId

_NEGATIVE = ("recipe.negative", "settings.recipe.negative")

Original = Row[tuple[str | None, str | None]]


def looks_back(event: Event) -> bool:
    """Whether the event may carry copies of what was written earlier in the journal, or takes it away."""
    return isinstance(event, ArtworkMade | JobRequested | SettingsChanged | WordsRemoved)


def words_rows(
    db: Connection, session: SessionId, entry: Entry, texts: Iterable[Text]
) -> Iterator[Mapping[str, object]]:
    """The rows of `words` for an entry. What it repeats must be in the database; a copy of removed words is removed."""
    for text in texts:
        source = source_of(db, session, entry, text)
        kept = Text(text.path, None, None) if source.removed else text
        row = {"session": session, "seq": entry.seq, "path": kept.path}
        yield {**row, "author": source.author, "salt": kept.salt, "text": kept.text}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text of an entry comes from. `author`: who wrote it; `None`: the house, or nobody any more."""

    author: GuestId | None
    copied: bool = False
    """Whether it repeats an earlier text."""
    removed: bool = False
    """Whether what it repeats was removed."""


def source_of(db: Connection, session: SessionId, entry: Entry, text: Text) -> Source:
    """The source of a text, as the record has it now."""
    original = _original(db, session, entry, text)
    if original is None:
        return Source(_speaker(entry))
    return Source(GuestId(original.author) if original.author else None, copied=True, removed=original.text is None)


def _speaker(entry: Entry) -> GuestId | None:
    match entry.event:
        case GuestJoined(guest) | NameChanged(guest) | CreditChosen(guest):
            return guest
        case _:
            return entry.actor


def _original(db: Connection, session: SessionId, entry: Entry, text: Text) -> Original | None:
    match entry.event:
        case JobRequested() if text.path.endswith(".negative"):
            query = _latest_negative(session, entry)
        case JobRequested():
            query = _refinement(session, entry.event.refinement)
        case ArtworkMade():
            field = "negative" if text.path.endswith(".negative") else "prompt"
            query = _requested(session, entry.event.job, f"recipes.{entry.event.index}.{field}")
        case SettingsChanged():
            query = _latest_negative(session, entry)
            latest = db.execute(query).first()
            return latest if latest and latest.text == text.text else None
        case _:
            return None
    return db.execute(query).first()


def _latest_negative(session: SessionId, entry: Entry) -> Select[tuple[str | None, str | None]]:
    return (
        _texts(session)
        .where(WORDS.c.path.in_(_NEGATIVE), WORDS.c.seq < entry.seq)
        .order_by(WORDS.c.seq.desc())
        .limit(1)
    )


def _refinement(session: SessionId, refinement: str) -> Select[tuple[str | None, str | None]]:
    born = select(REFINEMENT.c.seq).where(REFINEMENT.c.session == session, REFINEMENT.c.id == refinement)
    return _texts(session).where(WORDS.c.seq == born.scalar_subquery(), WORDS.c.path.in_(("text", "first_prompt")))


def _requested(session: SessionId, job: str, path: str) -> Select[tuple[str | None, str | None]]:
    asked = select(JOB.c.seq).where(JOB.c.session == session, JOB.c.id == job)
    return _texts(session).where(WORDS.c.seq == asked.scalar_subquery(), WORDS.c.path == path)


def _texts(session: SessionId) -> Select[tuple[str | None, str | None]]:
    return select(WORDS.c.author, WORDS.c.text).where(WORDS.c.session == session)
