"""The parties whose write-ups anybody may read."""

import asyncio
from pathlib import Path
from urllib.parse import quote

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.front import answer, front
from party.archive.reading import SessionRow
from party.press.front import front_matter
from party.wire.published import Published, PublishedParty

MOST = 200
_PUBLISHED = TypeAdapter(Published)


async def published(request: Request) -> Response:
    """`GET /api/published`: the newest parties that were published, as cards."""
    here = front(request)
    rows = [row for row in await here.house.journal.sessions() if row.published and row.write_up]
    cards = await asyncio.to_thread(_cards, here.sessions_dir, rows[-MOST:])
    return answer(Published(tuple(reversed(cards))), _PUBLISHED)


def _cards(sessions_dir: Path, rows: list[SessionRow]) -> list[PublishedParty]:
    cards = (_card(sessions_dir / row.write_up, row) for row in rows)
    return [card for card in cards if card is not None]


def _card(folder: Path, row: SessionRow) -> PublishedParty | None:
    """What the write-up's front matter says; a folder that was moved away is left out."""
    try:
        page = (folder / "index.md").read_text(encoding="utf-8")
    except OSError:
        return None
    told = front_matter(page)
    url = f"/write-up/{row.code}/"
    covers, params = told.get("images"), told.get("params")
    cover = covers[0] if isinstance(covers, list) and covers else None
    shown = params.get("shown") if isinstance(params, dict) else None
    return PublishedParty(
        code=row.code,
        theme=row.theme,
        opened_ms=row.opened_at_ms,
        about=str(told.get("description") or ""),
        pictures=shown if isinstance(shown, int) else 0,
        cover=url + quote(str(cover)) if cover else None,
        url=url,
    )


ROUTES = (Route("/api/published", published),)
