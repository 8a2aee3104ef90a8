"""`party paint`: one picture from the terminal, with its recipe in the file."""

import asyncio
import secrets
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from party.core.errors import Fault, PartyError
from party.core.refusals import Refusal
from party.core.rules.recipe import Wording, check_recipe, recipes
from party.core.rules.scene import Occasion
from party.core.text import clean
from party.core.values import LIMITS, Easel, GuestId, JobId, Millis, RecipeSettings, SessionId
from party.live.chance import Chance
from party.media.formats import converted, format_of
from party.media.metadata import label
from party.studio.engine import Failed, Finished, Order, Painting, Ready, Stepped, Unavailable, Update
from party.studio.studio import Studio

T = TypeVar("T")


class NotPainted(PartyError):
    """The picture could not be made."""

    fault = Fault.HOUSE


async def paint(
    prompt: str, settings: RecipeSettings, out: Path, *, model: str | None, threads: int | None, console: Console
) -> Painting:
    """Make one picture and write it with its label. Raises `NotPainted` and `UnknownFormat` with a plain reason."""
    _check(out)
    updates: asyncio.Queue[Update] = asyncio.Queue()
    studio = Studio(model, updates.put_nowait, threads=threads)
    await studio.start()
    try:
        painting = await _painted(studio, updates, prompt, settings, console)
    finally:
        await studio.stop()
    _write(painting, out)
    return painting


async def _painted(
    studio: Studio, updates: "asyncio.Queue[Update]", prompt: str, settings: RecipeSettings, console: Console
) -> Painting:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("Loading the model", total=None)
        while True:
            match await updates.get():
                case Ready(easel):
                    progress.update(bar, description="Painting")
                    studio.submit(_order(prompt, settings, easel))
                case Stepped(_, step):
                    progress.update(bar, completed=step.index, total=step.total)
                case Finished(_, paintings):
                    return paintings[0]
                case Failed(why=why) | Unavailable(why=why):
                    raise NotPainted(why)
                case _:
                    continue


def _order(prompt: str, settings: RecipeSettings, easel: Easel) -> Order:
    words, checked = _granted(clean(prompt, LIMITS.prompt)), _granted(check_recipe(settings))
    occasion = Occasion(Chance().now(), "", secrets.randbits(32), easel)
    wanted = recipes(Wording(words, ()), checked, occasion, easel)
    return Order(SessionId("paint"), JobId("paint"), GuestId("you"), wanted)


def _check(out: Path) -> None:
    """What would stop the picture from being written, told before it is painted."""
    format_of(out.suffix)
    if not out.absolute().parent.is_dir():
        raise NotPainted(f"There is no folder {out.parent} to put the picture into.")


def _granted(value: T | Refusal) -> T:
    if isinstance(value, Refusal):
        raise NotPainted(f"{value.reason}: {', '.join(f'{key} {number}' for key, number in value.params)}")
    return value


def _write(painting: Painting, out: Path) -> None:
    data = converted(painting.data, out.suffix)
    try:
        out.write_bytes(label(data, painting.recipe, made_ms=Millis(Chance().now())))
    except OSError as error:
        raise NotPainted(f"{out} cannot be written: {error.strerror}.") from error
