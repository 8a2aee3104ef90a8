"""Looking at pictures: reactions, the expert's notes and worth, hiding, and the choice for the write-up."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import ART_EXPERT, CURATORS, EVERYBODY, MODERATOR, Row, Scene, Verdict, row, texts, within
from party.core.state import Artwork
from party.core.text import clean
from party.core.values import LIMITS, ArtworkId, NoteId, Role


def react(scene: Scene, asked: c.React) -> Verdict:
    """A reaction, or none any more."""
    artwork = _artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    has = asked.reaction in artwork.reactions.get(scene.actor, frozenset())
    return () if has == asked.on else (e.Reacted(artwork.id, asked.reaction, asked.on),)


def write_note(scene: Scene, asked: c.WriteNote) -> Verdict:
    """The expert's words on a refinement, an artwork or the evening."""
    text = clean(asked.text, LIMITS.note)
    if isinstance(text, Refusal):
        return text
    if asked.refinement is not None and asked.refinement not in scene.state.refinements:
        return refuse(Reason.UNKNOWN_REFINEMENT)
    if asked.artwork is not None and isinstance(unknown := _artwork(scene, asked.artwork), Refusal):
        return unknown
    if len(scene.state.notes) >= LIMITS.notes:
        return refuse(Reason.TOO_MANY, limit=LIMITS.notes)
    return (e.NoteWritten(NoteId(scene.occasion.fresh), asked.topic, text, asked.refinement, asked.artwork),)


def judge(scene: Scene, asked: c.JudgeWorth) -> Verdict:
    """The expert's worth of a picture."""
    if refusal := within("worth", asked.worth, LIMITS.worth):
        return refusal
    artwork = _artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    if (artwork.worth, artwork.of_note) == (asked.worth, asked.of_note):
        return ()
    return (e.WorthJudged(artwork.id, asked.worth, asked.of_note),)


def hide(scene: Scene, asked: c.HideArtwork) -> Verdict:
    """Off the screens, or back on them."""
    artwork = _artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    return () if artwork.hidden == asked.hidden else (e.ArtworkHidden(artwork.id, asked.hidden),)


def choose(scene: Scene, asked: c.ChooseArtwork) -> Verdict:
    """Into the write-up, or out of it."""
    artwork = _artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    is_chosen = artwork.id in scene.state.chosen
    return () if is_chosen == asked.chosen else (e.ArtworkChosen(artwork.id, asked.chosen),)


def order(scene: Scene, asked: c.OrderChosen) -> Verdict:
    """The chosen in another order. Hidden ones the actor cannot see keep their places at the end."""
    visible = tuple(a for a in scene.state.chosen if not isinstance(_artwork(scene, a), Refusal))
    unseen = tuple(a for a in scene.state.chosen if a not in visible)
    if sorted(asked.artworks) != sorted(visible):
        return refuse(Reason.ORDER_MISMATCH)
    wanted = (*asked.artworks, *unseen)
    return () if wanted == scene.state.chosen else (e.ChosenOrdered(wanted),)


def caption(scene: Scene, asked: c.CaptionArtwork) -> Verdict:
    """Caption and alternative text."""
    artwork = _artwork(scene, asked.artwork)
    if isinstance(artwork, Refusal):
        return artwork
    said = texts((asked.caption, LIMITS.caption, True), (asked.alt, LIMITS.alt, True))
    if isinstance(said, Refusal):
        return said
    line, alt = said
    return () if (artwork.caption, artwork.alt) == said else (e.ArtworkCaptioned(artwork.id, line, alt),)


def _artwork(scene: Scene, artwork_id: ArtworkId) -> Artwork | Refusal:
    """A hidden picture does not exist for anybody but a moderator."""
    artwork = scene.state.artworks.get(artwork_id)
    hidden_here = (
        artwork is not None and artwork.hidden and (scene.guest is None or Role.MODERATOR not in scene.guest.roles)
    )
    return refuse(Reason.UNKNOWN_ARTWORK) if artwork is None or hidden_here else artwork


TABLE: tuple[Row, ...] = (
    row(c.React, react, EVERYBODY),
    row(c.WriteNote, write_note, ART_EXPERT),
    row(c.JudgeWorth, judge, ART_EXPERT, closed=True),
    row(c.HideArtwork, hide, MODERATOR, paused=True, closed=True),
    row(c.ChooseArtwork, choose, CURATORS, closed=True),
    row(c.OrderChosen, order, CURATORS, closed=True),
    row(c.CaptionArtwork, caption, CURATORS, closed=True),
)
