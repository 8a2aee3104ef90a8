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
from party.core.events import (
    Entry,
    Event,
    GuestJoined,
    JobRequested,
    NameChanged,
    RefinementProposed,
    SettingsChanged,
    WordsRemoved,
)
from party.core.evolve import evolve, replay
from party.core.mishaps import Mishap, Setback
from party.core.private import mine_each
from party.core.rules.scene import Occasion
from party.core.state import RefinementStatus, Screening, SessionState
from party.core.things import Audience
from party.core.touched import everything
from party.core.values import (
    AgendaItem,
    ApprovalBallot,
    ArtworkId,
    Ballot,
    CreditAs,
    Easel,
    GuestId,
    Kind,
    Millis,
    Phase,
    PhraseId,
    RankedBallot,
    RecipeSettings,
    Role,
    Score,
    ScoreBallot,
    Seq,
    SessionId,
    Settings,
    Show,
    StoryPlace,
    Topic,
    VotingRule,
    Wall,
    Words,
)
from party.core.views import project

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

    def leaves(self, guest: GuestId) -> None:
        """Has a guest's words removed."""
        assert self.state
        removed = decide(self.state, guest, c.RemoveMyWords(), self.occasion())
        assert isinstance(removed, tuple)
        self.note(guest, removed)

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
        return f"{self.chance.choice(('moon', 'rain', 'light'))} {len(self.entries)}."


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
_TELLING: tuple[Draw, ...] = (
    lambda k, _: (k.guest(), c.ChooseCredit(k.chance.choice(list(CreditAs)), k.words())),
    lambda k, s: (k.guest(), c.WriteParagraph(k.chance.choice(list(StoryPlace)), k.one(s.refinements), k.words())),
    lambda k, _: (k.guest(), c.TitleStory(k.words())),
    lambda k, _: (k.guest(), c.LicenseStory("CC0-1.0", k.words())),
    lambda k, _: (k.guest(), c.SetRecipe(RecipeSettings(negative=Words(k.words())))),
    lambda k, s: (k.one(s.guests), c.RemoveMyWords() if k.chance.random() < 0.3 else c.ChangeName(k.words())),
    lambda k, s: (OPENER, c.RemoveWordsOf(k.one(s.guests)) if k.chance.random() < 0.2 else c.AskQuestion(k.words())),
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
    lambda k, s: (None, c.ReportFailure(k.one(s.jobs), Setback(Mishap.HELD_BACK))),
    lambda k, s: (k.guest(), c.ScreenThing(Kind.ARTWORK, k.one(s.artworks), shown=False)),
    lambda k, s: (k.guest(), c.JudgeWorth(k.one(s.artworks), k.chance.choice((4, None)))),
    lambda k, s: (k.guest(), c.ChooseArtwork(k.one(s.artworks), k.chance.random() < 0.8)),
    lambda k, s: (k.guest(), c.OrderChosen(tuple(sorted(s.chosen)))),
    lambda k, s: (k.guest(), c.CaptionArtwork(k.one(s.artworks), k.words(), k.words())),
    lambda k, _: (k.guest(), c.WriteNote(Topic.REMARK, k.words())),
    *_TELLING,
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
    journal.close()


@pytest.mark.parametrize("seed", range(6))
async def test_whoever_leaves_leaves_no_word(tmp_path: Path, seed: int) -> None:
    """In the middle of any evening and at its end: what a guest wrote is in no entry, no view and no byte of the files.

    The chain holds, and the journal replays to what the keeper has.
    """
    crowd = Crowd(seed)
    for _ in range(700):
        crowd.act()
    journal = Journal.open(f"sqlite:///{tmp_path}/party.db")
    await journal.begin(SESSION, "MOON", "epoch-1", crowd.entries)
    assert crowd.state
    all_gone = set[str]()
    for leaver in (OPENER, *crowd.chance.sample(sorted(crowd.state.guests), 3)):
        before = len(crowd.entries)
        gone, stays = words_of(crowd, leaver)
        all_gone |= gone
        crowd.leaves(leaver)
        await journal.append(SESSION, Seq(before), crowd.entries[before:])
        assert (await journal.verify(SESSION)).problems == ()
        read = await journal.read(SESSION)
        left = {words for entry in read for _, words in find_words(entry.event)}
        assert not gone & left
        assert stays <= left
        assert replay(read) == crowd.state
        compare(f"sqlite:///{tmp_path}/party.db", crowd.state)
        told = {words for words in gone if not any(words in other for other in left)}
        seen = repr(tuple(project(crowd.state, ref, who) for ref in everything(crowd.state) for who in Audience))
        private = repr(mine_each(crowd.state, crowd.state.guests))
        stored = every_byte(tmp_path)
        assert not [words for words in told if words in seen or words in private or words.encode() in stored]
    assert all_gone
    journal.close()


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def words_of(crowd: Crowd, guest: GuestId) -> tuple[set[str], set[str]]:
    """What a guest wrote so far that will be gone, and what stays because the room made it its own."""
    assert crowd.state
    gone, stays = set[str](), set[str]()
    since = max((x.seq for x in crowd.entries if x.event == WordsRemoved(guest)), default=0)
    for entry in crowd.entries[since:]:
        for path, words in find_words(entry.event) if wrote(entry, guest) else ():
            (stays if is_the_rooms(entry.event, path, crowd.state) else gone).add(words)
    return (gone | merged_from(crowd, guest)) - stays, stays


def merged_from(crowd: Crowd, guest: GuestId) -> set[str]:
    """What others merged from wordings that go, without its ever being accepted."""
    assert crowd.state
    nodes = [node for node in crowd.state.refinements.values() if node.status is not RefinementStatus.ACCEPTED]
    gone = {node.id for node in nodes if node.by == guest}
    for _ in nodes:
        gone |= {node.id for node in nodes if node.merged and gone & {node.parent, node.merged}}
    texts: set[str] = {node.text for node in nodes if node.id in gone and node.by != guest and node.text}
    return texts - {node.text for node in crowd.state.refinements.values() if node.id not in gone}


def is_the_rooms(event: Event, path: str, state: SessionState) -> bool:
    """Accepted wordings, the theme, negative prompts and what is said of the model's license."""
    if isinstance(event, RefinementProposed) and path == "text":
        return state.refinements[event.refinement].status is RefinementStatus.ACCEPTED
    return path in {"theme", "first_prompt", "model_license"} or path.endswith("negative")


def wrote(entry: Entry, guest: GuestId) -> bool:
    """Whether the words of an entry are this guest's own; a job's are those of the wording it paints."""
    if isinstance(entry.event, GuestJoined | NameChanged):
        return entry.event.guest == guest
    return entry.actor == guest and not isinstance(entry.event, JobRequested | SettingsChanged)


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
            (j.id, j.refinement, j.asked_by, j.status.value, j.why.mishap if j.why else "") for j in state.jobs.values()
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
