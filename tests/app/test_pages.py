"""The client's page and its files, built or not, and whether the house stands."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from party.app.application import application
from party.app.pages import NOT_BUILT
from party.cli.parts import Running

pytestmark = pytest.mark.anyio


def at(server: Running, static_dir: Path) -> httpx.AsyncClient:
    """The same house with its client in another folder."""
    app = application(replace(server.front, static_dir=static_dir))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://party.example")


async def test_a_client_that_is_not_built_is_said_plainly(server: Running, tmp_path: Path) -> None:
    """A page says what to do; its files are not found, which is no defect; the rest works."""
    async with at(server, tmp_path / "none") as http:
        for path in ("/", "/p/ABCDE", "/p/ABCDE/desk"):
            response = await http.get(path)
            assert (response.status_code, response.text) == (503, NOT_BUILT)
            assert response.headers["content-type"].startswith("text/plain")
        for path in ("/icon.svg", "/assets/main.js", "/favicon.ico"):
            assert (await http.get(path)).status_code == 404
        assert (await http.get("/healthz")).status_code == 200


async def test_the_page_is_always_fresh_and_its_files_never(server: Running, tmp_path: Path) -> None:
    """One page for every party's places; what has a hash in its name is cached for ever."""
    (tmp_path / "web" / "assets").mkdir(parents=True)
    for file in ("index.html", "party.html", "icon.svg", "assets/main-1a2b.js"):
        (tmp_path / "web" / file).write_text(file)
    async with at(server, tmp_path / "web") as http:
        for path, file in (("/", "index.html"), ("/p/ABCDE", "party.html"), ("/p/ABCDE/wall", "party.html")):
            response = await http.get(path)
            assert (response.text, response.headers["cache-control"]) == (file, "no-cache")
        assert "immutable" in (await http.get("/assets/main-1a2b.js")).headers["cache-control"]
        assert (await http.get("/icon.svg")).text == "icon.svg"
        assert (await http.get("/assets/../../party.db")).status_code == 404
        assert (await http.get("/" + "x" * 5000)).status_code == 404
        assert (await http.get("/a%00b")).status_code == 404


async def test_health(host: httpx.AsyncClient) -> None:
    """The house stands, whether or not pictures can be had; nobody caches that."""
    response = await host.get("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["studio"] in {"loading", "ready"}
    assert response.headers["cache-control"] == "no-store"
    assert (await host.head("/healthz")).status_code == 200


async def test_people_who_open_a_wrong_address_get_a_page(host: httpx.AsyncClient) -> None:
    """A browser gets a sentence and the way to the start; programs get the same as JSON."""
    people = await host.get("/nowhere/at/all", headers={"accept": "text/html"})
    assert (people.status_code, people.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is nothing to see at this address." in people.text
    assert (await host.get("/nowhere/at/all")).json()["reason"] == "NotFound"
