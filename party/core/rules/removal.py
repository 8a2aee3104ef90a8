"""Words taken out of the record: a right that neither the end of a party nor being shown out of it takes away."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, refuse
from party.core.rules.scene import EVERYBODY, MODERATOR, Row, Scene, Verdict, row
from party.core.rules.screening import untied
from party.core.state import RefinementStatus, SessionState
from party.core.steps.removal import gone_with
from party.core.values import GuestId


def remove_mine(scene: Scene, _asked: c.RemoveMyWords) -> Verdict:
    """One's own."""
    return _removing(scene.state, scene.actor)


def remove_of(scene: Scene, asked: c.RemoveWordsOf) -> Verdict:
    """Somebody's who asked for it."""
    if asked.guest not in scene.state.guests:
        return refuse(Reason.UNKNOWN_GUEST)
    return _removing(scene.state, asked.guest)


def _removing(state: SessionState, guest: GuestId) -> Verdict:
    """What waits to be painted of wordings that go is called off; a tie of which nothing is left ends without a winner.

    It happens every time it is asked for: names and captions that were replaced long ago still stand in the journal.
    """
    gone = gone_with(state, guest)
    merges = (state.refinements[node] for node in sorted(gone) if state.refinements[node].by != guest)
    return (
        *(e.RefinementWithdrawn(node.id) for node in merges if node.status is RefinementStatus.OPEN),
        *(e.JobCancelled(job.id) for job in state.waiting_jobs if job.refinement in gone),
        *untied(state, gone),
        e.WordsRemoved(guest),
    )


TABLE: tuple[Row, ...] = (
    row(c.RemoveMyWords, remove_mine, EVERYBODY, paused=True, closed=True, always=True),
    row(c.RemoveWordsOf, remove_of, MODERATOR, paused=True, closed=True),
)
