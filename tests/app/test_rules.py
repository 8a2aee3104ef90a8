"""The rules of the door: who may open parties here, how many, for how many guests, and how often anything is tried."""

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import httpx
import pytest
from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from pydantic import SecretStr
from starlette.requests import HTTPConnection

from party.app.errors import TooManyTries
from party.app.front import address
from party.app.rules import DoorRules
from party.app.tries import WRONG_KEYS, Limit, Tries
from party.cli.parts import Running, running
from tests.houses import config_in

from .visitors import PARTY, browser, joins, opens, trouble

pytestmark = pytest.mark.anyio

KEY = "open sesame, said nobody"


def ruled(folder: Path, **rules: object) -> AbstractAsyncContextManager[Running]:
    """A server with rules of its own."""
    return running(config_in(folder).model_copy(update=rules))


async def opening(http: httpx.AsyncClient, **changes: object) -> httpx.Response:
    """The answer to somebody who would open a party."""
    return await http.post("/api/sessions", json=PARTY | changes)


async def test_the_house_tells_its_rules(host: httpx.AsyncClient, server: Running) -> None:
    """Before anything is opened: no key needed, room left, the model as guests may know it."""
    answer = await host.get("/api/house")
    said = answer.json()
    assert said | {"studio": None} == {
        "needs_key": False,
        "parties_left": True,
        "guests": 200,
        "languages": ["en", "ru", "zh"],
        "studio": None,
    }
    assert said["studio"]["status"] in {"loading", "ready"}
    assert str(server.front.sessions_dir) not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_a_house_with_a_key(tmp_path: Path) -> None:
    """Only who says it opens a party; the key is in no answer. Joining takes none."""
    async with ruled(tmp_path, host_key=SecretStr(KEY)) as server, browser(server) as host, browser(server) as other:
        assert (await host.get("/api/house")).json()["needs_key"] is True
        for said in ({}, {"host_key": ""}, {"host_key": KEY[:-1]}, {"host_key": KEY.upper()}, {"host_key": "ключ"}):
            answer = await opening(host, **said)
            assert trouble(answer) == (403, "HostKeyWrong")
            assert KEY not in answer.text
        code = await opens(host, host_key=KEY)
        await joins(other, code)


async def test_a_key_cannot_be_guessed(tmp_path: Path) -> None:
    """After five wrong ones an address waits, right key or not; saying none is no guess."""
    async with ruled(tmp_path, host_key=SecretStr(KEY)) as server, browser(server) as host:
        assert trouble(await opening(host)) == (403, "HostKeyWrong")
        for guess in range(WRONG_KEYS.windows[0].amount):
            assert trouble(await opening(host, host_key=f"guess {guess}")) == (403, "HostKeyWrong")
        waiting = await opening(host, host_key=KEY)
        assert trouble(waiting) == (429, "TooManyTries")
        assert 1 <= int(waiting.headers["retry-after"]) <= 61


def test_a_key_is_not_shown() -> None:
    """Whatever prints the rules or a setting prints no key."""
    rules = DoorRules(SecretStr(KEY))
    assert KEY not in f"{rules!r} {rules} {config_in(Path()).model_copy(update={'host_key': SecretStr(KEY)})!r}"
    assert rules.opens(KEY)
    assert not rules.opens("\ud800")


async def test_a_house_holds_so_many_parties(tmp_path: Path) -> None:
    """However many ask at once; one that was deleted makes room."""
    async with ruled(tmp_path, parties=3) as server, browser(server) as host:
        answers = await asyncio.gather(*(opening(host) for _ in range(6)))
        opened = [answer.json()["code"] for answer in answers if answer.status_code == 201]
        assert len(opened) == 3
        assert {trouble(answer) for answer in answers if answer.status_code != 201} == {(409, "HouseFull")}
        assert (await host.get("/api/house")).json()["parties_left"] is False
        assert await server.front.house.delete(opened[0])
        assert (await host.get("/api/house")).json()["parties_left"] is True
        await opens(host)


async def test_a_party_takes_so_many_guests(tmp_path: Path) -> None:
    """However many push at once; the door says so, and those who are in come and go."""
    async with ruled(tmp_path, guests=5) as server, browser(server) as host, browser(server) as other:
        code = await opens(host)
        path = f"/api/sessions/{code}/guests"
        # A client without cookies is a new guest each time.
        pushing = [httpx.AsyncClient(base_url=server.url, trust_env=False) for _ in range(12)]
        answers = await asyncio.gather(*(http.post(path, json={"name": "Ada"}) for http in pushing))
        for http in pushing:
            await http.aclose()
        assert [answer.status_code for answer in answers].count(201) == 4
        assert {trouble(answer) for answer in answers if answer.status_code != 201} == {(409, "SessionFull")}
        assert (await other.get(f"/api/sessions/{code}")).json()["full"] is True
        assert (await host.post(path, json={"name": "Hanna"})).status_code == 200
        stage = await server.front.house.find(code)
        assert stage
        assert len(stage.state.guests) == 5


def test_each_window_of_a_limit_counts() -> None:
    """The narrowest that is spent says how long to wait; others at the same limit are not held up."""
    tries, limit = Tries(), Limit("test", (RateLimitItemPerMinute(2), RateLimitItemPerHour(3)))
    waits = []
    for _ in range(3):
        waits.append(tries.wait_s(limit, "here"))
        tries.count(limit, "here")
    assert waits[:2] == [0, 0]
    assert 1 <= waits[2] <= 61
    assert 3500 <= tries.wait_s(limit, "here") <= 3601
    with pytest.raises(TooManyTries):
        tries.take(limit, "here")
    tries.take(limit, "elsewhere")


@pytest.mark.parametrize(
    ("client", "known"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_one_address(client: str, known: str) -> None:
    """Who owns an IPv6 network has no more tries than who owns an address."""
    assert address(HTTPConnection({"type": "http", "client": (client, 1)})) == known
