"""What the press is handed of a party, and how it looks at it: as the wall does, through the one redaction function."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar, assert_never

from party.core import events as e
from party.core.events import Entry, Event
from party.core.state import Guest, RefinementStatus, RoundStatus, Screening, SessionState
from party.core.things import (
    ArtworkView,
    AssociationView,
    Audience,
    CommentView,
    GuestView,
    NoteView,
    Ref,
    RefinementView,
    RoundView,
)
from party.core.values import ArtworkId, CreditAs, GuestId, Kind, RefinementId, Role, RoundId
from party.core.views import project

_UNTOLD = (
    e.WriteUpMade,
    e.WriteUpPublished,
    e.PhaseChanged,
    e.PhaseExtended,
    e.SessionClosed,
    e.SessionReopened,
    e.AgendaSet,
    e.SessionPaused,
    e.SessionContinued,
    e.SessionLocked,
    e.PasscodeSet,
    e.SettingsChanged,
    e.RecipeSet,
    e.WallSet,
    e.QuestionDropped,
    e.RoleAsked,
    e.RoleDeclined,
    e.GuestMuted,
    e.GuestNudged,
    e.PhrasesMarked,
    e.PhrasePushed,
    e.RoundOpened,
    e.BallotCast,
    e.JobRequested,
    e.JobCancelled,
    e.JobFailed,
    e.JobFinished,
)
"""What by itself changes nothing a page says: how the evening is run, and what is told once it has led to something."""


def is_told(event: Event) -> bool:
    """Whether a write-up made after this event reads differently from one made before."""
    return not isinstance(event, _UNTOLD)


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
    """A chronicle as the wall may see it: nothing held or hidden, no ballot. Everything in the order of birth."""

    chronicle: Chronicle
    guests: Mapping[GuestId, GuestView]
    associations: tuple[AssociationView, ...]
    refinements: Mapping[RefinementId, RefinementView]
    rounds: tuple[RoundView, ...]
    artworks: Mapping[ArtworkId, ArtworkView]
    notes: tuple[NoteView, ...]
    comments: tuple[CommentView, ...]
    trunk: tuple[RefinementId, ...]
    """The wordings the working prompt went through, the first and the last included.

    What was only built upon, without ever being the working prompt, is not among them.
    """
    votes_on: Mapping[RefinementId, tuple[RoundView, ...]]
    """The finished rounds a wording stood in."""
    accepted_by: Mapping[RefinementId, GuestId | None]
    """Who made a wording the working prompt in a move of their own: without a vote, or on top of one."""
    tied: frozenset[RoundId]
    tie_breakers: Mapping[RoundId, GuestId | None]

    @property
    def state(self) -> SessionState:
        """Where the party stands, unredacted: for what the views leave out of a thing that is seen."""
        return self.chronicle.state

    @property
    def closeness(self) -> Mapping[ArtworkId, float]:
        """How close each picture came to its prompt, 0 to 1, as its engine said when it was made."""
        made = ((id_, self.state.artworks[id_].closeness) for id_ in self.artworks)
        return {id_: closeness for id_, closeness in made if closeness is not None}

    @property
    def people(self) -> tuple[GuestView, ...]:
        """Who was there: everybody but the screens."""
        return tuple(guest for guest in self.guests.values() if set(guest.roles) != {Role.SCREEN})

    def credit(self, guest: GuestId | None) -> str:
        """What the page calls a guest: name or pen name, as they chose.

        Empty for the house, and for whoever goes unnamed: by choice, taken back, shown out, the name not let through.
        """
        known = self.guests.get(guest) if guest else None
        if known is None or known.screening is not Screening.SHOWN:
            return ""
        return _credited(self.state.guests[known.id])


def look(chronicle: Chronicle) -> Seen:
    """The chronicle as it may be told."""
    state, entries = chronicle.state, chronicle.entries
    closes = [entry.event for entry in entries if isinstance(entry.event, e.RoundClosed)]
    nodes = {view.id: view for view in _views(state, Kind.REFINEMENT, state.refinements, RefinementView)}
    rounds = _views(state, Kind.ROUND, state.rounds, RoundView)
    return Seen(
        chronicle=chronicle,
        guests={view.id: view for view in _views(state, Kind.GUEST, state.guests, GuestView)},
        associations=_views(state, Kind.ASSOCIATION, state.associations, AssociationView),
        refinements=nodes,
        rounds=rounds,
        artworks={view.id: view for view in _views(state, Kind.ARTWORK, state.artworks, ArtworkView)},
        notes=_views(state, Kind.NOTE, state.notes, NoteView),
        comments=_views(state, Kind.COMMENT, state.comments, CommentView),
        trunk=tuple(step for step in state.trunk if step in nodes and nodes[step].status is RefinementStatus.ACCEPTED),
        votes_on=_by_wording(vote for vote in rounds if vote.status is not RoundStatus.OPEN),
        accepted_by=_accepted_by_hand(entries),
        tied=frozenset(event.round for event in closes if len(event.winners) > 1),
        tie_breakers={x.event.round: x.actor for x in entries if isinstance(x.event, e.TieBroken)},
    )


def _credited(guest: Guest) -> str:
    match guest.credit_as:
        case CreditAs.NAME:
            return guest.name
        case CreditAs.PEN_NAME:
            return guest.pen_name
        case CreditAs.ANONYMOUS:
            return ""
        case _:
            assert_never(guest.credit_as)


V = TypeVar("V", GuestView, AssociationView, RefinementView, RoundView, ArtworkView, NoteView, CommentView)


def _views(state: SessionState, kind: Kind, ids: Iterable[str], wanted: type[V]) -> tuple[V, ...]:
    things = (project(state, Ref(kind, id_), Audience.SCREEN) for id_ in ids)
    return tuple(sorted((thing for thing in things if isinstance(thing, wanted)), key=lambda view: view.seq))


def _by_wording(rounds: Iterable[RoundView]) -> dict[RefinementId, tuple[RoundView, ...]]:
    found: dict[RefinementId, tuple[RoundView, ...]] = {}
    for vote in rounds:
        for refinement in vote.refinements:
            found[refinement] = (*found.get(refinement, ()), vote)
    return found


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
