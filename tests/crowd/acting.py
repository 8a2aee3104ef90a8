"""What a seeded guest of a crowd does next: any move that the view allows, sensible or not."""

import random

from party.client import Away, PartyGuest, Turned
from party.core import commands as c
from party.core.state import RoundStatus
from party.core.things import RoundView
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    Ballot,
    CommentId,
    RankedBallot,
    Reaction,
    RefinementId,
    Role,
    RoundId,
    Score,
    ScoreBallot,
    Topic,
    VotingRule,
)

from .running import moderating, running

WORDS = ("bench", "rain", "window", "two people", "tea", "winter", "a dog", "light", "sea", "letter", "stairs", "bread")


class Actor:
    """One guest and their dice."""

    def __init__(self, guest: PartyGuest, seed: int) -> None:
        self.guest = guest
        self._dice = random.Random(seed)  # noqa: S311  a seed, not a secret

    async def act(self) -> None:
        """One move; that the rules say no, or a moderator shows one out, is part of the game."""
        try:
            await self.guest.do(self._move())
        except Turned:
            return
        except Away:
            await self.guest.come()

    @property
    def runs(self) -> bool:
        """Whether the guest moderates or keeps the prompt."""
        mine = self.guest.view.mine
        return mine is not None and bool({Role.MODERATOR, Role.PROMPT_MASTER} & set(mine.roles))

    def wants(self, chance: float) -> bool:
        """A throw of the dice."""
        return self._dice.random() < chance

    def _move(self) -> c.GuestCommand:
        roles = self.guest.view.mine.roles if self.guest.view.mine else ()
        moves = [self._associate, self._propose, self._support, self._vote, self._react, self._note, self._run]
        moves += [self._push, self._comment, self._nail, self._moderate]
        run, moderate = (30 if role in roles else 0.3 for role in (Role.PROMPT_MASTER, Role.MODERATOR))
        return self._dice.choices(moves, weights=(4, 3, 4, 5, 3, 1, run, 4, 2, 2, moderate))[0]()

    def _words(self) -> str:
        return f"{self._dice.choice(WORDS)}, {self._dice.choice(WORDS)} {self._dice.randrange(40)}"

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
            return c.OpenRound(rule=self._dice.choice(tuple(VotingRule)))
        return c.CastBallot(RoundId(votes[0].id), self._ballot(votes[0]))

    def _ballot(self, vote: RoundView) -> Ballot:
        choices = tuple(node for node in vote.refinements if self.wants(0.5))
        if vote.rule is VotingRule.RANKED:
            return RankedBallot(tuple(self._dice.sample(choices, len(choices))))
        if vote.rule is VotingRule.SCORE:
            return ScoreBallot(tuple(Score(node, self._dice.randrange(6)) for node in choices))
        return ApprovalBallot(choices)

    def _push(self) -> c.GuestCommand:
        phrase = self._dice.choice(self.guest.view.prompt.phrases)
        return c.PushPhrase(phrase.id, self._dice.choice((-1, 0, 1, 1)))

    def _artwork(self) -> ArtworkId | None:
        artworks = sorted(self.guest.view.artworks)
        return ArtworkId(self._dice.choice(artworks)) if artworks else None

    def _react(self) -> c.GuestCommand:
        if (artwork := self._artwork()) is None:
            return c.StartJob()
        return c.React(artwork, self._dice.choice(tuple(Reaction)), on=self.wants(0.7))

    def _nail(self) -> c.GuestCommand:
        artwork = self._artwork()
        return self._push() if artwork is None else c.NailIt(artwork)

    def _comment(self) -> c.GuestCommand:
        mine = sorted(said.id for said in self.guest.view.comments.values() if said.by == self.guest.id)
        if mine and self.wants(0.2):
            return c.TakeBackComment(CommentId(self._dice.choice(mine)))
        node = RefinementId(self._dice.choice(sorted(self.guest.view.refinements)))
        artwork = self._artwork() if self.wants(0.5) else None
        return c.WriteComment(f"{self._words()} @Hanna", node if artwork is None else None, artwork)

    def _note(self) -> c.GuestCommand:
        return c.WriteNote(self._dice.choice(tuple(Topic)), self._words())

    def _run(self) -> c.GuestCommand:
        return self._dice.choice(running(self.guest.view, self._dice))

    def _moderate(self) -> c.GuestCommand:
        return self._dice.choice(moderating(self.guest.view, self._dice, self._words()))
