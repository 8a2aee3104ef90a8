"""The family tree of the prompt: the accepted path as its trunk, what was proposed along the way as branches.

As a value and as text that Mermaid draws; `drawing.py` makes a picture of it.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from party.core.state import RefinementStatus
from party.core.things import RefinementView
from party.core.values import ArtworkId, RefinementId
from party.press.chronicle import Seen
from party.press.words import shortened, tidy

LINEAGE: Final = "lineage.svg"
WORTH_DRAWING: Final = 3
"""A tree of fewer wordings is no picture."""
_MOST_AT_EACH_END, _MOST_BRANCHES = 12, 6
_READABLE, _HARMLESS = "LNM", " ,.!?"
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Twig:
    """A wording in the tree. `step`: its place on the trunk, `None` on a branch; `depth`: how far it is off the trunk.

    `parent` and `merged`: the rows it grew from. `more`: it stands for that many wordings that are not drawn.
    """

    text: str
    step: int | None
    depth: int
    parent: int | None
    merged: int | None = None
    artwork: ArtworkId | None = None
    more: int = 0


Lineage = tuple[Twig, ...]
"""Every twig in a row of its own: a step of the trunk, what branched off it, the next step."""

_Children = dict[RefinementId, list[RefinementView]]


def lineage(seen: Seen) -> Lineage:
    """The tree as the room could see it, each wording with the first picture of it; words taken back are no part of it.

    Of a very long path the middle is left out, of many branches in one place the later ones; both are counted.
    """
    first: dict[RefinementId, ArtworkId] = {}
    for artwork in seen.artworks.values():
        first.setdefault(artwork.refinement, artwork.id)
    rows, place, before = list[Twig](), dict[RefinementId, int](), None
    for stretch in _stretches(seen):
        node = stretch.node
        parent = before if stretch.depth == 0 else place.get(stretch.parent or RefinementId(""), before)
        merged = place.get(node.merged) if node and node.merged else None
        if stretch.depth == 0:
            before = len(rows)
        if node:
            place[node.id] = len(rows)
        rows.append(
            Twig(
                text=tidy(node.text) if node else "",
                step=stretch.step,
                depth=stretch.depth,
                parent=parent,
                merged=merged if merged != parent else None,
                artwork=first.get(node.id) if node else None,
                more=stretch.more,
            )
        )
    return tuple(rows)


def mermaid(tree: Lineage) -> str:
    """The tree as a Mermaid flowchart, without a fence around it. No wording can be read as anything but text."""
    lines = [
        "flowchart TD",
        "  classDef trunk stroke-width:3px,font-weight:bold",
        "  classDef branch stroke-dasharray:4 3",
    ]
    for row, twig in enumerate(tree):
        lines.append(f'  n{row}["{_label(twig)}"]:::{"branch" if twig.step is None else "trunk"}')
        if twig.parent is not None:
            lines.append(f"  n{twig.parent} {'-.-' if twig.step is None else '==='} n{row}")
        if twig.merged is not None:
            lines.append(f"  n{twig.merged} -.- n{row}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A row before it knows its parent's: `node` is `None` where `more` are left out."""

    node: RefinementView | None
    step: int | None
    depth: int
    parent: RefinementId | None = None
    more: int = 0


def _stretches(seen: Seen) -> Iterator[_Stretch]:
    children = _off_the_trunk(seen)
    last = len(seen.trunk) - _MOST_AT_EACH_END
    for step, refinement in enumerate(seen.trunk):
        if step < _MOST_AT_EACH_END or step >= last:
            yield _Stretch(seen.refinements[refinement], step, 0)
            yield from _branches(children, refinement)
        elif step == _MOST_AT_EACH_END:
            yield _Stretch(None, step, 0, more=last - _MOST_AT_EACH_END)


def _off_the_trunk(seen: Seen) -> _Children:
    """What was proposed and not taken, by the wording it grew from."""
    trunk, children = set(seen.trunk), _Children()
    for node in seen.refinements.values():
        if node.parent and node.id not in trunk and node.status is not RefinementStatus.WITHDRAWN:
            children.setdefault(node.parent, []).append(node)
    return children


def _branches(children: _Children, root: RefinementId) -> Iterator[_Stretch]:
    """Everything that grew off one step, each wording before what grew from it."""
    found, waiting = list[_Stretch](), [(node, 1) for node in reversed(children.get(root, ()))]
    while waiting:
        node, depth = waiting.pop()
        found.append(_Stretch(node, None, depth, node.parent))
        waiting += [(child, depth + 1) for child in reversed(children.get(node.id, ()))]
    yield from found[:_MOST_BRANCHES]
    if len(found) > _MOST_BRANCHES:
        yield _Stretch(None, None, 1, root, len(found) - _MOST_BRANCHES)


def _label(twig: Twig) -> str:
    """Letters, digits and harmless marks as they are, everything else by its number, as Mermaid reads it."""
    said = f"+{twig.more}" if twig.more else shortened(twig.text, _LABEL_LENGTH) or "…"
    text = f"{twig.step} · {said}" if twig.step and not twig.more else said
    return "".join(mark if _is_harmless(mark) else f"#{ord(mark)};" for mark in text)


def _is_harmless(mark: str) -> bool:
    return unicodedata.category(mark)[0] in _READABLE or mark in _HARMLESS
