"""What a house at work writes into its logs: that things happened, not what people wrote or hold."""

import asyncio
import io
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from party.app.tokens import cookie_name
from party.cli import logs
from party.cli.parts import running
from party.client import Turned, join_party, open_party
from party.core.commands import (
    Associate,
    CastBallot,
    ChangeName,
    CloseRound,
    OpenRound,
    ProposeRefinement,
    SetPasscode,
    StartJob,
)
from party.core.events import PasscodeSet
from party.core.values import ApprovalBallot, RoundId, Topic
from tests.houses import config_in, first_artwork, guest, house, party, studio_ready

from .visitors import PARTY, browser, dial, do, greeted, told

pytestmark = pytest.mark.anyio

WORDS = ("Hanna", "Adelaide", "Benedict", "an empty bench", "two old people", "grandmother", "Hopper", "loneliness")


@pytest.fixture(params=[True, False], ids=["json", "plain"])
def said(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything logged at info level and above."""
    text = io.StringIO()
    monkeypatch.setattr(sys, "stderr", text)
    logs.configure("info", as_json=request.param)
    libraries = logging.StreamHandler(text)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(libraries)
    root.setLevel(logging.INFO)
    yield text
    root.setLevel(level)
    root.removeHandler(libraries)
    structlog.reset_defaults()


async def test_logs_keep_what_people_wrote_to_themselves(tmp_path: Path, said: io.StringIO) -> None:
    """A whole small party, its refusals, bad messages and a defect: no name, no prompt, no token, no key."""
    private = list(WORDS)
    async with house(tmp_path) as server, party(server) as host, guest(host, "Adelaide") as ada:
        private.append(host._cookies[cookie_name(host.code)])
        private += [path.split("invite=")[1] for path in (await host.invites()).links.values()]
        await host.until(studio_ready)
        await ada.do(ChangeName("Benedict"))
        await ada.do(Associate("grandmother's kitchen"))
        await ada.do(ProposeRefinement("two old people", "Hopper would"))
        await host.do(OpenRound())
        vote = await ada.until(lambda view: next(iter(view.rounds.values()), None))
        await ada.do(CastBallot(RoundId(vote.id), ApprovalBallot(vote.refinements)))
        await host.do(CloseRound(RoundId(vote.id)))
        await host.do(StartJob())
        await host.until(first_artwork)
        await host.write_up()
        stage = await server.front.house.find(host.code)
        assert stage
        stage.keeper.look_at_easel(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
        async with browser(server) as http:
            http.cookies.update(ada._cookies)
            async with dial(server, host.code, http) as socket:
                await greeted(socket)
                await socket.send('{"id": "bad", "command": "two old people"}')
                assert "two old people" not in str(await told(socket, "Declined"))
                await socket.send(do("defect", kind="Associate", text="grandmother's clock"))
                assert (await told(socket, "Declined", "Done"))["reason"] == "PartyBroken"
                await socket.send(do("denied", kind="WriteNote", topic=Topic.REMARK, text="Hopper"))
                await told(socket, "Declined")
    log = said.getvalue()
    assert "connected" in log
    assert "ZeroDivisionError" in log
    for word in private:
        assert word not in log, word


SECRETS = (KEY, PASSCODE, SECOND, WRONG) = ("the key of the house", "blue window", "green window", "red window")


def every_byte(folder: Path) -> bytes:
    """All files of a sessions folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_keys_and_passcodes_stay_where_they_were_said(tmp_path: Path, said: io.StringIO) -> None:
    """Right ones and wrong ones are in no log, no answer, no file, no write-up; of the passcode a digest is kept."""
    config = config_in(tmp_path).model_copy(update={"host_key": SecretStr(KEY)})
    answers = []
    async with running(config) as server, browser(server) as http:
        answers.append(await http.post("/api/sessions", json=PARTY | {"host_key": WRONG, "passcode": PASSCODE}))
        answers.append(await http.post("/api/sessions", json=PARTY | {"host_key": KEY, "settings": PASSCODE}))
        opening = open_party(
            server.url, theme="love", first_prompt="a kiss", name="Hanna", passcode=PASSCODE, host_key=KEY
        )
        async with opening as host:
            door = f"/api/sessions/{host.code}"
            answers.append(await http.post(f"{door}/guests", json={"name": "Ada", "passcode": WRONG}))
            answers.append(await http.post(f"{door}/guests", json={"name": KEY * 9, "passcode": PASSCODE}))
            answers.append(await http.post(f"{door}/guests", json={"passcode": [PASSCODE]}))
            answers += [await http.get(path) for path in (door, "/api/house", f"{door}/qr.svg")]
            await host.do(SetPasscode(SECOND))
            with pytest.raises(Turned):
                await host.do(SetPasscode(WRONG * 9))
            stage = await server.front.house.find(host.code)
            assert stage
            made = await host.write_up()
            page = await asyncio.to_thread(every_byte, tmp_path / made.slug)
            entries = await server.front.house.journal.read(stage.keeper.session)
            known = [entry.event.passcode for entry in entries if isinstance(entry.event, PasscodeSet)]
            stage.keeper.look_at_easel(lambda: 1 / 0)  # type: ignore[arg-type, return-value]
            with pytest.raises(Turned):
                async with join_party(server.url, host.code, "Eve", passcode=SECOND):
                    pass
            seen = str(host.view)
    assert len(known) == 2
    for kept in known:
        assert kept.digest.encode() not in page
        assert kept.digest not in seen
    log, files = said.getvalue(), await asyncio.to_thread(every_byte, tmp_path)
    assert "ZeroDivisionError" in log
    for secret in SECRETS:
        assert secret not in log
        assert secret.encode() not in files
        assert not [answer.text for answer in answers if secret in answer.text]
