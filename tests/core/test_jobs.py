"""What is asked of the studio, what it reports, and how recipes are fixed."""

import math
from dataclasses import replace

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.mishaps import Mishap, Setback
from party.core.refusals import Reason
from party.core.state import JobStatus
from party.core.values import LIMITS, ArtworkId, GuestId, JobId, RecipeSettings, RefinementId, Words

from .play import EASEL, Play

A, B = "a" * 64, "b" * 64


def test_a_recipe_is_exact(play: Play) -> None:
    """A job holds one full recipe a picture: what was set, the easel's liking for the rest, consecutive seeds."""
    play.does(play.host, c.SetRecipe(RecipeSettings(width_px=512, seed=2**32 - 1, negative=Words(" blurry "))))
    recipes = play.job(play.paints(count=2)).recipes
    assert [recipe.seed for recipe in recipes] == [2**32 - 1, 0]
    assert {(r.width_px, r.height_px, r.steps, r.guidance) for r in recipes} == {
        (512, EASEL.height_px, EASEL.steps, EASEL.guidance)
    }
    assert {(r.prompt, r.negative, r.model) for r in recipes} == {("loneliness", "blurry", EASEL.model)}


def test_no_guidance_is_a_guidance(play: Play) -> None:
    """Zero is a value the prompt master may choose, not a blank to be filled by the easel."""
    play.does(play.host, c.SetRecipe(RecipeSettings(guidance=0.0, seed=0)))
    (recipe,) = play.job(play.paints()).recipes
    assert (recipe.guidance, recipe.seed) == (0.0, 0)


@pytest.mark.parametrize(
    "recipe",
    [
        RecipeSettings(width_px=127),
        RecipeSettings(height_px=1537),
        RecipeSettings(steps=0),
        RecipeSettings(steps=10**400),
        RecipeSettings(guidance=math.nan),
        RecipeSettings(guidance=math.inf),
        RecipeSettings(guidance=-0.1),
        RecipeSettings(seed=-1),
        RecipeSettings(seed=2**32),
        RecipeSettings(count=0),
        RecipeSettings(count=5),
    ],
)
def test_numbers_stay_in_range(play: Play, recipe: RecipeSettings) -> None:
    """No recipe asks the studio for something without measure; changed settings leave the recipe as it was."""
    assert play.refused(play.host, c.SetRecipe(recipe)) is Reason.OUT_OF_RANGE
    settings = replace(play.state.settings, round_s=77, recipe=recipe)
    play.does(play.host, c.ChangeSettings(settings))
    assert play.state.settings == replace(settings, recipe=RecipeSettings())


def test_a_job_is_asked_for_by_the_prompt_master(play: Play, ann: GuestId) -> None:
    """Any refinement can be painted, once there is an easel, one to four times."""
    chair = play.proposes(ann, "an empty chair")
    (requested,) = play.does(play.host, c.StartJob(chair))
    assert isinstance(requested, e.JobRequested)
    assert (play.job(requested.job).guest, play.job(requested.job).asked_by) == (ann, play.host)
    assert play.refused(ann, c.StartJob()) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.StartJob(RefinementId("x"))) is Reason.UNKNOWN_REFINEMENT
    assert play.refused(play.host, c.StartJob(count=5)) is Reason.OUT_OF_RANGE
    play.easel = None
    assert play.refused(play.host, c.StartJob()) is Reason.STUDIO_NOT_READY


def test_waiting_jobs_are_bounded_and_acceptance_goes_on(play: Play) -> None:
    """When the queue is full a job is refused, but a prompt is accepted all the same, unpainted."""
    play.settings(paint_on_accept=True)
    for _ in range(LIMITS.waiting_jobs):
        play.paints()
    assert play.refused(play.host, c.StartJob()) is Reason.TOO_MANY
    events = play.does(play.host, c.EditPrompt("two old people"))
    assert [type(event) for event in events] == [e.RefinementProposed, e.RefinementAccepted]


def test_an_acceptance_is_not_held_up_by_the_studio(play: Play) -> None:
    """While no easel stands ready, prompts are accepted unpainted."""
    play.settings(paint_on_accept=True)
    play.easel = None
    assert len(play.does(play.host, c.EditPrompt("two old people"))) == 2


def test_pictures_are_recorded_once(play: Play) -> None:
    """A job's pictures are facts at the first report; a second report is refused, whatever it says."""
    job = play.paints(count=2)
    play.finishes(job, A, B)
    assert (play.job(job).status, play.job(job).artworks) == (JobStatus.DONE, (A, B))
    assert play.refused(None, c.ReportArtworks(job, ())) is Reason.ALREADY_FINISHED
    assert play.refused(None, c.ReportFailure(job, Setback(Mishap.OUT_OF_MEMORY))) is Reason.ALREADY_FINISHED
    assert play.refused(None, c.ReportArtworks(JobId("x"), ())) is Reason.UNKNOWN_JOB


def test_the_same_picture_made_twice_is_one_artwork(play: Play) -> None:
    """Two jobs may end in the same bytes: one artwork, born with the first, named by both."""
    first, second = play.paints(), play.paints()
    play.finishes(first, A)
    play.finishes(second, A)
    assert play.artwork(ArtworkId(A)).job == first
    assert play.job(second).artworks == (A,)


def test_a_failure_tells_the_room_why(play: Play) -> None:
    """A job given up has its reason."""
    job = play.paints()
    play.does(None, c.ReportFailure(job, Setback(Mishap.OUT_OF_MEMORY, "512 x 512")))
    assert (play.job(job).status, play.job(job).why) == (JobStatus.FAILED, Setback(Mishap.OUT_OF_MEMORY, "512 x 512"))


def test_a_job_can_be_stopped_even_while_everything_holds(play: Play, ann: GuestId) -> None:
    """Whoever runs the party cancels a job that is not over, also in a pause."""
    job = play.paints()
    play.does(play.host, c.PauseSession())
    assert play.refused(ann, c.CancelJob(job)) is Reason.NOT_ALLOWED
    play.does(play.host, c.CancelJob(job))
    assert play.refused(play.host, c.CancelJob(job)) is Reason.ALREADY_FINISHED
    assert play.refused(play.host, c.CancelJob(JobId("x"))) is Reason.UNKNOWN_JOB


def test_only_the_house_speaks_for_the_studio(play: Play) -> None:
    """No guest reports pictures."""
    assert play.refused(play.host, c.ReportArtworks(play.paints(), ())) is Reason.NOT_ALLOWED


def test_schedulers_are_the_easels(play: Play) -> None:
    """One it knows is taken, another refused by name; without an easel anything may be wished for."""
    play.easel = replace(EASEL, schedulers=("euler", "ddim"))
    play.does(play.host, c.SetRecipe(RecipeSettings(scheduler="euler")))
    assert play.job(play.paints()).recipes[0].scheduler == "euler"
    assert play.refused(play.host, c.SetRecipe(RecipeSettings(scheduler="magic"))) is Reason.UNKNOWN_SCHEDULER
    assert play.refused(play.host, c.SetRecipe(RecipeSettings(scheduler="x" * 81))) is Reason.TEXT_TOO_LONG
    play.easel = None
    play.does(play.host, c.SetRecipe(RecipeSettings(scheduler="magic")))


def test_a_wish_the_easel_does_not_know_is_passed_over(play: Play) -> None:
    """When another model stands ready, pictures are made as it likes rather than not at all, and settings change."""
    play.easel = replace(EASEL, schedulers=("euler",))
    play.does(play.host, c.SetRecipe(RecipeSettings(scheduler="euler")))
    play.easel = EASEL
    assert play.job(play.paints()).recipes[0].scheduler == EASEL.scheduler
    play.settings(screening=True)
