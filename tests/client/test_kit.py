"""The Python client in a moderated evening: phrases, comments, the radar, the card, the wall, and being shown out."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from party.client import Away, Turned
from party.core import commands as c
from party.core.refusals import Reason
from party.core.state import Screening
from party.core.things import MentionView
from party.core.values import AgendaItem, Kind, Phase, Role, Show, Wall
from party.wire.codes import Close
from tests.houses import QUIET, guest, house, party

pytestmark = pytest.mark.anyio


async def test_phrases_comments_card_and_wall_are_in_view(tmp_path: Path) -> None:
    """What one guest pushes and says, the others see; what is on the table and on the wall too."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        await host.do(c.EditPrompt("an empty bench, moonlight"))
        bench, moon = await ada.until(lambda view: view.prompt.phrases if len(view.prompt.phrases) == 2 else None)
        await ada.do(c.PushPhrase(moon.id, 1))
        pushed = await host.until(lambda view: view.prompt if view.prompt.phrases[1].up else None)
        assert (pushed.phrases[0].weight, pushed.phrases[1].weight) == (1, 1.1)
        assert ada.view.mine
        assert [(push.phrase, push.push) for push in ada.view.mine.pushes] == [(moon.id, 1)]
        assert bench.id != moon.id
        await ada.do(c.WriteComment("so quiet, @Hanna", refinement=host.view.session.head))
        said = await host.until(lambda view: next(iter(view.comments.values()), None))
        assert (said.text, said.by) == ("so quiet, @Hanna", ada.id)
        assert said.mentions == (MentionView(host.id, 10, 16),)
        await host.do(c.AskQuestion("Who left last?"))
        await host.do(c.SetAgenda((AgendaItem(Phase.LOBBY, 5),)))
        await host.do(c.ShowOnWall(Wall(Show.IDEAS)))
        seen = await ada.until(lambda view: view.session if view.session.wall.show is Show.IDEAS else None)
        assert seen.question
        assert seen.question.text == "Who left last?"
        assert seen.phase_ends_ms is not None


async def test_the_radar_is_the_moderators(tmp_path: Path) -> None:
    """Who has said what how often: in the host's view, in nobody else's."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        await ada.do(c.Associate("rain"))
        await host.until(lambda view: {(line.guest, line.said) for line in view.radar} == {(host.id, 0), (ada.id, 1)})
        assert ada.view.radar == ()


async def test_a_nudge_and_held_words_are_ones_own(tmp_path: Path) -> None:
    """What waits for the moderator is in its author's private view until it is let through."""
    screened = replace(QUIET, screening=True)
    async with (
        house(tmp_path) as server,
        party(server, screened) as host,
        guest(host) as ada,
        guest(host, "Ben") as ben,
    ):
        await host.do(c.NudgeGuest(ada.id, "and you?"))
        await ada.until(lambda view: view.mine and view.mine.nudge and view.mine.nudge.text == "and you?")
        await ada.do(c.Associate("rain"))
        (held,) = await ada.until(lambda view: view.mine.held if view.mine else None)
        assert (held.of, held.text) == (Kind.ASSOCIATION, "rain")
        assert host.view.associations[held.id].screening is Screening.HELD
        assert held.id not in ben.view.associations
        await host.do(c.ScreenThing(held.of, held.id, shown=True))
        await ada.until(lambda view: view.mine and not view.mine.held)
        await ben.until(lambda view: held.id in view.associations)
        assert ben.view.mine
        assert ben.view.mine.nudge is None


async def test_a_removed_guest_stays_out_until_readmitted(tmp_path: Path) -> None:
    """Sent away from the open connection, refused when coming back, refused by the rules; then in again as before."""
    async with house(tmp_path) as server, party(server) as host, guest(host, "Ada") as ada:
        await ada.do(c.AskForRole(Role.ART_EXPERT))
        waiting = asyncio.create_task(ada.until(lambda view: view.artworks))
        await host.do(c.RemoveGuest(ada.id))
        with pytest.raises(Away, match="REMOVED") as away:
            await waiting
        assert away.value.close == Close.REMOVED
        assert ada.view.mine
        assert ada.view.mine.asks == ()
        for _ in range(2):
            await ada.come()
            with pytest.raises(Away, match="REMOVED"):
                await ada.until(lambda view: view.artworks)
        await host.until(lambda view: view.online == (host.id,))
        with pytest.raises(Turned) as nudged:
            await host.do(c.NudgeGuest(ada.id))
        assert nudged.value.reason is Reason.UNKNOWN_GUEST
        await host.do(c.ReadmitGuest(ada.id))
        await ada.come()
        await ada.do(c.Associate("rain"))
        await host.until(lambda view: view.associations and len(view.online) == 2)
