"""Which texts leave the record when a guest's words are removed, and which stay without an author.

What the room made its own stays: accepted wordings and the recipes that repeat them, the theme, negative prompts, what
is said of the model's license. What was merged from removed wordings goes with them unless it was accepted. The core
does the same: see `core.steps.removal`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, false, select, update

from party.archive.tables import ENTRY, JOB, REFINEMENT, WORDS
from party.core.state import RefinementStatus
from party.core.values import GuestId, Seq, SessionId

_OF_THE_ROOM: Final = frozenset({"theme", "first_prompt", "model_license"})
_NEGATIVE: Final = "negative"
_MAY_BE_MERGED: Final = ("RefinementProposed", "JobRequested", "ArtworkMade")

_PLACE: Final = (
    (WORDS.c.session == bindparam("of")) & (WORDS.c.seq == bindparam("at")) & (WORDS.c.path == bindparam("in"))
)
_CLEAR: Final = update(WORDS).where(_PLACE).values(text=None, salt=None)
_DISOWN: Final = update(WORDS).where(_PLACE).values(author=None)


@dataclass(frozen=True, slots=True)
class Tree:
    """What of a session decides what stays: the accepted wordings, and which wording a job was of."""

    accepted: frozenset[str]
    painted: Mapping[str, str]
    merges: frozenset[str]
    """What went with the wordings it was merged from."""

    def keeps(self, facts: Mapping[str, Any], path: str) -> bool:
        """Whether a text of an entry with these facts is the room's."""
        last = path.rsplit(".", 1)[-1]
        if path in _OF_THE_ROOM or last == _NEGATIVE:
            return True
        return self._repeats(self.accepted, facts, path)

    def merged(self, facts: Mapping[str, Any], path: str) -> bool:
        """Whether a text of an entry with these facts is a removed one in other words, whoever put them together."""
        return path.rsplit(".", 1)[-1] != _NEGATIVE and self._repeats(self.merges, facts, path)

    def _repeats(self, wordings: frozenset[str], facts: Mapping[str, Any], path: str) -> bool:
        match facts["kind"]:
            case "RefinementProposed":
                return path == "text" and facts["refinement"] in wordings
            case "JobRequested":
                return facts["refinement"] in wordings
            case "ArtworkMade":
                return self.painted.get(facts["job"]) in wordings
            case _:
                return False


def tree(db: Connection, session: SessionId) -> Tree:
    """The tree of a session as its read tables have it, and its journal."""
    nodes = db.execute(select(REFINEMENT).where(REFINEMENT.c.session == session)).all()
    accepted = frozenset(node.id for node in nodes if node.status == RefinementStatus.ACCEPTED.value)
    jobs = db.execute(select(JOB.c.id, JOB.c.refinement).where(JOB.c.session == session))
    gone = {node.id for node in nodes if node.guest is None} - accepted
    merges = frozenset(_merged_from(db, session, gone, accepted)) if gone else frozenset[str]()
    return Tree(accepted, {row.id: row.refinement for row in jobs}, merges)


def _merged_from(db: Connection, session: SessionId, gone: set[str], accepted: frozenset[str]) -> Iterator[str]:
    """What was merged from wordings that are gone, and from such merges, without ever being accepted."""
    proposed = select(ENTRY.c.facts).where(ENTRY.c.session == session, ENTRY.c.kind == "RefinementProposed")
    for facts in map(json.loads, db.execute(proposed.order_by(ENTRY.c.seq)).scalars()):
        node, parts = facts["refinement"], {facts["parent"], facts["merged"]}
        if facts["merged"] is not None and node not in accepted and gone & parts:
            gone.add(node)
            yield node


def remove_words(db: Connection, session: SessionId, guest: GuestId) -> None:
    """Clears every text a guest wrote so far and its salt, and what was merged from them.

    What is the room's keeps its text and loses its author.
    """
    kept = tree(db, session)
    here = and_(WORDS.c.session == ENTRY.c.session, WORDS.c.seq == ENTRY.c.seq)
    left = (WORDS.c.session == session) & WORDS.c.text.is_not(None)
    wanted = left & ((WORDS.c.author == guest) | (ENTRY.c.kind.in_(_MAY_BE_MERGED) if kept.merges else false()))
    query = select(WORDS.c.seq, WORDS.c.path, WORDS.c.author, ENTRY.c.facts).select_from(WORDS.join(ENTRY, here))
    places: dict[bool, list[dict[str, object]]] = {True: [], False: []}
    for row in db.execute(query.where(wanted)):
        facts = json.loads(row.facts)
        if row.author == guest or kept.merged(facts, row.path):
            stays = row.author == guest and kept.keeps(facts, row.path)
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
