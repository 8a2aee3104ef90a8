"""How ballots become winners: one function for each rule. Ties are kept; breaking them is a person's work."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from party.core.events import Count
from party.core.values import Ballot, RefinementId, VotingRule

Candidates = tuple[RefinementId, ...]
Tally = tuple[Count, ...]


def approval(candidates: Candidates, ballots: Iterable[Ballot]) -> Tally:
    """How many ballots approve of each candidate, in the candidates' order."""
    votes = dict.fromkeys(candidates, 0)
    for ballot in ballots:
        for choice in ballot.choices:
            votes[choice] += 1
    return tuple(Count(candidate, votes[candidate]) for candidate in candidates)


RULES: Mapping[VotingRule, Callable[[Candidates, Iterable[Ballot]], Tally]] = MappingProxyType(
    {VotingRule.APPROVAL: approval}
)


def count(rule: VotingRule, candidates: Candidates, ballots: Iterable[Ballot]) -> Tally:
    """The tally of a round under its rule."""
    return RULES[rule](candidates, ballots)


def winners(tally: Tally) -> tuple[RefinementId, ...]:
    """All that share the highest count; none when nobody voted for anything."""
    best = max((line.votes for line in tally), default=0)
    return tuple(line.refinement for line in tally if best and line.votes == best)
