"""The Starlette application, joined from its parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from party.app import (
    claim,
    door,
    errors,
    exports,
    feed,
    merging,
    pages,
    pictures,
    published,
    reading,
    sockets,
    story,
    writeups,
)
from party.app.catalogue import serving as catalogue
from party.app.front import Front
from party.app.rewriting import Rewriting
from party.core.errors import PartyError

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types svelte-trusted-html",
)
"""What a page may load and whom it may talk to: this house alone, nothing written into the page itself. The line's
`ws:` and `wss:` are part of 'self' (CSP level 3; Safari since 15.4). Previews are `blob:`. The one page
that lets itself be framed is the proof of a write-up."""

DENIED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")

HEADERS = {
    "content-security-policy": "; ".join(POLICY),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in DENIED),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Sent with every response."""


class SafeHeaders:
    """Sets the headers that keep a page to itself, on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add to the start of a response."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, sending)


def application(front: Front) -> Starlette:
    """The whole front of the house; its lifespan starts and stops the parties."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        rewriting = Rewriting(front)
        front.house.at_load(rewriting.watch)
        await front.house.start()
        yield
        await rewriting.end()
        await front.house.stop()

    app = Starlette(
        routes=[
            *door.ROUTES,
            *claim.ROUTES,
            *merging.ROUTES,
            *pictures.routes(),
            *writeups.ROUTES,
            *reading.ROUTES,
            *story.routes(),
            *exports.ROUTES,
            *published.ROUTES,
            *feed.ROUTES,
            *catalogue.routes(front.catalogue),
            *sockets.routes(),
            *pages.routes(front.static_dir),
        ],
        middleware=[Middleware(SafeHeaders)],
        exception_handlers={
            errors.Troubled: errors.on_troubled,
            PartyError: errors.on_failure,
            HTTPException: errors.on_http,
            Exception: errors.on_defect,
        },
        lifespan=lifespan,
    )
    app.state.front = front
    return app
