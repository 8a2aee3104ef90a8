"""How two wordings would read as one, for whoever is about to merge them."""

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.errors import Troubled
from party.app.front import answer, front
from party.core.merging import merged
from party.core.refusals import Reason
from party.core.state import Refinement, SessionState
from party.core.values import RefinementId, Role
from party.wire.door import MergedWording

_MERGED = TypeAdapter(MergedWording)


async def merged_wording(request: Request) -> Response:
    """`GET /api/sessions/{code}/merged?one=…&other=…`: for the prompt master; nothing is put on offer by it."""
    here = front(request)
    stage = await here.stage(request)
    here.guest_with(request, stage, Role.PROMPT_MASTER)
    one, other = (_known(stage.state, request.query_params.get(side, "")) for side in ("one", "other"))
    base = stage.state.refinements[stage.state.fork(one.id, other.id)]
    return answer(MergedWording(merged(base.text, one.text, other.text)), _MERGED)


def _known(state: SessionState, refinement: str) -> Refinement:
    known = state.refinements.get(RefinementId(refinement))
    if known is None:
        raise Troubled(Reason.UNKNOWN_REFINEMENT, status=404)
    return known


ROUTES = (Route("/api/sessions/{code}/merged", merged_wording),)
