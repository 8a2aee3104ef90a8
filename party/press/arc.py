"""The path from the first prompt to the last: who proposed each step and why, how the room decided, what was left."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from party.core.diff import Span, word_diff
from party.core.state import RefinementStatus
from party.core.things import RefinementView
from party.core.values import RefinementId, StoryPlace
from party.press.chronicle import Seen
from party.press.story import Card, Change, Fate, Joined, NotTaken, Picture, Quote, Step
from party.press.talk import quotes_by_wording, remarks_on_wording
from party.press.votes import best_of, vote_on
from party.press.words import count_words

_A_TURN = 2
"""Words that must go before anything is called a turning point."""


def path(seen: Seen, pictures: tuple[Picture, ...], cards: tuple[Card, ...]) -> tuple[Step, ...]:
    """The accepted path, the first prompt as step 0, with its turning point and its closest vote named."""
    quotes = quotes_by_wording(seen)
    return _with_turns(tuple(_step(seen, number, pictures, cards, quotes) for number in range(len(seen.trunk))))


def not_taken(seen: Seen, pictures: tuple[Picture, ...]) -> tuple[NotTaken, ...]:
    """Every other wording that was not taken back and still has its words, the most voted first."""
    trunk, quotes = set(seen.trunk), quotes_by_wording(seen)
    parts = {part: number for number, step in enumerate(seen.trunk) for part in _parts(seen, step)}
    counted = {one for step in seen.trunk for vote in seen.votes_on.get(step, ())[-1:] for one in vote.refinements}
    first = {picture.refinement: picture for picture in reversed(pictures)}
    others = (node for node in seen.refinements.values() if node.id not in trunk)
    told = [
        replace(
            _not_taken(seen, node),
            counted=node.id in counted,
            part_of=parts.get(node.id),
            picture=first.get(node.id),
            quotes=quotes.get(node.id, ()),
        )
        for node in others
        if node.status is not RefinementStatus.WITHDRAWN and node.text
    ]
    return tuple(sorted(told, key=lambda one: -one.fared.share if one.fared else 0))


def _step(
    seen: Seen,
    number: int,
    pictures: tuple[Picture, ...],
    cards: tuple[Card, ...],
    quotes: Mapping[RefinementId, tuple[Quote, ...]] = MappingProxyType({}),
) -> Step:
    node = seen.refinements[seen.trunk[number]]
    before = seen.refinements[seen.trunk[number - 1]].text if number else ""
    diff = word_diff(before, node.text)
    written = seen.state.story.paragraphs.get((StoryPlace.STEP, node.id))
    return Step(
        number=number,
        text=node.text,
        diff=diff,
        change=Change(_words(diff, "removed"), _words(diff, "added")),
        by=seen.credit(node.by),
        joined=_joined(seen, node),
        reason=node.reason,
        vote=vote_on(seen, node.id),
        by_hand=node.id in seen.accepted_by,
        accepted_by=seen.credit(seen.accepted_by.get(node.id)),
        pictures=tuple(picture for picture in pictures if picture.refinement == node.id),
        quotes=quotes.get(node.id, ()),
        remarks=remarks_on_wording(seen, node.id),
        cards=tuple(card for card in cards if card.step == number),
        paragraph=written.text if written else "",
    )


def _with_turns(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The path with what the figures single out; where two steps are level nothing is.

    The turning point is the step that gave up most words, and of such the one that brought most: adding to a prompt
    builds on it, giving up words turns it.
    """
    turns = {step.number: (step.change.gone, step.change.new) for step in steps if step.change.gone >= _A_TURN}
    margins = {step.number: -step.vote.margin for step in steps if step.vote and step.vote.margin is not None}
    turning = _alone_ahead(turns) if len(steps) > _A_TURN else None
    closest = _alone_ahead(margins) if len(margins) > 1 else None
    return tuple(replace(step, turning=step.number == turning, closest=step.number == closest) for step in steps)


def _alone_ahead(figures: Mapping[int, tuple[int, int]] | Mapping[int, float]) -> int | None:
    """The step with the largest figure, if no other has it too."""
    ordered = sorted(figures, key=lambda number: figures[number], reverse=True)
    level = any(figures[one] == figures[other] for one, other in pairwise(ordered[:2]))
    return None if level or not ordered else ordered[0]


def _words(diff: Iterable[Span], change: str) -> int:
    return sum(count_words(span.text) for span in diff if span.change == change)


def _not_taken(seen: Seen, node: RefinementView) -> NotTaken:
    fared = best_of(seen, node.id)
    return NotTaken(
        text=node.text,
        by=seen.credit(node.by),
        joined=_joined(seen, node),
        reason=node.reason,
        fate=_fate(node, voted=fared is not None),
        fared=fared,
        counted=False,
        part_of=None,
        picture=None,
        quotes=(),
    )


def _parts(seen: Seen, refinement: RefinementId) -> tuple[RefinementId, ...]:
    """The two wordings that were joined into this one; none where it is no merge, or one of them may not be seen."""
    node, seen_node = seen.state.refinements[refinement], seen.refinements[refinement]
    if node.merged is None or seen_node.merged is None or node.parent is None or node.parent != seen_node.parent:
        return ()
    return node.parent, node.merged


def _joined(seen: Seen, node: RefinementView) -> Joined | None:
    names = [seen.credit(seen.refinements[part].by) for part in _parts(seen, node.id)]
    return Joined(*names) if names else None


def _fate(node: RefinementView, *, voted: bool) -> Fate:
    if node.status is RefinementStatus.ACCEPTED:
        return Fate.LEFT
    if node.status is RefinementStatus.REJECTED:
        return Fate.LOST if voted else Fate.REJECTED
    return Fate.LOST if voted else Fate.OPEN
