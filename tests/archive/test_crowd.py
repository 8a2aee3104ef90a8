"""Crowds that do whatever comes to mind, by the real rules: the record takes it all and says what the core says."""

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from party.archive.codec import find_words
from party.archive.journal import Journal
from party.core import commands as c
from party.core.decide import begin, decide
from party.core.events import Entry, Event, GuestJoined, JobRequested
from party.core.evolve import evolve, replay
from party.core.rules.scene import Occasion
from party.core.state import Screening, SessionState
from party.core.values import (
    AgendaItem,
    ApprovalBallot,
    ArtworkId,
    Ballot,
    Easel,
    GuestId,
    Kind,
    Millis,
    Phase,
    PhraseId,
    RankedBallot,
    Role,
    Score,
    ScoreBallot,
    Seq,
    SessionId,
    Settings,
    Show,
    Topic,
    VotingRule,
    Wall,
)

pytestmark = pytest.mark.anyio

SESSION = SessionId("crowd")
OPENER = GuestId("id-0")
EASEL = Easel("swatch", "none", "1", "none")


class Crowd:
    """Draws commands for a party and keeps its state and entries."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
        self.entries: list[Entry] = []
        self.state: SessionState | None = None
        settings = Settings(accept_winner=bool(seed % 2))
        opened = begin(c.OpenSession("hope", "hope", "Opener", settings), self.occasion())
        assert isinstance(opened, tuple)
        self.note(OPENER, opened)

    def occasion(self) -> Occasion:
        """The next moment."""
        at = len(self.entries)
        return Occasion(Millis(1_000_000 + 100 * at), f"id-{at}", self.chance.randrange(3), EASEL)

    def note(self, actor: GuestId | None, events: tuple[Event, ...]) -> None:
        """Takes down what happened."""
        for event in events:
            seq = Seq(len(self.entries) + 1)
            entry = Entry(seq, Millis(1_000_000 + 100 * seq), actor, "crowd", event)
            self.entries.append(entry)
            self.state = evolve(self.state, entry)

    def act(self) -> None:
        """Asks for something; a refusal is an answer."""
        state = self.state
        assert state
        actor, command = self.chance.choice(COMMANDS)(self, state)
        answer = decide(state, actor, command, self.occasion())
        if isinstance(answer, tuple):
            self.note(actor, answer)

    def one(self, ids: Any) -> Any:  # noqa: ANN401 - whatever ids these are
        """Any of them, or one that nobody knows."""
        known = sorted(ids)
        return self.chance.choice(known) if known else "nobody"

    def guest(self) -> GuestId:
        """Anybody; often the opener, who may do most."""
        assert self.state
        return self.one(self.state.guests) if self.chance.random() < 0.5 else OPENER

    def phrase(self) -> PhraseId:
        """A phrase of the working prompt."""
        assert self.state
        return self.chance.choice(self.state.refinements[self.state.head].phrases).id

    def words(self) -> str:
        """Something nobody has said before."""
        return f"{self.chance.choice(('moon', 'rain', 'light'))} {len(self.entries)}"


Draw = Callable[[Crowd, SessionState], tuple[GuestId | None, Any]]


def _report(crowd: Crowd, state: SessionState) -> c.ReportArtworks:
    asked = crowd.one(state.jobs)
    job = state.jobs.get(asked)
    made = [
        c.MadeArtwork(ArtworkId(f"{crowd.chance.randrange(9):064x}"), recipe, 8, 8, "image/png", 1)
        for recipe in (job.recipes if job else ())
    ]
    return c.ReportArtworks(asked, tuple(made))


def _ballot(crowd: Crowd, state: SessionState) -> Ballot:
    nodes = tuple(dict.fromkeys(crowd.one(state.refinements) for _ in range(3)))
    scores = tuple(Score(node, crowd.chance.randrange(6)) for node in nodes)
    return crowd.chance.choice((ApprovalBallot(nodes), RankedBallot(nodes), ScoreBallot(scores)))


def _screened(crowd: Crowd, state: SessionState) -> c.ScreenThing:
    of, known = crowd.chance.choice(
        (
            (Kind.ASSOCIATION, state.associations),
            (Kind.REFINEMENT, state.refinements),
            (Kind.COMMENT, state.comments),
            (Kind.NOTE, state.notes),
            (Kind.ARTWORK, state.artworks),
        )
    )
    return c.ScreenThing(of, crowd.one(known), shown=crowd.chance.random() < 0.7)


_ROUND_THE_TABLE: tuple[Draw, ...] = (
    lambda k, _: (k.guest(), c.OpenRound(rule=k.chance.choice(list(VotingRule)))),
    *[lambda k, s: (k.guest(), c.CastBallot(k.one(s.rounds), _ballot(k, s)))] * 4,
    lambda k, s: (k.guest(), c.MergeRefinements(k.one(s.refinements), k.one(s.refinements))),
    lambda k, _: (k.guest(), c.MarkPhrases((c.Stretch(0, k.chance.randrange(1, 6)),))),
    *[lambda k, _: (k.guest(), c.PushPhrase(k.phrase(), k.chance.randrange(-1, 2)))] * 2,
    *[lambda k, s: (k.guest(), c.WriteComment(k.words(), artwork=k.one(s.artworks)))] * 2,
    lambda k, s: (k.guest(), c.WriteComment(f"{k.words()} @Opener", k.one(s.refinements))),
    lambda k, s: (k.guest(), c.TakeBackComment(k.one(s.comments))),
    lambda k, s: (k.guest(), c.NailIt(k.one(s.artworks))),
    lambda k, _: (k.guest(), c.AskForRole(k.chance.choice(list(Role)))),
)
_MODERATION: tuple[Draw, ...] = (
    *[lambda k, s: (k.guest(), _screened(k, s))] * 2,
    lambda k, s: (k.guest(), c.ChangeSettings(replace(s.settings, screening=k.chance.random() < 0.3))),
    lambda k, _: (k.guest(), c.DeclineRole(k.guest(), k.chance.choice(list(Role)))),
    lambda k, _: (k.guest(), c.HandOverRole(k.guest(), Role.ART_EXPERT)),
    lambda k, _: (k.guest(), c.MuteGuest(k.guest(), k.chance.random() < 0.5)),
    lambda k, s: (OPENER, c.RemoveGuest(k.one(set(s.guests) - {OPENER}), k.chance.random() < 0.3)),
    lambda k, s: (OPENER, c.ReadmitGuest(k.one(s.guests))),
    lambda k, _: (k.guest(), c.NudgeGuest(k.guest(), k.words())),
    lambda k, _: (k.guest(), c.LockSession(k.chance.random() < 0.3)),
    lambda k, _: (k.guest(), c.SetAgenda((AgendaItem(k.chance.choice(list(Phase)), k.chance.randrange(1, 60)),))),
    lambda k, _: (k.guest(), c.ExtendPhase(k.chance.randrange(-90, 90))),
    lambda k, _: (k.guest(), c.AskQuestion(k.words())),
    lambda k, _: (k.guest(), c.DropQuestion()),
    lambda k, s: (k.guest(), c.ShowOnWall(Wall(k.chance.choice(list(Show)), k.one(s.artworks)))),
)
COMMANDS: tuple[Draw, ...] = (
    lambda k, s: (None, c.JoinSession(GuestId(f"guest-{s.seq}"), k.words(), (k.chance.choice(list(Role)),))),
    lambda k, _: (k.guest(), c.ChangeName(k.words())),
    lambda k, _: (k.guest(), c.GrantRole(k.guest(), k.chance.choice(list(Role)))),
    lambda k, _: (k.guest(), c.RevokeRole(k.guest(), k.chance.choice(list(Role)))),
    lambda k, _: (k.guest(), c.ChangeTheme(k.words())),
    lambda k, _: (k.guest(), c.ChangePhase(k.chance.choice(list(Phase)))),
    lambda k, _: (k.guest(), c.Associate(k.words())),
    *[lambda k, _: (k.guest(), c.ProposeRefinement(k.words(), k.words()))] * 3,
    lambda k, _: (k.guest(), c.EditPrompt(k.words())),
    lambda k, s: (k.guest(), c.WithdrawRefinement(k.one(s.refinements))),
    lambda k, s: (k.guest(), c.AcceptRefinement(k.one(s.refinements))),
    lambda k, s: (k.guest(), c.ReviveRefinement(k.one(s.refinements))),
    *[lambda k, _: (k.guest(), c.OpenRound())] * 2,
    *[lambda k, s: (k.guest(), c.CastBallot(k.one(s.rounds), ApprovalBallot((k.one(s.refinements),))))] * 3,
    lambda k, s: (k.guest(), c.CloseRound(k.one(s.rounds))),
    lambda k, s: (k.guest(), c.BreakTie(k.one(s.rounds), k.one(s.refinements))),
    lambda k, s: (k.guest(), c.StartJob(k.one(s.refinements), 2)),
    lambda k, s: (k.guest(), c.CancelJob(k.one(s.jobs))),
    *[lambda k, s: (None, _report(k, s))] * 2,
    lambda k, s: (None, c.ReportFailure(k.one(s.jobs), "it failed")),
    lambda k, s: (k.guest(), c.ScreenThing(Kind.ARTWORK, k.one(s.artworks), shown=False)),
    lambda k, s: (k.guest(), c.JudgeWorth(k.one(s.artworks), 4)),
    lambda k, s: (k.guest(), c.ChooseArtwork(k.one(s.artworks), k.chance.random() < 0.8)),
    lambda k, s: (k.guest(), c.OrderChosen(tuple(sorted(s.chosen)))),
    lambda k, s: (k.guest(), c.CaptionArtwork(k.one(s.artworks), k.words(), k.words())),
    lambda k, _: (k.guest(), c.WriteNote(Topic.REMARK, k.words())),
    *_ROUND_THE_TABLE,
    *_MODERATION,
)


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_a_crowd_does_the_record_says_what_the_core_says(tmp_path: Path, seed: int) -> None:
    """After hundreds of commands, written in batches, the journal replays to the same state and the tables agree."""
    crowd = Crowd(seed)
    for _ in range(900):
        crowd.act()
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    cuts = sorted({0, len(crowd.entries), *crowd.chance.sample(range(1, len(crowd.entries)), 30)})
    for start, end in pairwise(cuts):
        batch = crowd.entries[start:end]
        if start == 0:
            await journal.begin(SESSION, "MOON", "epoch-1", batch)
        else:
            await journal.append(SESSION, Seq(start), batch)
    assert (await journal.verify(SESSION)).problems == ()
    assert replay(await journal.read(SESSION)) == crowd.state
    assert crowd.state
    compare(f"sqlite:///{tmp_path}/party.db", crowd.state)
    leaver = crowd.guest()
    theirs = {words for entry in crowd.entries if wrote(entry, leaver) for _, words in find_words(entry.event)}
    await journal.remove_words(SESSION, leaver)
    assert (await journal.verify(SESSION)).problems == ()
    assert not theirs & {words for entry in await journal.read(SESSION) for _, words in find_words(entry.event)}
    journal.close()


def wrote(entry: Entry, guest: GuestId) -> bool:
    """Whether the words of an entry are this guest's own; a job's are those of the wording it paints."""
    if isinstance(entry.event, GuestJoined):
        return entry.event.guest == guest
    return entry.actor == guest and not isinstance(entry.event, JobRequested)


def compare(url: str, state: SessionState) -> None:
    """The views hold what the state holds."""
    engine = create_engine(url)
    with engine.connect() as db:

        def ask(query: str) -> set[tuple[Any, ...]]:
            return {tuple(row) for row in db.execute(text(query))}

        assert ask("SELECT theme, closed FROM sessions") == {(state.theme, state.closed)}
        assert ask("SELECT id, name, art_expert, prompt_master FROM guests") == {
            (g.id, g.name, Role.ART_EXPERT in g.roles, Role.PROMPT_MASTER in g.roles) for g in state.guests.values()
        }
        assert ask("SELECT id, parent, guest, text, reason, status FROM refinements") == {
            (r.id, r.parent, r.by, r.text, r.reason, r.status.value) for r in state.refinements.values()
        }
        assert ask("SELECT id, refinement, asked_by, status, why FROM job") == {
            (j.id, j.refinement, j.asked_by, j.status.value, j.why) for j in state.jobs.values()
        }
        assert ask("SELECT id, refinement, prompt, worth, of_note, hidden, caption, alt FROM artworks") == {
            (a.id, a.refinement, a.recipe.prompt, a.worth, a.of_note, a.screening is Screening.HIDDEN, a.caption, a.alt)
            for a in state.artworks.values()
        }
        chosen = db.execute(text("SELECT id FROM artworks WHERE chosen ORDER BY place")).scalars()
        assert tuple(chosen) == state.chosen
        assert ask("SELECT round, refinement, votes, winner FROM round_result") == {
            (r.id, line.refinement, line.votes, r.winners == (line.refinement,))
            for r in state.rounds.values()
            for line in r.tally
        }
    engine.dispose()
