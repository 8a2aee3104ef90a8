"""Counting ballots: one function for each voting rule."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.core.events import Count
from party.core.values import ApprovalBallot, Ballot, RankedBallot, RefinementId, Score, ScoreBallot, VotingRule
from party.core.voting import RULES, approval, count, ranked, score, winners

CANDIDATES = A, B, C, D = tuple(RefinementId(letter) for letter in "abcd")
CLONE = RefinementId("clone")
CHOICES = st.lists(st.sampled_from(CANDIDATES), unique=True).map(tuple)
APPROVALS = st.lists(CHOICES.map(ApprovalBallot))
RANKINGS = st.lists(CHOICES.map(RankedBallot), max_size=12)
SCORES = st.lists(
    st.dictionaries(st.sampled_from(CANDIDATES), st.integers(0, 5)).map(
        lambda points: ScoreBallot(tuple(Score(candidate, points[candidate]) for candidate in points))
    )
)
Vote = tuple[VotingRule, list[Ballot]]
ADDED = st.one_of(
    st.tuples(st.just(VotingRule.APPROVAL), APPROVALS),
    st.tuples(st.just(VotingRule.SCORE), SCORES),
)
ANY = st.one_of(ADDED, st.tuples(st.just(VotingRule.RANKED), RANKINGS))


def rankings(*orders: str) -> tuple[RankedBallot, ...]:
    """`3 abc`: three ballots that rank a before b before c."""
    said = (order.partition(" ") for order in orders)
    return tuple(RankedBallot(tuple(map(RefinementId, order))) for times, _, order in said for _ in range(int(times)))


def line(tally: Sequence[Count], candidate: RefinementId) -> Count:
    """A candidate's line of a tally."""
    return next(each for each in tally if each.refinement == candidate)


def test_every_rule_has_its_function() -> None:
    """A party cannot be set to a rule nobody can count."""
    assert set(RULES) == set(VotingRule)


@given(ANY, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(vote: Vote, chance: Random) -> None:
    """Who votes first has no advantage, under any rule."""
    rule, ballots = vote
    assert count(rule, CANDIDATES, ballots) == count(rule, CANDIDATES, sorted(ballots, key=lambda _: chance.random()))


@given(ADDED, st.permutations(CANDIDATES))
def test_the_order_of_candidates_does_not_matter(vote: Vote, order: list[RefinementId]) -> None:
    """Who proposed first has no advantage where votes are added up; the tally keeps the order it was given."""
    rule, ballots = vote
    tally, other = count(rule, CANDIDATES, ballots), count(rule, tuple(order), ballots)
    assert tuple(each.refinement for each in other) == tuple(order)
    assert set(tally) == set(other)
    assert set(winners(tally)) == set(winners(other))


@given(ANY)
def test_whoever_nobody_voted_for_does_not_win(vote: Vote) -> None:
    """A winner has votes, and where there are any votes there is a winner."""
    rule, ballots = vote
    tally = count(rule, CANDIDATES, ballots)
    assert all(line(tally, winner).votes > 0 for winner in winners(tally))
    assert bool(winners(tally)) == any(each.votes for each in tally)


@pytest.mark.parametrize("rule", list(VotingRule))
def test_a_vote_whose_candidates_are_all_gone_has_no_winner(rule: VotingRule) -> None:
    """Every rule counts an empty field, with ballots and without."""
    ballots = (ApprovalBallot((A,)), RankedBallot((A, B)), ScoreBallot((Score(A, 5),)))
    assert count(rule, (), ballots) == ()
    assert count(rule, (), ()) == ()
    assert winners(()) == ()


def test_ties_are_kept() -> None:
    """All that share the most votes win; where nobody voted for anything nobody wins."""
    assert winners((Count(A, 2), Count(B, 1), Count(C, 2))) == (A, C)
    assert winners((Count(A, 0), Count(B, 0))) == ()


@given(APPROVALS)
def test_approval_adds_up(ballots: list[ApprovalBallot]) -> None:
    """Each choice counts once, nothing else counts, and the candidates keep their order."""
    tally = approval(CANDIDATES, ballots)
    assert tuple(each.refinement for each in tally) == CANDIDATES
    assert sum(each.votes for each in tally) == sum(len(ballot.choices) for ballot in ballots)
    assert all(0 <= each.votes <= len(ballots) for each in tally)


@given(SCORES)
def test_scores_add_up(ballots: list[ScoreBallot]) -> None:
    """Every point counts once, and no candidate has more than five from each ballot."""
    tally = score(CANDIDATES, ballots)
    assert sum(each.votes for each in tally) == sum(given.score for ballot in ballots for given in ballot.scores)
    assert all(0 <= each.votes <= 5 * len(ballots) for each in tally)


@given(RANKINGS)
def test_a_run_off_adds_up(ballots: list[RankedBallot]) -> None:
    """When it ends every ballot stands with one of those still in, unless it names none of them."""
    tally = ranked(CANDIDATES, ballots)
    standing = {each.refinement for each in tally if each.out is None}
    assert standing
    spoken = sum(not standing.isdisjoint(ballot.choices) for ballot in ballots)
    assert sum(each.votes for each in tally if each.out is None) == spoken


@given(RANKINGS)
def test_nobody_loses_votes_in_a_run_off(ballots: list[RankedBallot]) -> None:
    """A candidate never ends with fewer ballots than rank it first, and whoever goes later has no fewer."""
    tally = ranked(CANDIDATES, ballots)
    firsts = [ballot.choices[0] for ballot in ballots if ballot.choices]
    assert all(each.votes >= firsts.count(each.refinement) for each in tally)
    last = len(CANDIDATES) + 1
    by_exit = sorted(tally, key=lambda each: each.out or last)
    assert all(one.votes <= other.votes for one, other in pairwise(by_exit) if one.out != other.out)


@given(RANKINGS, st.sampled_from(CANDIDATES))
def test_a_majority_favorite_wins(ballots: list[RankedBallot], favorite: RefinementId) -> None:
    """What more than half rank first wins at once, whatever the others say."""
    tally = ranked(CANDIDATES, [*ballots, *[RankedBallot((favorite,))] * (len(ballots) + 1)])
    assert winners(tally) == (favorite,)
    assert all(each.out is None for each in tally)


@given(RANKINGS)
def test_the_winner_beats_the_last_rival(ballots: list[RankedBallot]) -> None:
    """Nobody wins against whom more ballots prefer the only other one left."""
    tally = ranked(CANDIDATES, ballots)
    rivals = {each.refinement for each in tally if each.out is None}
    for winner in winners(tally):
        for rival in rivals - {winner}:
            firsts = [next((one for one in ballot.choices if one in (winner, rival)), None) for ballot in ballots]
            assert len(rivals) > 2 or firsts.count(winner) >= firsts.count(rival)


@given(RANKINGS, st.sampled_from(CANDIDATES))
def test_a_clone_takes_nothing_from_its_twin(ballots: list[RankedBallot], twin: RefinementId) -> None:
    """The same idea proposed again, ranked right behind the first, changes no result."""
    doubled = [
        RankedBallot(tuple(one for choice in ballot.choices for one in (choice, CLONE)[: 1 + (choice == twin)]))
        for ballot in ballots
    ]
    assert winners(ranked((*CANDIDATES, CLONE), doubled)) == winners(ranked(CANDIDATES, ballots))


def test_two_alike_do_not_lose_to_a_third() -> None:
    """Where first choices alone would split the room, the run-off joins it again."""
    tally = ranked((A, B, C), rankings("3 ab", "2 ba", "4 c"))
    assert tally == (Count(A, 5), Count(B, 2, out=1), Count(C, 4))
    assert winners(tally) == (A,)


def test_a_ballot_that_names_nobody_left_is_exhausted() -> None:
    """It stands with nobody: what counts is more than half of those that still speak."""
    tally = ranked((A, B, C), rankings("4 a", "3 b", "2 cb", "1 c"))
    assert (winners(tally), line(tally, A).votes, line(tally, B).votes) == ((B,), 4, 5)


def test_the_weaker_one_before_goes_first() -> None:
    """Of two equally weak, the one that was weaker in the step before goes out."""
    tally = ranked(CANDIDATES, rankings("5 a", "2 bc", "3 c", "1 db"))
    assert [each.out for each in tally] == [None, 2, None, 1]
    assert line(tally, B) == Count(B, 3, out=2)


def test_the_one_fewer_name_goes_first() -> None:
    """Of two equally weak from the start, the one that stands on fewer ballots goes out."""
    assert line(ranked((A, B, C), rankings("4 a", "3 b", "3 c", "1 ab")), C).out == 1
    assert line(ranked((A, B, C), rankings("4 a", "3 b", "3 c", "1 ac")), B).out == 1


def test_the_weakest_never_leave_together_what_they_could_win() -> None:
    """Of two alike in everything the one proposed last goes, and its friends pass on to the other."""
    tally = ranked((A, B, C), rankings("4 a", "3 bc", "3 cb"))
    assert tally == (Count(A, 4), Count(B, 6), Count(C, 3, out=1))
    assert winners(tally) == (B,)


def test_those_nobody_stands_with_go_together() -> None:
    """A run-off does not take a step for each idea without a vote."""
    tally = ranked(CANDIDATES, rankings("2 ab", "2 ba", "1 "))
    assert tally == (Count(A, 2), Count(B, 2), Count(C, 0, out=1), Count(D, 0, out=1))


def test_the_level_end_in_a_tie() -> None:
    """Those that stand level at the end are all winners, for the prompt master to choose; nobody's vote is nobody's."""
    assert winners(ranked((A, B), rankings("2 a", "2 b"))) == (A, B)
    assert winners(ranked((A, B, C), rankings("2 a", "2 b", "1 c"))) == (A, B)
    assert winners(ranked((A, B), rankings("3 "))) == ()


def test_a_run_off_can_differ_from_the_first_choices() -> None:
    """The one most rank first need not win when everybody else would rather have another."""
    tally = ranked((A, B, C), rankings("4 a", "3 bc", "2 cb"))
    assert tally == (Count(A, 4), Count(B, 5), Count(C, 2, out=1))
    assert winners(tally) == (B,)
