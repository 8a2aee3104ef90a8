"""How the room voted, as told: one sentence for the result, one line for each proposal."""

from typing import assert_never

from markupsafe import Markup

from party.core.values import VotingRule
from party.press.prose import Prose
from party.press.story import Choice, Step, Vote


def result(prose: Prose, step: Step) -> Markup:
    """What the vote a step stood in came to; nothing where there was none."""
    vote = step.vote
    if vote is None:
        return Markup("")
    if not vote.voters:
        return prose.t("vote-nobody")
    if vote.tie:
        return _tie(prose, vote)
    winner = vote.winner
    if winner is None:
        return Markup("")
    if winner.text != step.text:
        return prose.t("vote-lost", winner=prose.quoted(winner.text))
    return _won(prose, vote, winner)


def tally(prose: Prose, step: Step) -> tuple[Markup, ...]:
    """What else stood in the vote with what it got, the best first."""
    if step.vote is None or not step.vote.voters:
        return ()
    return tuple(_line(prose, choice) for choice in step.vote.choices if choice.text != step.text)


def _won(prose: Prose, vote: Vote, winner: Choice) -> Markup:
    fared = winner.fared
    match vote.rule:
        case VotingRule.APPROVAL:
            return prose.t("vote-approval", votes=fared.votes, voters=fared.voters)
        case VotingRule.RANKED:
            key = "vote-at-once" if vote.at_once else "vote-ranked"
            return prose.t(key, votes=fared.votes, voters=fared.voters)
        case VotingRule.SCORE:
            return prose.t("vote-score", votes=fared.votes, voters=fared.voters, average=round(fared.average, 1))
        case _:
            assert_never(vote.rule)


def _tie(prose: Prose, vote: Vote) -> Markup:
    if not vote.tie_broken or vote.winner is None:
        return prose.t("vote-tie-left")
    fared, by = vote.winner.fared, prose.who(vote.tie_broken_by)
    if vote.rule is VotingRule.SCORE:
        return prose.t("vote-tie-score", votes=fared.votes, by=by)
    return prose.t("vote-tie", votes=fared.votes, voters=fared.voters, by=by)


def _line(prose: Prose, choice: Choice) -> Markup:
    fared = choice.fared
    text = prose.t("said-by", text=prose.plain(choice.text), by=prose.who(choice.by))
    if fared.out:
        return prose.t("tally-out", text=text, votes=fared.votes, step=fared.out)
    if fared.rule is VotingRule.SCORE:
        return prose.t("tally-score", text=text, votes=fared.votes)
    return prose.t("tally", text=text, votes=fared.votes)
