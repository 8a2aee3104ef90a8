"""What only one person may see of a party, and what only its moderator may: private views and the radar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from party.core.sight import may_read, may_see, sees
from party.core.state import (
    Artwork,
    Association,
    Comment,
    Note,
    Refinement,
    RefinementStatus,
    Round,
    Screening,
    SessionState,
)
from party.core.things import (
    Audience,
    Heard,
    HeldWords,
    Mine,
    MyNudge,
    MyPush,
    MyReactions,
    Ref,
)
from party.core.values import (
    ApprovalBallot,
    Ballot,
    GuestId,
    Kind,
    RankedBallot,
    Role,
    ScoreBallot,
)
from party.core.views import audience_of, comment_for, pushes_on, working_phrases

_Held = Association | Refinement | Comment | Note


def mine(state: SessionState, guest: GuestId) -> Mine:
    """A guest's private view."""
    return _mine(state, guest, _listed(state))


def mine_each(state: SessionState, guests: Iterable[GuestId]) -> dict[GuestId, Mine]:
    """The private views of several guests at the price of little more than one."""
    lists = _listed(state)
    return {guest: _mine(state, guest, lists) for guest in guests}


@dataclass(frozen=True, slots=True)
class _Lists:
    """What private views look through, listed once: to walk a persistent map costs far more than to look into it."""

    associations: tuple[Association, ...]
    artworks: tuple[Artwork, ...]
    held: tuple[tuple[Kind, _Held], ...]


def _listed(state: SessionState) -> _Lists:
    associations = tuple(said for said in state.associations.values() if said.text)
    said: tuple[tuple[Kind, _Held], ...] = (
        *((Kind.ASSOCIATION, one) for one in associations),
        *((Kind.REFINEMENT, node) for node in state.refinements.values() if node.status is RefinementStatus.OPEN),
        *((Kind.COMMENT, one) for one in state.comments.values()),
        *((Kind.NOTE, one) for one in state.notes.values()),
    )
    held = (it for it in said if it[1].text and it[1].screening is Screening.HELD)
    waiting = tuple(sorted(held, key=lambda it: it[1].seq))
    return _Lists(associations, tuple(state.artworks.values()), waiting)


def _mine(state: SessionState, guest: GuestId, lists: _Lists) -> Mine:
    me = state.guests[guest]
    audience = audience_of(me.roles)
    latest = state.rounds[state.round] if state.round else None
    tapped = (art for art in lists.artworks if guest in art.reactions or guest in art.nailed)
    seen = sorted((art for art in tapped if may_see(state, art.id, audience)), key=lambda art: art.seq)
    return Mine(
        guest=guest,
        name=me.name,
        roles=tuple(sorted(me.roles)),
        asks=tuple(sorted(me.asks)),
        muted=me.muted,
        round=state.round,
        ballot=_own_ballot(state, latest, guest, audience) if latest else None,
        supports=tuple(
            sorted(a.id for a in lists.associations if guest in a.supporters and sees(a.screening, audience))
        ),
        reactions=tuple(MyReactions(a.id, tuple(sorted(a.reactions[guest]))) for a in seen if a.reactions.get(guest)),
        nailed=tuple(artwork.id for artwork in seen if guest in artwork.nailed),
        pushes=tuple(_own_pushes(state, guest)),
        held=tuple(_waiting(state, of, one, audience) for of, one in lists.held if one.by == guest),
        nudge=MyNudge(me.nudge.seq, me.nudge.text) if me.nudge else None,
        credit_as=me.credit_as,
        pen_name=me.pen_name,
    )


def _waiting(state: SessionState, of: Kind, said: _Held, audience: Audience) -> HeldWords:
    text = comment_for(state, said, audience)[0] if isinstance(said, Comment) else said.text
    return HeldWords(of, said.id, text, _subject(said))


def _subject(said: _Held) -> Ref | None:
    if isinstance(said, Association | Refinement):
        return None
    if said.artwork is not None:
        return Ref(Kind.ARTWORK, said.artwork)
    return Ref(Kind.REFINEMENT, said.refinement) if said.refinement is not None else None


def _own_pushes(state: SessionState, guest: GuestId) -> Iterator[MyPush]:
    for phrase in working_phrases(state):
        if push := pushes_on(state, phrase).get(guest):
            yield MyPush(phrase.id, push)


def _own_ballot(state: SessionState, vote: Round, guest: GuestId, audience: Audience) -> Ballot | None:
    """A guest's ballot, as far as its candidates are still there to be seen."""
    match ballot := vote.ballots.get(guest):
        case ApprovalBallot(choices):
            return ApprovalBallot(tuple(choice for choice in choices if may_read(state, choice, audience)))
        case RankedBallot(choices):
            return RankedBallot(tuple(choice for choice in choices if may_read(state, choice, audience)))
        case ScoreBallot(scores):
            return ScoreBallot(tuple(line for line in scores if may_read(state, line.refinement, audience)))
        case None:
            return None
        case _:
            assert_never(ballot)


def radar(state: SessionState) -> tuple[Heard, ...]:
    """Who has been heard how often, in order of arrival. For the moderator alone."""
    people = (g for g in state.guests.values() if g.roles != {Role.SCREEN} and not g.removed)
    return tuple(Heard(g.id, g.said, g.tapped, g.heard_ms) for g in sorted(people, key=lambda g: g.seq))
