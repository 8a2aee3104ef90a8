"""Between the parties and the studio: orders go in, pictures are stored and recorded, everybody sees their place."""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine
from pathlib import Path
from typing import assert_never

import stamina
import structlog

from party.archive.artworks import Artworks
from party.archive.errors import ArchiveFailed
from party.core.commands import MadeArtwork, ReportArtworks, ReportFailure, StartJob
from party.core.errors import PartyError
from party.core.events import Entry, JobCancelled, JobRequested
from party.core.mishaps import Mishap, Setback
from party.core.state import Job, JobStatus, SessionState
from party.core.values import Easel, SessionId
from party.live.keeper import NotRecorded
from party.live.outbox import PLACES, STUDIO
from party.live.stage import Stage
from party.studio.engine import (
    Failed,
    Finished,
    Order,
    Painting,
    Place,
    QueueChanged,
    Ready,
    Status,
    Step,
    Stepped,
    Unavailable,
    Update,
)
from party.studio.studio import Studio
from party.wire.codec import write_preview
from party.wire.messages import JobPlace, PreviewHeader, StudioStatus, StudioView

log = structlog.get_logger(__name__)

TRIES = 8
"""How often the record of a finished job is tried while the disk or database says no."""


class _Unrecorded(PartyError):
    """The journal would not take a finished job just now."""

    temporary = True


def _name(model: str | None) -> str:
    """A model as guests may know it: a folder without the path to it."""
    return Path(model).name if model else ""


def _ready(easel: Easel) -> StudioView:
    return StudioView(
        StudioStatus.READY,
        easel.model,
        schedulers=easel.schedulers or (easel.scheduler,),
        width_px=easel.width_px,
        height_px=easel.height_px,
        steps=easel.steps,
        guidance=easel.guidance,
    )


async def _paint_first(stage: Stage) -> None:
    """The first picture of a party that was opened before anything stood ready, asked for in its opener's name.

    Whoever handed the prompt to somebody else meanwhile leaves it to them.
    """
    state = stage.state
    opener = state.refinements[state.root].by
    if stage.keeper.running and state.settings.paint_on_accept and not state.jobs and opener:
        await stage.keeper.ask(opener, "first-picture", StartJob(state.root))


class LiveEasel:
    """Brings every session's jobs to one studio and the studio's updates back to the session."""

    def __init__(self, model: str | None, artworks: Artworks, *, threads: int | None = None) -> None:
        self.studio = Studio(model, self._hear, threads=threads)
        self._model = model
        self._artworks = artworks
        self._stages: dict[SessionId, Stage] = {}
        self._tasks: dict[asyncio.Task[None], SessionId] = {}
        self._view = StudioView(StudioStatus.LOADING, _name(model))

    @property
    def standing(self) -> Easel | None:
        """What pictures are made with: unknown only while a model of the host's choice is loaded for the first time.

        The shipped model's habits are the defaults, so a job may be asked for before it is loaded; and where the model
        cannot be had at all, the job is asked for, fails, and the room is told why.
        """
        known = self._model is None or self.studio.status is Status.UNAVAILABLE
        return self.studio.easel or (Easel("", "", "", "") if known else None)

    @property
    def view(self) -> StudioView:
        """How the studio is, as guests see it."""
        return self._view

    def serve(self, stage: Stage) -> None:
        """Take in a session: its waiting jobs now, later ones as they are recorded."""
        self._stages[stage.keeper.session] = stage
        stage.studio = self._view
        stage.keeper.look_at_easel(lambda: self.standing)
        stage.keeper.listen(lambda state, entries: self._on_commit(stage.keeper.session, state, entries))
        for job in sorted(stage.state.jobs.values(), key=lambda job: job.seq):
            if job.status is JobStatus.WAITING:
                self._submit(stage.keeper.session, job)
        if self.studio.status is Status.READY:
            self._spawn(stage.keeper.session, _paint_first(stage))

    async def part(self, stage: Stage) -> None:
        """Paint no more for a session; what was finished for it is recorded before, while its keeper runs."""
        session = stage.keeper.session
        for job in stage.state.jobs.values():
            if job.status is JobStatus.WAITING:
                self.studio.cancel(session, job.id)
        await asyncio.sleep(0)  # what the studio said before is heard now
        while theirs := [task for task, whose in self._tasks.items() if whose == session]:
            await asyncio.wait(theirs)
        if not stage.keeper.running and self._stages.get(session) is stage:
            del self._stages[session]

    async def stop(self) -> None:
        """Stop painting; what is not recorded yet is painted again at the next start."""
        await self.studio.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _on_commit(self, session: SessionId, state: SessionState, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            match entry.event:
                case JobRequested(job=job):
                    self._submit(session, state.jobs[job])
                case JobCancelled(job=job):
                    self.studio.cancel(session, job)
                case _:
                    pass

    def _submit(self, session: SessionId, job: Job) -> None:
        self.studio.submit(Order(session, job.id, job.guest, job.recipes))

    def _hear(self, update: Update) -> None:
        match update:
            case Ready(easel):
                self._tell_studio(_ready(easel))
                for stage in self._stages.values():
                    self._spawn(stage.keeper.session, _paint_first(stage))
            case Unavailable(setback=setback):
                self._tell_studio(StudioView(StudioStatus.UNAVAILABLE, self._view.model, setback))
            case Stepped(order, step):
                self._show(order, step)
            case Finished(order, paintings):
                self._spawn(order.session, self._record(order, paintings))
            case Failed(order, setback=setback):
                self._spawn(order.session, self._report(order, ReportFailure(order.job, setback)))
            case QueueChanged(places):
                self._tell_places(places)
            case _:
                assert_never(update)

    def _show(self, order: Order, step: Step) -> None:
        stage = self._stages.get(order.session)
        if stage is None:
            return
        if step.preview is not None:
            header = PreviewHeader(order.job, step.index, step.total, step.width_px, step.height_px)
            stage.show(order.job, write_preview(header, step.preview))
        self._tell_places(self.studio.places())

    def _tell_places(self, places: tuple[Place, ...]) -> None:
        by_session: dict[SessionId, list[JobPlace]] = defaultdict(list)
        for place in places:
            line = JobPlace(place.job, place.place, place.wait_s, place.step, place.total)
            by_session[place.session].append(line)
        for session, stage in self._stages.items():
            now = tuple(by_session.get(session, ()))
            if now != stage.places:
                stage.places = now
                stage.move(PLACES)
            if not any(line.place == 0 for line in now):
                stage.take_down()

    def _tell_studio(self, view: StudioView) -> None:
        self._view = view
        for stage in self._stages.values():
            stage.studio = view
            stage.move(STUDIO)

    async def _record(self, order: Order, paintings: tuple[Painting, ...]) -> None:
        """Bytes first, then the fact: a picture that is named in the journal is on disk."""
        report: ReportArtworks | ReportFailure
        try:
            report = ReportArtworks(order.job, tuple([await self._stored(painting) for painting in paintings]))
        except ArchiveFailed as failure:
            log.error("picture_not_stored", session=order.session, job=order.job, why=str(failure))  # noqa: TRY400
            report = ReportFailure(order.job, Setback(Mishap.NOT_STORED))
        await self._report(order, report)

    @stamina.retry(on=ArchiveFailed, attempts=TRIES)
    async def _stored(self, painting: Painting) -> MadeArtwork:
        return MadeArtwork(
            artwork=await self._artworks.put(painting.data),
            recipe=painting.recipe,
            width_px=painting.width_px,
            height_px=painting.height_px,
            media_type=painting.media_type,
            took_ms=painting.took_ms,
            environment=painting.environment,
            readings=painting.readings,
            closeness=painting.closeness,
        )

    @stamina.retry(on=_Unrecorded, attempts=TRIES)
    async def _report(self, order: Order, report: ReportArtworks | ReportFailure) -> None:
        stage = self._stages.get(order.session)
        if stage is None:
            return  # the party was deleted
        answer = await stage.keeper.ask(None, f"studio-{order.job}", report)
        if isinstance(answer, NotRecorded):
            raise _Unrecorded(answer.why)

    def _spawn(self, session: SessionId, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks[task] = session
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        if not task.cancelled() and (error := task.exception()):
            log.error("job_not_recorded", why=str(error))
