"""The scripted party of `party demo`: twelve guests and a screen go from one word to a picture of two people.

Everything goes over real websockets through `party.client`; nothing is done behind the rules' back.
"""

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import assert_never

from rich.console import Console

from party.cli import play
from party.cli.parts import Running
from party.cli.show import Show
from party.client import PartyGuest, View, join_party, open_party
from party.core import commands as c
from party.core.errors import Fault, PartyError
from party.core.state import JobStatus, RoundStatus, Screening
from party.core.things import RoundView
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    Ballot,
    CreditAs,
    Kind,
    Phase,
    RankedBallot,
    Reaction,
    RecipeSettings,
    RefinementId,
    Role,
    RoundId,
    Score,
    ScoreBallot,
    Settings,
    StoryPlace,
    Topic,
    VotingRule,
    Wall,
)
from party.core.values import (
    Show as WallShow,
)


class NotKept(PartyError):
    """Something acknowledged is missing from the journal."""

    fault = Fault.HOUSE


@dataclass(frozen=True, slots=True)
class Script:
    """How a demo is played: `pace_s` is the breath between two moves, `seed` decides who likes what."""

    pace_s: float = 1.6
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a demo left behind, counted from the client's side."""

    guests: int
    associations: int
    refinements: int
    rounds: int
    votes: int
    jobs: int
    artworks: int
    previews: int
    journal_events: int
    acknowledged: int
    refused: int
    write_up: str
    seconds: float


CONTRARIAN = 4
"""Every fourth voter has another taste."""


@dataclass(slots=True)
class Cast:
    """Everybody at the demo, by name, and what they did."""

    host: PartyGuest
    master: PartyGuest
    expert: PartyGuest
    screen: PartyGuest
    participants: dict[str, PartyGuest]
    votes: int = 0
    jobs_seen: set[str] = field(default_factory=set)

    @property
    def everybody(self) -> tuple[PartyGuest, ...]:
        """All connections, the screen's too."""
        return (self.host, self.master, self.expert, self.screen, *self.participants.values())


async def hold(console: Console, server: Running, script: Script, *, quiet: bool = False) -> Outcome:
    """Play the party on a running server. Raises `NotKept` when anything acknowledged is missing from the journal."""
    began_s = time.monotonic()
    async with AsyncExitStack() as stack:
        cast = await _gather(stack, server)
        with Show(console, cast.screen, f"{server.front.join_url}/p/{cast.host.code}", quiet=quiet):
            evening = Evening(cast, script)
            await evening.gather()
            await evening.refine()
            await evening.curate()
            await cast.host.do(c.CloseSession())
            made = await cast.host.write_up()
            await cast.screen.until(lambda view: view.session.write_up == made.slug)
        events = await _check_kept(server, cast)
        folder = server.front.sessions_dir / made.slug / "index.md"
        return _outcome(cast, events, str(folder), time.monotonic() - began_s)


async def _gather(stack: AsyncExitStack, server: Running) -> Cast:
    url, key = server.url, server.front.rules.host_key.get_secret_value()
    settings = Settings(round_s=120, recipe=RecipeSettings(seed=play.SEED))
    opening = open_party(
        url, theme=play.THEME, first_prompt=play.FIRST_PROMPT, name=play.HOST, settings=settings, host_key=key
    )
    host = await stack.enter_async_context(opening)
    keys = {role: path.split("invite=")[1] for role, path in (await host.invites()).links.items()}

    async def join(name: str, role: Role) -> PartyGuest:
        return await stack.enter_async_context(join_party(url, host.code, name, invite=keys[role]))

    return Cast(
        host=host,
        master=await join(play.MASTER, Role.PROMPT_MASTER),
        expert=await join(play.EXPERT, Role.ART_EXPERT),
        screen=await stack.enter_async_context(join_party(url, host.code, screen=True)),
        participants={name: await join(name, Role.PARTICIPANT) for name in play.NAMES},
    )


class Evening:
    """The scenes of the demo, in order."""

    def __init__(self, cast: Cast, script: Script) -> None:
        self._cast = cast
        self._pace_s = script.pace_s
        self._dice = random.Random(script.seed)  # noqa: S311  taste, not secrets

    async def gather(self) -> None:
        """The theme calls things up; others stand behind them; the first prompt is painted."""
        host, people = self._cast.host, self._cast.participants
        await host.do(c.SetAgenda(play.AGENDA))
        await host.do(c.ChangePhase(Phase.GATHER))
        await host.do(c.AskQuestion(play.QUESTION))
        for name, text in play.ASSOCIATIONS:
            await people[name].do(c.Associate(text))
            await self._breathe(0.25)
        await self._screened()
        said = tuple(self._cast.screen.view.associations.values())
        for guest in people.values():
            liked = self._dice.sample([one for one in said if one.by != guest.id], 2)
            for one in liked:
                await guest.do(c.SupportAssociation(AssociationId(one.id)))
        await people[play.WISH].do(c.AskForRole(Role.ART_EXPERT))
        await host.do(c.GrantRole(people[play.WISH].id, Role.ART_EXPERT))
        await self._cast.screen.until(lambda view: view.studio and view.studio.status != "loading")
        await self._painted()

    async def refine(self) -> None:
        """Three votes, each by another rule, and the prompt master's last touch."""
        cast = self._cast
        await cast.host.do(c.DropQuestion())
        await cast.host.do(c.ChangePhase(Phase.REFINE))
        await cast.host.do(c.NudgeGuest(cast.participants[play.QUIET].id, play.NUDGE))
        for act in play.ACTS:
            await self._act(act)
        await self._last_touch()

    async def curate(self) -> None:
        """The expert judges, the host chooses and captions."""
        cast = self._cast
        await cast.host.do(c.ChangePhase(Phase.CURATE))
        await cast.host.do(c.ShowOnWall(Wall(WallShow.GALLERY)))
        artworks = sorted(cast.host.view.artworks.values(), key=lambda artwork: artwork.seq)
        last = artworks[-1]
        for name in self._dice.sample(play.NAMES, 5):
            await cast.participants[name].do(c.NailIt(ArtworkId(last.id)))
        for worth, artwork in zip((2, 3, 3, 4, 5), artworks, strict=False):
            await cast.expert.do(c.JudgeWorth(ArtworkId(artwork.id), worth, of_note=artwork is last))
        await cast.expert.do(c.WriteNote(Topic.REMARK, play.REMARK, artwork=ArtworkId(last.id)))
        for artwork in artworks:
            await cast.host.do(c.ChooseArtwork(ArtworkId(artwork.id)))
            await self._breathe(0.4)
        await cast.host.do(c.CaptionArtwork(ArtworkId(last.id), play.CAPTION, play.ALT))
        await cast.host.do(c.WriteParagraph(StoryPlace.CLOSING, None, play.CLOSING))
        await cast.host.do(c.LicenseStory(play.LICENSE))
        await cast.participants[play.UNNAMED].do(c.ChooseCredit(CreditAs.ANONYMOUS))

    async def _screened(self) -> None:
        """For a moment the moderator reads along before the room does."""
        host = self._cast.host
        usual = host.view.session.settings
        await host.do(c.ChangeSettings(replace(usual, screening=True)))
        for name, text, shown in play.SCREENED:
            await self._cast.participants[name].do(c.Associate(text))
            held = await host.until(_held)
            await self._breathe(0.5)
            await host.do(c.ScreenThing(Kind.ASSOCIATION, held, shown))
            await host.until(lambda view: not _held(view))
        await host.do(c.ChangeSettings(usual))

    async def _act(self, act: play.Act) -> None:
        """Proposals, perhaps the expert's word, a vote, an acceptance, a picture, what people say of it."""
        cast = self._cast
        for offer in act.offers:
            await cast.participants[offer.by].do(c.ProposeRefinement(offer.text, offer.reason))
            await self._breathe(0.8)
        if act.merge:
            one, other = [await self._meant(cast.master, act.offers[place]) for place in act.merge]
            await cast.master.do(c.MergeRefinements(one, other, reason="Why not both?"))
        if act.note:
            topic, text = act.note
            meant = await self._meant(cast.expert, act.offers[act.favorite])
            await cast.expert.do(c.WriteNote(topic, text, refinement=meant))
        await self._vote(act)
        await self._painted(act.comment)

    async def _last_touch(self) -> None:
        """The room pushes the phrase it means, and the prompt master adds how it is painted."""
        cast = self._cast
        winner = play.ACTS[-1].offers[play.ACTS[-1].favorite].text
        await cast.screen.until(lambda view: view.refinements[view.session.head].text == winner)
        phrase = await cast.screen.until(lambda view: next(iter(view.prompt.phrases), None))
        for name in self._dice.sample(play.NAMES, 4):
            await cast.participants[name].do(c.PushPhrase(phrase.id, 1))
            await self._breathe(0.25)
        await cast.master.do(c.EditPrompt(play.LAST_TOUCH, play.LAST_REASON))
        await self._painted()

    async def _vote(self, act: play.Act) -> None:
        cast = self._cast
        await cast.host.do(c.OpenRound(rule=act.rule))
        vote = await cast.screen.until(_open_round)
        voters = (*cast.participants.values(), cast.expert)
        for number, guest in enumerate(voters):
            await guest.do(c.CastBallot(RoundId(vote.id), self._ballot(vote, act, number)))
            cast.votes += 1
            await self._breathe(0.25)
        await cast.host.do(c.CloseRound(RoundId(vote.id)))
        closed = await cast.screen.until(lambda view: _not_open(view.rounds[vote.id]))
        if closed.status is RoundStatus.TIED:
            await self._breathe(1)
            await cast.master.do(c.BreakTie(RoundId(vote.id), vote.refinements[act.favorite]))

    def _ballot(self, vote: RoundView, act: play.Act, number: int) -> Ballot:
        """What one voter likes: mostly the favorite; where the script wants a tie, half the room each way."""
        favorite, second = vote.refinements[act.favorite], self._dice.choice(vote.refinements)
        if act.tie_with is not None:
            return ApprovalBallot((vote.refinements[(act.favorite, act.tie_with)[number % 2]],))
        liked = tuple(dict.fromkeys((favorite, second) if number % CONTRARIAN else (second, favorite)))
        match vote.rule:
            case VotingRule.APPROVAL:
                return ApprovalBallot(liked)
            case VotingRule.RANKED:
                return RankedBallot(liked)
            case VotingRule.SCORE:
                return ScoreBallot(tuple(Score(one, points) for one, points in zip(liked, (5, 2), strict=False)))
            case _:
                assert_never(vote.rule)

    async def _painted(self, comment: tuple[str, str] | None = None) -> None:
        """Wait for the picture of the working prompt, and let people say what they feel."""
        cast = self._cast
        job = await cast.screen.until(
            lambda view: next((j for j in view.jobs.values() if j.id not in cast.jobs_seen), None)
        )
        cast.jobs_seen.add(job.id)
        done = await cast.screen.until(lambda view: view.jobs[job.id].status != JobStatus.WAITING and view.jobs[job.id])
        for guest in self._dice.sample(tuple(cast.participants.values()), 5) if done.artworks else ():
            await guest.until(lambda view: done.artworks[0] in view.artworks)
            await guest.do(c.React(done.artworks[0], self._dice.choice(tuple(Reaction))))
        if comment and done.artworks:
            name, text = comment
            await cast.participants[name].do(c.WriteComment(text, artwork=done.artworks[0]))
        await self._breathe(1.5)

    async def _meant(self, guest: PartyGuest, offer: play.Offer) -> RefinementId:
        """The proposal with the words of an offer, once it is in this guest's view."""
        return await guest.until(lambda view: _worded(view, offer.text))

    async def _breathe(self, breaths: float) -> None:
        await asyncio.sleep(self._pace_s * breaths)


def _held(view: View) -> str | None:
    return next((one.id for one in view.associations.values() if one.screening is Screening.HELD), None)


def _worded(view: View, text: str) -> RefinementId | None:
    return next((node.id for node in view.refinements.values() if node.text == text), None)


def _open_round(view: View) -> RoundView | None:
    return next((vote for vote in view.rounds.values() if vote.status is RoundStatus.OPEN), None)


def _not_open(vote: RoundView) -> RoundView | None:
    return None if vote.status is RoundStatus.OPEN else vote


async def _check_kept(server: Running, cast: Cast) -> int:
    """Every acknowledged command is in the journal; returns how many entries that has."""
    stage = await server.front.house.find(cast.host.code)
    if stage is None:
        raise NotKept("The demo's party is not in the archive.")
    entries = await server.front.house.journal.read(stage.keeper.session)
    recorded = {(entry.actor, entry.cause) for entry in entries}
    acknowledged = {(guest.id, cause) for guest in cast.everybody for cause in guest.acknowledged}
    if lost := acknowledged - recorded:
        raise NotKept(f"{len(lost)} acknowledged commands are missing from the journal.")
    return len(entries)


def _outcome(cast: Cast, events: int, write_up: str, seconds: float) -> Outcome:
    view = cast.host.view
    return Outcome(
        guests=len(view.guests),
        associations=len(view.associations),
        refinements=len(view.refinements),
        rounds=len(view.rounds),
        votes=cast.votes,
        jobs=len(view.jobs),
        artworks=len(view.artworks),
        previews=sum(guest.previews for guest in cast.everybody),
        journal_events=events,
        acknowledged=sum(len(guest.acknowledged) for guest in cast.everybody),
        refused=sum(guest.refused for guest in cast.everybody),
        write_up=write_up,
        seconds=round(seconds, 1),
    )
