"""A guest's words leave a party. What is empty afterwards is just what reads as empty from the journal from then on.

What the room made its own stays: accepted wordings and the recipes that repeat them, the theme, negative prompts, what
is said of the model's license.
"""

from __future__ import annotations  # rpds maps cannot be subscripted at run time

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from rpds import HashTrieMap

from party.core import events as e
from party.core.events import Entry
from party.core.state import Artwork, Guest, Job, Refinement, RefinementStatus, Screening, SessionState
from party.core.steps.step import Step
from party.core.values import NOTHING_SAID, CreditAs, GuestId, Recipe, RefinementId


class _Thing(Protocol):
    @property
    def id(self) -> Any: ...  # noqa: ANN401  each kind of thing has ids of its own


T = TypeVar("T", bound=_Thing)


def _removed(s: SessionState, _: Entry, event: e.WordsRemoved) -> SessionState:
    guest = event.guest
    theirs = frozenset(node.id for node in s.refinements.values() if node.by == guest)
    gone = gone_with(s, guest)
    return replace(
        s,
        refinements=_each(s.refinements, lambda node: _unworded(_disowned(node, theirs), gone)),
        guests=_each(s.guests, lambda one: _silenced(one, guest)),
        associations=_each(s.associations, lambda said: replace(said, text=_kept(said.text, said.by, guest))),
        comments=_each(s.comments, lambda said: replace(said, text=_kept(said.text, said.by, guest))),
        notes=_each(s.notes, lambda said: replace(said, text=_kept(said.text, said.by, guest))),
        jobs=_each(s.jobs, lambda job: _unsaid(job, theirs, gone)),
        artworks=_each(s.artworks, lambda artwork: _bare(artwork, guest, gone)),
        question=None if s.question and s.question.by == guest else s.question,
        story=replace(
            s.story,
            title=_kept(s.story.title, s.story.title_by, guest),
            paragraphs=HashTrieMap({place: said for place, said in s.story.paragraphs.items() if said.by != guest}),
        ),
    )


def _each(things: HashTrieMap[Any, T], change: Callable[[T], T]) -> HashTrieMap[Any, T]:
    """The map with every thing changed; those the change leaves alone are not inserted again."""
    changed: Iterator[tuple[T, T]] = ((thing, change(thing)) for thing in things.values())
    for before, after in tuple(changed):
        if after != before:
            things = things.insert(after.id, after)
    return things


def _kept(text: Any, by: GuestId | None, guest: GuestId) -> Any:  # noqa: ANN401  words
    return NOTHING_SAID if by == guest else text


def gone_with(s: SessionState, guest: GuestId) -> frozenset[RefinementId]:
    """The wordings that go with a guest's words: their own and what was merged from them, unless the room accepted it.

    Of a merge somebody else made only the words go, which are not that person's own.
    """
    left = [node for node in s.refinements.values() if node.status is not RefinementStatus.ACCEPTED]
    gone = {node.id for node in left if node.by == guest}
    for node in sorted(left, key=lambda node: node.seq):
        if node.merged is not None and gone & {node.parent, node.merged}:
            gone.add(node.id)
    return frozenset(gone)


def _disowned(node: Refinement, theirs: frozenset[RefinementId]) -> Refinement:
    return replace(node, by=None, reason=NOTHING_SAID) if node.id in theirs else node


def _unworded(node: Refinement, gone: frozenset[RefinementId]) -> Refinement:
    if node.id not in gone:
        return node
    status = RefinementStatus.WITHDRAWN if node.status is RefinementStatus.OPEN else node.status
    screening = Screening.HIDDEN if node.screening is Screening.HELD else node.screening
    return replace(node, text=NOTHING_SAID, phrases=(), status=status, screening=screening)


def _silenced(one: Guest, guest: GuestId) -> Guest:
    if one.nudge and one.nudge.by == guest:
        one = replace(one, nudge=replace(one.nudge, text=NOTHING_SAID))
    if one.id != guest:
        return one
    return replace(
        one, name=NOTHING_SAID, screening=Screening.SHOWN, credit_as=CreditAs.ANONYMOUS, pen_name=NOTHING_SAID
    )


def _unsaid(job: Job, theirs: frozenset[RefinementId], gone: frozenset[RefinementId]) -> Job:
    """A job of a wording without an author has nobody's idea to make."""
    recipes = tuple(map(_wordless, job.recipes)) if job.refinement in gone else job.recipes
    return replace(job, guest=None if job.refinement in theirs else job.guest, recipes=recipes)


def _bare(artwork: Artwork, guest: GuestId, gone: frozenset[RefinementId]) -> Artwork:
    if artwork.captioned_by == guest:
        artwork = replace(artwork, caption=NOTHING_SAID, alt=NOTHING_SAID)
    if artwork.refinement in gone:
        artwork = replace(artwork, recipe=_wordless(artwork.recipe), readings=())
    return artwork


def _wordless(recipe: Recipe) -> Recipe:
    """A recipe without its prompt and what was drawn from it."""
    return replace(recipe, prompt=NOTHING_SAID, weights=(), composition=None)


STEPS: Mapping[type[Any], Step] = MappingProxyType({e.WordsRemoved: _removed})
