"""Opening, joining, looking in, inviting and claiming, politely and otherwise."""

from typing import Any

import httpx
import pytest
import segno
from starlette.routing import Route

from party.app.application import HEADERS, application
from party.app.front import MAX_BODY_BYTES
from party.app.tokens import cookie_name
from party.app.tries import WRONG_CODES
from party.cli.links import moderator_link
from party.cli.parts import Running
from party.core.values import LIMITS, Role

from .visitors import PARTY, closed, dial, greeted, joins, opens, trouble

pytestmark = pytest.mark.anyio

FOREIGN = {"origin": "https://elsewhere.example"}


async def test_opening_a_party(host: httpx.AsyncClient) -> None:
    """The opener is moderator, stands in as prompt master, and keeps a token no script can read."""
    response = await host.post("/api/sessions", json=PARTY)
    assert response.status_code == 201
    assert response.json()["roles"] == ["moderator", "participant", "prompt_master"]
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert response.headers["cache-control"] == "no-store"


async def test_joining_and_looking_in(host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """A stranger sees theme, phase and names; afterwards the door knows them, and a second join is the same guest."""
    code = await opens(host)
    before = (await other.get(f"/api/sessions/{code}")).json()
    assert (before["theme"], before["guests"], before["known"], before["roles"]) == ("loneliness", ["Hanna"], False, [])
    guest = await joins(other, code.lower())
    after = (await other.get(f"/api/sessions/{code}")).json()
    assert (after["guests"], after["known"], after["roles"]) == (["Hanna", "Ada"], True, ["participant"])
    again = await other.post(f"/api/sessions/{code}/guests", json={"name": "Eve"})
    assert (again.status_code, again.json()["guest"]) == (200, guest)
    assert after["join_url"].endswith(f"/p/{code}")


async def test_a_screen_joins_without_a_name(host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """A wall is no person; whoever sits behind it can still join as one."""
    code = await opens(host)
    screen = await joins(other, code, "", screen=True)
    assert (await other.get(f"/api/sessions/{code}")).json()["guests"] == ["Hanna"]
    assert await joins(other, code) != screen


async def test_an_invite_grants_its_role(host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """For a newcomer and for somebody who is in already."""
    code = await opens(host)
    links = (await host.get(f"/api/sessions/{code}/invites")).json()["links"]
    assert set(links) == {role.value for role in Role if role is not Role.SCREEN}
    await joins(other, code)
    key = links["art_expert"].split("invite=")[1]
    response = await other.post(f"/api/sessions/{code}/guests", json={"name": "Ada", "invite": key})
    assert (response.status_code, response.json()["roles"]) == (200, ["art_expert", "participant"])


async def test_invites_are_the_moderators(host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """Strangers are no guests, guests are not allowed."""
    code = await opens(host)
    assert trouble(await other.get(f"/api/sessions/{code}/invites")) == (403, "NotAGuest")
    await joins(other, code)
    assert trouble(await other.get(f"/api/sessions/{code}/invites")) == (403, "NotAllowed")


async def test_bad_keys_open_nothing(server: Running, host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """Guessed, altered, another party's, or made for something else: each is an invalid invite."""
    code, elsewhere = await opens(host), await opens(host)
    links = (await host.get(f"/api/sessions/{code}/invites")).json()["links"]
    foreign = (await host.get(f"/api/sessions/{elsewhere}/invites")).json()["links"]["moderator"].split("invite=")[1]
    good = links["participant"].split("invite=")[1]
    stage = await server.front.house.find(code)
    assert stage
    claim = moderator_link(server.front, stage).split("key=")[1]
    for key in ("guess", "", good[:-2], "x" + good, foreign, claim, "é"):
        asked = {"name": "Ada", "invite": key}
        assert trouble(await other.post(f"/api/sessions/{code}/guests", json=asked)) == (403, "InviteInvalid")
        answer = await other.get(f"/in/{code}", params={"key": good if key == claim else key})
        assert trouble(answer) == (403, "InviteInvalid")
    assert not other.cookies


async def test_the_claim_link_makes_its_bearer_the_moderator(
    server: Running, host: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    """On any device, as the same guest; the key itself is kept out of caches."""
    code = await opens(host)
    stage = await server.front.house.find(code)
    assert stage
    path = moderator_link(server.front, stage).removeprefix(server.front.join_url)
    response = await other.get(path)
    assert (response.status_code, response.headers["location"]) == (303, f"/p/{code}/desk")
    assert response.headers["cache-control"] == "no-store"
    assert (await other.get(f"/api/sessions/{code}/invites")).status_code == 200
    assert len(stage.state.guests) == 1


async def test_stale_and_altered_tokens_are_strangers(
    server: Running, host: httpx.AsyncClient, other: httpx.AsyncClient
) -> None:
    """A token works in its own party only, and only as it was given."""
    code, elsewhere = await opens(host), await opens(host)
    good, foreign = host.cookies[cookie_name(code)], host.cookies[cookie_name(elsewhere)]
    for token in ("guess", good[:-2], "x" + good, foreign, ""):
        other.cookies.clear()
        other.cookies.set(cookie_name(code), token)
        assert (await other.get(f"/api/sessions/{code}")).json()["known"] is False
        async with dial(server, code, other) as socket:
            assert await closed(socket) == 4003


@pytest.mark.parametrize("path", ["/api/sessions", "/api/sessions/{code}/guests", "/api/sessions/{code}/write-up"])
async def test_foreign_pages_change_nothing(host: httpx.AsyncClient, path: str) -> None:
    """Another site's page in a guest's browser is turned away; our own address is not foreign."""
    code = await opens(host)
    for origin in (FOREIGN, {"origin": "null"}):
        response = await host.post(path.format(code=code), json={**PARTY, "screen": False}, headers=origin)
        assert trouble(response) == (403, "WrongOrigin")
    ours = {"origin": str(host.base_url).rstrip("/")}
    assert (await host.post("/api/sessions", json=PARTY, headers=ours)).status_code == 201


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"{", ""),
        (b"[]", ""),
        (b'{"theme": "x"}', "first_prompt"),
        (b"\xff\xfe", ""),
        (b'{"theme": 3}', "theme"),
        (b"", ""),
    ],
)
async def test_bodies_that_cannot_be_read(host: httpx.AsyncClient, content: bytes, field: str) -> None:
    """Bad JSON says where it is bad, and quotes nothing."""
    response = await host.post("/api/sessions", content=content)
    assert trouble(response) == (400, "BadMessage")
    assert response.json()["params"] == {"field": field}


async def test_bodies_that_are_too_large(host: httpx.AsyncClient) -> None:
    """With its size announced or without, read no further than the limit."""

    async def endless() -> Any:  # noqa: ANN401  an async iterator of bytes
        for _ in range(40):
            yield b" " * 4096

    for content in (b" " * (MAX_BODY_BYTES + 1), endless()):
        response = await host.post("/api/sessions", content=content)
        assert trouble(response) == (413, "TooLarge")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": ""}, "TextEmpty"),
        ({"name": "a\x1b[31mb"}, "TextUnprintable"),
        ({"theme": "x" * (LIMITS.theme + 1)}, "TextTooLong"),
        ({"settings": {"round_s": 1}}, "OutOfRange"),
    ],
)
async def test_refusals_of_the_rules_reach_the_door(
    host: httpx.AsyncClient, changes: dict[str, object], reason: str
) -> None:
    """By their own names."""
    assert trouble(await host.post("/api/sessions", json=PARTY | changes)) == (409, reason)


async def test_markup_in_names_stays_text(host: httpx.AsyncClient) -> None:
    """A name is sent as JSON and nothing else."""
    code = await opens(host, name="<b>Hanna</b>")
    response = await host.get(f"/api/sessions/{code}")
    assert response.headers["content-type"] == "application/json"
    assert response.json()["guests"] == ["<b>Hanna</b>"]


async def test_unknown_codes_and_paths(host: httpx.AsyncClient) -> None:
    """No party, no page: said in the one shape."""
    code = await opens(host)
    for path in ("", "/invites", "/qr.svg"):
        assert trouble(await host.get(f"/api/sessions/ZZZZZ{path}")) == (404, "CodeUnknown")
    for path in ("/in/ZZZZZ?key=x", f"/art/ZZZZZ/{'a' * 64}", "/write-up/ZZZZZ/"):
        assert trouble(await host.get(path)) == (404, "CodeUnknown")
    for path in ("/nowhere", f"/api/sessions/{code}/nothing", "/assets/none.js", "/p/a/b/c", "/..%2f..%2fetc/passwd"):
        assert trouble(await host.get(path)) == (404, "NotFound")


async def test_wrong_methods(server: Running, host: httpx.AsyncClient) -> None:
    """Every route of ours says which methods it knows and does nothing for others."""
    code = await opens(host)
    ours = [route for route in application(server.front).routes if isinstance(route, Route)]
    assert len(ours) > 10
    for route in ours:
        path = route.path.format(code=code, artwork="a" * 64, file="x.png", place="room")
        response = await host.request("PUT", path)
        assert response.status_code == 405, path
        assert trouble(response)[1] == "BadMessage"


async def test_codes_cannot_be_guessed(server: Running, host: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
    """After many misses strangers wait, whether a code is right or not; guests at the same address do not."""
    code = await opens(host)
    misses = [await other.get(f"/api/sessions/ZZZ{n:02}") for n in range(WRONG_CODES.windows[0].amount)]
    assert {trouble(miss) for miss in misses} == {(404, "CodeUnknown")}
    for guess in ("ZZZZZ", code):
        assert trouble(await other.get(f"/api/sessions/{guess}")) == (429, "TooManyTries")
        other.cookies.set(cookie_name(guess), "made-up")
        assert trouble(await other.get(f"/api/sessions/{guess}")) == (429, "TooManyTries")
        async with dial(server, guess) as socket:
            assert await closed(socket) == 4029
    assert (await host.get(f"/api/sessions/{code}")).json()["known"] is True
    async with dial(server, code, host) as socket:
        assert (await greeted(socket))["code"] == code


async def test_parties_cannot_be_opened_without_end(host: httpx.AsyncClient) -> None:
    """The thirteenth in a minute waits."""
    answers = [await host.post("/api/sessions", json=PARTY) for _ in range(13)]
    assert [answer.status_code for answer in answers] == [201] * 12 + [429]
    assert trouble(answers[-1]) == (429, "TooManyTries")


async def test_the_qr_code_is_the_way_in(server: Running, host: httpx.AsyncClient) -> None:
    """An SVG that stands alone and holds the join address."""
    code = await opens(host)
    response = await host.get(f"/api/sessions/{code}/qr.svg")
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert 'xmlns="http://www.w3.org/2000/svg"' in response.text
    drawn = segno.make(f"{server.front.join_url}/p/{code}", micro=False).svg_inline(border=2)
    path = drawn.split(' d="')[1].split('"')[0]
    assert path in response.text


async def test_every_answer_keeps_the_page_to_itself(host: httpx.AsyncClient) -> None:
    """Headers on pages, answers and errors alike."""
    code = await opens(host)
    for path in ("/", "/healthz", f"/api/sessions/{code}", "/api/sessions/ZZZZZ", "/nowhere"):
        response = await host.get(path)
        assert HEADERS.items() <= dict(response.headers).items()
        assert "server" not in response.headers


async def test_a_journal_that_fails_is_told_as_such(server: Running, host: httpx.AsyncClient) -> None:
    """The disk says no: a plain 503 that may be tried again, no traceback."""
    code = await opens(host)
    server.front.house.journal.close()
    for path, asked in (("/api/sessions", PARTY), (f"/api/sessions/{code}/guests", {"name": "Ada"})):
        host.cookies.clear()
        response = await host.post(path, json=asked)
        assert trouble(response) == (503, "CommitFailed")
