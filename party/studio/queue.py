"""The fair queue as a pure value: whose pictures are next, and how long that may take.

Fair between sessions, and inside one between the guests whose ideas are made: served longest ago goes first, never
served before that, then first come. No clock; times are handed in as seconds of any steady clock.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from party.core.values import GuestId, JobId, SessionId
from party.studio.engine import Order, Place

SERVED_KEPT = 1024
"""How many sessions, and how many guests, are remembered as served. Whoever is forgotten counts as never served."""
SMOOTHING = 0.3
"""How much the newest picture moves the estimate."""

Guest = tuple[SessionId, GuestId | None]
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Making:
    """The order on the easel, since when, and how far it is."""

    order: Order
    began_s: float
    step: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """Orders waiting in the order they came, the one being made, and who was served, longest ago first."""

    waiting: tuple[Order, ...] = ()
    making: Making | None = None
    served_sessions: tuple[SessionId, ...] = ()
    served_guests: tuple[Guest, ...] = ()
    picture_s: float | None = None
    """Smoothed seconds per picture; `None` before the first."""


def submit(queue: Queue, order: Order) -> Queue:
    """The queue with one more order; the same queue if that job is already waiting or being made."""
    if find(queue, order.session, order.job):
        return queue
    return replace(queue, waiting=(*queue.waiting, order))


def find(queue: Queue, session: SessionId, job: JobId) -> Order | None:
    """The order of this job, waiting or being made."""
    making = (queue.making.order,) if queue.making else ()
    return next((order for order in (*making, *queue.waiting) if (order.session, order.job) == (session, job)), None)


def withdraw(queue: Queue, session: SessionId, job: JobId) -> Queue:
    """The queue without this job among the waiting; one being made is cleared with `set_aside`."""
    return replace(
        queue, waiting=tuple(order for order in queue.waiting if (order.session, order.job) != (session, job))
    )


def line(queue: Queue) -> tuple[Order, ...]:
    """The waiting orders as they will be served if nothing else arrives."""
    sessions = _lanes(queue.waiting, [order.session for order in queue.waiting], queue.served_sessions)
    return tuple(_round_robin([_line_of_session(orders, queue.served_guests) for orders in sessions]))


def begin(queue: Queue, now_s: float) -> Queue:
    """The queue with the first in line on the easel; unchanged while one is being made or none waits."""
    if queue.making or not queue.waiting:
        return queue
    order = line(queue)[0]
    return replace(
        withdraw(queue, order.session, order.job),
        making=Making(order, now_s),
        served_sessions=_served(queue.served_sessions, order.session),
        served_guests=_served(queue.served_guests, _guest(order)),
    )


def advance(queue: Queue, step: int, total: int) -> Queue:
    """The queue with the order being made at `step` of `total`."""
    return replace(queue, making=replace(queue.making, step=step, total=total)) if queue.making else queue


def begin_again(queue: Queue, now_s: float) -> Queue:
    """The queue with the order being made back at its first stroke."""
    return replace(queue, making=Making(queue.making.order, now_s)) if queue.making else queue


def finish(queue: Queue, now_s: float) -> Queue:
    """The queue with the easel free, having learned how long a picture takes."""
    if queue.making is None:
        return queue
    took_s = (now_s - queue.making.began_s) / max(1, len(queue.making.order.recipes))
    known_s = queue.picture_s
    return replace(
        queue, making=None, picture_s=took_s if known_s is None else known_s + SMOOTHING * (took_s - known_s)
    )


def set_aside(queue: Queue) -> Queue:
    """The queue with the easel free and nothing learned: the order was cancelled or failed."""
    return replace(queue, making=None)


def places(queue: Queue, now_s: float) -> tuple[Place, ...]:
    """Every order with its place and estimate: the one being made at 0, the waiting from 1."""
    found: list[Place] = []
    picture_s, ahead_s = _picture_s(queue, now_s), 0.0
    if queue.making:
        ahead_s = _left_s(queue.making, picture_s, now_s)
        found.append(_place(queue.making.order, 0, ahead_s, picture_s, queue.making))
    for place, order in enumerate(line(queue), start=1):
        ahead_s += (picture_s or 0.0) * len(order.recipes)
        found.append(_place(order, place, ahead_s, picture_s))
    return tuple(found)


def _place(order: Order, place: int, wait_s: float, picture_s: float | None, making: Making | None = None) -> Place:
    wait = None if picture_s is None else round(wait_s, 1)
    step, total = (making.step, making.total) if making else (0, 0)
    return Place(order.session, order.job, place, wait, step, total)


def _picture_s(queue: Queue, now_s: float) -> float | None:
    """The smoothed time, or before the first picture is finished what its steps so far promise."""
    making = queue.making
    if queue.picture_s is not None or making is None or not making.step:
        return queue.picture_s
    return (now_s - making.began_s) / making.step * making.total / max(1, len(making.order.recipes))


def _left_s(making: Making, picture_s: float | None, now_s: float) -> float:
    """Seconds until the order on the easel is finished, never below zero."""
    if making.step:
        return max(0.0, (now_s - making.began_s) / making.step * (making.total - making.step))
    return max(0.0, (picture_s or 0.0) * len(making.order.recipes) - (now_s - making.began_s))


def _line_of_session(orders: Sequence[Order], served: Sequence[Guest]) -> tuple[Order, ...]:
    return tuple(_round_robin(_lanes(orders, [_guest(order) for order in orders], served)))


def _guest(order: Order) -> Guest:
    return order.session, order.guest


def _lanes(orders: Iterable[Order], keys: Iterable[K], served: Sequence[K]) -> list[list[Order]]:
    """The orders sorted into one lane per key, the lane served longest ago first, then the one that came first."""
    lanes: dict[K, list[Order]] = {}
    for order, key in zip(orders, keys, strict=True):
        lanes.setdefault(key, []).append(order)
    turn = {key: index for index, key in enumerate(served)}
    return [lanes[key] for key in sorted(lanes, key=lambda key: turn.get(key, -1))]


def _round_robin(lanes: Sequence[Sequence[T]]) -> Iterator[T]:
    """One of each lane in turn until all are empty."""
    for turn in range(max(map(len, lanes), default=0)):
        yield from (lane[turn] for lane in lanes if turn < len(lane))


def _served(served: tuple[K, ...], key: K) -> tuple[K, ...]:
    return (*(other for other in served if other != key), key)[-SERVED_KEPT:]
