"""Parties without a server: a house over a real journal, and seats that read what a connection is told."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from party.archive.artworks import Artworks
from party.archive.journal import Journal
from party.client import View
from party.core.commands import Command, JoinSession, MadeArtwork, OpenSession, ReportArtworks, StartJob
from party.core.decide import begin
from party.core.errors import PartyError
from party.core.events import Entry
from party.core.evolve import replay
from party.core.refusals import Refusal
from party.core.rules.scene import Occasion
from party.core.values import ArtworkId, Easel, GuestId, JobId, Role, Seq, SessionId, Settings
from party.live.chance import Chance
from party.live.easel import LiveEasel
from party.live.house import House
from party.live.keeper import Keeper, Recorded, entries_of
from party.live.outbox import Pipe
from party.live.stage import Stage
from party.wire.codec import read_to_guest
from party.wire.messages import Place, ToGuest

EASEL = Easel(engine="swatch", model="swatch", revision="1", scheduler="bands")
QUIET = Settings(paint_on_accept=False)
SESSION = SessionId("session")


class Lines:
    """A journal in memory that fails when it is told to."""

    def __init__(self) -> None:
        self.batches: list[tuple[Entry, ...]] = []
        self.trouble: PartyError | None = None

    async def append(self, session: SessionId, after: Seq, entries: Sequence[Entry]) -> None:  # noqa: ARG002  protocol
        """Keep a batch, or raise the trouble."""
        if self.trouble:
            raise self.trouble
        self.batches.append(tuple(entries))


def opening(chance: Chance, settings: Settings = QUIET) -> tuple[GuestId, tuple[Entry, ...]]:
    """The first entries of a party and its host."""
    now, fresh = chance.now(), chance.fresh()
    asked = OpenSession("loneliness", "an empty bench", "Hanna", settings)
    verdict = begin(asked, Occasion(now, fresh, 7))
    assert not isinstance(verdict, Refusal)
    return GuestId(fresh), entries_of(verdict, Seq(0), now, GuestId(fresh), "opening")


def keeper_on(lines: Lines, entries: tuple[Entry, ...], chance: Chance | None = None) -> Keeper:
    """A keeper that answers, over a journal in memory."""
    state = replay(entries)
    assert state
    keeper = Keeper(SESSION, state, lines, chance or Chance())
    keeper.look_at_easel(lambda: EASEL)
    keeper.start()
    return keeper


@asynccontextmanager
async def house_in(folder: Path, *, chance: Chance | None = None, model: str | None = "swatch") -> AsyncIterator[House]:
    """A house over a real journal; its studio is started by `house.start()` only."""
    artworks = Artworks.open(folder / "artworks")
    journal = Journal.open(f"sqlite:///{folder}/party.db")
    house = House(journal, artworks, LiveEasel(model, artworks), folder, chance)
    try:
        yield house
    finally:
        await house.stop()


async def opened(house: House, settings: Settings = QUIET) -> tuple[Stage, GuestId]:
    """A party in this house, and its host."""
    made = await house.open(OpenSession("loneliness", "an empty bench", "Hanna", settings), "opening")
    assert not isinstance(made, Refusal)
    stage, host = made
    stage.keeper.look_at_easel(lambda: EASEL)
    return stage, host


async def done(keeper: Keeper, actor: GuestId | None, command: Command, cause: str | None = None) -> Seq:
    """Where a command that is accepted was recorded."""
    answer = await keeper.ask(actor, cause or Chance().fresh(), command)
    assert isinstance(answer, Recorded), answer
    return answer.seq


async def joined(keeper: Keeper, name: str, *roles: Role) -> GuestId:
    """A new guest."""
    guest = GuestId(f"guest-{name}")
    await done(keeper, None, JoinSession(guest, name, roles))
    return guest


async def pictured(keeper: Keeper, host: GuestId, artwork: str = "ab" * 32) -> ArtworkId:
    """A finished picture of the working prompt, reported as the studio does."""
    before = set(keeper.state.jobs)
    await done(keeper, host, StartJob())
    (job,) = set(keeper.state.jobs) - before
    return await reported(keeper, job, artwork)


async def reported(keeper: Keeper, job: JobId, artwork: str) -> ArtworkId:
    """The studio's report on a job of one picture."""
    recipe = keeper.state.jobs[job].recipes[0]
    made = MadeArtwork(ArtworkId(artwork), recipe, recipe.width_px, recipe.height_px, "image/png", 5)
    await done(keeper, None, ReportArtworks(job, (made,)))
    return made.artwork


class Seat:
    """A connection whose frames are read as they come; `view` is what a page would show."""

    def __init__(
        self, stage: Stage, guest: GuestId, place: Place = Place.ROOM, since: tuple[str, Seq] | None = None
    ) -> None:
        epoch, seq = since or (None, None)
        self.stage = stage
        self.connection = stage.attach(guest, place, epoch, seq)
        self.messages: list[ToGuest] = []
        self.previews: list[bytes] = []
        self.view = View()
        self._heard = asyncio.Event()
        self._task = asyncio.create_task(self.connection.outbox.drain(Pipe(self._text, self._data)))

    async def until(self, wanted: Callable[[View], object]) -> View:
        """The view once it is as wanted."""
        while not (self.messages and wanted(self.view)):
            self._heard.clear()
            await self._heard.wait()
        return self.view

    async def leave(self) -> tuple[str, Seq]:
        """Go; what this guest remembers of the party."""
        self.stage.detach(self.connection)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        assert self.view.epoch is not None
        assert self.view.seq is not None
        return self.view.epoch, self.view.seq

    async def ended(self) -> None:
        """Returns when the house has nothing more to say here."""
        await self._task

    async def _text(self, frame: str) -> None:
        message = read_to_guest(frame)
        self.messages.append(message)
        self.view.apply(message)
        self._heard.set()

    async def _data(self, frame: bytes) -> None:
        self.previews.append(frame)
        self._heard.set()
