"""History applied: `(state, entry) -> state`. Whatever is in the journal happened, so nothing is checked here."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from party.core.events import Entry, SessionOpened
from party.core.state import SessionState
from party.core.steps import ideas, jobs, looking, people, removal, rounds, session, story, tree
from party.core.steps.heard import heard
from party.core.steps.step import Step

STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        **session.STEPS,
        **people.STEPS,
        **ideas.STEPS,
        **tree.STEPS,
        **rounds.STEPS,
        **jobs.STEPS,
        **looking.STEPS,
        **story.STEPS,
        **removal.STEPS,
    }
)


def evolve(state: SessionState | None, entry: Entry) -> SessionState:
    """The party after one more entry; only `SessionOpened` may come without a state before it."""
    if isinstance(entry.event, SessionOpened):
        return session.opened(entry, entry.event)
    if state is None:
        raise ValueError("a journal begins with SessionOpened")
    after = STEPS[type(entry.event)](state, entry, entry.event)
    return replace(heard(after, entry), seq=entry.seq)


def replay(entries: tuple[Entry, ...]) -> SessionState | None:
    """The party after a whole journal; `None` if it is empty."""
    state: SessionState | None = None
    for entry in entries:
        state = evolve(state, entry)
    return state
