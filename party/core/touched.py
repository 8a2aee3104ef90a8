"""Which things look different after an event: what has to be shown again, and to whom it is only a moving counter."""

from collections.abc import Iterator
from typing import assert_never

from party.core import events as e
from party.core.events import Event
from party.core.state import SessionState
from party.core.things import PROMPT, SESSION, STORY, Ref
from party.core.values import ArtworkId, GuestId, Kind, RefinementId, Role

_Rest = (
    e.AssociationMade
    | e.AssociationTakenBack
    | e.AssociationSupported
    | e.RefinementProposed
    | e.RefinementWithdrawn
    | e.RefinementRejected
    | e.RefinementRevived
    | e.RefinementAccepted
    | e.PromptBranched
    | e.PhrasesMarked
    | e.PhrasePushed
    | e.ArtworkMade
    | e.Reacted
    | e.Nailed
    | e.WorthJudged
    | e.ArtworkCaptioned
    | e.ChosenOrdered
    | e.ArtworkChosen
    | e.NoteWritten
    | e.CommentWritten
    | e.CommentTakenBack
    | e.ParagraphWritten
    | e.StoryTitled
    | e.StoryLicensed
    | e.WordsRemoved
)


def everything(state: SessionState) -> Iterator[Ref]:
    """All things of a party: a snapshot is every one of them, projected."""
    yield SESSION
    yield PROMPT
    yield STORY
    maps = (
        (Kind.GUEST, state.guests),
        (Kind.ASSOCIATION, state.associations),
        (Kind.REFINEMENT, state.refinements),
        (Kind.ROUND, state.rounds),
        (Kind.JOB, state.jobs),
        (Kind.ARTWORK, state.artworks),
        (Kind.NOTE, state.notes),
        (Kind.COMMENT, state.comments),
    )
    for kind, things in maps:
        yield from (Ref(kind, id_) for id_ in things)


def is_gauge(event: Event) -> bool:
    """Whether an event only moves a counter: sent as newest state at the next tick, never one by one."""
    return isinstance(event, e.AssociationSupported | e.BallotCast | e.PhrasePushed | e.Reacted | e.Nailed)


def touched(event: Event, state: SessionState) -> tuple[Ref, ...]:
    """The things that look different after an event; `state` is the one after it."""
    match event:
        case e.SessionOpened(root=root):
            return (SESSION, PROMPT, Ref(Kind.REFINEMENT, root))
        case e.ThemeChanged() | e.PhaseChanged() | e.PhaseExtended() | e.AgendaSet() | e.SettingsChanged():
            return (SESSION,)
        case e.RecipeSet() | e.WriteUpMade() | e.WriteUpPublished() | e.SessionLocked() | e.PasscodeSet() | e.WallSet():
            return (SESSION,)
        case e.QuestionAsked() | e.QuestionDropped() | e.SessionClosed() | e.SessionReopened():
            return (SESSION,)
        case e.SessionPaused() | e.SessionContinued():
            return (SESSION, *_latest_round(state))
        case e.GuestJoined(guest=guest) | e.GuestMuted(guest=guest):
            return (Ref(Kind.GUEST, guest),)
        case e.NameChanged(guest=guest) | e.GuestReadmitted(guest=guest):
            return (Ref(Kind.GUEST, guest), *_mentioning(guest, state))
        case e.RoleGranted(guest=guest, role=role) | e.RoleRevoked(guest=guest, role=role):
            return (Ref(Kind.GUEST, guest), *(_latest_round(state) if role is Role.PROMPT_MASTER else ()))
        case e.RoleDeclined(guest=guest):
            return (Ref(Kind.GUEST, guest),)
        case e.RoleAsked(guest=guest):
            return (Ref(Kind.GUEST, guest),)
        case e.GuestRemoved(guest=guest):
            return (PROMPT, Ref(Kind.GUEST, guest), *_latest_round(state), *_mentioning(guest, state))
        case e.GuestNudged() | e.CreditChosen():
            return ()
        case e.RoundOpened(round=vote):
            return (SESSION, Ref(Kind.ROUND, vote))
        case e.BallotCast(round=vote) | e.RoundClosed(round=vote) | e.TieBroken(round=vote):
            return (Ref(Kind.ROUND, vote),)
        case e.JobRequested(job=job) | e.JobCancelled(job=job) | e.JobFailed(job=job) | e.JobFinished(job=job):
            return (Ref(Kind.JOB, job),)
        case e.ThingScreened():
            return tuple(_screened(event, state))
        case _:
            return _words_and_pictures(event, state)


def _latest_round(state: SessionState) -> tuple[Ref, ...]:
    return (Ref(Kind.ROUND, state.round),) if state.round else ()


def _words_and_pictures(event: _Rest, state: SessionState) -> tuple[Ref, ...]:
    match event:
        case e.AssociationMade(association=said) | e.AssociationTakenBack(association=said):
            return (Ref(Kind.ASSOCIATION, said),)
        case e.AssociationSupported(association=said):
            return (Ref(Kind.ASSOCIATION, said),)
        case e.RefinementProposed(refinement=node) | e.RefinementWithdrawn(refinement=node):
            return (Ref(Kind.REFINEMENT, node),)
        case e.RefinementRejected(refinement=node) | e.RefinementRevived(refinement=node):
            return (Ref(Kind.REFINEMENT, node),)
        case e.RefinementAccepted(refinement=node) | e.PromptBranched(refinement=node):
            return (SESSION, PROMPT, Ref(Kind.REFINEMENT, node))
        case e.PhrasesMarked() | e.PhrasePushed():
            return (PROMPT,)
        case e.ArtworkMade(job=job, made=made):
            return (Ref(Kind.JOB, job), Ref(Kind.ARTWORK, made.artwork))
        case e.Reacted(artwork=artwork) | e.Nailed(artwork=artwork):
            return (Ref(Kind.ARTWORK, artwork),)
        case e.WorthJudged(artwork=artwork) | e.ArtworkCaptioned(artwork=artwork):
            return (Ref(Kind.ARTWORK, artwork),)
        case e.ChosenOrdered() | e.ArtworkChosen():
            return (SESSION,)
        case e.NoteWritten(note=note):
            return (Ref(Kind.NOTE, note),)
        case e.CommentWritten(comment=comment) | e.CommentTakenBack(comment=comment):
            return (Ref(Kind.COMMENT, comment),)
        case e.ParagraphWritten() | e.StoryTitled() | e.StoryLicensed():
            return (STORY,)
        case e.WordsRemoved(guest=guest):
            return (SESSION, STORY, Ref(Kind.GUEST, guest), *_once_by(guest, state))
        case _:
            assert_never(event)


def _once_by(guest: GuestId, state: SessionState) -> Iterator[Ref]:
    """What a guest wrote before their words were removed, and what says their name.

    Whose a wording was is forgotten: it is among those that nobody wrote, or that say nothing any more.
    """
    yield from (Ref(Kind.ASSOCIATION, said.id) for said in state.associations.values() if said.by == guest)
    yield from (Ref(Kind.NOTE, said.id) for said in state.notes.values() if said.by == guest)
    yield from (Ref(Kind.COMMENT, said.id) for said in state.comments.values() if said.by == guest)
    yield from _mentioning(guest, state)
    yield from (Ref(Kind.ARTWORK, one.id) for one in state.artworks.values() if one.captioned_by == guest)
    nobodys = frozenset(node.id for node in state.refinements.values() if node.by is None or not node.text)
    if nobodys:
        yield from (Ref(Kind.REFINEMENT, node) for node in state.refinements)
        yield from (Ref(Kind.ROUND, vote.id) for vote in state.rounds.values() if nobodys & set(vote.refinements))
        yield from (Ref(Kind.JOB, job.id) for job in state.jobs.values() if job.refinement in nobodys)
        yield from (Ref(Kind.ARTWORK, one.id) for one in state.artworks.values() if one.refinement in nobodys)


def _mentioning(guest: GuestId, state: SessionState) -> Iterator[Ref]:
    """The comments that call a guest by their name."""
    return (Ref(Kind.COMMENT, said.id) for said in state.comments.values() if guest in said.mentions)


def _screened(event: e.ThingScreened, state: SessionState) -> Iterator[Ref]:
    """A thing that came or went, and all that speaks of it."""
    yield Ref(event.of, event.id)
    if event.of is Kind.GUEST:
        yield from _mentioning(GuestId(event.id), state)
    if event.of is Kind.ARTWORK:
        yield SESSION
        yield from _naming(frozenset({ArtworkId(event.id)}), state)
    if event.of is Kind.REFINEMENT:
        yield SESSION
        yield from (Ref(Kind.ROUND, vote.id) for vote in state.rounds.values() if event.id in vote.refinements)
        yield from _growing_from(RefinementId(event.id), state)


def _growing_from(refinement: RefinementId, state: SessionState) -> Iterator[Ref]:
    """What is told in the words of a wording: the wordings made from it, its jobs, pictures, notes and comments."""
    grown = {refinement}
    for node in sorted(state.refinements.values(), key=lambda node: node.seq):
        if node.parent in grown:
            grown.add(node.id)
        if node.id in grown or node.merged == refinement:
            yield Ref(Kind.REFINEMENT, node.id)
    yield from (Ref(Kind.JOB, job.id) for job in state.jobs.values() if job.refinement == refinement)
    artworks = frozenset(artwork.id for artwork in state.artworks.values() if artwork.refinement == refinement)
    yield from (Ref(Kind.ARTWORK, artwork) for artwork in artworks)
    yield from _naming(artworks, state)
    yield from (Ref(Kind.NOTE, note.id) for note in state.notes.values() if note.refinement == refinement)
    yield from (Ref(Kind.COMMENT, said.id) for said in state.comments.values() if said.refinement == refinement)


def _naming(artworks: frozenset[ArtworkId], state: SessionState) -> Iterator[Ref]:
    """The jobs that made these artworks, for two may make the same, and what was said of them."""
    yield from (Ref(Kind.JOB, job.id) for job in state.jobs.values() if not artworks.isdisjoint(job.artworks))
    yield from (Ref(Kind.NOTE, note.id) for note in state.notes.values() if note.artwork in artworks)
    yield from (Ref(Kind.COMMENT, said.id) for said in state.comments.values() if said.artwork in artworks)
