"""Proposing, accepting, branching and reviving."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason
from party.core.state import RefinementStatus
from party.core.things import Audience, Ref, RefinementView
from party.core.values import LIMITS, GuestId, Kind, RefinementId
from party.core.views import project

from .play import Play

NOBODYS = RefinementId("nobody's")


def test_a_proposal_refines_the_working_prompt(play: Play, ann: GuestId) -> None:
    """Without a parent named, a refinement hangs on the working prompt and waits there, open."""
    node = play.refinement(play.proposes(ann, "an empty chair"))
    assert (node.parent, node.by, node.status) == (play.state.head, ann, RefinementStatus.OPEN)


def test_a_proposal_is_shown_with_what_it_changes(play: Play, ann: GuestId) -> None:
    """The view of a refinement carries its word diff against the parent."""
    oil = play.proposes(ann, "loneliness, oil")
    view = project(play.state, Ref(Kind.REFINEMENT, oil), Audience.GUEST)
    assert isinstance(view, RefinementView)
    assert [(span.change, span.text) for span in view.diff] == [("same", "loneliness"), ("added", ", oil")]


def test_what_says_nothing_new_is_declined(play: Play, ann: GuestId, ben: GuestId) -> None:
    """The prompt as it is, or a proposal already open, is not proposed again; on another parent it may be."""
    assert play.refused(ann, c.ProposeRefinement("loneliness")) is Reason.TEXT_UNCHANGED
    chair = play.proposes(ann, "an empty chair")
    assert play.refused(ben, c.ProposeRefinement("An empty chair.")) is Reason.ALREADY_SAID
    play.proposes(ben, "rain", parent=chair)
    assert play.refused(ben, c.ProposeRefinement("rain", parent=NOBODYS)) is Reason.UNKNOWN_REFINEMENT


def test_proposals_are_bounded(play: Play, ann: GuestId) -> None:
    """Four open proposals a guest, twenty-four in all."""
    for number in range(LIMITS.open_refinements_each):
        play.proposes(ann, f"idea {number}")
    assert play.refused(ann, c.ProposeRefinement("one more")) is Reason.TOO_MANY
    others = (LIMITS.open_refinements - LIMITS.open_refinements_each) // LIMITS.open_refinements_each
    for number in range(others):
        guest = play.joins(f"Guest {number}")
        for idea in range(LIMITS.open_refinements_each):
            play.proposes(guest, f"idea {number} {idea}")
    assert play.refused(play.joins("Late"), c.ProposeRefinement("too late")) is Reason.TOO_MANY


def test_own_proposals_can_be_withdrawn(play: Play, ann: GuestId, ben: GuestId) -> None:
    """The author withdraws while it is open and not being voted on."""
    chair, rain = play.proposes(ann, "an empty chair"), play.proposes(ann, "rain")
    assert play.refused(ben, c.WithdrawRefinement(chair)) is Reason.NOT_YOURS
    play.does(ann, c.WithdrawRefinement(chair))
    assert play.refused(ann, c.WithdrawRefinement(chair)) is Reason.REFINEMENT_NOT_OPEN
    play.opens_round(rain)
    assert play.refused(ann, c.WithdrawRefinement(rain)) is Reason.ROUND_OPEN


def test_accepting_moves_the_head(play: Play, master: GuestId, ann: GuestId) -> None:
    """An accepted refinement is the working prompt, once; only the prompt master decides."""
    chair = play.proposes(ann, "an empty chair")
    assert play.refused(ann, c.AcceptRefinement(chair)) is Reason.NOT_ALLOWED
    play.does(master, c.AcceptRefinement(chair))
    assert play.state.trunk == (play.state.root, chair)
    assert play.refused(master, c.AcceptRefinement(chair)) is Reason.REFINEMENT_NOT_OPEN
    assert play.refused(master, c.AcceptRefinement(NOBODYS)) is Reason.UNKNOWN_REFINEMENT


def test_what_is_voted_on_is_not_accepted_by_hand(play: Play, ann: GuestId) -> None:
    """While the room votes on a refinement, the prompt master waits."""
    chair = play.proposes(ann, "an empty chair")
    play.opens_round(chair)
    assert play.refused(play.host, c.AcceptRefinement(chair)) is Reason.ROUND_OPEN


def test_the_prompt_masters_own_hand(play: Play, master: GuestId) -> None:
    """An edit is a refinement proposed and accepted at once, painted when the settings say so."""
    play.settings(paint_on_accept=True)
    proposed, accepted, painted = play.does(master, c.EditPrompt("two old people"))
    assert isinstance(proposed, e.RefinementProposed)
    assert accepted == e.RefinementAccepted(proposed.refinement)
    assert isinstance(painted, e.JobRequested)
    assert [recipe.prompt for recipe in painted.recipes] == ["two old people"]
    assert play.refused(master, c.EditPrompt("two old people")) is Reason.TEXT_UNCHANGED


def test_branching_goes_back_and_keeps_the_other_path(play: Play, master: GuestId, ann: GuestId) -> None:
    """Work continues from an earlier accepted wording; what came after it stays in the tree."""
    chair = play.proposes(ann, "an empty chair")
    assert play.refused(master, c.BranchFrom(chair)) is Reason.REFINEMENT_NOT_OPEN
    assert play.refused(master, c.BranchFrom(NOBODYS)) is Reason.UNKNOWN_REFINEMENT
    play.does(master, c.AcceptRefinement(chair))
    play.does(master, c.BranchFrom(play.state.root))
    assert play.state.trunk == (play.state.root,)
    assert play.refinement(chair).status is RefinementStatus.ACCEPTED
    assert play.does(master, c.BranchFrom(play.state.root)) == ()


def test_what_was_dropped_can_be_revived(play: Play, master: GuestId, ann: GuestId) -> None:
    """A withdrawn refinement is opened again; an open one need not be."""
    chair = play.proposes(ann, "an empty chair")
    assert play.refused(master, c.ReviveRefinement(chair)) is Reason.REFINEMENT_NOT_OPEN
    play.does(ann, c.WithdrawRefinement(chair))
    play.does(master, c.ReviveRefinement(chair))
    assert play.refinement(chair).status is RefinementStatus.OPEN
    assert play.refused(master, c.ReviveRefinement(NOBODYS)) is Reason.UNKNOWN_REFINEMENT


def test_reviving_is_bounded_like_proposing(play: Play, master: GuestId) -> None:
    """What is open at once stays within its bound however it came to be open."""
    guests = [play.joins(f"Guest {number}") for number in range(7)]
    dropped = play.proposes(guests[6], "dropped")
    play.does(guests[6], c.WithdrawRefinement(dropped))
    for guest in guests[:6]:
        for number in range(LIMITS.open_refinements_each):
            play.proposes(guest, f"{guest} {number}")
    assert play.refused(master, c.ReviveRefinement(dropped)) is Reason.TOO_MANY


def test_all_of_a_merge_shows(play: Play, ann: GuestId) -> None:
    """Its diff is told against the wording both halves came from: what either brought is marked."""
    play.does(play.host, c.EditPrompt("a man"))
    base = play.state.head
    (one,) = play.does(ann, c.ProposeRefinement("an old man", parent=base))
    (other,) = play.does(ann, c.ProposeRefinement("a man in the snow", parent=base))
    assert isinstance(one, e.RefinementProposed)
    assert isinstance(other, e.RefinementProposed)
    (joined,) = play.does(play.host, c.MergeRefinements(one.refinement, other.refinement))
    assert isinstance(joined, e.RefinementProposed)
    view = project(play.state, Ref(Kind.REFINEMENT, joined.refinement), Audience.GUEST)
    assert isinstance(view, RefinementView)
    assert view.parent == one.refinement
    assert "".join(span.text for span in view.diff if span.change != "added") == "a man"
