"""What is held or hidden never leaves: whatever a party says and screens, no exported file has a word of it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from party.core import commands as c
from party.core.decide import decide
from party.core.events import Event
from party.core.refusals import Refusal
from party.core.state import Comment, Note, Screening, SessionState
from party.core.values import ApprovalBallot, ArtworkId, GuestId, Kind, RefinementId, Role, Settings, Topic
from party.press.export import write_up

from .parties import Party, painted


class Busy:
    """A party in which people say one unmistakable word after the other, and the moderator screens as the die falls."""

    def __init__(self, dice: Random) -> None:
        """Opened by its moderator, with an expert and three more guests."""
        self.dice = dice
        self.party = Party("theme", first="start", settings=Settings(screening=dice.random() < 0.5), paint=painted)
        party = self.party
        self.expert = party.joins("Vera", Role.ART_EXPERT)
        self.master = party.joins("Max", Role.PROMPT_MASTER)
        self.guests = [party.joins(name) for name in ("Ben", "Cleo", "Dora")]
        self.words = 0

    def word(self) -> str:
        """A word nobody else says."""
        self.words += 1
        return f"zq{self.words:04}zq"

    def act(self) -> None:
        """One thing somebody does, if the rules let them."""
        move = self.dice.choice(
            [self.speak, self.speak, self.remark, self.accept, self.screen, self.screen, self.curate]
        )
        self.tries(*move())

    def tries(self, actor: GuestId, command: c.Command) -> tuple[Event, ...]:
        """Do it unless it is refused."""
        occasion = self.party._occasion()
        refused = isinstance(decide(self.party.state, actor, command, occasion), Refusal)
        return () if refused else self.party.does(actor, command)

    def speak(self) -> tuple[GuestId, c.Command]:
        """An association or a proposal, now and then on top of another."""
        guest = self.dice.choice(self.guests)
        if self.dice.random() < 0.3:
            return guest, c.Associate(self.word())
        parent = self.dice.choice([None, *self.party.state.refinements])
        return guest, c.ProposeRefinement(f"start {self.word()}", self.word(), parent)

    def remark(self) -> tuple[GuestId, c.Command]:
        """A comment or a note on a picture or a wording."""
        picture, wording = self.subject()
        if self.dice.random() < 0.5:
            return self.dice.choice(self.guests), c.WriteComment(f"@Vera {self.word()}", wording, picture)
        return self.expert, c.WriteNote(self.dice.choice(tuple(Topic)), self.word(), wording, picture)

    def accept(self) -> tuple[GuestId, c.Command]:
        """A wording becomes the working prompt and is painted."""
        return self.master, c.AcceptRefinement(self.dice.choice(list(self.party.state.refinements)))

    def vote(self) -> tuple[GuestId, c.Command]:
        """A vote goes one move on."""
        vote = self.party.state.open_round
        if vote is None:
            return self.party.host, c.OpenRound()
        if self.dice.random() < 0.5:
            return self.party.host, c.CloseRound(vote.id)
        return self.dice.choice(self.guests), c.CastBallot(vote.id, ApprovalBallot(vote.refinements))

    def curate(self) -> tuple[GuestId, c.Command]:
        """A picture is captioned or chosen."""
        picture, _ = self.subject()
        if picture is None:
            return self.master, c.StartJob()
        if self.dice.random() < 0.5:
            return self.party.host, c.CaptionArtwork(picture, self.word(), self.word())
        return self.party.host, c.ChooseArtwork(picture)

    def screen(self) -> tuple[GuestId, c.Command]:
        """Something is let through or taken off the screens."""
        state = self.party.state
        things = [
            *((Kind.ASSOCIATION, id_) for id_ in state.associations),
            *((Kind.REFINEMENT, id_) for id_ in state.refinements),
            *((Kind.ARTWORK, id_) for id_ in state.artworks),
            *((Kind.COMMENT, id_) for id_ in state.comments),
            *((Kind.NOTE, id_) for id_ in state.notes),
        ]
        return self.party.host, c.ScreenThing(*self.dice.choice(sorted(things)), shown=self.dice.random() < 0.5)

    def subject(self) -> tuple[ArtworkId | None, RefinementId | None]:
        """A picture if there is one and the die says so, else a wording."""
        pictures = list(self.party.state.artworks)
        if pictures and self.dice.random() < 0.7:
            return self.dice.choice(pictures), None
        return None, self.dice.choice(list(self.party.state.refinements))


def secrets(state: SessionState) -> Iterator[str]:
    """Every word of what is held or hidden, and of what is said about such a thing."""
    away = {
        *(node.id for node in state.refinements.values() if node.screening is not Screening.SHOWN),
        *(art.id for art in state.artworks.values() if art.screening is not Screening.SHOWN),
    }
    away |= {art.id for art in state.artworks.values() if art.refinement in away}
    for node in state.refinements.values():
        if node.id in away:
            yield from (node.text, node.reason)
    for art in state.artworks.values():
        if art.id in away:
            yield from (art.id, art.caption, art.alt)
    remarks: tuple[Comment | Note, ...] = (*state.comments.values(), *state.notes.values())
    for said in remarks:
        if said.screening is not Screening.SHOWN or {said.artwork, said.refinement} & away:
            yield said.text
    yield from (one.text for one in state.associations.values() if one.screening is not Screening.SHOWN)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_held_and_hidden_words_never_leave(seed: int) -> None:
    """No file of a write-up has a word, a caption or a picture of what is held or hidden, whoever says what when."""
    busy = Busy(Random(seed))  # noqa: S311  a script, no secrets
    for _ in range(60):
        busy.act()
    party = busy.party
    kept = [word for text in secrets(party.state) for word in text.split() if word.startswith("zq") or len(word) > 60]
    with TemporaryDirectory() as folder:
        made = write_up(party.chronicle(), party.fetch, Path(folder))
        leaving = b"".join(path.name.encode() + path.read_bytes() for path in made.folder.iterdir())
    assert [word for word in kept if word.encode() in leaving] == []
