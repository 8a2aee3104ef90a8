"""What a step is, and the two small moves most of them share."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from party.core.events import Entry
from party.core.state import Artwork, Guest, Screening, SessionState
from party.core.values import GuestId, Role

Step = Callable[[SessionState, Entry, Any], SessionState]


def author(entry: Entry) -> GuestId:
    """Who caused an entry only guests cause."""
    if entry.actor is None:
        raise ValueError(f"entry {entry.seq} has no author")
    return entry.actor


def with_guest(state: SessionState, guest: Guest) -> SessionState:
    """The party with this guest in place of the one with the same id."""
    return replace(state, guests=state.guests.insert(guest.id, guest))


def with_artwork(state: SessionState, artwork: Artwork) -> SessionState:
    """The party with this artwork in place of the one with the same id."""
    return replace(state, artworks=state.artworks.insert(artwork.id, artwork))


def at_birth(state: SessionState, actor: GuestId | None) -> Screening:
    """Whether what comes into the world now waits for the moderator; those who may see it anyway need not wait."""
    return of_name(state, frozenset() if actor is None else state.guests[actor].roles)


def of_name(state: SessionState, roles: frozenset[Role]) -> Screening:
    """The same for a name, by the roles of the one who gives it; screens have names nobody gave."""
    trusted = roles & {Role.MODERATOR, Role.PROMPT_MASTER} or roles == {Role.SCREEN}
    return Screening.HELD if state.settings.screening and not trusted else Screening.SHOWN
