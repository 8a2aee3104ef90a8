"""What the moderator lets the room see, and what leaves every screen."""

from typing import Protocol, assert_never

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import MODERATOR, Row, Scene, Verdict, row
from party.core.state import RefinementStatus, RoundStatus, Screening, SessionState
from party.core.values import ArtworkId, AssociationId, CommentId, GuestId, Kind, NoteId, RefinementId


class Screened(Protocol):
    """What associations, refinements, comments, notes and artworks have in common."""

    @property
    def screening(self) -> Screening:
        """Who sees it."""


def screen(scene: Scene, asked: c.ScreenThing) -> Verdict:
    """Onto the screens, or off them. A hidden working prompt gives way to the one before it."""
    thing = _thing(scene.state, asked)
    if isinstance(thing, Refusal):
        return thing
    if asked.of is Kind.REFINEMENT and asked.id == scene.state.root and not asked.shown:
        return refuse(Reason.FIRST_PROMPT)
    if thing.screening is (Screening.SHOWN if asked.shown else Screening.HIDDEN):
        return ()
    if asked.shown:
        return (e.ThingScreened(asked.of, asked.id, asked.shown),)
    return hiding(scene.state, ((asked.of, asked.id),))


def hiding(state: SessionState, things: tuple[tuple[Kind, str], ...]) -> tuple[e.Event, ...]:
    """The events of taking several things off every screen.

    A working prompt among them gives way, what waits to be painted of them is called off, and a tie of which nothing
    is left ends without a winner.
    """
    gone = frozenset(id_ for of, id_ in things if of is Kind.REFINEMENT)
    return (
        *(e.ThingScreened(of, id_, shown=False) for of, id_ in things),
        *((e.PromptBranched(_before(state, gone)),) if state.head in gone else ()),
        *(e.JobCancelled(job.id) for job in state.waiting_jobs if job.refinement in gone),
        *untied(state, gone),
    )


def untied(state: SessionState, gone: frozenset[str]) -> tuple[e.Event, ...]:
    """The end of a tie of which nothing is left once these are gone."""
    latest = state.rounds[state.round] if state.round else None
    if latest is None or latest.status is not RoundStatus.TIED:
        return ()
    left = set(state.standing(latest)) & set(latest.winners) - gone
    return () if left else (e.RoundClosed(latest.id, latest.tally, latest.voters, winners=()),)


def written_by(state: SessionState, guest: GuestId, only: Screening | None = None) -> tuple[tuple[Kind, str], ...]:
    """Everything a guest wrote that is on some screen, but the first prompt; or `only` what stands so."""
    said: tuple[tuple[Kind, str, Screening], ...] = (
        *((Kind.ASSOCIATION, one.id, one.screening) for one in state.associations.values() if one.by == guest),
        *((Kind.REFINEMENT, node.id, node.screening) for node in state.refinements.values() if node.by == guest),
        *((Kind.COMMENT, one.id, one.screening) for one in state.comments.values() if one.by == guest),
        *((Kind.NOTE, one.id, one.screening) for one in state.notes.values() if one.by == guest),
    )
    wanted = {only} if only else {Screening.SHOWN, Screening.HELD}
    return tuple((of, id_) for of, id_, now in sorted(said) if now in wanted and id_ != state.root)


def _before(state: SessionState, gone: frozenset[str]) -> RefinementId:
    """The nearest wording before the working prompt that was accepted and stays on the screens."""
    path = (state.refinements[step] for step in reversed(state.trunk) if step not in gone)
    return next(
        node.id
        for node in path
        if node.id == state.root or (node.status is RefinementStatus.ACCEPTED and node.screening is Screening.SHOWN)
    )


def _thing(state: SessionState, asked: c.ScreenThing) -> Screened | Refusal:
    match asked.of:
        case Kind.ASSOCIATION:
            return state.associations.get(AssociationId(asked.id)) or refuse(Reason.UNKNOWN_ASSOCIATION)
        case Kind.REFINEMENT:
            return state.refinements.get(RefinementId(asked.id)) or refuse(Reason.UNKNOWN_REFINEMENT)
        case Kind.COMMENT:
            return state.comments.get(CommentId(asked.id)) or refuse(Reason.UNKNOWN_COMMENT)
        case Kind.ARTWORK:
            return state.artworks.get(ArtworkId(asked.id)) or refuse(Reason.UNKNOWN_ARTWORK)
        case Kind.NOTE:
            return state.notes.get(NoteId(asked.id)) or refuse(Reason.UNKNOWN_THING)
        case Kind.GUEST:
            return state.guests.get(GuestId(asked.id)) or refuse(Reason.UNKNOWN_GUEST)
        case Kind.SESSION | Kind.PROMPT | Kind.ROUND | Kind.JOB | Kind.STORY:
            return refuse(Reason.UNKNOWN_THING)
        case _:
            assert_never(asked.of)


TABLE: tuple[Row, ...] = (row(c.ScreenThing, screen, MODERATOR, paused=True, closed=True),)
