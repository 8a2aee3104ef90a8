"""Who may see what: the questions behind every view, answered once."""

from party.core.state import Screening, SessionState
from party.core.things import Audience
from party.core.values import ArtworkId, JobId, RefinementId

RUNNERS = frozenset({Audience.MODERATOR, Audience.PROMPT_MASTER})
CURATORS = RUNNERS | {Audience.ART_EXPERT}


def sees(screening: Screening, audience: Audience) -> bool:
    """Whether a thing in this state of screening reaches the audience."""
    if screening is Screening.HIDDEN:
        return audience is Audience.MODERATOR
    return screening is Screening.SHOWN or audience in RUNNERS


def may_read(state: SessionState, refinement: RefinementId, audience: Audience) -> bool:
    """Whether a wording exists for this audience."""
    node = state.refinements.get(refinement)
    return node is not None and sees(node.screening, audience)


def may_see(state: SessionState, artwork: ArtworkId, audience: Audience) -> bool:
    """Whether an artwork exists for this audience: its wording must, for the recipe tells it."""
    found = state.artworks.get(artwork)
    return found is not None and sees(found.screening, audience) and may_read(state, found.refinement, audience)


def may_watch(state: SessionState, job: JobId, audience: Audience) -> bool:
    """Whether the audience sees a job's previews: while pictures are screened, only those who may see them at once."""
    found = state.jobs.get(job)
    if found is None or not may_read(state, found.refinement, audience):
        return False
    return audience in RUNNERS or not state.settings.screening


def has_subject(
    state: SessionState, refinement: RefinementId | None, artwork: ArtworkId | None, audience: Audience
) -> bool:
    """Whether what is said of a wording or an artwork (or of neither) has something left to be said of."""
    if artwork is not None and not may_see(state, artwork, audience):
        return False
    return refinement is None or may_read(state, refinement, audience)
