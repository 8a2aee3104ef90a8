"""What a rule sees, what it answers, and how it stands in the table of rights."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from party.core.events import Event
from party.core.refusals import Reason, Refusal, refuse
from party.core.sight import may_read, may_see
from party.core.state import Artwork, Guest, Refinement, RefinementStatus, SessionState
from party.core.text import clean
from party.core.things import Audience
from party.core.values import ArtworkId, Easel, GuestId, Millis, RefinementId, Role, Words
from party.core.views import audience_of

Verdict = tuple[Event, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the keeper hands in: the time, an unused id, a random seed below 2**32, and what stands at the easel."""

    at_ms: Millis
    fresh: str
    seed: int
    easel: Easel | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A command's surroundings. `guest` is `None` when the house itself asks."""

    state: SessionState
    guest: Guest | None
    occasion: Occasion

    @property
    def actor(self) -> GuestId:
        """Who asks; only for commands a guest gives."""
        if self.guest is None:
            raise AssertionError("the house gives no guest's commands")
        return self.guest.id

    @property
    def audience(self) -> Audience:
        """How much of the party the one who asks may see; the house asks on everybody's behalf."""
        return audience_of(self.guest.roles) if self.guest else Audience.MODERATOR


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. `roles` empty: only the house may ask."""

    decide: Callable[[Scene, Any], Verdict]
    roles: frozenset[Role]
    paused: bool
    closed: bool
    speaks: bool
    """Whether a muted guest may not."""
    always: bool
    """Whether it is everybody's who ever came in, whatever they hold, shown out or not."""


C = TypeVar("C")
Row = tuple[type[Any], Rule]

HOUSE: frozenset[Role] = frozenset()
MODERATOR = frozenset({Role.MODERATOR})
PROMPT_MASTER = frozenset({Role.PROMPT_MASTER})
RUNNERS = MODERATOR | PROMPT_MASTER
ART_EXPERT = frozenset({Role.ART_EXPERT})
CURATORS = RUNNERS | ART_EXPERT
EVERYBODY = CURATORS | {Role.PARTICIPANT}


def row(
    command: type[C],
    decide: Callable[[Scene, C], Verdict],
    roles: frozenset[Role],
    *,
    paused: bool = False,
    closed: bool = False,
    speaks: bool = False,
    always: bool = False,
) -> Row:
    """A row of the table of rights, typed so that a rule can only stand beside its own command."""
    return command, Rule(decide, roles, paused=paused, closed=closed, speaks=speaks, always=always)


def within(field: str, value: float, bounds: tuple[float, float]) -> Refusal | None:
    """A refusal when a number is outside its bounds, or is no number."""
    low, high = bounds
    return None if low <= value <= high else refuse(Reason.OUT_OF_RANGE, field=field, low=low, high=high)


def texts(*parts: tuple[str, int, bool]) -> tuple[Words, ...] | Refusal:
    """Several texts cleaned, each given as (text, limit, optional); the first that fails refuses."""
    cleaned = []
    for text, limit, optional in parts:
        result = clean(text, limit, optional=optional)
        if isinstance(result, Refusal):
            return result
        cleaned.append(result)
    return tuple(cleaned)


def known_refinement(scene: Scene, refinement: RefinementId) -> Refinement | Refusal:
    """A refinement as far as it exists for the one who asks, and still has words."""
    node = scene.state.refinements.get(refinement)
    if node is None or not node.text or not may_read(scene.state, refinement, scene.audience):
        return refuse(Reason.UNKNOWN_REFINEMENT)
    return node


def known_artwork(scene: Scene, artwork: ArtworkId) -> Artwork | Refusal:
    """An artwork as far as it exists for the one who asks."""
    found = scene.state.artworks.get(artwork)
    if found is None or not may_see(scene.state, artwork, scene.audience):
        return refuse(Reason.UNKNOWN_ARTWORK)
    return found


def open_refinement(scene: Scene, refinement: RefinementId) -> Refinement | Refusal:
    """A refinement that may still be voted on."""
    node = known_refinement(scene, refinement)
    if isinstance(node, Refusal):
        return node
    return node if node.status is RefinementStatus.OPEN else refuse(Reason.REFINEMENT_NOT_OPEN, status=node.status)
