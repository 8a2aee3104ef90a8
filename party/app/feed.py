"""`/feed.xml`: the published parties as an Atom feed, for readers that look by themselves (RFC 4287)."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from feedgenerator import Atom1Feed
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.front import front
from party.app.gallery import Hanging, found
from party.app.published import asked, hanging_in
from party.core.values import Millis
from party.press.words import tidy

MOST: Final = 30
TITLE: Final = "Evenings of a neural generation party"
_BIRTH: Final = "2026"
"""The year the house's tag URIs are said to begin with (RFC 4151): never to be changed."""


class _Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """An Atom feed whose entries have all their authors, and a summary that is plain text."""

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:  # noqa: ANN401  the library's writer
        """What the library writes of an entry, and what it has no words for."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("summary", item["summary"], {"type": "text"})


async def feed(request: Request) -> Response:
    """`GET /feed.xml?theme=`: the newest of them, around a theme if one is named."""
    here, theme = front(request), asked(request, "theme")
    hangings = await hanging_in(here)
    chosen = found(hangings, theme=theme)[:MOST]
    dates = await here.house.journal.published([one.card.code for one in chosen])
    text = await asyncio.to_thread(_atom, chosen, dates, base=here.reached_at(request), theme=tidy(theme))
    return Response(text, media_type="application/atom+xml", headers={"cache-control": "no-cache"})


def _atom(hangings: tuple[Hanging, ...], dates: Mapping[str, Millis], *, base: str, theme: str) -> str:
    query = f"?{urlencode({'theme': theme})}" if theme else ""
    written = _Feed(
        title=f"{TITLE}: {theme}" if theme else TITLE,
        link=f"{base}/gallery{query}",
        description="What people told a model to paint, and how they came there.",
        feed_url=f"{base}/feed.xml{query}",
        author_name=TITLE,
    )
    for one in hangings:
        _add(written, one, _moment(dates.get(one.card.code, one.card.opened_ms)), base)
    text: str = written.writeString("utf-8")
    return text


def _add(written: Atom1Feed, one: Hanging, published: datetime, base: str) -> None:
    card = one.card
    written.add_item(
        title=tidy(card.title) or tidy(card.theme),
        link=base + card.url,
        description=None,
        summary=tidy(card.about),
        content=_content(one, base),
        authors=tuple(tidy(name) for name in one.authors),
        categories=(tidy(card.theme),) if tidy(card.theme) else (),
        pubdate=published,
        updateddate=max(published, _moment(one.written_ms)),
        unique_id=f"tag:neural-party,{_BIRTH}:{one.epoch}",
    )


def _content(one: Hanging, base: str) -> str:
    """The picture, where the evening began and ended, and the way to the page; HTML that is safe by itself."""
    card, cover = one.card, one.card.cover
    image = (
        f'<p><a href="{escape(base + card.url)}"><img src="{escape(base + cover.files[-1].url)}" '
        f'alt="{escape(tidy(cover.alt))}" width="{cover.width_px}" height="{cover.height_px}"></a></p>'
        if cover
        else ""
    )
    path = f"<p>{escape(tidy(card.first))} → {escape(tidy(card.last))}</p>" if card.first else ""
    return f"{image}<p>{escape(tidy(card.about))}</p>{path}"


def _moment(at_ms: Millis) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, UTC)


ROUTES = (Route("/feed.xml", feed),)
