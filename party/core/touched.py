"""Which things look different after an event: what has to be shown again, and to whom it is only a moving counter."""

from collections.abc import Iterator
from typing import assert_never

from party.core import events as e
from party.core.events import Event
from party.core.state import SessionState
from party.core.values import ArtworkId
from party.core.views import SESSION, Kind, Ref


def everything(state: SessionState) -> Iterator[Ref]:
    """All things of a party: a snapshot is every one of them, projected."""
    yield SESSION
    maps = (
        (Kind.GUEST, state.guests),
        (Kind.ASSOCIATION, state.associations),
        (Kind.REFINEMENT, state.refinements),
        (Kind.ROUND, state.rounds),
        (Kind.JOB, state.jobs),
        (Kind.ARTWORK, state.artworks),
        (Kind.NOTE, state.notes),
    )
    for kind, things in maps:
        yield from (Ref(kind, id_) for id_ in things)


def is_gauge(event: Event) -> bool:
    """Whether an event only moves a counter: sent as newest state at the next tick, never one by one."""
    return isinstance(event, e.AssociationSupported | e.BallotCast | e.Reacted)


def touched(event: Event, state: SessionState) -> tuple[Ref, ...]:
    """The things that look different after an event; `state` is the one after it."""
    match event:
        case e.SessionOpened(root=root):
            return (SESSION, Ref(Kind.REFINEMENT, root))
        case e.GuestJoined(guest=guest) | e.NameChanged(guest=guest):
            return (Ref(Kind.GUEST, guest),)
        case e.RoleGranted(guest=guest) | e.RoleRevoked(guest=guest):
            return (Ref(Kind.GUEST, guest),)
        case e.ThemeChanged() | e.PhaseChanged() | e.SettingsChanged() | e.RecipeSet() | e.WriteUpMade():
            return (SESSION,)
        case e.SessionClosed() | e.SessionReopened() | e.ChosenOrdered() | e.ArtworkChosen():
            return (SESSION,)
        case e.SessionPaused() | e.SessionContinued():
            return (SESSION, *((Ref(Kind.ROUND, state.round),) if state.round else ()))
        case e.AssociationMade(association=said) | e.AssociationTakenBack(association=said):
            return (Ref(Kind.ASSOCIATION, said),)
        case e.AssociationSupported(association=said):
            return (Ref(Kind.ASSOCIATION, said),)
        case e.RefinementProposed(refinement=node) | e.RefinementWithdrawn(refinement=node):
            return (Ref(Kind.REFINEMENT, node),)
        case e.RefinementRejected(refinement=node) | e.RefinementRevived(refinement=node):
            return (Ref(Kind.REFINEMENT, node),)
        case e.RefinementAccepted(refinement=node) | e.PromptBranched(refinement=node):
            return (SESSION, Ref(Kind.REFINEMENT, node))
        case e.RoundOpened(round=vote):
            return (SESSION, Ref(Kind.ROUND, vote))
        case e.BallotCast(round=vote) | e.RoundClosed(round=vote) | e.TieBroken(round=vote):
            return (Ref(Kind.ROUND, vote),)
        case e.JobRequested(job=job) | e.JobCancelled(job=job) | e.JobFailed(job=job) | e.JobFinished(job=job):
            return (Ref(Kind.JOB, job),)
        case e.ArtworkMade(job=job, made=made):
            return (Ref(Kind.JOB, job), Ref(Kind.ARTWORK, made.artwork))
        case e.ArtworkHidden(artwork=artwork):
            return (SESSION, Ref(Kind.ARTWORK, artwork), *_naming(artwork, state))
        case e.Reacted(artwork=artwork) | e.WorthJudged(artwork=artwork) | e.ArtworkCaptioned(artwork=artwork):
            return (Ref(Kind.ARTWORK, artwork),)
        case e.NoteWritten(note=note):
            return (Ref(Kind.NOTE, note),)
        case _:
            assert_never(event)


def _naming(artwork: ArtworkId, state: SessionState) -> Iterator[Ref]:
    """The jobs that made an artwork, for two may make the same, and the notes on it."""
    yield from (Ref(Kind.JOB, job.id) for job in state.jobs.values() if artwork in job.artworks)
    yield from (Ref(Kind.NOTE, note.id) for note in state.notes.values() if note.artwork == artwork)
