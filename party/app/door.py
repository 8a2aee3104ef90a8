"""Opening, joining, looking in, inviting: what happens before the socket."""

import secrets
from io import BytesIO
from typing import assert_never

import segno
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.errors import Troubled, refused
from party.app.front import Front, address, answer, body, front
from party.app.tokens import remember
from party.core.commands import ClaimRoles, HouseCommand, JoinSession, OpenSession
from party.core.refusals import Refusal
from party.core.values import GuestId, Role
from party.live.keeper import Broken, KeeperStopped, NotRecorded, Recorded
from party.live.stage import Stage
from party.wire.codes import Problem
from party.wire.door import Door, InviteLinks, Joined, JoinParty, OpenParty

SCREEN_NAME = "Wall"

_OPEN, _JOIN = TypeAdapter(OpenParty), TypeAdapter(JoinParty)
_JOINED, _DOOR, _LINKS = TypeAdapter(Joined), TypeAdapter(Door), TypeAdapter(InviteLinks)


async def open_party(request: Request) -> Response:
    """`POST /api/sessions`."""
    here = _at_home(request)
    if not here.tries.may_open(address(request)):
        raise Troubled(Problem.TOO_MANY_TRIES, status=429)
    asked = await body(request, _OPEN)
    command = OpenSession(asked.theme, asked.first_prompt, asked.name, asked.settings)
    opened = await here.house.open(command, _cause())
    if isinstance(opened, Refusal):
        raise refused(opened)
    stage, guest = opened
    return _joined(here, stage, guest, status=201)


async def look_in(request: Request) -> Response:
    """`GET /api/sessions/{code}`."""
    here = front(request)
    stage = await here.stage(request)
    guest = here.guest(request, stage)
    people = sorted((g for g in stage.state.guests.values() if g.roles != {Role.SCREEN}), key=lambda g: g.seq)
    seen = Door(
        code=stage.code,
        theme=stage.state.theme,
        phase=stage.state.phase,
        guests=tuple(person.name for person in people),
        join_url=f"{here.join_url}/p/{stage.code}",
        known=guest is not None,
        roles=tuple(sorted(guest.roles)) if guest else (),
    )
    return answer(seen, _DOOR)


async def join(request: Request) -> Response:
    """`POST /api/sessions/{code}/guests`: come in, or come back with more roles."""
    here = _at_home(request)
    stage = await here.stage(request)
    asked = await body(request, _JOIN)
    roles = _granted(here, stage, asked)
    guest = here.guest(request, stage)
    if guest is None or (guest.roles == {Role.SCREEN} and not asked.screen):
        name = SCREEN_NAME if asked.screen else asked.name
        return _joined(here, stage, await _enter(stage, name, roles), status=201)
    missing = tuple(role for role in roles if role not in guest.roles and role is not Role.SCREEN)
    if missing:
        await record(stage, ClaimRoles(guest.id, missing))
    return _joined(here, stage, guest.id, status=200)


async def invites(request: Request) -> Response:
    """`GET /api/sessions/{code}/invites`: for the moderator alone."""
    here = front(request)
    stage = await here.stage(request)
    here.guest_with(request, stage, Role.MODERATOR)
    links: dict[Role, str] = {role: invite_path(here, stage, role) for role in Role if role is not Role.SCREEN}
    return answer(InviteLinks(links), _LINKS)


async def qr(request: Request) -> Response:
    """`GET /api/sessions/{code}/qr.svg`: the way in, for cameras."""
    here = front(request)
    stage = await here.stage(request)
    code = segno.make(f"{here.join_url}/p/{stage.code}", micro=False)
    svg = BytesIO()
    code.save(svg, kind="svg", scale=8, border=2, dark="#141210", light="#ffffff", xmldecl=False)
    return Response(svg.getvalue(), media_type="image/svg+xml", headers={"cache-control": "max-age=300"})


def invite_path(here: Front, stage: Stage, role: Role) -> str:
    """The path of a link that grants a role."""
    return f"/p/{stage.code}?invite={here.tokens.invite(stage.keeper.session, role)}"


ROUTES = (
    Route("/api/sessions", open_party, methods=["POST"]),
    Route("/api/sessions/{code}", look_in),
    Route("/api/sessions/{code}/guests", join, methods=["POST"]),
    Route("/api/sessions/{code}/invites", invites),
    Route("/api/sessions/{code}/qr.svg", qr),
)


def _at_home(request: Request) -> Front:
    here = front(request)
    if here.is_foreign(request):
        raise Troubled(Problem.WRONG_ORIGIN, status=403)
    return here


def _granted(here: Front, stage: Stage, asked: JoinParty) -> tuple[Role, ...]:
    if asked.invite is not None:
        roles = here.tokens.invited(stage.keeper.session, asked.invite)
        if roles is None:
            raise Troubled(Problem.INVITE_INVALID, status=403)
        return roles
    return (Role.SCREEN,) if asked.screen else ()


async def _enter(stage: Stage, name: str, roles: tuple[Role, ...]) -> GuestId:
    guest = GuestId(_cause())
    await record(stage, JoinSession(guest, name, roles))
    return guest


async def record(stage: Stage, command: HouseCommand) -> None:
    """Have the house's own command recorded. Raises `Troubled`."""
    try:
        said = await stage.keeper.ask(None, _cause(), command)
    except KeeperStopped:
        raise Troubled(Problem.COMMIT_FAILED, status=503) from None
    match said:
        case Recorded():
            return
        case Refusal():
            raise refused(said)
        case NotRecorded():
            raise Troubled(Problem.COMMIT_FAILED, status=503)
        case Broken():
            raise Troubled(Problem.PARTY_BROKEN, status=500)
        case _:
            assert_never(said)


def _joined(here: Front, stage: Stage, guest: GuestId, *, status: int) -> Response:
    roles = tuple(sorted(stage.state.guests[guest].roles))
    response = answer(Joined(stage.code, guest, roles), _JOINED, status)
    remember(response, here.tokens, stage.keeper.session, stage.code, guest, secure=here.is_secure)
    return response


def _cause() -> str:
    return secrets.token_urlsafe(12)
