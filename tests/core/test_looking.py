"""Reactions, notes, worth, hiding and the choice for the write-up."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.private import mine
from party.core.refusals import Reason
from party.core.state import Screening
from party.core.things import ArtworkView, Audience, Gone, JobView, ReactionCount, Ref, SessionView
from party.core.touched import touched
from party.core.values import LIMITS, ArtworkId, GuestId, Kind, Reaction, RefinementId, Role, Topic
from party.core.views import project

from .play import Play

A, B, NONE = ArtworkId("a" * 64), ArtworkId("b" * 64), ArtworkId("f" * 64)
OTHERS = [Audience.PROMPT_MASTER, Audience.GUEST, Audience.SCREEN]


def test_reactions_are_counted_not_named(play: Play, ann: GuestId, ben: GuestId) -> None:
    """An artwork shows how many reacted how; mine shows only how I did."""
    picture = play.picture()
    play.does(ann, c.React(picture, Reaction.LOVE))
    play.does(ben, c.React(picture, Reaction.LOVE))
    play.does(ben, c.React(picture, Reaction.WOW))
    play.does(ben, c.React(picture, Reaction.WOW, on=False))
    view = project(play.state, Ref(Kind.ARTWORK, picture), Audience.GUEST)
    assert isinstance(view, ArtworkView)
    assert view.reactions == (ReactionCount(Reaction.LOVE, 2),)
    assert [line.reactions for line in mine(play.state, ann).reactions] == [(Reaction.LOVE,)]
    assert play.does(ann, c.React(picture, Reaction.LOVE)) == ()
    assert play.refused(ann, c.React(NONE, Reaction.LOVE)) is Reason.UNKNOWN_ARTWORK


def test_a_note_speaks_of_something(play: Play, expert: GuestId, ann: GuestId) -> None:
    """The expert's note is on a refinement, an artwork or the evening, and on nothing that is not there."""
    picture = play.picture()
    (note,) = play.does(expert, c.WriteNote(Topic.MOVEMENT, "Hopper's light", artwork=picture))
    assert isinstance(note, e.NoteWritten)
    assert play.state.notes[note.note].by == expert
    play.does(expert, c.WriteNote(Topic.REMARK, "a quiet evening"))
    assert play.refused(expert, c.WriteNote(Topic.REMARK, " ")) is Reason.TEXT_EMPTY
    unknown = c.WriteNote(Topic.REMARK, "x", refinement=RefinementId("x"))
    assert play.refused(expert, unknown) is Reason.UNKNOWN_REFINEMENT
    assert play.refused(expert, c.WriteNote(Topic.REMARK, "x", artwork=NONE)) is Reason.UNKNOWN_ARTWORK
    assert play.refused(ann, c.WriteNote(Topic.REMARK, "x")) is Reason.NOT_ALLOWED


def test_notes_are_bounded(play: Play, expert: GuestId) -> None:
    """An evening has room for three hundred notes."""
    for number in range(LIMITS.notes):
        play.does(expert, c.WriteNote(Topic.REMARK, f"note {number}"))
    assert play.refused(expert, c.WriteNote(Topic.REMARK, "one more")) is Reason.TOO_MANY


def test_worth_is_one_to_five(play: Play, expert: GuestId) -> None:
    """The expert judges within the scale, and may think again."""
    picture = play.picture()
    for worth in (0, 6):
        assert play.refused(expert, c.JudgeWorth(picture, worth)) is Reason.OUT_OF_RANGE
    play.does(expert, c.JudgeWorth(picture, 3))
    play.does(expert, c.JudgeWorth(picture, 5, of_note=True))
    assert play.does(expert, c.JudgeWorth(picture, 5, of_note=True)) == ()
    assert (play.artwork(picture).worth, play.artwork(picture).of_note) == (5, True)
    play.does(expert, c.JudgeWorth(picture, None, of_note=True))
    assert (play.artwork(picture).worth, play.artwork(picture).of_note) == (None, True)
    assert play.refused(expert, c.JudgeWorth(NONE, 3)) is Reason.UNKNOWN_ARTWORK


def test_the_choice_has_an_order(play: Play, expert: GuestId, ann: GuestId) -> None:
    """Chosen artworks stand in the order of choosing until they are put in another."""
    play.picture(A)
    play.picture(B)
    assert play.refused(ann, c.ChooseArtwork(A)) is Reason.NOT_ALLOWED
    assert play.refused(expert, c.ChooseArtwork(NONE)) is Reason.UNKNOWN_ARTWORK
    for picture in (A, B):
        play.does(expert, c.ChooseArtwork(picture))
    assert play.does(expert, c.ChooseArtwork(A)) == ()
    for wrong in ((A,), (A, A), (A, NONE), ()):
        assert play.refused(expert, c.OrderChosen(wrong)) is Reason.ORDER_MISMATCH
    play.does(expert, c.OrderChosen((B, A)))
    assert play.does(expert, c.OrderChosen((B, A))) == ()
    assert list(play.state.chosen) == [B, A]
    play.does(expert, c.ChooseArtwork(B, chosen=False))
    assert list(play.state.chosen) == [A]


def test_the_choice_goes_on_after_the_end(play: Play, expert: GuestId) -> None:
    """A closed party is still judged, chosen, ordered, captioned and hidden from."""
    play.picture(A)
    play.does(play.host, c.CloseSession())
    play.does(expert, c.JudgeWorth(A, 4))
    play.does(expert, c.ChooseArtwork(A))
    play.does(expert, c.CaptionArtwork(A, "Two old people", "Two people face to face"))
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, A, shown=False))
    assert (play.artwork(A).caption, play.artwork(A).alt) == ("Two old people", "Two people face to face")


def test_captions_may_be_empty_but_not_endless(play: Play, expert: GuestId) -> None:
    """A caption and its alternative text can be removed again."""
    play.picture(A)
    assert play.refused(expert, c.CaptionArtwork(A, "x" * 281)) is Reason.TEXT_TOO_LONG
    play.does(expert, c.CaptionArtwork(A, "Two old people"))
    assert play.does(expert, c.CaptionArtwork(A, "Two old people ")) == ()
    play.does(expert, c.CaptionArtwork(A))
    assert play.artwork(A).caption == ""


@pytest.mark.parametrize("audience", OTHERS)
def test_a_hidden_artwork_does_not_exist(play: Play, expert: GuestId, audience: Audience) -> None:
    """For everybody but the moderator it leaves the screen, its job, the choice and the notes."""
    picture = play.picture()
    (note,) = play.does(expert, c.WriteNote(Topic.REMARK, "so quiet", artwork=picture))
    assert isinstance(note, e.NoteWritten)
    play.does(expert, c.ChooseArtwork(picture))
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    job = project(play.state, Ref(Kind.JOB, play.artwork(picture).job), audience)
    session = project(play.state, Ref(Kind.SESSION, ""), audience)
    assert isinstance(job, JobView)
    assert isinstance(session, SessionView)
    assert (job.artworks, session.chosen) == ((), ())
    assert project(play.state, Ref(Kind.ARTWORK, picture), audience) == Gone(Kind.ARTWORK, picture)
    assert project(play.state, Ref(Kind.NOTE, note.note), audience) == Gone(Kind.NOTE, note.note)


def test_the_moderator_sees_what_is_hidden(play: Play) -> None:
    """Whoever hid it can look at it and bring it back."""
    picture = play.picture()
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    view = project(play.state, Ref(Kind.ARTWORK, picture), Audience.MODERATOR)
    assert isinstance(view, ArtworkView)
    assert view.screening is Screening.HIDDEN
    assert play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False)) == ()
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=True))
    assert isinstance(project(play.state, Ref(Kind.ARTWORK, picture), Audience.SCREEN), ArtworkView)
    assert play.refused(play.host, c.ScreenThing(Kind.ARTWORK, NONE, shown=False)) is Reason.UNKNOWN_ARTWORK


def test_what_is_hidden_cannot_be_touched(play: Play, expert: GuestId, ann: GuestId) -> None:
    """To those who do not see an artwork, every command about it says there is none."""
    picture = play.picture()
    play.does(ann, c.React(picture, Reaction.LOVE))
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    for guest, command in (
        (ann, c.React(picture, Reaction.WOW)),
        (expert, c.JudgeWorth(picture, 3)),
        (expert, c.ChooseArtwork(picture)),
        (expert, c.CaptionArtwork(picture)),
        (expert, c.WriteNote(Topic.REMARK, "x", artwork=picture)),
    ):
        assert play.refused(guest, command) is Reason.UNKNOWN_ARTWORK
    assert mine(play.state, ann).reactions == ()


def test_ordering_around_the_hidden(play: Play, expert: GuestId) -> None:
    """Those who do not see a hidden artwork order the rest; it stays chosen, last."""
    for picture in (A, B):
        play.picture(picture)
        play.does(expert, c.ChooseArtwork(picture))
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, A, shown=False))
    play.does(expert, c.OrderChosen((B,)))
    assert play.state.chosen == (B, A)


def test_hiding_what_two_jobs_made_touches_both(play: Play) -> None:
    """Every job that names an artwork is shown again when it is hidden."""
    first, second = play.paints(), play.paints()
    play.finishes(first, A)
    play.finishes(second, A)
    (hidden,) = play.does(play.host, c.ScreenThing(Kind.ARTWORK, A, shown=False))
    assert {Ref(Kind.JOB, first), Ref(Kind.JOB, second)} <= set(touched(hidden, play.state))


def test_two_moderators_see_the_same(play: Play) -> None:
    """A screen that is also moderator sees as a moderator; a guest without roles sees what a screen sees."""
    picture = play.picture()
    second = play.joins("Mo", Role.MODERATOR, Role.SCREEN)
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    play.does(second, c.ScreenThing(Kind.ARTWORK, picture, shown=True))
    assert play.artwork(picture).screening is Screening.SHOWN
