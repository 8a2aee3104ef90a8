"""Between the parties and the studio, with the swatch engine in its own process."""

from dataclasses import replace
from pathlib import Path

import pytest
import stamina

from party.client import View
from party.core.commands import CancelJob, StartJob
from party.core.events import ArtworkMade, Entry, JobFinished, JobRequested
from party.core.mishaps import Mishap, Setback
from party.core.state import JobStatus
from party.core.things import JobView
from party.core.values import RecipeSettings, Settings
from party.live.house import House
from party.live.stage import Stage
from party.wire.messages import Place, StudioStatus

from .parties import Seat, done, house_in, opened

pytestmark = pytest.mark.anyio

FOUR_STEPS = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=4))


def ready(view: View) -> bool:
    """Whether pictures can be had."""
    return view.studio is not None and view.studio.status is StudioStatus.READY


def over(view: View) -> JobView | None:
    """The first job that is over."""
    return next((job for job in view.jobs.values() if job.status is not JobStatus.WAITING), None)


def is_request(entry: Entry) -> bool:
    """Whether something was asked of the studio."""
    return isinstance(entry.event, JobRequested)


async def count(house: House, stage: Stage, kind: type) -> int:
    """How often something happened, by the journal."""
    return sum(isinstance(entry.event, kind) for entry in await house.journal.read(stage.keeper.session))


async def test_a_job_is_painted_shown_and_recorded(tmp_path: Path) -> None:
    """Its place and steps are told, previews come, the bytes are on disk when the fact is told, and places go."""
    async with house_in(tmp_path) as house:
        await house.start()
        stage, host = await opened(house, FOUR_STEPS)
        wall = Seat(stage, host, Place.WALL)
        await wall.until(ready)
        await done(stage.keeper, host, StartJob(count=2))
        await wall.until(over)
        (job,) = wall.view.jobs.values()
        assert job.status is JobStatus.DONE
        assert set(job.artworks) == set(wall.view.artworks)
        for artwork in job.artworks:
            assert await house.artworks.get(artwork)
        await wall.until(lambda view: not view.places)
        assert wall.previews
        assert stage._preview is None


@pytest.mark.parametrize("ready_first", [False, True])
async def test_a_fresh_party_shows_a_picture_by_itself(tmp_path: Path, *, ready_first: bool) -> None:
    """The first prompt is painted once, for the opener: with the opening, or when the model stands ready."""
    async with house_in(tmp_path) as house:
        if ready_first:
            await house.start()
            stage, host = await opened(house)
            await Seat(stage, host).until(ready)
        stage, host = await opened(house, replace(FOUR_STEPS, paint_on_accept=True))
        if not ready_first:
            await house.start()
        seat = Seat(stage, host)
        await seat.until(over)
        (job,) = seat.view.jobs.values()
        assert (job.status, job.refinement, job.guest) == (JobStatus.DONE, seat.view.session.head, host)
        requested = [entry for entry in await house.journal.read(stage.keeper.session) if is_request(entry)]
        assert [(entry.actor, entry.cause) for entry in requested] == [
            (host, "opening" if ready_first else "first-picture")
        ]


async def test_jobs_waiting_at_a_restart_are_painted_once(tmp_path: Path) -> None:
    """Asked for and recorded, but not painted when the house stopped: painted after the start, and recorded once."""
    async with house_in(tmp_path) as house:
        stage, host = await opened(house, FOUR_STEPS)
        for _ in range(3):
            await done(stage.keeper, host, StartJob())
    for _ in range(2):
        async with house_in(tmp_path) as house:
            await house.start()
            again = await house.find(stage.code)
            assert again
            seat = Seat(again, host)
            await seat.until(lambda view: len(view.artworks) == 3)
            await seat.until(lambda view: all(job.status is JobStatus.DONE for job in view.jobs.values()))
            assert await count(house, again, JobFinished) == 3
            assert await count(house, again, ArtworkMade) == 3


async def test_a_failed_job_tells_why(tmp_path: Path) -> None:
    """A studio that cannot paint says so to the room, and the job is over with that reason."""
    async with house_in(tmp_path, model="swatch:soon") as house:
        stage, host = await opened(house, FOUR_STEPS)
        await done(stage.keeper, host, StartJob())
        seat = Seat(stage, host)
        await house.start()
        await seat.until(over)
        (job,) = seat.view.jobs.values()
        assert job.status is JobStatus.FAILED
        assert job.why == Setback(Mishap.MODEL_MISSING)
        await seat.until(lambda view: view.studio and view.studio.status is StudioStatus.UNAVAILABLE)
        assert seat.view.studio
        assert seat.view.studio.why == Setback(Mishap.MODEL_MISSING)
        assert "swatch:soon is no model" in house.easel.studio.why


async def test_a_picture_that_cannot_be_stored_fails_its_job(tmp_path: Path) -> None:
    """The pictures' folder is gone and stays gone: after some tries the room is told, and does not wait for ever."""
    async with house_in(tmp_path) as house:
        await house.start()
        stage, host = await opened(house, FOUR_STEPS)
        seat = Seat(stage, host)
        await seat.until(ready)
        (tmp_path / "artworks").rmdir()
        (tmp_path / "artworks").touch()
        with stamina.set_testing(True, attempts=2, cap=True):
            await done(stage.keeper, host, StartJob())
            await seat.until(over)
        (job,) = seat.view.jobs.values()
        assert (job.status, job.why) == (JobStatus.FAILED, Setback(Mishap.NOT_STORED))


async def test_a_cancelled_job_is_over(tmp_path: Path) -> None:
    """Cancelled while it is painted: no picture of it comes, and the next one is painted."""
    async with house_in(tmp_path, model="swatch:20") as house:
        await house.start()
        long = Settings(paint_on_accept=False, recipe=RecipeSettings(width_px=128, height_px=128, steps=100))
        stage, host = await opened(house, long)
        seat = Seat(stage, host)
        await seat.until(ready)
        await done(stage.keeper, host, StartJob())
        (job,) = stage.state.jobs
        await seat.until(lambda view: any(place.step for place in view.places))
        await done(stage.keeper, host, CancelJob(job))
        await seat.until(lambda view: over(view) and not view.places)
        assert seat.view.jobs[job].status is JobStatus.CANCELLED
        assert not await count(house, stage, ArtworkMade)
