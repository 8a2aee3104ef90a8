"""Looking at pictures: reactions, the expert's notes and worth, and the choice for the write-up."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import (
    ART_EXPERT,
    CURATORS,
    EVERYBODY,
    Row,
    Scene,
    Verdict,
    known_artwork,
    known_refinement,
    row,
    texts,
    within,
)
from party.core.text import clean
from party.core.values import LIMITS, NoteId


def react(scene: Scene, asked: c.React) -> Verdict:
    """A reaction, or none any more."""
    artwork = known_artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    has = asked.reaction in artwork.reactions.get(scene.actor, frozenset())
    return () if has == asked.on else (e.Reacted(artwork.id, asked.reaction, asked.on),)


def nail(scene: Scene, asked: c.NailIt) -> Verdict:
    """The picture nails its prompt, says this guest; one way."""
    artwork = known_artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    return () if scene.actor in artwork.nailed else (e.Nailed(artwork.id),)


def write_note(scene: Scene, asked: c.WriteNote) -> Verdict:
    """The expert's words on a refinement, an artwork or the evening."""
    text = clean(asked.text, LIMITS.note)
    if isinstance(text, Refusal):
        return text
    refinement = known_refinement(scene, asked.refinement) if asked.refinement is not None else None
    artwork = known_artwork(scene, asked.artwork) if asked.artwork is not None else None
    for subject in (refinement, artwork):
        if isinstance(subject, Refusal):
            return subject
    if len(scene.state.notes) >= LIMITS.notes:
        return refuse(Reason.TOO_MANY, limit=LIMITS.notes)
    return (e.NoteWritten(NoteId(scene.occasion.fresh), asked.topic, text, asked.refinement, asked.artwork),)


def judge(scene: Scene, asked: c.JudgeWorth) -> Verdict:
    """The expert's worth of a picture, or that it has none any more."""
    if asked.worth is not None and (refusal := within("worth", asked.worth, LIMITS.worth)):
        return refusal
    artwork = known_artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    if (artwork.worth, artwork.of_note) == (asked.worth, asked.of_note):
        return ()
    return (e.WorthJudged(artwork.id, asked.worth, asked.of_note),)


def choose(scene: Scene, asked: c.ChooseArtwork) -> Verdict:
    """Into the write-up, or out of it."""
    artwork = known_artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    is_chosen = artwork.id in scene.state.chosen
    return () if is_chosen == asked.chosen else (e.ArtworkChosen(artwork.id, asked.chosen),)


def order(scene: Scene, asked: c.OrderChosen) -> Verdict:
    """The chosen in another order. Hidden ones the actor cannot see keep their places at the end."""
    visible = tuple(a for a in scene.state.chosen if not isinstance(known_artwork(scene, a), Refusal))
    unseen = tuple(a for a in scene.state.chosen if a not in visible)
    if sorted(asked.artworks) != sorted(visible):
        return refuse(Reason.ORDER_MISMATCH)
    wanted = (*asked.artworks, *unseen)
    return () if wanted == scene.state.chosen else (e.ChosenOrdered(wanted),)


def caption(scene: Scene, asked: c.CaptionArtwork) -> Verdict:
    """Caption and alternative text."""
    artwork = known_artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    said = texts((asked.caption, LIMITS.caption, True), (asked.alt, LIMITS.alt, True))
    if isinstance(said, Refusal):
        return said
    line, alt = said
    return () if (artwork.caption, artwork.alt) == said else (e.ArtworkCaptioned(artwork.id, line, alt),)


TABLE: tuple[Row, ...] = (
    row(c.React, react, EVERYBODY),
    row(c.NailIt, nail, EVERYBODY),
    row(c.WriteNote, write_note, ART_EXPERT, speaks=True),
    row(c.JudgeWorth, judge, ART_EXPERT, closed=True),
    row(c.ChooseArtwork, choose, CURATORS, closed=True),
    row(c.OrderChosen, order, CURATORS, closed=True),
    row(c.CaptionArtwork, caption, CURATORS, closed=True, speaks=True),
)
