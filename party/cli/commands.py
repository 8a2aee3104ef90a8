"""`party …`: every command with its options. What they do stands beside this file."""

import asyncio
import dataclasses
import json
import sys
from collections.abc import Coroutine
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from party import __version__
from party.cli import forget as removal
from party.cli import keep, logs
from party.cli.paint import paint as paint_one
from party.cli.parts import running
from party.cli.script import Outcome, Script, hold
from party.cli.serving import serve as serve_house
from party.config import Config
from party.core.errors import PartyError
from party.core.values import NOTHING_SAID, RecipeSettings, Words

T = TypeVar("T")

app = typer.Typer(
    help="Hold a neural generation party: one prompt, refined together, painted live.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out, err = Console(), Console(stderr=True)

Model = Annotated[str | None, typer.Option(help="A folder or hub id of a diffusers checkpoint instead of ours.")]
Host = Annotated[str | None, typer.Option(help="The address to listen on.")]
Port = Annotated[int | None, typer.Option(help="The port to listen on.", min=0, max=65535)]
Sessions = Annotated[Path | None, typer.Option(help="Where parties leave their traces.", file_okay=False)]
Threads = Annotated[int | None, typer.Option(help="Threads for painting.", min=1)]
Address = Annotated[str | None, typer.Option(help="The address guests use, such as https://party.example.")]
Pace = Annotated[float, typer.Option(help="Seconds between two moves of the scripted guests.", min=0)]
Code = Annotated[str, typer.Argument(help="The party's code.")]


@app.command()
def serve(
    host: Host = None,
    port: Port = None,
    model: Model = None,
    sessions: Sessions = None,
    threads: Threads = None,
    address: Address = None,
    theme: Annotated[str, typer.Option(help="The theme of the party that waits.")] = "What moves us",
    prompt: Annotated[str, typer.Option(help="Its first prompt.")] = "a quiet evening",
    demo: Annotated[bool, typer.Option("--demo", help="Let scripted guests hold a short party first.")] = False,
    pace: Pace = 1.6,
) -> None:
    """Open the house: a server, and a fresh party waiting for you."""
    config = _config(host=host, port=port, model=model, sessions=sessions, threads=threads, address=address)
    script = Script(pace_s=pace) if demo else None
    _run(serve_house(config, theme=theme, first_prompt=prompt, script=script))


@app.command()
def demo(
    port: Port = 0,
    model: Model = None,
    sessions: Sessions = None,
    threads: Threads = None,
    pace: Pace = 1.6,
    as_json: Annotated[bool, typer.Option("--json", help="Show nothing but one JSON object at the end.")] = False,
) -> None:
    """Let scripted guests hold a whole party, leave its write-up, and end."""
    config = _config(port=port, model=model, sessions=sessions, threads=threads, host="127.0.0.1")
    outcome = _run(_demo(config, Script(pace_s=pace), quiet=as_json))
    if as_json:
        sys.stdout.write(json.dumps(dataclasses.asdict(outcome)) + "\n")
    else:
        out.print(f"\nThe write-up: [bold]{outcome.write_up}[/bold]")


@app.command()
def paint(
    prompt: Annotated[str, typer.Argument(help="What to paint.")],
    file: Annotated[Path, typer.Option("--out", help="Where to put it: .png, .webp or .jpg.")] = Path("picture.png"),
    seed: Annotated[int | None, typer.Option(help="The same seed and prompt give the same picture.", min=0)] = None,
    model: Model = None,
    steps: Annotated[int | None, typer.Option(min=1)] = None,
    guidance: Annotated[float | None, typer.Option(min=0)] = None,
    width: Annotated[int | None, typer.Option(help="Pixels.")] = None,
    height: Annotated[int | None, typer.Option(help="Pixels.")] = None,
    negative: Annotated[str, typer.Option(help="What to keep out.")] = NOTHING_SAID,
    threads: Threads = None,
) -> None:
    """Paint one picture, its recipe in the file: the quickest way to try a model."""
    config = _config(model=model, threads=threads)
    if "log_level" not in config.model_fields_set:
        logs.configure("critical", as_json=config.log_json)  # what fails is told once: as the answer
    settings = RecipeSettings(width, height, steps, guidance, seed, negative=Words(negative))
    painting = _run(paint_one(prompt, settings, file, model=config.model, threads=config.threads, console=out))
    out.print(f"{file}  {painting.width_px}x{painting.height_px}, seed {painting.recipe.seed}, {painting.took_ms} ms")


@app.command()
def export(code: Code, sessions: Sessions = None) -> None:
    """Write a party's write-up again."""
    out.print(str(_run(keep.export(_config(sessions=sessions), code))), soft_wrap=True)


@app.command()
def verify(
    code: Annotated[str | None, typer.Argument(help="The party's code; all parties if left out.")] = None,
    sessions: Sessions = None,
) -> None:
    """Check that nothing in the record was changed or lost."""
    raise typer.Exit(_run(_verify(_config(sessions=sessions), code)))


@app.command()
def link(code: Code, sessions: Sessions = None, port: Port = None, address: Address = None) -> None:
    """Print a new moderator's link when the old one is lost."""
    moderator, guests = _run(keep.link(_config(sessions=sessions, port=port, address=address), code))
    out.print(f"Moderator  {moderator}\nGuests     {guests}", soft_wrap=True)


@app.command()
def delete(
    code: Code,
    sessions: Sessions = None,
    port: Port = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a party for good: its record, its pictures, its write-up. An open house at the port does it itself."""
    config = _config(sessions=sessions, port=port)
    party = _run(keep.doomed(config, code))
    day = datetime.fromtimestamp(party.opened_ms / 1000).astimezone().date()
    out.print(f"{party.code}  {escape(party.theme)}, opened {day}, {party.entries} entries", soft_wrap=True)
    if not yes:
        typer.confirm("Delete it with everything that belongs to it? There is no way back.", abort=True)
    _run(keep.delete(config, code))
    out.print("It is gone.")


@app.command()
def forget(
    code: Code,
    guest: Annotated[str, typer.Argument(help="The guest, by name or id.")],
    sessions: Sessions = None,
    port: Port = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take a guest's name and words out of a party for good. An open house at the port does it itself."""
    config = _config(sessions=sessions, port=port)
    leaving = _run(removal.leaving(config, code, guest))
    said = ", ".join(f"{number} {kind}" for kind, number in leaving.said if number) or "nothing more"
    out.print(f"{escape(leaving.name or leaving.guest)}: the name, {said}, and what was replaced or taken back.")
    if leaving.kept:
        out.print(f"What the room accepted stays, without an author: {leaving.kept} wordings. Votes stay counted.")
    if not yes:
        typer.confirm("Remove it from the record and the write-up? There is no way back.", abort=True)
    _run(removal.forget(config, code, leaving.guest))
    out.print("It is gone.")


@app.command()
def doctor(sessions: Sessions = None, port: Port = None) -> None:
    """See whether this machine is ready for a party."""
    findings = tuple(keep.examine(_config(sessions=sessions, port=port)))
    for finding in findings:
        keep.tell(out, finding)
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@app.command()
def version() -> None:
    """Print the version."""
    out.print(__version__)


async def _demo(config: Config, script: Script, *, quiet: bool) -> Outcome:
    async with running(config) as server:
        return await hold(out, server, script, quiet=quiet)


async def _verify(config: Config, code: str | None) -> int:
    well = True
    async for name, verdict in keep.verify(config, code):
        well = well and verdict.ok
        state = "[green]whole[/green]" if verdict.ok else "[red]damaged[/red]"
        removed = f", {verdict.removed} texts removed at their authors' wish" if verdict.removed else ""
        out.print(f"{name}  {state}  {verdict.head_seq} entries, head {verdict.head_hash}{removed}", soft_wrap=True)
        for problem in verdict.problems:
            out.print(f"  {problem}", soft_wrap=True)
    return 0 if well else 1


def _config(**options: Any) -> Config:  # noqa: ANN401  each option is typed at its command
    try:
        config = Config().model_copy(update={key: value for key, value in options.items() if value is not None})
    except ValidationError as error:
        wrong = ", ".join(f"PARTY_{part['loc'][0]}".upper() for part in error.errors())
        err.print(f"[red]Setting[/red]: {wrong} cannot be used.", soft_wrap=True)
        raise typer.Exit(1) from None
    logs.configure(config.log_level, as_json=config.log_json)
    return config


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; failures of the world are told in one line."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except PartyError as error:
        err.print(f"[red]{type(error).__name__}[/red]: {error}", soft_wrap=True)
        raise typer.Exit(1) from None
