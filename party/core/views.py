"""What each audience may see of a party: the one redaction function, for phone, desk, wall, API and write-up alike."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, assert_never

from party.core.diff import Span, word_diff
from party.core.events import Count
from party.core.state import (
    Artwork,
    Job,
    JobStatus,
    RefinementStatus,
    Round,
    RoundStatus,
    SessionState,
)
from party.core.values import (
    ArtworkId,
    AssociationId,
    Ballot,
    GuestId,
    JobId,
    Millis,
    NoteId,
    Phase,
    Reaction,
    Recipe,
    RefinementId,
    Role,
    RoundId,
    Seq,
    Settings,
    Topic,
    VotingRule,
)
from party.core.voting import count


class Audience(StrEnum):
    """Who looks. Everybody in one audience sees the same, so one encoded frame serves them all."""

    MODERATOR = "moderator"
    PROMPT_MASTER = "prompt_master"
    GUEST = "guest"
    SCREEN = "screen"


def audience_of(roles: frozenset[Role]) -> Audience:
    """The audience a guest with these roles belongs to."""
    if Role.MODERATOR in roles:
        return Audience.MODERATOR
    if Role.PROMPT_MASTER in roles:
        return Audience.PROMPT_MASTER
    return Audience.GUEST if roles - {Role.SCREEN} else Audience.SCREEN


class Kind(StrEnum):
    """The kinds of things a screen shows."""

    SESSION = "session"
    GUEST = "guest"
    ASSOCIATION = "association"
    REFINEMENT = "refinement"
    ROUND = "round"
    JOB = "job"
    ARTWORK = "artwork"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by kind and id."""

    kind: Kind
    id: str


SESSION = Ref(Kind.SESSION, "")


@dataclass(frozen=True, slots=True)
class SessionView:
    """The party as a whole: `head` is the working prompt, `trunk` the path to it, `chosen` the write-up's pictures."""

    theme: str
    phase: Phase
    paused: bool
    settings: Settings
    head: RefinementId
    trunk: tuple[RefinementId, ...]
    round: RoundId | None
    chosen: tuple[ArtworkId, ...]
    write_up: str
    opened_ms: Millis
    kind: Literal[Kind.SESSION] = Kind.SESSION
    id: str = ""


@dataclass(frozen=True, slots=True)
class GuestView:
    """A person in the party. `seq` gives the order of birth, here and below."""

    id: GuestId
    seq: Seq
    name: str
    roles: tuple[Role, ...]
    kind: Literal[Kind.GUEST] = Kind.GUEST


@dataclass(frozen=True, slots=True)
class AssociationView:
    """What somebody connects with the theme; `support` counts the one who said it too."""

    id: AssociationId
    seq: Seq
    text: str
    by: GuestId
    support: int
    kind: Literal[Kind.ASSOCIATION] = Kind.ASSOCIATION


@dataclass(frozen=True, slots=True)
class RefinementView:
    """A node of the prompt tree, with its word diff against the parent."""

    id: RefinementId
    seq: Seq
    at_ms: Millis
    parent: RefinementId | None
    text: str
    reason: str
    by: GuestId | None
    status: RefinementStatus
    diff: tuple[Span, ...]
    kind: Literal[Kind.REFINEMENT] = Kind.REFINEMENT


@dataclass(frozen=True, slots=True)
class RoundView:
    """A vote. `tally` is empty while it is hidden; `voters` is how many have voted."""

    id: RoundId
    seq: Seq
    refinements: tuple[RefinementId, ...]
    rule: VotingRule
    tallies_hidden: bool
    opened_ms: Millis
    deadline_ms: Millis
    status: RoundStatus
    tally: tuple[Count, ...]
    voters: int
    winners: tuple[RefinementId, ...]
    kind: Literal[Kind.ROUND] = Kind.ROUND


@dataclass(frozen=True, slots=True)
class JobView:
    """One request to the studio; its place and progress are gauges."""

    id: JobId
    seq: Seq
    refinement: RefinementId
    guest: GuestId | None
    count: int
    status: JobStatus
    artworks: tuple[ArtworkId, ...]
    why: str
    kind: Literal[Kind.JOB] = Kind.JOB


@dataclass(frozen=True, slots=True)
class ReactionCount:
    """How many guests reacted so."""

    reaction: Reaction
    guests: int


@dataclass(frozen=True, slots=True)
class ArtworkView:
    """A finished picture; its bytes are fetched by id."""

    id: ArtworkId
    seq: Seq
    at_ms: Millis
    job: JobId
    refinement: RefinementId
    recipe: Recipe
    width_px: int
    height_px: int
    reactions: tuple[ReactionCount, ...]
    worth: int | None
    of_note: bool
    hidden: bool
    caption: str
    alt: str
    kind: Literal[Kind.ARTWORK] = Kind.ARTWORK


@dataclass(frozen=True, slots=True)
class NoteView:
    """Something the expert said of a refinement, an artwork or the evening."""

    id: NoteId
    seq: Seq
    by: GuestId
    topic: Topic
    text: str
    refinement: RefinementId | None
    artwork: ArtworkId | None
    kind: Literal[Kind.NOTE] = Kind.NOTE


@dataclass(frozen=True, slots=True)
class Gone:
    """A thing this audience does not see, or no longer."""

    of: Kind
    id: str
    kind: Literal["gone"] = "gone"


Thing = SessionView | GuestView | AssociationView | RefinementView | RoundView | JobView | ArtworkView | NoteView | Gone


def project(state: SessionState, ref: Ref, audience: Audience) -> Thing:
    """A thing as this audience may see it: the one place where anything is held back."""
    match ref.kind:
        case Kind.SESSION:
            return _session(state, audience)
        case Kind.GUEST:
            return _guest(state, GuestId(ref.id))
        case Kind.ASSOCIATION:
            return _association(state, AssociationId(ref.id))
        case Kind.REFINEMENT:
            return _refinement(state, RefinementId(ref.id))
        case Kind.ROUND:
            return _round(state.rounds[RoundId(ref.id)])
        case Kind.JOB:
            return _job(state, state.jobs[JobId(ref.id)], audience)
        case Kind.ARTWORK:
            return _artwork(state.artworks[ArtworkId(ref.id)], audience)
        case Kind.NOTE:
            return _note(state, NoteId(ref.id), audience)
        case _:
            assert_never(ref.kind)


def may_see(state: SessionState, artwork: ArtworkId, audience: Audience) -> bool:
    """Whether an artwork exists for this audience."""
    found = state.artworks.get(artwork)
    return found is not None and (not found.hidden or audience is Audience.MODERATOR)


@dataclass(frozen=True, slots=True)
class MyReactions:
    """What I said of an artwork."""

    artwork: ArtworkId
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """What only I may see: my roles, my ballot in the latest round, what I support and how I reacted."""

    guest: GuestId
    name: str
    roles: tuple[Role, ...]
    round: RoundId | None
    ballot: Ballot | None
    supports: tuple[AssociationId, ...]
    reactions: tuple[MyReactions, ...]


def mine(state: SessionState, guest: GuestId) -> Mine:
    """A guest's private view."""
    me = state.guests[guest]
    latest = state.rounds[state.round] if state.round else None
    return Mine(
        guest=guest,
        name=me.name,
        roles=tuple(sorted(me.roles)),
        round=state.round,
        ballot=latest.ballots.get(guest) if latest else None,
        supports=tuple(sorted(a.id for a in state.associations.values() if guest in a.supporters)),
        reactions=tuple(
            MyReactions(a.id, tuple(sorted(a.reactions[guest])))
            for a in state.artworks.values()
            if a.reactions.get(guest) and may_see(state, a.id, audience_of(me.roles))
        ),
    )


def _session(state: SessionState, audience: Audience) -> SessionView:
    return SessionView(
        theme=state.theme,
        phase=state.phase,
        paused=state.paused_ms is not None,
        settings=state.settings,
        head=state.head,
        trunk=state.trunk,
        round=state.round,
        chosen=tuple(a for a in state.chosen if may_see(state, a, audience)),
        write_up=state.write_up,
        opened_ms=state.opened_ms,
    )


def _guest(state: SessionState, guest: GuestId) -> GuestView:
    who = state.guests[guest]
    return GuestView(who.id, who.seq, who.name, tuple(sorted(who.roles)))


def _association(state: SessionState, association: AssociationId) -> AssociationView | Gone:
    said = state.associations.get(association)
    if said is None:
        return Gone(Kind.ASSOCIATION, association)
    return AssociationView(said.id, said.seq, said.text, said.by, len(said.supporters))


def _refinement(state: SessionState, refinement: RefinementId) -> RefinementView:
    node = state.refinements[refinement]
    before = state.refinements[node.parent].text if node.parent else ""
    return RefinementView(
        id=node.id,
        seq=node.seq,
        at_ms=node.at_ms,
        parent=node.parent,
        text=node.text,
        reason=node.reason,
        by=node.by,
        status=node.status,
        diff=word_diff(before, node.text),
    )


def _round(vote: Round) -> RoundView:
    is_open = vote.status is RoundStatus.OPEN
    return RoundView(
        id=vote.id,
        seq=vote.seq,
        refinements=vote.refinements,
        rule=vote.rule,
        tallies_hidden=vote.tallies_hidden,
        opened_ms=vote.opened_ms,
        deadline_ms=vote.deadline_ms,
        status=vote.status,
        tally=_running(vote) if is_open else vote.tally,
        voters=len(vote.ballots) if is_open else vote.voters,
        winners=vote.winners,
    )


def _running(vote: Round) -> tuple[Count, ...]:
    return () if vote.tallies_hidden else count(vote.rule, vote.refinements, vote.ballots.values())


def _job(state: SessionState, job: Job, audience: Audience) -> JobView:
    return JobView(
        id=job.id,
        seq=job.seq,
        refinement=job.refinement,
        guest=job.guest,
        count=len(job.recipes),
        status=job.status,
        artworks=tuple(a for a in job.artworks if may_see(state, a, audience)),
        why=job.why,
    )


def _artwork(artwork: Artwork, audience: Audience) -> ArtworkView | Gone:
    if artwork.hidden and audience is not Audience.MODERATOR:
        return Gone(Kind.ARTWORK, artwork.id)
    said = [r for each in artwork.reactions.values() for r in each]
    return ArtworkView(
        id=artwork.id,
        seq=artwork.seq,
        at_ms=artwork.at_ms,
        job=artwork.job,
        refinement=artwork.refinement,
        recipe=artwork.recipe,
        width_px=artwork.width_px,
        height_px=artwork.height_px,
        reactions=tuple(ReactionCount(r, said.count(r)) for r in Reaction if r in said),
        worth=artwork.worth,
        of_note=artwork.of_note,
        hidden=artwork.hidden,
        caption=artwork.caption,
        alt=artwork.alt,
    )


def _note(state: SessionState, note: NoteId, audience: Audience) -> NoteView | Gone:
    said = state.notes[note]
    if said.artwork is not None and not may_see(state, said.artwork, audience):
        return Gone(Kind.NOTE, note)
    return NoteView(said.id, said.seq, said.by, said.topic, said.text, said.refinement, said.artwork)
