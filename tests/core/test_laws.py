"""The laws of a party, searched for a breach over all commands, roles and phases."""

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import note
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from party.core import commands as c
from party.core.commands import Command
from party.core.decide import begin, decide
from party.core.events import Entry, Event, RoundClosed, SessionOpened, WordsRemoved
from party.core.evolve import evolve, replay
from party.core.mishaps import Mishap, Setback
from party.core.refusals import Reason, Refusal
from party.core.rules.scene import Occasion
from party.core.state import JobStatus, RoundStatus, SessionState
from party.core.things import Audience
from party.core.touched import touched
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    Ballot,
    CreditAs,
    GuestId,
    Millis,
    RankedBallot,
    Reaction,
    RefinementId,
    Role,
    RoundId,
    Score,
    ScoreBallot,
    Seq,
    Settings,
    Show,
    StoryPlace,
    Topic,
    VotingRule,
    Wall,
)
from party.core.views import project

from .anything import ARTWORKS, GUEST_COMMANDS, HOUSE_COMMANDS, PLAIN, Known, anything
from .laws import LAWS, votes_add_up
from .play import EASEL, FIRST_MS
from .rights import barred_from, may
from .sights import (
    Sight,
    changed,
    emptied,
    everything_said,
    forgotten,
    handed_round,
    keeps_tally,
    leaks,
    marks,
    secrets_of_guests_seen,
    sight,
    strangers_in_mine,
    with_ballots,
)

_BARS = frozenset({Reason.REMOVED, Reason.MUTED, Reason.NOT_ALLOWED, Reason.SESSION_CLOSED, Reason.SESSION_PAUSED})
"""The refusals of the table of rights, before any rule is asked."""


class AnyParty(RuleBasedStateMachine):
    """A party in which everybody tries everything, while some of them also play."""

    def __init__(self) -> None:
        """Nothing has happened yet."""
        super().__init__()
        self.entries: list[Entry] = []
        self.remembered: list[tuple[int, Sight]] = []
        self.now_ms = FIRST_MS
        self.easel = EASEL
        self.made = 0
        self.untied: set[RoundId] = set()
        self.forgotten: set[str] = set()
        self.state: SessionState
        self.seen: Sight

    # --- what people and the house do --------------------------------------------------------------------------------

    @initialize(data=st.data(), voting=st.sampled_from(list(VotingRule)))
    def opens(self, data: st.DataObject, voting: VotingRule) -> None:
        """A party with one guest in each role; the host is the only moderator."""
        hidden, accept, paint, screening = (data.draw(st.booleans()) for _ in range(4))
        settings = Settings(
            rule=voting, tallies_hidden=hidden, accept_winner=accept, paint_on_accept=paint, screening=screening
        )
        occasion = self._occasion()
        first = begin(c.OpenSession("loneliness", "loneliness", "Hanna", settings), occasion)
        assert not isinstance(first, Refusal)
        self.host = GuestId(occasion.fresh)
        self._opened(first)
        for role in sorted(set(Role) - {Role.MODERATOR}):
            self._ask(None, c.JoinSession(GuestId(f"guest-{role}"), role.value, (role,)))

    @rule(data=st.data(), kind=st.sampled_from((*GUEST_COMMANDS, *HOUSE_COMMANDS)))
    def somebody_asks_anything(self, data: st.DataObject, kind: type[Any]) -> None:
        """Any command from anybody, the house and strangers included."""
        actor = data.draw(st.sampled_from((None, GuestId("nobody"), *sorted(self.state.guests))))
        asked = data.draw(anything(kind, self.state))
        is_new = isinstance(asked, c.JoinSession) and asked.guest not in self.state.guests
        self._ask(actor, replace(asked, guest=GuestId(f"guest-{self.made}")) if is_new else asked)

    @rule(data=st.data(), kind=st.sampled_from(sorted(set(GUEST_COMMANDS) - {c.CloseSession, c.PauseSession}, key=str)))
    def somebody_who_may_asks_anything(self, data: st.DataObject, kind: type[Any]) -> None:
        """Any command from a guest with the right to give it."""
        self._ask(self._somebody(data, kind), data.draw(anything(kind, self.state)))

    @rule(data=st.data(), kind=st.sampled_from((c.GrantRole, c.RevokeRole)))
    def roles_change_hands(self, data: st.DataObject, kind: type[Any]) -> None:
        """A moderator names or dismisses one of those a party cannot be without."""
        guest = data.draw(st.sampled_from(sorted(self.state.guests)))
        role = data.draw(st.sampled_from((Role.MODERATOR, Role.PROMPT_MASTER)))
        self._ask(self._somebody(data, kind), kind(guest, role))

    @rule(data=st.data(), kind=st.sampled_from((c.MuteGuest, c.RemoveGuest, c.ReadmitGuest, c.HandOverRole)))
    def a_guest_is_shown_out_or_in(self, data: st.DataObject, kind: type[Any]) -> None:
        """A moderator silences, removes and readmits; somebody hands over what they hold."""
        guest = data.draw(st.sampled_from(sorted(self.state.guests)))
        yes = data.draw(st.booleans())
        asked: dict[type[Any], Command] = {
            c.MuteGuest: c.MuteGuest(guest, yes),
            c.RemoveGuest: c.RemoveGuest(guest, hide_words=yes),
            c.ReadmitGuest: c.ReadmitGuest(guest),
            c.HandOverRole: c.HandOverRole(guest, data.draw(st.sampled_from(list(Role)))),
        }
        self._ask(self._somebody(data, kind), asked[kind])

    @rule(data=st.data(), text=st.sampled_from(PLAIN))
    def somebody_proposes(self, data: st.DataObject, text: str) -> None:
        """A refinement of any node, in words nobody else has said."""
        parent = data.draw(st.sampled_from((None, *sorted(self.state.refinements))))
        asked = c.ProposeRefinement(self._marked(text), self._marked("why"), parent)
        self._ask(self._somebody(data, c.ProposeRefinement), asked)

    @rule(data=st.data(), kind=st.sampled_from((c.Associate, c.WriteComment, c.WriteNote, c.EditPrompt)))
    def somebody_writes(self, data: st.DataObject, kind: type[Any]) -> None:
        """An association, or something on whatever there is, in words nobody else has said."""
        known = Known(self.state, sensible=True)
        subject: dict[str, Any] = {"refinement": data.draw(st.sampled_from(known.ids(RefinementId)))}
        if data.draw(st.booleans()):
            subject = {"artwork": data.draw(st.sampled_from(known.ids(ArtworkId)))}
        name = data.draw(st.sampled_from(sorted({guest.name for guest in self.state.guests.values()})))
        asked: dict[type[Any], Command] = {
            c.Associate: c.Associate(self._marked("rain")),
            c.WriteComment: c.WriteComment(self._marked(f"so quiet, @{name}"), **subject),
            c.WriteNote: c.WriteNote(Topic.REMARK, self._marked("so quiet"), **subject),
            c.EditPrompt: c.EditPrompt(self._marked("rain, oil on canvas, night")),
        }
        self._ask(self._somebody(data, kind), asked[kind])

    @rule(
        data=st.data(),
        kind=st.sampled_from((c.WriteParagraph, c.TitleStory, c.ChooseCredit, c.AskQuestion, c.ChangeName)),
    )
    def somebody_tells(self, data: st.DataObject, kind: type[Any]) -> None:
        """The curators' own words for the write-up, a pen name, another name, a question card."""
        step = data.draw(st.sampled_from((self.state.head, self.state.root, *sorted(self.state.refinements))))
        place = data.draw(st.sampled_from(list(StoryPlace)))
        asked: dict[type[Any], Command] = {
            c.WriteParagraph: c.WriteParagraph(place, step, self._marked("so it was")),
            c.TitleStory: c.TitleStory(self._marked("alone")),
            c.ChooseCredit: c.ChooseCredit(CreditAs.PEN_NAME, self._marked("Rose")),
            c.AskQuestion: c.AskQuestion(self._marked("why")),
            c.ChangeName: c.ChangeName(self._marked("Rose")),
        }
        self._ask(self._somebody(data, kind), asked[kind])

    @rule(data=st.data(), sure=st.integers(0, 2))
    def somebody_takes_their_words_along(self, data: st.DataObject, sure: int) -> None:
        """A guest who has said something, shown out or not."""
        if sure:
            return
        spoke = sorted({entry.actor for entry in self.entries if entry.actor})
        guest = data.draw(st.sampled_from(spoke))
        if data.draw(st.booleans()):
            self._ask(guest, c.RemoveMyWords())
        else:
            self._ask(self._somebody(data, c.RemoveWordsOf), c.RemoveWordsOf(guest))

    @rule(data=st.data())
    def the_moderator_screens(self, data: st.DataObject) -> None:
        """Something comes onto the screens or leaves them."""
        of, id_ = data.draw(st.sampled_from(Known(self.state, sensible=True).screened()))
        asked = c.ScreenThing(of, id_, shown=data.draw(st.booleans()))
        self._ask(self._somebody(data, c.ScreenThing), asked)

    @rule(data=st.data(), kind=st.sampled_from((c.PushPhrase, c.MarkPhrases, c.MergeRefinements)))
    def the_prompt_is_worked_on(self, data: st.DataObject, kind: type[Any]) -> None:
        """A phrase is pushed, the prompt cut anew, two wordings joined."""
        head = self.state.refinements[self.state.head]
        edges = sorted(data.draw(st.lists(st.integers(0, len(head.text)), max_size=4)))
        nodes = st.sampled_from(sorted(self.state.refinements))
        phrases = st.sampled_from([phrase.id for phrase in head.phrases])
        asked: dict[type[Any], Command] = {
            c.PushPhrase: c.PushPhrase(data.draw(phrases), data.draw(st.integers(-1, 1))),
            c.MarkPhrases: c.MarkPhrases(tuple(map(c.Stretch, edges[::2], edges[1::2]))),
            c.MergeRefinements: c.MergeRefinements(data.draw(nodes), data.draw(nodes)),
        }
        self._ask(self._somebody(data, kind), asked[kind])

    @rule(data=st.data(), hidden=st.sampled_from((None, True, False)))
    def a_round_opens(self, data: st.DataObject, hidden: bool | None) -> None:  # noqa: FBT001  passed by name
        """Every open refinement is put to the vote."""
        self._ask(self._somebody(data, c.OpenRound), c.OpenRound(tallies_hidden=hidden))

    @rule(data=st.data())
    def somebody_votes(self, data: st.DataObject) -> None:
        """A ballot in the latest round."""
        if self.state.round is not None:
            vote = self.state.rounds[self.state.round]
            choices = tuple(data.draw(st.lists(st.sampled_from(vote.refinements), max_size=3)))
            scores = tuple(Score(choice, data.draw(st.integers(0, 5))) for choice in choices)
            ballots: dict[VotingRule, Ballot] = {
                VotingRule.APPROVAL: ApprovalBallot(choices),
                VotingRule.RANKED: RankedBallot(choices),
                VotingRule.SCORE: ScoreBallot(scores),
            }
            ballot = ballots[vote.rule]
            self._ask(self._somebody(data, c.CastBallot), c.CastBallot(self.state.round, ballot))

    @rule(data=st.data())
    def a_round_ends(self, data: st.DataObject) -> None:
        """The latest round is closed by a person, or a tie broken."""
        if (vote := self.state.round) is not None:
            winners = self.state.rounds[vote].winners
            self._ask(self._somebody(data, c.CloseRound), c.CloseRound(vote))
            for refinement in winners[:1]:
                self._ask(self._somebody(data, c.BreakTie), c.BreakTie(vote, refinement))

    @rule(data=st.data())
    def a_picture_is_made(self, data: st.DataObject) -> None:
        """A job is started, and the studio finishes the oldest one or gives it up."""
        self._ask(self._somebody(data, c.StartJob), c.StartJob(count=2))
        waiting = [job for job in self.state.jobs.values() if job.status is JobStatus.WAITING]
        for job in sorted(waiting, key=lambda job: job.seq)[:1]:
            ids = data.draw(st.lists(st.sampled_from(ARTWORKS), max_size=2))
            made = tuple(c.MadeArtwork(id_, job.recipes[0], 256, 256, "image/png", 9) for id_ in ids)
            self._ask(
                None, c.ReportArtworks(job.id, made) if made else c.ReportFailure(job.id, Setback(Mishap.OUT_OF_MEMORY))
            )

    @rule(
        data=st.data(),
        kind=st.sampled_from((c.ChooseArtwork, c.React, c.NailIt, c.CaptionArtwork, c.OrderChosen, c.ShowOnWall)),
    )
    def somebody_looks(self, data: st.DataObject, kind: type[Any]) -> None:
        """Something is done with the pictures there are."""
        actor = self._somebody(data, kind)
        artworks = tuple(sorted(self.state.artworks))
        if not artworks:
            return
        one = data.draw(st.sampled_from(artworks))
        asked: dict[type[Any], Command] = {
            c.ChooseArtwork: c.ChooseArtwork(one),
            c.React: c.React(one, data.draw(st.sampled_from(list(Reaction)))),
            c.NailIt: c.NailIt(one),
            c.CaptionArtwork: c.CaptionArtwork(one, self._marked("so"), self._marked("quiet")),
            c.ShowOnWall: c.ShowOnWall(Wall(Show.PICTURE, one)),
            c.OrderChosen: c.OrderChosen(tuple(reversed(self.state.chosen))),
        }
        self._ask(actor, asked[kind])

    @rule(seconds=st.sampled_from((1, 30, 2000)))
    def time_passes(self, seconds: int) -> None:
        """The clock goes on, and closes a round that is due."""
        self.now_ms = Millis(self.now_ms + seconds * 1000)
        vote = self.state.open_round
        if vote is not None and vote.deadline_ms <= self.now_ms:
            self._ask(None, c.CloseDueRound(vote.id))

    @rule(data=st.data(), kind=st.sampled_from((c.PauseSession, c.ContinueSession, c.CloseSession, c.ReopenSession)))
    def the_moderator_holds_or_goes_on(self, data: st.DataObject, kind: type[Any]) -> None:
        """A pause, an end, and back."""
        self._ask(self._somebody(data, kind), kind())
        stays = data.draw(st.sampled_from((False, False, False, True)))
        if self.state.closed and not stays:
            self._ask(self._somebody(data, c.ReopenSession), c.ReopenSession())
        if self.state.paused_ms is not None and not stays:
            self._ask(self._somebody(data, c.ContinueSession), c.ContinueSession())

    # --- the laws of a step ------------------------------------------------------------------------------------------

    def _ask(self, actor: GuestId | None, command: Command) -> None:
        occasion = self._occasion()
        note(f"{actor} {command}")
        verdict = decide(self.state, actor, command, occasion)
        assert verdict == decide(self.state, actor, command, occasion), "the rules depend on something but their input"
        self._lawful(actor, command, verdict)
        if not isinstance(verdict, Refusal):
            for event in verdict:
                self._happens(actor, event)

    def _lawful(self, actor: GuestId | None, command: Command, verdict: object) -> None:
        """Rights, the closed and the paused party are told by exactly these refusals, and in this order."""
        barred = barred_from(self.state, actor, type(command))
        reason = verdict.reason if isinstance(verdict, Refusal) else None
        assert reason is None or isinstance(reason, Reason)
        assert barred is None or reason is barred, f"{command}: {reason}, where {barred} was due"
        if barred is None:
            own = {c.AskForRole: Reason.NOT_ALLOWED, c.HandOverRole: Reason.NOT_ALLOWED, c.ChooseCredit: Reason.MUTED}
            assert reason not in _BARS - {own.get(type(command))}

    def _happens(self, actor: GuestId | None, event: Event) -> None:
        entry = Entry(Seq(len(self.entries) + 1), self.now_ms, actor, "", event)
        self.entries.append(entry)
        if isinstance(event, RoundClosed) and self.state.rounds[event.round].status is RoundStatus.TIED:
            self.untied.add(event.round)
        self.state = evolve(self.state, entry)
        if isinstance(event, WordsRemoved):
            self.forgotten |= forgotten(self.entries, self.state, event.guest)
        seen, told = sight(self.state), touched(event, self.state)
        assert changed(self.seen, seen) <= set(told), f"{event} changed what it does not say"
        for ref in told:
            for audience in Audience:
                project(self.state, ref, audience)
        self.seen = seen
        if len(self.entries) % 8 == 0:
            self.remembered.append((len(self.entries), seen))

    # --- the laws of every moment ------------------------------------------------------------------------------------

    @invariant()
    def nobody_sees_what_they_may_not(self) -> None:
        """Held and hidden things and their words, what only a moderator knows and single ballots show nowhere."""
        assert not leaks(self.state, self.seen)
        assert not strangers_in_mine(self.state)
        assert not secrets_of_guests_seen(self.seen)
        assert not any("Ballot(" in repr(thing) for thing in self.seen.values())

    @invariant()
    def what_was_removed_is_said_nowhere(self) -> None:
        """Not one word of it stands in what anybody sees, nor in the party itself."""
        assert self.forgotten.isdisjoint(marks(self.seen))
        assert self.forgotten.isdisjoint(marks(everything_said(self.state)))

    @invariant()
    def ballots_are_secret(self) -> None:
        """Had the voters swapped their ballots, or voted for nothing while tallies hide, nobody could tell."""
        for vote in self.state.rounds.values():
            if vote.ballots:
                assert sight(with_ballots(self.state, vote, handed_round(vote))) == self.seen
            if keeps_tally(vote) and vote.ballots:
                assert sight(with_ballots(self.state, vote, emptied(vote))) == self.seen

    @invariant()
    def the_party_holds_together(self) -> None:
        """Votes, phrases, the tree and those who run the party are as the rules promise."""
        for law in LAWS:
            law(self.state)
        for vote in self.state.rounds.values():
            assert votes_add_up(vote) or vote.id in self.untied

    def teardown(self) -> None:
        """Replaying the journal gives the live party, and whoever returns catches up by what was touched since."""
        if not self.entries:
            return
        assert replay(tuple(self.entries)) == self.state
        for left, seen in self.remembered:
            missed = {ref for entry in self.entries[left:] for ref in touched(entry.event, self.state)}
            assert changed(seen, self.seen) <= missed
            assert all(project(self.state, ref, audience) for ref in missed for audience in Audience)

    # --- behind the scenes -------------------------------------------------------------------------------------------

    def _somebody(self, data: st.DataObject, kind: type[Any]) -> GuestId | None:
        able = sorted(guest.id for guest in self.state.guests.values() if may(guest.roles, kind) and not guest.removed)
        return data.draw(st.sampled_from(able)) if able else None

    def _marked(self, text: str) -> str:
        """The text with a word that nobody else has said."""
        return f"{text} mark{self.made}"

    def _occasion(self) -> Occasion:
        self.made += 1
        return Occasion(self.now_ms, f"id-{self.made}", seed=self.made, easel=self.easel if self.made % 7 else None)

    def _opened(self, first: tuple[Event, ...]) -> None:
        opened, *rest = first
        assert isinstance(opened, SessionOpened)
        entry = Entry(Seq(1), self.now_ms, self.host, "", opened)
        self.entries.append(entry)
        self.state = evolve(None, entry)
        self.seen = sight(self.state)
        for event in rest:
            self._happens(self.host, event)


TestAnyParty = pytest.mark.timeout(300)(AnyParty.TestCase)
if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick":
    TestAnyParty.settings = profile(max_examples=60, stateful_step_count=45)
