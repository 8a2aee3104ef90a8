"""Making the write-up by button, and reading it: for the guests of its party, once published for anybody."""

import asyncio
import re
from functools import lru_cache
from html import escape
from itertools import islice
from pathlib import Path

import structlog
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from party.app.door import record
from party.app.errors import Troubled
from party.app.front import Front, answer, at_home, front
from party.archive.journal import Journal
from party.core.commands import ReportWriteUp
from party.core.errors import PartyError
from party.core.evolve import replay
from party.core.refusals import Reason
from party.core.values import ArtworkId, GuestId, Role, Seq, SessionId
from party.live.house import House
from party.live.stage import Stage
from party.media.markdown import to_html
from party.press.chronicle import Chronicle, is_told
from party.press.export import WriteUp, write_up
from party.press.front import told_from
from party.press.publication import Manner
from party.press.removal import remove_write_ups
from party.wire.codes import Problem
from party.wire.door import WriteUpMade

log = structlog.get_logger(__name__)

_MADE = TypeAdapter(WriteUpMade)
_FILE = re.compile(r"^[\w][\w.-]*\.(webp|png|jpg|jpeg|svg|json)$")

_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>{title}</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/write-up.css">
<main>{note}{body}</main></html>"""

_OLDER = "<p><em>The party went on after this was written; what came later is not told here yet.</em></p>"


async def make(request: Request) -> Response:
    """`POST /api/sessions/{code}/write-up`: for those who curate."""
    here = at_home(request)
    stage = await here.stage(request)
    guest = here.guest_with(request, stage, Role.MODERATOR, Role.PROMPT_MASTER, Role.ART_EXPERT)
    try:
        made = await press(here, stage, by=guest)
    except PartyError as error:
        log.error("write_up_failed", session=stage.keeper.session, why=str(error))  # noqa: TRY400
        raise Troubled(Problem.WRITE_UP_FAILED, status=500) from error
    return answer(WriteUpMade(f"/write-up/{stage.code}/", made.slug), _MADE)


async def press(here: Front, stage: Stage, *, by: GuestId | None) -> WriteUp:
    """The session's write-up, written into its folder and recorded. Raises `PartyError`s of archive and press.

    Of a party that is deleted meanwhile, nothing stays.
    """
    loop = asyncio.get_running_loop()

    def fetch(artwork: ArtworkId) -> bytes:
        return asyncio.run_coroutine_threadsafe(here.house.artworks.get(artwork), loop).result()

    chronicle, manner = await chronicle_of(here.house, stage), Manner(here.templates)
    made = await asyncio.to_thread(write_up, chronicle, fetch, here.sessions_dir, manner=manner)
    try:
        await record(stage, ReportWriteUp(made.slug, by))
    except Troubled:
        if await here.house.find(stage.code) is None:
            await asyncio.to_thread(remove_write_ups, here.sessions_dir, chronicle.code, chronicle.epoch)
        raise
    return made


async def chronicle_of(house: House, stage: Stage) -> Chronicle:
    """The journal up to one certain head, as the press takes it."""
    row = await house.journal.find(stage.code)
    if row is None:
        raise Troubled(Problem.CODE_UNKNOWN, status=404)
    entries = await house.journal.read(row.id)
    told = entries[: row.head_seq]
    state = await asyncio.to_thread(replay, told)
    if state is None:
        raise Troubled(Problem.PARTY_BROKEN, status=500)
    return Chronicle(code=row.code, epoch=row.epoch, entries=told, state=state, head_hash=row.head_hash)


async def read(request: Request) -> Response:
    """`GET /write-up/{code}/`: the Markdown as a page, with a line above it where the party went on since."""
    folder = await _folder(request)
    here = front(request)
    stage = await here.stage(request)
    text = await asyncio.to_thread((folder / "index.md").read_text, encoding="utf-8")
    told = told_from(text)
    session, now = stage.keeper.session, stage.state.seq
    is_older = told is not None and await asyncio.to_thread(_went_on, here.house.journal, session, told, now)
    page = _PAGE.format(
        language=escape(stage.state.settings.language),
        title=escape(folder.name),
        note=_OLDER if is_older else "",
        body=to_html(text),
    )
    return HTMLResponse(page)


@lru_cache(maxsize=256)
def _went_on(journal: Journal, session: SessionId, told: Seq, now: Seq) -> bool:
    """Whether anything between these places would be told. A journal never changes what it said: found out once."""
    return any(is_told(entry.event) for entry in islice(journal.iterate(session), max(told, 0), now))


async def file(request: Request) -> Response:
    """`GET /write-up/{code}/{file}`: a picture or the sidecar beside it."""
    folder = await _folder(request)
    name = str(request.path_params["file"])
    if not _FILE.match(name) or not (folder / name).is_file():
        raise Troubled(Problem.NOT_FOUND, status=404)
    return FileResponse(folder / name, headers={"x-content-type-options": "nosniff"})


ROUTES = (
    Route("/api/sessions/{code}/write-up", make, methods=["POST"]),
    Route("/write-up/{code}/", read),
    Route("/write-up/{code}/{file}", file),
)


async def _folder(request: Request) -> Path:
    here = front(request)
    stage = await here.stage(request)
    guest = here.guest(request, stage)
    if (guest is None or guest.removed) and not stage.state.published:
        raise Troubled(Problem.NOT_A_GUEST if guest is None else Reason.REMOVED, status=403)
    slug = stage.state.write_up
    folder = here.sessions_dir / slug
    if not slug or folder.parent != here.sessions_dir or not (folder / "index.md").is_file():
        raise Troubled(Problem.NOT_FOUND, status=404)
    return folder
