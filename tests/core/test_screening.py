"""What waits for the moderator, and what leaves every screen."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.sight import may_watch
from party.core.state import Screening
from party.core.things import Audience, GuestView, HeldWords, JobView, Ref, RefinementView, SessionView
from party.core.values import (
    ArtworkId,
    AssociationId,
    CommentId,
    GuestId,
    JobId,
    Kind,
    NoteId,
    Reaction,
    RefinementId,
    Role,
    Settings,
    Show,
    Topic,
    Wall,
)
from party.core.views import project

from .play import Play

EVERYBODY = set(Audience)
RUNNERS = {Audience.MODERATOR, Audience.PROMPT_MASTER}
MODERATOR = {Audience.MODERATOR}


@pytest.fixture
def strict() -> Play:
    """A party that is screened."""
    return Play(Settings(screening=True, paint_on_accept=False))


def note(play: Play, expert: GuestId, text: str = "so quiet", **of: str) -> NoteId:
    (written,) = play.does(expert, c.WriteNote(Topic.REMARK, text, **of))  # type: ignore[arg-type]
    assert isinstance(written, e.NoteWritten)
    return written.note


def session(play: Play, audience: Audience = Audience.GUEST) -> SessionView:
    view = play.view(Kind.SESSION, "", audience)
    assert isinstance(view, SessionView)
    return view


# --- held ------------------------------------------------------------------------------------------------------------


def test_while_screening_is_on_everything_waits(strict: Play) -> None:
    """Associations, refinements, comments, notes and pictures reach moderator and prompt master until let through."""
    play = strict
    ann, expert = play.joins("Ann"), play.joins("Emil")
    play.does(play.host, c.GrantRole(expert, Role.ART_EXPERT))
    things = {
        Kind.ASSOCIATION: play.says(ann, "rain"),
        Kind.REFINEMENT: play.proposes(ann, "an empty chair"),
        Kind.COMMENT: play.comments(ann, "so quiet"),
        Kind.NOTE: note(play, expert),
        Kind.ARTWORK: play.picture(),
    }
    for kind, id_ in things.items():
        assert play.seen_by(kind, id_) == RUNNERS
        play.does(play.host, c.ScreenThing(kind, id_, shown=True))
        assert play.seen_by(kind, id_) == EVERYBODY
        assert play.does(play.host, c.ScreenThing(kind, id_, shown=True)) == ()


def test_whoever_sees_it_anyway_need_not_wait(strict: Play) -> None:
    """What moderator and prompt master write is shown at once."""
    master = strict.joins("Mia", Role.PROMPT_MASTER)
    for guest in (strict.host, master):
        said = strict.says(guest, f"rain {guest}")
        assert strict.seen_by(Kind.ASSOCIATION, said) == EVERYBODY
    strict.does(master, c.EditPrompt("a bench"))
    assert strict.seen_by(Kind.REFINEMENT, strict.state.head) == EVERYBODY


def test_whoever_waits_sees_what_waits(strict: Play) -> None:
    """The author has their own words in their own view, oldest first, until the moderator has decided."""
    ann, ben = strict.joins("Ann"), strict.joins("Ben")
    chair, rain = strict.proposes(ann, "an empty chair"), strict.says(ann, "rain")
    assert strict.mine(ann).held == (
        HeldWords(Kind.REFINEMENT, chair, "an empty chair"),
        HeldWords(Kind.ASSOCIATION, rain, "rain"),
    )
    assert strict.mine(ben).held == ()
    strict.does(strict.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=True))
    strict.does(strict.host, c.ScreenThing(Kind.ASSOCIATION, rain, shown=False))
    assert strict.mine(ann).held == ()
    assert strict.seen_by(Kind.ASSOCIATION, rain) == MODERATOR


def test_what_waits_says_what_it_is_about(strict: Play) -> None:
    """A comment or a note of mine stands under the picture or the wording it speaks of."""
    expert, picture, root = strict.joins("Emil", Role.ART_EXPERT), strict.picture(), strict.state.root
    strict.does(strict.host, c.ScreenThing(Kind.ARTWORK, picture, shown=True))
    strict.comments(expert, "so quiet", picture)
    strict.comments(expert, "so short")
    note(strict, expert)
    strict.does(expert, c.WriteNote(Topic.REMARK, "so blue", artwork=picture))
    about = [words.about for words in strict.mine(expert).held]
    assert about == [Ref(Kind.ARTWORK, picture), Ref(Kind.REFINEMENT, root), None, Ref(Kind.ARTWORK, picture)]


def test_own_words_that_wait_can_be_taken_back(strict: Play) -> None:
    """Before the moderator has looked, too; to others they do not exist."""
    ann, ben = strict.joins("Ann"), strict.joins("Ben")
    chair = strict.proposes(ann, "an empty chair")
    assert strict.refused(ben, c.WithdrawRefinement(chair)) is Reason.UNKNOWN_REFINEMENT
    strict.does(ann, c.WithdrawRefinement(chair))
    assert strict.mine(ann).held == ()


def test_what_waits_is_not_there_for_others(strict: Play) -> None:
    """No support, no comment, no vote, no acceptance; another may say the same and is not told of the first."""
    ann, ben = strict.joins("Ann"), strict.joins("Ben")
    chair, rain, picture = strict.proposes(ann, "an empty chair"), strict.says(ann, "rain"), strict.picture()
    assert strict.refused(ben, c.SupportAssociation(rain)) is Reason.UNKNOWN_ASSOCIATION
    assert strict.refused(ben, c.WriteComment("?", chair)) is Reason.UNKNOWN_REFINEMENT
    assert strict.refused(ben, c.React(picture, Reaction.LOVE)) is Reason.UNKNOWN_ARTWORK
    assert strict.refused(strict.host, c.OpenRound((chair,))) is Reason.REFINEMENT_NOT_OPEN
    assert strict.refused(strict.host, c.OpenRound()) is Reason.NOTHING_TO_VOTE_ON
    assert strict.refused(strict.host, c.AcceptRefinement(chair)) is Reason.NOT_SHOWN
    assert strict.refused(ann, c.ProposeRefinement("An empty chair")) is Reason.ALREADY_SAID
    strict.proposes(ben, "an empty chair")
    strict.says(ben, "rain")


def test_what_waited_goes_on_waiting(strict: Play) -> None:
    """Switching screening off lets nothing through that nobody has looked at; new words go straight to the room."""
    ann = strict.joins("Ann")
    held = strict.says(ann, "rain")
    strict.settings(screening=False)
    assert strict.seen_by(Kind.ASSOCIATION, held) == RUNNERS
    assert strict.seen_by(Kind.ASSOCIATION, strict.says(ann, "snow")) == EVERYBODY


def test_previews_are_screened_like_pictures(play: Play) -> None:
    """While screening is on a picture in the making is for those who may see it at once."""
    job = play.paints()
    assert all(may_watch(play.state, job, audience) for audience in Audience)
    play.settings(screening=True)
    assert {audience for audience in Audience if may_watch(play.state, job, audience)} == RUNNERS
    assert not may_watch(play.state, JobId("x"), Audience.MODERATOR)


def test_a_job_tells_nothing_of_a_picture_that_waits(strict: Play) -> None:
    """It is seen that it was painted; which picture came of it is not."""
    job = strict.paints()
    (picture,) = strict.finishes(job, "a" * 64)
    shown = strict.view(Kind.JOB, job)
    assert isinstance(shown, JobView)
    assert shown.artworks == ()
    strict.does(strict.host, c.ScreenThing(Kind.ARTWORK, picture, shown=True))
    shown = strict.view(Kind.JOB, job)
    assert isinstance(shown, JobView)
    assert shown.artworks == (picture,)


# --- hidden ----------------------------------------------------------------------------------------------------------


def test_what_is_not_there_cannot_be_screened(play: Play, ann: GuestId) -> None:
    """Each kind by its own name; a vote or a job is not screened; nor does anybody but the moderator."""
    for kind, id_, reason in (
        (Kind.ASSOCIATION, AssociationId("x"), Reason.UNKNOWN_ASSOCIATION),
        (Kind.REFINEMENT, RefinementId("x"), Reason.UNKNOWN_REFINEMENT),
        (Kind.COMMENT, CommentId("x"), Reason.UNKNOWN_COMMENT),
        (Kind.ARTWORK, ArtworkId("x"), Reason.UNKNOWN_ARTWORK),
        (Kind.NOTE, NoteId("x"), Reason.UNKNOWN_THING),
        (Kind.GUEST, GuestId("x"), Reason.UNKNOWN_GUEST),
        (Kind.SESSION, "", Reason.UNKNOWN_THING),
    ):
        assert play.refused(play.host, c.ScreenThing(kind, id_, shown=False)) is reason
    assert play.refused(ann, c.ScreenThing(Kind.REFINEMENT, play.state.root, shown=False)) is Reason.NOT_ALLOWED


def test_names_are_screened(play: Play, ann: GuestId) -> None:
    """While screening is on a newcomer's name is a number for the room, until the moderator lets it through."""
    play.does(play.host, c.ChangeSettings(Settings(screening=True)))
    new = play.joins("Rude Word")
    seen = project(play.state, Ref(Kind.GUEST, new), Audience.GUEST)
    assert isinstance(seen, GuestView)
    assert seen.name == f"#{seen.seq}"
    known = project(play.state, Ref(Kind.GUEST, new), Audience.MODERATOR)
    assert isinstance(known, GuestView)
    assert known.name == "Rude Word"
    play.does(play.host, c.RenameGuest(new, "Rosa"))
    assert name_of(play, new) == "Rosa"
    play.does(new, c.ChangeName("Rosa R"))
    assert name_of(play, new).startswith("#")
    play.does(play.host, c.ScreenThing(Kind.GUEST, new, shown=True))
    assert name_of(play, new) == "Rosa R"
    assert name_of(play, ann) == "Ann"


def name_of(play: Play, guest: GuestId) -> str:
    """What the room calls a guest."""
    seen = project(play.state, Ref(Kind.GUEST, guest), Audience.GUEST)
    assert isinstance(seen, GuestView)
    return seen.name


def test_a_hidden_wording_is_not_painted(play: Play, ann: GuestId) -> None:
    """What waits to be painted of it is called off with it."""
    chair = play.proposes(ann, "an empty chair")
    (requested,) = play.does(play.host, c.StartJob(chair))
    assert isinstance(requested, e.JobRequested)
    events = play.does(play.host, c.ScreenThing(Kind.REFINEMENT, chair, shown=False))
    assert e.JobCancelled(requested.job) in events


def test_the_first_prompt_stays(play: Play) -> None:
    """There is always a prompt to go back to."""
    assert play.refused(play.host, c.ScreenThing(Kind.REFINEMENT, play.state.root, shown=False)) is Reason.FIRST_PROMPT


def test_a_hidden_working_prompt_gives_way(play: Play, ann: GuestId) -> None:
    """To the nearest one before it that is accepted and shown; shown again, it is not the working prompt by itself."""
    play.does(play.host, c.EditPrompt("an empty chair"))
    middle = play.state.head
    play.does(play.host, c.EditPrompt("an empty chair, something rude"))
    rude = play.state.head
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, rude, shown=False))
    assert play.state.head == middle
    assert session(play).trunk == (play.state.root, middle)
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, middle, shown=False))
    assert play.state.head == play.state.root
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, rude, shown=True))
    assert play.state.head == play.state.root
    play.does(play.host, c.BranchFrom(rude))
    assert session(play).trunk == (play.state.root, rude)
    assert session(play, Audience.MODERATOR).trunk == (play.state.root, middle, rude)
    assert play.refused(play.host, c.BranchFrom(middle)) is Reason.NOT_SHOWN
    assert play.refused(ann, c.ProposeRefinement("a bench", parent=middle)) is Reason.UNKNOWN_REFINEMENT


@pytest.mark.parametrize("audience", sorted(EVERYBODY - MODERATOR))
def test_hidden_words_show_in_nobodys_diff(play: Play, ann: GuestId, audience: Audience) -> None:
    """A wording made from a hidden one is compared with the nearest that is still there."""
    rude = play.proposes(ann, "something rude")
    chair = play.proposes(ann, "an empty chair", rude)
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, rude, shown=False))
    view = play.view(Kind.REFINEMENT, chair, audience)
    assert isinstance(view, RefinementView)
    assert view.parent == play.state.root
    assert "rude" not in repr(view)
    assert "".join(span.text for span in view.diff if span.change != "removed") == "an empty chair"


def test_pictures_of_hidden_words_go_with_them(play: Play, ann: GuestId) -> None:
    """A recipe tells the words: job, picture, choice and note are gone; shown again, they are back."""
    expert = play.joins("Emil", Role.ART_EXPERT)
    rude = play.proposes(ann, "something rude")
    (asked,) = play.does(play.host, c.StartJob(rude))
    assert isinstance(asked, e.JobRequested)
    (picture,) = play.finishes(asked.job, "a" * 64)
    said = note(play, expert, artwork=picture)
    play.does(play.host, c.ChooseArtwork(picture))
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, rude, shown=False))
    for kind, id_ in ((Kind.JOB, asked.job), (Kind.ARTWORK, picture), (Kind.NOTE, said)):
        assert play.seen_by(kind, id_) == MODERATOR
    assert session(play).chosen == ()
    assert play.refused(expert, c.JudgeWorth(picture, 5)) is Reason.UNKNOWN_ARTWORK
    play.does(play.host, c.ScreenThing(Kind.REFINEMENT, rude, shown=True))
    assert session(play).chosen == (picture,)
    assert play.seen_by(Kind.ARTWORK, picture) == EVERYBODY


def test_the_wall_does_not_keep_a_hidden_picture(play: Play) -> None:
    """It goes back to what the evening is doing, for everybody: the moderator sees what the wall shows."""
    picture = play.picture()
    play.does(play.host, c.ShowOnWall(Wall(Show.PICTURE, picture)))
    assert session(play, Audience.SCREEN).wall == Wall(Show.PICTURE, picture)
    play.does(play.host, c.ScreenThing(Kind.ARTWORK, picture, shown=False))
    assert {session(play, audience).wall for audience in Audience} == {Wall(Show.AUTO)}
    assert play.refused(play.host, c.ShowOnWall(Wall(Show.PICTURE, picture))) is Reason.UNKNOWN_ARTWORK


def test_the_wall_takes_no_picture_that_waits(strict: Play) -> None:
    """What the room may not see yet is not put before it."""
    assert strict.refused(strict.host, c.ShowOnWall(Wall(Show.PICTURE, strict.picture()))) is Reason.UNKNOWN_ARTWORK


def test_spam_that_was_hidden_holds_no_places(play: Play, ann: GuestId) -> None:
    """A room full of hidden proposals can still propose, the one who made them too."""
    for number in range(4):
        idea = play.proposes(ann, f"spam {number}")
        play.does(play.host, c.ScreenThing(Kind.REFINEMENT, idea, shown=False))
    play.proposes(ann, "an empty chair")


# --- removed with their words ----------------------------------------------------------------------------------------


def test_a_guest_is_shown_out_with_their_words(play: Play) -> None:
    """Whatever they wrote leaves every screen but the moderator's; what others wrote stays."""
    ann, ben = play.joins("Ann", Role.ART_EXPERT), play.joins("Ben")
    rude = play.proposes(ann, "rude chair", None)
    gone = {
        Kind.REFINEMENT: rude,
        Kind.ASSOCIATION: play.says(ann, "rude rain"),
        Kind.COMMENT: play.comments(ann, "rude words"),
        Kind.NOTE: note(play, ann, "rude note"),
    }
    stays, child = play.says(ben, "snow"), play.proposes(ben, "a bench", rude)
    play.does(play.host, c.RemoveGuest(ann, hide_words=True))
    for kind, id_ in gone.items():
        assert play.seen_by(kind, id_) == MODERATOR
    assert play.seen_by(Kind.ASSOCIATION, stays) == play.seen_by(Kind.REFINEMENT, child) == EVERYBODY
    assert "rude" not in repr([play.view(Kind.REFINEMENT, child, audience) for audience in EVERYBODY - MODERATOR])
    assert play.mine(ann).held == ()


def test_nobody_waits_for_the_words_of_one_who_is_gone(strict: Play) -> None:
    """What was still held of a removed guest is hidden, what was let through stays; readmitting them shows nothing."""
    ann = strict.joins("Ann")
    shown, held = strict.says(ann, "rain"), (strict.says(ann, "snow"), strict.proposes(ann, "an empty chair"))
    strict.does(strict.host, c.ScreenThing(Kind.ASSOCIATION, shown, shown=True))
    strict.does(strict.host, c.RemoveGuest(ann))
    strict.does(strict.host, c.ReadmitGuest(ann))
    assert strict.seen_by(Kind.ASSOCIATION, shown) == EVERYBODY
    assert strict.seen_by(Kind.ASSOCIATION, held[0]) == strict.seen_by(Kind.REFINEMENT, held[1]) == MODERATOR
    assert strict.mine(ann).held == ()
    strict.does(strict.host, c.ScreenThing(Kind.ASSOCIATION, held[0], shown=True))
    assert strict.seen_by(Kind.ASSOCIATION, held[0]) == EVERYBODY


def test_their_words_can_go_later(play: Play, ann: GuestId) -> None:
    """First out, then the words; twice changes nothing."""
    rain = play.says(ann, "rain")
    play.does(play.host, c.RemoveGuest(ann))
    assert play.seen_by(Kind.ASSOCIATION, rain) == EVERYBODY
    play.does(play.host, c.RemoveGuest(ann, hide_words=True))
    assert play.state.associations[rain].screening is Screening.HIDDEN
    assert play.does(play.host, c.RemoveGuest(ann, hide_words=True)) == ()


def test_a_removed_guests_working_prompt_gives_way(play: Play, ann: GuestId) -> None:
    """The whole of a path they wrote is stepped over at once."""
    play.does(play.host, c.EditPrompt("a bench"))
    bench = play.state.head
    for text in ("a rude bench", "a very rude bench"):
        play.does(play.host, c.AcceptRefinement(play.proposes(ann, text)))
    play.does(play.host, c.RemoveGuest(ann, hide_words=True))
    assert play.state.head == bench
    assert session(play).trunk == (play.state.root, bench)


def test_the_first_prompt_stays_even_if_its_author_goes(play: Play, ann: GuestId) -> None:
    """The opener's other words go, the root does not."""
    play.does(play.host, c.EditPrompt("a rude bench"))
    play.does(play.host, c.GrantRole(ann, Role.MODERATOR))
    play.does(ann, c.RemoveGuest(play.host, hide_words=True))
    assert play.state.head == play.state.root
    assert play.seen_by(Kind.REFINEMENT, play.state.root) == EVERYBODY


def test_the_name_of_whoever_opened_the_party_can_leave_the_screens(play: Play) -> None:
    """Their id is that of the first prompt too, which stays where it is."""
    assert str(play.host) == str(play.state.root)
    assert play.does(play.host, c.ScreenThing(Kind.GUEST, play.host, shown=False)) == (
        e.ThingScreened(Kind.GUEST, play.host, shown=False),
    )
