"""Associations: what the theme makes people think of, and who stands behind it."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import EVERYBODY, Row, Scene, Verdict, row
from party.core.text import clean, same
from party.core.values import LIMITS, AssociationId


def associate(scene: Scene, asked: c.Associate) -> Verdict:
    """A new association; what is already there is supported instead of said twice."""
    text = clean(asked.text, LIMITS.association)
    if isinstance(text, Refusal):
        return text
    said = tuple(scene.state.associations.values())
    if twin := next((one for one in said if same(one.text, text)), None):
        if scene.actor in twin.supporters:
            return refuse(Reason.ALREADY_SAID)
        return (e.AssociationSupported(twin.id, support=True),)
    if sum(one.by == scene.actor for one in said) >= LIMITS.associations_each:
        return refuse(Reason.TOO_MANY, limit=LIMITS.associations_each)
    return (e.AssociationMade(AssociationId(scene.occasion.fresh), text),)


def support(scene: Scene, asked: c.SupportAssociation) -> Verdict:
    """Stand behind an association or step back; the one who said it always does."""
    said = scene.state.associations.get(asked.association)
    if said is None:
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


TABLE: tuple[Row, ...] = (
    row(c.Associate, associate, EVERYBODY),
    row(c.SupportAssociation, support, EVERYBODY),
    row(c.TakeBackAssociation, take_back, EVERYBODY),
)
