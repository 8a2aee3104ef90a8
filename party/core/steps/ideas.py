"""Associations and comments: said, supported, taken back."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieSet

from party.core import events as e
from party.core.events import Entry
from party.core.state import Association, Comment, SessionState
from party.core.steps.step import Step, at_birth, author


def _associated(s: SessionState, entry: Entry, event: e.AssociationMade) -> SessionState:
    by = author(entry)
    said = Association(event.association, entry.seq, event.text, by, HashTrieSet([by]), at_birth(s, by))
    return replace(s, associations=s.associations.insert(said.id, said))


def _supported(s: SessionState, entry: Entry, event: e.AssociationSupported) -> SessionState:
    said, guest = s.associations[event.association], author(entry)
    supporters = said.supporters.insert(guest) if event.support else said.supporters.remove(guest)
    return replace(s, associations=s.associations.insert(said.id, replace(said, supporters=supporters)))


def _commented(s: SessionState, entry: Entry, event: e.CommentWritten) -> SessionState:
    by = author(entry)
    comment = Comment(
        id=event.comment,
        seq=entry.seq,
        at_ms=entry.at_ms,
        by=by,
        text=event.text,
        refinement=event.refinement,
        artwork=event.artwork,
        mentions=event.mentions,
        screening=at_birth(s, by),
    )
    return replace(s, comments=s.comments.insert(comment.id, comment))


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.AssociationMade: _associated,
        e.AssociationSupported: _supported,
        e.AssociationTakenBack: lambda s, _, event: replace(s, associations=s.associations.remove(event.association)),
        e.CommentWritten: _commented,
        e.CommentTakenBack: lambda s, _, event: replace(s, comments=s.comments.remove(event.comment)),
    }
)
