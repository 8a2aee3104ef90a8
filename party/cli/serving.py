"""`party serve`: the server on this machine's defaults, a fresh party waiting, and what a host needs shown."""

import asyncio
from contextlib import suppress

import segno
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.rule import Rule
from rich.text import Text

from party.app.front import Front
from party.archive.errors import JournalCorrupt
from party.cli.links import moderator_link, way_in
from party.cli.parts import Running, running
from party.cli.script import Script, hold
from party.config import Config
from party.core.commands import OpenSession
from party.core.errors import PartyError
from party.core.refusals import Refusal
from party.core.state import JobStatus
from party.core.values import Phase
from party.live.chance import Chance
from party.live.stage import Stage
from party.wire.messages import StudioStatus

HOST_NAME = "Host"


class NoParty(PartyError):
    """The waiting party could not be opened."""


async def serve(config: Config, *, theme: str, first_prompt: str, script: Script | None) -> None:
    """Run until interrupted; with a script, play that party first."""
    console = Console()
    async with running(config) as server:
        console.print(f"\n[bold]The house is open[/bold] at {server.front.join_url}", soft_wrap=True)
        if script:
            await _play(console, server, script)
        stage = await waiting_party(server.front, theme, first_prompt)
        _show(console, server.front, stage)
        await _show_others(console, server.front, stage)
        showing = asyncio.create_task(_first_picture(console, server.front, stage))
        try:
            await asyncio.shield(server.serving)
        finally:
            showing.cancel()


async def waiting_party(front: Front, theme: str, first_prompt: str) -> Stage:
    """A party nobody has come to yet: last time's, if it is still empty, or a new one. Raises `NoParty`."""
    for row in reversed(await front.house.journal.sessions()):
        if row.closed or row.theme != theme:
            continue
        with suppress(JournalCorrupt):  # told of when the house opened; another party waits instead
            stage = await front.house.find(row.code)
            if stage and len(stage.state.guests) == 1 and stage.state.phase is Phase.LOBBY:
                return stage
    opened = await front.house.open(OpenSession(theme, first_prompt, HOST_NAME), Chance().fresh())
    if isinstance(opened, Refusal):
        raise NoParty(f"No party could be opened: {opened.reason} {dict(opened.params)}.")
    return opened[0]


async def _play(console: Console, server: Running, script: Script) -> None:
    outcome = await hold(console, server, script)
    console.print(f"\nThe demo party's write-up: [bold]{outcome.write_up}[/bold]")


def _show(console: Console, front: Front, stage: Stage) -> None:
    console.print(Rule(f"A party waits: {stage.state.theme}"))
    for what, where, style in (
        ("Guests", way_in(front, stage), "bold"),
        ("Code", stage.code, "bold"),
        ("Big screen", f"{way_in(front, stage)}/wall", ""),
        ("Moderator", moderator_link(front, stage), "bold magenta"),
    ):
        console.print(Text(f"{what:12}", "dim") + Text(where, style), soft_wrap=True)
    console.print("            (keep that one to yourself: it makes whoever opens it the moderator)\n", style="dim")
    segno.make(way_in(front, stage), micro=False).terminal(compact=True)
    console.print("Scan it with a phone on the same network.")
    console.print("Ctrl-C ends the evening; everything is kept, and `make serve` goes on.\n")


async def _show_others(console: Console, front: Front, waiting: Stage) -> None:
    """The parties of earlier evenings that have not ended: taken up again, their guests come back by themselves."""
    for row in await front.house.journal.sessions():
        if row.closed or row.code == waiting.code:
            continue
        with suppress(JournalCorrupt):
            stage = await front.house.find(row.code)
            if stage and len(stage.state.guests) > 1:
                console.print(f"Going on: {row.theme} ({row.code})  {moderator_link(front, stage)}", soft_wrap=True)


async def _first_picture(console: Console, front: Front, stage: Stage) -> None:
    """Show how the first prompt is being painted."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:.0f}/{task.total:.0f}"))
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("The model is being loaded", total=1)
        while stage.studio.status is StudioStatus.LOADING:
            await asyncio.sleep(0.1)
        if stage.studio.status is StudioStatus.UNAVAILABLE:
            progress.update(bar, description=f"No pictures tonight: {front.house.easel.studio.why}")
            return
        progress.update(bar, description="The first picture")
        while any(job.status is JobStatus.WAITING for job in stage.state.jobs.values()):
            for place in stage.places:
                progress.update(bar, completed=place.step, total=max(place.steps, 1))
            await asyncio.sleep(0.05)
        progress.update(bar, description="The first picture is there", completed=1, total=1)
