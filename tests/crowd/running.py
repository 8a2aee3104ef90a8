"""What those who run the party do in a crowd: the prompt master's moves and the moderator's kit."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from party.client import View
from party.core import commands as c
from party.core.state import RefinementStatus, RoundStatus, Screening
from party.core.values import (
    AgendaItem,
    ArtworkId,
    GuestId,
    Kind,
    Phase,
    RefinementId,
    Role,
    RoundId,
    Show,
    VotingRule,
    Wall,
)

SPECIAL = (Role.MODERATOR, Role.PROMPT_MASTER, Role.ART_EXPERT)
PHASES = tuple(set(Phase) - {Phase.CLOSED})


def running(view: View, dice: random.Random) -> Sequence[c.GuestCommand]:
    """Moves with the prompt, the vote and the choice."""
    open_ = sorted(node.id for node in view.refinements.values() if node.status is RefinementStatus.OPEN)
    accepted = sorted(node.id for node in view.refinements.values() if node.status is RefinementStatus.ACCEPTED)
    votes = sorted(vote.id for vote in view.rounds.values() if vote.status is RoundStatus.OPEN)
    tied = sorted(vote.id for vote in view.rounds.values() if vote.status is RoundStatus.TIED)
    artworks = sorted(view.artworks)
    return [
        *((c.ContinueSession(),) * 9 if view.session.paused_ms is not None else (c.PauseSession(),)),
        *(() if votes else (c.OpenRound(rule=dice.choice(tuple(VotingRule)), tallies_hidden=dice.random() < 0.3),) * 3),
        *(c.CloseRound(RoundId(vote)) for vote in votes),
        *(c.BreakTie(RoundId(vote), view.rounds[vote].winners[0]) for vote in tied if view.rounds[vote].winners),
        *(c.AcceptRefinement(RefinementId(node)) for node in open_[:2]),
        *(c.MergeRefinements(RefinementId(one), RefinementId(other)) for one, other in pairwise(open_[:2])),
        *(c.BranchFrom(RefinementId(node)) for node in accepted[:1]),
        c.MarkPhrases((c.Stretch(0, dice.randrange(1, 5)),) if dice.random() < 0.5 else ()),
        *(c.ChooseArtwork(ArtworkId(artwork), chosen=dice.random() < 0.7) for artwork in artworks[:2]),
    ]


def moderating(view: View, dice: random.Random, words: str) -> Sequence[c.GuestCommand]:
    """Moves of the moderator's kit."""
    guest = GuestId(dice.choice(sorted(view.guests)))
    removed = sorted(one.id for one in view.guests.values() if one.removed)
    role, on = dice.choice(SPECIAL), dice.random() < 0.5
    settings = replace(view.session.settings, screening=on, accept_winner=dice.random() < 0.7)
    return [
        *screening(view, dice),
        c.ChangeSettings(settings),
        c.MuteGuest(guest, on),
        c.RemoveGuest(guest, hide_words=dice.random() < 0.3),
        *(c.ReadmitGuest(GuestId(one)) for one in removed),
        c.RenameGuest(guest, words),
        c.AskForRole(role),
        c.DeclineRole(guest, role),
        c.HandOverRole(guest, role),
        c.GrantRole(guest, role),
        c.NudgeGuest(guest, words),
        c.LockSession(on),
        c.SetPasscode(words if on else ""),
        c.SetAgenda(tuple(AgendaItem(phase, dice.randrange(1, 60)) for phase in PHASES)),
        c.ExtendPhase(dice.randrange(-60, 60)),
        c.ChangePhase(dice.choice(PHASES)),
        c.AskQuestion(words),
        c.DropQuestion(),
        c.ShowOnWall(Wall(dice.choice(tuple(Show)), ArtworkId(next(iter(sorted(view.artworks)), "none")))),
    ]


def screening(view: View, dice: random.Random) -> Sequence[c.ScreenThing]:
    """Let what is held through, mostly, and hide this and that."""
    kinds = (Kind.ASSOCIATION, Kind.REFINEMENT, Kind.COMMENT, Kind.NOTE, Kind.ARTWORK)
    things = [(kind, id_, thing) for kind in kinds for id_, thing in sorted(view.things.get(kind, {}).items())]
    held = [(kind, id_) for kind, id_, thing in things if getattr(thing, "screening", None) is Screening.HELD]
    moves = [c.ScreenThing(kind, id_, shown=dice.random() < 0.8) for kind, id_ in held[:4]]
    if things:
        kind, id_, _ = dice.choice(things)
        moves.append(c.ScreenThing(kind, id_, shown=dice.random() < 0.4))
    return moves
