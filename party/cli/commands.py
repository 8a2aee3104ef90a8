"""`party …`: every command with its options. What they do stands beside this file."""

import asyncio
import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from party import __version__
from party.cli import bundles, keep, logs
from party.cli import forget as removal
from party.cli import replay as replaying
from party.cli.paint import paint as paint_one
from party.cli.parts import running
from party.cli.replay import Match
from party.cli.script import Outcome, Script, hold
from party.cli.serving import serve as serve_house
from party.config import Config
from party.core.errors import PartyError
from party.core.values import NOTHING_SAID, RecipeSettings, Words
from party.press.formats import FORMATS
from party.press.publication import OnProgress

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
Templates = Annotated[
    Path | None, typer.Option(help="A folder of your own templates and sentences.", file_okay=False, exists=True)
]
Pace = Annotated[float, typer.Option(help="Seconds between two moves of the scripted guests.", min=0)]
Code = Annotated[str, typer.Argument(help="The party's code.")]


def _known_format(name: str | None) -> str | None:
    if name is not None and name not in FORMATS:
        raise typer.BadParameter(f"there are {', '.join(FORMATS)}")
    return name


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
    config = _quiet(_config(model=model, threads=threads))
    settings = RecipeSettings(width, height, steps, guidance, seed, negative=Words(negative))
    painting = _run(paint_one(prompt, settings, file, model=config.model, threads=config.threads, console=out))
    out.print(f"{file}  {painting.width_px}x{painting.height_px}, seed {painting.recipe.seed}, {painting.took_ms} ms")


@app.command()
def export(
    code: Code,
    sessions: Sessions = None,
    format_: Annotated[
        str | None, typer.Option("--format", help=f"{', '.join(FORMATS)}.", callback=_known_format)
    ] = None,
    to: Annotated[Path | None, typer.Option(help="A new folder, or a file that ends in .zip.")] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Pack journal, ballots and all pictures too, for `party import`.")
    ] = False,
    templates: Templates = None,
) -> None:
    """Write a party's write-up again: into its folder, in another format, or with everything as a bundle."""
    config = _config(sessions=sessions, templates=templates)
    if everything:
        path = to or Path(f"{code}.zip")
        missing = _run(_watched(lambda hear: bundles.pack(config, code, path, hear)))
    elif format_ or to:
        path = to or Path(f"{code}-{format_}")
        missing = _run(_watched(lambda hear: bundles.export(config, code, format_ or "plain", path, hear)))
    else:
        path, missing = _run(bundles.write_up(config, code)), ()
    for artwork in missing:
        err.print(f"[yellow]Missing[/yellow]: the picture {artwork} is lost or damaged.", soft_wrap=True)
    out.print(str(path), soft_wrap=True)


@app.command()
def verify(
    what: Annotated[
        str | None, typer.Argument(metavar="[CODE|BUNDLE]", help="A party's code or a bundle; all parties if left out.")
    ] = None,
    sessions: Sessions = None,
    templates: Templates = None,
) -> None:
    """Check that nothing in the record, or in a bundle, was changed or lost."""
    config = _config(sessions=sessions, templates=templates)
    if what is not None and (Path(what).suffix == ".zip" or Path(what).is_file()):
        raise typer.Exit(_run(_verify_bundle(Path(what), config)))
    raise typer.Exit(_run(_verify(config, what)))


@app.command(name="import")
def import_(
    bundle: Annotated[Path, typer.Argument(help="What `party export --everything` made.", dir_okay=False)],
    sessions: Sessions = None,
) -> None:
    """Bring a party back from its bundle, complete, after checking it."""
    code = _run(bundles.bring_back(_config(sessions=sessions), bundle))
    out.print(f"{code}  is here. `party link {code}` prints a moderator's link.", soft_wrap=True)


@app.command()
def replay(code: Code, sessions: Sessions = None, model: Model = None, threads: Threads = None) -> None:
    """Make a party's pictures again from their recipes, and tell how close they come; nothing is recorded."""
    config = _quiet(_config(sessions=sessions, model=model, threads=threads))
    raise typer.Exit(_run(_replay(config, code)))


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


async def _replay(config: Config, code: str) -> int:
    """0 where every picture came out identical or close."""
    counted = Counter[Match]()
    async for total, replayed in replaying.replay(config, code):
        counted[replayed.match] += 1
        apart = f", {replayed.mean:.2f} of 255 on average" if replayed.mean else ""
        said = f": {replayed.why}" if replayed.why else ""
        place = f"{counted.total()}/{total}"
        line = (
            f"{place}  {replayed.artwork[:8]}  {replayed.match}{apart}{said}  {replayed.prompt}, seed {replayed.seed}"
        )
        out.print(escape(line), soft_wrap=True, highlight=False)
        for change in replayed.changed:
            out.print(f"  {escape(change)}", soft_wrap=True, highlight=False)
    out.print(", ".join(f"{counted[match]} {match}" for match in Match if counted[match]) or "No picture was made.")
    out.print(f"Close: at most {replaying.CLOSE} of 255, the mean difference over all channels of all pixels.")
    return 0 if counted.total() == counted[Match.IDENTICAL] + counted[Match.CLOSE] else 1


async def _watched(work: Callable[[OnProgress], Coroutine[Any, Any, T]]) -> T:
    """Runs something that tells how far it is, with a bar where somebody watches."""
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("Pictures", total=None)
        return await work(lambda done, total: bar.update(task, completed=done, total=total))


async def _verify_bundle(path: Path, config: Config) -> int:
    found = await bundles.verify(path, config.templates)
    state = "[red]not as recorded[/red]" if found.problems else "[green]whole[/green]"
    removed = f", {found.removed} texts removed at their authors' wish" if found.removed else ""
    said = f"{found.entries} entries, {found.pictures} pictures, head {found.head_hash}{removed}"
    out.print(f"{found.code}  {state}  {said}", soft_wrap=True)
    for problem in found.problems:
        out.print(f"  {escape(problem)}", soft_wrap=True, highlight=False)
    if found.problems and found.made_with != __version__:
        out.print(
            f"  It was made with release {found.made_with}; this is {__version__}, which may word things otherwise."
        )
    return 1 if found.problems else 0


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


def _quiet(config: Config) -> Config:
    """The same, for commands that paint: what fails is told once, as the answer, unless more is asked for."""
    if "log_level" not in config.model_fields_set:
        logs.configure("critical", as_json=config.log_json)
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
