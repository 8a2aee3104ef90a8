"""Which texts leave the record when a guest's words are removed, and which stay without an author.

What the room made its own stays: accepted wordings and the recipes that repeat them, the theme, negative prompts, what
is said of the model's license. The core keeps the same: see `core.steps.removal`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, select, update

from party.archive.tables import ENTRY, JOB, REFINEMENT, WORDS
from party.core.state import RefinementStatus
from party.core.values import GuestId, Seq, SessionId

_OF_THE_ROOM: Final = frozenset({"theme", "first_prompt", "model_license"})
_NEGATIVE: Final = "negative"

_PLACE: Final = (
    (WORDS.c.session == bindparam("of")) & (WORDS.c.seq == bindparam("at")) & (WORDS.c.path == bindparam("in"))
)
_CLEAR: Final = update(WORDS).where(_PLACE).values(text=None, salt=None)
_DISOWN: Final = update(WORDS).where(_PLACE).values(author=None)


@dataclass(frozen=True, slots=True)
class Tree:
    """What of a session's read tables decides what stays: the accepted wordings, and which wording a job was of."""

    accepted: frozenset[str]
    painted: Mapping[str, str]

    def keeps(self, facts: Mapping[str, Any], path: str) -> bool:
        """Whether a text of an entry with these facts is the room's."""
        last = path.rsplit(".", 1)[-1]
        if path in _OF_THE_ROOM or last == _NEGATIVE:
            return True
        match facts["kind"]:
            case "RefinementProposed":
                return path == "text" and facts["refinement"] in self.accepted
            case "JobRequested":
                return facts["refinement"] in self.accepted
            case "ArtworkMade":
                return self.painted.get(facts["job"]) in self.accepted
            case _:
                return False


def tree(db: Connection, session: SessionId) -> Tree:
    """The tree of a session as its read tables have it."""
    accepted = REFINEMENT.c.status == RefinementStatus.ACCEPTED.value
    nodes = db.execute(select(REFINEMENT.c.id).where(REFINEMENT.c.session == session, accepted)).scalars()
    jobs = db.execute(select(JOB.c.id, JOB.c.refinement).where(JOB.c.session == session))
    return Tree(frozenset(nodes), {row.id: row.refinement for row in jobs})


def remove_words(db: Connection, session: SessionId, guest: GuestId) -> None:
    """Clears every text a guest wrote so far and its salt; what is the room's keeps its text and loses its author."""
    kept = tree(db, session)
    here = and_(WORDS.c.session == ENTRY.c.session, WORDS.c.seq == ENTRY.c.seq)
    theirs = (WORDS.c.session == session) & (WORDS.c.author == guest) & WORDS.c.text.is_not(None)
    query = select(WORDS.c.seq, WORDS.c.path, ENTRY.c.facts).select_from(WORDS.join(ENTRY, here)).where(theirs)
    places: dict[bool, list[dict[str, object]]] = {True: [], False: []}
    for row in db.execute(query):
        stays = kept.keeps(json.loads(row.facts), row.path)
        places[stays].append({"of": session, "at": row.seq, "in": row.path})
    for statement, rows in ((_DISOWN, places[True]), (_CLEAR, places[False])):
        if rows:
            db.execute(statement, rows)


def removals(db: Connection, session: SessionId) -> Mapping[GuestId, Seq]:
    """Whose words were removed, and up to which entry."""
    asked = select(ENTRY.c.seq, ENTRY.c.facts).where(ENTRY.c.session == session, ENTRY.c.kind == "WordsRemoved")
    return dict(_whose(row.facts, row.seq) for row in db.execute(asked.order_by(ENTRY.c.seq)))


def _whose(facts: str, seq: int) -> tuple[GuestId, Seq]:
    return GuestId(json.loads(facts)["guest"]), Seq(seq)
