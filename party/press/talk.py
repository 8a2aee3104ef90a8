"""What was said around the prompt and its pictures: comments worth quoting, the experts' words, the question cards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from party.core import events as e
from party.core.events import Entry
from party.core.mentions import named
from party.core.things import CommentView, NoteView
from party.core.values import ArtworkId, Phase, RefinementId, Seq
from party.press.chronicle import Seen
from party.press.story import SOMEBODY, Card, Quote, Remark

MOST_REMARKS = 3
_GATHERING = {Phase.LOBBY, Phase.GATHER}


def remarks_on_picture(seen: Seen, artwork: ArtworkId) -> tuple[Remark, ...]:
    """What guests said of a picture, at most a few: those who speak to somebody before those who do not."""
    return _told(seen, (one for one in seen.comments if one.artwork == artwork))


def remarks_on_wording(seen: Seen, refinement: RefinementId) -> tuple[Remark, ...]:
    """What guests said to each other of a wording, at most a few."""
    return _told(seen, (one for one in seen.comments if one.refinement == refinement and one.mentions))


def quotes_by_wording(seen: Seen) -> Mapping[RefinementId, tuple[Quote, ...]]:
    """What the experts said of each wording or of a picture of it."""
    found: dict[RefinementId, tuple[Quote, ...]] = {}
    for note in seen.notes:
        about = _wording(seen, note)
        if about and note.text:
            found[about] = (*found.get(about, ()), _quote(seen, note))
    return found


def quotes_on_the_evening(seen: Seen) -> tuple[Quote, ...]:
    """What the experts said of nothing in particular."""
    return tuple(_quote(seen, note) for note in seen.notes if note.text and _wording(seen, note) is None)


def cards(seen: Seen) -> tuple[Card, ...]:
    """The question cards of the evening in the order they were asked."""
    entries = seen.chronicle.entries
    accepted = {x.event.refinement: x.seq for x in entries if isinstance(x.event, e.RefinementAccepted)}
    path = [accepted.get(refinement, Seq(0)) for refinement in seen.trunk]
    return tuple(
        Card(event.text, seen.credit(asked.actor), 0 if early else _on_the_way(path, asked.seq))
        for asked, event, early in _asked(entries)
        if event.text
    )


def _wording(seen: Seen, note: NoteView) -> RefinementId | None:
    picture = seen.artworks.get(note.artwork) if note.artwork else None
    return note.refinement or (picture.refinement if picture else None)


def _quote(seen: Seen, note: NoteView) -> Quote:
    return Quote(seen.credit(note.by), note.topic, note.text)


def _asked(entries: Iterable[Entry]) -> Iterator[tuple[Entry, e.QuestionAsked, bool]]:
    """Every question, and whether it came while people gathered."""
    phase = Phase.LOBBY
    for entry in entries:
        match entry.event:
            case e.PhaseChanged(phase=now):
                phase = now
            case e.QuestionAsked() as question:
                yield entry, question, phase in _GATHERING
            case _:
                pass


def _on_the_way(path: list[Seq], asked: Seq) -> int:
    return next((step for step, accepted in enumerate(path) if accepted > asked), len(path))


def _told(seen: Seen, comments: Iterable[CommentView]) -> tuple[Remark, ...]:
    best = sorted((one for one in comments if one.text), key=lambda one: not one.mentions)[:MOST_REMARKS]
    return tuple(Remark(seen.credit(one.by), discreet(seen, one).text) for one in sorted(best, key=lambda one: one.seq))


def discreet(seen: Seen, said: CommentView, nobody: str = SOMEBODY) -> CommentView:
    """A comment that calls everybody it mentions as they wish to be called; `nobody` stands for who goes unnamed."""
    kept = seen.state.comments[said.id]
    text, mentions = named(kept.text, kept.mentions, lambda one: f"@{name}" if (name := seen.credit(one)) else nobody)
    return replace(said, text=text, mentions=mentions)
