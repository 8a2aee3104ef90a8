"""What can be seen of a party, all of it and by everyone, to be searched for what should not be there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rpds import HashTrieMap

from party.core.events import ArtworkMade, Entry, Event, JobRequested, RefinementProposed
from party.core.private import mine_each
from party.core.state import (
    Artwork,
    Association,
    Comment,
    Note,
    Refinement,
    RefinementStatus,
    Round,
    RoundStatus,
    Screening,
    SessionState,
)
from party.core.things import Audience, Gone, Mine, Ref, Thing
from party.core.touched import everything
from party.core.values import Ballot, GuestId, Kind, Words
from party.core.views import audience_of, project

Sight = Mapping[tuple[Audience, Ref], Thing]
Screened = Association | Refinement | Comment | Note | Artwork

_MARK = re.compile(r"mark\d+")
"""Words that stand in one text only."""

_SEES: Mapping[Audience, frozenset[Screening]] = {
    Audience.MODERATOR: frozenset(Screening),
    Audience.PROMPT_MASTER: frozenset({Screening.SHOWN, Screening.HELD}),
    Audience.ART_EXPERT: frozenset({Screening.SHOWN}),
    Audience.GUEST: frozenset({Screening.SHOWN}),
    Audience.SCREEN: frozenset({Screening.SHOWN}),
}
"""Design, "Rules of the party", written down a second time."""


def sight(state: SessionState) -> Sight:
    """Everything as each audience sees it."""
    refs = tuple(everything(state))
    return {(audience, ref): project(state, ref, audience) for audience in Audience for ref in refs}


def changed(before: Sight, after: Sight) -> frozenset[Ref]:
    """The things that look different to at least one audience."""
    return frozenset(ref for audience, ref in {**before, **after} if _differs(before, after, (audience, ref)))


def _differs(before: Sight, after: Sight, key: tuple[Audience, Ref]) -> bool:
    return before.get(key) != after.get(key)


def leaks(state: SessionState, seen: Sight) -> list[object]:
    """What an audience sees, in public or in somebody's private view, of the things it may not: ids and words."""
    private = mine_each(state, state.guests)
    found: list[object] = []
    for audience in Audience:
        ids = _unseen(state, audience)
        marks = _marks(state, audience)
        frames = [thing for key, thing in seen.items() if key[0] is audience and not isinstance(thing, Gone)]
        found += [thing for thing in frames if names(thing, ids) or _says(thing, marks)]
        for guest in state.guests.values():
            if audience_of(guest.roles) is audience:
                open_part = replace(private[guest.id], held=())
                found += [open_part] if names(open_part, ids) or _says(open_part, marks) else []
    return [*found, *_held_by_others(state, private)]


def _held_by_others(state: SessionState, private: Mapping[GuestId, Mine]) -> Iterator[object]:
    """Private views with words that do not wait, or are another's."""
    held: dict[str, Screened] = {thing.id: thing for thing in screened(state) if thing.screening is Screening.HELD}
    for guest, view in private.items():
        yield from (words for words in view.held if words.id not in held or _author(held[words.id]) != guest)


def _author(thing: Screened) -> GuestId | None:
    return None if isinstance(thing, Artwork) else thing.by


def screened(state: SessionState) -> Iterator[Screened]:
    """Everything that may be held or hidden."""
    yield from state.associations.values()
    yield from state.refinements.values()
    yield from state.comments.values()
    yield from state.notes.values()
    yield from state.artworks.values()


def _unseen(state: SessionState, audience: Audience) -> frozenset[str]:
    """The ids of what this audience may not know of: held or hidden, or made of or said of what is."""
    gone = {thing.id for thing in screened(state) if thing.screening not in _SEES[audience]}
    gone |= {art.id for art in state.artworks.values() if art.refinement in gone}
    said: tuple[Comment | Note, ...] = (*state.comments.values(), *state.notes.values())
    gone |= {one.id for one in said if {one.refinement, one.artwork} & gone}
    return frozenset(gone | {job.id for job in state.jobs.values() if job.refinement in gone})


def _marks(state: SessionState, audience: Audience) -> frozenset[str]:
    """Marked words that only things this audience may not see have said."""
    by_sight = {True: set[str](), False: set[str]()}
    for thing in screened(state):
        said = thing.caption + thing.alt if isinstance(thing, Artwork) else repr(thing)
        by_sight[thing.screening in _SEES[audience]] |= set(_MARK.findall(said))
    return frozenset(by_sight[False] - by_sight[True])


def _says(thing: object, marks: Iterable[str]) -> bool:
    return bool(marks) and not set(marks).isdisjoint(_MARK.findall(repr(thing)))


def names(thing: object, ids: Iterable[str]) -> bool:
    """Whether one of these ids stands anywhere in a thing."""
    if not ids:
        return False
    text = repr(thing)
    return any(repr(one) in text for one in ids)


def strangers_in_mine(state: SessionState) -> list[GuestId]:
    """Guests whose private view names somebody else."""
    guests = set(state.guests)
    views = mine_each(state, guests)
    return [one for one in guests if names(views[one], guests - {one, state.root})]


def secrets_of_guests_seen(seen: Sight) -> list[Thing]:
    """Who is muted, was shown out or asks for a role, told to somebody who is no moderator."""
    return [
        thing
        for (audience, ref), thing in seen.items()
        if ref.kind is Kind.GUEST and audience is not Audience.MODERATOR and not isinstance(thing, Gone)
        if any(getattr(thing, name) for name in ("asks", "muted", "removed"))
    ]


def with_ballots(state: SessionState, vote: Round, ballots: Mapping[GuestId, Ballot]) -> SessionState:
    """The same party with other ballots in one round."""
    swapped = replace(vote, ballots=HashTrieMap(dict(ballots)))
    return replace(state, rounds=state.rounds.insert(vote.id, swapped))


def handed_round(vote: Round) -> dict[GuestId, Ballot]:
    """The ballots of a round, each given to the next voter."""
    voters, ballots = list(vote.ballots), list(vote.ballots.values())
    return dict(zip(voters, [*ballots[1:], *ballots[:1]], strict=True))


def emptied(vote: Round) -> dict[GuestId, Ballot]:
    """The ballots of a round, as if nobody had voted for anything."""
    return {guest: type(ballot)(()) for guest, ballot in vote.ballots.items()}


def keeps_tally(vote: Round) -> bool:
    """Whether a round's tally is to stay hidden now."""
    return vote.status is RoundStatus.OPEN and vote.tallies_hidden


def marks(thing: object) -> set[str]:
    """The marked words that stand anywhere in a thing."""
    return set(_MARK.findall(repr(thing)))


def everything_said(state: SessionState) -> tuple[object, ...]:
    """A party without its persistent maps, which show nothing of themselves."""
    maps = (
        state.guests,
        state.associations,
        state.refinements,
        state.jobs,
        state.artworks,
        state.notes,
        state.comments,
    )
    story = (state.story.title, tuple(state.story.paragraphs.values()))
    return (story, state.question, *(tuple(things.values()) for things in maps))


def _own_words(event: Event) -> Event:
    """A merge is in words of others."""
    if isinstance(event, RefinementProposed) and event.merged is not None:
        return replace(event, text=Words(""))
    return event


def forgotten(entries: list[Entry], state: SessionState, guest: GuestId) -> set[str]:
    """The marked words only this guest has said, but for those the room made its own."""
    own, others = set[str](), set[str]()
    for entry in entries:
        if not isinstance(entry.event, JobRequested | ArtworkMade):
            (own if entry.actor == guest else others).update(marks(_own_words(entry.event)))
    nodes = (node for node in state.refinements.values() if node.status is RefinementStatus.ACCEPTED)
    return own - others - marks(tuple(node.text for node in nodes)) - marks((state.theme, state.settings))
