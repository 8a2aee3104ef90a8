"""The Python client: comes back by itself, loses nothing, says no by name."""

import asyncio
from pathlib import Path

import httpx
import pytest

from party.client import Away, PartyGuest, Turned, join_party, open_party
from party.core.commands import Associate, ChangeTheme, GrantRole, PauseSession, StartJob
from party.core.errors import Fault
from party.core.refusals import Reason
from party.core.values import GuestId, Kind, Role
from party.wire.codes import Close, Problem
from party.wire.door import Joined
from party.wire.messages import Place
from tests.houses import QUIET, first_artwork, free_port, guest, happens, house, key, party, studio_ready

pytestmark = pytest.mark.anyio


async def test_open_join_act_and_look(tmp_path: Path) -> None:
    """What one does, the other sees; what is done is acknowledged with its place in the journal."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        seq = await ada.do(Associate("rain"))
        assert ada.view.seq == seq
        assert list(ada.acknowledged.values()) == [seq]
        said = await host.until(lambda view: next(iter(view.associations.values()), None))
        assert (said.text, said.by) == ("rain", ada.id)
        await host.until(lambda view: len(view.online) == 2)
        assert ada.view.guests[host.id].name == "Hanna"


async def test_pictures_and_previews(tmp_path: Path) -> None:
    """A picture is painted before one's eyes and can be had as bytes."""
    async with house(tmp_path) as server, party(server) as host:
        await host.until(studio_ready)
        await host.do(StartJob())
        artwork = await host.until(first_artwork)
        assert await host.picture(artwork.id)
        assert host.previews
        assert host.last_preview is not None
        header, jpeg = host.last_preview
        assert header.job == artwork.job
        assert jpeg.startswith(b"\xff\xd8")


async def test_a_dropped_guest_comes_back_by_itself(tmp_path: Path) -> None:
    """And has everything that happened meanwhile, as one more guest would see it."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        await ada.drop()
        await host.do(Associate("rain"))
        await ada.until(lambda view: view.associations)
        await ada.do(Associate("snow"))
        await ada.drop()
        await host.until(lambda view: len(view.associations) == 2)
        await ada.do(Associate("wind"))
        await host.until(lambda view: len(view.associations) == 3)
        told = {kind: things for kind, things in host.view.things.items() if kind is not Kind.STORY}  # for curators
        assert ada.view.things == told


async def test_a_guest_comes_back_after_a_restart(tmp_path: Path) -> None:
    """The server stops and starts on the same port and folder: nobody joins anew and nothing is lost."""
    port = free_port()
    async with house(tmp_path, port=port) as server:
        opening = open_party(server.url, theme="loneliness", first_prompt="a bench", name="Hanna", settings=QUIET)
        host = await opening.__aenter__()
        await host.do(Associate("rain"))
        id_, epoch = host.id, host.view.epoch
    waiting = asyncio.create_task(host.do(Associate("snow")))
    async with house(tmp_path, port=port):
        await waiting
        assert (host.id, host.view.epoch) == (id_, epoch)
        assert {said.text for said in host.view.associations.values()} == {"rain", "snow"}
        await opening.__aexit__(None, None, None)


async def test_commands_unanswered_at_the_drop_are_done_once(tmp_path: Path) -> None:
    """Sent, cut off before the answer, sent again: done, and only once."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        for number in range(5):
            doing = [asyncio.create_task(ada.do(Associate(f"{text} {number}"))) for text in ("rain", "snow")]
            for _ in range(number):
                await asyncio.sleep(0)
            await ada.drop()
            await asyncio.gather(*doing)
        await host.until(lambda view: len(view.associations) == 10)
        stage = await server.front.house.find(host.code)
        assert stage
        entries = await server.front.house.journal.read(stage.keeper.session)
        causes = [entry.cause for entry in entries if entry.actor == ada.id]
        assert sorted(causes) == sorted(ada.acknowledged)
        assert (len(causes), ada.refused) == (10, 0)


async def test_a_new_role_does_not_repeat_what_is_under_way(tmp_path: Path) -> None:
    """The fresh picture that comes with a role is no reconnect: a refusal is counted once."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        refusals = [asyncio.create_task(ada.do(ChangeTheme(f"theme {number}"))) for number in range(3)]
        await host.do(GrantRole(ada.id, Role.PROMPT_MASTER))
        answers = await asyncio.gather(*refusals, return_exceptions=True)
        assert all(isinstance(answer, Turned) for answer in answers)
        await ada.until(lambda view: view.mine and Role.PROMPT_MASTER in view.mine.roles)
        await ada.do(Associate("rain"))
        assert ada.refused == 3


async def test_turned_names_the_reason(tmp_path: Path) -> None:
    """At the door and inside, with parameters; the guest's fault."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        with pytest.raises(Turned, match="NotAllowed") as inside:
            await ada.do(PauseSession())
        assert (inside.value.reason, inside.value.fault) == (Reason.NOT_ALLOWED, Fault.GUEST)
        with pytest.raises(Turned, match="TextTooLong limit=60") as long:
            await ada.do(Associate("x" * 100))
        assert long.value.params["limit"] == 60
        assert ada.refused == 2
        for code, invite, reason in (("ZZZZZ", None, Problem.CODE_UNKNOWN), (host.code, "x", Problem.INVITE_INVALID)):
            with pytest.raises(Turned) as door:
                await join_party(server.url, code, "Eve", invite=invite).__aenter__()
            assert door.value.reason is reason
        with pytest.raises(Turned, match="NotAllowed"):
            await ada.invites()


async def test_sent_away_for_good(tmp_path: Path) -> None:
    """Where coming back is no use it does not try: whoever waits is told."""
    async with house(tmp_path) as server, party(server) as host:
        nobody = Joined(host.code, GuestId("nobody"), ())
        stranger = PartyGuest(server.url, nobody, httpx.Cookies(), Place.ROOM)
        with pytest.raises(Away, match="NOT_A_GUEST") as away:
            await stranger.come()
        assert away.value.close == Close.NOT_A_GUEST
        for waiting in (stranger.do(Associate("rain")), stranger.until(lambda view: view.mine)):
            with pytest.raises(Away):
                await waiting


async def test_who_left_does_nothing_until_coming_again(tmp_path: Path) -> None:
    """Not an endless wait and no stray cancellation: Away. The guest stays a guest."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        await ada.leave()
        with pytest.raises(Away):
            await ada.do(Associate("rain"))
        with pytest.raises(Away):
            await ada.until(lambda view: view.artworks)
        await host.until(lambda view: len(view.online) == 1)
        await ada.come()
        await ada.do(Associate("snow"))
        assert (await host.until(lambda view: view.online == tuple(sorted((host.id, ada.id))))) is True
        assert [said.text for said in ada.view.associations.values()] == ["snow"]


async def test_until_leaves_nothing_behind(tmp_path: Path) -> None:
    """Whoever waited and gave up is forgotten; what one looks for and has already is there at once."""
    async with house(tmp_path) as server, party(server) as host:
        assert await host.until(lambda view: view.session.theme) == "loneliness"
        before = asyncio.all_tasks()
        waiting = asyncio.create_task(host.until(lambda view: view.artworks))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await happens(lambda: asyncio.all_tasks() <= before)
        with pytest.raises(KeyError):
            await host.until(lambda view: view.artworks["none"])


async def test_an_invite_brings_its_role(tmp_path: Path) -> None:
    """And a screen is nobody's person."""
    async with house(tmp_path) as server, party(server) as host:
        async with join_party(server.url, host.code, "Cleo", invite=await key(host, Role.ART_EXPERT)) as expert:
            assert expert.view.mine
            assert Role.ART_EXPERT in expert.view.mine.roles
        async with join_party(server.url, host.code, screen=True) as screen:
            assert screen.view.mine
            assert screen.view.mine.roles == (Role.SCREEN,)
