"""Ways to arrange things on a stage. Each gives the items of the subject, back to front."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from training.scenes.stage import MIDDLE, WIDEST_PX, Stage
from training.vocabulary.subjects import subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from party.studio.engines.pochade_engine.composition import Item

PEOPLE = ("man", "woman", "old man", "old woman", "boy", "girl")


@dataclass(frozen=True, slots=True)
class Actor:
    """A thing chosen for a scene, with the looks that were asked for and a factor on its usual size."""

    name: str
    color: str = ""
    second: str = ""
    traits: frozenset[str] = field(default_factory=frozenset)
    scale: float = 1.0

    @property
    def aspect(self) -> float:
        """Natural width over height."""
        return subjects()[self.name].aspect


def _stand(  # noqa: PLR0913 -- where, how big and which way
    stage: Stage, actor: Actor, x: float, foot: float, height: float, *, flip: bool | None = None
) -> Item:
    mirrored = stage.chance(0.35) if flip is None else flip
    turn = round(stage.between(-12, 12)) if stage.place in {"space", "underwater"} and actor.name not in PEOPLE else 0
    return stage.item(actor.name, x, foot, height, flip=mirrored, color=actor.color, second=actor.second, traits=actor.traits, turn=turn)


def _tall(stage: Stage, actor: Actor, scale: float = 1.0) -> float:
    return stage.height(subjects()[actor.name], scale * actor.scale)


def one(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """A single thing, near the middle."""
    actor = actors[0]
    height = _tall(stage, actor)
    drift = max(0.0, min(36.0, (WIDEST_PX - height * actor.aspect) / 2))
    x = MIDDLE + stage.between(-drift, drift)
    return (_stand(stage, actor, x, stage.foot(subjects()[actor.name], height), height),)


def lone(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """One small thing in a wide land."""
    return one(stage, (replace(actors[0], scale=stage.between(0.42, 0.6)),))


def giant(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """One thing that fills the picture."""
    actor = actors[0]
    height = min(stage.between(190, 222), WIDEST_PX / actor.aspect)
    return (_stand(stage, actor, MIDDLE + stage.between(-10, 10), min(252.0, MIDDLE + height / 2 + 12), height),)


def tiny(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """One thing much smaller than usual."""
    return one(stage, (replace(actors[0], scale=stage.between(0.36, 0.5)),))


def row(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Things side by side from left to right, a little uneven. The fixed order makes counting easy to learn."""
    count = len(actors)
    heights = [_tall(stage, actor, 1.0 if count == 1 else 0.86) for actor in actors]
    gap = stage.between(4, 14)
    total = sum(height * actor.aspect for height, actor in zip(heights, actors, strict=True)) + gap * (count - 1)
    shrink = min(1.0, WIDEST_PX / total)
    foot = stage.foot(subjects()[actors[0].name], max(heights) * shrink)
    left, placed = MIDDLE - total * shrink / 2, []
    for actor, height in zip(actors, heights, strict=True):
        width = height * actor.aspect * shrink
        placed.append(_stand(stage, actor, left + width / 2, min(252, foot + stage.between(-4, 4)), height * shrink))
        left += width + gap * shrink
    return tuple(placed)


def beside(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """The first to the left of the second."""
    return row(stage, actors[:2])


def above(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """The first in the air over the second."""
    upper, lower = actors[:2]
    low = _tall(stage, lower, 0.78)
    foot = min(252.0, max(stage.foot(subjects()[lower.name], low), low + 96.0))
    high = min(_tall(stage, upper, 0.66), foot - low - 10)
    base = _stand(stage, lower, MIDDLE + stage.between(-24, 24), foot, low)
    return base, _without_shadow(_stand(stage, upper, MIDDLE + stage.between(-36, 36), foot - low - stage.between(2, 14), max(high, 34.0)))


def on_top(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """The first standing on the second."""
    upper, lower = actors[:2]
    low = _tall(stage, lower, 0.8)
    foot = min(252.0, max(stage.foot(subjects()[lower.name], low), low + 90.0))
    high = min(_tall(stage, upper, 0.62), foot - low * 0.94 - 4)
    base = _stand(stage, lower, MIDDLE + stage.between(-14, 14), foot, low)
    return base, _without_shadow(_stand(stage, upper, (base.box.left + base.box.right) / 2, foot - low * 0.94, max(high, 36.0)))


def in_front(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """The first in front of the second."""
    near, far = actors[:2]
    tall, short = _tall(stage, far, 1.15), _tall(stage, near, 0.62)
    side = stage.between(-34, 34)
    foot = stage.foot(subjects()[far.name], tall)
    return (
        _stand(stage, far, MIDDLE - side * 0.6, foot, tall),
        _stand(stage, near, MIDDLE + side, min(253.0, max(foot, stage.foot(subjects()[near.name], short)) + 10), short),
    )


def under(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """All but the last below the last, which spreads over them."""
    *below, cover = actors
    foot = min(248.0, stage.horizon + 56) if stage.place not in {"plain", "space", "underwater", "sky"} else 216.0
    tree_like = subjects()[cover.name].group == "nature"
    tall = min(WIDEST_PX / cover.aspect, stage.between(150, 186))
    roof = _stand(stage, cover, MIDDLE, foot - (4 if tree_like else tall * 0.28), tall)
    scale = 0.52 if tree_like else 0.6
    spread = 62 if len(below) == 2 else 0
    items = [_without_shadow(roof)]
    for place, actor in enumerate(below):
        x = MIDDLE + (place - (len(below) - 1) / 2) * spread + stage.between(-5, 5) + (28 if tree_like and spread == 0 else 0)
        items.append(_stand(stage, actor, x, foot + stage.between(0, 5), _tall(stage, actor, scale)))
    return tuple(items)


SEATS = {"bench": 0.45, "wooden chair": 0.5, "chair": 0.45, "sofa": 0.4, "rock": 0.85, "table": 0.95}
"""How high one sits on them, in heights of the thing."""
HIP = 0.4
"""How high a sitting person's seat is, in heights of the person."""


def sitting(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """People on a seat, all but the last on the last."""
    *people, seat = actors
    height = _tall(stage, people[0], 0.86)
    seat_height = height * HIP / SEATS.get(seat.name, 0.5)
    foot = stage.foot(subjects()[seat.name], seat_height)
    items = [_stand(stage, seat, MIDDLE + stage.between(-16, 16), foot, min(seat_height, WIDEST_PX / seat.aspect))]
    middle = (items[0].box.left + items[0].box.right) / 2
    for place, actor in enumerate(people):
        x = middle + (place - (len(people) - 1) / 2) * height * 0.42
        posed = replace(actor, traits=actor.traits | {"sitting"})
        items.append(_stand(stage, posed, x, foot, height, flip=bool(place % 2) if len(people) > 1 else None))
    return tuple(items)


def holding(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """A person with a thing in a stretched hand."""
    person, thing = actors[:2]
    height, left = _tall(stage, person), stage.chance(0.5)
    turn, foot = (-1 if left else 1), stage.foot(subjects()[person.name], height)
    carrier = _stand(stage, replace(person, traits=person.traits | {"reach"}), MIDDLE - turn * 22, foot, height, flip=left)
    size = min(_tall(stage, thing, 0.55), 64.0)
    x = MIDDLE - turn * 22 + turn * (height * 0.21 + size * thing.aspect * 0.32)
    return carrier, _without_shadow(_stand(stage, thing, x, foot - height * 0.47 + size * 0.5, size))


def _pair_height(stage: Stage, actors: Sequence[Actor]) -> tuple[float, float, float]:
    first, second = (_tall(stage, actor) for actor in actors[:2])
    return first, second, stage.foot(subjects()[actors[0].name], max(first, second))


def hand_in_hand(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Two people holding hands: both reach inwards until the hands meet."""
    first, second, foot = _pair_height(stage, actors)
    x = MIDDLE + stage.between(-24, 24)
    left, right = (replace(actor, traits=actor.traits | {"reach"}) for actor in actors[:2])
    return (
        _stand(stage, left, x - first * 0.205, foot, first, flip=False),
        _stand(stage, right, x + second * 0.205, foot, second, flip=True),
    )


def face_to_face(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Two people standing, seen from the side, looking at each other."""
    return _turned(stage, actors, apart=stage.between(0.42, 0.62), inward=True)


def apart(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Two people far from each other, looking away."""
    return _turned(stage, [replace(actor, scale=0.8) for actor in actors], apart=1.5, inward=False)


def walking(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """People from the side, all in the same direction."""
    left, height = stage.chance(0.5), 0.0
    items = []
    for place, actor in enumerate(actors):
        height = _tall(stage, actor)
        foot = stage.foot(subjects()[actor.name], height)
        x = MIDDLE + (place - (len(actors) - 1) / 2) * height * 0.46
        items.append(_stand(stage, replace(actor, traits=actor.traits | {"side"}), x, foot, height, flip=left))
    return tuple(items)


def _turned(stage: Stage, actors: Sequence[Actor], *, apart: float, inward: bool) -> tuple[Item, ...]:
    first, second, foot = _pair_height(stage, actors)
    gap = min(max(first, second) * apart, 178.0)
    left, right = (replace(actor, traits=actor.traits | {"side"}) for actor in actors[:2])
    return (
        _stand(stage, left, MIDDLE - gap / 2, foot, first, flip=not inward),
        _stand(stage, right, MIDDLE + gap / 2, foot, second, flip=inward),
    )


def portrait(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Head and shoulders of one person, from the front (or whatever the actor is)."""
    actor, height = actors[0], stage.between(196, 232)
    return (_stand(stage, actor, MIDDLE + stage.between(-14, 14), 256.0, height, flip=stage.chance(0.5)),)


def two_profiles(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Two heads in profile looking at each other."""
    height = stage.between(176, 212)
    gap = height * stage.between(0.56, 0.66)
    foot = stage.between(252, 258)
    return (
        _stand(stage, actors[0], MIDDLE - gap / 2, foot, height, flip=False),
        _stand(stage, actors[1], MIDDLE + gap / 2, foot, height * stage.between(0.95, 1.04), flip=True),
    )


def scattered(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Small things all over the upper half."""
    items, slots = [], sorted(stage.rng.permutation(8)[: len(actors)])
    for slot, actor in zip(slots, actors, strict=True):
        x, y = 30 + (int(slot) % 4) * 64 + stage.between(-16, 16), 36 + (int(slot) // 4) * 58 + stage.between(-14, 14)
        items.append(_without_shadow(_stand(stage, actor, x, y + 14, stage.between(20, 34))))
    return tuple(items)


def crowd(stage: Stage, actors: Sequence[Actor]) -> tuple[Item, ...]:
    """Many people in two uneven rows, the farther one first."""
    items = []
    for place, actor in sorted(enumerate(actors), key=lambda entry: entry[0] % 2 == 0):
        height = _tall(stage, actor, 0.56)
        foot = min(250.0, stage.horizon + (26 if place % 2 else 52) + stage.between(-5, 5))
        items.append(_stand(stage, actor, 24 + place * 208 / max(1, len(actors) - 1) + stage.between(-5, 5), foot, height))
    return tuple(items)


def _without_shadow(item: Item) -> Item:
    return replace(item, traits=item.traits - {"shadow"})


ARRANGEMENTS: dict[str, Callable[[Stage, Sequence[Actor]], tuple[Item, ...]]] = {
    "one": one, "lone": lone, "giant": giant, "tiny": tiny, "row": row, "beside": beside, "above": above, "on top": on_top, "in front": in_front, "under": under, "sitting": sitting,
    "holding": holding, "hand in hand": hand_in_hand, "face to face": face_to_face, "apart": apart, "walking": walking, "portrait": portrait,
    "two profiles": two_profiles, "scattered": scattered, "crowd": crowd,
}  # fmt: skip
