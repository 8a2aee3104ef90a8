"""The web client: its pages, its assets by hash, and whether the house stands."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from party.app.front import front
from party.app.previews import with_preview

NOT_BUILT = "The web client is not built yet: run `make web` in the project's folder, then reload.\n"


class Files(StaticFiles):
    """Files of the client; while it is not built there are none."""

    async def check_config(self) -> None:
        """A folder that is not there yet is no defect."""


class Hashed(Files):
    """Files whose names change with their content: cached for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, marked as never changing."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


async def page(request: Request) -> Response:
    """The client, whatever the place: it reads the path itself. A party's page names early what it will need."""
    is_party = request.url.path.startswith("/p/")
    file = front(request).static_dir / ("party.html" if is_party else "index.html")
    if not file.is_file():
        return PlainTextResponse(NOT_BUILT, 503)
    return HTMLResponse(await with_preview(request, file), headers={"cache-control": "no-cache"})


async def healthz(request: Request) -> Response:
    """`GET /healthz`: 200 while parties can be held, with or without pictures."""
    here = front(request)
    return JSONResponse({"status": "ok", "studio": here.house.easel.view.status}, headers={"cache-control": "no-store"})


def routes(static_dir: Path) -> tuple[BaseRoute, ...]:
    """Pages, assets and health."""
    return (
        Route("/healthz", healthz),
        Route("/", page),
        Route("/gallery", page),
        Route("/gallery/{code}", page),
        Route("/p/{code}", page),
        Route("/p/{code}/{place}", page),
        Mount("/assets", GZipMiddleware(Hashed(directory=static_dir / "assets", check_dir=False))),
        Route("/{file}", _beside(static_dir)),
    )


def _beside(static_dir: Path) -> Callable[[Request], Awaitable[Response]]:
    """`GET /{file}`: what lies beside the page. One level only, so that other paths keep their own wrong methods."""
    files = Files(directory=static_dir, check_dir=False)

    async def beside(request: Request) -> Response:
        return await files.get_response(request.path_params["file"], request.scope)

    return beside
