"""Finished artworks over HTTP: by hash, in the size needed, cached for ever; and as files that carry their recipe."""

import asyncio

from async_lru import alru_cache
from slugify import slugify
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from party.app.errors import Troubled
from party.app.front import Front, front
from party.archive.artworks import Artworks
from party.core.sight import may_see
from party.core.state import Artwork
from party.core.things import Audience
from party.core.values import ArtworkId
from party.core.views import audience_of
from party.media.metadata import label
from party.media.thumbnails import resized
from party.wire.codes import Problem

WIDTHS = (160, 320, 640, 1280)
FOREVER = "public, max-age=31536000, immutable"
CACHED = 512


class Pictures:
    """The endpoint of pictures; holds only the smaller ones it has made lately."""

    def __init__(self) -> None:
        self._sized = alru_cache(maxsize=CACHED)(_sized)

    async def picture(self, request: Request) -> Response:
        """`GET /art/{code}/{artwork}`, with `?w=` one of `WIDTHS` for a smaller one."""
        here = front(request)
        artwork = await _artwork(here, request)
        width = request.query_params.get("w")
        if width is None or width == "full":
            data, kind = await here.house.artworks.get(artwork.id), artwork.media_type
        elif width.isdecimal() and int(width) in WIDTHS:
            data, kind = await self._sized(here.house.artworks, artwork.id, int(width)), "image/webp"
        else:
            raise Troubled(Problem.BAD_MESSAGE, status=400, field="w")
        return Response(data, media_type=kind, headers={"cache-control": FOREVER, "x-content-type-options": "nosniff"})


async def download(request: Request) -> Response:
    """`GET /art/{code}/{artwork}/download`: the file with recipe, label and alternative text in it."""
    here = front(request)
    artwork = await _artwork(here, request)
    data = await here.house.artworks.get(artwork.id)
    labelled = await asyncio.to_thread(label, data, artwork.recipe, alt=artwork.alt, made_ms=artwork.at_ms)
    name = f"{slugify(artwork.recipe.prompt, max_length=60) or 'picture'}-{artwork.recipe.seed}"
    file = f"{name}.{artwork.media_type.removeprefix('image/')}"
    headers = {"content-disposition": f'attachment; filename="{file}"', "x-content-type-options": "nosniff"}
    return Response(labelled, media_type=artwork.media_type, headers=headers)


def routes() -> tuple[Route, ...]:
    """Pictures and downloads, with a cache of their own."""
    return (
        Route("/art/{code}/{artwork}", Pictures().picture),
        Route("/art/{code}/{artwork}/download", download),
    )


async def _artwork(here: Front, request: Request) -> Artwork:
    stage = await here.stage(request)
    guest = here.guest(request, stage)
    audience = audience_of(guest.roles) if guest else Audience.SCREEN
    artwork = ArtworkId(request.path_params["artwork"])
    if not may_see(stage.state, artwork, audience):
        raise Troubled(Problem.NOT_FOUND, status=404)
    return stage.state.artworks[artwork]


async def _sized(artworks: Artworks, artwork: ArtworkId, width_px: int) -> bytes:
    data = await artworks.get(artwork)
    return await asyncio.to_thread(resized, data, width_px)
