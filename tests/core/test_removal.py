"""Words are taken out of a party whatever has become of it, and what the room made its own stays."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.state import JobStatus, RefinementStatus, RoundStatus, Screening
from party.core.things import Audience, CommentView, Gone, GuestView, RefinementView, RoundView
from party.core.values import CreditAs, GuestId, Kind, RefinementId, Role, StoryPlace, Topic

from .play import Play


def refinement(play: Play, id_: str, audience: Audience = Audience.GUEST) -> RefinementView:
    """A wording as an audience sees it."""
    seen = play.view(Kind.REFINEMENT, id_, audience)
    assert isinstance(seen, RefinementView)
    return seen


def everything_goes(play: Play, guest: GuestId) -> tuple[e.Event, ...]:
    """The events of a removal."""
    return play.does(guest, c.RemoveMyWords())


def test_name_and_pen_name_go(play: Play, ann: GuestId) -> None:
    """Everybody sees a guest without a name, and the write-up names nobody."""
    play.does(ann, c.ChooseCredit(CreditAs.PEN_NAME, "A. Lake"))
    everything_goes(play, ann)
    for audience in Audience:
        seen = play.view(Kind.GUEST, ann, audience)
        assert isinstance(seen, GuestView)
        assert seen.name == ""
    mine = play.mine(ann)
    assert (mine.name, mine.pen_name, mine.credit_as) == ("", "", CreditAs.ANONYMOUS)


def test_their_name_leaves_what_others_said(play: Play, ann: GuestId, ben: GuestId) -> None:
    """For every audience, and in what the party keeps; who is named later by the same name is somebody else."""
    said = play.comments(ben, "so quiet, @Ann")
    everything_goes(play, ann)
    play.joins("Ann")
    for audience in Audience:
        seen = play.view(Kind.COMMENT, said, audience)
        assert isinstance(seen, CommentView)
        assert (seen.text, [one.guest for one in seen.mentions]) == ("so quiet, @…", [ann])
    assert "Ann" not in play.state.comments[said].text


def test_what_they_said_leaves_every_screen(play: Play, expert: GuestId, ben: GuestId) -> None:
    """Associations, comments, notes, captions and paragraphs; support of others and reactions stay."""
    picture, rain = play.picture(), play.says(ben, "rain")
    said = play.says(expert, "an empty chair")
    play.does(ben, c.SupportAssociation(said))
    play.does(expert, c.SupportAssociation(rain))
    comment = play.comments(expert, "so quiet", picture)
    (note,) = play.does(expert, c.WriteNote(Topic.REMARK, "look at the light"))
    assert isinstance(note, e.NoteWritten)
    play.does(expert, c.CaptionArtwork(picture, "late light", "a chair"))
    play.does(expert, c.WriteParagraph(StoryPlace.OPENING, None, "It rained."))
    play.does(expert, c.TitleStory("Two chairs"))
    everything_goes(play, expert)
    for kind, id_ in ((Kind.ASSOCIATION, said), (Kind.COMMENT, comment), (Kind.NOTE, note.note)):
        assert play.seen_by(kind, id_) == set()
    assert (play.artwork(picture).caption, play.artwork(picture).alt) == ("", "")
    assert (play.state.story.title, len(play.state.story.paragraphs)) == ("", 0)
    assert play.mine(ben).supports == (rain,)
    assert expert in play.state.associations[rain].supporters
    assert play.refused(play.host, c.SupportAssociation(said)) is Reason.UNKNOWN_ASSOCIATION


def test_what_others_wrote_over_theirs_stays(play: Play, ann: GuestId) -> None:
    """A caption and a title somebody changed later are somebody else's."""
    picture = play.picture()
    play.does(play.host, c.GrantRole(ann, Role.ART_EXPERT))
    play.does(ann, c.CaptionArtwork(picture, "late light", ""))
    play.does(ann, c.TitleStory("Two chairs"))
    play.does(play.host, c.CaptionArtwork(picture, "early light", ""))
    play.does(play.host, c.TitleStory("A chair"))
    everything_goes(play, ann)
    assert (play.artwork(picture).caption, play.state.story.title) == ("early light", "A chair")


def test_an_accepted_wording_stays_without_author_and_reason(play: Play, ann: GuestId) -> None:
    """It is the room's, and so is the recipe that repeats it; nobody's idea was painted."""
    (proposed,) = play.does(ann, c.ProposeRefinement("an empty chair, rain", "it feels so"))
    assert isinstance(proposed, e.RefinementProposed)
    play.does(play.host, c.AcceptRefinement(proposed.refinement))
    picture = play.picture()
    everything_goes(play, ann)
    seen = refinement(play, proposed.refinement)
    assert (seen.text, seen.reason, seen.by) == ("an empty chair, rain", "", None)
    assert play.artwork(picture).recipe.prompt == "an empty chair, rain"
    assert play.job(play.artwork(picture).job).guest is None


def test_a_proposal_goes_and_what_was_built_on_it_stays(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Its place in the tree and in votes is empty; the next wording is compared with the one before it."""
    play.settings(accept_winner=False)
    chair = play.proposes(ann, "an empty chair")
    child = play.proposes(ben, "an empty chair, rain", chair)
    vote = play.opens_round(chair, child)
    play.votes(ben, vote, chair)
    play.does(play.host, c.CloseRound(vote))
    everything_goes(play, ann)
    gone = refinement(play, chair)
    assert (gone.text, gone.by) == ("", None)
    assert refinement(play, child).parent == play.state.root
    seen = play.view(Kind.ROUND, vote)
    assert isinstance(seen, RoundView)
    assert [(line.refinement, line.votes) for line in seen.tally] == [(chair, 1), (child, 0)]


def merges(play: Play, one: RefinementId, other: RefinementId) -> RefinementId:
    """A merge of two wordings by the prompt master."""
    (merged,) = play.does(play.host, c.MergeRefinements(one, other, reason="both"))
    assert isinstance(merged, e.RefinementProposed)
    return merged.refinement


def test_what_was_merged_from_a_proposal_goes_with_it(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Its words, its picture's and what is still to be painted; who merged it and why stays. Merges of it go too."""
    chair, rain, night = play.proposes(ann, "an empty chair"), play.proposes(ben, "rain"), play.proposes(ben, "night")
    once = merges(play, rain, chair)
    twice = merges(play, once, night)
    (requested,) = play.does(play.host, c.StartJob(once))
    assert isinstance(requested, e.JobRequested)
    (picture,) = play.finishes(requested.job, "f" * 64)
    (waiting,) = play.does(play.host, c.StartJob(twice))
    assert isinstance(waiting, e.JobRequested)
    events = everything_goes(play, ann)
    assert set(events[:-1]) == {
        e.RefinementWithdrawn(once),
        e.RefinementWithdrawn(twice),
        e.JobCancelled(waiting.job),
    }
    for gone in (once, twice):
        assert (play.refinement(gone).text, play.refinement(gone).phrases) == ("", ())
        assert (play.refinement(gone).by, play.refinement(gone).reason) == (play.host, "both")
    assert play.refinement(night).text == "night"
    assert play.artwork(picture).recipe.prompt == play.job(waiting.job).recipes[0].prompt == ""


def test_an_accepted_merge_stays(play: Play, ann: GuestId, ben: GuestId) -> None:
    """It is the room's, and so is what was merged from it."""
    chair, rain, night = play.proposes(ann, "an empty chair"), play.proposes(ben, "rain"), play.proposes(ben, "night")
    once = merges(play, rain, chair)
    play.does(play.host, c.AcceptRefinement(once))
    twice = merges(play, once, night)
    everything_goes(play, ann)
    assert all(play.refinement(node).text for node in (once, twice, rain, night))
    assert play.refinement(chair).text == ""


def test_nothing_can_be_made_of_a_wording_without_words(play: Play, ann: GuestId) -> None:
    """Not accepted, revived, painted, merged, built on or talked of."""
    chair, rain = play.proposes(ann, "an empty chair"), play.proposes(play.host, "rain")
    everything_goes(play, ann)
    assert play.refinement(chair).status is RefinementStatus.WITHDRAWN
    for asked in (
        c.AcceptRefinement(chair),
        c.ReviveRefinement(chair),
        c.StartJob(chair),
        c.MergeRefinements(chair, rain),
        c.ProposeRefinement("more", parent=chair),
        c.WriteComment("why?", chair),
    ):
        assert play.refused(play.host, asked) is Reason.UNKNOWN_REFINEMENT


def test_a_wording_that_is_voted_on_cannot_win_any_more(play: Play, ann: GuestId, ben: GuestId) -> None:
    """It is off the ballot at once; the votes for it count for nobody."""
    chair, rain = play.proposes(ann, "an empty chair"), play.proposes(ben, "rain")
    vote = play.opens_round(chair, rain)
    play.votes(ben, vote, chair)
    everything_goes(play, ann)
    seen = play.view(Kind.ROUND, vote)
    assert isinstance(seen, RoundView)
    assert seen.refinements == (rain,)
    play.does(play.host, c.CloseRound(vote))
    assert play.round(vote).winners == ()


def test_a_tie_of_which_nothing_is_left_ends(play: Play, ann: GuestId, ben: GuestId) -> None:
    """The prompt master is not asked to choose among nothing; with one left, that one can be chosen."""
    chair, rain = play.proposes(ann, "an empty chair"), play.proposes(ben, "rain")
    vote = play.opens_round(chair, rain)
    play.votes(ann, vote, chair)
    play.votes(ben, vote, rain)
    play.does(play.host, c.CloseRound(vote))
    everything_goes(play, ann)
    assert play.round(vote).status is RoundStatus.TIED
    assert play.refused(play.host, c.BreakTie(vote, chair)) is Reason.UNKNOWN_REFINEMENT
    everything_goes(play, ben)
    assert (play.round(vote).status, play.round(vote).winners) == (RoundStatus.CLOSED, ())


def test_what_waits_to_be_painted_of_it_is_called_off(play: Play, ann: GuestId) -> None:
    """A picture that comes too late is not taken: its recipe would say the words again."""
    chair = play.proposes(ann, "an empty chair")
    (requested,) = play.does(play.host, c.StartJob(chair))
    assert isinstance(requested, e.JobRequested)
    late = play.made(requested.job, play.made(requested.job, "f" * 64).artwork)  # type: ignore[arg-type]
    everything_goes(play, ann)
    assert play.job(requested.job).status is JobStatus.CANCELLED
    assert play.refused(None, c.ReportArtworks(requested.job, (late,))) is Reason.ALREADY_FINISHED
    assert "chair" not in repr(play.job(requested.job))


def test_a_picture_of_it_stays_without_its_prompt(play: Play, ann: GuestId) -> None:
    """Others reacted to it; what it was made from is no longer told."""
    chair = play.proposes(ann, "an empty chair")
    (requested,) = play.does(play.host, c.StartJob(chair))
    assert isinstance(requested, e.JobRequested)
    (picture,) = play.finishes(requested.job, "f" * 64)
    everything_goes(play, ann)
    assert play.seen_by(Kind.ARTWORK, picture) == set(Audience)
    assert (play.artwork(picture).recipe.prompt, play.artwork(picture).recipe.weights) == ("", ())


def test_what_waits_for_the_moderator_waits_no_longer(play: Play, ann: GuestId) -> None:
    """Neither on the moderator's list nor in the guest's own view."""
    play.settings(screening=True)
    said, chair = play.says(ann, "rain"), play.proposes(ann, "an empty chair")
    play.does(ann, c.ChangeName("Rose"))
    everything_goes(play, ann)
    assert play.mine(ann).held == ()
    assert play.seen_by(Kind.ASSOCIATION, said) == set()
    assert play.refinement(chair).screening is Screening.HIDDEN


def test_question_cards_and_nudges_of_a_moderator_go(play: Play, ann: GuestId) -> None:
    """The theme and the first prompt stay: the evening goes by them."""
    play.does(play.host, c.AskQuestion("why?"))
    play.does(play.host, c.NudgeGuest(ann, "and you?"))
    everything_goes(play, play.host)
    nudge = play.mine(ann).nudge
    assert (play.state.question, nudge and nudge.text) == (None, "")
    assert (play.state.theme, play.refinement(play.state.root).text) == ("loneliness", "loneliness")


@pytest.mark.parametrize("then", [c.CloseSession(), c.PauseSession(), c.PublishWriteUp()])
def test_it_is_never_too_late(play: Play, ann: GuestId, then: c.Command) -> None:
    """Paused, closed, published; muted or shown out, and without any role."""
    play.does(None, c.ReportWriteUp("2026-11-22-loneliness", None))
    play.does(play.host, c.MuteGuest(ann))
    play.does(play.host, c.RevokeRole(ann, Role.PARTICIPANT))
    play.does(play.host, c.RemoveGuest(ann))
    play.does(play.host, then)
    assert everything_goes(play, ann) == (e.WordsRemoved(ann),)


def test_a_moderator_does_it_for_who_asks(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Nobody else does, and for nobody who was never there."""
    play.does(play.host, c.RemoveGuest(ann))
    assert play.refused(ben, c.RemoveWordsOf(ann)) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.RemoveWordsOf(GuestId("nobody"))) is Reason.UNKNOWN_GUEST
    assert play.does(play.host, c.RemoveWordsOf(ann)) == (e.WordsRemoved(ann),)
    assert isinstance(play.view(Kind.GUEST, ann), Gone)


def test_who_goes_on_can_go_again(play: Play, ann: GuestId) -> None:
    """A new name and new words are theirs until they go too; their old name is free."""
    everything_goes(play, ann)
    ada = play.joins("Ann")
    play.does(ann, c.ChangeName("Rose"))
    said = play.says(ann, "snow")
    assert play.seen_by(Kind.ASSOCIATION, said) == set(Audience)
    assert (play.mine(ada).name, play.mine(ann).name) == ("Ann", "Rose")
    everything_goes(play, ann)
    assert (play.seen_by(Kind.ASSOCIATION, said), play.mine(ann).name) == (set(), "")
