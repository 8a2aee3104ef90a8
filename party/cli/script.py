"""The scripted party of `party demo`: twelve guests and a screen go from one word to a picture of two people.

Everything goes over real websockets through `party.client`; nothing is done behind the rules' back.
"""

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from rich.console import Console

from party.cli.parts import Running
from party.cli.show import Show
from party.client import PartyGuest, View, join_party, open_party
from party.core import commands as c
from party.core.errors import Fault, PartyError
from party.core.state import JobStatus, RoundStatus
from party.core.things import RoundView
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    Phase,
    Reaction,
    RefinementId,
    Role,
    RoundId,
    Settings,
    Topic,
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
class Offer:
    """A proposal in the script: who makes it, the wording, why."""

    by: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """One voted round: what is offered, which wins, and what the expert says first, if anything."""

    offers: tuple[Offer, ...]
    favorite: int
    note: tuple[Topic, str] | None = None
    tie_with: int | None = None


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

THEME = "Loneliness"
FIRST_PROMPT = "loneliness"
HOST, MASTER, EXPERT = "Marta", "Ilya", "Noor"
NAMES = ("Ada", "Ben", "Chidi", "Dana", "Emil", "Fatma", "Goran", "Hana", "Iris")

ASSOCIATIONS = (
    ("Ada", "an empty bench"),
    ("Ben", "rain on the window"),
    ("Chidi", "the last train"),
    ("Dana", "one cup on the table"),
    ("Emil", "a phone that does not ring"),
    ("Fatma", "grandmother's kitchen"),
    ("Goran", "a lighthouse"),
    ("Hana", "waiting for somebody"),
    ("Iris", "two people who do not talk"),
    ("Ada", "winter"),
    ("Emil", "an old dog"),
)

ACTS = (
    Act(
        (
            Offer("Ada", "an old man alone on a bench", "Loneliness needs somebody to feel it."),
            Offer("Goran", "a lighthouse alone at night", "Nobody is further from everybody."),
            Offer("Ben", "rain on a window at night", "You see the world and are not in it."),
        ),
        favorite=0,
        note=(Topic.MOVEMENT, "Hopper painted this feeling with an empty room and one figure. Leave space around him."),
    ),
    Act(
        (
            Offer("Iris", "two old people on a bench", "It is lonelier when somebody sits beside you."),
            Offer("Emil", "an old man and a dog on a bench", "The dog knows."),
            Offer("Hana", "an old man waiting on a bench in winter", "Waiting is the long part."),
        ),
        favorite=0,
        tie_with=2,
        note=(
            Topic.TECHNIQUE,
            "Two figures draw a line between them, and the eye follows. Give them a reason to look.",
        ),
    ),
    Act(
        (
            Offer("Fatma", "two old people looking at each other", "They have waited the whole evening for this."),
            Offer("Chidi", "two old people on a bench at sunset", "The last light, like the last train."),
            Offer("Dana", "two old people drinking tea", "One cup has become two."),
        ),
        favorite=0,
    ),
)


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


async def play(console: Console, server: Running, script: Script, *, quiet: bool = False) -> Outcome:
    """Play the party on a running server. Raises `NotKept` when anything acknowledged is missing from the journal."""
    began_s = time.monotonic()
    async with AsyncExitStack() as stack:
        cast = await _gather(stack, server.url)
        with Show(console, cast.screen, f"{server.front.join_url}/p/{cast.host.code}", quiet=quiet):
            evening = Evening(cast, script)
            await evening.gather()
            await cast.host.do(c.ChangePhase(Phase.REFINE))
            for act in ACTS:
                await evening.act(act)
            await evening.curate()
            await cast.host.do(c.CloseSession())
            made = await cast.host.write_up()
            await cast.screen.until(lambda view: view.session.write_up == made.slug)
        events = await _check_kept(server, cast)
        folder = server.front.sessions_dir / made.slug / "index.md"
        return _outcome(cast, events, str(folder), time.monotonic() - began_s)


async def _gather(stack: AsyncExitStack, url: str) -> Cast:
    settings = Settings(round_s=120, accept_winner=True, tallies_hidden=False)
    host = await stack.enter_async_context(
        open_party(url, theme=THEME, first_prompt=FIRST_PROMPT, name=HOST, settings=settings)
    )
    keys = {role: path.split("invite=")[1] for role, path in (await host.invites()).links.items()}

    async def join(name: str, role: Role) -> PartyGuest:
        return await stack.enter_async_context(join_party(url, host.code, name, invite=keys[role]))

    return Cast(
        host=host,
        master=await join(MASTER, Role.PROMPT_MASTER),
        expert=await join(EXPERT, Role.ART_EXPERT),
        screen=await stack.enter_async_context(join_party(url, host.code, screen=True)),
        participants={name: await join(name, Role.PARTICIPANT) for name in NAMES},
    )


class Evening:
    """The scenes of the demo, in order."""

    def __init__(self, cast: Cast, script: Script) -> None:
        self._cast = cast
        self._pace_s = script.pace_s
        self._dice = random.Random(script.seed)  # noqa: S311  taste, not secrets

    async def gather(self) -> None:
        """The theme calls things up; others stand behind them; the first prompt is painted."""
        await self._cast.host.do(c.ChangePhase(Phase.GATHER))
        for name, text in ASSOCIATIONS:
            await self._cast.participants[name].do(c.Associate(text))
            await self._breathe(0.3)
        said = tuple(self._cast.screen.view.associations.values())
        for guest in self._cast.participants.values():
            liked = self._dice.sample([one for one in said if one.by != guest.id], 2)
            for one in liked:
                await guest.do(c.SupportAssociation(AssociationId(one.id)))
        await self._cast.screen.until(lambda view: view.studio and view.studio.status != "loading")
        await self._cast.master.do(c.StartJob())
        await self._painted()

    async def act(self, act: Act) -> None:
        """Proposals, perhaps the expert's word, a vote, an acceptance, a picture, reactions."""
        cast = self._cast
        for offer in act.offers:
            await cast.participants[offer.by].do(c.ProposeRefinement(offer.text, offer.reason))
            await self._breathe(1)
        if act.note:
            topic, text = act.note
            meant = await cast.expert.until(lambda view: _worded(view, act.offers[act.favorite].text))
            await cast.expert.do(c.WriteNote(topic, text, refinement=meant))
        await self._vote(act)
        await self._painted()

    async def curate(self) -> None:
        """The expert judges, the host chooses and captions."""
        cast = self._cast
        await cast.host.do(c.ChangePhase(Phase.CURATE))
        artworks = sorted(cast.host.view.artworks.values(), key=lambda artwork: artwork.seq)
        last = artworks[-1]
        for worth, artwork in zip((2, 3, 4, 5), artworks, strict=False):
            await cast.expert.do(c.JudgeWorth(ArtworkId(artwork.id), worth, of_note=artwork is last))
        text = "From one word to two faces: the room found the cure before it found the picture."
        await cast.expert.do(c.WriteNote(Topic.REMARK, text, artwork=ArtworkId(last.id)))
        for artwork in artworks:
            await cast.host.do(c.ChooseArtwork(ArtworkId(artwork.id)))
            await self._breathe(0.5)
        caption = "Where the evening ended: nobody is alone in the picture any more."
        alt = "Two old people facing each other."
        await cast.host.do(c.CaptionArtwork(ArtworkId(last.id), caption, alt))

    async def _vote(self, act: Act) -> None:
        cast = self._cast
        await cast.host.do(c.OpenRound())
        vote = await cast.screen.until(_open_round)
        voters = (*cast.participants.values(), cast.expert)
        for number, guest in enumerate(voters):
            choice = ApprovalBallot(self._taste(vote, act, number))
            await guest.do(c.CastBallot(RoundId(vote.id), choice))
            cast.votes += 1
            await self._breathe(0.25)
        await cast.host.do(c.CloseRound(RoundId(vote.id)))
        closed = await cast.screen.until(lambda view: _not_open(view.rounds[vote.id]))
        if closed.status is RoundStatus.TIED:
            await self._breathe(1)
            favorite = vote.refinements[act.favorite]
            await cast.master.do(c.BreakTie(RoundId(vote.id), favorite))

    def _taste(self, vote: RoundView, act: Act, number: int) -> tuple[RefinementId, ...]:
        """What one voter likes: mostly the favorite; where the script wants a tie, half the room each way."""
        if act.tie_with is not None:
            return (vote.refinements[(act.favorite, act.tie_with)[number % 2]],)
        second = self._dice.choice(vote.refinements)
        likes_favorite = number % CONTRARIAN
        return tuple(dict.fromkeys((vote.refinements[act.favorite], second) if likes_favorite else (second,)))

    async def _painted(self) -> None:
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
        await self._breathe(2)

    async def _breathe(self, breaths: float) -> None:
        await asyncio.sleep(self._pace_s * breaths)


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
