"""Who may do what, written down a second time from the rules in words, so that the code's table has a witness."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from party.core import commands as c
from party.core.refusals import Reason
from party.core.state import SessionState
from party.core.values import GuestId, Role

from .anything import GUEST_COMMANDS

Commands = frozenset[type[Any]]

_EVERYBODY: Commands = frozenset(
    {
        c.Associate,
        c.SupportAssociation,
        c.TakeBackAssociation,
        c.ProposeRefinement,
        c.WithdrawRefinement,
        c.CastBallot,
        c.PushPhrase,
        c.React,
        c.NailIt,
        c.WriteComment,
        c.TakeBackComment,
        c.ChangeName,
        c.AskForRole,
        c.HandOverRole,  # of the roles one holds oneself
        c.ChooseCredit,
        c.RemoveMyWords,
    }
)
_CURATION: Commands = frozenset(
    {c.ChooseArtwork, c.OrderChosen, c.CaptionArtwork, c.WriteParagraph, c.TitleStory, c.LicenseStory}
)
_ROUNDS_AND_STOPPING: Commands = frozenset({c.OpenRound, c.CloseRound, c.CancelJob})

MAY: Mapping[Role, Commands] = MappingProxyType(
    {
        Role.MODERATOR: _EVERYBODY
        | _CURATION
        | _ROUNDS_AND_STOPPING
        | {
            c.ChangeTheme,
            c.ChangePhase,
            c.ChangeSettings,
            c.GrantRole,
            c.RevokeRole,
            c.DeclineRole,
            c.ScreenThing,
            c.RenameGuest,
            c.MuteGuest,
            c.RemoveGuest,
            c.ReadmitGuest,
            c.LockSession,
            c.SetPasscode,
            c.SetAgenda,
            c.ExtendPhase,
            c.AskQuestion,
            c.DropQuestion,
            c.NudgeGuest,
            c.ShowOnWall,
            c.PublishWriteUp,
            c.RemoveWordsOf,
            c.PauseSession,
            c.ContinueSession,
            c.CloseSession,
            c.ReopenSession,
        },
        Role.PROMPT_MASTER: _EVERYBODY
        | _CURATION
        | _ROUNDS_AND_STOPPING
        | {
            c.EditPrompt,
            c.AcceptRefinement,
            c.BranchFrom,
            c.ReviveRefinement,
            c.MergeRefinements,
            c.MarkPhrases,
            c.BreakTie,
            c.SetRecipe,
            c.StartJob,
        },
        Role.ART_EXPERT: _EVERYBODY | _CURATION | {c.WriteNote, c.JudgeWorth},
        Role.PARTICIPANT: _EVERYBODY,
        Role.SCREEN: frozenset(),
    }
)
"""Design, "Rules of the party": the table of rights."""

WHEN_CLOSED: Commands = frozenset(
    {
        *_CURATION,
        c.JudgeWorth,  # the expert's worth is part of choosing
        c.ChangeName,  # how one is credited
        c.RenameGuest,  # how one is credited
        c.ChooseCredit,
        c.RemoveMyWords,
        c.RemoveWordsOf,
        c.ScreenThing,  # removal
        c.RemoveGuest,  # removal
        c.ReadmitGuest,  # removal undone
        c.RevokeRole,  # removal
        c.GrantRole,  # somebody has to be allowed to curate
        c.HandOverRole,  # same
        c.PublishWriteUp,  # what curation is for
        c.ReopenSession,
    }
)
"""A closed session refuses everything but viewing, curation, credit, removal and reopening."""

WHEN_PAUSED: Commands = frozenset(
    {
        *(MAY[Role.MODERATOR] - MAY[Role.ART_EXPERT] - {c.OpenRound, c.NudgeGuest}),  # running it, stopping things
        c.ChangeName,
        c.AskForRole,
        c.HandOverRole,
        c.ChooseCredit,
        c.RemoveMyWords,
    }
)
"""A pause holds the play, not the moderator."""

WHEN_MUTED: Commands = frozenset().union(*MAY.values()) - {
    c.Associate,
    c.ProposeRefinement,
    c.EditPrompt,
    c.MergeRefinements,
    c.WriteComment,
    c.WriteNote,
    c.CaptionArtwork,
    c.WriteParagraph,
    c.TitleStory,
    c.LicenseStory,
    c.SetRecipe,  # its negative prompt
    c.ChangeName,
}
"""A muted guest looks and votes but writes nothing the room reads. A moderator's own words are not for muting."""

HOUSE_WHEN_CLOSED: Commands = frozenset({c.OpenSession, c.JoinSession, c.ClaimRoles, c.ReportWriteUp})
"""Somebody may still come to look, and the press still works. Opening twice is refused with its own reason."""

HOUSE_WHEN_PAUSED: Commands = HOUSE_WHEN_CLOSED | {c.ReportArtworks, c.ReportFailure}
"""The studio finishes what it had begun; only the clock of a round stands still."""


ALWAYS: Commands = frozenset({c.RemoveMyWords})
"""What stays the right of whoever ever came, shown out or without any role."""


def may(roles: frozenset[Role], command: type[Any]) -> bool:
    """Whether somebody with these roles may ask for this at all."""
    return command in ALWAYS or any(command in MAY[role] for role in roles)


def barred_from(state: SessionState, actor: GuestId | None, kind: type[Any]) -> Reason | None:
    """Why somebody may not give a command of this kind whatever it says; `None`: the rules are asked."""
    guest, is_guests = state.guests.get(actor) if actor else None, kind in GUEST_COMMANDS
    if guest is not None and guest.removed and kind not in ALWAYS:
        return Reason.REMOVED
    if guest is not None and guest.muted and is_guests and kind not in WHEN_MUTED:
        return Reason.MUTED
    allowed = (guest is not None and may(guest.roles, kind)) if is_guests else actor is None
    if not allowed:
        return Reason.NOT_ALLOWED
    if state.closed:
        return None if kind in WHEN_CLOSED | HOUSE_WHEN_CLOSED else Reason.SESSION_CLOSED
    if state.paused_ms is not None:
        return None if kind in WHEN_PAUSED | HOUSE_WHEN_PAUSED else Reason.SESSION_PAUSED
    return None
