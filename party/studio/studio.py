"""The studio: takes orders, makes them one at a time in the model process, and tells one listener what happens.

It lives on the event loop and never blocks it. When the model process dies, another one is started and the order on
the easel is tried once more. Nothing is stored: what must outlast the server is in the journal.
"""

import asyncio
from collections.abc import Callable
from typing import assert_never

import structlog

from party.core.mishaps import Mishap, Setback
from party.core.values import Easel, JobId, SessionId
from party.studio import queue as fair
from party.studio.engine import (
    Failed,
    Finished,
    Order,
    Place,
    QueueChanged,
    Ready,
    Status,
    Stepped,
    Unavailable,
    Update,
)
from party.studio.messages import (
    Broke,
    Cancel,
    Gone,
    Loaded,
    Made,
    Make,
    NotLoaded,
    Progress,
    Refused,
    Report,
    Score,
    Scored,
    Stopped,
    Ticket,
)
from party.studio.process import ModelProcess, cause_of_death

RESTART_WAITS_S = (0.0, 0.5, 2.0)
"""Seconds before each restart after a death; one more death without a finished order between them and we give up."""
TRIES = 2
"""How often an order is begun before it is given up because the process died."""

_DIED = Setback(Mishap.PAINTER_DIED)

log = structlog.get_logger(__name__)


class Studio:
    """Makes pictures for all sessions of this server. `listener` gets every update on the event loop.

    `model` is a folder, a hub id, `swatch`, or `None` for the shipped model; `threads=None`: as the engine sees fit.
    """

    def __init__(self, model: str | None, listener: Callable[[Update], None], *, threads: int | None = None) -> None:
        self._model = model
        self._listener = listener
        self._threads = threads
        self._queue = fair.Queue()
        self._status = Status.STOPPED
        self._easel: Easel | None = None
        self._why, self._setback = "", _DIED
        self._process: ModelProcess | None = None
        self._gone = asyncio.Event()
        self._restart: asyncio.TimerHandle | None = None
        self._deaths = 0
        self._last_words = ""
        self._ticket = Ticket(0)
        self._questions: dict[Ticket, asyncio.Future[float | None]] = {}
        self._last_question = Ticket(0)  # counts down: `Cancel` names every order up to its ticket
        self._tries = 0
        self._is_painting = False  # until the process answers, which for a cancelled order is after it left the queue

    @property
    def status(self) -> Status:
        """Whether pictures can be had."""
        return self._status

    @property
    def why(self) -> str:
        """Why there are none while `unavailable`; empty otherwise."""
        return self._why

    @property
    def easel(self) -> Easel | None:
        """What stands ready, `None` until the model has been loaded once."""
        return self._easel

    @property
    def pid(self) -> int | None:
        """The model process, `None` while there is none."""
        return self._process.pid if self._process else None

    def places(self) -> tuple[Place, ...]:
        """Every order with its place and estimate."""
        return fair.places(self._queue, self._now_s())

    async def start(self) -> None:
        """Have the model loaded in its own process; returns at once, `Ready` or `Unavailable` follows."""
        if self._status in {Status.LOADING, Status.READY}:
            return
        await self._end_process()
        self._status, self._why, self._deaths = Status.LOADING, "", 0
        self._spawn()

    async def stop(self) -> None:
        """End the model process. Orders are dropped without a word: the journal still has them."""
        self._status = Status.STOPPED
        self._queue = fair.Queue()
        await self._end_process()

    def submit(self, order: Order) -> None:
        """Take an order in; one already waiting or being made is left alone."""
        if self._status is Status.UNAVAILABLE:
            self._tell(Failed(order, self._why, self._setback))
            return
        queue = fair.submit(self._queue, order)
        if queue is not self._queue:
            self._queue = queue
            log.info("order_taken", session=order.session, job=order.job, pictures=len(order.recipes))
            self._queue_changed()

    def cancel(self, session: SessionId, job: JobId) -> None:
        """Forget an order, wherever it stands; nothing more is said of it. Unknown ones are no matter."""
        order = fair.find(self._queue, session, job)
        if order is None:
            return
        if self._is_on_easel(order):
            self._queue = fair.set_aside(self._queue)
            if self._process:
                self._process.ask(Cancel(self._ticket))
        self._queue = fair.withdraw(self._queue, session, job)
        log.info("order_cancelled", session=session, job=job)
        self._queue_changed()

    async def score(self, picture: bytes, prompt: str) -> float | None:
        """How close a picture file is to a prompt, after the pictures being made; only comparisons mean anything.

        `None` where the engine cannot say, the bytes are no picture, or there is no process to ask.
        """
        if self._status is not Status.READY or self._process is None:
            return None
        self._last_question = Ticket(self._last_question - 1)
        answer: asyncio.Future[float | None] = asyncio.get_running_loop().create_future()
        self._questions[self._last_question] = answer
        self._process.ask(Score(self._last_question, picture, prompt))
        return await answer

    def _tell_score(self, ticket: Ticket, likeness: float | None) -> None:
        answer = self._questions.pop(ticket, None)
        if answer is not None and not answer.done():
            answer.set_result(likeness)

    # --- the model process -------------------------------------------------------------------------------------------

    def _spawn(self) -> None:
        self._restart, self._last_words = None, ""
        try:
            self._process = ModelProcess(self._model, self._threads, self._hear)
        except OSError as reason:
            self._give_up(f"The picture process cannot be started: {reason.strerror}.")
            return
        self._gone.clear()
        log.info("model_process_started", pid=self._process.pid)

    async def _end_process(self) -> None:
        if self._restart:
            self._restart.cancel()
        if self._process:
            self._process.kill()
            await self._gone.wait()

    def _hear(self, report: Report) -> None:
        if self._status in {Status.STOPPED, Status.UNAVAILABLE} and not isinstance(report, Gone):
            return
        match report:
            case Loaded(easel):
                self._loaded(easel)
            case NotLoaded(why, setback):
                self._give_up(why, setback)
            case Progress(ticket, step):
                if ticket == self._ticket and (making := self._queue.making):
                    self._queue = fair.advance(self._queue, step.index, step.total)
                    self._tell(Stepped(making.order, step))
            case Made() | Refused() | Stopped():
                self._answered(report)
            case Scored(ticket, likeness):
                self._tell_score(ticket, likeness)
            case Broke(why):
                self._last_words = why
            case Gone(exit_code):
                self._died(exit_code)
            case _:
                assert_never(report)

    def _loaded(self, easel: Easel) -> None:
        self._easel, self._status = easel, Status.READY
        log.info("model_ready", engine=easel.engine, model=easel.model, revision=easel.revision)
        self._tell(Ready(easel))
        self._queue_changed()

    def _answered(self, report: Made | Refused | Stopped) -> None:
        self._is_painting = False
        making = self._queue.making
        if making and report.ticket == self._ticket:
            match report:
                case Made(_, paintings):
                    self._deaths = 0
                    self._queue = fair.finish(self._queue, self._now_s())
                    self._tell(Finished(making.order, paintings))
                    log.info("order_finished", session=making.order.session, job=making.order.job)
                case Refused(_, why, setback):
                    self._fail(making.order, why, setback)
                case Stopped():
                    pass
                case _:
                    assert_never(report)
        self._queue_changed()

    def _died(self, exit_code: int | None) -> None:
        self._process, self._is_painting = None, False
        for ticket in tuple(self._questions):
            self._tell_score(ticket, None)
        self._gone.set()
        if self._status in {Status.STOPPED, Status.UNAVAILABLE}:
            return
        self._status = Status.LOADING
        self._deaths += 1
        how = self._last_words or cause_of_death(exit_code)
        log.warning("model_process_died", exit_code=exit_code, how=how, deaths=self._deaths)
        self._queue = fair.begin_again(self._queue, self._now_s())
        if (making := self._queue.making) and self._tries >= TRIES:
            self._fail(making.order, f"The picture process died twice while making it: {how}.")
        self._queue_changed()
        if self._deaths > len(RESTART_WAITS_S):
            self._give_up(f"The picture process died {self._deaths} times without finishing anything: {how}.")
        else:
            wait_s = RESTART_WAITS_S[self._deaths - 1]
            self._restart = asyncio.get_running_loop().call_later(wait_s, self._spawn)

    def _give_up(self, why: str, setback: Setback = _DIED) -> None:
        self._status, self._why, self._setback = Status.UNAVAILABLE, why, setback
        log.error("studio_unavailable", why=why)
        self._tell(Unavailable(why, setback))
        making = (self._queue.making.order,) if self._queue.making else ()
        for order in (*making, *self._queue.waiting):
            self._tell(Failed(order, why, setback))
        self._queue = fair.Queue()
        self._queue_changed()

    # --- the easel ---------------------------------------------------------------------------------------------------

    def _paint_next(self) -> None:
        """Put the next order on the easel, or the one a dead process left there."""
        if self._status is not Status.READY or self._is_painting or self._process is None:
            return
        if self._queue.making:
            self._queue = fair.begin_again(self._queue, self._now_s())
        else:
            self._queue, self._tries = fair.begin(self._queue, self._now_s()), 0
        if making := self._queue.making:
            self._ticket, self._tries, self._is_painting = Ticket(self._ticket + 1), self._tries + 1, True
            self._process.ask(Make(self._ticket, making.order.recipes))

    def _fail(self, order: Order, why: str, setback: Setback = _DIED) -> None:
        self._queue = fair.set_aside(self._queue)
        self._tell(Failed(order, why, setback))
        log.warning("order_failed", session=order.session, job=order.job, why=why)

    def _queue_changed(self) -> None:
        self._paint_next()
        self._tell(QueueChanged(self.places()))

    def _is_on_easel(self, order: Order) -> bool:
        return self._queue.making is not None and self._queue.making.order == order

    def _tell(self, update: Update) -> None:
        """Later in this turn of the loop, in order: a listener that fails cannot leave the studio half way."""
        asyncio.get_running_loop().call_soon(self._listener, update)

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time()
