"""How ballots become winners: one function for each rule. Ties are kept; breaking them is a person's work."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from party.core.events import Count
from party.core.values import Ballot, RankedBallot, RefinementId, ScoreBallot, VotingRule

Candidates = tuple[RefinementId, ...]
Tally = tuple[Count, ...]


def approval(candidates: Candidates, ballots: Iterable[Ballot]) -> Tally:
    """How many ballots approve of each candidate, in the candidates' order."""
    votes = Counter(choice for ballot in ballots for choice in ballot.choices)
    return tuple(Count(candidate, votes[candidate]) for candidate in candidates)


def score(candidates: Candidates, ballots: Iterable[Ballot]) -> Tally:
    """The points each candidate got altogether, in the candidates' order."""
    points = Counter[RefinementId]()
    for ballot in ballots:
        if isinstance(ballot, ScoreBallot):
            points.update({line.refinement: line.score for line in ballot.scores})
    return tuple(Count(candidate, points[candidate]) for candidate in candidates)


def ranked(candidates: Candidates, ballots: Iterable[Ballot]) -> Tally:
    """Instant run-off: the weakest goes out and its ballots pass on, until one has more than half or all are level.

    Those nobody stands with go together; otherwise one goes at a time, or several could go that together outweigh the
    strongest. Of equally weak ones goes who was weaker in the step before, then whom fewer ballots name at all, then
    who was proposed last.
    """
    rankings = [ballot.choices for ballot in ballots if isinstance(ballot, RankedBallot)]
    named = Counter(choice for ranking in rankings for choice in ranking)
    steps: list[Counter[RefinementId]] = []
    out: dict[RefinementId, int] = {}
    while True:
        standing = [candidate for candidate in candidates if candidate not in out]
        steps.append(_firsts(rankings, standing))
        level = len({steps[-1][candidate] for candidate in standing}) <= 1
        if level or max(steps[-1].values()) * 2 > steps[-1].total():
            break
        out |= dict.fromkeys(_weakest(standing, steps, named), len(steps))
    last_seen = {candidate: steps[out.get(candidate, len(steps)) - 1][candidate] for candidate in candidates}
    return tuple(Count(candidate, last_seen[candidate], out.get(candidate)) for candidate in candidates)


def _firsts(rankings: Sequence[Sequence[RefinementId]], standing: Sequence[RefinementId]) -> Counter[RefinementId]:
    """How many ballots stand with each candidate that is not out."""
    left = frozenset(standing)
    firsts = (next((choice for choice in ranking if choice in left), None) for ranking in rankings)
    return Counter(first for first in firsts if first is not None)


def _weakest(
    standing: Sequence[RefinementId], steps: Sequence[Counter[RefinementId]], named: Counter[RefinementId]
) -> Sequence[RefinementId]:
    if alone := [candidate for candidate in standing if not steps[-1][candidate]]:
        return alone
    return [min(reversed(standing), key=lambda one: (*(step[one] for step in reversed(steps)), named[one]))]


RULES: Mapping[VotingRule, Callable[[Candidates, Iterable[Ballot]], Tally]] = MappingProxyType(
    {VotingRule.APPROVAL: approval, VotingRule.RANKED: ranked, VotingRule.SCORE: score}
)


def count(rule: VotingRule, candidates: Candidates, ballots: Iterable[Ballot]) -> Tally:
    """The tally of a round under its rule."""
    return RULES[rule](candidates, ballots)


def winners(tally: Tally) -> tuple[RefinementId, ...]:
    """Of those still in, all that share the highest count; none when nobody voted for anything."""
    standing = [line for line in tally if line.out is None]
    best = max((line.votes for line in standing), default=0)
    return tuple(line.refinement for line in standing if best and line.votes == best)
