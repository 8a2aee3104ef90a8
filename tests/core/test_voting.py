"""Counting ballots."""

from hypothesis import given
from hypothesis import strategies as st

from party.core.events import Count
from party.core.values import ApprovalBallot, RefinementId, VotingRule
from party.core.voting import RULES, count, winners

CANDIDATES = tuple(RefinementId(letter) for letter in "abcd")
BALLOTS = st.lists(st.lists(st.sampled_from(CANDIDATES), unique=True).map(lambda c: ApprovalBallot(tuple(c))))


@given(BALLOTS)
def test_approval_adds_up(ballots: list[ApprovalBallot]) -> None:
    """Each choice counts once, nothing else counts, and the candidates keep their order."""
    tally = count(VotingRule.APPROVAL, CANDIDATES, ballots)
    assert tuple(line.refinement for line in tally) == CANDIDATES
    assert sum(line.votes for line in tally) == sum(len(ballot.choices) for ballot in ballots)
    assert all(0 <= line.votes <= len(ballots) for line in tally)


@given(BALLOTS)
def test_the_order_of_ballots_does_not_matter(ballots: list[ApprovalBallot]) -> None:
    """Who votes first has no advantage."""
    assert count(VotingRule.APPROVAL, CANDIDATES, ballots) == count(VotingRule.APPROVAL, CANDIDATES, ballots[::-1])


def test_ties_are_kept() -> None:
    """All that share the most votes win; where nobody voted for anything nobody wins."""
    a, b, c, _ = CANDIDATES
    assert winners((Count(a, 2), Count(b, 1), Count(c, 2))) == (a, c)
    assert winners((Count(a, 0), Count(b, 0))) == ()
    assert winners(()) == ()


def test_every_rule_has_its_function() -> None:
    """A party cannot be set to a rule nobody can count."""
    assert set(RULES) == set(VotingRule)
