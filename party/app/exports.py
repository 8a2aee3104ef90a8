"""The write-up to take away: a zip in a format, made beside everything else and gone once it is sent."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import structlog
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from party.app.errors import Troubled
from party.app.front import Front, answer, front
from party.app.writeups import CURATORS, chronicle_of, fetching, told_to_curators
from party.core.errors import PartyError
from party.live.stage import Stage
from party.press.export import export
from party.press.formats import FORMATS
from party.press.formats.edition import Format
from party.press.publication import Manner, slug_of
from party.wire.codes import Problem
from party.wire.story import Making

log = structlog.get_logger(__name__)

_MAKING = TypeAdapter(Making)


async def take_away(request: Request) -> Response:
    """`GET /api/sessions/{code}/export?format=…`: the page as it is now, for those who curate; nothing is recorded."""
    here = front(request)
    stage = await here.stage(request)
    here.guest_with(request, stage, *CURATORS)
    wanted = FORMATS.get(request.query_params.get("format", ""))
    if wanted is None:
        raise Troubled(Problem.BAD_MESSAGE, status=400, field="format")
    try:
        return await _zipped(here, stage, wanted)
    except PartyError as error:
        log.error("export_failed", session=stage.keeper.session, why=str(error))  # noqa: TRY400
        raise told_to_curators(error) from error


async def making(request: Request) -> Response:
    """`GET /api/sessions/{code}/making`: how far the files that are being made are, for those who curate."""
    here = front(request)
    stage = await here.stage(request)
    here.guest_with(request, stage, *CURATORS)
    return answer(here.makings.now(stage), _MAKING)


class _Passing(FileResponse):
    """A file that is there for this answer alone, in a folder of its own."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or as much of it as somebody waits for; then the folder goes."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await asyncio.to_thread(shutil.rmtree, Path(self.path).parent, ignore_errors=True)


async def _zipped(here: Front, stage: Stage, wanted: Format) -> Response:
    fetch = fetching(here)
    async with here.makings.turn(stage) as heard:
        chronicle = await chronicle_of(here.house, stage)
        manner = Manner(here.templates, on_progress=heard)
        name = f"{slug_of(chronicle)}-{wanted.name}.zip"
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="party-export-"))
        try:
            await asyncio.to_thread(export, chronicle, fetch, wanted, folder / name, manner=manner)
        except BaseException:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
            raise
    return _Passing(folder / name, media_type="application/zip", filename=name, headers={"cache-control": "no-store"})


ROUTES = (
    Route("/api/sessions/{code}/export", take_away),
    Route("/api/sessions/{code}/making", making),
)
