"""What every route needs: the house, the tokens, the addresses; and how a request finds its party and its guest."""

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from party.app.catalogue.serving import Edition
from party.app.errors import TooManyTries, Troubled
from party.app.makings import Makings
from party.app.rules import DoorRules, Turnstile
from party.app.tokens import Tokens, token_in
from party.app.tries import WRONG_CODES, Tries
from party.core.refusals import Reason
from party.core.state import Guest
from party.core.values import GuestId, Role, Seq, SessionId
from party.live.chance import tidy_code
from party.live.house import House
from party.live.stage import Stage
from party.press.readback import INDEX
from party.wire.codes import Problem

T = TypeVar("T")

MAX_BODY_BYTES = 65_536

_IPV6, _HOUSEHOLD_BITS = 6, 64


@dataclass(frozen=True, slots=True)
class Front:
    """The parts the routes work with. `join_url` is the address for phones on the same network, without a path.

    `templates`: a host's own folder of templates for write-ups; `makings`: which of them are being made.
    `address`: how people outside reach the house, if its host said so.
    """

    house: House
    tokens: Tokens
    tries: Tries
    rules: DoorRules
    turnstile: Turnstile
    sessions_dir: Path
    static_dir: Path
    join_url: str
    catalogue: Mapping[str, Edition]
    origins: tuple[str, ...] = ()
    templates: Path | None = None
    address: str = ""
    makings: Makings = field(default_factory=Makings)
    removals: dict[SessionId, Seq] = field(default_factory=dict)
    """Where in its journal a party's words were removed last: what was written before is not shown any more."""

    def reached_at(self, connection: HTTPConnection) -> str:
        """The address this house has for whoever asks, without a path."""
        return self.address or str(connection.base_url).rstrip("/")

    def folder(self, write_up: str) -> Path | None:
        """The folder of a write-up, if there is a page in it."""
        folder = self.sessions_dir / write_up
        is_there = bool(write_up) and folder.parent == self.sessions_dir and (folder / INDEX).is_file()
        return folder if is_there else None

    async def stage(self, connection: HTTPConnection) -> Stage:
        """The party of a request. Raises `Troubled` for unknown codes and too many tries.

        When somebody at an address has tried too many codes, guests of a party are still served: a whole room may
        share that address. Whether a code exists is told to nobody else.
        """
        who, code = address(connection), str(connection.path_params["code"])
        stranger = token_in(connection.cookies, tidy_code(code)) is None
        wait_s = self.tries.wait_s(WRONG_CODES, who)
        stage = None if wait_s and stranger else await self.house.find(code)
        if wait_s and (stage is None or self.guest(connection, stage) is None):
            raise TooManyTries(wait_s)
        if stage is None:
            self.tries.count(WRONG_CODES, who)
            raise Troubled(Problem.CODE_UNKNOWN, status=404)
        return stage

    def guest(self, connection: HTTPConnection, stage: Stage) -> Guest | None:
        """Who asks, by their resume token; somebody the moderator removed is still known."""
        token = token_in(connection.cookies, stage.code)
        guest = self.tokens.guest(stage.keeper.session, token)
        return stage.state.guests.get(guest) if guest else None

    def guest_with(self, connection: HTTPConnection, stage: Stage, *roles: Role) -> GuestId:
        """Who asks, if they hold one of the roles. Raises `Troubled`."""
        guest = self.guest(connection, stage)
        if guest is None:
            raise Troubled(Problem.NOT_A_GUEST, status=403)
        if guest.removed:
            raise Troubled(Reason.REMOVED, status=403)
        if not guest.roles & set(roles):
            raise Troubled(Reason.NOT_ALLOWED, status=403)
        return guest.id

    @property
    def is_secure(self) -> bool:
        """Whether guests come over TLS."""
        return self.join_url.startswith("https://")

    def is_foreign(self, connection: HTTPConnection) -> bool:
        """Whether a browser brings a request from another site's page."""
        origin = connection.headers.get("origin")
        if origin is None or origin in self.origins:
            return False
        return urlsplit(origin).netloc != connection.headers.get("host", "")


def front(connection: HTTPConnection) -> Front:
    """The parts, as the application was made with them."""
    found: Front = connection.app.state.front
    return found


def at_home(connection: HTTPConnection) -> Front:
    """The parts, for a request that changes something: not from another site's page. Raises `Troubled`."""
    here = front(connection)
    if here.is_foreign(connection):
        raise Troubled(Problem.WRONG_ORIGIN, status=403)
    return here


def address(connection: HTTPConnection) -> str:
    """Where a request comes from; behind a proxy, what the proxy says. Of IPv6 the network, which is one household."""
    host = connection.client.host if connection.client else "unknown"
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((known, _HOUSEHOLD_BITS), strict=False)) if known.version == _IPV6 else host


async def body(request: Request, adapter: TypeAdapter[T]) -> T:
    """The request's JSON body of at most `MAX_BODY_BYTES`. Raises `Troubled`."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BODY_BYTES:
            raise Troubled(Problem.TOO_LARGE, status=413)
    try:
        return adapter.validate_json(bytes(data))
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise Troubled(Problem.BAD_MESSAGE, status=400, field=where) from None


def answer(value: T, adapter: TypeAdapter[Any], status: int = 200) -> Response:
    """A value as a JSON response that nobody caches."""
    content = json.dumps(adapter.dump_python(value, mode="json"), ensure_ascii=False)
    return Response(content, status, {"cache-control": "no-store"}, "application/json")
