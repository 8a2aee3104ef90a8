"""Opening, joining, roles, pausing and ending."""

from dataclasses import replace

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.decide import begin
from party.core.evolve import evolve
from party.core.refusals import Reason, Refusal
from party.core.state import JobStatus, RoundStatus
from party.core.values import GuestId, Phase, RecipeSettings, Role, Settings

from .play import Play


def test_the_opener_is_moderator_and_stands_in_as_prompt_master(play: Play) -> None:
    """Whoever opens the party runs it and, for want of another, minds the prompt; the first prompt is accepted."""
    assert play.roles(play.host) == {Role.MODERATOR, Role.PARTICIPANT, Role.PROMPT_MASTER}
    assert play.state.stand_in == play.host
    assert play.state.trunk == (play.state.root,)
    assert play.state.phase is Phase.LOBBY


def test_the_first_prompt_is_painted_with_the_opening() -> None:
    """A host's first act shows a picture: the opener's job on the first prompt, by the party's recipe."""
    play = Play(Settings(recipe=RecipeSettings(count=2, seed=7)))
    (job,) = play.state.waiting_jobs
    assert (job.refinement, job.guest, job.asked_by) == (play.state.root, play.host, play.host)
    assert [(recipe.prompt, recipe.seed) for recipe in job.recipes] == [("loneliness", 7), ("loneliness", 8)]
    assert play.entries[-1].actor == play.host


def test_nothing_is_painted_with_the_opening_unless_it_can_be(play: Play) -> None:
    """Not where the settings say no, and not while nothing stands ready."""
    assert not play.state.jobs
    opened = begin(c.OpenSession("love", "love", "Hanna"), replace(play.occasion(), easel=None))
    assert not isinstance(opened, Refusal)
    assert not [event for event in opened if isinstance(event, e.JobRequested)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"theme": " "}, Reason.TEXT_EMPTY),
        ({"first_prompt": "x" * 501}, Reason.TEXT_TOO_LONG),
        ({"name": "\x07"}, Reason.TEXT_UNPRINTABLE),
        ({"settings": Settings(round_s=4)}, Reason.OUT_OF_RANGE),
    ],
)
def test_a_party_is_not_opened_with_nonsense(play: Play, changes: dict[str, str], reason: Reason) -> None:
    """Texts and settings are checked before there is a party."""
    opening = replace(c.OpenSession("love", "love", "Hanna"), **changes)  # type: ignore[arg-type]
    verdict = begin(opening, play.occasion())
    assert isinstance(verdict, Refusal)
    assert verdict.reason is reason


def test_a_party_is_opened_once(play: Play) -> None:
    """Opening a party that is there already is refused by name."""
    assert play.refused(None, c.OpenSession("love", "love", "Hanna")) is Reason.SESSION_OPEN


def test_a_journal_begins_with_the_opening(play: Play) -> None:
    """History without its first line is a defect, not a party."""
    with pytest.raises(ValueError, match="SessionOpened"):
        evolve(None, play.entries[1])


def test_a_guest_without_a_link_is_a_participant(play: Play) -> None:
    """Roles come from links; whoever has none takes part, and so does everybody but a screen."""
    assert play.roles(play.joins("Ann")) == {Role.PARTICIPANT}
    assert play.roles(play.joins("Emil", Role.ART_EXPERT)) == {Role.ART_EXPERT, Role.PARTICIPANT}
    assert play.roles(play.joins("Wall", Role.SCREEN)) == {Role.SCREEN}


def test_joining_twice_is_joining_once(play: Play, ann: GuestId) -> None:
    """A join that is asked again changes nothing."""
    assert play.does(None, c.JoinSession(ann, "Ann")) == ()


def test_nobody_lets_themselves_in(play: Play, ann: GuestId) -> None:
    """What only the house may ask is refused to guests, the moderator included."""
    assert play.refused(ann, c.ClaimRoles(ann, (Role.MODERATOR,))) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.JoinSession(GuestId("x"), "X")) is Reason.NOT_ALLOWED


def test_a_named_prompt_master_relieves_the_stand_in(play: Play, ann: GuestId) -> None:
    """As soon as somebody is named, the opener is moderator only."""
    play.does(play.host, c.GrantRole(ann, Role.PROMPT_MASTER))
    assert Role.PROMPT_MASTER not in play.roles(play.host)
    assert play.state.stand_in is None


def test_the_opener_may_be_named_in_earnest(play: Play, ann: GuestId) -> None:
    """Granted the role they stand in for, the opener keeps it when another is named."""
    play.does(play.host, c.GrantRole(play.host, Role.PROMPT_MASTER))
    play.does(play.host, c.GrantRole(ann, Role.PROMPT_MASTER))
    assert Role.PROMPT_MASTER in play.roles(play.host)


def test_an_invite_link_relieves_the_stand_in_too(play: Play, ann: GuestId) -> None:
    """Roles claimed by a link count like roles granted, and claiming them again changes nothing."""
    play.does(None, c.ClaimRoles(ann, (Role.PROMPT_MASTER, Role.ART_EXPERT)))
    assert play.roles(ann) == {Role.PROMPT_MASTER, Role.ART_EXPERT, Role.PARTICIPANT}
    assert Role.PROMPT_MASTER not in play.roles(play.host)
    assert play.does(None, c.ClaimRoles(ann, (Role.PROMPT_MASTER,))) == ()


def test_a_moderator_stands_in_when_the_last_prompt_master_goes(play: Play, master: GuestId) -> None:
    """The prompt is never left without a hand."""
    play.does(play.host, c.RevokeRole(master, Role.PROMPT_MASTER))
    assert play.state.stand_in == play.host
    assert Role.PROMPT_MASTER in play.roles(play.host)


def test_the_last_of_a_kind_stays(play: Play, ann: GuestId) -> None:
    """Neither the last moderator nor the moderator standing in as prompt master can be let go."""
    assert play.refused(play.host, c.RevokeRole(play.host, Role.MODERATOR)) is Reason.LAST_MODERATOR
    assert play.refused(play.host, c.RevokeRole(play.host, Role.PROMPT_MASTER)) is Reason.LAST_PROMPT_MASTER
    assert play.refused(play.host, c.RevokeRole(ann, Role.ART_EXPERT)) is Reason.ROLE_NOT_HELD
    assert play.refused(play.host, c.GrantRole(ann, Role.PARTICIPANT)) is Reason.ROLE_HELD
    assert play.refused(play.host, c.GrantRole(GuestId("nobody"), Role.SCREEN)) is Reason.UNKNOWN_GUEST
    assert play.refused(play.host, c.RevokeRole(GuestId("nobody"), Role.SCREEN)) is Reason.UNKNOWN_GUEST


def test_a_guest_without_a_role_only_looks(play: Play, ann: GuestId) -> None:
    """Taking the last role from a guest leaves them a pair of eyes."""
    play.does(play.host, c.RevokeRole(ann, Role.PARTICIPANT))
    assert play.refused(ann, c.Associate("rain")) is Reason.NOT_ALLOWED


def test_a_full_party_lets_nobody_in(play: Play) -> None:
    """Five hundred guests are the limit; whoever is in stays in."""
    for number in range(2, 501):
        play.joins(f"Guest {number}")
    assert play.refused(None, c.JoinSession(GuestId("late"), "Late")) is Reason.SESSION_FULL
    assert play.does(None, c.JoinSession(play.host, "Hanna")) == ()


def test_names_and_themes_change(play: Play, ann: GuestId) -> None:
    """A guest renames themselves, the moderator the evening; what is so already changes nothing."""
    play.does(ann, c.ChangeName("  Anna "))
    play.does(play.host, c.ChangeTheme("love"))
    assert play.state.guests[ann].name == "Anna"
    assert play.state.theme == "love"
    assert play.does(ann, c.ChangeName("Anna")) == ()


def test_the_end_is_no_phase_to_move_to(play: Play) -> None:
    """Phases move freely, but a party ends by closing it."""
    play.does(play.host, c.ChangePhase(Phase.REFINE))
    assert play.refused(play.host, c.ChangePhase(Phase.CLOSED)) is Reason.NOT_CLOSED
    assert play.state.phase is Phase.REFINE


def test_a_pause_holds_the_play(play: Play, ann: GuestId) -> None:
    """While everything holds nobody plays; the moderator still runs the party."""
    play.does(play.host, c.PauseSession())
    assert play.refused(ann, c.Associate("rain")) is Reason.SESSION_PAUSED
    assert play.does(play.host, c.PauseSession()) == ()
    play.does(play.host, c.ChangeTheme("love"))
    play.does(play.host, c.ContinueSession())
    assert play.refused(play.host, c.ContinueSession()) is Reason.NOT_PAUSED


def test_a_pause_gives_the_round_its_time_back(play: Play, ann: GuestId) -> None:
    """The deadline moves by as long as the pause lasted."""
    idea = play.proposes(ann, "an empty chair")
    vote = play.opens_round(idea, seconds=60)
    before = play.round(vote).deadline_ms
    play.does(play.host, c.PauseSession())
    play.later(90)
    play.does(play.host, c.ContinueSession())
    assert play.round(vote).deadline_ms == before + 90_000
    play.votes(ann, vote, idea)


def test_the_end_counts_the_vote_and_stops_the_work(play: Play, ann: GuestId) -> None:
    """Closing counts the open round and cancels what waits for the studio; a late picture is refused by name."""
    vote = play.opens_round(play.proposes(ann, "an empty chair"))
    job = play.paints()
    play.does(play.host, c.CloseSession())
    assert play.round(vote).status is RoundStatus.CLOSED
    assert play.job(job).status is JobStatus.CANCELLED
    assert play.refused(None, c.ReportArtworks(job, ())) is Reason.SESSION_CLOSED
    assert play.refused(play.host, c.CloseSession()) is Reason.SESSION_CLOSED


def test_a_closed_party_is_taken_up_where_it_stood(play: Play, ann: GuestId) -> None:
    """Reopening goes back to the phase before the end, and ends a pause that was on."""
    play.does(play.host, c.ChangePhase(Phase.CURATE))
    play.does(play.host, c.PauseSession())
    play.does(play.host, c.CloseSession())
    assert play.refused(ann, c.Associate("rain")) is Reason.SESSION_CLOSED
    play.does(play.host, c.ReopenSession())
    assert play.state.phase is Phase.CURATE
    play.does(ann, c.Associate("rain"))
    assert play.refused(play.host, c.ReopenSession()) is Reason.SESSION_OPEN


def test_the_press_reports_after_the_end(play: Play) -> None:
    """A write-up of a closed party is a fact of that party."""
    play.does(play.host, c.CloseSession())
    assert play.does(None, c.ReportWriteUp("2026-11-22-loneliness", play.host)) == (
        e.WriteUpMade("2026-11-22-loneliness"),
    )
    assert play.state.write_up == "2026-11-22-loneliness"
