"""Rounds: secret ballots with a deadline, ties kept for the prompt master."""

from typing import assert_never

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import EVERYBODY, HOUSE, PROMPT_MASTER, RUNNERS, Row, Scene, Verdict, row, within
from party.core.rules.tree import accepting
from party.core.state import RefinementStatus, Round, RoundStatus, Screening, SessionState
from party.core.values import (
    LIMITS,
    ApprovalBallot,
    Ballot,
    Millis,
    RankedBallot,
    RefinementId,
    RoundId,
    ScoreBallot,
)
from party.core.voting import count, winners


def open_round(scene: Scene, asked: c.OpenRound) -> Verdict:
    """A vote over the named refinements, or over every open one."""
    state, settings = scene.state, scene.state.settings
    seconds = settings.round_s if asked.seconds is None else asked.seconds
    if refusal := within("seconds", seconds, LIMITS.round_s):
        return refusal
    if state.open_round or _tied(state):
        return refuse(Reason.ROUND_OPEN)
    candidates = _candidates(state, asked.refinements)
    if isinstance(candidates, Refusal):
        return candidates
    hidden = settings.tallies_hidden if asked.tallies_hidden is None else asked.tallies_hidden
    deadline = Millis(scene.occasion.at_ms + seconds * 1000)
    rule = asked.rule or settings.rule
    return (e.RoundOpened(RoundId(scene.occasion.fresh), candidates, rule, hidden, deadline),)


def cast(scene: Scene, asked: c.CastBallot) -> Verdict:
    """A ballot, or another one in its place, until the close."""
    vote = _open(scene, asked.round)
    if isinstance(vote, Refusal):
        return vote
    if scene.occasion.at_ms >= vote.deadline_ms:
        return refuse(Reason.ROUND_CLOSED)
    if asked.ballot.rule is not vote.rule:
        return refuse(Reason.WRONG_BALLOT, rule=vote.rule)
    if not set(asked.ballot.choices) <= set(vote.refinements):
        return refuse(Reason.NOT_A_CANDIDATE)
    ballot = _filled(asked.ballot, scene.state.standing(vote))
    if isinstance(ballot, Refusal):
        return ballot
    return () if vote.ballots.get(scene.actor) == ballot else (e.BallotCast(vote.id, ballot),)


def close_round(scene: Scene, asked: c.CloseRound) -> Verdict:
    """Count now; a single winner is accepted by itself where the settings say so."""
    vote = _open(scene, asked.round)
    if isinstance(vote, Refusal):
        return vote
    closed = counted(scene.state, vote)
    alone = closed.winners[0] if len(closed.winners) == 1 else None
    if alone is None or not scene.state.settings.accept_winner:
        return (closed,)
    return (closed, *accepting(scene, alone, vote))


def close_due(scene: Scene, asked: c.CloseDueRound) -> Verdict:
    """The same by the clock, not before its time: a pause may have moved the deadline."""
    vote = _open(scene, asked.round)
    if isinstance(vote, Refusal):
        return vote
    if scene.occasion.at_ms < vote.deadline_ms:
        return refuse(Reason.ROUND_OPEN)
    return close_round(scene, c.CloseRound(asked.round))


def break_tie(scene: Scene, asked: c.BreakTie) -> Verdict:
    """The prompt master names the winner; it is accepted."""
    vote = scene.state.rounds.get(asked.round)
    if vote is None:
        return refuse(Reason.UNKNOWN_ROUND)
    if vote.status is not RoundStatus.TIED:
        return refuse(Reason.NOT_TIED)
    if asked.refinement not in vote.winners:
        return refuse(Reason.NOT_A_CANDIDATE)
    broken = e.TieBroken(vote.id, asked.refinement)
    node = scene.state.refinements[asked.refinement]
    if not node.text:
        return refuse(Reason.UNKNOWN_REFINEMENT)
    if node.screening is not Screening.SHOWN:
        return refuse(Reason.NOT_SHOWN)
    if node.status is not RefinementStatus.OPEN:
        return (broken,)
    return (broken, *accepting(scene, asked.refinement, vote))


def counted(state: SessionState, vote: Round) -> e.RoundClosed:
    """The close of a round as its ballots stand; what was taken off the screens meanwhile cannot win."""
    tally = count(vote.rule, state.standing(vote), vote.ballots.values())
    return e.RoundClosed(vote.id, tally, len(vote.ballots), winners(tally))


def _filled(ballot: Ballot, standing: tuple[RefinementId, ...]) -> Ballot | Refusal:
    """A ballot that names each candidate once, its scores within bounds; what left the screens meanwhile drops out."""
    match ballot:
        case ApprovalBallot(choices) | RankedBallot(choices):
            return type(ballot)(tuple(choice for choice in dict.fromkeys(choices) if choice in standing))
        case ScoreBallot(scores):
            lines = tuple({line.refinement: line for line in scores if line.refinement in standing}.values())
            outside = (within("score", line.score, LIMITS.score) for line in lines)
            return next((refusal for refusal in outside if refusal), None) or ScoreBallot(lines)
        case _:
            assert_never(ballot)


def _candidates(state: SessionState, asked: tuple[RefinementId, ...]) -> tuple[RefinementId, ...] | Refusal:
    nodes = sorted(state.refinements.values(), key=lambda node: node.seq)
    ready = (node for node in nodes if node.screening is Screening.SHOWN)
    available = tuple(node.id for node in ready if node.status is RefinementStatus.OPEN)
    chosen = tuple(dict.fromkeys(asked)) or available
    if not set(chosen) <= set(available):
        return refuse(Reason.REFINEMENT_NOT_OPEN)
    return chosen or refuse(Reason.NOTHING_TO_VOTE_ON)


def _open(scene: Scene, round_: RoundId) -> Round | Refusal:
    vote = scene.state.rounds.get(round_)
    if vote is None:
        return refuse(Reason.UNKNOWN_ROUND)
    return vote if vote.status is RoundStatus.OPEN else refuse(Reason.ROUND_CLOSED)


def _tied(state: SessionState) -> bool:
    return state.round is not None and state.rounds[state.round].status is RoundStatus.TIED


TABLE: tuple[Row, ...] = (
    row(c.OpenRound, open_round, RUNNERS),
    row(c.CastBallot, cast, EVERYBODY),
    row(c.CloseRound, close_round, RUNNERS, paused=True),
    row(c.CloseDueRound, close_due, HOUSE),
    row(c.BreakTie, break_tie, PROMPT_MASTER),
)
