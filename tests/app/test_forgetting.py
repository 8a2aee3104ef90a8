"""Words taken out of a party by HTTP, by people whom the socket no longer serves, and by nobody else."""

from pathlib import Path

import httpx
import pytest

from party.cli.parts import Running
from party.client import PartyGuest
from party.core import commands as c
from party.core.commands import GuestCommand
from tests.houses import guest, house, party

from .visitors import PARTY, browser, joins, opens, trouble

pytestmark = pytest.mark.anyio


async def forgets(who: PartyGuest) -> httpx.Response:
    """Somebody asks for it with what their browser kept."""
    async with httpx.AsyncClient(base_url=who.url, cookies=who._cookies, trust_env=False, timeout=30) as http:
        return await http.post(f"/api/sessions/{who.code}/forget-me")


async def talks(host: PartyGuest, ada: PartyGuest) -> None:
    """Two things are said by one guest, one of them to be kept, and one to them."""
    await ada.do(c.Associate("a night train"))
    await ada.do(c.ProposeRefinement("a night train, snow", "Adelaide has seen it"))
    await host.do(c.WriteComment("so quiet, @Adelaide", host.view.session.head))


async def kept(server: Running, code: str) -> str:
    """Everything the record has of a party."""
    stage = await server.front.house.find(code)
    assert stage
    return repr(await server.front.house.journal.read(stage.keeper.session))


@pytest.mark.parametrize("then", [c.PauseSession(), c.CloseSession(), c.LockSession()], ids=lambda one: one.kind)
async def test_who_was_shown_out_takes_their_words_along(server: Running, then: GuestCommand) -> None:
    """Whatever state the party is in: everybody inside sees it at once, and neither view nor record has them."""
    async with party(server) as host, guest(host, "Adelaide") as ada:
        await talks(host, ada)
        await host.do(c.RemoveGuest(ada.id))
        await host.do(then)
        assert "a night train" in repr(host.view.things)
        answer = await forgets(ada)
        assert (answer.status_code, answer.content) == (204, b"")
        await host.until(lambda view: "a night train" not in repr(view.things))
        for word in ("night train", "Adelaide", "snow"):
            assert word not in repr(host.view.things)
            assert word not in await kept(server, host.code)
        assert (await forgets(ada)).status_code == 204


async def test_a_party_that_is_long_over_is_looked_up(tmp_path: Path) -> None:
    """The house was started anew, nobody is connected, the party is published: the token still holds."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Adelaide") as ada:
        await talks(host, ada)
        await host.write_up()
        await host.do(c.PublishWriteUp())
        await host.do(c.CloseSession())
        code, cookies = host.code, dict(ada._cookies)
    async with house(tmp_path) as server, browser(server) as http:
        http.cookies.update(cookies)
        assert "Adelaide" in await kept(server, code)
        assert (await http.post(f"/api/sessions/{code}/forget-me")).status_code == 204
        assert "Adelaide" not in await kept(server, code)


async def test_nobody_takes_anybody_elses(server: Running, host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """Strangers, guests of another party and other sites' pages change nothing."""
    code = await opens(host, settings={"paint_on_accept": False})
    await joins(host, await opens(other, name="Otto"), "Hanna")
    before = await kept(server, code)
    forget = f"/api/sessions/{code}/forget-me"
    assert trouble(await other.post(forget)) == (403, "NotAGuest")
    foreign = await host.post(forget, headers={"origin": "https://elsewhere.example"})
    assert trouble(foreign) == (403, "WrongOrigin")
    assert trouble(await host.post("/api/sessions/NOSUCH/forget-me")) == (404, "CodeUnknown")
    assert (await host.get(forget)).status_code == 405
    assert await kept(server, code) == before
    assert PARTY["name"] in before
