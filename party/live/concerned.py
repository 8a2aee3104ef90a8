"""Whose private view an event changes: the counterpart of `core.touched` for what one guest alone may see."""

from collections.abc import Iterator
from itertools import chain

from party.core import events as e
from party.core.events import Entry
from party.core.state import SessionState
from party.core.touched import is_gauge
from party.core.values import AssociationId, CommentId, GuestId, Kind, RefinementId

_OWN = (e.AssociationMade, e.AssociationTakenBack, e.RefinementProposed, e.CommentWritten, e.CommentTakenBack)
"""What one says, and what of it waits for the moderator; beside every tap."""
_NAMED = (
    e.NameChanged,
    e.RoleGranted,
    e.RoleRevoked,
    e.RoleAsked,
    e.RoleDeclined,
    e.GuestMuted,
    e.GuestRemoved,
    e.GuestNudged,
)
_PHRASES = (e.RefinementAccepted, e.PromptBranched, e.PhrasesMarked)


def concerned(state: SessionState, entry: Entry) -> Iterator[GuestId]:
    """Guests whose private view may be another after an entry; `state` is the party after it, or later."""
    event = entry.event
    if entry.actor is not None and (is_gauge(event) or isinstance(event, _OWN)):
        yield entry.actor
    if isinstance(event, _NAMED):
        yield event.guest
    if isinstance(event, _PHRASES):
        yield from chain.from_iterable(state.pushes.values())
    if isinstance(event, e.RoundOpened):
        yield from state.guests
    if isinstance(event, e.ThingScreened):
        yield from _screened(state, event)


def _screened(state: SessionState, event: e.ThingScreened) -> Iterator[GuestId]:
    """The author of held words; those who said something of a picture that came or went, by itself or its wording."""
    said = _authored(state, event)
    if said is not None:
        yield said
    for artwork in state.artworks.values():
        if event.id == (artwork.id if event.of is Kind.ARTWORK else artwork.refinement):
            yield from artwork.reactions
            yield from artwork.nailed


def _authored(state: SessionState, event: e.ThingScreened) -> GuestId | None:
    """Who wrote what was screened; nobody once it was taken back."""
    if event.of is Kind.REFINEMENT:
        return state.refinements[RefinementId(event.id)].by
    if event.of is Kind.ASSOCIATION and (idea := state.associations.get(AssociationId(event.id))):
        return idea.by
    if event.of is Kind.COMMENT and (comment := state.comments.get(CommentId(event.id))):
        return comment.by
    return None
