"""Which pictures go in and why: a draft until people choose; their choice and order overrule it.

A draft weighs every picture by hand-sized figures and adds them up:

    of note to an expert                             4
    the expert's worth, 1 to 5                       0.6 for each
    the share of the room that says it nails it      0 to 3
    how its wording did in the best vote it won      0 to 1
    the share of the room that reacted, all taps     0 to 1
    how close it is to its prompt, where measured    0 to 1

In this order go in: the best picture of every wording on the path, what the room or the expert singled out, the best
picture of every wording left beside the path. Whatever looks nearly like a picture that is in stays out, its next best
takes its place, and of one wording no more than three go in. Equal weights: the earlier picture.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final

from party.core.things import ArtworkView
from party.core.values import LIMITS, ArtworkId, RefinementId, VotingRule
from party.media.likeness import BITS, distance
from party.press.chronicle import Seen
from party.press.story import Fared, Reason, Why
from party.press.votes import wins_of

MOST_IN_A_DRAFT: Final = 12
MOST_OF_A_WORDING: Final = 3
NEARLY_ALIKE: Final = 6
"""So few bits of their fingerprints differ between near-duplicates, and less by mistake than a person would."""
_WORTH_SHOWING = 4
_LOVED = 2
_NAILED = 2
_NOTHING: Final[Mapping[ArtworkId, float]] = MappingProxyType({})
_NO_LIKENESS: Final[Mapping[ArtworkId, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pick:
    """A picture that is in, and every reason the record knows for it."""

    artwork: ArtworkId
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The pictures in their order. `hero` opens the page; `by_people`: curators chose, nothing was drafted."""

    picks: tuple[Pick, ...]
    hero: ArtworkId | None
    by_people: bool


@dataclass(frozen=True, slots=True)
class _Scales:
    """A party with what was measured of its pictures, and what each of them weighs."""

    seen: Seen
    closeness: Mapping[ArtworkId, float]
    likeness: Mapping[ArtworkId, int]
    weights: Mapping[ArtworkId, float]

    def best_first(self, artworks: Iterable[ArtworkView]) -> list[ArtworkView]:
        """The heaviest first, of equal ones the earlier."""
        return sorted(artworks, key=lambda artwork: (-self.weights[artwork.id], artwork.seq))

    def apart(self, one: ArtworkView, other: ArtworkView) -> int | None:
        """In how many bits two pictures differ; `None` where that was not measured."""
        if one.id not in self.likeness or other.id not in self.likeness:
            return None
        return distance(self.likeness[one.id], self.likeness[other.id])

    def is_alike(self, one: ArtworkView, other: ArtworkView) -> bool:
        """Whether two pictures look nearly the same."""
        distance = self.apart(one, other)
        return distance is not None and distance <= NEARLY_ALIKE


def choose(
    seen: Seen,
    closeness: Mapping[ArtworkId, float] = _NOTHING,
    likeness: Mapping[ArtworkId, int] = _NO_LIKENESS,
) -> Selection:
    """The curators' pictures in their order, or a draft when they chose none. Hidden pictures are never in.

    `closeness`: picture to prompt, 0 to 1, and `likeness`: a 64-bit difference hash, for those that were measured.
    """
    chosen = [seen.artworks[id_] for id_ in seen.state.chosen if id_ in seen.artworks]
    weights = {artwork.id: _weight(seen, artwork, closeness) for artwork in seen.artworks.values()}
    scales = _Scales(seen, closeness, likeness, weights)
    picked = chosen or _draft(scales)
    hero = _first_of_the_end(seen, picked) if chosen else _hero(scales, picked)
    reasons = _reasons(scales, picked, chosen=bool(chosen))
    return Selection(tuple(Pick(a.id, reasons[a.id]) for a in picked), hero.id if hero else None, bool(chosen))


def _weight(seen: Seen, artwork: ArtworkView, closeness: Mapping[ArtworkId, float]) -> float:
    """What a picture weighs, as the top of this file says."""
    room = max(1, len(seen.people))
    taps = min(1, _reactions(artwork) / room)
    vote = max((fared.share for fared in wins_of(seen, artwork.refinement)), default=0)
    nailed = 3 * min(1, artwork.nailed / room)
    return 4 * artwork.of_note + 0.6 * (artwork.worth or 0) + nailed + vote + taps + closeness.get(artwork.id, 0)


def _draft(scales: _Scales) -> list[ArtworkView]:
    """What goes in by itself, by birth: the last of the path first, so that nothing like it keeps it out."""
    seen, painted = scales.seen, _by_wording(scales)
    path = _spread([step for step in seen.trunk if step in painted], MOST_IN_A_DRAFT)
    drafted: list[ArtworkView] = []
    for step in reversed(path):
        drafted += _first_unlike(scales, painted[step], drafted)
    trunk = set(seen.trunk)
    singled_out = [artwork for artwork in seen.artworks.values() if _is_singled_out(artwork)]
    beside = [best[0] for step, best in painted.items() if step not in trunk]
    for artwork in (*scales.best_first(singled_out), *scales.best_first(beside)):
        if _has_room(drafted, artwork):
            drafted += _first_unlike(scales, [artwork], drafted)
    return sorted(drafted, key=lambda artwork: artwork.seq)


def _by_wording(scales: _Scales) -> dict[RefinementId, list[ArtworkView]]:
    """The pictures of each wording that has some, the best first."""
    found: dict[RefinementId, list[ArtworkView]] = {}
    for artwork in scales.best_first(scales.seen.artworks.values()):
        found.setdefault(artwork.refinement, []).append(artwork)
    return found


def _first_unlike(scales: _Scales, artworks: list[ArtworkView], drafted: list[ArtworkView]) -> list[ArtworkView]:
    """The first that looks like nothing that is in yet, or none."""
    taken = {artwork.id for artwork in drafted}
    unlike = (a for a in artworks if a.id not in taken and not any(scales.is_alike(a, other) for other in drafted))
    return list(islice(unlike, 1))


def _has_room(drafted: list[ArtworkView], artwork: ArtworkView) -> bool:
    of_it = sum(other.refinement == artwork.refinement for other in drafted)
    return len(drafted) < MOST_IN_A_DRAFT and of_it < MOST_OF_A_WORDING


def _is_singled_out(artwork: ArtworkView) -> bool:
    by_expert = artwork.of_note or (artwork.worth or 0) >= _WORTH_SHOWING
    return by_expert or artwork.nailed >= _NAILED or _reactions(artwork) >= _LOVED


def _spread(path: list[RefinementId], most: int) -> list[RefinementId]:
    """At most so many of a long path, its first and its last among them."""
    if len(path) <= most:
        return path
    return [path[round(place * (len(path) - 1) / (most - 1))] for place in range(most)]


def _first_of_the_end(seen: Seen, picked: list[ArtworkView]) -> ArtworkView:
    """The picture of the last wording that people put first, else the one they put first of all."""
    return next((artwork for artwork in picked if artwork.refinement == seen.state.head), picked[0])


def _hero(scales: _Scales, picked: list[ArtworkView]) -> ArtworkView | None:
    """The best picture of the latest wording on the path that has one, else the best of all."""
    for step in reversed(scales.seen.trunk):
        if of_it := [artwork for artwork in picked if artwork.refinement == step]:
            return scales.best_first(of_it)[0]
    return next(iter(scales.best_first(picked)), None)


def _reactions(artwork: ArtworkView) -> int:
    return sum(count.guests for count in artwork.reactions)


def _reasons(scales: _Scales, picked: list[ArtworkView], *, chosen: bool) -> Mapping[ArtworkId, tuple[Reason, ...]]:
    closest, unlike = _closest(scales), _most_unlike(scales, picked)
    return {
        artwork.id: (
            *([Reason(Why.CHOSEN)] if chosen else []),
            *_known(scales.seen, artwork),
            *([Reason(Why.CLOSE, round(100 * scales.closeness[artwork.id]), 100)] if artwork.id in closest else []),
            *([unlike[artwork.id]] if artwork.id in unlike else []),
        )
        for artwork in picked
    }


def _known(seen: Seen, artwork: ArtworkView) -> Iterator[Reason]:
    """The reasons that lie in a picture alone."""
    if artwork.refinement == seen.state.head:
        yield Reason(Why.FINAL)
    elif artwork.refinement in seen.trunk:
        yield Reason(Why.ON_THE_PATH)
    else:
        yield Reason(Why.BESIDE)
    yield from map(_voted, wins_of(seen, artwork.refinement))
    if artwork.nailed:
        yield Reason(Why.NAILED, artwork.nailed, max(artwork.nailed, len(seen.people)))
    if reactions := _reactions(artwork):
        yield Reason(Why.REACTIONS, reactions)
    if artwork.worth:
        yield Reason(Why.WORTH, artwork.worth, LIMITS.worth[1])
    if artwork.of_note:
        yield Reason(Why.OF_NOTE)


def _closest(scales: _Scales) -> frozenset[ArtworkId]:
    """Of every wording with several measured pictures the one closest to its prompt."""
    measured: dict[RefinementId, list[ArtworkView]] = {}
    for artwork in scales.seen.artworks.values():
        if artwork.id in scales.closeness:
            measured.setdefault(artwork.refinement, []).append(artwork)
    return frozenset(
        max(of_it, key=lambda artwork: scales.closeness[artwork.id]).id for of_it in measured.values() if len(of_it) > 1
    )


def _most_unlike(scales: _Scales, picked: list[ArtworkView]) -> Mapping[ArtworkId, Reason]:
    """The one picture that looks least like any other that is in; of two there is none."""
    measured = [artwork for artwork in picked if artwork.id in scales.likeness]
    if len(measured) <= 2:  # noqa: PLR2004  of two each is as unlike the other
        return {}
    nearest = {one.id: min(scales.apart(one, other) or 0 for other in measured if other is not one) for one in measured}
    farthest = max(nearest, key=lambda artwork: nearest[artwork])
    return {farthest: Reason(Why.UNLIKE, nearest[farthest], BITS)}


def _voted(fared: Fared) -> Reason:
    """Votes of voters; of points, those everybody together could have given."""
    if fared.rule is VotingRule.SCORE:
        return Reason(Why.POINTS, fared.votes, fared.voters * LIMITS.score[1])
    return Reason(Why.VOTED, fared.votes, fared.voters)
