"""Artworks looked at: reactions, notes, worth, what the moderator lets through, and the choice for the write-up."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, assert_never

from party.core import events as e
from party.core.events import Entry
from party.core.state import Note, Screening, SessionState
from party.core.steps.step import Step, at_birth, author, with_artwork, with_guest
from party.core.values import ArtworkId, AssociationId, CommentId, GuestId, Kind, NoteId, RefinementId


def _reacted(s: SessionState, entry: Entry, event: e.Reacted) -> SessionState:
    artwork, guest = s.artworks[event.artwork], author(entry)
    before = artwork.reactions.get(guest, frozenset())
    after = before | {event.reaction} if event.on else before - {event.reaction}
    return with_artwork(s, replace(artwork, reactions=artwork.reactions.insert(guest, after)))


def _nailed(s: SessionState, entry: Entry, event: e.Nailed) -> SessionState:
    artwork = s.artworks[event.artwork]
    return with_artwork(s, replace(artwork, nailed=artwork.nailed.insert(author(entry))))


def _noted(s: SessionState, entry: Entry, event: e.NoteWritten) -> SessionState:
    by = author(entry)
    note = Note(
        id=event.note,
        seq=entry.seq,
        at_ms=entry.at_ms,
        by=by,
        topic=event.topic,
        text=event.text,
        refinement=event.refinement,
        artwork=event.artwork,
        screening=at_birth(s, by),
    )
    return replace(s, notes=s.notes.insert(note.id, note))


def _judged(s: SessionState, _: Entry, event: e.WorthJudged) -> SessionState:
    return with_artwork(s, replace(s.artworks[event.artwork], worth=event.worth, of_note=event.of_note))


def _screened(s: SessionState, _: Entry, event: e.ThingScreened) -> SessionState:
    to = Screening.SHOWN if event.shown else Screening.HIDDEN
    match event.of:
        case Kind.ASSOCIATION:
            said = s.associations[AssociationId(event.id)]
            return replace(s, associations=s.associations.insert(said.id, replace(said, screening=to)))
        case Kind.REFINEMENT:
            node = s.refinements[RefinementId(event.id)]
            return replace(s, refinements=s.refinements.insert(node.id, replace(node, screening=to)))
        case Kind.COMMENT:
            comment = s.comments[CommentId(event.id)]
            return replace(s, comments=s.comments.insert(comment.id, replace(comment, screening=to)))
        case Kind.ARTWORK:
            return with_artwork(s, replace(s.artworks[ArtworkId(event.id)], screening=to))
        case Kind.NOTE:
            note = s.notes[NoteId(event.id)]
            return replace(s, notes=s.notes.insert(note.id, replace(note, screening=to)))
        case Kind.GUEST:
            return with_guest(s, replace(s.guests[GuestId(event.id)], screening=to))
        case Kind.SESSION | Kind.PROMPT | Kind.ROUND | Kind.JOB | Kind.STORY:
            raise ValueError(f"a {event.of} is not screened")
        case _:
            assert_never(event.of)


def _chosen(s: SessionState, _: Entry, event: e.ArtworkChosen) -> SessionState:
    others = tuple(a for a in s.chosen if a != event.artwork)
    return replace(s, chosen=(*others, event.artwork) if event.chosen else others)


def _captioned(s: SessionState, entry: Entry, event: e.ArtworkCaptioned) -> SessionState:
    artwork = s.artworks[event.artwork]
    return with_artwork(s, replace(artwork, caption=event.caption, alt=event.alt, captioned_by=entry.actor))


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.Reacted: _reacted,
        e.Nailed: _nailed,
        e.NoteWritten: _noted,
        e.WorthJudged: _judged,
        e.ThingScreened: _screened,
        e.ArtworkChosen: _chosen,
        e.ChosenOrdered: lambda s, _, event: replace(s, chosen=event.artworks),
        e.ArtworkCaptioned: _captioned,
    }
)
