"""Reading a write-up in the house: for the guests of its party, once published for anybody."""

import asyncio
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from party.app.age import has_gone_on
from party.app.errors import Troubled
from party.app.front import Front, front
from party.core.refusals import Reason
from party.live.stage import Stage
from party.press.formats.html import document
from party.press.readback import edition, read_back
from party.press.surroundings import surroundings
from party.wire.codes import Problem

_KINDS: Final = {".webp", ".png", ".jpg", ".jpeg", ".svg", ".json"}
_FOREVER: Final = "private, max-age=31536000, immutable"
_ASK_AGAIN: Final = "private, no-cache"
POLICY: Final = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""A page of words and pictures runs nothing."""


async def read(request: Request) -> Response:
    """`GET /write-up/{code}/`: the page, with a line above it where the party went on since."""
    folder = await _folder(request)
    here = front(request)
    stage = await here.stage(request)
    kept = await asyncio.to_thread(read_back, folder)
    session, now, published = stage.keeper.session, stage.state.seq, stage.state.published
    told = kept.front.origin.entries
    went_on = bool(told) and await asyncio.to_thread(has_gone_on, here.house.journal, session, told, now)
    around = surroundings(kept.front.language, listed=published, went_on=went_on, templates=here.templates)
    page = document(kept.front, kept.html, address=f"{here.reached_at(request)}/write-up/{stage.code}/", around=around)
    return HTMLResponse(page, headers={"cache-control": _ASK_AGAIN, "content-security-policy": POLICY})


async def file(request: Request) -> Response:
    """`GET /write-up/{code}/{file}`: what lies beside the page.

    With `?v=` and the edition of the write-up it never changes; without, the browser asks whether it did.
    """
    folder = await _folder(request)
    name = str(request.path_params["file"])
    path = folder / name
    if path.suffix not in _KINDS or path.parent != folder or name.startswith(".") or not path.is_file():
        raise Troubled(Problem.NOT_FOUND, status=404)
    is_named = request.query_params.get("v") == edition(folder)
    headers = {"cache-control": _FOREVER if is_named else _ASK_AGAIN, "x-content-type-options": "nosniff"}
    response = FileResponse(path, headers=headers, stat_result=path.stat())
    if response.headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**headers, "etag": response.headers["etag"]})
    return response


ROUTES = (
    Route("/write-up/{code}/", read),
    Route("/write-up/{code}/{file}", file),
)


async def _folder(request: Request) -> Path:
    here = front(request)
    stage = await here.stage(request)
    guest = here.guest(request, stage)
    if (guest is None or guest.removed) and not stage.state.published:
        raise Troubled(Problem.NOT_A_GUEST if guest is None else Reason.REMOVED, status=403)
    folder = here.folder(stage.state.write_up)
    if folder is None or await _holds_removed_words(here, stage, folder):
        raise Troubled(Problem.NOT_FOUND, status=404)
    return folder


async def _holds_removed_words(here: Front, stage: Stage, folder: Path) -> bool:
    """Whether words were taken back since it was written: until it is made anew, nobody reads it."""
    removed = here.removals.get(stage.keeper.session)
    return removed is not None and (await asyncio.to_thread(read_back, folder)).front.origin.entries < removed
