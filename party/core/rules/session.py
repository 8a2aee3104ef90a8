"""Opening, joining, roles, theme, phase, settings, pausing and ending."""

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.recipe import check_recipe
from party.core.rules.rounds import counted
from party.core.rules.scene import EVERYBODY, HOUSE, MODERATOR, Row, Scene, Verdict, row, texts, within
from party.core.state import JobStatus, SessionState
from party.core.text import clean
from party.core.values import LIMITS, GuestId, Phase, RefinementId, Role, Settings, Words


def open_again(_scene: Scene, _asked: c.OpenSession) -> Verdict:
    """A party is opened once."""
    return refuse(Reason.SESSION_OPEN)


def join(scene: Scene, asked: c.JoinSession) -> Verdict:
    """A new guest with the roles their link grants; without any, a participant. Asked again, nothing changes."""
    if asked.guest in scene.state.guests:
        return ()
    name = clean(asked.name, LIMITS.name)
    if isinstance(name, Refusal):
        return name
    if len(scene.state.guests) >= LIMITS.guests:
        return refuse(Reason.SESSION_FULL, limit=LIMITS.guests)
    roles = set(asked.roles) or {Role.PARTICIPANT}
    if Role.SCREEN not in roles:
        roles.add(Role.PARTICIPANT)
    joined = e.GuestJoined(asked.guest, name, tuple(sorted(roles)))
    return (joined, *(_stand_down(scene.state) if Role.PROMPT_MASTER in roles else ()))


def change_name(scene: Scene, asked: c.ChangeName) -> Verdict:
    """The guest's own name."""
    name = clean(asked.name, LIMITS.name)
    if isinstance(name, Refusal):
        return name
    known = scene.state.guests[scene.actor].name
    return () if name == known else (e.NameChanged(scene.actor, name),)


def grant(scene: Scene, asked: c.GrantRole) -> Verdict:
    """One more role; naming a prompt master relieves the opener who stood in."""
    guest = scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    if asked.role in guest.roles:
        if asked.role is Role.PROMPT_MASTER and scene.state.stand_in == asked.guest:
            return (e.RoleGranted(asked.guest, asked.role),)
        return refuse(Reason.ROLE_HELD, role=asked.role)
    granted = e.RoleGranted(asked.guest, asked.role)
    return (granted, *(_stand_down(scene.state) if asked.role is Role.PROMPT_MASTER else ()))


def revoke(scene: Scene, asked: c.RevokeRole) -> Verdict:
    """One role less. The last moderator stays; when the last prompt master goes, a moderator stands in."""
    state, guest = scene.state, scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    if asked.role not in guest.roles:
        return refuse(Reason.ROLE_NOT_HELD, role=asked.role)
    others = [g.id for g in state.guests.values() if asked.role in g.roles and g.id != asked.guest]
    if asked.role is Role.MODERATOR and not others:
        return refuse(Reason.LAST_MODERATOR)
    revoked = e.RoleRevoked(asked.guest, asked.role)
    if asked.role is not Role.PROMPT_MASTER or others:
        return (revoked,)
    moderators = sorted((g for g in state.guests.values() if Role.MODERATOR in g.roles), key=lambda g: g.seq)
    if moderators[0].id == asked.guest:
        return refuse(Reason.LAST_PROMPT_MASTER)
    return revoked, e.RoleGranted(moderators[0].id, Role.PROMPT_MASTER, standing_in=True)


def claim(scene: Scene, asked: c.ClaimRoles) -> Verdict:
    """The roles of an invite link for a guest who is already in."""
    guest = scene.state.guests.get(asked.guest)
    if guest is None:
        return refuse(Reason.UNKNOWN_GUEST)
    missing = tuple(role for role in sorted(set(asked.roles)) if role not in guest.roles)
    relieved = _stand_down(scene.state) if Role.PROMPT_MASTER in missing else ()
    return (*(e.RoleGranted(guest.id, role) for role in missing), *relieved)


def change_theme(scene: Scene, asked: c.ChangeTheme) -> Verdict:
    """Another theme."""
    theme = clean(asked.theme, LIMITS.theme)
    if isinstance(theme, Refusal):
        return theme
    return () if theme == scene.state.theme else (e.ThemeChanged(theme),)


def change_phase(scene: Scene, asked: c.ChangePhase) -> Verdict:
    """Another phase, forward or back."""
    if asked.phase is Phase.CLOSED:
        return refuse(Reason.NOT_CLOSED)
    return () if asked.phase is scene.state.phase else (e.PhaseChanged(asked.phase),)


def change_settings(scene: Scene, asked: c.ChangeSettings) -> Verdict:
    """Another way of running the party."""
    settings = check_settings(asked.settings)
    if isinstance(settings, Refusal):
        return settings
    return () if settings == scene.state.settings else (e.SettingsChanged(settings),)


def pause(scene: Scene, _asked: c.PauseSession) -> Verdict:
    """Hold everything."""
    return () if scene.state.paused_ms is not None else (e.SessionPaused(),)


def go_on(scene: Scene, _asked: c.ContinueSession) -> Verdict:
    """End a pause; the open round gets its time back."""
    since = scene.state.paused_ms
    if since is None:
        return refuse(Reason.NOT_PAUSED)
    return (e.SessionContinued(max(0, scene.occasion.at_ms - since)),)


def close(scene: Scene, _asked: c.CloseSession) -> Verdict:
    """The end: an open round is counted first, jobs still waiting are cancelled."""
    state = scene.state
    vote = state.open_round
    jobs = sorted((job for job in state.jobs.values() if job.status is JobStatus.WAITING), key=lambda job: job.seq)
    return (
        *((counted(vote),) if vote else ()),
        *(e.JobCancelled(job.id) for job in jobs),
        e.SessionClosed(),
    )


def reopen(scene: Scene, _asked: c.ReopenSession) -> Verdict:
    """Take the party up again in the phase it was closed in."""
    return (e.SessionReopened(),) if scene.state.closed else refuse(Reason.SESSION_OPEN)


def write_up(_scene: Scene, asked: c.ReportWriteUp) -> Verdict:
    """The press reports where the write-up lies."""
    return (e.WriteUpMade(asked.slug),)


def check_settings(settings: Settings) -> Settings | Refusal:
    """The settings with clean texts, or what is wrong with them."""
    if refusal := within("round_s", settings.round_s, LIMITS.round_s):
        return refusal
    language = clean(settings.language, LIMITS.language)
    if isinstance(language, Refusal):
        return language
    recipe = check_recipe(settings.recipe)
    if isinstance(recipe, Refusal):
        return recipe
    return Settings(
        rule=settings.rule,
        tallies_hidden=settings.tallies_hidden,
        accept_winner=settings.accept_winner,
        paint_on_accept=settings.paint_on_accept,
        round_s=settings.round_s,
        language=language,
        recipe=recipe,
    )


def opening(asked: c.OpenSession, fresh: str) -> Verdict:
    """The first events of a party; the opener is its moderator and stands in as prompt master."""
    settings = check_settings(asked.settings)
    if isinstance(settings, Refusal):
        return settings
    said = texts(
        (asked.theme, LIMITS.theme, False), (asked.first_prompt, LIMITS.prompt, False), (asked.name, LIMITS.name, False)
    )
    if isinstance(said, Refusal):
        return said
    theme, prompt, name = said
    roles = (Role.MODERATOR, Role.PARTICIPANT, Role.PROMPT_MASTER)
    return (
        e.SessionOpened(theme, RefinementId(fresh), prompt, settings),
        e.GuestJoined(GuestId(fresh), Words(name), roles),
    )


def _stand_down(state: SessionState) -> tuple[e.RoleRevoked, ...]:
    return (e.RoleRevoked(state.stand_in, Role.PROMPT_MASTER),) if state.stand_in else ()


TABLE: tuple[Row, ...] = (
    row(c.OpenSession, open_again, HOUSE, paused=True, closed=True),
    row(c.JoinSession, join, HOUSE, paused=True, closed=True),
    row(c.ClaimRoles, claim, HOUSE, paused=True, closed=True),
    row(c.ReportWriteUp, write_up, HOUSE, paused=True, closed=True),
    row(c.ChangeName, change_name, EVERYBODY, paused=True, closed=True),
    row(c.GrantRole, grant, MODERATOR, paused=True, closed=True),
    row(c.RevokeRole, revoke, MODERATOR, paused=True, closed=True),
    row(c.ChangeTheme, change_theme, MODERATOR, paused=True),
    row(c.ChangePhase, change_phase, MODERATOR, paused=True),
    row(c.ChangeSettings, change_settings, MODERATOR, paused=True),
    row(c.PauseSession, pause, MODERATOR, paused=True),
    row(c.ContinueSession, go_on, MODERATOR, paused=True),
    row(c.CloseSession, close, MODERATOR, paused=True),
    row(c.ReopenSession, reopen, MODERATOR, closed=True, paused=True),
)
