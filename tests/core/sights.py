"""What can be seen of a party, all of it and by everyone, to be searched for what should not be there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rpds import HashTrieMap

from party.core.state import Round, RoundStatus, Screening, SessionState
from party.core.things import Audience, Gone, Ref, Thing
from party.core.touched import everything
from party.core.values import Ballot, GuestId, Kind
from party.core.views import audience_of, mine, project

Sight = Mapping[tuple[Audience, Ref], Thing]


def sight(state: SessionState) -> Sight:
    """Everything as each audience sees it."""
    refs = tuple(everything(state))
    return {(audience, ref): project(state, ref, audience) for audience in Audience for ref in refs}


def changed(before: Sight, after: Sight) -> frozenset[Ref]:
    """The things that look different to at least one audience."""
    return frozenset(ref for audience, ref in {**before, **after} if _differs(before, after, (audience, ref)))


def _differs(before: Sight, after: Sight, key: tuple[Audience, Ref]) -> bool:
    return before.get(key) != after.get(key)


def hidden_artworks_seen(state: SessionState, seen: Sight) -> list[tuple[Audience, Ref]]:
    """Where a hidden artwork shows to somebody who is no moderator, in public or in a guest's private view."""
    hidden = [artwork.id for artwork in state.artworks.values() if artwork.screening is Screening.HIDDEN]
    if not hidden:
        return []
    shown = {key: thing for key, thing in seen.items() if not isinstance(thing, Gone)}
    private = {(audience_of(g.roles), Ref(Kind.GUEST, g.id)): mine(state, g.id) for g in state.guests.values()}
    return [
        key
        for key, thing in [*shown.items(), *private.items()]
        if key[0] is not Audience.MODERATOR and names(thing, hidden)
    ]


def names(thing: object, ids: Iterable[str]) -> bool:
    """Whether one of these ids stands anywhere in a thing."""
    text = repr(thing)
    return any(repr(one) in text for one in ids)


def strangers_in_mine(state: SessionState) -> list[GuestId]:
    """Guests whose private view names somebody else."""
    guests = set(state.guests)
    return [one for one in guests if names(mine(state, one), guests - {one, state.root})]


def with_ballots(state: SessionState, vote: Round, ballots: Mapping[GuestId, Ballot]) -> SessionState:
    """The same party with other ballots in one round."""
    swapped = replace(vote, ballots=HashTrieMap(dict(ballots)))
    return replace(state, rounds=state.rounds.insert(vote.id, swapped))


def handed_round(vote: Round) -> dict[GuestId, Ballot]:
    """The ballots of a round, each given to the next voter."""
    voters, ballots = list(vote.ballots), list(vote.ballots.values())
    return dict(zip(voters, [*ballots[1:], *ballots[:1]], strict=True))


def emptied(vote: Round) -> dict[GuestId, Ballot]:
    """The ballots of a round, as if nobody had approved of anything."""
    return {guest: type(ballot)(()) for guest, ballot in vote.ballots.items()}


def keeps_tally(vote: Round) -> bool:
    """Whether a round's tally is to stay hidden now."""
    return vote.status is RoundStatus.OPEN and vote.tallies_hidden
