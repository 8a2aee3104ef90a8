"""Guests: who came, what they are called, which roles they hold, and what the moderator did about them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieMap

from party.core import events as e
from party.core.events import Entry
from party.core.state import Guest, Nudge, SessionState
from party.core.steps.step import Step, of_name, with_guest
from party.core.values import GuestId, Role


def _joined(s: SessionState, entry: Entry, event: e.GuestJoined) -> SessionState:
    guest = Guest(event.guest, entry.seq, event.name, frozenset(event.roles), entry.at_ms)
    guest = replace(guest, screening=of_name(s, guest.roles))
    stand_in = event.guest if not len(s.guests) else s.stand_in
    return replace(with_guest(s, guest), stand_in=stand_in)


def _renamed(s: SessionState, entry: Entry, event: e.NameChanged) -> SessionState:
    by = s.guests[entry.actor].roles if entry.actor else frozenset[Role]()
    return _guest(s, event.guest, name=event.name, screening=of_name(s, by))


def _granted(s: SessionState, _: Entry, event: e.RoleGranted) -> SessionState:
    guest = s.guests[event.guest]
    stand_in = s.stand_in
    if event.role is Role.PROMPT_MASTER:
        stand_in = event.guest if event.standing_in else _unless(s.stand_in, event.guest)
    held = replace(guest, roles=guest.roles | {event.role}, asks=guest.asks - {event.role})
    return replace(with_guest(s, held), stand_in=stand_in)


def _revoked(s: SessionState, _: Entry, event: e.RoleRevoked) -> SessionState:
    guest = s.guests[event.guest]
    stand_in = _unless(s.stand_in, event.guest) if event.role is Role.PROMPT_MASTER else s.stand_in
    return replace(with_guest(s, replace(guest, roles=guest.roles - {event.role})), stand_in=stand_in)


def _unless(stand_in: GuestId | None, guest: GuestId) -> GuestId | None:
    return None if stand_in == guest else stand_in


def _asked(s: SessionState, _: Entry, event: e.RoleAsked) -> SessionState:
    guest = s.guests[event.guest]
    return with_guest(s, replace(guest, asks=guest.asks | {event.role}))


def _declined(s: SessionState, _: Entry, event: e.RoleDeclined) -> SessionState:
    guest = s.guests[event.guest]
    return with_guest(s, replace(guest, asks=guest.asks - {event.role}))


def _nudged(s: SessionState, entry: Entry, event: e.GuestNudged) -> SessionState:
    return with_guest(s, replace(s.guests[event.guest], nudge=Nudge(entry.seq, event.text, entry.actor)))


def _removed(s: SessionState, _: Entry, event: e.GuestRemoved) -> SessionState:
    """Their pushes and their ballot in an open vote go with them."""
    s = _guest(s, event.guest, removed=True, asks=frozenset())
    s = replace(s, pushes=HashTrieMap({phrase: by.discard(event.guest) for phrase, by in s.pushes.items()}))
    if (vote := s.open_round) is None:
        return s
    left = replace(vote, ballots=vote.ballots.discard(event.guest))
    return replace(s, rounds=s.rounds.insert(vote.id, left))


def _guest(s: SessionState, guest: GuestId, **changes: Any) -> SessionState:  # noqa: ANN401  replace takes any field
    return with_guest(s, replace(s.guests[guest], **changes))


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.GuestJoined: _joined,
        e.NameChanged: _renamed,
        e.RoleGranted: _granted,
        e.RoleRevoked: _revoked,
        e.RoleAsked: _asked,
        e.RoleDeclined: _declined,
        e.GuestMuted: lambda s, _, event: _guest(s, event.guest, muted=event.muted),
        e.GuestRemoved: _removed,
        e.GuestReadmitted: lambda s, _, event: _guest(s, event.guest, removed=False),
        e.GuestNudged: _nudged,
    }
)
