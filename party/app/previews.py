"""What a shared link shows before anybody opens it: Open Graph lines in the head of the client's page.

Of a party nothing is told that the door does not tell whoever has its code, and no picture before it is published.
"""

import asyncio
from html import escape
from pathlib import Path
from typing import Final

from starlette.requests import Request

from party.app.front import Front, front
from party.app.gallery import party_in
from party.core.errors import PartyError
from party.live.stage import Stage
from party.press.words import tidy
from party.wire.published import ShownPicture

NAME: Final = "Neural generation party"
ABOUT: Final = "People gather around a theme, refine one prompt together, and watch a model paint what they agreed on."
PICTURE: Final = "/preview.jpg"
_PICTURE_PX: Final = (1200, 630)
_PICTURE_ALT: Final = "A painting of a sailing boat at sunset on a gallery wall."
_HEAD_ENDS: Final = "</head>"


async def with_preview(request: Request, page: Path) -> str:
    """The client's page, with what its address is about in its head."""
    here = front(request)
    text = await asyncio.to_thread(page.read_text, encoding="utf-8")
    lines = await _lines(request, here)
    return text.replace(_HEAD_ENDS, "\n".join([*lines, _HEAD_ENDS]), 1)


async def _lines(request: Request, here: Front) -> list[str]:
    stage = await _party(request, here) if "code" in request.path_params else None
    base = here.reached_at(request)
    shown = await _shown(here, stage) if stage else None
    theme = tidy(stage.state.theme) if stage else ""
    said = {
        "og:type": "website",
        "og:site_name": NAME,
        "og:title": theme or NAME,
        "og:description": ABOUT,
        "og:url": base + _path(request, stage),
        **_picture(shown, base),
    }
    return [f'<meta property="{name}" content="{escape(content)}">' for name, content in said.items()]


def _path(request: Request, stage: Stage | None) -> str:
    """Where a link leads: into a party by its door, whichever of its places was shared."""
    if "code" not in request.path_params:
        return request.url.path
    start = "/gallery" if request.url.path.startswith("/gallery/") else "/p"
    return f"{start}/{stage.code}" if stage else "/"


def _picture(shown: ShownPicture | None, base: str) -> dict[str, str]:
    (width, height), alt = _PICTURE_PX, _PICTURE_ALT
    url = PICTURE
    if shown:
        width, height, alt, url = shown.width_px, shown.height_px, tidy(shown.alt), shown.files[-1].url
    return {
        "og:image": base + url,
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": alt,
        "twitter:card": "summary_large_image",
    }


async def _party(request: Request, here: Front) -> Stage | None:
    """The party of an address; trying codes is counted here as it is at the door."""
    try:
        return await here.stage(request)
    except PartyError:
        return None


async def _shown(here: Front, stage: Stage) -> ShownPicture | None:
    """The cover of what was published."""
    if not stage.state.published:
        return None
    row = await here.house.journal.find(stage.code)
    card = await asyncio.to_thread(party_in, here.sessions_dir, row, here.removals) if row else None
    return card.cover if card else None
