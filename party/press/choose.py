"""Which pictures go in and why: a draft until people choose; their choice and order overrule it."""

from dataclasses import dataclass

from party.core.things import ArtworkView
from party.core.values import LIMITS, ArtworkId, RefinementId, VotingRule
from party.press.chronicle import Seen
from party.press.story import Fared, Reason, Why
from party.press.votes import wins_of

MOST_IN_A_DRAFT = 12
_WORTH_SHOWING = 4
_LOVED = 2
_NAILED = 2


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


def choose(seen: Seen) -> Selection:
    """The curators' pictures in their order, or a draft when they chose none. Hidden pictures are never in."""
    chosen = [seen.artworks[id_] for id_ in seen.state.chosen if id_ in seen.artworks]
    picked = chosen or _draft(seen, tuple(seen.artworks.values()))
    picks = tuple(Pick(artwork.id, _reasons(seen, artwork, chosen=bool(chosen))) for artwork in picked)
    hero = _first_of_the_end(seen, picked) if chosen else _hero(seen, picked)
    return Selection(picks, hero.id if hero else None, by_people=bool(chosen))


def _draft(seen: Seen, artworks: tuple[ArtworkView, ...]) -> list[ArtworkView]:
    """The best picture of every wording on the path, then what the room or the expert singled out, by birth."""
    on_path = [best for step in seen.trunk if (best := _best_of(artworks, step))]
    others = sorted((a for a in artworks if a not in on_path), key=_merit, reverse=True)
    singled_out = [artwork for artwork in others if _is_singled_out(artwork)]
    drafted = _spread(on_path, MOST_IN_A_DRAFT) + singled_out or others[:1]
    return sorted(drafted[:MOST_IN_A_DRAFT], key=lambda artwork: artwork.seq)


def _is_singled_out(artwork: ArtworkView) -> bool:
    by_expert = artwork.of_note or (artwork.worth or 0) >= _WORTH_SHOWING
    return by_expert or artwork.nailed >= _NAILED or _reactions(artwork) >= _LOVED


def _spread(path: list[ArtworkView], most: int) -> list[ArtworkView]:
    """At most so many of a long path, its first and its last among them."""
    if len(path) <= most:
        return path
    return [path[round(place * (len(path) - 1) / (most - 1))] for place in range(most)]


def _first_of_the_end(seen: Seen, picked: list[ArtworkView]) -> ArtworkView:
    """The picture of the last wording that people put first, else the one they put first of all."""
    return next((artwork for artwork in picked if artwork.refinement == seen.state.head), picked[0])


def _hero(seen: Seen, picked: list[ArtworkView]) -> ArtworkView | None:
    """The best picture of the latest wording on the path that has one, else the best of all."""
    for step in reversed(seen.trunk):
        if best := _best_of(picked, step):
            return best
    return max(picked, key=_merit, default=None)


def _best_of(artworks: tuple[ArtworkView, ...] | list[ArtworkView], step: RefinementId) -> ArtworkView | None:
    return max((a for a in artworks if a.refinement == step), key=_merit, default=None)


def _merit(artwork: ArtworkView) -> tuple[bool, int, int, int, int]:
    """What the expert said, then how many it nails the prompt for, then reactions; the earlier wins among equals."""
    return artwork.of_note, artwork.worth or 0, artwork.nailed, _reactions(artwork), -artwork.seq


def _reactions(artwork: ArtworkView) -> int:
    return sum(count.guests for count in artwork.reactions)


def _reasons(seen: Seen, artwork: ArtworkView, *, chosen: bool) -> tuple[Reason, ...]:
    found = [Reason(Why.CHOSEN)] if chosen else []
    if artwork.refinement == seen.state.head:
        found.append(Reason(Why.FINAL))
    elif artwork.refinement in seen.trunk:
        found.append(Reason(Why.ON_THE_PATH))
    found += [_voted(fared) for fared in wins_of(seen, artwork.refinement)]
    if artwork.nailed:
        found.append(Reason(Why.NAILED, artwork.nailed, max(artwork.nailed, len(seen.people))))
    if reactions := _reactions(artwork):
        found.append(Reason(Why.REACTIONS, reactions))
    if artwork.worth:
        found.append(Reason(Why.WORTH, artwork.worth, 5))
    if artwork.of_note:
        found.append(Reason(Why.OF_NOTE))
    return tuple(found)


def _voted(fared: Fared) -> Reason:
    """Votes of voters; of points, those everybody together could have given."""
    if fared.rule is VotingRule.SCORE:
        return Reason(Why.POINTS, fared.votes, fared.voters * LIMITS.score[1])
    return Reason(Why.VOTED, fared.votes, fared.voters)
