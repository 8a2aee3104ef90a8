"""The moderator's private link: whoever opens it is that guest again, on this device."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from party.app.errors import Troubled
from party.app.front import front
from party.app.tokens import Tokens, remember
from party.core.refusals import Reason
from party.core.values import GuestId, SessionId
from party.wire.codes import Problem


def claim_path(tokens: Tokens, session: SessionId, code: str, guest: GuestId) -> str:
    """The path of a link that is good for `INVITE_DAYS` days."""
    return f"/in/{code}?key={tokens.claim(session, guest)}"


async def claim(request: Request) -> Response:
    """`GET /in/{code}?key=…`: become that guest and go to the desk."""
    here = front(request)
    stage = await here.stage(request)
    guest = here.tokens.claimed(stage.keeper.session, request.query_params.get("key", ""))
    if guest is None or guest not in stage.state.guests:
        raise Troubled(Problem.INVITE_INVALID, status=403)
    if stage.state.guests[guest].removed:
        raise Troubled(Reason.REMOVED, status=403)
    response = RedirectResponse(f"/p/{stage.code}/desk", 303, {"cache-control": "no-store"})
    remember(response, here.tokens, stage.keeper.session, stage.code, guest, secure=here.is_secure)
    return response


ROUTES = (Route("/in/{code}", claim),)
