"""The way out of one connection, with the loop's time in our hands."""

import asyncio
from collections import deque
from collections.abc import Callable

import pytest

from party.core.things import Ref
from party.core.values import Kind
from party.live.outbox import MAX_BYTES, MAX_FRAMES, ONLINE, PLACES, STUDIO, Gauge, Outbox, Pipe
from party.wire.messages import Place

from .hours import Hours

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    return "asyncio", {"loop_factory": Hours}


class Reader:
    """Takes frames and notes when; while `open` is cleared it takes none."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.taken: list[tuple[float, str | bytes]] = []
        self.pipe = Pipe(self._take, self._take)

    @property
    def frames(self) -> list[str | bytes]:
        """What was taken, in order."""
        return [frame for _, frame in self.taken]

    def most_in_a_second(self) -> int:
        """How many frames came within one second, at worst."""
        times = [at_s for at_s, _ in self.taken]
        return max(sum(begin <= at_s < begin + 1 for at_s in times) for begin in times)

    async def _take(self, frame: str | bytes) -> None:
        await self.open.wait()
        self.taken.append((asyncio.get_running_loop().time(), frame))


def names(moved: frozenset[Gauge]) -> str:
    """Gauges as a frame a test can read."""
    return " ".join(sorted(gauge if isinstance(gauge, str) else gauge.id for gauge in moved))


async def drained(outbox: Outbox, reader: Reader, act: Callable[[], object], seconds: float = 1) -> None:
    """Do something while the outbox is drained, and let time pass."""
    draining = asyncio.create_task(outbox.drain(reader.pipe))
    act()
    await asyncio.sleep(seconds)
    draining.cancel()
    await asyncio.gather(draining, return_exceptions=True)


async def test_facts_keep_their_order_and_are_never_dropped() -> None:
    """As many as an outbox holds, all there, first come first."""
    outbox, reader = Outbox(Place.ROOM, names), Reader()
    facts = [f"fact {n}" for n in range(MAX_FRAMES)]
    await drained(outbox, reader, lambda: deque(map(outbox.fact, facts), 0))
    assert reader.frames == facts
    assert not outbox.overflow.is_set()


async def test_gauges_merge() -> None:
    """What moved often or while the reader was busy is told once, after the facts."""
    outbox, reader = Outbox(Place.ROOM, names), Reader()

    def move() -> None:
        outbox.gauge(frozenset({ONLINE, PLACES}))
        outbox.fact("fact")
        outbox.gauge(frozenset({ONLINE, STUDIO, Ref(Kind.ROUND, "round")}))

    await drained(outbox, reader, move)
    assert reader.frames == ["fact", "online places round studio"]


async def test_the_newest_preview_wins() -> None:
    """A reader who was away for a while sees the latest picture, not all of them."""
    outbox, reader = Outbox(Place.WALL, names), Reader()
    await drained(outbox, reader, lambda: deque(map(outbox.preview, (b"%d" % n for n in range(9))), 0))
    assert reader.frames == [b"8"]


async def test_previews_give_way_to_facts() -> None:
    """While facts wait no preview is taken in; afterwards they come again."""
    outbox, reader = Outbox(Place.ROOM, names), Reader()
    outbox.fact("fact")
    outbox.preview(b"early")
    await drained(outbox, reader, lambda: None)
    await drained(outbox, reader, lambda: outbox.preview(b"late"))
    assert reader.frames == ["fact", b"late"]


@pytest.mark.parametrize(("place", "most"), [(Place.ROOM, 4), (Place.DESK, 10), (Place.WALL, 10)])
async def test_previews_are_capped_for_each_place(place: Place, most: int) -> None:
    """A hundred previews a second for three seconds: a phone gets four of them a second, desk and wall ten."""
    outbox, reader = Outbox(place, names), Reader()
    draining = asyncio.create_task(outbox.drain(reader.pipe))
    for number in range(300):
        outbox.preview(b"%d" % number)
        await asyncio.sleep(0.01)
    await asyncio.sleep(1)
    draining.cancel()
    assert reader.most_in_a_second() in {most, most + 1}
    assert len(reader.frames) in range(3 * most - 1, 3 * most + 3)
    assert reader.frames[-1] == b"299"


async def test_a_reader_who_takes_nothing_overflows() -> None:
    """Too many frames: it is told at once although a send hangs, and nothing more piles up."""
    outbox, reader = Outbox(Place.ROOM, names), Reader()
    reader.open.clear()
    draining = asyncio.create_task(outbox.drain(reader.pipe))
    for number in range(3 * MAX_FRAMES):
        outbox.fact(f"fact {number}")
        await asyncio.sleep(0)
    assert outbox.overflow.is_set()
    assert not outbox._facts
    draining.cancel()


async def test_too_many_bytes_overflow() -> None:
    """Few frames are too many when they are long."""
    outbox = Outbox(Place.ROOM, names)
    for _ in range(3):
        outbox.fact("x" * (MAX_BYTES // 2))
    assert outbox.overflow.is_set()


async def test_gauges_that_are_not_for_the_reader_are_no_frame() -> None:
    """Where nothing that moved is to be told, nothing is sent, not even an empty frame."""
    outbox, reader = Outbox(Place.ROOM, lambda _: None), Reader()
    await drained(outbox, reader, lambda: outbox.gauge(frozenset({ONLINE})))
    assert reader.frames == []


async def test_a_preview_can_be_taken_back() -> None:
    """One that waits for its turn does not go out; the next one does."""
    outbox, reader = Outbox(Place.ROOM, names), Reader()

    def act() -> None:
        outbox.preview(b"early")
        outbox.withhold()
        outbox.fact("fact")

    await drained(outbox, reader, act)
    await drained(outbox, reader, lambda: outbox.preview(b"late"))
    assert reader.frames == ["fact", b"late"]


async def test_a_finished_outbox_ends_with_the_last_fact() -> None:
    """Facts that wait go out, gauges and previews do not, and draining ends; at once where nothing waits."""
    outbox, reader = Outbox(Place.ROOM, names), Reader()
    outbox.preview(b"preview")
    outbox.gauge(frozenset({ONLINE}))
    for frame in ("one", "two"):
        outbox.fact(frame)
    outbox.finish()
    await outbox.drain(reader.pipe)
    assert reader.frames == ["one", "two"]
    idle = Outbox(Place.ROOM, names)
    draining = asyncio.create_task(idle.drain(reader.pipe))
    await asyncio.sleep(1)
    idle.finish()
    await draining
