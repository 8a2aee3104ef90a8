"""Associations, what the theme makes people think of, and comments, what the pictures and proposals do."""

import re

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import EVERYBODY, Row, Scene, Verdict, known_artwork, known_refinement, row
from party.core.sight import sees
from party.core.state import SessionState
from party.core.text import as_read, clean, same
from party.core.values import LIMITS, AssociationId, CommentId, GuestId, Words

_LETTER = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
"""A letter or digit of a script that parts words: after it a name goes on. Chinese or Thai writes on at once."""


def associate(scene: Scene, asked: c.Associate) -> Verdict:
    """A new association; what is already there is supported instead of said twice."""
    text = clean(asked.text, LIMITS.association)
    if isinstance(text, Refusal):
        return text
    every = tuple(scene.state.associations.values())
    said = tuple(one for one in every if one.by == scene.actor or sees(one.screening, scene.audience))
    if twin := next((one for one in said if same(one.text, text)), None):
        if scene.actor in twin.supporters:
            return refuse(Reason.ALREADY_SAID)
        return (e.AssociationSupported(twin.id, support=True),)
    if sum(one.by == scene.actor and bool(one.text) for one in said) >= LIMITS.associations_each:
        return refuse(Reason.TOO_MANY, limit=LIMITS.associations_each)
    return (e.AssociationMade(AssociationId(scene.occasion.fresh), text),)


def support(scene: Scene, asked: c.SupportAssociation) -> Verdict:
    """Stand behind an association or step back; the one who said it always does."""
    said = scene.state.associations.get(asked.association)
    if said is None or not said.text or not sees(said.screening, scene.audience):
        return refuse(Reason.UNKNOWN_ASSOCIATION)
    if said.by == scene.actor or (scene.actor in said.supporters) == asked.support:
        return ()
    return (e.AssociationSupported(said.id, asked.support),)


def take_back(scene: Scene, asked: c.TakeBackAssociation) -> Verdict:
    """Own words, while nobody else stands behind them."""
    said = scene.state.associations.get(asked.association)
    if said is None:
        return refuse(Reason.UNKNOWN_ASSOCIATION)
    if said.by != scene.actor:
        return refuse(Reason.NOT_YOURS)
    if len(said.supporters) > 1:
        return refuse(Reason.ALREADY_USED)
    return (e.AssociationTakenBack(said.id),)


def comment(scene: Scene, asked: c.WriteComment) -> Verdict:
    """A word on one proposal or one picture; whom it mentions is found in it."""
    text = clean(asked.text, LIMITS.comment)
    if isinstance(text, Refusal):
        return text
    refinement = known_refinement(scene, asked.refinement) if asked.refinement is not None else None
    artwork = known_artwork(scene, asked.artwork) if asked.artwork is not None else None
    for subject in (refinement, artwork):
        if isinstance(subject, Refusal):
            return subject
    if refinement is None and artwork is None:
        return refuse(Reason.UNKNOWN_THING)
    said = tuple(one for one in scene.state.comments.values() if one.text)
    if sum(one.by == scene.actor for one in said) >= LIMITS.comments_each:
        return refuse(Reason.TOO_MANY, limit=LIMITS.comments_each)
    if len(said) >= LIMITS.comments:
        return refuse(Reason.TOO_MANY, limit=LIMITS.comments)
    fresh = CommentId(scene.occasion.fresh)
    return (e.CommentWritten(fresh, text, asked.refinement, asked.artwork, _mentioned(scene.state, text)),)


def take_back_comment(scene: Scene, asked: c.TakeBackComment) -> Verdict:
    """Own words."""
    said = scene.state.comments.get(asked.comment)
    if said is None:
        return refuse(Reason.UNKNOWN_COMMENT)
    return (e.CommentTakenBack(said.id),) if said.by == scene.actor else refuse(Reason.NOT_YOURS)


def _mentioned(state: SessionState, text: Words) -> tuple[GuestId, ...]:
    """The guests whose name stands after an `@`: of names that begin alike the longest."""
    people = sorted((g for g in state.guests.values() if not g.removed), key=lambda g: g.seq)
    names = sorted({as_read(guest.name) for guest in people if guest.name}, key=lambda name: (-len(name), name))
    rest, found = as_read(text), set[str]()
    for name in (name for name in names if f"@{name}" in rest):
        after = rf"(?!{_LETTER})" if re.match(_LETTER, name[-1]) else ""
        rest, times = re.subn(f"@{re.escape(name)}{after}", " ", rest)
        found |= {name} if times else set()
    return tuple(guest.id for guest in people if as_read(guest.name) in found)


TABLE: tuple[Row, ...] = (
    row(c.Associate, associate, EVERYBODY, speaks=True),
    row(c.SupportAssociation, support, EVERYBODY),
    row(c.TakeBackAssociation, take_back, EVERYBODY),
    row(c.WriteComment, comment, EVERYBODY, speaks=True),
    row(c.TakeBackComment, take_back_comment, EVERYBODY),
)
