"""Associations, what the theme makes people think of, and comments, what the pictures and proposals do."""

from collections.abc import Mapping

from party.core import commands as c
from party.core import events as e
from party.core.mentions import marked
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import EVERYBODY, Row, Scene, Verdict, known_artwork, known_refinement, row
from party.core.sight import sees
from party.core.text import as_read, clean, same
from party.core.values import LIMITS, AssociationId, CommentId, GuestId, Role
from party.core.views import name_for


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
    text, mentions = marked(text, _names(scene))
    return (e.CommentWritten(CommentId(scene.occasion.fresh), text, asked.refinement, asked.artwork, mentions),)


def take_back_comment(scene: Scene, asked: c.TakeBackComment) -> Verdict:
    """Own words."""
    said = scene.state.comments.get(asked.comment)
    if said is None:
        return refuse(Reason.UNKNOWN_COMMENT)
    return (e.CommentTakenBack(said.id),) if said.by == scene.actor else refuse(Reason.NOT_YOURS)


def _names(scene: Scene) -> Mapping[str, GuestId]:
    """Who is inside, by the names the one who asks knows them by; a screen may share the name of a guest."""
    inside = (guest for guest in scene.state.guests.values() if not guest.removed)
    screens_first = sorted(inside, key=lambda guest: guest.roles != {Role.SCREEN})
    names = ((as_read(name_for(guest, scene.audience)), guest.id) for guest in screens_first)
    return {name: guest for name, guest in names if name}


TABLE: tuple[Row, ...] = (
    row(c.Associate, associate, EVERYBODY, speaks=True),
    row(c.SupportAssociation, support, EVERYBODY),
    row(c.TakeBackAssociation, take_back, EVERYBODY),
    row(c.WriteComment, comment, EVERYBODY, speaks=True),
    row(c.TakeBackComment, take_back_comment, EVERYBODY),
)
