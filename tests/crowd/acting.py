"""What a seeded guest of a crowd does next: any move that the view allows, sensible or not."""

import random

from party.client import PartyGuest, Turned
from party.core import commands as c
from party.core.state import RefinementStatus, RoundStatus
from party.core.values import ApprovalBallot, ArtworkId, AssociationId, Kind, Reaction, RefinementId, RoundId, Topic

WORDS = ("bench", "rain", "window", "two people", "tea", "winter", "a dog", "light", "sea", "letter", "stairs", "bread")


class Actor:
    """One guest and their dice."""

    def __init__(self, guest: PartyGuest, seed: int) -> None:
        self.guest = guest
        self._dice = random.Random(seed)  # noqa: S311  a seed, not a secret
        self._said = 0

    async def act(self) -> None:
        """One move; that the rules say no is part of the game."""
        try:
            await self.guest.do(self._move())
        except Turned:
            return

    def wants(self, chance: float) -> bool:
        """A throw of the dice."""
        return self._dice.random() < chance

    def _move(self) -> c.GuestCommand:
        moves = [self._associate, self._propose, self._support, self._vote, self._react, self._note, self._run]
        return self._dice.choices(moves, weights=(4, 3, 4, 5, 3, 1, 2))[0]()

    def _words(self) -> str:
        self._said += 1
        return f"{self._dice.choice(WORDS)} {self._dice.choice(WORDS)} {self._dice.randrange(40)}"

    def _associate(self) -> c.GuestCommand:
        return c.Associate(self._words())

    def _propose(self) -> c.GuestCommand:
        return c.ProposeRefinement(self._words(), self._words())

    def _support(self) -> c.GuestCommand:
        said = sorted(self.guest.view.associations)
        if not said:
            return self._associate()
        return c.SupportAssociation(AssociationId(self._dice.choice(said)), support=self.wants(0.8))

    def _vote(self) -> c.GuestCommand:
        votes = [vote for vote in self.guest.view.rounds.values() if vote.status is RoundStatus.OPEN]
        if not votes:
            return c.OpenRound()
        choices = tuple(node for node in votes[0].refinements if self.wants(0.4))
        return c.CastBallot(RoundId(votes[0].id), ApprovalBallot(choices))

    def _react(self) -> c.GuestCommand:
        artworks = sorted(self.guest.view.artworks)
        if not artworks:
            return c.StartJob()
        return c.React(ArtworkId(self._dice.choice(artworks)), self._dice.choice(tuple(Reaction)), on=self.wants(0.7))

    def _note(self) -> c.GuestCommand:
        return c.WriteNote(self._dice.choice(tuple(Topic)), self._words())

    def _run(self) -> c.GuestCommand:
        view = self.guest.view
        open_ = sorted(node.id for node in view.refinements.values() if node.status is RefinementStatus.OPEN)
        votes = sorted(vote.id for vote in view.rounds.values() if vote.status is RoundStatus.OPEN)
        tied = sorted(vote.id for vote in view.rounds.values() if vote.status is RoundStatus.TIED)
        artworks = sorted(view.artworks)
        moves: list[c.GuestCommand] = [c.PauseSession(), c.ContinueSession(), c.ContinueSession(), c.OpenRound()]
        moves += [c.CloseRound(RoundId(vote)) for vote in votes]
        moves += [c.BreakTie(RoundId(vote), view.rounds[vote].winners[0]) for vote in tied]
        moves += [c.AcceptRefinement(RefinementId(node)) for node in open_[:2]]
        moves += [c.ScreenThing(Kind.ARTWORK, artwork, shown=not self.wants(0.5)) for artwork in artworks[:2]]
        moves += [c.ChooseArtwork(ArtworkId(artwork), chosen=self.wants(0.7)) for artwork in artworks[:2]]
        return self._dice.choice(moves)
