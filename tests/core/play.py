"""A party held in memory: the keeper's part played by a counter for ids and a clock that is set by hand."""

from dataclasses import replace

from party.core import commands as c
from party.core import events as e
from party.core.commands import Command, MadeArtwork
from party.core.decide import begin, decide
from party.core.events import Entry, Event
from party.core.evolve import evolve
from party.core.private import mine
from party.core.refusals import Reason, Refusal
from party.core.rules.scene import Occasion, Verdict
from party.core.state import Artwork, Job, Refinement, Round, SessionState
from party.core.things import Audience, Gone, Mine, Ref, Thing
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    CommentId,
    Easel,
    GuestId,
    JobId,
    Kind,
    Millis,
    RefinementId,
    Role,
    RoundId,
    Seq,
    Settings,
    VotingRule,
)
from party.core.views import project

EASEL = Easel(engine="swatch", model="swatch", revision="1", scheduler="none")
FIRST_MS = Millis(1_000_000)


class Play:
    """A party in progress. Opened by `host`, who is moderator and stands in as prompt master."""

    def __init__(self, settings: Settings | None = None, passcode: str = "") -> None:
        """Open the party."""
        self.entries: list[Entry] = []
        self.now_ms = FIRST_MS
        self.easel: Easel | None = EASEL
        self._made = 0
        settings = settings or Settings(paint_on_accept=False)
        opening = c.OpenSession("loneliness", "loneliness", "Hanna", settings, passcode)
        first = begin(opening, self.occasion())
        assert not isinstance(first, Refusal)
        self.host = next(event.guest for event in first if isinstance(event, e.GuestJoined))
        self.state = self._write(None, self.host, first)

    def occasion(self) -> Occasion:
        """What the keeper would hand in now."""
        self._made += 1
        return Occasion(self.now_ms, f"id-{self._made}", seed=self._made, easel=self.easel)

    def ask(self, actor: GuestId | None, command: Command) -> Verdict:
        """The verdict; what was accepted has happened."""
        verdict = decide(self.state, actor, command, self.occasion())
        if not isinstance(verdict, Refusal):
            self.state = self._write(self.state, actor, verdict)
        return verdict

    def does(self, actor: GuestId | None, command: Command) -> tuple[Event, ...]:
        """The events of a command that is accepted."""
        verdict = self.ask(actor, command)
        assert not isinstance(verdict, Refusal), verdict
        return verdict

    def refused(self, actor: GuestId | None, command: Command) -> Reason:
        """The reason a command is declined for, and nothing has changed."""
        before = self.state
        verdict = self.ask(actor, command)
        assert isinstance(verdict, Refusal), verdict
        assert self.state is before
        return verdict.reason

    def joins(self, name: str, *roles: Role) -> GuestId:
        """A new guest."""
        guest = GuestId(f"guest-{len(self.state.guests) + 1}")
        self.does(None, c.JoinSession(guest, name, roles))
        return guest

    def proposes(self, actor: GuestId, text: str, parent: RefinementId | None = None) -> RefinementId:
        """A new refinement."""
        (proposed,) = self.does(actor, c.ProposeRefinement(text, parent=parent))
        assert isinstance(proposed, e.RefinementProposed)
        return proposed.refinement

    def opens_round(self, *refinements: RefinementId, hidden: bool | None = None, seconds: int = 60) -> RoundId:
        """A vote, opened by the host."""
        (opened,) = self.does(self.host, c.OpenRound(refinements, seconds, hidden))
        assert isinstance(opened, e.RoundOpened)
        return opened.round

    def votes(self, actor: GuestId, vote: RoundId, *choices: RefinementId) -> None:
        """A ballot."""
        self.does(actor, c.CastBallot(vote, ApprovalBallot(choices)))

    def says(self, actor: GuestId, text: str) -> AssociationId:
        """A new association."""
        (made,) = self.does(actor, c.Associate(text))
        assert isinstance(made, e.AssociationMade)
        return made.association

    def comments(self, actor: GuestId, text: str, artwork: ArtworkId | None = None) -> CommentId:
        """A comment on a picture, or on the working prompt."""
        of = None if artwork else self.state.head
        (written,) = self.does(actor, c.WriteComment(text, of, artwork))
        assert isinstance(written, e.CommentWritten)
        return written.comment

    def paints(self, count: int = 1) -> JobId:
        """A job on the working prompt that waits for the studio."""
        (requested,) = self.does(self._prompt_master(), c.StartJob(count=count))
        assert isinstance(requested, e.JobRequested)
        return requested.job

    def finishes(self, job: JobId, *artworks: str) -> tuple[ArtworkId, ...]:
        """The studio's report on a job: these pictures."""
        ids = tuple(ArtworkId(artwork) for artwork in artworks)
        self.does(None, c.ReportArtworks(job, tuple(self.made(job, one) for one in ids)))
        return ids

    def made(self, job: JobId, artwork: ArtworkId) -> MadeArtwork:
        """A finished picture of a job."""
        recipe = self.state.jobs[job].recipes[0]
        return MadeArtwork(artwork, recipe, recipe.width_px, recipe.height_px, "image/png", took_ms=9)

    def picture(self, artwork: str = "a" * 64) -> ArtworkId:
        """One finished picture of the working prompt."""
        return self.finishes(self.paints(), artwork)[0]

    def mine(self, guest: GuestId) -> Mine:
        """What a guest sees of themselves."""
        return mine(self.state, guest)

    def view(self, of: Kind, id_: str = "", audience: Audience = Audience.GUEST) -> Thing:
        """A thing as an audience sees it."""
        return project(self.state, Ref(of, id_), audience)

    def seen_by(self, of: Kind, id_: str) -> set[Audience]:
        """The audiences a thing exists for."""
        return {audience for audience in Audience if not isinstance(self.view(of, id_, audience), Gone)}

    def roles(self, guest: GuestId) -> frozenset[Role]:
        """What a guest holds now."""
        return self.state.guests[guest].roles

    def refinement(self, refinement: RefinementId) -> Refinement:
        """A refinement as it is now."""
        return self.state.refinements[refinement]

    def round(self, vote: RoundId) -> Round:
        """A vote as it is now."""
        return self.state.rounds[vote]

    def job(self, job: JobId) -> Job:
        """A job as it is now."""
        return self.state.jobs[job]

    def artwork(self, artwork: ArtworkId) -> Artwork:
        """A picture as it is now."""
        return self.state.artworks[artwork]

    def later(self, seconds: int) -> None:
        """Let time pass."""
        self.now_ms = Millis(self.now_ms + seconds * 1000)

    def settings(self, **changes: bool | int | VotingRule) -> None:
        """Run the party differently."""
        self.does(self.host, c.ChangeSettings(replace(self.state.settings, **changes)))  # type: ignore[arg-type]

    def _prompt_master(self) -> GuestId:
        return next(guest.id for guest in self.state.guests.values() if Role.PROMPT_MASTER in guest.roles)

    def _write(self, state: SessionState | None, actor: GuestId | None, events: tuple[Event, ...]) -> SessionState:
        for event in events:
            entry = Entry(Seq(len(self.entries) + 1), self.now_ms, actor, "", event)
            state = evolve(state, entry)
            self.entries.append(entry)
        assert state is not None
        return state
