"""The path from the first prompt to the last: who proposed each step and why, how the room decided, what was left."""

from party.core.state import RefinementStatus
from party.core.things import RefinementView, RoundView
from party.core.values import RefinementId
from party.press.chronicle import Seen
from party.press.story import Choice, Fate, NotTaken, Picture, Quote, Step, Vote


def path(seen: Seen, pictures: tuple[Picture, ...]) -> tuple[Step, ...]:
    """The accepted path, the first prompt as step 0."""
    return tuple(
        _step(seen, seen.refinements[refinement], number, pictures)
        for number, refinement in enumerate(step for step in seen.state.trunk if step in seen.refinements)
    )


def not_taken(seen: Seen) -> tuple[NotTaken, ...]:
    """Every other wording that was not taken back, the most voted first."""
    trunk = set(seen.state.trunk)
    others = (node for node in seen.refinements.values() if node.id not in trunk)
    told = [_not_taken(seen, node) for node in others if node.status is not RefinementStatus.WITHDRAWN]
    return tuple(sorted(told, key=lambda one: -one.votes))


def quotes_on(seen: Seen, refinement: RefinementId) -> tuple[Quote, ...]:
    """What the experts said of a wording or of a picture of it."""
    of_it = {artwork.id for artwork in seen.artworks.values() if artwork.refinement == refinement}
    return tuple(
        Quote(seen.name(note.by), note.topic, note.text)
        for note in seen.notes
        if note.text and (note.refinement == refinement or note.artwork in of_it)
    )


def _step(seen: Seen, node: RefinementView, number: int, pictures: tuple[Picture, ...]) -> Step:
    rounds = seen.votes_on(node.id)
    vote = rounds[-1] if rounds else None
    return Step(
        number=number,
        text=node.text,
        diff=node.diff,
        by=seen.name(node.by),
        reason=node.reason,
        vote=_vote(seen, vote) if vote else None,
        by_hand=node.id in seen.accepted_by,
        accepted_by=seen.name(seen.accepted_by.get(node.id)),
        pictures=tuple(picture for picture in pictures if picture.refinement == node.id),
        quotes=quotes_on(seen, node.id),
    )


def _vote(seen: Seen, vote: RoundView) -> Vote:
    nodes = seen.refinements
    choices = tuple(
        Choice(
            text=nodes[line.refinement].text,
            diff=nodes[line.refinement].diff,
            by=seen.name(nodes[line.refinement].by),
            votes=line.votes,
            won=(line.refinement,) == vote.winners,
        )
        for line in sorted(vote.tally, key=lambda line: -line.votes)
    )
    return Vote(
        choices=choices,
        voters=vote.voters,
        tie=vote.id in seen.tied,
        tie_broken_by=seen.name(seen.tie_breakers.get(vote.id)),
    )


def _not_taken(seen: Seen, node: RefinementView) -> NotTaken:
    rounds = seen.votes_on(node.id)
    votes = [(line.votes, vote.voters) for vote in rounds for line in vote.tally if line.refinement == node.id]
    best, voters = max(votes, default=(0, 0))
    return NotTaken(
        text=node.text,
        diff=node.diff,
        by=seen.name(node.by),
        reason=node.reason,
        fate=_fate(node, voted=bool(votes)),
        votes=best,
        voters=voters,
    )


def _fate(node: RefinementView, *, voted: bool) -> Fate:
    if node.status is RefinementStatus.ACCEPTED:
        return Fate.LEFT
    if node.status is RefinementStatus.REJECTED:
        return Fate.LOST if voted else Fate.REJECTED
    return Fate.LOST if voted else Fate.OPEN
