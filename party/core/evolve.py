"""History applied: `(state, entry) -> state`. Whatever is in the journal happened, so nothing is checked here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieMap, HashTrieSet

from party.core import events as e
from party.core.events import Entry
from party.core.state import (
    Artwork,
    Association,
    Guest,
    Job,
    JobStatus,
    Note,
    Refinement,
    RefinementStatus,
    Round,
    RoundStatus,
    SessionState,
)
from party.core.values import NOTHING_SAID, GuestId, JobId, Millis, Phase, RefinementId, Role, RoundId

S = SessionState


def evolve(state: SessionState | None, entry: Entry) -> SessionState:
    """The party after one more entry; only `SessionOpened` may come without a state before it."""
    if isinstance(entry.event, e.SessionOpened):
        return _opened(entry, entry.event)
    if state is None:
        raise ValueError("a journal begins with SessionOpened")
    return replace(_STEPS[type(entry.event)](state, entry, entry.event), seq=entry.seq)


def replay(entries: tuple[Entry, ...]) -> SessionState | None:
    """The party after a whole journal; `None` if it is empty."""
    state: SessionState | None = None
    for entry in entries:
        state = evolve(state, entry)
    return state


def _opened(entry: Entry, event: e.SessionOpened) -> S:
    root = Refinement(
        id=event.root,
        seq=entry.seq,
        at_ms=entry.at_ms,
        parent=None,
        text=event.first_prompt,
        reason=NOTHING_SAID,
        by=entry.actor,
        status=RefinementStatus.ACCEPTED,
    )
    return SessionState(
        seq=entry.seq,
        opened_ms=entry.at_ms,
        theme=event.theme,
        settings=event.settings,
        root=event.root,
        head=event.root,
        refinements=HashTrieMap({event.root: root}),
    )


def _joined(s: S, entry: Entry, event: e.GuestJoined) -> S:
    guest = Guest(event.guest, entry.seq, event.name, frozenset(event.roles), entry.at_ms)
    stand_in = event.guest if not len(s.guests) else s.stand_in
    return replace(s, guests=s.guests.insert(event.guest, guest), stand_in=stand_in)


def _renamed(s: S, _: Entry, event: e.NameChanged) -> S:
    return replace(s, guests=s.guests.insert(event.guest, replace(s.guests[event.guest], name=event.name)))


def _granted(s: S, _: Entry, event: e.RoleGranted) -> S:
    guest = s.guests[event.guest]
    stand_in = s.stand_in
    if event.role is Role.PROMPT_MASTER:
        stand_in = event.guest if event.standing_in else _unless(s.stand_in, event.guest)
    guests = s.guests.insert(guest.id, replace(guest, roles=guest.roles | {event.role}))
    return replace(s, guests=guests, stand_in=stand_in)


def _revoked(s: S, _: Entry, event: e.RoleRevoked) -> S:
    guest = s.guests[event.guest]
    stand_in = _unless(s.stand_in, event.guest) if event.role is Role.PROMPT_MASTER else s.stand_in
    guests = s.guests.insert(guest.id, replace(guest, roles=guest.roles - {event.role}))
    return replace(s, guests=guests, stand_in=stand_in)


def _unless(stand_in: GuestId | None, guest: GuestId) -> GuestId | None:
    return None if stand_in == guest else stand_in


def _continued(s: S, _: Entry, event: e.SessionContinued) -> S:
    s = replace(s, paused_ms=None)
    if (vote := s.open_round) is None:
        return s
    later = replace(vote, deadline_ms=Millis(vote.deadline_ms + event.paused_ms))
    return replace(s, rounds=s.rounds.insert(vote.id, later))


def _closed(s: S, _: Entry, __: e.SessionClosed) -> S:
    return replace(s, phase=Phase.CLOSED, phase_before_close=s.phase, paused_ms=None)


def _hidden(s: S, _: Entry, event: e.ArtworkHidden) -> S:
    return _artwork(s, replace(s.artworks[event.artwork], hidden=event.hidden))


def _associated(s: S, entry: Entry, event: e.AssociationMade) -> S:
    by = _author(entry)
    said = Association(event.association, entry.seq, event.text, by, HashTrieSet([by]))
    return replace(s, associations=s.associations.insert(said.id, said))


def _supported(s: S, entry: Entry, event: e.AssociationSupported) -> S:
    said, guest = s.associations[event.association], _author(entry)
    supporters = said.supporters.insert(guest) if event.support else said.supporters.remove(guest)
    return replace(s, associations=s.associations.insert(said.id, replace(said, supporters=supporters)))


def _taken_back(s: S, _: Entry, event: e.AssociationTakenBack) -> S:
    return replace(s, associations=s.associations.remove(event.association))


def _proposed(s: S, entry: Entry, event: e.RefinementProposed) -> S:
    node = Refinement(
        id=event.refinement,
        seq=entry.seq,
        at_ms=entry.at_ms,
        parent=event.parent,
        text=event.text,
        reason=event.reason,
        by=entry.actor,
        status=RefinementStatus.OPEN,
    )
    return replace(s, refinements=s.refinements.insert(node.id, node))


def _status(s: S, refinement: RefinementId, status: RefinementStatus) -> S:
    node = replace(s.refinements[refinement], status=status)
    return replace(s, refinements=s.refinements.insert(refinement, node))


def _accepted(s: S, _: Entry, event: e.RefinementAccepted) -> S:
    return replace(_status(s, event.refinement, RefinementStatus.ACCEPTED), head=event.refinement)


def _round_opened(s: S, entry: Entry, event: e.RoundOpened) -> S:
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


def _ballot(s: S, entry: Entry, event: e.BallotCast) -> S:
    vote = s.rounds[event.round]
    ballots = vote.ballots.insert(_author(entry), event.ballot)
    return replace(s, rounds=s.rounds.insert(vote.id, replace(vote, ballots=ballots)))


def _round_closed(s: S, _: Entry, event: e.RoundClosed) -> S:
    status = RoundStatus.TIED if len(event.winners) > 1 else RoundStatus.CLOSED
    return _round(s, event.round, status=status, tally=event.tally, voters=event.voters, winners=event.winners)


def _tie_broken(s: S, _: Entry, event: e.TieBroken) -> S:
    return _round(s, event.round, status=RoundStatus.CLOSED, winners=(event.refinement,))


def _round(s: S, round_: RoundId, **changes: Any) -> S:  # noqa: ANN401  dataclasses.replace takes any field
    return replace(s, rounds=s.rounds.insert(round_, replace(s.rounds[round_], **changes)))


def _requested(s: S, entry: Entry, event: e.JobRequested) -> S:
    job = Job(
        id=event.job,
        seq=entry.seq,
        refinement=event.refinement,
        guest=s.refinements[event.refinement].by,
        asked_by=entry.actor,
        recipes=event.recipes,
        status=JobStatus.WAITING,
    )
    return replace(s, jobs=s.jobs.insert(job.id, job))


def _job(s: S, job: JobId, **changes: Any) -> S:  # noqa: ANN401  dataclasses.replace takes any field
    return replace(s, jobs=s.jobs.insert(job, replace(s.jobs[job], **changes)))


def _made(s: S, entry: Entry, event: e.ArtworkMade) -> S:
    job, made = s.jobs[event.job], event.made
    s = _job(s, job.id, artworks=tuple(dict.fromkeys((*job.artworks, made.artwork))))
    if made.artwork in s.artworks:
        return s
    return _artwork(
        s,
        Artwork(
            id=made.artwork,
            seq=entry.seq,
            at_ms=entry.at_ms,
            job=job.id,
            refinement=job.refinement,
            recipe=made.recipe,
            width_px=made.width_px,
            height_px=made.height_px,
            media_type=made.media_type,
            took_ms=made.took_ms,
            environment=made.environment,
            reactions=HashTrieMap(),
        ),
    )


def _reacted(s: S, entry: Entry, event: e.Reacted) -> S:
    artwork, guest = s.artworks[event.artwork], _author(entry)
    before = artwork.reactions.get(guest, frozenset())
    after = before | {event.reaction} if event.on else before - {event.reaction}
    return _artwork(s, replace(artwork, reactions=artwork.reactions.insert(guest, after)))


def _noted(s: S, entry: Entry, event: e.NoteWritten) -> S:
    note = Note(
        id=event.note,
        seq=entry.seq,
        at_ms=entry.at_ms,
        by=_author(entry),
        topic=event.topic,
        text=event.text,
        refinement=event.refinement,
        artwork=event.artwork,
    )
    return replace(s, notes=s.notes.insert(note.id, note))


def _chosen(s: S, _: Entry, event: e.ArtworkChosen) -> S:
    others = tuple(a for a in s.chosen if a != event.artwork)
    return replace(s, chosen=(*others, event.artwork) if event.chosen else others)


def _captioned(s: S, _: Entry, event: e.ArtworkCaptioned) -> S:
    return _artwork(s, replace(s.artworks[event.artwork], caption=event.caption, alt=event.alt))


def _artwork(s: S, artwork: Artwork) -> S:
    return replace(s, artworks=s.artworks.insert(artwork.id, artwork))


def _author(entry: Entry) -> GuestId:
    if entry.actor is None:
        raise ValueError(f"entry {entry.seq} has no author")
    return entry.actor


_STEPS: Mapping[type[Any], Callable[[S, Entry, Any], S]] = MappingProxyType(
    {
        e.GuestJoined: _joined,
        e.NameChanged: _renamed,
        e.RoleGranted: _granted,
        e.RoleRevoked: _revoked,
        e.ThemeChanged: lambda s, _, event: replace(s, theme=event.theme),
        e.PhaseChanged: lambda s, _, event: replace(s, phase=event.phase),
        e.SettingsChanged: lambda s, _, event: replace(s, settings=event.settings),
        e.RecipeSet: lambda s, _, event: replace(s, settings=replace(s.settings, recipe=event.recipe)),
        e.SessionPaused: lambda s, entry, _: replace(s, paused_ms=entry.at_ms),
        e.SessionContinued: _continued,
        e.SessionClosed: _closed,
        e.SessionReopened: lambda s, _, __: replace(s, phase=s.phase_before_close),
        e.ArtworkHidden: _hidden,
        e.AssociationMade: _associated,
        e.AssociationSupported: _supported,
        e.AssociationTakenBack: _taken_back,
        e.RefinementProposed: _proposed,
        e.RefinementWithdrawn: lambda s, _, event: _status(s, event.refinement, RefinementStatus.WITHDRAWN),
        e.RefinementRejected: lambda s, _, event: _status(s, event.refinement, RefinementStatus.REJECTED),
        e.RefinementRevived: lambda s, _, event: _status(s, event.refinement, RefinementStatus.OPEN),
        e.RefinementAccepted: _accepted,
        e.PromptBranched: lambda s, _, event: replace(s, head=event.refinement),
        e.RoundOpened: _round_opened,
        e.BallotCast: _ballot,
        e.RoundClosed: _round_closed,
        e.TieBroken: _tie_broken,
        e.JobRequested: _requested,
        e.JobCancelled: lambda s, _, event: _job(s, event.job, status=JobStatus.CANCELLED),
        e.JobFailed: lambda s, _, event: _job(s, event.job, status=JobStatus.FAILED, why=event.why),
        e.JobFinished: lambda s, _, event: _job(s, event.job, status=JobStatus.DONE),
        e.ArtworkMade: _made,
        e.Reacted: _reacted,
        e.NoteWritten: _noted,
        e.WorthJudged: lambda s, _, event: _artwork(
            s, replace(s.artworks[event.artwork], worth=event.worth, of_note=event.of_note)
        ),
        e.ArtworkChosen: _chosen,
        e.ChosenOrdered: lambda s, _, event: replace(s, chosen=event.artworks),
        e.ArtworkCaptioned: _captioned,
        e.WriteUpMade: lambda s, _, event: replace(s, write_up=event.slug),
    }
)
