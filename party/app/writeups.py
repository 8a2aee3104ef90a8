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
from party.press.errors import TemplateBroken
from party.press.export import WriteUp, write_up
from party.press.publication import Manner
from party.press.removal import remove_write_ups
from party.press.survey import Fetch
from party.wire.codes import Problem
from party.wire.door import WriteUpMade

log = structlog.get_logger(__name__)

CURATORS = (Role.MODERATOR, Role.PROMPT_MASTER, Role.ART_EXPERT)

_MADE = TypeAdapter(WriteUpMade)


async def make(request: Request) -> Response:
    """`POST /api/sessions/{code}/write-up`: for those who curate."""
    here = at_home(request)
    stage = await here.stage(request)
    guest = here.guest_with(request, stage, *CURATORS)
    try:
        made = await press(here, stage, by=guest)
    except PartyError as error:
        log.error("write_up_failed", session=stage.keeper.session, why=str(error))  # noqa: TRY400
        raise told_to_curators(error) from error
    return answer(WriteUpMade(f"/write-up/{stage.code}/", made.slug), _MADE)


async def press(here: Front, stage: Stage, *, by: GuestId | None) -> WriteUp:
    """The session's write-up, written into its folder and recorded. Raises `PartyError`s of archive and press.

    Of a party that is deleted meanwhile, nothing stays.
    """
    async with here.makings.turn(stage) as heard:
        chronicle, manner = await chronicle_of(here.house, stage), Manner(here.templates, on_progress=heard)
        made = await asyncio.to_thread(write_up, chronicle, fetching(here), here.sessions_dir, manner=manner)
        try:
            await record(stage, ReportWriteUp(made.slug, by))
        except Troubled:
            if await here.house.find(stage.code) is None:
                await asyncio.to_thread(remove_write_ups, here.sessions_dir, chronicle.code, chronicle.epoch)
            raise
        return made


def fetching(here: Front) -> Fetch:
    """Gives the press, which works in a thread, the bytes of pictures; to be asked for where the loop runs."""
    loop = asyncio.get_running_loop()

    def fetch(artwork: ArtworkId) -> bytes:
        return asyncio.run_coroutine_threadsafe(here.house.artworks.get(artwork), loop).result()

    return fetch


def told_to_curators(error: PartyError) -> Troubled:
    """What the press tripped over, for those at the editors' table: of a host's template the file and the line."""
    if isinstance(error, TemplateBroken):
        return Troubled(Problem.TEMPLATE_BROKEN, status=500, file=error.file.name, line=error.line)
    return error if isinstance(error, Troubled) else Troubled(Problem.WRITE_UP_FAILED, status=500)


async def chronicle_of(house: House, stage: Stage) -> Chronicle:
    """The journal up to one certain head, as the press takes it."""
    row = await house.journal.find(stage.code)
    if row is None:
        raise Troubled(Problem.CODE_UNKNOWN, status=404)
    entries = await house.journal.read(row.id)
    told = entries[: row.head_seq]
    state = stage.state if stage.state.seq == row.head_seq else await asyncio.to_thread(replay, told)
    if state is None:
        raise Troubled(Problem.PARTY_BROKEN, status=500)
    return Chronicle(code=row.code, epoch=row.epoch, entries=told, state=state, head_hash=row.head_hash)


ROUTES = (Route("/api/sessions/{code}/write-up", make, methods=["POST"]),)
