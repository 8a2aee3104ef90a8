"""Whose private view an event changes: the counterpart of `core.touched` for what one guest alone may see."""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from party.core import events as e
from party.core.events import Entry
from party.core.state import SessionState
from party.core.touched import is_gauge
from party.core.values import ArtworkId, AssociationId, CommentId, GuestId, Kind, NoteId, RefinementId

_SAID = (
    e.AssociationMade,
    e.AssociationTakenBack,
    e.RefinementProposed,
    e.CommentWritten,
    e.CommentTakenBack,
    e.NoteWritten,
)
"""What may wait for the moderator."""
_NAMED = (
    e.NameChanged,
    e.RoleGranted,
    e.RoleRevoked,
    e.RoleAsked,
    e.RoleDeclined,
    e.GuestMuted,
    e.GuestRemoved,
    e.GuestNudged,
    e.CreditChosen,
    e.WordsRemoved,
)
_JUDGED = (e.RefinementAccepted, e.RefinementRejected, e.RefinementRevived, e.RefinementWithdrawn)
_PHRASES = (e.RefinementAccepted, e.PromptBranched, e.PhrasesMarked)


def concerned(state: SessionState, entry: Entry) -> Iterator[GuestId]:
    """Guests whose private view may be another after an entry; `state` is the party after it, or later."""
    event = entry.event
    if entry.actor is not None and (is_gauge(event) or isinstance(event, _SAID)):
        yield entry.actor
    if isinstance(event, _NAMED):
        yield event.guest
    if isinstance(event, _JUDGED) and (by := state.refinements[event.refinement].by):
        yield by
    if isinstance(event, _PHRASES):
        yield from chain.from_iterable(state.pushes.values())
    if isinstance(event, e.RoundOpened):
        yield from state.guests
    if isinstance(event, e.ThingScreened):
        yield from _screened(state, event)
    if isinstance(event, e.WordsRemoved):
        yield from _once_spoken_to(state, event.guest)
    if isinstance(event, e.NameChanged | e.GuestRemoved | e.GuestReadmitted | e.WordsRemoved):
        yield from _who_mentioned(state, event.guest)


def _once_spoken_to(state: SessionState, guest: GuestId) -> Iterator[GuestId]:
    """Who stands behind something this guest said, and whom they nudged."""
    for idea in state.associations.values():
        yield from idea.supporters if idea.by == guest else ()
    yield from (one.id for one in state.guests.values() if one.nudge and one.nudge.by == guest)


def _who_mentioned(state: SessionState, guest: GuestId) -> Iterator[GuestId]:
    """Who wrote a comment that calls a guest by their name: it may wait for the moderator."""
    return (said.by for said in state.comments.values() if guest in said.mentions)


def _screened(state: SessionState, event: e.ThingScreened) -> Iterator[GuestId]:
    """Who wrote what came or went, unless it was taken back meanwhile, and who tapped on it."""
    match event.of:
        case Kind.ASSOCIATION:
            idea = state.associations.get(AssociationId(event.id))
            yield from idea.supporters if idea else ()
        case Kind.REFINEMENT:
            yield from _of_wording(state, RefinementId(event.id))
        case Kind.COMMENT:
            comment = state.comments.get(CommentId(event.id))
            yield from (comment.by,) if comment else ()
        case Kind.GUEST:
            yield GuestId(event.id)
            yield from _who_mentioned(state, GuestId(event.id))
        case Kind.NOTE:
            yield state.notes[NoteId(event.id)].by
        case Kind.ARTWORK:
            artwork = state.artworks[ArtworkId(event.id)]
            yield from (*artwork.reactions, *artwork.nailed)
        case Kind.SESSION | Kind.PROMPT | Kind.ROUND | Kind.JOB | Kind.STORY:
            raise ValueError(f"a {event.of} is not screened")
        case _:
            assert_never(event.of)


def _of_wording(state: SessionState, refinement: RefinementId) -> Iterator[GuestId]:
    """Its author, those who voted where it stands, and those who said something of its pictures."""
    if by := state.refinements[refinement].by:
        yield by
    if state.round and refinement in state.rounds[state.round].refinements:
        yield from state.rounds[state.round].ballots
    for artwork in state.artworks.values():
        if artwork.refinement == refinement:
            yield from (*artwork.reactions, *artwork.nailed)
