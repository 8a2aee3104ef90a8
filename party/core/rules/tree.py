"""The prompt tree: proposing, accepting, branching, reviving, merging."""

from dataclasses import replace

from party.core import commands as c
from party.core import events as e
from party.core.merging import merged
from party.core.phrases import carried
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.jobs import painting
from party.core.rules.scene import (
    EVERYBODY,
    PROMPT_MASTER,
    Row,
    Scene,
    Verdict,
    known_refinement,
    open_refinement,
    row,
    texts,
)
from party.core.sight import may_read, sees
from party.core.state import Refinement, RefinementStatus, Round, RoundStatus, Screening, SessionState
from party.core.text import same
from party.core.values import LIMITS, RefinementId


def propose(scene: Scene, asked: c.ProposeRefinement) -> Verdict:
    """Another wording on offer."""
    proposed = _proposal(scene, asked)
    if isinstance(proposed, Refusal):
        return proposed
    waiting = _waiting(scene.state)
    known = (node for node in waiting if node.by == scene.actor or sees(node.screening, scene.audience))
    if any(node.parent == proposed.parent and same(node.text, proposed.text) for node in known):
        return refuse(Reason.ALREADY_SAID)
    if sum(node.by == scene.actor for node in waiting) >= LIMITS.open_refinements_each:
        return refuse(Reason.TOO_MANY, limit=LIMITS.open_refinements_each)
    if len(waiting) >= LIMITS.open_refinements:
        return refuse(Reason.TOO_MANY, limit=LIMITS.open_refinements)
    return (proposed,)


def withdraw(scene: Scene, asked: c.WithdrawRefinement) -> Verdict:
    """Own words, waiting for the moderator or not, while they are not being voted on."""
    node = scene.state.refinements.get(asked.refinement)
    if node is None or (node.by != scene.actor and not may_read(scene.state, node.id, scene.audience)):
        return refuse(Reason.UNKNOWN_REFINEMENT)
    if node.by != scene.actor:
        return refuse(Reason.NOT_YOURS)
    if node.status is not RefinementStatus.OPEN:
        return refuse(Reason.REFINEMENT_NOT_OPEN, status=node.status)
    if _in_vote(scene.state, node.id):
        return refuse(Reason.ROUND_OPEN)
    return (e.RefinementWithdrawn(node.id),)


def edit(scene: Scene, asked: c.EditPrompt) -> Verdict:
    """The prompt master's own wording, accepted at once."""
    proposed = _proposal(scene, c.ProposeRefinement(asked.text, asked.reason))
    if isinstance(proposed, Refusal):
        return proposed
    return (proposed, e.RefinementAccepted(proposed.refinement), *painting(scene, proposed))


def accept(scene: Scene, asked: c.AcceptRefinement) -> Verdict:
    """A refinement becomes the working prompt; if it won a round, or ties for it, the others there are rejected."""
    node = open_refinement(scene, asked.refinement)
    if isinstance(node, Refusal):
        return node
    if _in_vote(scene.state, node.id):
        return refuse(Reason.ROUND_OPEN)
    if node.screening is not Screening.SHOWN:
        return refuse(Reason.NOT_SHOWN)
    latest = scene.state.rounds[scene.state.round] if scene.state.round else None
    if latest is None or node.id not in latest.winners:
        return accepting(scene, node.id, None)
    broken = (e.TieBroken(latest.id, node.id),) if latest.status is RoundStatus.TIED else ()
    return (*broken, *accepting(scene, node.id, latest))


def accepting(scene: Scene, refinement: RefinementId, vote: Round | None) -> tuple[e.Event, ...]:
    """The events of an acceptance: accepted, the losers of its round rejected, painted if the settings say so."""
    losers = () if vote is None else tuple(r for r in vote.refinements if r != refinement)
    still_open = (r for r in losers if scene.state.refinements[r].status is RefinementStatus.OPEN)
    return (
        e.RefinementAccepted(refinement),
        *(e.RefinementRejected(loser) for loser in still_open),
        *painting(scene, scene.state.refinements[refinement]),
    )


def merge(scene: Scene, asked: c.MergeRefinements) -> Verdict:
    """One wording with the changes of two, on offer beside them."""
    one, other = known_refinement(scene, asked.one), known_refinement(scene, asked.other)
    if isinstance(one, Refusal):
        return one
    if isinstance(other, Refusal):
        return other
    if one.id == other.id:
        return refuse(Reason.TEXT_UNCHANGED)
    if {one.screening, other.screening} != {Screening.SHOWN}:
        return refuse(Reason.NOT_SHOWN)
    base = scene.state.refinements[scene.state.fork(one.id, other.id)]
    text = asked.text or merged(base.text, one.text, other.text)
    proposed = _proposal(scene, c.ProposeRefinement(text, asked.reason, one.id))
    if isinstance(proposed, Refusal):
        return proposed
    if proposed.text == other.text:
        return refuse(Reason.TEXT_UNCHANGED)
    if len(_waiting(scene.state)) >= LIMITS.open_refinements:
        return refuse(Reason.TOO_MANY, limit=LIMITS.open_refinements)
    return (replace(proposed, merged=other.id),)


def branch(scene: Scene, asked: c.BranchFrom) -> Verdict:
    """Continue from an earlier accepted wording."""
    node = known_refinement(scene, asked.refinement)
    if isinstance(node, Refusal):
        return node
    if node.status is not RefinementStatus.ACCEPTED:
        return refuse(Reason.REFINEMENT_NOT_OPEN, status=node.status)
    if node.screening is not Screening.SHOWN:
        return refuse(Reason.NOT_SHOWN)
    return () if node.id == scene.state.head else (e.PromptBranched(node.id),)


def revive(scene: Scene, asked: c.ReviveRefinement) -> Verdict:
    """Give a rejected or withdrawn wording another chance."""
    node = known_refinement(scene, asked.refinement)
    if isinstance(node, Refusal):
        return node
    if node.status not in {RefinementStatus.REJECTED, RefinementStatus.WITHDRAWN}:
        return refuse(Reason.REFINEMENT_NOT_OPEN, status=node.status)
    if len(_waiting(scene.state)) >= LIMITS.open_refinements:
        return refuse(Reason.TOO_MANY, limit=LIMITS.open_refinements)
    return (e.RefinementRevived(node.id),)


def _proposal(scene: Scene, asked: c.ProposeRefinement) -> e.RefinementProposed | Refusal:
    said = texts((asked.text, LIMITS.prompt, False), (asked.reason, LIMITS.reason, True))
    if isinstance(said, Refusal):
        return said
    parent = known_refinement(scene, asked.parent or scene.state.head)
    if isinstance(parent, Refusal):
        return parent
    text, reason = said
    if text == parent.text:
        return refuse(Reason.TEXT_UNCHANGED)
    fresh = RefinementId(scene.occasion.fresh)
    phrases = carried(parent.text, parent.phrases, text, fresh)
    return e.RefinementProposed(fresh, parent.id, text, reason, phrases)


def _waiting(state: SessionState) -> list[Refinement]:
    """What is open and not taken off the screens, where it would hold its place for good."""
    nodes = state.refinements.values()
    return [n for n in nodes if n.status is RefinementStatus.OPEN and n.screening is not Screening.HIDDEN]


def _in_vote(state: SessionState, refinement: RefinementId) -> bool:
    return state.open_round is not None and refinement in state.open_round.refinements


TABLE: tuple[Row, ...] = (
    row(c.ProposeRefinement, propose, EVERYBODY, speaks=True),
    row(c.WithdrawRefinement, withdraw, EVERYBODY),
    row(c.EditPrompt, edit, PROMPT_MASTER, speaks=True),
    row(c.AcceptRefinement, accept, PROMPT_MASTER),
    row(c.BranchFrom, branch, PROMPT_MASTER),
    row(c.ReviveRefinement, revive, PROMPT_MASTER),
    row(c.MergeRefinements, merge, PROMPT_MASTER, speaks=True),
)
