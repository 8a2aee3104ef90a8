"""Votes: opened, cast, closed, ties broken."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieMap

from party.core import events as e
from party.core.events import Entry
from party.core.state import Round, RoundStatus, SessionState
from party.core.steps.step import Step, author
from party.core.values import RoundId


def _opened(s: SessionState, entry: Entry, event: e.RoundOpened) -> SessionState:
    vote = Round(
        id=event.round,
        seq=entry.seq,
        refinements=event.refinements,
        rule=event.rule,
        tallies_hidden=event.tallies_hidden,
        opened_ms=entry.at_ms,
        deadline_ms=event.deadline_ms,
        status=RoundStatus.OPEN,
        ballots=HashTrieMap(),
    )
    return replace(s, rounds=s.rounds.insert(vote.id, vote), round=vote.id)


def _cast(s: SessionState, entry: Entry, event: e.BallotCast) -> SessionState:
    vote = s.rounds[event.round]
    return _round(s, vote.id, ballots=vote.ballots.insert(author(entry), event.ballot))


def _closed(s: SessionState, _: Entry, event: e.RoundClosed) -> SessionState:
    status = RoundStatus.TIED if len(event.winners) > 1 else RoundStatus.CLOSED
    return _round(s, event.round, status=status, tally=event.tally, voters=event.voters, winners=event.winners)


def _tie_broken(s: SessionState, _: Entry, event: e.TieBroken) -> SessionState:
    return _round(s, event.round, status=RoundStatus.CLOSED, winners=(event.refinement,))


def _round(s: SessionState, vote: RoundId, **changes: Any) -> SessionState:  # noqa: ANN401  replace takes any field
    return replace(s, rounds=s.rounds.insert(vote, replace(s.rounds[vote], **changes)))


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.RoundOpened: _opened,
        e.BallotCast: _cast,
        e.RoundClosed: _closed,
        e.TieBroken: _tie_broken,
    }
)
