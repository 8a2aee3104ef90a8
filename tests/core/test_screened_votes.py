"""Wordings that leave the screens in the middle of a vote or of a tie."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.state import RoundStatus
from party.core.things import Audience, RoundView
from party.core.values import ApprovalBallot, GuestId, Kind, RankedBallot, RefinementId, RoundId, VotingRule

from .play import Play

Ideas = tuple[RefinementId, RefinementId, RefinementId]


@pytest.fixture
def ideas(play: Play, ann: GuestId) -> Ideas:
    return play.proposes(ann, "chair"), play.proposes(ann, "bench"), play.proposes(ann, "stone")


def test_what_is_hidden_in_a_vote_cannot_win(play: Play, ann: GuestId, ben: GuestId, ideas: Ideas) -> None:
    """Its votes pass on as the rule says, in the tally shown meanwhile as at the close."""
    chair, bench, stone = ideas
    play.settings(rule=VotingRule.RANKED)
    vote = play.opens_round(*ideas, hidden=False)
    for guest in (ann, ben):
        play.does(guest, c.CastBallot(vote, RankedBallot((chair, bench))))
    play.does(play.host, c.CastBallot(vote, RankedBallot((stone,))))
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=False))
    expected = (e.Count(bench, 2), e.Count(stone, 1))
    for audience in Audience:
        view = play.view(Kind.ROUND, vote, audience)
        assert isinstance(view, RoundView)
        assert (view.tally, view.voters) == (expected, 3)
        assert (chair in view.refinements) == (audience is Audience.MODERATOR)
    play.does(play.host, c.CloseRound(vote))
    assert (play.round(vote).tally, play.round(vote).winners) == (expected, (bench,))
    assert play.state.head == bench


def test_a_ballot_may_still_name_what_was_hidden_meanwhile(play: Play, ann: GuestId, ideas: Ideas) -> None:
    """A phone that had not heard of it does not lose its vote; my own view forgets what I may no longer see."""
    chair, bench, _ = ideas
    vote = play.opens_round(*ideas)
    play.votes(ann, vote, chair)
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=False))
    assert play.mine(ann).ballot == ApprovalBallot(())
    play.votes(ann, vote, chair, bench)
    play.does(play.host, c.CloseRound(vote))
    assert play.round(vote).winners == (bench,)


@pytest.mark.parametrize("rule", list(VotingRule))
def test_a_vote_of_which_nothing_is_left_has_no_winner(play: Play, ann: GuestId, rule: VotingRule) -> None:
    """All hidden: the close counts nobody, and the next vote can open."""
    chair = play.proposes(ann, "chair")
    play.settings(rule=rule)
    vote = play.opens_round(chair)
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=False))
    play.later(60)
    assert play.does(None, c.CloseDueRound(vote)) == (e.RoundClosed(vote, (), 0, ()),)
    play.opens_round(play.proposes(ann, "bench"))


@pytest.fixture
def tied(play: Play, ann: GuestId, ideas: Ideas) -> RoundId:
    """Chair and bench stand level."""
    vote = play.opens_round(*ideas)
    play.votes(ann, vote, ideas[0], ideas[1])
    play.does(play.host, c.CloseRound(vote))
    return vote


def test_a_hidden_winner_does_not_break_a_tie(play: Play, ideas: Ideas, tied: RoundId) -> None:
    """The prompt master can name what is left."""
    chair, bench, _ = ideas
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=False))
    assert play.refused(play.host, c.BreakTie(tied, chair)) is Reason.NOT_SHOWN
    view = play.view(Kind.ROUND, tied)
    assert isinstance(view, RoundView)
    assert (view.status, view.winners) == (RoundStatus.TIED, (bench,))
    play.does(play.host, c.BreakTie(tied, bench))
    assert play.state.head == bench


@pytest.mark.parametrize("at_once", [True, False])
def test_a_tie_of_which_nothing_is_left_is_over(
    play: Play, ann: GuestId, ideas: Ideas, tied: RoundId, *, at_once: bool
) -> None:
    """Nobody waits for a choice that cannot be made: the vote ends without a winner, and the next can open."""
    if at_once:
        play.does(play.host, c.RemoveGuest(ann, hide_words=True))
    else:
        for idea in ideas[:2]:
            play.does(play.host, c.ScreenThing(Kind.REFINEMENT, idea, shown=False))
    assert (play.round(tied).status, play.round(tied).winners) == (RoundStatus.CLOSED, ())
    play.proposes(play.host, "a stone wall")
    play.opens_round()
