"""What the press is handed of a party, and how it looks at it: as the wall does, through the one redaction function."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from party.core import events as e
from party.core.events import Entry
from party.core.state import RoundStatus, SessionState
from party.core.things import (
    ArtworkView,
    AssociationView,
    Audience,
    GuestView,
    NoteView,
    Ref,
    RefinementView,
    RoundView,
)
from party.core.values import ArtworkId, GuestId, Kind, RefinementId, RoundId
from party.core.views import project


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A party as it is handed over: its journal, the state after it, and the hash of the last entry."""

    code: str
    epoch: str
    entries: tuple[Entry, ...]
    state: SessionState
    head_hash: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A chronicle as the wall may see it: no hidden picture, no ballot. Everything in the order of birth."""

    chronicle: Chronicle
    guests: tuple[GuestView, ...]
    associations: tuple[AssociationView, ...]
    refinements: Mapping[RefinementId, RefinementView]
    rounds: tuple[RoundView, ...]
    artworks: Mapping[ArtworkId, ArtworkView]
    notes: tuple[NoteView, ...]
    accepted_by: Mapping[RefinementId, GuestId | None]
    """Who made a wording the working prompt in a move of their own: without a vote, or on top of one."""
    tied: frozenset[RoundId]
    tie_breakers: Mapping[RoundId, GuestId | None]

    @property
    def state(self) -> SessionState:
        """Where the party stands, unredacted: for what the views leave out of a thing that is seen."""
        return self.chronicle.state

    def name(self, guest: GuestId | None) -> str:
        """A guest's name; empty for the house, and for somebody who took their name back."""
        known = self.state.guests.get(guest) if guest else None
        return known.name if known else ""

    def votes_on(self, refinement: RefinementId) -> tuple[RoundView, ...]:
        """The finished rounds a wording stood in."""
        rounds = (vote for vote in self.rounds if refinement in vote.refinements)
        return tuple(vote for vote in rounds if vote.status is not RoundStatus.OPEN)


def look(chronicle: Chronicle) -> Seen:
    """The chronicle as it may be told. A note on a hidden picture is left out with it."""
    state, events = chronicle.state, [entry.event for entry in chronicle.entries]
    visible = {view.id: view for view in _views(state, Kind.ARTWORK, state.artworks, ArtworkView)}
    notes = _views(state, Kind.NOTE, state.notes, NoteView)
    entries = chronicle.entries
    return Seen(
        chronicle=chronicle,
        guests=_views(state, Kind.GUEST, state.guests, GuestView),
        associations=_views(state, Kind.ASSOCIATION, state.associations, AssociationView),
        refinements={view.id: view for view in _views(state, Kind.REFINEMENT, state.refinements, RefinementView)},
        rounds=_views(state, Kind.ROUND, state.rounds, RoundView),
        artworks=visible,
        notes=tuple(note for note in notes if note.artwork is None or note.artwork in visible),
        accepted_by=_accepted_by_hand(entries),
        tied=frozenset(event.round for event in events if isinstance(event, e.RoundClosed) and len(event.winners) > 1),
        tie_breakers={x.event.round: x.actor for x in entries if isinstance(x.event, e.TieBroken)},
    )


V = TypeVar("V", GuestView, AssociationView, RefinementView, RoundView, ArtworkView, NoteView)


def _views(state: SessionState, kind: Kind, ids: Iterable[str], wanted: type[V]) -> tuple[V, ...]:
    things = (project(state, Ref(kind, id_), Audience.SCREEN) for id_ in ids)
    return tuple(sorted((thing for thing in things if isinstance(thing, wanted)), key=lambda view: view.seq))


def _accepted_by_hand(entries: tuple[Entry, ...]) -> dict[RefinementId, GuestId | None]:
    """The last move of acceptance of each wording, unless it came in one breath with the end of a vote."""
    by_hand: dict[RefinementId, GuestId | None] = {}
    for before, entry in pairwise(entries):
        if isinstance(entry.event, e.RefinementAccepted):
            by_vote = isinstance(before.event, e.RoundClosed | e.TieBroken)
            same_move = (before.actor, before.cause) == (entry.actor, entry.cause)
            by_hand.pop(entry.event.refinement, None)
            if not (by_vote and same_move):
                by_hand[entry.event.refinement] = entry.actor
    return by_hand
