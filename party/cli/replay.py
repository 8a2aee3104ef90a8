"""`party replay`: the pictures of a party made again from their recipes, and how close they came."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from party.app.front import Front
from party.archive.errors import ArtworkDamaged, ArtworkMissing
from party.cli.keep import archive, stage_of
from party.cli.paint import NotPainted
from party.config import Config
from party.core.state import Artwork
from party.core.values import ArtworkId, JobId, SessionId
from party.media.difference import difference
from party.studio.engine import Failed, Finished, Order, Painting, Ready, Unavailable, Update
from party.studio.studio import Studio

CLOSE: Final = 2.0
"""The mean difference of all channels, of 255, up to which a picture is the same one to the eye."""


class Match(StrEnum):
    """How a picture made again compares with the one that was made then."""

    IDENTICAL = "identical"
    CLOSE = "close"
    DIFFERENT = "different"
    UNMATCHED = "not compared"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One picture made again. `mean`: the mean difference of 255, where both are there and of one size.

    `changed`: what is another now than it was then, half sentences; `why` it was not compared.
    """

    artwork: ArtworkId
    prompt: str
    seed: int
    match: Match
    mean: float | None = None
    changed: tuple[str, ...] = ()
    why: str = ""


async def replay(config: Config, code: str) -> AsyncIterator[tuple[int, Replayed]]:
    """Makes a party's pictures again, oldest first; each comes with how many there are in all.

    Nothing is recorded. Raises `CodeUnknown`, and `NotPainted` when there is no painter.
    """
    async with archive(config) as front:
        state = (await stage_of(front, code)).state
        artworks = sorted(state.artworks.values(), key=lambda artwork: artwork.seq)
        async with _painter(config) as painter:
            for artwork in artworks:
                yield len(artworks), await _replayed(front, painter, artwork)


class _Painter:
    """A studio that is asked for one picture at a time."""

    def __init__(self, studio: Studio, updates: "asyncio.Queue[Update]") -> None:
        self._studio, self._updates = studio, updates

    async def ready(self) -> None:
        """Returns when the model is loaded. Raises `NotPainted`."""
        while not isinstance(update := await self._updates.get(), Ready):
            if isinstance(update, Unavailable):
                raise NotPainted(update.why)

    async def paint(self, artwork: Artwork) -> Painting | str:
        """The picture made again, or why it was not. Raises `NotPainted` when the painter is gone for good."""
        job = JobId(artwork.id)
        self._studio.submit(Order(SessionId("replay"), job, None, (artwork.recipe,)))
        while True:
            match await self._updates.get():
                case Finished(order, paintings) if order.job == job:
                    return paintings[0]
                case Failed(order, why) if order.job == job:
                    return why
                case Unavailable(why=why):
                    raise NotPainted(why)
                case _:
                    continue


@asynccontextmanager
async def _painter(config: Config) -> AsyncIterator[_Painter]:
    updates: asyncio.Queue[Update] = asyncio.Queue()
    studio = Studio(config.model, updates.put_nowait, threads=config.threads)
    await studio.start()
    try:
        painter = _Painter(studio, updates)
        await painter.ready()
        yield painter
    finally:
        await studio.stop()


async def _replayed(front: Front, painter: _Painter, artwork: Artwork) -> Replayed:
    told = Replayed(artwork.id, artwork.recipe.prompt, artwork.recipe.seed, Match.UNMATCHED)
    if not artwork.recipe.prompt:
        return replace(told, why="its words were removed")
    try:
        before = await front.house.artworks.get(artwork.id)
    except (ArtworkMissing, ArtworkDamaged) as error:
        return replace(told, why=str(error))
    again = await painter.paint(artwork)
    if isinstance(again, str):
        return replace(told, why=again)
    return await asyncio.to_thread(compared, told, artwork, before, again)


def compared(told: Replayed, artwork: Artwork, before: bytes, again: Painting) -> Replayed:
    """The same, with how the picture of before and the one made again compare."""
    changed = tuple(_changed(artwork, again))
    if before == again.data:
        return replace(told, match=Match.IDENTICAL, mean=0.0, changed=changed)
    apart = difference(before, again.data)
    if apart is None:
        size = f"{again.width_px}x{again.height_px} pixels instead of {artwork.width_px}x{artwork.height_px}"
        return replace(told, match=Match.DIFFERENT, changed=(*changed, size))
    match = Match.CLOSE if apart.mean <= CLOSE else Match.DIFFERENT
    return replace(told, match=match, mean=apart.mean, changed=changed)


def _changed(artwork: Artwork, again: Painting) -> Iterator[str]:
    """What is another now: the model, its revision, what it runs on."""
    then, now = artwork.recipe, again.recipe
    said = (
        ("engine", then.engine, now.engine),
        ("model", then.model, now.model),
        ("revision", then.revision, now.revision),
        ("environment", artwork.environment, again.environment),
    )
    yield from (f"{what} {new or 'unknown'} instead of {old or 'unknown'}" for what, old, new in said if old != new)
