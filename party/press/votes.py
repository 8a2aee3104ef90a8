"""Votes told by their rule: approvals and run-offs in votes, scores in points, and all of them on one scale."""

from collections.abc import Iterator
from itertools import groupby

from party.core.events import Count
from party.core.state import RoundStatus
from party.core.things import RoundView
from party.core.values import RefinementId, VotingRule
from party.press.chronicle import Seen
from party.press.story import Choice, Fared, Vote


def vote_on(seen: Seen, refinement: RefinementId) -> Vote | None:
    """The last finished round a wording of the path stood in."""
    rounds = seen.votes_on.get(refinement, ())
    return _vote(seen, rounds[-1]) if rounds else None


def best_of(seen: Seen, refinement: RefinementId) -> Fared | None:
    """How a wording fared in the finished round it did best in."""
    fared = (_fared(vote, line) for vote, line in _lines(seen, refinement))
    return max(fared, key=lambda one: one.share, default=None)


def wins_of(seen: Seen, refinement: RefinementId) -> tuple[Fared, ...]:
    """How a wording fared in each round it won."""
    return tuple(_fared(vote, line) for vote, line in _lines(seen, refinement) if _has_won(vote, refinement))


def _lines(seen: Seen, refinement: RefinementId) -> Iterator[tuple[RoundView, Count]]:
    """A wording's line in the tally of each finished round it stood in."""
    for vote in seen.votes_on.get(refinement, ()):
        yield from ((vote, line) for line in vote.tally if line.refinement == refinement)


def _has_won(vote: RoundView, refinement: RefinementId) -> bool:
    """Whether a wording is what a finished vote came to; while a tie waits, nothing is."""
    return vote.status is RoundStatus.CLOSED and refinement in vote.winners


def _vote(seen: Seen, vote: RoundView) -> Vote:
    choices = tuple(sorted((_choice(seen, vote, line) for line in vote.tally), key=_place))
    gone = sorted((choice for choice in choices if choice.fared.out), key=_step_out)
    has_run_off = any(line.out for line in seen.state.rounds[vote.id].tally)
    return Vote(
        rule=vote.rule,
        choices=choices,
        run_off=tuple(tuple(together) for _, together in groupby(gone, key=_step_out)),
        at_once=vote.rule is VotingRule.RANKED and not has_run_off and vote.id not in seen.tied,
        voters=vote.voters,
        tie=vote.id in seen.tied,
        tie_broken=vote.id in seen.tie_breakers,
        tie_broken_by=seen.credit(seen.tie_breakers.get(vote.id)),
    )


def _choice(seen: Seen, vote: RoundView, line: Count) -> Choice:
    node = seen.refinements[line.refinement]
    return Choice(node.text, seen.credit(node.by), _fared(vote, line), won=_has_won(vote, node.id))


def _fared(vote: RoundView, line: Count) -> Fared:
    return Fared(vote.rule, line.votes, vote.voters, line.out)


def _place(choice: Choice) -> tuple[bool, bool, int, int]:
    """The winner leads even where a tie was broken for it; then who stayed in longest, then who had most."""
    out = choice.fared.out
    return not choice.won, out is not None, -(out or 0), -choice.fared.votes


def _step_out(choice: Choice) -> int:
    return choice.fared.out or 0
