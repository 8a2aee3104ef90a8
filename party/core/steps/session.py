"""The evening as a whole: opened, phases, settings, the plan, the door, the wall, the end."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieMap

from party.core import events as e
from party.core.events import Entry
from party.core.state import Question, Refinement, RefinementStatus, SessionState
from party.core.steps.step import Step
from party.core.values import NOTHING_SAID, Millis, Phase


def opened(entry: Entry, event: e.SessionOpened) -> SessionState:
    """A party at its beginning."""
    root = Refinement(
        id=event.root,
        seq=entry.seq,
        at_ms=entry.at_ms,
        parent=None,
        text=event.first_prompt,
        reason=NOTHING_SAID,
        by=entry.actor,
        status=RefinementStatus.ACCEPTED,
        phrases=event.phrases,
    )
    return SessionState(
        seq=entry.seq,
        opened_ms=entry.at_ms,
        phase_since_ms=entry.at_ms,
        theme=event.theme,
        settings=event.settings,
        root=event.root,
        head=event.root,
        refinements=HashTrieMap({event.root: root}),
    )


def _phase(s: SessionState, entry: Entry, event: e.PhaseChanged) -> SessionState:
    """In a pause it begins where the clock stands; the pause is added when it is over."""
    return replace(s, phase=event.phase, phase_since_ms=entry.at_ms if s.paused_ms is None else s.paused_ms)


def _extended(s: SessionState, _: Entry, event: e.PhaseExtended) -> SessionState:
    return replace(s, phase_since_ms=Millis(s.phase_since_ms + event.seconds * 1000))


def _continued(s: SessionState, _: Entry, event: e.SessionContinued) -> SessionState:
    s = replace(s, paused_ms=None, phase_since_ms=Millis(s.phase_since_ms + event.paused_ms))
    if (vote := s.open_round) is None:
        return s
    later = replace(vote, deadline_ms=Millis(vote.deadline_ms + event.paused_ms))
    return replace(s, rounds=s.rounds.insert(vote.id, later))


def _closed(s: SessionState, _: Entry, __: e.SessionClosed) -> SessionState:
    return replace(s, phase=Phase.CLOSED, phase_before_close=s.phase, paused_ms=None)


def _reopened(s: SessionState, entry: Entry, _: e.SessionReopened) -> SessionState:
    return replace(s, phase=s.phase_before_close, phase_since_ms=entry.at_ms)


def _asked(s: SessionState, entry: Entry, event: e.QuestionAsked) -> SessionState:
    return replace(s, question=Question(event.question, entry.seq, event.text, entry.actor), questions=s.questions + 1)


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.ThemeChanged: lambda s, _, event: replace(s, theme=event.theme),
        e.PhaseChanged: _phase,
        e.PhaseExtended: _extended,
        e.AgendaSet: lambda s, _, event: replace(s, agenda=event.items),
        e.SettingsChanged: lambda s, _, event: replace(s, settings=event.settings),
        e.RecipeSet: lambda s, _, event: replace(s, settings=replace(s.settings, recipe=event.recipe)),
        e.SessionPaused: lambda s, entry, _: replace(s, paused_ms=entry.at_ms),
        e.SessionContinued: _continued,
        e.SessionClosed: _closed,
        e.SessionReopened: _reopened,
        e.SessionLocked: lambda s, _, event: replace(s, locked=event.locked),
        e.PasscodeSet: lambda s, _, event: replace(s, passcode=event.passcode),
        e.QuestionAsked: _asked,
        e.QuestionDropped: lambda s, _, __: replace(s, question=None),
        e.WallSet: lambda s, _, event: replace(s, wall=event.wall),
        e.WriteUpPublished: lambda s, _, event: replace(s, published=event.published),
        e.WriteUpMade: lambda s, _, event: replace(s, write_up=event.slug),
    }
)
