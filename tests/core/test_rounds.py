"""Votes: secret ballots, a deadline, ties kept for the prompt master."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.private import mine
from party.core.refusals import Reason
from party.core.state import RefinementStatus, RoundStatus
from party.core.things import Audience, Ref, RoundView
from party.core.touched import touched
from party.core.values import (
    ApprovalBallot,
    GuestId,
    Kind,
    RankedBallot,
    RefinementId,
    Role,
    RoundId,
    Score,
    ScoreBallot,
    VotingRule,
)
from party.core.views import project

from .play import Play


@pytest.fixture
def chair(play: Play, ann: GuestId) -> RefinementId:
    return play.proposes(ann, "an empty chair")


@pytest.fixture
def rain(play: Play, ben: GuestId) -> RefinementId:
    return play.proposes(ben, "rain on a window")


def shown(play: Play, vote: RoundId, audience: Audience = Audience.MODERATOR) -> RoundView:
    view = project(play.state, Ref(Kind.ROUND, vote), audience)
    assert isinstance(view, RoundView)
    return view


def test_a_round_is_over_what_is_open(play: Play, chair: RefinementId, rain: RefinementId) -> None:
    """With nothing named every open refinement stands for election, oldest first."""
    assert play.round(play.opens_round()).refinements == (chair, rain)


def test_a_round_needs_something_to_vote_on(play: Play, ann: GuestId) -> None:
    """Nothing open, something decided, or a time out of range: no vote."""
    assert play.refused(play.host, c.OpenRound()) is Reason.NOTHING_TO_VOTE_ON
    play.proposes(ann, "an empty chair")
    assert play.refused(play.host, c.OpenRound((play.state.root,))) is Reason.REFINEMENT_NOT_OPEN
    assert play.refused(play.host, c.OpenRound(seconds=4)) is Reason.OUT_OF_RANGE
    assert play.refused(ann, c.OpenRound()) is Reason.NOT_ALLOWED


def test_one_vote_at_a_time(play: Play, chair: RefinementId) -> None:
    """A second round waits for the first."""
    play.opens_round(chair)
    assert play.refused(play.host, c.OpenRound()) is Reason.ROUND_OPEN


def test_the_last_ballot_counts(play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId) -> None:
    """Votes may change until the close; voting the same again changes nothing, twice on one ballot counts once."""
    vote = play.opens_round()
    play.votes(ann, vote, chair)
    play.votes(ann, vote, rain, rain)
    assert play.does(ann, c.CastBallot(vote, ApprovalBallot((rain,)))) == ()
    play.settings(accept_winner=False)
    closed = play.does(play.host, c.CloseRound(vote))
    assert closed == (e.RoundClosed(vote, (e.Count(chair, 0), e.Count(rain, 1)), 1, (rain,)),)


def test_ballots_name_candidates(play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId) -> None:
    """What is not in the round gets no votes, and what is no round takes none."""
    vote = play.opens_round(chair)
    assert play.refused(ann, c.CastBallot(vote, ApprovalBallot((rain,)))) is Reason.NOT_A_CANDIDATE
    assert play.refused(ann, c.CastBallot(RoundId("x"), ApprovalBallot(()))) is Reason.UNKNOWN_ROUND


def test_no_vote_after_the_deadline(play: Play, ann: GuestId, chair: RefinementId) -> None:
    """A ballot at the deadline is late, even before the house has counted; afterwards too."""
    vote = play.opens_round(chair, seconds=60)
    play.later(60)
    assert play.refused(ann, c.CastBallot(vote, ApprovalBallot((chair,)))) is Reason.ROUND_CLOSED
    play.does(None, c.CloseDueRound(vote))
    assert play.refused(ann, c.CastBallot(vote, ApprovalBallot((chair,)))) is Reason.ROUND_CLOSED
    assert play.refused(play.host, c.CloseRound(vote)) is Reason.ROUND_CLOSED


def test_the_winner_is_accepted_and_the_others_rejected(
    play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId
) -> None:
    """Where the settings say so the close makes the winner the working prompt and has it painted."""
    play.settings(paint_on_accept=True)
    vote = play.opens_round()
    play.votes(ann, vote, chair)
    closed, accepted, rejected, painted = play.does(play.host, c.CloseRound(vote))
    assert isinstance(closed, e.RoundClosed)
    assert (accepted, rejected) == (e.RefinementAccepted(chair), e.RefinementRejected(rain))
    assert isinstance(painted, e.JobRequested)


def test_the_prompt_master_may_have_the_last_word(
    play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId
) -> None:
    """Where the settings say so the winner waits; accepting it rejects the others of its round."""
    play.settings(accept_winner=False)
    vote = play.opens_round()
    play.votes(ann, vote, chair)
    play.does(play.host, c.CloseRound(vote))
    assert play.refinement(chair).status is RefinementStatus.OPEN
    play.does(play.host, c.AcceptRefinement(chair))
    assert play.refinement(rain).status is RefinementStatus.REJECTED


def test_a_vote_for_nothing_has_no_winner(play: Play, ann: GuestId, chair: RefinementId) -> None:
    """An empty ballot is a vote, but not for anything; everything stays open."""
    vote = play.opens_round()
    play.votes(ann, vote)
    play.does(play.host, c.CloseRound(vote))
    assert (play.round(vote).voters, play.round(vote).winners) == (1, ())
    assert play.refinement(chair).status is RefinementStatus.OPEN


def test_a_tie_is_kept_and_broken_by_the_prompt_master(
    play: Play, master: GuestId, ann: GuestId, chair: RefinementId, rain: RefinementId
) -> None:
    """Nothing is accepted and no vote opens until the prompt master names one of the tied."""
    third = play.proposes(ann, "a third thing")
    vote = play.opens_round()
    play.votes(ann, vote, chair, rain)
    assert play.refused(master, c.BreakTie(vote, chair)) is Reason.NOT_TIED
    play.does(play.host, c.CloseRound(vote))
    assert play.round(vote).status is RoundStatus.TIED
    assert play.refused(play.host, c.OpenRound()) is Reason.ROUND_OPEN
    assert play.refused(play.host, c.BreakTie(vote, chair)) is Reason.NOT_ALLOWED
    assert play.refused(master, c.BreakTie(vote, third)) is Reason.NOT_A_CANDIDATE
    assert play.refused(master, c.BreakTie(RoundId("x"), chair)) is Reason.UNKNOWN_ROUND
    play.does(master, c.BreakTie(vote, rain))
    assert (play.round(vote).status, play.round(vote).winners) == (RoundStatus.CLOSED, (rain,))
    assert play.state.head == rain
    assert play.refinement(chair).status is RefinementStatus.REJECTED


def test_a_tie_says_who_may_break_it(play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId) -> None:
    """The prompt masters of the moment and nobody else; a moderator makes themselves one where none is at hand."""
    master = play.joins("Mia", Role.PROMPT_MASTER)
    vote = play.opens_round()
    play.votes(ann, vote, chair, rain)
    assert shown(play, vote).deciders == ()
    play.does(play.host, c.CloseRound(vote))
    assert shown(play, vote).deciders == (master,)
    (granted,) = play.does(play.host, c.GrantRole(play.host, Role.PROMPT_MASTER))
    assert Ref(Kind.ROUND, vote) in touched(granted, play.state)
    assert shown(play, vote).deciders == (play.host, master)
    play.does(play.host, c.BreakTie(vote, rain))
    assert shown(play, vote).deciders == ()


def test_accepting_one_of_the_tied_breaks_the_tie(
    play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId
) -> None:
    """A winner accepted by hand is the winner of its round: no tie is left behind that names another."""
    vote = play.opens_round()
    play.votes(ann, vote, chair, rain)
    play.does(play.host, c.CloseRound(vote))
    play.does(play.host, c.AcceptRefinement(chair))
    assert (play.round(vote).status, play.round(vote).winners) == (RoundStatus.CLOSED, (chair,))
    assert play.refinement(rain).status is RefinementStatus.REJECTED


def test_a_withdrawn_winner_can_end_a_tie_without_being_accepted(
    play: Play, ann: GuestId, chair: RefinementId, rain: RefinementId
) -> None:
    """When the author took the wording back meanwhile, the tie is over and the prompt stays."""
    vote = play.opens_round()
    play.votes(ann, vote, chair, rain)
    play.does(play.host, c.CloseRound(vote))
    play.does(ann, c.WithdrawRefinement(chair))
    assert play.does(play.host, c.BreakTie(vote, chair)) == (e.TieBroken(vote, chair),)
    assert play.state.head == play.state.root


@pytest.mark.parametrize("audience", list(Audience))
def test_a_hidden_tally_is_hidden_from_everybody_until_the_close(
    play: Play, ann: GuestId, chair: RefinementId, audience: Audience
) -> None:
    """While it hides, one sees how many voted; afterwards for what."""
    vote = play.opens_round(hidden=True)
    play.votes(ann, vote, chair)
    assert (shown(play, vote, audience).tally, shown(play, vote, audience).voters) == ((), 1)
    play.does(play.host, c.CloseRound(vote))
    assert shown(play, vote, audience).tally == (e.Count(chair, 1),)


def test_an_open_tally_moves_with_the_ballots(play: Play, ann: GuestId, chair: RefinementId) -> None:
    """Where tallies show, they are the ballots of this moment."""
    vote = play.opens_round(hidden=False)
    play.votes(ann, vote, chair)
    assert shown(play, vote).tally == (e.Count(chair, 1),)


def test_a_ballot_is_seen_by_its_voter(play: Play, ann: GuestId, ben: GuestId, chair: RefinementId) -> None:
    """My view has my ballot of the latest round; nobody else's has it."""
    vote = play.opens_round()
    play.votes(ann, vote, chair)
    assert mine(play.state, ann).ballot == ApprovalBallot((chair,))
    assert mine(play.state, ben).ballot is None
    assert mine(play.state, play.host).ballot is None


def test_a_ballot_speaks_the_rule_of_its_round(play: Play, ann: GuestId, chair: RefinementId) -> None:
    """Each rule has its own ballot; a round keeps the rule it was opened with."""
    play.settings(rule=VotingRule.SCORE)
    vote = play.opens_round(chair)
    play.settings(rule=VotingRule.APPROVAL)
    for wrong in (ApprovalBallot((chair,)), RankedBallot((chair,))):
        assert play.refused(ann, c.CastBallot(vote, wrong)) is Reason.WRONG_BALLOT
    play.does(ann, c.CastBallot(vote, ScoreBallot((Score(chair, 5),))))
    assert shown(play, vote).tally == (e.Count(chair, 5),)


def test_the_opener_of_a_round_may_choose_its_rule(play: Play, ann: GuestId, chair: RefinementId) -> None:
    """Whatever the settings say."""
    (opened,) = play.does(play.host, c.OpenRound(rule=VotingRule.RANKED))
    assert isinstance(opened, e.RoundOpened)
    play.does(ann, c.CastBallot(opened.round, RankedBallot((chair, chair))))
    assert mine(play.state, ann).ballot == RankedBallot((chair,))


@pytest.mark.parametrize("score", [-1, 6, 10**400])
def test_scores_stay_in_range(play: Play, ann: GuestId, chair: RefinementId, score: int) -> None:
    """Nobody's five is another's million."""
    play.settings(rule=VotingRule.SCORE)
    vote = play.opens_round(chair)
    assert play.refused(ann, c.CastBallot(vote, ScoreBallot((Score(chair, score),)))) is Reason.OUT_OF_RANGE


def test_scores_make_a_winner(play: Play, ann: GuestId, ben: GuestId, chair: RefinementId, rain: RefinementId) -> None:
    """The most points win; of two scores for one idea the last counts."""
    play.settings(rule=VotingRule.SCORE)
    vote = play.opens_round()
    play.does(ann, c.CastBallot(vote, ScoreBallot((Score(chair, 1), Score(rain, 3), Score(chair, 4)))))
    play.does(ben, c.CastBallot(vote, ScoreBallot((Score(rain, 2),))))
    play.does(play.host, c.CloseRound(vote))
    assert play.round(vote).tally == (e.Count(chair, 4), e.Count(rain, 5))
    assert play.state.head == rain


def test_a_run_off_decides(play: Play, ann: GuestId, ben: GuestId, chair: RefinementId, rain: RefinementId) -> None:
    """The weakest goes out, its ballot passes on, and the tally says in which step."""
    play.settings(rule=VotingRule.RANKED)
    snow = play.proposes(ben, "snow")
    vote = play.opens_round()
    play.does(play.host, c.CastBallot(vote, RankedBallot((chair,))))
    play.does(ann, c.CastBallot(vote, RankedBallot((chair,))))
    for guest in (ben, play.joins("Cy")):
        play.does(guest, c.CastBallot(vote, RankedBallot((rain,))))
    play.does(play.joins("Di"), c.CastBallot(vote, RankedBallot((snow, rain))))
    play.does(play.host, c.CloseRound(vote))
    assert play.round(vote).tally == (e.Count(chair, 2), e.Count(rain, 3), e.Count(snow, 1, out=1))
    assert play.state.head == rain


def test_the_screen_and_the_removed_do_not_vote(play: Play, ann: GuestId, screen: GuestId, chair: RefinementId) -> None:
    """A wall has no voice; whoever was shown out has none any more."""
    vote = play.opens_round(chair)
    play.does(play.host, c.RemoveGuest(ann))
    assert play.refused(screen, c.CastBallot(vote, ApprovalBallot(()))) is Reason.NOT_ALLOWED
    assert play.refused(ann, c.CastBallot(vote, ApprovalBallot(()))) is Reason.REMOVED
