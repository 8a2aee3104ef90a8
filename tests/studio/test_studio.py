"""The studio with its real process: the shipped model where a picture matters, swatches where only the flow does."""

import asyncio
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from party.core.values import JobId, SessionId
from party.studio.engine import (
    Failed,
    Finished,
    QueueChanged,
    Ready,
    Status,
    Stepped,
    Unavailable,
)
from party.studio.engines.origin import SHIPPED
from party.studio.frames import PREVIEW_BYTES, PREVIEW_PX
from party.studio.studio import RESTART_WAITS_S, Studio

from . import checkpoints
from .orders import Heard, order, recipe

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(120)]

POCHADE = None
SLOW_SWATCH = "swatch:20"


@asynccontextmanager
async def studio(model: str | None) -> AsyncIterator[tuple[Studio, Heard]]:
    """A started studio and everything it says."""
    heard = Heard()
    running = Studio(model, heard, threads=1)
    await running.start()
    try:
        yield running, heard
    finally:
        await running.stop()


def kill(running: Studio) -> None:
    """End the model process the hard way."""
    assert running.pid
    os.kill(running.pid, signal.SIGKILL)


async def test_the_shipped_model_paints_with_previews() -> None:
    """A job asked for before the model is loaded becomes a picture: first its sketch, then a preview of every step."""
    async with studio(POCHADE) as (running, heard):
        assert running.status is Status.LOADING
        running.submit(order("j", recipe(7), recipe(8)))
        ready = await heard.next(Ready)
        assert (ready.easel.model, ready.easel.width_px) == ("pochade", 256)
        finished = await heard.next(Finished)
        steps = [update.step for update in heard.updates if isinstance(update, Stepped)]
        assert [(step.index, step.total) for step in steps] == [(index, 8) for index in range(9)]
        assert all(step.preview and len(step.preview) <= PREVIEW_BYTES for step in steps)
        assert all(step.preview and step.preview.startswith(b"\xff\xd8") for step in steps)
        assert all(max(step.width_px, step.height_px) <= PREVIEW_PX for step in steps)
        assert [painting.recipe.seed for painting in finished.paintings] == [7, 8]
        assert finished.paintings[0].data != finished.paintings[1].data


async def test_a_killed_process_is_replaced_and_the_job_is_made_once() -> None:
    """`kill -9` in the middle of a job: the job is made anyway, reported once, and the next one follows."""
    async with studio(POCHADE) as (running, heard):
        running.submit(order("j", recipe(steps=40)))
        running.submit(order("k"))
        await heard.next(Stepped)
        kill(running)
        await heard.next(Ready)
        await heard.next(Finished)
        await heard.next(Finished)
        assert heard.finished() == ["j", "k"]
        assert not [update for update in heard.updates if isinstance(update, Failed)]


async def test_a_job_that_kills_the_process_twice_fails() -> None:
    """The second death on the same job fails it with a reason; the others go on."""
    async with studio(SLOW_SWATCH) as (running, heard):
        running.submit(order("bad", recipe(steps=100)))
        running.submit(order("good"))
        for _ in range(2):
            await heard.next(Stepped)
            kill(running)
        failed = await heard.next(Failed)
        assert failed.order.job == "bad"
        assert "died twice" in failed.why
        assert (await heard.next(Finished)).order.job == "good"


async def test_a_process_that_keeps_dying_is_given_up() -> None:
    """After repeated deaths without a finished picture every order fails and new ones are turned down."""
    async with studio(SLOW_SWATCH) as (running, heard):
        for number in range(3):
            running.submit(order(f"j{number}", recipe(steps=100)))
        killed: set[int | None] = {None}
        for _ in range(len(RESTART_WAITS_S) + 1):
            await heard.next(Stepped, lambda _: running.pid not in killed)
            killed.add(running.pid)
            kill(running)
        assert "died 4 times" in (await heard.next(Unavailable)).why
        running.submit(order("late"))
        await heard.next(Failed, lambda failed: failed.order.job == "late")
        assert {update.order.job for update in heard.updates if isinstance(update, Failed)} == {
            "j0",
            "j1",
            "j2",
            "late",
        }
        assert running.status is Status.UNAVAILABLE
        assert running.places() == ()


async def test_cancel_stops_between_two_steps() -> None:
    """A job cancelled while it is made is never finished, and the next one starts on the same process."""
    async with studio(POCHADE) as (running, heard):
        running.submit(order("long", recipe(steps=100)))
        running.submit(order("next"))
        await heard.next(Stepped)
        pid = running.pid
        running.cancel(SessionId("s"), JobId("long"))
        assert [place.job for place in running.places()] == ["next"]
        assert (await heard.next(Finished)).order.job == "next"
        assert (heard.finished(), running.pid) == (["next"], pid)


async def test_a_waiting_job_can_be_cancelled() -> None:
    """Cancelling takes a job out of the line; cancelling an unknown one changes nothing."""
    async with studio("swatch") as (running, heard):
        running.submit(order("a"))
        running.submit(order("b"))
        running.cancel(SessionId("s"), JobId("b"))
        running.cancel(SessionId("s"), JobId("nobody's"))
        await heard.next(Finished)
        await heard.next(QueueChanged, lambda update: update.places == ())
        assert heard.finished() == ["a"]


async def test_the_same_job_is_made_once() -> None:
    """Submitting a job again while it waits or is being made changes nothing."""
    async with studio(SLOW_SWATCH) as (running, heard):
        for _ in range(3):
            running.submit(order("a"))
        await heard.next(Stepped)
        running.submit(order("a"))
        running.submit(order("b"))
        await heard.next(Finished, lambda update: update.order.job == "b")
        assert heard.finished() == ["a", "b"]


async def test_sessions_take_turns_and_everybody_sees_their_place() -> None:
    """Four jobs of one session do not keep another session waiting; places come down to 0."""
    async with studio("swatch") as (running, heard):
        for number in range(4):
            running.submit(order(f"a{number}", session="a"))
        running.submit(order("b", session="b"))
        assert [place.place for place in running.places()] == [1, 2, 3, 4, 5]
        await heard.next(QueueChanged, lambda update: len(heard.finished()) == 5 and update.places == ())
        assert heard.finished() == ["a0", "b", "a1", "a2", "a3"]


async def test_an_impossible_recipe_fails_at_once() -> None:
    """A recipe the engine cannot make is not tried again, and the process lives on."""
    async with studio("swatch") as (running, heard):
        await heard.next(Ready)
        pid = running.pid
        running.submit(order("j", replace(recipe(), width_px=8)))
        assert "8 x 256" in (await heard.next(Failed)).why
        running.submit(order("k"))
        await heard.next(Finished)
        assert running.pid == pid


@pytest.mark.parametrize(
    ("model", "reason"),
    [("./no/such/folder", "There is no model folder"), ("nobody/nothing-here", "hub cannot be reached")],
)
async def test_a_missing_model_makes_the_studio_unavailable(
    model: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing folder or an unknown hub id without a network is said in plain words, and orders fail with it."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    async with studio(model) as (running, heard):
        running.submit(order("early"))
        why = (await heard.next(Unavailable)).why
        assert reason in why
        assert (await heard.next(Failed)).why == why
        running.submit(order("late"))
        assert (await heard.next(Failed)).why == why == running.why


@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")
async def test_a_hub_model_already_here_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint fetched earlier loads by its hub id while offline, and its commit is its revision."""
    commit = "0123456789abcdef0123456789abcdef01234567"
    cached = tmp_path / "models--someone--their-model"
    checkpoints.stable_diffusion(cached / "snapshots" / commit)
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text(commit)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    async with studio("someone/their-model") as (_, heard):
        easel = (await heard.next(Ready)).easel
    assert (easel.model, easel.revision, easel.engine) == ("someone/their-model", commit, "diffusers")


async def test_damaged_weights_make_the_studio_unavailable(tmp_path: Path) -> None:
    """A model cut short is told with the folder at fault, and orders fail with that reason."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "copy"))
    (folder / "pochade.safetensors").write_bytes(b"cut short")
    async with studio(str(folder)) as (running, heard):
        running.submit(order("j"))
        assert "cut short or altered" in (await heard.next(Unavailable)).why
        assert (await heard.next(Failed)).why == running.why


async def test_pictures_are_scored_between_the_jobs() -> None:
    """The shipped model says how close a picture is to a prompt; what is no picture has no score."""
    async with studio(POCHADE) as (running, heard):
        running.submit(order("j", recipe(steps=8)))
        (painting,) = (await heard.next(Finished)).paintings
        own, other = [await running.score(painting.data, prompt) for prompt in (painting.recipe.prompt, "a car")]
        assert own is not None
        assert other is not None
        assert own > other
        assert painting.closeness == pytest.approx(max(0, own), abs=0.001)
        assert await running.score(b"no picture", "love") is None


async def test_no_score_where_nobody_can_tell() -> None:
    """Before the model is loaded, from an engine that cannot, and when its process dies over the question: none."""
    async with studio(SLOW_SWATCH) as (running, heard):
        assert await running.score(b"", "love") is None
        await heard.next(Ready)
        assert await running.score(b"", "love") is None
        running.submit(order("long", recipe(steps=100)))
        await heard.next(Stepped)
        question = asyncio.create_task(running.score(b"", "love"))
        await asyncio.sleep(0)
        kill(running)
        assert await question is None


async def test_stop_and_start_again() -> None:
    """A stopped studio has no process; it can be started again."""
    async with studio("swatch") as (running, heard):
        await heard.next(Ready)
        await running.stop()
        assert (running.status, running.pid) == (Status.STOPPED, None)
        await running.start()
        running.submit(order("j"))
        await heard.next(Finished)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd to wait for a process that is not a child")
async def test_the_model_process_dies_with_its_parent(tmp_path: Path) -> None:
    """When the server is killed with `kill -9`, its model process leaves by itself, even in the middle of a job."""
    script = tmp_path / "server.py"
    script.write_text(ORPHANING)
    server = await asyncio.create_subprocess_exec(
        sys.executable, script, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert server.stderr
    try:
        model = os.pidfd_open(int(await server.stderr.readline()))
    finally:
        server.kill()
        await server.wait()
    readable, _, _ = await asyncio.to_thread(select.select, [model], [], [], 30)
    os.close(model)
    assert readable


ORPHANING = """
import asyncio
import sys
from party.core.values import JobId, SessionId, TextRecipe
from party.studio.engine import Order, Stepped
from party.studio.studio import Studio

def hear(update):
    if isinstance(update, Stepped) and update.step.index == 1:
        print(studio.pid, file=sys.stderr, flush=True)

async def main():
    global studio
    studio = Studio("swatch:50", hear)
    await studio.start()
    recipe = TextRecipe("", "", "", "", "rain", "", 1, 64, 64, 100, 1.0)
    studio.submit(Order(SessionId("s"), JobId("j"), None, (recipe,)))
    await asyncio.Event().wait()

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_the_studio_itself_loads_no_torch() -> None:
    """Importing all of party.studio but the engines loads neither torch nor diffusers nor transformers."""
    code = (
        "import sys, party.studio.studio, party.studio.worker, party.studio.engines;"
        "print([name for name in ('torch', 'diffusers', 'transformers') if name in sys.modules])"
    )
    found = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=subprocess.PIPE)
    assert (await found.communicate())[0].strip() == b"[]"
