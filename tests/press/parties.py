"""Parties for the tests of the press: every entry decided by the real rules, every picture a real PNG.

Ids come from a counter and the clock is set by hand, so the same script gives the same journal every time.
"""

import hashlib
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import partial

from party.core import commands as c
from party.core import events as e
from party.core.commands import Command, MadeArtwork
from party.core.decide import begin, decide
from party.core.errors import PartyError
from party.core.events import Entry, Event
from party.core.evolve import evolve
from party.core.refusals import Refusal
from party.core.rules.scene import Occasion
from party.core.state import SessionState
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    Ballot,
    Easel,
    GuestId,
    Kind,
    Millis,
    Phase,
    RankedBallot,
    Reaction,
    Reading,
    Recipe,
    RefinementId,
    Role,
    RoundId,
    Score,
    ScoreBallot,
    Seq,
    Settings,
    Topic,
    VotingRule,
    Words,
)
from party.press.chronicle import Chronicle

EASEL = Easel("diffusers", "pochade", "starter-1", "DPM-Solver++", 48, 48, 12, 3.0)
OPENED_MS = Millis(1_795_370_400_000)
"""22 November 2026, 18:00 UTC."""
HEAD_HASH = "5e" * 32

Paint = Callable[[Recipe], bytes]


class Lost(PartyError):
    """No picture is stored under this id."""


class Party:
    """A party in progress, opened by `host`."""

    def __init__(
        self,
        theme: str,
        name: str = "Hanna",
        *,
        first: str | None = None,
        settings: Settings | None = None,
        paint: Paint | None = None,
    ) -> None:
        """Open it."""
        self.entries: list[Entry] = []
        self.pictures: dict[ArtworkId, bytes] = {}
        self.unknown: dict[str, str] = {}
        """Words the model does not know, with what it takes them for."""
        self.now_ms = OPENED_MS
        self._paint = paint or painted
        self._count = 0
        opening = begin(c.OpenSession(theme, first or theme, name, settings or Settings()), self._occasion())
        assert not isinstance(opening, Refusal), opening
        self.host = next(event.guest for event in opening if isinstance(event, e.GuestJoined))
        self.state = self._write(None, self.host, opening)

    def does(self, actor: GuestId | None, command: Command, *, after_s: int = 10) -> tuple[Event, ...]:
        """What a command brings about; it must be accepted. Jobs it starts are painted at once."""
        self.now_ms = Millis(self.now_ms + after_s * 1000)
        verdict = decide(self.state, actor, command, self._occasion())
        assert not isinstance(verdict, Refusal), verdict
        self.state = self._write(self.state, actor, verdict)
        for event in verdict:
            if isinstance(event, e.JobRequested):
                self._finish(event)
        return verdict

    def joins(self, name: str, *roles: Role) -> GuestId:
        """A new guest."""
        guest = GuestId(f"guest-{len(self.state.guests)}")
        self.does(None, c.JoinSession(guest, name, roles))
        return guest

    def says(self, guest: GuestId, text: str, *supporters: GuestId) -> None:
        """An association and those who stand behind it."""
        self.does(guest, c.Associate(text))
        said = AssociationId(max(self.state.associations.values(), key=lambda one: one.seq).id)
        for supporter in supporters:
            self.does(supporter, c.SupportAssociation(said))

    def proposes(self, guest: GuestId, text: str, reason: str = "") -> RefinementId:
        """Another wording of the working prompt."""
        (proposed,) = self.does(guest, c.ProposeRefinement(text, reason))
        assert isinstance(proposed, e.RefinementProposed)
        return proposed.refinement

    def votes(
        self,
        ballots: Mapping[GuestId, Ballot | tuple[RefinementId, ...]],
        rule: VotingRule = VotingRule.APPROVAL,
    ) -> RoundId:
        """A round over everything on offer, from its opening to its close; bare choices are approvals."""
        (opened,) = self.does(self.host, c.OpenRound(rule=rule))
        assert isinstance(opened, e.RoundOpened)
        for guest, wanted in ballots.items():
            ballot = ApprovalBallot(wanted) if isinstance(wanted, tuple) else wanted
            self.does(guest, c.CastBallot(opened.round, ballot), after_s=3)
        self.does(self.host, c.CloseRound(opened.round))
        return opened.round

    def latest(self, back: int = 0) -> ArtworkId:
        """The picture finished last, or so many before it."""
        return sorted(self.state.artworks.values(), key=lambda artwork: -artwork.seq)[back].id

    def fetch(self, artwork: ArtworkId) -> bytes:
        """A picture's bytes, as the archive would give them."""
        if artwork not in self.pictures:
            raise Lost(f"There is no picture {artwork}.")
        return self.pictures[artwork]

    def chronicle(self, code: str = "MOONQ7", epoch: str = "epoch-1") -> Chronicle:
        """What the press is handed."""
        return Chronicle(code, epoch, tuple(self.entries), self.state, HEAD_HASH)

    def _finish(self, job: e.JobRequested) -> None:
        made = []
        for recipe in job.recipes:
            data = self._paint(recipe)
            artwork = ArtworkId(hashlib.sha256(data).hexdigest())
            self.pictures[artwork] = data
            kind = "image/webp" if data.startswith(b"RIFF") else "image/png"
            read = tuple(Reading(Words(word), near) for word, near in self.unknown.items() if word in recipe.prompt)
            size = recipe.width_px, recipe.height_px
            made.append(MadeArtwork(artwork, recipe, *size, kind, 260, "torch, cpu", readings=read))
        self.does(None, c.ReportArtworks(job.job, tuple(made)))

    def _occasion(self) -> Occasion:
        self._count += 1
        return Occasion(self.now_ms, f"id-{self._count}", seed=self._count, easel=EASEL)

    def _write(self, state: SessionState | None, actor: GuestId | None, events: tuple[Event, ...]) -> SessionState:
        self._count += 1
        for event in events:
            entry = Entry(Seq(len(self.entries) + 1), self.now_ms, actor, f"command-{self._count}", event)
            state = evolve(state, entry)
            self.entries.append(entry)
        assert state is not None
        return state


def painted(recipe: Recipe) -> bytes:
    """A PNG of eight by eight squares in the colors of a recipe; uncompressed, so its bytes are the same everywhere."""
    width, height = recipe.width_px, recipe.height_px
    ink = hashlib.sha512(f"{recipe.prompt}\n{recipe.seed}".encode()).digest()
    rows = b"".join(
        b"\0" + b"".join(_pixel(ink, 8 * x // width, 8 * y // height) for x in range(width)) for y in range(height)
    )
    stored = struct.pack("<BHH", 1, len(rows), len(rows) ^ 0xFFFF) + rows
    packed = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(rows))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _pixel(ink: bytes, column: int, row: int) -> bytes:
    shade = ink[8 * row + column]
    return bytes((shade, ink[shade % 64] // 2 + shade // 2, 255 - shade // 3))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def loneliness(paint: Paint | None = None) -> Party:
    """A whole evening: three votes, a tie, notes, reactions, a choice, paths not taken; closed at the end."""
    party = Party("loneliness", paint=paint)
    ben, cleo, dora = party.joins("Ben"), party.joins("Cleo"), party.joins("Dora")
    emil, frida = party.joins("Emil"), party.joins("Frida")
    vera = party.joins("Vera", Role.ART_EXPERT)
    master = party.joins("Max", Role.PROMPT_MASTER)
    party.joins("big screen", Role.SCREEN)
    party.does(party.host, c.ChangePhase(Phase.GATHER))
    party.says(ben, "an empty chair", cleo, dora, frida)
    party.says(dora, "the last bus", ben)
    party.says(cleo, "snow on a phone box")
    party.says(emil, "a table laid for two", ben, cleo, dora, frida, vera)
    party.says(frida, "radio at night", emil)
    party.does(party.host, c.ChangePhase(Phase.REFINE))
    party.does(master, c.StartJob())
    _first_votes(party, (ben, cleo, dora, emil, frida, vera))
    _last_votes(party, master, (ben, cleo, dora, emil, frida, vera))
    _curated(party, vera, (ben, cleo, dora, emil))
    return party


def _first_votes(party: Party, guests: tuple[GuestId, ...]) -> None:
    ben, cleo, dora, emil, frida, vera = guests
    bench = party.proposes(ben, "an old man on a bench", "somebody has to be there for nobody to be there")
    chair = party.proposes(cleo, "an empty chair by the window")
    party.votes({ben: (bench,), cleo: (chair,), dora: (bench, chair), emil: (bench,), frida: (bench,)})
    party.does(vera, c.WriteNote(Topic.ARTIST, "Think of Hopper: the light is the second person in the room."))
    party.does(
        vera, c.WriteNote(Topic.TECHNIQUE, "The bench is all silhouette; a low sun would give it a face.", bench)
    )
    party.does(frida, c.React(party.latest(), Reaction.MOVED))
    two = party.proposes(dora, "two old people on a bench", "one can be lonely in company")
    dusk = party.proposes(frida, "an old man on a bench at dusk")
    party.votes({ben: (two,), cleo: (dusk,), dora: (two,), emil: (dusk,)})
    tied = party.state.round
    assert tied is not None
    master = next(guest.id for guest in party.state.guests.values() if guest.name == "Max")
    party.does(master, c.BreakTie(tied, two))


def _last_votes(party: Party, master: GuestId, guests: tuple[GuestId, ...]) -> None:
    ben, cleo, dora, emil, frida, vera = guests
    party.does(master, c.EditPrompt("two old people looking at each other", "the bench was in the way"))
    oil = party.proposes(vera, "two old people looking at each other, oil on canvas", "so that the paint ages too")
    cat = party.proposes(emil, "two old people looking at a cat", "every party needs a cat")
    party.proposes(ben, "two old friends looking at each other")
    back = party.proposes(cleo, "two old people looking away")
    party.does(cleo, c.WithdrawRefinement(back))
    party.does(master, c.SetRecipe(party.state.settings.recipe.__class__(count=2)))
    party.votes({ben: (oil,), cleo: (oil, cat), dora: (oil,), emil: (cat,), frida: (oil,), vera: (oil,)})
    party.does(vera, c.WriteNote(Topic.MOVEMENT, "late realism", artwork=party.latest()))


def _curated(party: Party, vera: GuestId, guests: tuple[GuestId, ...]) -> None:
    ben, cleo, dora, emil = guests
    final = party.latest()
    for guest, reaction in zip((ben, cleo, dora), (Reaction.LOVE, Reaction.LOVE, Reaction.WOW), strict=True):
        party.does(guest, c.React(final, reaction))
    party.does(emil, c.React(party.latest(1), Reaction.PUZZLED))
    party.does(vera, c.JudgeWorth(final, 5, of_note=True))
    party.does(party.host, c.ChangePhase(Phase.CURATE))
    party.does(vera, c.CaptionArtwork(final, "They have said everything, and stay.", "Two faces in profile, close"))
    party.does(party.host, c.CloseSession(), after_s=600)


def chosen_evening(paint: Paint | None = None) -> Party:
    """The same evening with its pictures chosen and ordered by people, last before first."""
    party = loneliness(paint)
    first, last = party.latest(len(party.state.artworks) - 1), party.latest()
    party.does(party.host, c.ChooseArtwork(last))
    party.does(party.host, c.ChooseArtwork(first))
    return party


def alone() -> Party:
    """One guest, no vote, no picture."""
    return Party("the meaning of life", "Ida", settings=Settings(paint_on_accept=False))


def gallery() -> Party:
    """A short evening without votes: many pictures of few wordings, all chosen, one of them lost."""
    party = Party("the sea", "Gil", settings=Settings(paint_on_accept=False))
    kai = party.joins("Kai", Role.ART_EXPERT)
    party.does(party.host, c.StartJob(count=4))
    party.does(party.host, c.EditPrompt("the sea at night"))
    party.does(party.host, c.StartJob(count=2))
    party.does(kai, c.JudgeWorth(party.latest(2), 4))
    party.does(kai, c.CaptionArtwork(party.latest(3), "Almost a map", "Waves seen from above"))
    for artwork in sorted(party.state.artworks.values(), key=lambda one: one.seq):
        party.does(kai, c.ChooseArtwork(artwork.id))
    del party.pictures[party.latest(4)]
    return party


def talkative() -> Party:
    """Every rule of voting, a merge, questions, comments, pushes, nail-its, unknown words; things hidden and held."""
    party = Party("music", "Hanna")
    ben, cleo, dora, emil = (party.joins(name) for name in ("Ben", "Cleo", "Dora", "Emil"))
    master = party.joins("Max", Role.PROMPT_MASTER)
    guests = (ben, cleo, dora, emil)
    party.unknown = {"xylophone": "guitar", "fugue": ""}
    party.does(party.host, c.ChangePhase(Phase.GATHER))
    party.does(party.host, c.AskQuestion("Where does music live in a house?"))
    party.says(ben, "a door left open", cleo, dora)
    party.does(party.host, c.ChangePhase(Phase.REFINE))
    party.does(master, c.StartJob())
    _ranked_vote(party, guests)
    party.does(party.host, c.AskQuestion("Who is listening?"))
    _scored_vote(party, guests, master)
    _last_words(party, guests, master)
    party.does(party.host, c.AskQuestion("What will you hum on the way home?"))
    return party


def _ranked_vote(party: Party, guests: tuple[GuestId, ...]) -> None:
    ben, cleo, dora, emil = guests
    piano = party.proposes(ben, "a piano in the rain", "it wants to be heard")
    cat = party.proposes(cleo, "a cat on a piano")
    drum = party.proposes(dora, "a drum at night")
    rankings = {ben: (piano, cat), cleo: (cat, piano), dora: (drum, cat), emil: (piano,), party.host: (cat,)}
    party.votes({guest: RankedBallot(choices) for guest, choices in rankings.items()}, VotingRule.RANKED)


def _scored_vote(party: Party, guests: tuple[GuestId, ...], master: GuestId) -> None:
    ben, cleo, dora, emil = guests
    snow = party.proposes(emil, "a cat on a piano in the snow", "so quiet")
    play = party.proposes(ben, "a cat playing xylophone on a piano")
    (joined,) = party.does(master, c.MergeRefinements(snow, play, reason="Why not both?"))
    assert isinstance(joined, e.RefinementProposed)
    party.does(dora, c.WriteComment("@Emil, can you hear it snow?", refinement=joined.refinement))
    scores = {ben: (5, 1), cleo: (4, 2), dora: (5, 0), emil: (3, 5)}
    party.votes(
        {
            guest: ScoreBallot((Score(joined.refinement, most), Score(snow, less)))
            for guest, (most, less) in scores.items()
        },
        VotingRule.SCORE,
    )


def _last_words(party: Party, guests: tuple[GuestId, ...], master: GuestId) -> None:
    ben, cleo, dora, emil = guests
    phrase = party.state.refinements[party.state.head].phrases[0]
    for guest in (ben, cleo, dora):
        party.does(guest, c.PushPhrase(phrase.id, 1))
    text = party.state.refinements[party.state.head].text
    party.does(master, c.EditPrompt(f"{text}, fugue"))
    last = party.latest()
    for guest in (ben, cleo, dora):
        party.does(guest, c.NailIt(last))
    party.does(emil, c.React(last, Reaction.LAUGH))
    for guest, said in ((ben, "Nice."), (cleo, "Louder."), (dora, "Look, @Emil, it snows."), (emil, "It does, @Dora.")):
        party.does(guest, c.WriteComment(said, artwork=last))
    party.does(ben, c.WriteComment("something rude", artwork=last))
    rude = max(party.state.comments.values(), key=lambda one: one.seq)
    party.does(party.host, c.ScreenThing(Kind.COMMENT, rude.id, shown=False))
    party.does(party.host, c.RemoveGuest(ben))


blank = partial(Party, settings=Settings(paint_on_accept=False))
