"""A door with a passcode, a locked one, and one that somebody was shown out of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from party.app.tries import WRONG_PASSCODES
from party.cli.parts import Running
from party.client import PartyGuest, Turned, join_party, open_party
from party.core.commands import LockSession, PauseSession, ReadmitGuest, RemoveGuest, SetPasscode
from party.core.refusals import Reason
from party.core.values import GuestId, Role, Settings
from tests.houses import key

from .visitors import browser, joins, trouble

pytestmark = pytest.mark.anyio

PASSCODE = "blue window"


@pytest.fixture
async def hanna(server: Running) -> AsyncIterator[PartyGuest]:
    """The host of a party that asks for a passcode."""
    asked = {"theme": "loneliness", "first_prompt": "a bench", "name": "Hanna", "passcode": PASSCODE}
    async with open_party(server.url, settings=Settings(language="ru"), **asked) as host:
        yield host


async def join(http: httpx.AsyncClient, code: str, **asked: object) -> httpx.Response:
    """The answer to somebody at the door."""
    return await http.post(f"/api/sessions/{code}/guests", json={"name": "Ada", **asked})


async def door(http: httpx.AsyncClient, code: str) -> dict[str, object]:
    """What somebody sees of a party."""
    seen: dict[str, object] = (await http.get(f"/api/sessions/{code}")).json()
    return seen


async def test_a_passcode_is_asked_for(hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """Of people and of screens; letter case and blanks around it do no harm."""
    for asked in ({}, {"passcode": "red window"}, {"screen": True}, {"passcode": "x" * 5000}):
        assert trouble(await join(other, hanna.code, **asked)) == (403, "PasscodeWrong")
    await joins(other, hanna.code, passcode=f" {PASSCODE.upper()}")


async def test_such_a_door_names_nobody(hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """Theme and number of people to strangers, names to those who are in; the passcode to nobody."""
    seen = await door(other, hanna.code)
    assert (seen["passcode"], seen["people"], seen["guests"], seen["theme"]) == (True, 1, [], "loneliness")
    assert (seen["locked"], seen["paused"], seen["full"], seen["removed"], seen["language"]) == (*[False] * 4, "ru")
    await joins(other, hanna.code, passcode=PASSCODE)
    seen = await door(other, hanna.code)
    assert (seen["people"], seen["guests"], seen["known"]) == (2, ["Hanna", "Ada"], True)
    assert PASSCODE not in f"{seen} {hanna.view.session}"


async def test_a_passcode_can_be_taken_away(hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """Then the door is as any other."""
    await hanna.do(SetPasscode())
    seen = await door(other, hanna.code)
    assert (seen["passcode"], seen["guests"]) == (False, ["Hanna"])
    await joins(other, hanna.code)


async def test_an_invite_needs_no_passcode(hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """Nor an open door."""
    await hanna.do(LockSession())
    assert trouble(await join(other, hanna.code, passcode=PASSCODE)) == (403, "SessionLocked")
    seen = await door(other, hanna.code)
    assert seen["locked"] is True
    await joins(other, hanna.code, invite=await key(hanna, Role.ART_EXPERT))


async def test_who_is_in_stays_in(hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """A new passcode, a locked door and a pause are for newcomers."""
    guest = await joins(other, hanna.code, passcode=PASSCODE)
    await hanna.do(SetPasscode("green door"))
    await hanna.do(LockSession())
    await hanna.do(PauseSession())
    again = await join(other, hanna.code)
    assert (again.status_code, again.json()["guest"]) == (200, guest)
    assert (await door(other, hanna.code))["paused"] is True


async def test_a_full_room_behind_one_address_comes_in(server: Running, hanna: PartyGuest) -> None:
    """Sixty phones at once, a dozen of which mistype it first."""
    async with AsyncExitStack() as stack:
        phones = [await stack.enter_async_context(browser(server)) for _ in range(60)]
        wrong = await asyncio.gather(*(join(phone, hanna.code, passcode="blue widow") for phone in phones[:12]))
        assert {trouble(answer) for answer in wrong} == {(403, "PasscodeWrong")}
        right = await asyncio.gather(*(join(phone, hanna.code, passcode=PASSCODE) for phone in phones))
        assert {answer.status_code for answer in right} == {201}
        assert len({answer.json()["guest"] for answer in right}) == 60


async def test_a_passcode_cannot_be_guessed(server: Running, hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """However many tries come at once, few are heard; then newcomers wait, but for those with an invite."""
    guesses = await asyncio.gather(*(join(other, hanna.code, passcode=f"guess {guess}") for guess in range(60)))
    told = [trouble(answer) for answer in guesses]
    assert told.count((403, "PasscodeWrong")) == WRONG_PASSCODES.windows[0].amount
    assert set(told) == {(403, "PasscodeWrong"), (429, "TooManyTries")}
    waiting = await join(other, hanna.code, passcode=PASSCODE)
    assert trouble(waiting) == (429, "TooManyTries")
    assert 1 <= int(waiting.headers["retry-after"]) <= 61
    assert (await door(other, hanna.code))["passcode"] is True
    async with join_party(server.url, hanna.code, "Cleo", invite=await key(hanna, Role.PARTICIPANT)):
        pass
    async with open_party(server.url, theme="love", first_prompt="a kiss", name="Ida", passcode="sesame") as elsewhere:
        await joins(other, elsewhere.code, passcode="sesame")


async def test_saying_nothing_is_no_guess(hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """A page that does not know of the passcode yet costs nobody a try."""
    for _ in range(WRONG_PASSCODES.windows[0].amount + 1):
        assert trouble(await join(other, hanna.code)) == (403, "PasscodeWrong")
    await joins(other, hanna.code, passcode=PASSCODE)


async def test_who_was_shown_out(server: Running, hanna: PartyGuest, other: httpx.AsyncClient) -> None:
    """They are told so and stay out, invite or not; names are not told to them. Readmitted, they are who they were."""
    guest = await joins(other, hanna.code, passcode=PASSCODE)
    await hanna.do(RemoveGuest(GuestId(guest)))
    seen = await door(other, hanna.code)
    assert (seen["removed"], seen["known"], seen["roles"], seen["guests"], seen["people"]) == (True, False, [], [], 1)
    for asked in ({"passcode": PASSCODE}, {"invite": await key(hanna, Role.MODERATOR)}, {"screen": True}):
        assert trouble(await join(other, hanna.code, **asked)) == (403, "Removed")
    assert trouble(await other.get(f"/api/sessions/{hanna.code}/invites")) == (403, "Removed")
    assert trouble(await other.get(f"/write-up/{hanna.code}/")) == (403, "Removed")
    with pytest.raises(Turned) as turned:
        async with join_party(server.url, hanna.code, "Eve", passcode="no"):
            pass
    assert turned.value.reason is Reason.PASSCODE_WRONG
    await hanna.do(ReadmitGuest(GuestId(guest)))
    again = await join(other, hanna.code)
    assert (again.status_code, again.json()["guest"]) == (200, guest)


async def test_a_moderators_link_of_somebody_who_was_shown_out(
    server: Running, hanna: PartyGuest, other: httpx.AsyncClient
) -> None:
    """It opens nothing any more."""
    guest = await joins(other, hanna.code, invite=await key(hanna, Role.MODERATOR))
    stage = await server.front.house.find(hanna.code)
    assert stage
    claim = server.front.tokens.claim(stage.keeper.session, GuestId(guest))
    await hanna.do(RemoveGuest(GuestId(guest)))
    assert trouble(await other.get(f"/in/{hanna.code}", params={"key": claim})) == (403, "Removed")
