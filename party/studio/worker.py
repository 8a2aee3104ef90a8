"""The child side: what runs inside the model process.

The main thread loads the engine and paints; a second thread listens at the pipe, so that a cancel is heard between two
steps and the process leaves the moment the studio is gone, even by `kill -9`.
"""

import os
import signal
import threading
from dataclasses import replace
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Never, assert_never

from party.studio.engine import Cancelled, CannotLoad, CannotMake, Critic, Engine, Painting, Step
from party.studio.messages import (
    Broke,
    Cancel,
    Loaded,
    Made,
    Make,
    NotLoaded,
    Progress,
    Refused,
    Report,
    Request,
    Score,
    Scored,
    Stopped,
    Ticket,
)

ENVIRONMENT = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
"""Read by the numeric libraries when they are loaded. Passive: on a busy machine two OpenMP threads spin otherwise."""
POLITENESS = 5
"""Added to the niceness: the web process answers the room first."""


class Inbox:
    """What the studio asks, gathered by a thread of its own while the main thread paints."""

    def __init__(self, pipe: "Connection[Report, Request]") -> None:
        self._pipe = pipe
        self._orders: SimpleQueue[Make | Score] = SimpleQueue()
        self._called_off = Ticket(0)

    def next_order(self) -> Make | Score:
        """What is to be done next; waits for it."""
        return self._orders.get()

    def is_called_off(self, ticket: Ticket) -> bool:
        """True once that order, or a later one, was cancelled."""
        return ticket <= self._called_off

    def listen(self) -> Never:
        """Take requests in until the studio's end of the pipe closes, then end this process at once."""
        while True:
            try:
                request = self._pipe.recv()
            except (EOFError, OSError):
                os._exit(0)
            match request:
                case Make() | Score():
                    self._orders.put(request)
                case Cancel(ticket):
                    self._called_off = max(self._called_off, ticket)
                case _:
                    assert_never(request)


def run(pipe: "Connection[Report, Request]", model: str | None, threads: int | None) -> None:
    """Load the model and paint what is asked until the pipe closes. The target of the model process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update({name: value for name, value in ENVIRONMENT.items() if name not in os.environ})
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    inbox = Inbox(pipe)
    threading.Thread(target=inbox.listen, name="inbox", daemon=True).start()
    try:
        engine = _load(model, threads)
        pipe.send(Loaded(engine.easel))
        while True:
            pipe.send(_answer(engine, inbox.next_order(), pipe, inbox))
    except CannotLoad as reason:
        pipe.send(NotLoaded(str(reason), reason.setback))
    except Exception as defect:  # said through the pipe, then raised: the next process starts clean
        pipe.send(Broke(f"{type(defect).__name__}: {defect}"))
        raise


def _load(model: str | None, threads: int | None) -> Engine:
    from party.studio.engines import load  # noqa: PLC0415  # the libraries read ENVIRONMENT when they are imported

    return load(model, threads=threads)


def _answer(engine: Engine, order: Make | Score, pipe: "Connection[Report, Request]", inbox: Inbox) -> Report:
    if isinstance(order, Score):
        return _scored(engine, order)

    def on_step(step: Step) -> None:
        pipe.send(Progress(order.ticket, step))

    def cancelled() -> bool:
        return inbox.is_called_off(order.ticket)

    try:
        paintings = engine.make(order.recipes, on_step, cancelled)
        return Made(order.ticket, tuple(_judged(engine, painting) for painting in paintings))
    except Cancelled:
        return Stopped(order.ticket)
    except CannotMake as reason:
        return Refused(order.ticket, str(reason), reason.setback)


def _judged(engine: Engine, painting: Painting) -> Painting:
    """The painting with how close it came, where the engine can say."""
    if not isinstance(engine, Critic):
        return painting
    closeness = engine.score(painting.data, painting.recipe.prompt)
    return replace(painting, closeness=round(min(1.0, max(0.0, closeness)), 3))


def _scored(engine: Engine, order: Score) -> Scored:
    if not isinstance(engine, Critic):
        return Scored(order.ticket, None)
    try:
        return Scored(order.ticket, engine.score(order.picture, order.prompt))
    except CannotMake:
        return Scored(order.ticket, None)
