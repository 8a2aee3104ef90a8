"""One shape for every HTTP error: `wire.door.Trouble`. No traceback reaches a guest."""

from collections.abc import Mapping
from types import MappingProxyType

import structlog
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from party.archive.errors import ArchiveFailed, ArtworkDamaged, ArtworkMissing, JournalCorrupt
from party.core.errors import PartyError
from party.core.refusals import Reason, Refusal
from party.wire.codes import Problem
from party.wire.door import Trouble

log = structlog.get_logger(__name__)

_TROUBLE = TypeAdapter(Trouble)

_SENTENCE = "There is nothing to see at this address."
_SENTENCES: Mapping[Problem | Reason, str] = MappingProxyType(
    {
        Problem.CODE_UNKNOWN: "No party has this code.",
        Problem.INVITE_INVALID: "This link does not work here (any more). Ask the moderator for a new one.",
        Problem.NOT_A_GUEST: "This is for the guests of the party. Join it first, on this device.",
        Problem.TOO_MANY_TRIES: "Too many tries from here. Wait a while, then try again.",
        Reason.REMOVED: "The moderator has taken you out of this party.",
        Problem.PARTY_BROKEN: "Something broke in the house. Try again in a moment.",
    }
)
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The door stays closed</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/write-up.css">
<main><h1>The door stays closed</h1><p>{}</p><p><a href="/">To the start</a></p></main></html>"""

_FORBIDDEN = frozenset({Reason.NOT_ALLOWED, Reason.PASSCODE_WRONG, Reason.REMOVED, Reason.SESSION_LOCKED})


class Troubled(PartyError):
    """A request that ends in a `Trouble`."""

    def __init__(self, reason: Problem | Reason, *, status: int, **params: str | float) -> None:
        super().__init__(reason.value)
        self.status = status
        self.headers: Mapping[str, str] = {}
        self.trouble = Trouble(reason, dict(params))


class TooManyTries(Troubled):
    """A request that came too often; in `wait_s` seconds it may be tried again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(Problem.TOO_MANY_TRIES, status=429)
        self.headers = {"retry-after": str(wait_s)}


def refused(refusal: Refusal) -> Troubled:
    """A refusal of the rules as an HTTP error."""
    status = 403 if refusal.reason in _FORBIDDEN else 409
    return Troubled(refusal.reason, status=status, **dict(refusal.params))


async def on_troubled(request: Request, error: Exception) -> Response:
    """The answer to a `Troubled`: a page for people who opened an address, JSON for everybody else."""
    if not isinstance(error, Troubled):
        raise error
    if "text/html" in request.headers.get("accept", ""):
        sentence = _SENTENCES.get(error.trouble.reason, _SENTENCE)
        return HTMLResponse(_PAGE.format(sentence), error.status, error.headers)
    return Response(_TROUBLE.dump_json(error.trouble), error.status, error.headers, "application/json")


async def on_failure(request: Request, error: Exception) -> Response:
    """The answer when the world let us down."""
    log.error("failure", path=request.url.path, kind=type(error).__name__, why=str(error))
    match error:
        case ArtworkMissing():
            trouble = Troubled(Problem.NOT_FOUND, status=404)
        case ArtworkDamaged():
            trouble = Troubled(Problem.PICTURE_DAMAGED, status=500)
        case JournalCorrupt():
            trouble = Troubled(Problem.PARTY_BROKEN, status=500)
        case ArchiveFailed():
            trouble = Troubled(Problem.COMMIT_FAILED, status=503)
        case _:
            trouble = Troubled(Problem.PARTY_BROKEN, status=500)
    return await on_troubled(request, trouble)


async def on_http(request: Request, error: Exception) -> Response:
    """Starlette's own errors (unknown path, wrong method, body too large) in our shape."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    reason = Problem.TOO_LARGE if status == 413 else Problem.NOT_FOUND if status == 404 else Problem.BAD_MESSAGE  # noqa: PLR2004
    return await on_troubled(request, Troubled(reason, status=status))


async def on_defect(request: Request, error: Exception) -> Response:
    """Our own mistake: logged with its traceback, told without."""
    log.error("defect", path=request.url.path, exc_info=error)
    return await on_troubled(request, Troubled(Problem.PARTY_BROKEN, status=500))
