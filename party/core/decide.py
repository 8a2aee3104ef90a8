"""The rules applied: a command becomes events or a refusal. The table of rights stands in the rules' own tables."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from party.core.commands import Command, OpenSession
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules import (
    ideas,
    jobs,
    looking,
    people,
    phrasing,
    removal,
    rounds,
    screening,
    session,
    story,
    tree,
)
from party.core.rules.scene import Occasion, Rule, Scene, Verdict
from party.core.state import Guest, SessionState
from party.core.values import GuestId

TABLE: Mapping[type[Any], Rule] = MappingProxyType(
    dict(
        (
            *session.TABLE,
            *people.TABLE,
            *screening.TABLE,
            *ideas.TABLE,
            *tree.TABLE,
            *phrasing.TABLE,
            *rounds.TABLE,
            *jobs.TABLE,
            *looking.TABLE,
            *story.TABLE,
            *removal.TABLE,
        )
    )
)


def begin(command: OpenSession, occasion: Occasion) -> Verdict:
    """The first events of a party, caused by the guest who opens it and whose id is `occasion.fresh`."""
    return session.opening(command, occasion)


def decide(state: SessionState, actor: GuestId | None, command: Command, occasion: Occasion) -> Verdict:
    """What happens when `actor` (`None`: the house) asks for something now; no events means it is so already."""
    rule = TABLE[type(command)]
    guest = state.guests.get(actor) if actor is not None else None
    may = not rule.roles if actor is None else guest is not None and _holds(guest, rule)
    refusal = _unwelcome(guest, rule) or (_barred(state, rule) if may else refuse(Reason.NOT_ALLOWED))
    return refusal or rule.decide(Scene(state, guest, occasion), command)


def _holds(guest: Guest, rule: Rule) -> bool:
    return rule.always or bool(rule.roles & guest.roles)


def _unwelcome(guest: Guest | None, rule: Rule) -> Refusal | None:
    if guest is not None and guest.removed and not rule.always:
        return refuse(Reason.REMOVED)
    return refuse(Reason.MUTED) if guest is not None and guest.muted and rule.speaks else None


def _barred(state: SessionState, rule: Rule) -> Refusal | None:
    if state.closed:
        return None if rule.closed else refuse(Reason.SESSION_CLOSED)
    if state.paused_ms is not None and not rule.paused:
        return refuse(Reason.SESSION_PAUSED)
    return None
