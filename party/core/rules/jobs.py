"""Jobs: what is asked of the studio and what it reports back."""

from dataclasses import replace

from party.core import commands as c
from party.core import events as e
from party.core.phrases import weights
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.recipe import Wording, check_recipe, recipes, schedulers
from party.core.rules.scene import (
    HOUSE,
    PROMPT_MASTER,
    RUNNERS,
    Occasion,
    Row,
    Scene,
    Verdict,
    known_refinement,
    row,
    within,
)
from party.core.state import Job, JobStatus, Refinement, SessionState
from party.core.values import LIMITS, JobId, RecipeSettings, RefinementId, Settings, Words


def set_recipe(scene: Scene, asked: c.SetRecipe) -> Verdict:
    """How the next pictures are made."""
    recipe = check_recipe(asked.recipe)
    if isinstance(recipe, Refusal):
        return recipe
    easel = scene.occasion.easel
    if recipe.scheduler and easel and recipe.scheduler not in schedulers(easel):
        return refuse(Reason.UNKNOWN_SCHEDULER, scheduler=recipe.scheduler)
    return () if recipe == scene.state.settings.recipe else (e.RecipeSet(recipe),)


def start(scene: Scene, asked: c.StartJob) -> Verdict:
    """Pictures of any refinement, now."""
    node = known_refinement(scene, asked.refinement or scene.state.head)
    if isinstance(node, Refusal):
        return node
    if asked.count is not None and (refusal := within("count", asked.count, (1, LIMITS.count))):
        return refusal
    if len(scene.state.waiting_jobs) >= LIMITS.waiting_jobs:
        return refuse(Reason.TOO_MANY, limit=LIMITS.waiting_jobs)
    settings = scene.state.settings.recipe
    wanted = settings if asked.count is None else replace(settings, count=asked.count)
    return _request(scene, node, wanted) or refuse(Reason.STUDIO_NOT_READY)


def cancel(scene: Scene, asked: c.CancelJob) -> Verdict:
    """Stop a job that is not over."""
    job = _unfinished(scene.state, asked.job)
    return job if isinstance(job, Refusal) else (e.JobCancelled(job.id),)


def finished(scene: Scene, asked: c.ReportArtworks) -> Verdict:
    """The studio's pictures, once: a second report of the same job is refused."""
    job = _unfinished(scene.state, asked.job)
    if isinstance(job, Refusal):
        return job
    made = (e.ArtworkMade(job.id, index, artwork) for index, artwork in enumerate(asked.made))
    return (*made, e.JobFinished(job.id))


def failed(scene: Scene, asked: c.ReportFailure) -> Verdict:
    """The studio's apology, once."""
    job = _unfinished(scene.state, asked.job)
    return job if isinstance(job, Refusal) else (e.JobFailed(job.id, asked.why),)


def painting(scene: Scene, node: Refinement | e.RefinementProposed) -> tuple[e.Event, ...]:
    """The job that follows an acceptance: none if the settings say so, the queue is full or nothing stands ready."""
    settings = scene.state.settings
    if not settings.paint_on_accept or len(scene.state.waiting_jobs) >= LIMITS.waiting_jobs:
        return ()
    return _request(scene, node, settings.recipe)


def first_painting(
    root: RefinementId, prompt: Words, settings: Settings, occasion: Occasion
) -> tuple[e.JobRequested, ...]:
    """The job that comes with the opening of a party: the same as after an acceptance."""
    return _requested(root, Wording(prompt), settings.recipe, occasion) if settings.paint_on_accept else ()


def _request(
    scene: Scene, node: Refinement | e.RefinementProposed, settings: RecipeSettings
) -> tuple[e.JobRequested, ...]:
    refinement = node.refinement if isinstance(node, e.RefinementProposed) else node.id
    wording = Wording(node.text, weights(node.phrases, scene.state.pushes))
    return _requested(refinement, wording, settings, scene.occasion)


def _requested(
    refinement: RefinementId, wording: Wording, settings: RecipeSettings, occasion: Occasion
) -> tuple[e.JobRequested, ...]:
    if occasion.easel is None:
        return ()
    made = recipes(wording, settings, occasion, occasion.easel)
    return (e.JobRequested(JobId(occasion.fresh), refinement, made),)


def _unfinished(state: SessionState, job_id: JobId) -> Job | Refusal:
    job = state.jobs.get(job_id)
    if job is None:
        return refuse(Reason.UNKNOWN_JOB)
    return job if job.status is JobStatus.WAITING else refuse(Reason.ALREADY_FINISHED, status=job.status)


TABLE: tuple[Row, ...] = (
    row(c.SetRecipe, set_recipe, PROMPT_MASTER, speaks=True),
    row(c.StartJob, start, PROMPT_MASTER),
    row(c.CancelJob, cancel, RUNNERS, paused=True),
    row(c.ReportArtworks, finished, HOUSE, paused=True),
    row(c.ReportFailure, failed, HOUSE, paused=True),
)
