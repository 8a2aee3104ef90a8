"""Making the write-up by button, for those who curate."""

import asyncio

import structlog
from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.door import record
from party.app.errors import Troubled
from party.app.front import Front, answer, at_home
from party.core.commands import ReportWriteUp
from party.core.errors import PartyError
from party.core.evolve import replay
from party.core.values import ArtworkId, GuestId, Role
from party.live.house import House
from party.live.stage import Stage
from party.press.chronicle import Chronicle
from party.press.export import WriteUp, write_up
from party.press.publication import Manner
from party.press.removal import remove_write_ups
from party.wire.codes import Problem
from party.wire.door import WriteUpMade

log = structlog.get_logger(__name__)

_MADE = TypeAdapter(WriteUpMade)


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


ROUTES = (Route("/api/sessions/{code}/write-up", make, methods=["POST"]),)
