"""The path from the first prompt to the last: who proposed each step and why, how the room decided, what was left."""

from party.core.diff import word_diff
from party.core.state import RefinementStatus
from party.core.things import RefinementView
from party.core.values import RefinementId
from party.press.chronicle import Seen
from party.press.story import Card, Fate, Joined, NotTaken, Picture, Quote, Step
from party.press.talk import remarks_on_wording
from party.press.votes import best_of, vote_on


def path(seen: Seen, pictures: tuple[Picture, ...], cards: tuple[Card, ...]) -> tuple[Step, ...]:
    """The accepted path, the first prompt as step 0."""
    return tuple(_step(seen, number, pictures, cards) for number in range(len(seen.trunk)))


def not_taken(seen: Seen) -> tuple[NotTaken, ...]:
    """Every other wording that was not taken back, the most voted first."""
    trunk = set(seen.trunk)
    others = (node for node in seen.refinements.values() if node.id not in trunk)
    told = [_not_taken(seen, node) for node in others if node.status is not RefinementStatus.WITHDRAWN]
    return tuple(sorted(told, key=lambda one: -one.fared.share if one.fared else 0))


def quotes_on(seen: Seen, refinement: RefinementId) -> tuple[Quote, ...]:
    """What the experts said of a wording or of a picture of it."""
    of_it = {artwork.id for artwork in seen.artworks.values() if artwork.refinement == refinement}
    return tuple(
        Quote(seen.name(note.by), note.topic, note.text)
        for note in seen.notes
        if note.text and (note.refinement == refinement or note.artwork in of_it)
    )


def _step(seen: Seen, number: int, pictures: tuple[Picture, ...], cards: tuple[Card, ...]) -> Step:
    node = seen.refinements[seen.trunk[number]]
    before = seen.refinements[seen.trunk[number - 1]].text if number else ""
    return Step(
        number=number,
        text=node.text,
        diff=word_diff(before, node.text),
        by=seen.name(node.by),
        joined=_joined(seen, node),
        reason=node.reason,
        vote=vote_on(seen, node.id),
        by_hand=node.id in seen.accepted_by,
        accepted_by=seen.name(seen.accepted_by.get(node.id)),
        pictures=tuple(picture for picture in pictures if picture.refinement == node.id),
        quotes=quotes_on(seen, node.id),
        remarks=remarks_on_wording(seen, node.id),
        cards=tuple(card for card in cards if card.step == number),
    )


def _not_taken(seen: Seen, node: RefinementView) -> NotTaken:
    fared = best_of(seen, node.id)
    return NotTaken(
        text=node.text,
        by=seen.name(node.by),
        joined=_joined(seen, node),
        reason=node.reason,
        fate=_fate(node, voted=fared is not None),
        fared=fared,
        part_of=next((number for number, step in enumerate(seen.trunk) if node.id in _parts(seen, step)), None),
    )


def _parts(seen: Seen, refinement: RefinementId) -> tuple[RefinementId, ...]:
    """The two wordings that were joined into this one; none where it is no merge, or one of them may not be seen."""
    node, seen_node = seen.state.refinements[refinement], seen.refinements[refinement]
    if node.merged is None or seen_node.merged is None or node.parent is None or node.parent != seen_node.parent:
        return ()
    return node.parent, node.merged


def _joined(seen: Seen, node: RefinementView) -> Joined | None:
    names = [seen.name(seen.refinements[part].by) for part in _parts(seen, node.id)]
    return Joined(*names) if names else None


def _fate(node: RefinementView, *, voted: bool) -> Fate:
    if node.status is RefinementStatus.ACCEPTED:
        return Fate.LEFT
    if node.status is RefinementStatus.REJECTED:
        return Fate.LOST if voted else Fate.REJECTED
    return Fate.LOST if voted else Fate.OPEN
