"""`/api/published`: the parties whose write-ups anybody may read, by theme and by the words in them."""

import asyncio
import re
from typing import Final

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.errors import Troubled
from party.app.front import Front, answer, front
from party.app.gallery import Hanging, evening, found, hung, themes
from party.live.chance import tidy_code
from party.wire.codes import Problem
from party.wire.published import Published, PublishedEvening

PAGE: Final = 24
MOST_LETTERS: Final = 200
_BEFORE: Final = re.compile(r"(\d{1,16})-([A-Z0-9]{1,16})", re.ASCII)

_PUBLISHED, _EVENING = TypeAdapter(Published), TypeAdapter(PublishedEvening)


async def published(request: Request) -> Response:
    """`GET /api/published?theme=&q=&before=`: the newest of those that fit, a page at a time."""
    theme, query, before = (asked(request, name) for name in ("theme", "q", "before"))
    if before and not _BEFORE.fullmatch(before):
        raise Troubled(Problem.BAD_MESSAGE, status=400, field="before")
    hangings = await hanging_in(front(request))
    fitting = await asyncio.to_thread(found, hangings, theme=theme, query=query)
    page, more = paged(fitting, before)
    cards = tuple(one.card for one in page)
    return answer(Published(cards, len(fitting), themes(hangings), more), _PUBLISHED)


def paged(hangings: tuple[Hanging, ...], before: str) -> tuple[tuple[Hanging, ...], str | None]:
    """The first of those that hang after a place, and from where to go on; `None` where that was all."""
    place = _BEFORE.fullmatch(before)
    older = tuple(one for one in hangings if not place or one.place < (int(place[1]), place[2]))
    page = older[:PAGE]
    return page, "{}-{}".format(*page[-1].place) if len(older) > PAGE else None


async def one(request: Request) -> Response:
    """`GET /api/published/{code}`: one of them with its pictures."""
    here = front(request)
    row = await here.house.journal.find(tidy_code(request.path_params["code"]))
    if row is None or not row.published or not row.write_up:
        raise Troubled(Problem.NOT_FOUND, status=404)
    told = await asyncio.to_thread(evening, here.sessions_dir, row, here.removals)
    if told is None:
        raise Troubled(Problem.NOT_FOUND, status=404)
    return answer(told, _EVENING)


async def hanging_in(here: Front) -> tuple[Hanging, ...]:
    """Everything that hangs in the gallery of this house, newest first."""
    return await asyncio.to_thread(hung, here.sessions_dir, await here.house.journal.sessions(), here.removals)


def asked(request: Request, name: str) -> str:
    """A word of the address, empty where it is not there. Raises `Troubled` where it is endless."""
    said = request.query_params.get(name, "")
    if len(said) > MOST_LETTERS:
        raise Troubled(Problem.BAD_MESSAGE, status=400, field=name)
    return said


ROUTES = (
    Route("/api/published", published),
    Route("/api/published/{code}", one),
)
