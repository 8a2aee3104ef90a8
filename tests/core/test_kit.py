"""The moderator's kit: the plan of the evening and its clock, question cards, the wall, publishing."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.things import Audience, QuestionView, SessionView
from party.core.values import LIMITS, AgendaItem, ArtworkId, GuestId, Kind, Phase, Show, Wall

from .play import FIRST_MS, Play

MINUTE_MS = 60_000
PLAN = (AgendaItem(Phase.LOBBY, 5), AgendaItem(Phase.GATHER, 10))


def session(play: Play, audience: Audience = Audience.GUEST) -> SessionView:
    view = play.view(Kind.SESSION, "", audience)
    assert isinstance(view, SessionView)
    return view


@pytest.fixture
def planned(play: Play) -> Play:
    """A party with a plan for two phases."""
    play.does(play.host, c.SetAgenda(PLAN))
    return play


# --- the agenda ------------------------------------------------------------------------------------------------------


def test_without_a_plan_nothing_ends(play: Play) -> None:
    """No agenda, no countdown, nothing to extend."""
    assert session(play).phase_ends_ms is None
    assert play.refused(play.host, c.ExtendPhase(60)) is Reason.NO_AGENDA


def test_everybody_sees_when_the_phase_ends(planned: Play) -> None:
    """Counted from its beginning; a phase without a plan has no end; the next one begins anew."""
    assert {session(planned, audience).phase_ends_ms for audience in Audience} == {FIRST_MS + 5 * MINUTE_MS}
    planned.later(60)
    planned.does(planned.host, c.ChangePhase(Phase.GATHER))
    assert session(planned).phase_ends_ms == FIRST_MS + 11 * MINUTE_MS
    planned.does(planned.host, c.ChangePhase(Phase.REFINE))
    assert session(planned).phase_ends_ms is None


def test_a_plan_made_late_counts_from_the_beginning(play: Play) -> None:
    """The phase began when it began; the last word on a phase counts; the end is not planned."""
    play.later(60)
    play.does(play.host, c.SetAgenda((AgendaItem(Phase.LOBBY, 9), AgendaItem(Phase.CLOSED, 1), *PLAN)))
    assert play.state.agenda == PLAN
    assert session(play).phase_ends_ms == FIRST_MS + 5 * MINUTE_MS
    assert play.does(play.host, c.SetAgenda(PLAN)) == ()
    play.does(play.host, c.SetAgenda(()))
    assert session(play).phase_ends_ms is None


@pytest.mark.parametrize("minutes", [-1, 0, 241, 10**400])
def test_plans_stay_in_range(play: Play, ann: GuestId, minutes: int) -> None:
    """One minute to four hours a phase; and only the moderator plans."""
    asked = c.SetAgenda((AgendaItem(Phase.GATHER, minutes),))
    assert play.refused(play.host, asked) is Reason.OUT_OF_RANGE
    assert play.refused(ann, asked) is Reason.NOT_ALLOWED


def test_a_phase_can_be_extended_and_cut_short(planned: Play, ann: GuestId) -> None:
    """As often as need be; the next phase is as long as planned."""
    planned.does(planned.host, c.ExtendPhase(120))
    planned.does(planned.host, c.ExtendPhase(-60))
    assert session(planned).phase_ends_ms == FIRST_MS + 6 * MINUTE_MS
    assert planned.does(planned.host, c.ExtendPhase(0)) == ()
    assert planned.refused(planned.host, c.ExtendPhase(3601)) is Reason.OUT_OF_RANGE
    assert planned.refused(ann, c.ExtendPhase(60)) is Reason.NOT_ALLOWED
    planned.does(planned.host, c.ChangePhase(Phase.GATHER))
    assert session(planned).phase_ends_ms == FIRST_MS + 10 * MINUTE_MS


def test_a_pause_stops_the_clock(planned: Play) -> None:
    """However long, another day too: the phase has the time left that it had."""
    planned.later(60)
    planned.does(planned.host, c.PauseSession())
    planned.later(24 * 3600)
    planned.does(planned.host, c.ExtendPhase(60))
    planned.does(planned.host, c.ContinueSession())
    assert session(planned).phase_ends_ms == planned.now_ms + 5 * MINUTE_MS


def test_a_phase_that_begins_in_a_pause_has_its_whole_time(planned: Play) -> None:
    """It begins when the party goes on: neither the pause before the change counts nor the one after it."""
    planned.does(planned.host, c.PauseSession())
    planned.later(3600)
    planned.does(planned.host, c.ChangePhase(Phase.GATHER))
    planned.later(1800)
    planned.does(planned.host, c.ContinueSession())
    assert session(planned).phase_ends_ms == planned.now_ms + 10 * MINUTE_MS


def test_a_party_taken_up_again_has_a_whole_phase(planned: Play) -> None:
    """After the end there is no countdown; reopened, the phase begins anew."""
    planned.does(planned.host, c.PauseSession())
    planned.does(planned.host, c.CloseSession())
    assert session(planned).phase_ends_ms is None
    planned.later(3600)
    planned.does(planned.host, c.ReopenSession())
    assert session(planned).phase_ends_ms == planned.now_ms + 5 * MINUTE_MS
    assert session(planned).paused_ms is None


# --- question cards --------------------------------------------------------------------------------------------------


def test_a_question_card_lies_before_the_room(play: Play, ann: GuestId) -> None:
    """One at a time, the next in place of it; the same again changes nothing; taken away it is gone."""
    (asked,) = play.does(play.host, c.AskQuestion(" what does it  smell of? "))
    assert isinstance(asked, e.QuestionAsked)
    assert session(play, Audience.SCREEN).question == QuestionView(asked.question, "what does it smell of?")
    assert play.does(play.host, c.AskQuestion("what does it smell of?")) == ()
    play.does(play.host, c.AskQuestion("who is missing?"))
    question = session(play).question
    assert question is not None
    assert question.text == "who is missing?"
    play.does(play.host, c.DropQuestion())
    assert play.does(play.host, c.DropQuestion()) == ()
    assert session(play).question is None
    assert play.refused(ann, c.AskQuestion("why?")) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.AskQuestion(" ")) is Reason.TEXT_EMPTY


def test_question_cards_are_bounded(play: Play) -> None:
    """A hundred an evening, taken away or not."""
    for number in range(LIMITS.questions):
        play.does(play.host, c.AskQuestion(f"question {number}"))
    play.does(play.host, c.DropQuestion())
    assert play.refused(play.host, c.AskQuestion("one more")) is Reason.TOO_MANY


# --- the wall --------------------------------------------------------------------------------------------------------


def test_the_wall_shows_what_it_is_told(play: Play, ann: GuestId) -> None:
    """A picture goes with `picture` alone; the same again changes nothing."""
    picture = play.picture()
    assert session(play).wall == Wall()
    play.does(play.host, c.ShowOnWall(Wall(Show.PICTURE, picture)))
    assert session(play, Audience.SCREEN).wall == Wall(Show.PICTURE, picture)
    assert play.does(play.host, c.ShowOnWall(Wall(Show.PICTURE, picture))) == ()
    play.does(play.host, c.ShowOnWall(Wall(Show.CODE, picture)))
    assert session(play).wall == Wall(Show.CODE)
    assert play.refused(ann, c.ShowOnWall(Wall())) is Reason.NOT_ALLOWED


@pytest.mark.parametrize("artwork", [None, ArtworkId("f" * 64)])
def test_the_wall_shows_no_picture_that_is_not_there(play: Play, artwork: ArtworkId | None) -> None:
    """`picture` names one."""
    assert play.refused(play.host, c.ShowOnWall(Wall(Show.PICTURE, artwork))) is Reason.UNKNOWN_ARTWORK


# --- publishing ------------------------------------------------------------------------------------------------------


def test_a_write_up_is_published_and_withdrawn(play: Play, ann: GuestId) -> None:
    """Once there is one, by the moderator, also after the end."""
    assert play.refused(play.host, c.PublishWriteUp()) is Reason.NO_WRITE_UP
    assert play.does(play.host, c.PublishWriteUp(published=False)) == ()
    play.does(play.host, c.CloseSession())
    play.does(None, c.ReportWriteUp("2026-11-22-loneliness", play.host))
    assert not session(play).published
    play.does(play.host, c.PublishWriteUp())
    assert session(play).published
    assert play.does(play.host, c.PublishWriteUp()) == ()
    assert play.refused(ann, c.PublishWriteUp(published=False)) is Reason.NOT_ALLOWED
    play.does(play.host, c.PublishWriteUp(published=False))
    assert not session(play).published
