"""`GET /api/catalogue?language=…`: the catalogue as it goes out, written and packed once at the start."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from party.app.catalogue.reading import LANGUAGES, catalogues
from party.wire.catalogue import Catalogue

FRESH_S = 300
"""How long a browser need not ask again. A host's change is seen by everybody after that."""

_CATALOGUE = TypeAdapter(Catalogue)


@dataclass(frozen=True, slots=True)
class Edition:
    """The catalogue in one language: JSON, the same gzipped, and the hash both ETags are made of."""

    language: str
    plain: bytes
    packed: bytes
    hash: str


def editions(own: Path | None = None) -> Mapping[str, Edition]:
    """An edition for each language, with a host's own entries. Raises `CatalogueRefused`."""
    return {language: _edition(catalogue) for language, catalogue in catalogues(own).items()}


def routes(shelf: Mapping[str, Edition]) -> tuple[BaseRoute, ...]:
    """The one address of the catalogue."""

    async def catalogue(request: Request) -> Response:
        return _answer(request, _wanted(shelf, request.query_params.get("language", "")))

    return (Route("/api/catalogue", catalogue),)


def _edition(catalogue: Catalogue) -> Edition:
    plain = _CATALOGUE.dump_json(catalogue)
    return Edition(catalogue.language, plain, gzip.compress(plain, mtime=0), sha256(plain).hexdigest()[:32])


def _wanted(shelf: Mapping[str, Edition], language: str) -> Edition:
    """`zh-CN` is told in `zh`; what nobody knows, in English."""
    return shelf.get(language.lower().partition("-")[0], shelf[LANGUAGES[0]])


def _answer(request: Request, edition: Edition) -> Response:
    packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{edition.hash}-gzip"' if packed else f'"{edition.hash}"'
    headers = {
        "etag": tag,
        "cache-control": f"public, max-age={FRESH_S}",
        "content-language": edition.language,
        "vary": "accept-encoding",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(edition.packed if packed else edition.plain, 200, headers, "application/json")
