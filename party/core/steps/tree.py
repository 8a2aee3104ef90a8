"""The prompt tree and the phrases of its wordings."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieMap

from party.core import events as e
from party.core.events import Entry
from party.core.state import Refinement, RefinementStatus, SessionState
from party.core.steps.step import Step, at_birth, author
from party.core.values import GuestId, RefinementId


def _proposed(s: SessionState, entry: Entry, event: e.RefinementProposed) -> SessionState:
    node = Refinement(
        id=event.refinement,
        seq=entry.seq,
        at_ms=entry.at_ms,
        parent=event.parent,
        text=event.text,
        reason=event.reason,
        by=entry.actor,
        status=RefinementStatus.OPEN,
        phrases=event.phrases,
        merged=event.merged,
        screening=at_birth(s, entry.actor),
    )
    return replace(s, refinements=s.refinements.insert(node.id, node))


def _status(s: SessionState, refinement: RefinementId, status: RefinementStatus) -> SessionState:
    node = replace(s.refinements[refinement], status=status)
    return replace(s, refinements=s.refinements.insert(refinement, node))


def _accepted(s: SessionState, _: Entry, event: e.RefinementAccepted) -> SessionState:
    return replace(_status(s, event.refinement, RefinementStatus.ACCEPTED), head=event.refinement)


def _marked(s: SessionState, _: Entry, event: e.PhrasesMarked) -> SessionState:
    node = replace(s.refinements[event.refinement], phrases=event.phrases)
    return replace(s, refinements=s.refinements.insert(node.id, node))


def _pushed(s: SessionState, entry: Entry, event: e.PhrasePushed) -> SessionState:
    pushes: HashTrieMap[GuestId, int] = s.pushes.get(event.phrase, HashTrieMap())
    guest = author(entry)
    pushes = pushes.insert(guest, event.push) if event.push else pushes.discard(guest)
    return replace(s, pushes=s.pushes.insert(event.phrase, pushes))


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.RefinementProposed: _proposed,
        e.RefinementWithdrawn: lambda s, _, event: _status(s, event.refinement, RefinementStatus.WITHDRAWN),
        e.RefinementRejected: lambda s, _, event: _status(s, event.refinement, RefinementStatus.REJECTED),
        e.RefinementRevived: lambda s, _, event: _status(s, event.refinement, RefinementStatus.OPEN),
        e.RefinementAccepted: _accepted,
        e.PromptBranched: lambda s, _, event: replace(s, head=event.refinement),
        e.PhrasesMarked: _marked,
        e.PhrasePushed: _pushed,
    }
)
