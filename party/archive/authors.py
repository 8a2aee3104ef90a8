"""Whose words an entry carries.

Most words are the actor's. A recipe repeats a refinement's text, a picture repeats its job's recipe: those copies
belong to the author of the original, so that removing a person's words reaches every copy, later ones included.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Row, Select, select

from party.archive.codec import Text
from party.archive.tables import JOB, REFINEMENT, WORDS
from party.core.events import ArtworkMade, Entry, Event, GuestJoined, JobRequested, NameChanged, SettingsChanged
from party.core.values import GuestId, SessionId

_NEGATIVE = ("recipe.negative", "settings.recipe.negative")

Original = Row[tuple[str | None, str | None]]


def repeats_words(event: Event) -> bool:
    """Whether the event may carry copies of what was written earlier in the journal."""
    return isinstance(event, ArtworkMade | JobRequested | SettingsChanged)


def words_rows(
    db: Connection, session: SessionId, entry: Entry, texts: Iterable[Text]
) -> Iterator[Mapping[str, object]]:
    """The rows of `words` for an entry. What it repeats must be in the database; a copy of removed words is removed."""
    for text in texts:
        original = _original(db, session, entry, text)
        author = original.author if original else _speaker(entry)
        kept = text if original is None or original.text is not None else Text(text.path, None, None)
        row = {"session": session, "seq": entry.seq, "path": kept.path}
        yield {**row, "author": author, "salt": kept.salt, "text": kept.text}


def author_of(db: Connection, session: SessionId, entry: Entry, text: Text) -> GuestId | None:
    """Who wrote a text of this entry; `None`: the house."""
    original = _original(db, session, entry, text)
    return original.author if original else _speaker(entry)


def _speaker(entry: Entry) -> GuestId | None:
    match entry.event:
        case GuestJoined(guest) | NameChanged(guest):
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
            path = text.path.removeprefix("made.recipe.")
            query = _requested(session, entry.event.job, f"recipes.{entry.event.index}.{path}")
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
