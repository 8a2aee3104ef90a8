"""Who has been heard from: counted for the moderator's radar."""

from dataclasses import replace

from party.core import events as e
from party.core.events import Entry
from party.core.state import SessionState
from party.core.steps.step import with_guest

SAID = (e.AssociationMade, e.RefinementProposed, e.CommentWritten, e.NoteWritten)
TAPPED = (e.AssociationSupported, e.BallotCast, e.PhrasePushed, e.Reacted, e.Nailed)


def is_heard(event: e.Event) -> bool:
    """Whether an event is somebody taking part."""
    return isinstance(event, SAID + TAPPED)


def heard(state: SessionState, entry: Entry) -> SessionState:
    """The party with one more sign of life from the entry's author, if it is one."""
    if entry.actor is None or not is_heard(entry.event):
        return state
    guest = state.guests[entry.actor]
    said = isinstance(entry.event, SAID)
    return with_guest(
        state,
        replace(guest, said=guest.said + said, tapped=guest.tapped + (not said), heard_ms=entry.at_ms),
    )
