"""Guests: coming in, names, roles and wishes for them, and the moderator's quiet or firm word."""

from party.core import commands as c
from party.core import events as e
from party.core.passcode import kept_passcode, opens
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import EVERYBODY, HOUSE, MODERATOR, Row, Scene, Verdict, row
from party.core.rules.screening import hiding, written_by
from party.core.state import Guest, Screening, SessionState
from party.core.text import apart, clean
from party.core.values import LIMITS, GuestId, Role, Words

SPECIAL = (Role.MODERATOR, Role.PROMPT_MASTER, Role.ART_EXPERT)
"""The roles a guest can ask for and hand over."""


def join(scene: Scene, asked: c.JoinSession) -> Verdict:
    """A new guest with the roles their link grants; without any, a participant. Asked again, nothing changes.

    Nobody is called as somebody else in this party: the second Ada is Ada 2.
    """
    state = scene.state
    if known := state.guests.get(asked.guest):
        return refuse(Reason.REMOVED) if known.removed else ()
    name = clean(asked.name, LIMITS.name)
    if isinstance(name, Refusal):
        return name
    if sum(not guest.removed for guest in state.guests.values()) >= LIMITS.guests:
        return refuse(Reason.SESSION_FULL, limit=LIMITS.guests)
    if state.locked and not asked.invited:
        return refuse(Reason.SESSION_LOCKED)
    if not asked.invited and not opens(state.passcode, asked.passcode):
        return refuse(Reason.PASSCODE_WRONG)
    roles = set(asked.roles) or {Role.PARTICIPANT}
    if Role.SCREEN not in roles:
        roles.add(Role.PARTICIPANT)
    called = name if roles == {Role.SCREEN} else _free(state, name, asked.guest)
    joined = e.GuestJoined(asked.guest, called, tuple(sorted(roles)))
    return (joined, *(_stand_down(state) if Role.PROMPT_MASTER in roles else ()))


def change_name(scene: Scene, asked: c.ChangeName) -> Verdict:
    """The guest's own name."""
    return _naming(scene.state, scene.state.guests[scene.actor], asked.name)


def rename(scene: Scene, asked: c.RenameGuest) -> Verdict:
    """A name the moderator gives."""
    guest = _inside(scene.state, asked.guest)
    if isinstance(guest, Refusal):
        return guest
    return _naming(scene.state, guest, asked.name)


def grant(scene: Scene, asked: c.GrantRole) -> Verdict:
    """One more role; naming a prompt master relieves the opener who stood in."""
    guest = _inside(scene.state, asked.guest)
    if isinstance(guest, Refusal):
        return guest
    if asked.role in guest.roles:
        if asked.role is Role.PROMPT_MASTER and scene.state.stand_in == asked.guest:
            return (e.RoleGranted(asked.guest, asked.role),)
        return refuse(Reason.ROLE_HELD, role=asked.role)
    if guest.roles == {Role.SCREEN}:
        return refuse(Reason.UNKNOWN_GUEST)
    granted = e.RoleGranted(asked.guest, asked.role)
    return (granted, *(_stand_down(scene.state) if asked.role is Role.PROMPT_MASTER else ()))


def revoke(scene: Scene, asked: c.RevokeRole) -> Verdict:
    """One role less. The last moderator stays; when the last prompt master goes, another moderator stands in."""
    guest = scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    if asked.role not in guest.roles:
        return refuse(Reason.ROLE_NOT_HELD, role=asked.role)
    return _revoking(scene.state, guest, asked.role)


def hand_over(scene: Scene, asked: c.HandOverRole) -> Verdict:
    """Somebody else holds it, and the one who hands it over no longer does."""
    state, guest = scene.state, _inside(scene.state, asked.guest)
    if isinstance(guest, Refusal):
        return guest
    if guest.roles == {Role.SCREEN}:
        return refuse(Reason.UNKNOWN_GUEST)
    if asked.role not in SPECIAL:
        return refuse(Reason.NOT_ALLOWED)
    if asked.role not in state.guests[scene.actor].roles:
        return refuse(Reason.ROLE_NOT_HELD, role=asked.role)
    if guest.id == scene.actor:
        return ()
    granted = () if asked.role in guest.roles else (e.RoleGranted(guest.id, asked.role),)
    return (*granted, e.RoleRevoked(scene.actor, asked.role))


def ask_role(scene: Scene, asked: c.AskForRole) -> Verdict:
    """A wish the moderator sees."""
    me = scene.state.guests[scene.actor]
    if asked.role not in SPECIAL:
        return refuse(Reason.NOT_ALLOWED)
    if asked.role in me.roles:
        return refuse(Reason.ROLE_HELD, role=asked.role)
    return () if asked.role in me.asks else (e.RoleAsked(me.id, asked.role),)


def decline(scene: Scene, asked: c.DeclineRole) -> Verdict:
    """Not now."""
    guest = scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    return (e.RoleDeclined(guest.id, asked.role),) if asked.role in guest.asks else ()


def claim(scene: Scene, asked: c.ClaimRoles) -> Verdict:
    """The roles of an invite link for a guest who is already in."""
    guest = _inside(scene.state, asked.guest)
    if isinstance(guest, Refusal):
        return guest
    missing = tuple(role for role in sorted(set(asked.roles)) if role not in guest.roles)
    relieved = _stand_down(scene.state) if Role.PROMPT_MASTER in missing else ()
    return (*(e.RoleGranted(guest.id, role) for role in missing), *relieved)


def mute(scene: Scene, asked: c.MuteGuest) -> Verdict:
    """Look and vote, but write nothing."""
    guest = _inside(scene.state, asked.guest)
    if isinstance(guest, Refusal):
        return guest
    return () if guest.muted == asked.muted else (e.GuestMuted(guest.id, asked.muted),)


def remove(scene: Scene, asked: c.RemoveGuest) -> Verdict:
    """Out of the party, with the special roles they held; what the room saw of them stays unless it is to go too.

    What was still held goes in any case: nobody waits for it any more. Their pushes and their ballot in an open vote
    are taken back: one person at five doors has one voice in the end.
    """
    state, guest = scene.state, scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    words = hiding(state, written_by(state, guest.id, None if asked.hide_words else Screening.HELD))
    if guest.removed:
        return words
    revoked: list[e.Event] = []
    for role in sorted(guest.roles & set(SPECIAL)):
        losing = _revoking(state, guest, role)
        if isinstance(losing, Refusal):
            return losing
        revoked += losing
    return (*revoked, e.GuestRemoved(guest.id), *words)


def readmit(scene: Scene, asked: c.ReadmitGuest) -> Verdict:
    """Back in, if they come. Words that were hidden stay so until the moderator shows them."""
    guest = scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    return (e.GuestReadmitted(guest.id),) if guest.removed else ()


def nudge(scene: Scene, asked: c.NudgeGuest) -> Verdict:
    """A private word."""
    guest = _inside(scene.state, asked.guest)
    if isinstance(guest, Refusal):
        return guest
    text = clean(asked.text, LIMITS.nudge, optional=True)
    return text if isinstance(text, Refusal) else (e.GuestNudged(guest.id, text),)


def lock(scene: Scene, asked: c.LockSession) -> Verdict:
    """Nobody new, or everybody again."""
    return () if scene.state.locked == asked.locked else (e.SessionLocked(asked.locked),)


def set_passcode(scene: Scene, asked: c.SetPasscode) -> Verdict:
    """A passcode for newcomers, or none."""
    passcode = kept_passcode(asked.passcode, scene.occasion.fresh)
    if isinstance(passcode, Refusal):
        return passcode
    return () if not passcode.digest and not scene.state.passcode.digest else (e.PasscodeSet(passcode),)


def _naming(state: SessionState, guest: Guest, asked: str) -> Verdict:
    name = clean(asked, LIMITS.name)
    if isinstance(name, Refusal):
        return name
    called = _free(state, name, guest.id)
    return () if called == guest.name else (e.NameChanged(guest.id, called),)


def _free(state: SessionState, name: Words, guest: GuestId) -> Words:
    """The name as nobody else has it who is or was here; screens are no people."""
    others = (one for one in state.guests.values() if one.id != guest and one.roles != {Role.SCREEN})
    return apart(name, [one.name for one in others], LIMITS.name)


def _inside(state: SessionState, guest_id: GuestId) -> Guest | Refusal:
    guest = state.guests.get(guest_id)
    return refuse(Reason.UNKNOWN_GUEST) if guest is None or guest.removed else guest


def _revoking(state: SessionState, guest: Guest, role: Role) -> tuple[e.Event, ...] | Refusal:
    others = [g for g in state.guests.values() if role in g.roles and g.id != guest.id]
    if role is Role.MODERATOR and not others:
        return refuse(Reason.LAST_MODERATOR)
    revoked = e.RoleRevoked(guest.id, role)
    if role is not Role.PROMPT_MASTER or others:
        return (revoked,)
    moderators = [g for g in state.guests.values() if Role.MODERATOR in g.roles and g.id != guest.id]
    if not moderators:
        return refuse(Reason.LAST_PROMPT_MASTER)
    first = min(moderators, key=lambda moderator: moderator.seq)
    return revoked, e.RoleGranted(first.id, Role.PROMPT_MASTER, standing_in=True)


def _stand_down(state: SessionState) -> tuple[e.RoleRevoked, ...]:
    return (e.RoleRevoked(state.stand_in, Role.PROMPT_MASTER),) if state.stand_in else ()


TABLE: tuple[Row, ...] = (
    row(c.JoinSession, join, HOUSE, paused=True, closed=True),
    row(c.ClaimRoles, claim, HOUSE, paused=True, closed=True),
    row(c.ChangeName, change_name, EVERYBODY, paused=True, closed=True, speaks=True),
    row(c.RenameGuest, rename, MODERATOR, paused=True, closed=True),
    row(c.GrantRole, grant, MODERATOR, paused=True, closed=True),
    row(c.RevokeRole, revoke, MODERATOR, paused=True, closed=True),
    row(c.HandOverRole, hand_over, EVERYBODY, paused=True, closed=True),
    row(c.AskForRole, ask_role, EVERYBODY, paused=True),
    row(c.DeclineRole, decline, MODERATOR, paused=True),
    row(c.MuteGuest, mute, MODERATOR, paused=True),
    row(c.RemoveGuest, remove, MODERATOR, paused=True, closed=True),
    row(c.ReadmitGuest, readmit, MODERATOR, paused=True, closed=True),
    row(c.NudgeGuest, nudge, MODERATOR),
    row(c.LockSession, lock, MODERATOR, paused=True, closed=True),
    row(c.SetPasscode, set_passcode, MODERATOR, paused=True, closed=True),
)
