"""The door, wishes for roles, handing over, and the moderator's quiet or firm word."""

import pytest

from party.core import commands as c
from party.core import events as e
from party.core.private import radar
from party.core.refusals import Reason
from party.core.things import Audience, GuestView, Heard, RoundView
from party.core.values import LIMITS, GuestId, Kind, Role, Settings

from .play import Play

PUBLIC = [Audience.PROMPT_MASTER, Audience.GUEST, Audience.SCREEN]
NOBODY = GuestId("nobody")


@pytest.fixture
def second(play: Play) -> GuestId:
    """Another moderator."""
    return play.joins("Mo", Role.MODERATOR)


def of(play: Play, guest: GuestId, audience: Audience = Audience.MODERATOR) -> GuestView:
    """A guest as an audience sees them."""
    view = play.view(Kind.GUEST, guest, audience)
    assert isinstance(view, GuestView)
    return view


# --- the door --------------------------------------------------------------------------------------------------------


def test_a_passcode_is_asked_of_newcomers(play: Play, ann: GuestId) -> None:
    """Whoever is inside stays; whoever has a link needs none; the view says that there is one, not which."""
    play.does(play.host, c.SetPasscode("moonlight"))
    assert play.refused(None, c.JoinSession(GuestId("x"), "Xu")) is Reason.PASSCODE_WRONG
    assert play.refused(None, c.JoinSession(GuestId("x"), "Xu", passcode="sun")) is Reason.PASSCODE_WRONG
    play.does(None, c.JoinSession(GuestId("x"), "Xu", passcode=" Moonlight "))
    play.does(None, c.JoinSession(GuestId("y"), "Yi", invited=True))
    assert play.does(None, c.JoinSession(ann, "Ann")) == ()
    assert play.view(Kind.SESSION).passcode is True  # type: ignore[union-attr]
    assert "moonlight" not in repr(play.entries)
    play.does(play.host, c.SetPasscode())
    assert play.does(play.host, c.SetPasscode(" ")) == ()
    play.joins("Zoe")


def test_a_party_can_be_opened_with_a_passcode() -> None:
    """From the first moment on; a broken one is no party."""
    play = Play(passcode="moonlight")
    assert play.refused(None, c.JoinSession(GuestId("x"), "Xu")) is Reason.PASSCODE_WRONG
    assert play.refused(play.host, c.SetPasscode("x" * 41)) is Reason.TEXT_TOO_LONG


def test_a_locked_door_opens_to_links(play: Play, ann: GuestId) -> None:
    """Nobody new comes in but by invitation; unlocking lets everybody in again."""
    play.does(play.host, c.LockSession())
    assert play.does(play.host, c.LockSession()) == ()
    assert play.refused(None, c.JoinSession(GuestId("x"), "Xu")) is Reason.SESSION_LOCKED
    assert play.does(None, c.JoinSession(ann, "Ann")) == ()
    play.does(None, c.JoinSession(GuestId("y"), "Yi", invited=True))
    play.does(play.host, c.LockSession(locked=False))
    play.joins("Zoe")
    assert play.refused(ann, c.LockSession()) is Reason.NOT_ALLOWED


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "comes", "called"),
    [
        (("Ada",), "Ada", "Ada 2"),
        (("Ada",), "ADA", "ADA 2"),
        (("Ada", "ada"), "Ada", "Ada 3"),
        (("Ada", "Ada 2"), "Ada 2", "Ada 2 2"),
        (("Ada",), "\uff21\uff44\uff41", "\uff21\uff44\uff41 2"),
        (("Straße",), "STRASSE", "STRASSE 2"),
        (("Ёжик",), "ёжик", "ёжик 2"),
        (("小明",), "小明", "小明 2"),
        (("Ada",), "Adam", "Adam"),
        (("x" * 40,), "x" * 40, "x" * 38 + " 2"),
    ],
)
def test_nobody_is_called_as_somebody_else(play: Play, here: tuple[str, ...], comes: str, called: str) -> None:
    """Whoever comes second gets a number, letter case and width aside, and still a name within the limit."""
    for name in here:
        play.joins(name)
    guest = play.joins(comes)
    assert of(play, guest).name == play.mine(guest).name == called
    assert len(called) <= LIMITS.name


def test_a_new_name_is_told_apart_too(play: Play, ann: GuestId, ben: GuestId) -> None:
    """By whomever it is given; one's own name in other letters is no other's, and asked for again it stays."""
    play.does(ben, c.ChangeName("ann"))
    assert of(play, ben).name == "ann 2"
    assert play.does(ben, c.ChangeName("ann")) == ()
    play.does(play.host, c.RenameGuest(ben, "Hanna"))
    assert of(play, ben).name == "Hanna 2"
    play.does(ann, c.ChangeName("ANN"))
    assert of(play, ann).name == "ANN"


def test_a_name_stays_with_who_was_here(play: Play, ann: GuestId) -> None:
    """Of somebody shown out too: what they said stands under it. Screens are no people, and all called alike."""
    play.does(play.host, c.RemoveGuest(ann))
    assert of(play, play.joins("Ann")).name == "Ann 2"
    walls = [play.joins("Wall", Role.SCREEN), play.joins("Wall", Role.SCREEN), play.joins("Wall")]
    assert [of(play, wall).name for wall in walls] == ["Wall"] * 3


# --- roles -----------------------------------------------------------------------------------------------------------


def test_a_wish_for_a_role_is_for_the_moderator(play: Play, ann: GuestId) -> None:
    """The moderator and the one who asks see it; granting and declining both end it."""
    play.does(ann, c.AskForRole(Role.ART_EXPERT))
    assert play.does(ann, c.AskForRole(Role.ART_EXPERT)) == ()
    assert of(play, ann).asks == play.mine(ann).asks == (Role.ART_EXPERT,)
    assert all(of(play, ann, audience).asks == () for audience in PUBLIC)
    play.does(play.host, c.DeclineRole(ann, Role.ART_EXPERT))
    assert play.does(play.host, c.DeclineRole(ann, Role.ART_EXPERT)) == ()
    assert play.mine(ann).asks == ()
    play.does(ann, c.AskForRole(Role.ART_EXPERT))
    play.does(play.host, c.GrantRole(ann, Role.ART_EXPERT))
    assert play.mine(ann).asks == ()
    assert play.roles(ann) == {Role.PARTICIPANT, Role.ART_EXPERT}


def test_wishes_that_make_no_sense(play: Play, ann: GuestId, screen: GuestId) -> None:
    """What one is, what nobody asks for, and wishes declined by others."""
    assert play.refused(play.host, c.AskForRole(Role.MODERATOR)) is Reason.ROLE_HELD
    assert play.refused(ann, c.AskForRole(Role.SCREEN)) is Reason.NOT_ALLOWED
    assert play.refused(screen, c.AskForRole(Role.MODERATOR)) is Reason.NOT_ALLOWED
    assert play.refused(ann, c.DeclineRole(ann, Role.MODERATOR)) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.DeclineRole(NOBODY, Role.MODERATOR)) is Reason.UNKNOWN_GUEST


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PROMPT_MASTER, Role.ART_EXPERT])
def test_a_role_is_handed_over(play: Play, ann: GuestId, role: Role) -> None:
    """The last of a kind can hand it over, for somebody then has it; the one who did no longer does."""
    if role not in play.roles(play.host):
        play.does(play.host, c.GrantRole(play.host, role))
    play.does(play.host, c.HandOverRole(ann, role))
    assert role in play.roles(ann)
    assert role not in play.roles(play.host)
    assert play.refused(play.host, c.HandOverRole(ann, role)) is Reason.ROLE_NOT_HELD


def test_handing_over_to_one_who_has_it_is_letting_go(play: Play, second: GuestId) -> None:
    """The role stays with the other; to oneself it changes nothing."""
    assert play.does(play.host, c.HandOverRole(play.host, Role.MODERATOR)) == ()
    assert play.does(play.host, c.HandOverRole(second, Role.MODERATOR)) == (e.RoleRevoked(play.host, Role.MODERATOR),)


def test_the_stand_in_hands_over_for_good(play: Play, ann: GuestId) -> None:
    """Who gets the prompt from a stand-in holds it in earnest."""
    play.does(play.host, c.HandOverRole(ann, Role.PROMPT_MASTER))
    assert play.state.stand_in is None
    play.joins("Mia", Role.PROMPT_MASTER)
    assert Role.PROMPT_MASTER in play.roles(ann)


def test_what_is_not_handed_over(play: Play, ann: GuestId, ben: GuestId) -> None:
    """What one does not hold, what everybody has, and to nobody."""
    assert play.refused(ann, c.HandOverRole(ben, Role.MODERATOR)) is Reason.ROLE_NOT_HELD
    assert play.refused(ann, c.HandOverRole(ben, Role.PARTICIPANT)) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.HandOverRole(NOBODY, Role.MODERATOR)) is Reason.UNKNOWN_GUEST
    play.does(play.host, c.RemoveGuest(ben))
    assert play.refused(play.host, c.HandOverRole(ben, Role.MODERATOR)) is Reason.UNKNOWN_GUEST


def test_another_moderator_stands_in(play: Play, second: GuestId) -> None:
    """The first moderator can be relieved of the prompt as soon as there is a second to mind it."""
    play.does(play.host, c.RevokeRole(play.host, Role.PROMPT_MASTER))
    assert play.state.stand_in == second
    assert Role.PROMPT_MASTER in play.roles(second)


# --- muted and shown out ---------------------------------------------------------------------------------------------


def test_a_muted_guest_looks_and_votes_but_writes_nothing(play: Play, ann: GuestId) -> None:
    """No association, proposal, comment or name; votes, support, pushes, reactions and taking back go on."""
    picture, idea, rain = play.picture(), play.proposes(ann, "an empty chair"), play.says(ann, "rain")
    vote = play.opens_round(play.proposes(play.host, "a bench"))
    play.does(play.host, c.MuteGuest(ann))
    assert play.does(play.host, c.MuteGuest(ann)) == ()
    for asked in (
        c.Associate("snow"),
        c.ProposeRefinement("snow"),
        c.WriteComment("snow", artwork=picture),
        c.ChangeName("Snow"),
    ):
        assert play.refused(ann, asked) is Reason.MUTED
    play.votes(ann, vote)
    play.does(ann, c.NailIt(picture))
    play.does(ann, c.WithdrawRefinement(idea))
    play.does(ann, c.TakeBackAssociation(rain))
    play.does(play.host, c.MuteGuest(ann, muted=False))
    play.says(ann, "snow")


def test_a_muted_prompt_master_writes_no_prompt(play: Play, master: GuestId) -> None:
    """Muted is muted, whatever else one is; accepting and branching go on."""
    idea = play.proposes(play.host, "an empty chair")
    play.does(play.host, c.MuteGuest(master))
    assert play.refused(master, c.EditPrompt("a bench")) is Reason.MUTED
    assert play.refused(master, c.MergeRefinements(idea, play.state.root, "a bench")) is Reason.MUTED
    assert play.refused(master, c.SetRecipe(play.state.settings.recipe)) is Reason.MUTED
    play.does(master, c.AcceptRefinement(idea))


def test_that_one_is_muted_is_between_two(play: Play, ann: GuestId) -> None:
    """The moderator and the muted know."""
    play.does(play.host, c.MuteGuest(ann))
    assert of(play, ann).muted
    assert play.mine(ann).muted
    assert not any(of(play, ann, audience).muted for audience in PUBLIC)


def test_who_was_shown_out_asks_for_nothing(play: Play, ann: GuestId) -> None:
    """Every wish is refused by name, joining again too; to all but the moderator they are gone."""
    play.does(ann, c.AskForRole(Role.ART_EXPERT))
    play.does(play.host, c.RemoveGuest(ann))
    assert play.does(play.host, c.RemoveGuest(ann)) == ()
    assert play.refused(ann, c.Associate("rain")) is Reason.REMOVED
    assert play.refused(None, c.JoinSession(ann, "Ann")) is Reason.REMOVED
    assert play.refused(None, c.ClaimRoles(ann, (Role.MODERATOR,))) is Reason.UNKNOWN_GUEST
    assert play.seen_by(Kind.GUEST, ann) == {Audience.MODERATOR}
    assert (of(play, ann).removed, of(play, ann).asks) == (True, ())
    for asked in (c.MuteGuest(ann), c.RenameGuest(ann, "X"), c.NudgeGuest(ann), c.GrantRole(ann, Role.MODERATOR)):
        assert play.refused(play.host, asked) is Reason.UNKNOWN_GUEST


def test_who_is_readmitted_comes_as_a_participant(play: Play, master: GuestId) -> None:
    """Special roles are gone with the removal; everything else is as it was."""
    play.does(play.host, c.RemoveGuest(master))
    assert Role.PROMPT_MASTER in play.roles(play.host)
    play.does(play.host, c.ReadmitGuest(master))
    assert play.does(play.host, c.ReadmitGuest(master)) == ()
    assert play.roles(master) == {Role.PARTICIPANT}
    play.says(master, "rain")
    assert play.refused(play.host, c.ReadmitGuest(NOBODY)) is Reason.UNKNOWN_GUEST


def test_the_last_moderator_is_not_shown_out(play: Play, ann: GuestId) -> None:
    """Not even by themselves; with a second one they may go, and the other minds the prompt as well."""
    assert play.refused(play.host, c.RemoveGuest(play.host)) is Reason.LAST_MODERATOR
    assert play.refused(play.host, c.RemoveGuest(NOBODY)) is Reason.UNKNOWN_GUEST
    assert play.refused(ann, c.RemoveGuest(play.host)) is Reason.NOT_ALLOWED
    play.does(play.host, c.GrantRole(ann, Role.MODERATOR))
    play.does(ann, c.RemoveGuest(play.host))
    assert play.roles(ann) == {Role.MODERATOR, Role.PARTICIPANT, Role.PROMPT_MASTER}
    assert play.state.stand_in == ann
    assert play.roles(play.host) == {Role.PARTICIPANT}


def test_the_vote_of_one_who_was_shown_out_does_not_count(play: Play, ann: GuestId, ben: GuestId) -> None:
    """In a vote still open their ballot goes with them; what was counted before stays."""
    chair = play.proposes(ann, "an empty chair")
    first = play.opens_round(chair)
    play.votes(ben, first, chair)
    play.settings(accept_winner=False)
    play.does(play.host, c.CloseRound(first))
    second = play.opens_round(chair)
    play.votes(ann, second, chair)
    play.votes(ben, second, chair)
    play.does(play.host, c.RemoveGuest(ben))
    view = play.view(Kind.ROUND, second)
    assert isinstance(view, RoundView)
    assert (view.voters, view.tally) == (1, (e.Count(chair, 1),))
    assert play.round(first).tally == (e.Count(chair, 1),)


def test_a_free_place_is_free(play: Play) -> None:
    """Whoever was shown out takes up no room."""
    for number in range(2, LIMITS.guests + 1):
        last = play.joins(f"Guest {number}")
    assert play.refused(None, c.JoinSession(GuestId("late"), "Late")) is Reason.SESSION_FULL
    play.does(play.host, c.RemoveGuest(last))
    play.does(None, c.JoinSession(GuestId("late"), "Late"))


# --- names, nudges, the radar ----------------------------------------------------------------------------------------


def test_the_moderator_renames(play: Play, ann: GuestId) -> None:
    """A name the room should not read is replaced, also after the end."""
    play.does(play.host, c.CloseSession())
    play.does(play.host, c.RenameGuest(ann, " Rose "))
    assert of(play, ann, Audience.GUEST).name == "Rose"
    assert play.does(play.host, c.RenameGuest(ann, "Rose")) == ()
    assert play.refused(play.host, c.RenameGuest(ann, "")) is Reason.TEXT_EMPTY
    assert play.refused(play.host, c.RenameGuest(NOBODY, "X")) is Reason.UNKNOWN_GUEST
    assert play.refused(ann, c.RenameGuest(play.host, "X")) is Reason.NOT_ALLOWED


def test_a_nudge_reaches_one_guest(play: Play, ann: GuestId, ben: GuestId) -> None:
    """Told to the one it is for and to nobody else; without words the client finds some; each is new."""
    play.does(play.host, c.NudgeGuest(ann, "what do you see?"))
    first = play.mine(ann).nudge
    assert first is not None
    assert first.text == "what do you see?"
    assert play.mine(ben).nudge is None
    assert all("what do you see?" not in repr(play.view(Kind.GUEST, ann, audience)) for audience in Audience)
    play.does(play.host, c.NudgeGuest(ann))
    again = play.mine(ann).nudge
    assert again is not None
    assert (again.text, again.seq > first.seq) == ("", True)
    assert play.refused(ann, c.NudgeGuest(ben)) is Reason.NOT_ALLOWED
    assert play.refused(play.host, c.NudgeGuest(ann, "x" * 161)) is Reason.TEXT_TOO_LONG


def test_the_radar_tells_who_was_heard(play: Play, ann: GuestId, ben: GuestId, screen: GuestId) -> None:
    """How often each guest wrote and tapped, and when last; walls and those shown out are not on it."""
    play.says(ann, "rain")
    play.later(5)
    play.does(ben, c.Associate("rain"))
    gone = play.joins("Gone")
    play.does(play.host, c.RemoveGuest(gone))
    now = play.now_ms
    assert radar(play.state) == (
        Heard(play.host, said=0, tapped=0, heard_ms=None),
        Heard(ann, said=1, tapped=0, heard_ms=now - 5000),  # type: ignore[arg-type]
        Heard(ben, said=0, tapped=1, heard_ms=now),
    )
    assert screen not in {line.guest for line in radar(play.state)}


def test_words_that_wait_are_heard_too() -> None:
    """Somebody whose words are screened is not silent."""
    play = Play(Settings(screening=True))
    ann = play.joins("Ann")
    play.says(ann, "rain")
    assert [line.said for line in radar(play.state) if line.guest == ann] == [1]
