"""Opening, joining, looking in, inviting: what happens before the socket."""

import secrets
from io import BytesIO
from typing import assert_never

import segno
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app import tries
from party.app.errors import Troubled, refused
from party.app.front import Front, address, answer, at_home, body, front
from party.app.tokens import cookie_name, remember
from party.core.commands import ClaimRoles, HouseCommand, JoinSession, OpenSession, RemoveMyWords
from party.core.refusals import Reason, Refusal
from party.core.things import Audience
from party.core.values import GuestId, Role
from party.core.views import name_for
from party.live.chance import tidy_code
from party.live.keeper import Broken, KeeperStopped, NotRecorded, Recorded
from party.live.stage import Stage
from party.wire.codes import Problem
from party.wire.door import DeleteParty, Door, HouseView, InviteLinks, Joined, JoinParty, OpenParty

SCREEN_NAME = "Wall"

_OPEN, _JOIN, _DELETE = TypeAdapter(OpenParty), TypeAdapter(JoinParty), TypeAdapter(DeleteParty)
_HOUSE, _JOINED, _DOOR = TypeAdapter(HouseView), TypeAdapter(Joined), TypeAdapter(Door)
_LINKS = TypeAdapter(InviteLinks)


async def house(request: Request) -> Response:
    """`GET /api/house`: what a start page needs to know."""
    here = front(request)
    seen = HouseView(
        needs_key=here.rules.needs_key,
        parties_left=await here.house.open_parties() < here.rules.parties,
        guests=here.rules.guests,
        languages=tuple(here.catalogue),
        studio=here.house.easel.view,
    )
    return answer(seen, _HOUSE)


async def open_party(request: Request) -> Response:
    """`POST /api/sessions`."""
    here, who = at_home(request), address(request)
    here.tries.take(tries.OPENINGS, who)
    asked = await body(request, _OPEN)
    _check_key(here, who, asked.host_key)
    command = OpenSession(asked.theme, asked.first_prompt, asked.name, asked.settings, asked.passcode)
    async with here.turnstile.at(here.house):
        if await here.house.open_parties() >= here.rules.parties:
            raise Troubled(Problem.HOUSE_FULL, status=409)
        opened = await here.house.open(command, _cause())
    if isinstance(opened, Refusal):
        raise refused(opened)
    stage, guest = opened
    return _joined(here, stage, guest, status=201)


async def look_in(request: Request) -> Response:
    """`GET /api/sessions/{code}`."""
    here = front(request)
    stage = await here.stage(request)
    state, guest = stage.state, here.guest(request, stage)
    inside = guest is not None and not guest.removed
    asks = bool(state.passcode.digest)
    people = [g for g in state.guests.values() if g.roles != {Role.SCREEN} and not g.removed]
    names = tuple(name_for(g, Audience.GUEST) for g in sorted(people, key=lambda g: g.seq))
    seen = Door(
        code=stage.code,
        theme=state.theme,
        phase=state.phase,
        language=state.settings.language,
        people=len(people),
        guests=names if inside or not asks else (),
        join_url=f"{here.join_url}/p/{stage.code}",
        passcode=asks,
        locked=state.locked,
        paused=state.paused_ms is not None,
        full=here.rules.is_full(state),
        known=inside,
        removed=guest is not None and guest.removed,
        roles=tuple(sorted(guest.roles)) if guest and inside else (),
    )
    return answer(seen, _DOOR)


async def join(request: Request) -> Response:
    """`POST /api/sessions/{code}/guests`: come in, or come back with more roles."""
    here = at_home(request)
    stage = await here.stage(request)
    asked = await body(request, _JOIN)
    roles = _granted(here, stage, asked)
    guest = here.guest(request, stage)
    if guest is not None and guest.removed:
        raise Troubled(Reason.REMOVED, status=403)
    if guest is None or (guest.roles == {Role.SCREEN} and not asked.screen):
        return _joined(here, stage, await _enter(here, stage, asked, roles, address(request)), status=201)
    missing = tuple(role for role in roles if role not in guest.roles and role is not Role.SCREEN)
    if missing:
        await record(stage, ClaimRoles(guest.id, missing))
    return _joined(here, stage, guest.id, status=200)


async def delete_party(request: Request) -> Response:
    """`DELETE /api/sessions/{code}`: for the moderator, who says the code once more."""
    here = at_home(request)
    stage = await here.stage(request)
    here.guest_with(request, stage, Role.MODERATOR)
    asked = await body(request, _DELETE)
    if tidy_code(asked.code) != stage.code:
        raise Troubled(Problem.BAD_MESSAGE, status=400, field="code")
    if not await here.house.delete(stage.code):
        raise Troubled(Problem.CODE_UNKNOWN, status=404)
    response = Response(status_code=204)
    response.delete_cookie(cookie_name(stage.code), httponly=True, samesite="lax", secure=here.is_secure)
    return response


async def forget_me(request: Request) -> Response:
    """`POST /api/sessions/{code}/forget-me`: a guest's words leave the party, also of one the moderator showed out.

    Those inside can ask for the same through the socket; to the others it is closed.
    """
    here = at_home(request)
    stage = await here.stage(request)
    guest = here.guest(request, stage)
    if guest is None:
        raise Troubled(Problem.NOT_A_GUEST, status=403)
    await record(stage, RemoveMyWords(), by=guest.id)
    return Response(status_code=204)


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
    Route("/api/house", house),
    Route("/api/sessions", open_party, methods=["POST"]),
    Route("/api/sessions/{code}", look_in),
    Route("/api/sessions/{code}", delete_party, methods=["DELETE"]),
    Route("/api/sessions/{code}/guests", join, methods=["POST"]),
    Route("/api/sessions/{code}/forget-me", forget_me, methods=["POST"]),
    Route("/api/sessions/{code}/invites", invites),
    Route("/api/sessions/{code}/qr.svg", qr),
)


def _check_key(here: Front, who: str, said: str) -> None:
    here.tries.check(tries.WRONG_KEYS, who)
    if here.rules.opens(said):
        return
    if said:
        here.tries.count(tries.WRONG_KEYS, who)
    raise Troubled(Problem.HOST_KEY_WRONG, status=403)


def _granted(here: Front, stage: Stage, asked: JoinParty) -> tuple[Role, ...]:
    if asked.invite is not None:
        roles = here.tokens.invited(stage.keeper.session, asked.invite)
        if roles is None:
            raise Troubled(Problem.INVITE_INVALID, status=403)
        return roles
    return (Role.SCREEN,) if asked.screen else ()


async def _enter(here: Front, stage: Stage, asked: JoinParty, roles: tuple[Role, ...], who: str) -> GuestId:
    """A new guest, if there is room and they know what newcomers are asked for."""
    session, invited = stage.keeper.session, asked.invite is not None
    here.tries.take(tries.JOINS, session, who)
    here.tries.take(tries.JOINS_IN_ALL, session)
    name = SCREEN_NAME if asked.screen else asked.name
    command = JoinSession(GuestId(_cause()), name, roles, asked.passcode, invited)
    async with here.turnstile.at(stage):
        if here.rules.is_full(stage.state):
            raise Troubled(Reason.SESSION_FULL, status=409, limit=here.rules.guests)
        if invited or not stage.state.passcode.digest:
            await record(stage, command)
        else:
            await _try_passcode(here, stage, command, who)
    return command.guest


async def _try_passcode(here: Front, stage: Stage, command: JoinSession, who: str) -> None:
    """Have a newcomer recorded who must know the passcode; saying none is no try."""
    session = stage.keeper.session
    here.tries.check(tries.WRONG_PASSCODES, session, who)
    here.tries.check(tries.WRONG_PASSCODES_IN_ALL, session)
    try:
        await record(stage, command)
    except Troubled as trouble:
        if trouble.trouble.reason is Reason.PASSCODE_WRONG and command.passcode:
            here.tries.count(tries.WRONG_PASSCODES, session, who)
            here.tries.count(tries.WRONG_PASSCODES_IN_ALL, session)
        raise


async def record(stage: Stage, command: HouseCommand | RemoveMyWords, *, by: GuestId | None = None) -> None:
    """Have a command recorded, the house's own unless somebody asked for it. Raises `Troubled`."""
    try:
        said = await stage.keeper.ask(by, _cause(), command)
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
