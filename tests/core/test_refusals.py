"""Every way the rules say no is said by some command."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest

from party.core import commands as c
from party.core.refusals import Reason
from party.core.values import (
    LIMITS,
    AgendaItem,
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    CommentId,
    CreditAs,
    GuestId,
    JobId,
    Kind,
    Phase,
    PhraseId,
    RankedBallot,
    Reaction,
    RecipeSettings,
    RefinementId,
    Role,
    RoundId,
    StoryPlace,
)

from .play import Play

Refused = Callable[[Play], Reason]
NOBODY, NONE = GuestId("nobody"), ArtworkId("f" * 64)


def _finished(play: Play) -> Reason:
    job = play.paints()
    play.does(play.host, c.CancelJob(job))
    return play.refused(play.host, c.CancelJob(job))


def _used(play: Play) -> Reason:
    rain = play.says(play.host, "rain")
    play.does(play.joins("Ann"), c.SupportAssociation(rain))
    return play.refused(play.host, c.TakeBackAssociation(rain))


def _twice(play: Play) -> Reason:
    play.says(play.host, "rain")
    return play.refused(play.host, c.Associate("rain"))


def _muted(play: Play) -> Reason:
    ann = play.joins("Ann")
    play.does(play.host, c.MuteGuest(ann))
    return play.refused(ann, c.Associate("rain"))


def _removed(play: Play) -> Reason:
    ann = play.joins("Ann")
    play.does(play.host, c.RemoveGuest(ann))
    return play.refused(ann, c.Associate("rain"))


def _voting(play: Play) -> RoundId:
    return play.opens_round(play.proposes(play.host, "an empty chair"))


def _after(play: Play, first: c.Command, then: c.Command) -> Reason:
    play.does(play.host, first)
    return play.refused(play.host, then)


def _held(play: Play) -> Reason:
    play.settings(screening=True)
    return play.refused(play.host, c.AcceptRefinement(play.proposes(play.joins("Ann"), "an empty chair")))


def _others(play: Play) -> Reason:
    return play.refused(play.joins("Ann"), c.TakeBackComment(play.comments(play.host, "so quiet")))


def _full(play: Play) -> Reason:
    for number in range(LIMITS.guests - 1):
        play.joins(f"Guest {number}")
    return play.refused(None, c.JoinSession(NOBODY, "Late"))


def _closed_round(play: Play) -> Reason:
    vote = _voting(play)
    play.does(play.host, c.CloseRound(vote))
    return play.refused(play.host, c.CastBallot(vote, ApprovalBallot(())))


def _no_easel(play: Play) -> Reason:
    play.easel = None
    return play.refused(play.host, c.StartJob())


def _newcomer(play: Play, first: c.Command) -> Reason:
    play.does(play.host, first)
    return play.refused(None, c.JoinSession(NOBODY, "Late"))


def _too_many(play: Play) -> Reason:
    for number in range(LIMITS.open_refinements_each):
        play.proposes(play.host, f"idea {number}")
    return play.refused(play.host, c.ProposeRefinement("one more"))


def _offered(play: Play) -> RefinementId:
    return play.proposes(play.joins("Ann"), "an empty chair")


def _published(play: Play) -> Reason:
    play.does(None, c.ReportWriteUp("2026-11-22-loneliness", None))
    return _after(play, c.PublishWriteUp(), c.ChooseCredit(CreditAs.ANONYMOUS))


REFUSED: Mapping[Reason, Refused] = MappingProxyType(
    {
        Reason.ALREADY_FINISHED: _finished,
        Reason.ALREADY_SAID: _twice,
        Reason.ALREADY_USED: _used,
        Reason.FIRST_PROMPT: lambda p: p.refused(p.host, c.ScreenThing(Kind.REFINEMENT, p.state.root, shown=False)),
        Reason.LAST_MODERATOR: lambda p: p.refused(p.host, c.RevokeRole(p.host, Role.MODERATOR)),
        Reason.LAST_PROMPT_MASTER: lambda p: p.refused(p.host, c.RevokeRole(p.host, Role.PROMPT_MASTER)),
        Reason.MUTED: _muted,
        Reason.NOT_ALLOWED: lambda p: p.refused(NOBODY, c.Associate("rain")),
        Reason.NO_AGENDA: lambda p: p.refused(p.host, c.ExtendPhase(60)),
        Reason.NO_WRITE_UP: lambda p: p.refused(p.host, c.PublishWriteUp()),
        Reason.NOT_A_CANDIDATE: lambda p: p.refused(p.host, c.CastBallot(_voting(p), ApprovalBallot((p.state.root,)))),
        Reason.NOT_CLOSED: lambda p: p.refused(p.host, c.ChangePhase(Phase.CLOSED)),
        Reason.NOT_PAUSED: lambda p: p.refused(p.host, c.ContinueSession()),
        Reason.NOT_SHOWN: _held,
        Reason.NOT_TIED: lambda p: p.refused(p.host, c.BreakTie(_voting(p), p.state.root)),
        Reason.NOT_YOURS: _others,
        Reason.NOTHING_TO_VOTE_ON: lambda p: p.refused(p.host, c.OpenRound()),
        Reason.ORDER_MISMATCH: lambda p: p.refused(p.host, c.OrderChosen((NONE,))),
        Reason.OUT_OF_RANGE: lambda p: p.refused(p.host, c.SetAgenda((AgendaItem(Phase.GATHER, 0),))),
        Reason.NOT_ON_PATH: lambda p: p.refused(p.host, c.WriteParagraph(StoryPlace.STEP, _offered(p), "so it was")),
        Reason.PASSCODE_WRONG: lambda p: _newcomer(p, c.SetPasscode("moonlight")),
        Reason.PUBLISHED: _published,
        Reason.REFINEMENT_NOT_OPEN: lambda p: p.refused(p.host, c.AcceptRefinement(p.state.root)),
        Reason.REMOVED: _removed,
        Reason.ROLE_HELD: lambda p: p.refused(p.host, c.AskForRole(Role.MODERATOR)),
        Reason.ROLE_NOT_HELD: lambda p: p.refused(p.host, c.HandOverRole(p.joins("Ann"), Role.ART_EXPERT)),
        Reason.ROUND_CLOSED: _closed_round,
        Reason.ROUND_OPEN: lambda p: p.refused(None, c.CloseDueRound(_voting(p))),
        Reason.SESSION_CLOSED: lambda p: _after(p, c.CloseSession(), c.AskQuestion("why?")),
        Reason.SESSION_FULL: _full,
        Reason.SESSION_LOCKED: lambda p: _newcomer(p, c.LockSession()),
        Reason.SESSION_OPEN: lambda p: p.refused(p.host, c.ReopenSession()),
        Reason.SESSION_PAUSED: lambda p: _after(p, c.PauseSession(), c.NudgeGuest(p.host)),
        Reason.STUDIO_NOT_READY: _no_easel,
        Reason.TEXT_EMPTY: lambda p: p.refused(p.host, c.AskQuestion(" ")),
        Reason.TEXT_TOO_LONG: lambda p: p.refused(p.host, c.NudgeGuest(p.host, "x" * 161)),
        Reason.TEXT_UNPRINTABLE: lambda p: p.refused(p.host, c.WriteComment("\x00", p.state.root)),
        Reason.TEXT_UNCHANGED: lambda p: p.refused(p.host, c.MergeRefinements(p.state.root, p.state.root)),
        Reason.TOO_MANY: _too_many,
        Reason.UNKNOWN_ARTWORK: lambda p: p.refused(p.host, c.React(NONE, Reaction.LOVE)),
        Reason.UNKNOWN_ASSOCIATION: lambda p: p.refused(p.host, c.SupportAssociation(AssociationId("x"))),
        Reason.UNKNOWN_COMMENT: lambda p: p.refused(p.host, c.TakeBackComment(CommentId("x"))),
        Reason.UNKNOWN_GUEST: lambda p: p.refused(p.host, c.NudgeGuest(NOBODY)),
        Reason.UNKNOWN_JOB: lambda p: p.refused(p.host, c.CancelJob(JobId("x"))),
        Reason.UNKNOWN_LICENSE: lambda p: p.refused(p.host, c.LicenseStory("do what you like")),
        Reason.UNKNOWN_PHRASE: lambda p: p.refused(p.host, c.PushPhrase(PhraseId("x"), 1)),
        Reason.UNKNOWN_REFINEMENT: lambda p: p.refused(p.host, c.BranchFrom(RefinementId("x"))),
        Reason.UNKNOWN_ROUND: lambda p: p.refused(p.host, c.CloseRound(RoundId("x"))),
        Reason.UNKNOWN_SCHEDULER: lambda p: p.refused(p.host, c.SetRecipe(RecipeSettings(scheduler="magic"))),
        Reason.UNKNOWN_THING: lambda p: p.refused(p.host, c.ScreenThing(Kind.JOB, "x", shown=False)),
        Reason.WRONG_BALLOT: lambda p: p.refused(p.host, c.CastBallot(_voting(p), RankedBallot(()))),
    }
)


def test_every_reason_is_here() -> None:
    """No refusal is left over that no command gives."""
    assert set(REFUSED) == set(Reason)


@pytest.mark.parametrize("reason", REFUSED)
def test_every_reason_is_given(play: Play, reason: Reason) -> None:
    """Somebody who asks for the wrong thing hears it, and nothing has changed."""
    assert REFUSED[reason](play) is reason
