"""What each event changes in the read tables, without looking anything up.

The journal applies these changes as SQL in the transaction of the entry; verification applies them to plain rows and
compares. Single ballots, reactions and support never leave the journal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import assert_never

from party.core import events as e
from party.core.events import Entry
from party.core.values import Kind, Phase, Role, SessionId

Row = Mapping[str, object]

UNBEGUN: Row = MappingProxyType(
    {"theme_seq": None, "phase": Phase.LOBBY.value, "closed": False, "write_up": "", "published": False}
)
"""What stands in a session's row before its first entry."""


@dataclass(frozen=True, slots=True)
class Add:
    """A new row; `once`: unless there is one with its key, which then stays."""

    table: str
    row: Row
    once: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """New values in every row of the session that has those of `where`."""

    table: str
    where: Row
    values: Row = field(default_factory=dict)


Change = Add | Set


def changes(session: SessionId, entry: Entry) -> Iterator[Change]:
    """What this entry changes, in order. Every `where` and every row carries the session."""
    here: Row = {"session": session}
    for change in _changes(entry):
        match change:
            case Add(table, row, once):
                yield Add(table, {**here, **row}, once)
            case Set("session", _, values):
                yield Set("session", {"id": session}, values)
            case Set(table, where, values):
                yield Set(table, {**here, **where}, values)
            case _:
                assert_never(change)


def _changes(entry: Entry) -> Iterator[Change]:
    match entry.event:
        case e.SessionOpened() | e.ThemeChanged() | e.PhaseChanged() | e.SessionClosed() | e.SessionReopened() as event:
            yield from _session(entry, event)
        case e.WriteUpMade(slug):
            yield Set("session", {}, {"write_up": slug})
        case e.WriteUpPublished(published):
            yield Set("session", {}, {"published": published})
        case e.GuestJoined() | e.NameChanged() | e.RoleGranted() | e.RoleRevoked() as event:
            yield from _guests(entry, event)
        case e.RefinementProposed() as event:
            yield _refinement(entry, event.refinement, parent=event.parent, status="open")
        case e.RefinementWithdrawn(refinement):
            yield Set("refinement", {"id": refinement}, {"status": "withdrawn"})
        case e.RefinementAccepted(refinement):
            yield Set("refinement", {"id": refinement}, {"status": "accepted"})
        case e.RefinementRejected(refinement):
            yield Set("refinement", {"id": refinement}, {"status": "rejected"})
        case e.RefinementRevived(refinement):
            yield Set("refinement", {"id": refinement}, {"status": "open"})
        case e.RoundClosed() | e.TieBroken() as event:
            yield from _rounds(entry, event)
        case e.JobRequested() | e.JobCancelled() | e.JobFailed() | e.JobFinished() as event:
            yield _jobs(entry, event)
        case e.ArtworkMade() as event:
            # The same recipe made twice gives the same picture twice: the first stays, as in the core.
            yield Add("artwork", _artwork(entry, event), once=True)
        case (
            e.ThingScreened() | e.WorthJudged() | e.ArtworkChosen() | e.ChosenOrdered() | e.ArtworkCaptioned()
        ) as event:
            yield from _looking(entry, event)
        case e.SettingsChanged() | e.SessionPaused() | e.SessionContinued() | e.PromptBranched() | e.RecipeSet():
            pass
        case e.AssociationMade() | e.AssociationSupported() | e.AssociationTakenBack() | e.NoteWritten() | e.Reacted():
            pass
        case e.CommentWritten() | e.CommentTakenBack() | e.Nailed() | e.PhrasesMarked() | e.PhrasePushed():
            pass
        case e.RoundOpened() | e.BallotCast() | e.AgendaSet() | e.PhaseExtended() | e.WallSet():
            pass
        case e.RoleAsked() | e.RoleDeclined() | e.GuestMuted() | e.GuestNudged() | e.GuestRemoved():
            pass
        case e.WordsRemoved(guest):
            yield Set("refinement", {"guest": guest, "status": "open"}, {"status": "withdrawn"})
            yield Set("refinement", {"guest": guest}, {"guest": None})
        case e.ParagraphWritten() | e.StoryTitled() | e.StoryLicensed() | e.CreditChosen():
            pass
        case e.GuestReadmitted() | e.SessionLocked() | e.PasscodeSet() | e.QuestionAsked() | e.QuestionDropped():
            pass
        case _:
            assert_never(entry.event)


def _session(
    entry: Entry, event: e.SessionOpened | e.ThemeChanged | e.PhaseChanged | e.SessionClosed | e.SessionReopened
) -> Iterator[Change]:
    match event:
        case e.SessionOpened():
            yield Set("session", {}, {"theme_seq": entry.seq})
            yield _refinement(entry, event.root, parent=None, status="accepted")
        case e.ThemeChanged():
            yield Set("session", {}, {"theme_seq": entry.seq})
        case e.PhaseChanged(phase):
            yield Set("session", {}, {"phase": phase.value})
        case e.SessionClosed():
            yield Set("session", {}, {"closed": True})
        case e.SessionReopened():
            yield Set("session", {}, {"closed": False})
        case _:
            assert_never(event)


def _guests(entry: Entry, event: e.GuestJoined | e.NameChanged | e.RoleGranted | e.RoleRevoked) -> Iterator[Change]:
    match event:
        case e.GuestJoined():
            roles = {role.value: role in event.roles for role in Role}
            row = {"id": event.guest, "seq": entry.seq, "joined_at_ms": entry.at_ms, "name_seq": entry.seq}
            yield Add("guest", {**row, **roles})
        case e.NameChanged():
            yield Set("guest", {"id": event.guest}, {"name_seq": entry.seq})
        case e.RoleGranted(guest, role):
            yield Set("guest", {"id": guest}, {role.value: True})
        case e.RoleRevoked(guest, role):
            yield Set("guest", {"id": guest}, {role.value: False})
        case _:
            assert_never(event)


def _refinement(entry: Entry, refinement: str, *, parent: str | None, status: str) -> Change:
    row = {"id": refinement, "seq": entry.seq, "at_ms": entry.at_ms}
    return Add("refinement", {**row, "parent": parent, "guest": entry.actor, "status": status})


def _rounds(entry: Entry, event: e.RoundClosed | e.TieBroken) -> Iterator[Change]:
    match event:
        case e.RoundClosed():
            tied = event.winners if len(event.winners) > 1 else ()
            close = {"round": event.round, "closed_at_ms": entry.at_ms, "voters": event.voters}
            for line in event.tally:
                fared = {"tied": line.refinement in tied, "winner": event.winners == (line.refinement,)}
                row = {**close, "refinement": line.refinement, "votes": line.votes, **fared}
                yield Add("round_result", row, once=not event.winners)
            if not event.winners:  # a tie of which nothing is left closes again
                yield Set("round_result", {"round": event.round}, {"tied": False, "winner": False})
        case e.TieBroken(round_, refinement):
            yield Set("round_result", {"round": round_, "refinement": refinement}, {"winner": True})
        case _:
            assert_never(event)


def _jobs(entry: Entry, event: e.JobRequested | e.JobCancelled | e.JobFailed | e.JobFinished) -> Change:
    match event:
        case e.JobRequested():
            row = {"id": event.job, "seq": entry.seq, "refinement": event.refinement, "asked_by": entry.actor}
            waiting = {"pictures": len(event.recipes), "status": "waiting", "ended_at_ms": None, "why": ""}
            return Add("job", {**row, "asked_at_ms": entry.at_ms, **waiting})
        case e.JobCancelled(job):
            return Set("job", {"id": job}, {"status": "cancelled", "ended_at_ms": entry.at_ms})
        case e.JobFailed(job, why):
            return Set("job", {"id": job}, {"status": "failed", "ended_at_ms": entry.at_ms, "why": why.mishap})
        case e.JobFinished(job):
            return Set("job", {"id": job}, {"status": "done", "ended_at_ms": entry.at_ms})
        case _:
            assert_never(event)


def _artwork(entry: Entry, event: e.ArtworkMade) -> Row:
    made, recipe = event.made, event.made.recipe
    return {
        "seq": entry.seq,
        "id": made.artwork,
        "at_ms": entry.at_ms,
        "job": event.job,
        "job_index": event.index,
        "mode": recipe.mode,
        "engine": recipe.engine,
        "model": recipe.model,
        "revision": recipe.revision,
        "scheduler": recipe.scheduler,
        "seed": recipe.seed,
        "steps": recipe.steps,
        "guidance": recipe.guidance,
        "width_px": made.width_px,
        "height_px": made.height_px,
        "media_type": made.media_type,
        "took_ms": made.took_ms,
        "environment": made.environment,
        "worth": None,
        "of_note": False,
        "hidden": False,
        "chosen": False,
        "place": None,
        "caption_seq": None,
    }


def _looking(
    entry: Entry, event: e.ThingScreened | e.WorthJudged | e.ArtworkChosen | e.ChosenOrdered | e.ArtworkCaptioned
) -> Iterator[Change]:
    match event:
        case e.ThingScreened(of, thing, shown):
            if of is Kind.ARTWORK:
                yield Set("artwork", {"id": thing}, {"hidden": not shown})
        case e.WorthJudged(artwork, worth, of_note):
            yield Set("artwork", {"id": artwork}, {"worth": worth, "of_note": of_note})
        case e.ArtworkChosen(artwork, chosen):
            # A Seq is larger than any place an order has given: each chosen picture took an entry before this one.
            yield Set("artwork", {"id": artwork}, {"chosen": chosen, "place": entry.seq if chosen else None})
        case e.ChosenOrdered(artworks):
            for place, artwork in enumerate(artworks):
                yield Set("artwork", {"id": artwork}, {"place": place})
        case e.ArtworkCaptioned(artwork):
            yield Set("artwork", {"id": artwork}, {"caption_seq": entry.seq})
        case _:
            assert_never(event)
