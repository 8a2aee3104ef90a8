"""A short party as journal entries, with every kind of event in it, for the tests of the record."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from party.core import events as e
from party.core.commands import MadeArtwork
from party.core.mishaps import Mishap, Setback
from party.core.values import (
    AgendaItem,
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    CommentId,
    CreditAs,
    GuestId,
    JobId,
    Kind,
    Millis,
    NoteId,
    Passcode,
    Phase,
    Phrase,
    PhraseId,
    QuestionId,
    RankedBallot,
    Reaction,
    Recipe,
    RecipeSettings,
    RefinementId,
    Role,
    RoundId,
    Score,
    ScoreBallot,
    Seq,
    SessionId,
    Settings,
    Show,
    StoryPlace,
    TextRecipe,
    Topic,
    VotingRule,
    Wall,
    Words,
)

SESSION: Final = SessionId("evening")
ANN, BEN, CLEO = GuestId("ann"), GuestId("ben"), GuestId("cleo")
DORA: Final = GuestId("dora")
"""Never said a word."""
ROOT, OLD, YOUNG, BOTH = (RefinementId(name) for name in ("root", "old", "young", "both"))
FIRST, SECOND, THIRD, FOURTH = (RoundId(name) for name in ("first", "second", "third", "fourth"))
JOB, CANCELLED, FAILED = JobId("job"), JobId("cancelled"), JobId("failed")
ARTWORK, OTHER = ArtworkId("ab" * 32), ArtworkId("cd" * 32)

THEME, NAME_OF_BEN, BEN_NOW = Words("loneliness"), Words("Ben"), Words("Benedict")
BENS_TEXT, CLEOS_TEXT = Words("two old people looking at each other"), Words("a child at a window")
MERGED_TEXT, NEGATIVE = Words("two old people at a window"), Words("crowds")
BENS_REASON, CLEOS_NOTE, CLEOS_CAPTION = Words("they know"), Words("look at Hopper"), Words("Late light")
BENS_COMMENT: Final = Words("so quiet, \ue000")
"""To Cleo, for whom a mark stands."""
CLEOS_PARAGRAPH, BENS_PEN_NAME = Words("Then somebody sat down beside her."), Words("B. Lake")

Said = tuple[GuestId | None, e.Event]


def recipe(prompt: Words, seed: int = 7, negative: Words = NEGATIVE) -> Recipe:
    """A recipe as a small model would want it."""
    return TextRecipe("diffusers", "pochade", "1", "euler", prompt, negative, seed, 256, 256, 12, 3.5)


def made(artwork: ArtworkId, seed: int = 7) -> MadeArtwork:
    """A finished picture of Ben's wording."""
    return MadeArtwork(artwork, recipe(BENS_TEXT, seed), 256, 256, "image/png", 900, "torch, cpu")


def _people() -> Iterator[Said]:
    yield ANN, e.SessionOpened(THEME, ROOT, THEME, Settings())
    yield ANN, e.GuestJoined(ANN, Words("Ann"), (Role.MODERATOR, Role.PROMPT_MASTER))
    yield None, e.GuestJoined(BEN, NAME_OF_BEN, (Role.PARTICIPANT,))
    yield None, e.GuestJoined(CLEO, Words("Cleo"), (Role.PARTICIPANT,))
    yield BEN, e.NameChanged(BEN, BEN_NOW)
    yield ANN, e.RoleGranted(CLEO, Role.ART_EXPERT)
    yield ANN, e.RoleRevoked(CLEO, Role.PARTICIPANT)
    yield ANN, e.ThemeChanged(Words("being alone"))
    yield ANN, e.PhaseChanged(Phase.GATHER)
    yield BEN, e.AssociationMade(AssociationId("a-bench"), Words("an empty bench"))
    yield CLEO, e.AssociationSupported(AssociationId("a-bench"), support=True)
    yield BEN, e.AssociationMade(AssociationId("a-rain"), Words("rain"))
    yield BEN, e.AssociationTakenBack(AssociationId("a-rain"))
    yield ANN, e.RecipeSet(RecipeSettings(count=2, negative=NEGATIVE))


def _votes() -> Iterator[Said]:
    yield ANN, e.PhaseChanged(Phase.REFINE)
    yield BEN, e.RefinementProposed(OLD, ROOT, BENS_TEXT, BENS_REASON)
    yield CLEO, e.RefinementProposed(YOUNG, ROOT, CLEOS_TEXT, Words(""))
    yield CLEO, e.RefinementWithdrawn(YOUNG)
    yield ANN, e.RefinementRevived(YOUNG)
    yield ANN, e.RoundOpened(FIRST, (OLD, YOUNG), VotingRule.APPROVAL, tallies_hidden=False, deadline_ms=Millis(90_000))
    yield BEN, e.BallotCast(FIRST, ApprovalBallot((OLD,)))
    yield CLEO, e.BallotCast(FIRST, ApprovalBallot((YOUNG,)))
    yield None, e.RoundClosed(FIRST, (e.Count(OLD, 1), e.Count(YOUNG, 1)), 2, (OLD, YOUNG))
    yield ANN, e.TieBroken(FIRST, OLD)
    yield ANN, e.RefinementAccepted(OLD)
    yield ANN, e.RefinementRejected(YOUNG)


def _pictures() -> Iterator[Said]:
    recipes = (recipe(BENS_TEXT, 7), recipe(BENS_TEXT, 8))
    yield ANN, e.JobRequested(JOB, OLD, recipes)
    yield None, e.ArtworkMade(JOB, 0, made(ARTWORK, 7))
    yield None, e.ArtworkMade(JOB, 1, made(OTHER, 8))
    yield None, e.JobFinished(JOB)
    yield ANN, e.JobRequested(CANCELLED, YOUNG, (recipe(CLEOS_TEXT),))
    yield ANN, e.JobCancelled(CANCELLED)
    yield ANN, e.JobRequested(FAILED, OLD, (recipe(BENS_TEXT),))
    yield None, e.JobFailed(FAILED, Setback(Mishap.OUT_OF_MEMORY, "512 x 512"))
    yield BEN, e.Reacted(ARTWORK, Reaction.MOVED, on=True)
    yield CLEO, e.NoteWritten(NoteId("note"), Topic.ARTIST, CLEOS_NOTE, OLD, None)
    yield CLEO, e.WorthJudged(ARTWORK, 5, of_note=True)
    yield ANN, e.ThingScreened(Kind.ARTWORK, OTHER, shown=False)


def _kit() -> Iterator[Said]:
    """What the moderator does for a good evening."""
    yield BEN, e.RoleAsked(BEN, Role.PROMPT_MASTER)
    yield ANN, e.RoleDeclined(BEN, Role.PROMPT_MASTER)
    yield ANN, e.AgendaSet((AgendaItem(Phase.REFINE, 20), AgendaItem(Phase.CURATE, 10)))
    yield ANN, e.PhaseExtended(-60)
    yield ANN, e.QuestionAsked(QuestionId("question"), Words("Who left last?"))
    yield ANN, e.QuestionDropped()
    yield ANN, e.GuestNudged(BEN, Words("and you?"))
    yield ANN, e.WallSet(Wall(Show.PICTURE, ARTWORK))
    yield ANN, e.SessionLocked(locked=True)
    yield ANN, e.PasscodeSet(Passcode("00ff", "ff00"))
    yield ANN, e.GuestMuted(CLEO, muted=True)
    yield ANN, e.GuestMuted(CLEO, muted=False)
    yield ANN, e.GuestRemoved(CLEO)
    yield ANN, e.GuestReadmitted(CLEO)


def _talk() -> Iterator[Said]:
    """Phrases, comments, and votes by the other rules."""
    phrase = PhraseId("old.1")
    yield ANN, e.PhrasesMarked(OLD, (Phrase(phrase, 0, 14), Phrase(PhraseId("old.2"), 15, 36)))
    yield BEN, e.PhrasePushed(phrase, 1)
    yield CLEO, e.PhrasePushed(phrase, -1)
    yield CLEO, e.PhrasePushed(phrase, 0)
    yield BEN, e.Nailed(ARTWORK)
    yield BEN, e.CommentWritten(CommentId("comment"), BENS_COMMENT, None, ARTWORK, (CLEO,))
    yield CLEO, e.CommentWritten(CommentId("back"), Words("no"), OLD, None)
    yield CLEO, e.CommentTakenBack(CommentId("back"))
    yield BEN, e.RefinementProposed(BOTH, OLD, MERGED_TEXT, Words(""), merged=YOUNG)
    yield ANN, e.RoundOpened(THIRD, (BOTH,), VotingRule.RANKED, tallies_hidden=False, deadline_ms=Millis(91_000))
    yield BEN, e.BallotCast(THIRD, RankedBallot((BOTH,)))
    yield None, e.RoundClosed(THIRD, (e.Count(BOTH, 1), e.Count(YOUNG, 0, out=1)), 1, (BOTH,))
    yield ANN, e.RoundOpened(FOURTH, (BOTH,), VotingRule.SCORE, tallies_hidden=False, deadline_ms=Millis(92_000))
    yield CLEO, e.BallotCast(FOURTH, ScoreBallot((Score(BOTH, 5),)))
    yield None, e.RoundClosed(FOURTH, (e.Count(BOTH, 5),), 1, (BOTH,))


def _end() -> Iterator[Said]:
    yield ANN, e.SettingsChanged(Settings(round_s=30, recipe=RecipeSettings(negative=NEGATIVE)))
    yield ANN, e.PromptBranched(ROOT)
    yield ANN, e.RoundOpened(SECOND, (YOUNG,), VotingRule.APPROVAL, tallies_hidden=True, deadline_ms=Millis(99_000))
    yield ANN, e.SessionPaused()
    yield ANN, e.SessionContinued(500)
    yield None, e.RoundClosed(SECOND, (e.Count(YOUNG, 3),), 3, (YOUNG,))
    yield CLEO, e.ArtworkChosen(ARTWORK, chosen=True)
    yield CLEO, e.ArtworkChosen(OTHER, chosen=True)
    yield CLEO, e.ChosenOrdered((OTHER, ARTWORK))
    yield CLEO, e.ArtworkCaptioned(ARTWORK, CLEOS_CAPTION, Words("two people on a bench"))
    yield CLEO, e.ParagraphWritten(StoryPlace.STEP, OLD, CLEOS_PARAGRAPH)
    yield ANN, e.StoryTitled(Words("Two chairs"))
    yield ANN, e.StoryLicensed("CC-BY-4.0", Words("free for everybody"))
    yield BEN, e.CreditChosen(BEN, CreditAs.PEN_NAME, BENS_PEN_NAME)
    yield DORA, e.WordsRemoved(DORA)
    yield ANN, e.PhaseChanged(Phase.CURATE)
    yield ANN, e.SessionClosed()
    yield ANN, e.SessionReopened()
    yield ANN, e.SessionClosed()
    yield None, e.WriteUpMade("2026-11-22-loneliness")
    yield ANN, e.WriteUpPublished(published=True)


def entries(*said: Said, after: int = 0) -> tuple[e.Entry, ...]:
    """What was said, as entries after a place, one a second."""
    places = zip(count(after + 1), said, strict=False)
    return tuple(
        e.Entry(Seq(seq), Millis(1_790_000_000_000 + 1000 * seq), actor, "test", event)
        for seq, (actor, event) in places
    )


EVENING: Final = entries(*_people(), *_votes(), *_pictures(), *_kit(), *_talk(), *_end())


def opening(theme: str = "loneliness", by: GuestId = ANN) -> tuple[e.Entry, ...]:
    """The first entry of a party."""
    return entries((by, e.SessionOpened(Words(theme), ROOT, Words(theme), Settings())))


def idea(seq: int, text: str = "moonlight", by: GuestId = BEN) -> e.Entry:
    """One association at a place in the journal."""
    return entries((by, e.AssociationMade(AssociationId(f"idea-{seq}"), Words(text))), after=seq - 1)[0]
