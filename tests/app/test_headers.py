"""The headers that keep a page to itself."""

import httpx
import pytest

from .visitors import opens

pytestmark = pytest.mark.anyio


def policy(response: httpx.Response) -> dict[str, set[str]]:
    """The content-security policy by directive."""
    parts = (part.split() for part in response.headers["content-security-policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


async def test_a_page_loads_and_talks_to_its_own_house_only(host: httpx.AsyncClient) -> None:
    """Nothing by default, nothing inline, nothing evaluated, no other host; previews alone are blobs."""
    told = policy(await host.get("/"))
    assert told["default-src"] == {"'none'"}
    for directive in ("script-src", "style-src", "font-src", "connect-src", "form-action", "worker-src"):
        assert told[directive] == {"'self'"}
    for directive in ("img-src", "media-src"):
        assert told[directive] == {"'self'", "blob:"}
    for directive in ("base-uri", "frame-ancestors"):
        assert told[directive] == {"'none'"}
    assert told["require-trusted-types-for"] == {"'script'"}
    assert not {source for sources in told.values() for source in sources if "unsafe" in source or "*" in source}


async def test_every_kind_of_answer_carries_the_headers(host: httpx.AsyncClient) -> None:
    """Pages, answers, pictures' addresses and errors alike; no other window reaches in, no device is asked for."""
    code = await opens(host)
    for path in ("/", "/healthz", f"/api/sessions/{code}", "/api/sessions/ZZZZZ", "/art/none", "/nowhere"):
        response = await host.get(path)
        assert policy(response)["default-src"] == {"'none'"}
        assert response.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in response.headers["permissions-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
