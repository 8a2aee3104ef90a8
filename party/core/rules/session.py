"""The evening as a whole: opening, theme, phases and their plan, settings, question cards, the wall, the end."""

from dataclasses import replace

from party.core import commands as c
from party.core import events as e
from party.core.passcode import kept_passcode
from party.core.phrases import fresh as fresh_phrases
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.jobs import first_painting
from party.core.rules.recipe import check_recipe
from party.core.rules.rounds import counted
from party.core.rules.scene import HOUSE, MODERATOR, Occasion, Row, Scene, Verdict, row, texts, within
from party.core.sight import may_see
from party.core.text import clean
from party.core.things import Audience
from party.core.values import LIMITS, GuestId, Phase, QuestionId, RefinementId, Role, Settings, Show, Wall


def open_again(_scene: Scene, _asked: c.OpenSession) -> Verdict:
    """A party is opened once."""
    return refuse(Reason.SESSION_OPEN)


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


def set_agenda(scene: Scene, asked: c.SetAgenda) -> Verdict:
    """The plan of the evening, each phase once."""
    for item in asked.items:
        if refusal := within("minutes", item.minutes, LIMITS.agenda_minutes):
            return refusal
    items = tuple({item.phase: item for item in asked.items if item.phase is not Phase.CLOSED}.values())
    return () if items == scene.state.agenda else (e.AgendaSet(items),)


def extend(scene: Scene, asked: c.ExtendPhase) -> Verdict:
    """More time for this phase, or less."""
    if refusal := within("seconds", asked.seconds, LIMITS.extension_s):
        return refusal
    if scene.state.phase_ends_ms is None:
        return refuse(Reason.NO_AGENDA)
    return (e.PhaseExtended(asked.seconds),) if asked.seconds else ()


def ask_question(scene: Scene, asked: c.AskQuestion) -> Verdict:
    """A question card before the room."""
    text = clean(asked.text, LIMITS.question)
    if isinstance(text, Refusal):
        return text
    if scene.state.question is not None and scene.state.question.text == text:
        return ()
    if scene.state.questions >= LIMITS.questions:
        return refuse(Reason.TOO_MANY, limit=LIMITS.questions)
    return (e.QuestionAsked(QuestionId(scene.occasion.fresh), text),)


def drop_question(scene: Scene, _asked: c.DropQuestion) -> Verdict:
    """No card."""
    return (e.QuestionDropped(),) if scene.state.question else ()


def show_on_wall(scene: Scene, asked: c.ShowOnWall) -> Verdict:
    """What the wall shows; a picture only if everybody may see it."""
    artwork = asked.wall.artwork
    if asked.wall.show is not Show.PICTURE:
        wall = Wall(asked.wall.show)
    elif artwork is None or not may_see(scene.state, artwork, Audience.SCREEN):
        return refuse(Reason.UNKNOWN_ARTWORK)
    else:
        wall = asked.wall
    return () if wall == scene.state.wall else (e.WallSet(wall),)


def change_settings(scene: Scene, asked: c.ChangeSettings) -> Verdict:
    """Another way of running the party; the recipe is the prompt master's and stays."""
    settings = check_settings(replace(asked.settings, recipe=scene.state.settings.recipe))
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
    return (
        *((counted(state, vote),) if vote else ()),
        *(e.JobCancelled(job.id) for job in state.waiting_jobs),
        e.SessionClosed(),
    )


def reopen(scene: Scene, _asked: c.ReopenSession) -> Verdict:
    """Take the party up again in the phase it was closed in."""
    return (e.SessionReopened(),) if scene.state.closed else refuse(Reason.SESSION_OPEN)


def write_up(_scene: Scene, asked: c.ReportWriteUp) -> Verdict:
    """The press reports where the write-up lies."""
    return (e.WriteUpMade(asked.slug),)


def publish(scene: Scene, asked: c.PublishWriteUp) -> Verdict:
    """Readable by anybody, or by guests alone."""
    if asked.published and not scene.state.write_up:
        return refuse(Reason.NO_WRITE_UP)
    return () if scene.state.published == asked.published else (e.WriteUpPublished(asked.published),)


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
    return replace(settings, language=str(language), recipe=recipe)


def opening(asked: c.OpenSession, occasion: Occasion) -> Verdict:
    """The first events of a party; the opener is its moderator and stands in as prompt master.

    The first prompt is an accepted one: it is painted at once where the settings say so and something stands ready.
    """
    fresh = occasion.fresh
    settings = check_settings(asked.settings)
    if isinstance(settings, Refusal):
        return settings
    said = texts(
        (asked.theme, LIMITS.theme, False), (asked.first_prompt, LIMITS.prompt, False), (asked.name, LIMITS.name, False)
    )
    if isinstance(said, Refusal):
        return said
    passcode = kept_passcode(asked.passcode, fresh)
    if isinstance(passcode, Refusal):
        return passcode
    theme, prompt, name = said
    roles = (Role.MODERATOR, Role.PARTICIPANT, Role.PROMPT_MASTER)
    return (
        e.SessionOpened(theme, RefinementId(fresh), prompt, settings, fresh_phrases(prompt, fresh)),
        e.GuestJoined(GuestId(fresh), name, roles),
        *((e.PasscodeSet(passcode),) if passcode.digest else ()),
        *first_painting(RefinementId(fresh), prompt, settings, occasion),
    )


TABLE: tuple[Row, ...] = (
    row(c.OpenSession, open_again, HOUSE, paused=True, closed=True),
    row(c.ReportWriteUp, write_up, HOUSE, paused=True, closed=True),
    row(c.PublishWriteUp, publish, MODERATOR, paused=True, closed=True),
    row(c.ChangeTheme, change_theme, MODERATOR, paused=True),
    row(c.ChangePhase, change_phase, MODERATOR, paused=True),
    row(c.SetAgenda, set_agenda, MODERATOR, paused=True),
    row(c.ExtendPhase, extend, MODERATOR, paused=True),
    row(c.AskQuestion, ask_question, MODERATOR, paused=True),
    row(c.DropQuestion, drop_question, MODERATOR, paused=True),
    row(c.ShowOnWall, show_on_wall, MODERATOR, paused=True),
    row(c.ChangeSettings, change_settings, MODERATOR, paused=True),
    row(c.PauseSession, pause, MODERATOR, paused=True),
    row(c.ContinueSession, go_on, MODERATOR, paused=True),
    row(c.CloseSession, close, MODERATOR, paused=True),
    row(c.ReopenSession, reopen, MODERATOR, closed=True, paused=True),
)
