"""What each audience may see of a party: the one redaction function, for phone, desk, wall, API and write-up alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from party.core.diff import word_diff
from party.core.phrases import pushers, weight
from party.core.sight import has_subject, may_read, may_see, sees
from party.core.state import (
    Artwork,
    Association,
    Comment,
    Guest,
    Job,
    Note,
    Refinement,
    RefinementStatus,
    Round,
    RoundStatus,
    Screening,
    SessionState,
)
from party.core.things import (
    ArtworkView,
    AssociationView,
    Audience,
    CommentView,
    Gone,
    GuestView,
    Heard,
    HeldWords,
    JobView,
    Mine,
    MyNudge,
    MyPush,
    MyReactions,
    NoteView,
    PhraseView,
    PromptView,
    QuestionView,
    ReactionCount,
    Ref,
    RefinementView,
    RoundView,
    SessionView,
    Thing,
)
from party.core.values import (
    ApprovalBallot,
    ArtworkId,
    AssociationId,
    Ballot,
    CommentId,
    GuestId,
    JobId,
    Kind,
    NoteId,
    Phrase,
    RankedBallot,
    Reaction,
    RefinementId,
    Role,
    RoundId,
    ScoreBallot,
    Show,
    Wall,
)
from party.core.voting import count


def audience_of(roles: frozenset[Role]) -> Audience:
    """The audience a guest with these roles belongs to."""
    if Role.MODERATOR in roles:
        return Audience.MODERATOR
    if Role.PROMPT_MASTER in roles:
        return Audience.PROMPT_MASTER
    return Audience.GUEST if roles - {Role.SCREEN} else Audience.SCREEN


def project(state: SessionState, ref: Ref, audience: Audience) -> Thing:
    """A thing as this audience may see it: the one place where anything is held back."""
    match ref.kind:
        case Kind.SESSION:
            return _session(state, audience)
        case Kind.PROMPT:
            return _prompt(state)
        case Kind.GUEST:
            return _guest(state, GuestId(ref.id), audience)
        case Kind.ASSOCIATION:
            return _association(state, AssociationId(ref.id), audience)
        case Kind.REFINEMENT:
            return _refinement(state, RefinementId(ref.id), audience)
        case Kind.ROUND:
            return _round(state, state.rounds[RoundId(ref.id)], audience)
        case Kind.JOB:
            return _job(state, state.jobs[JobId(ref.id)], audience)
        case Kind.ARTWORK:
            return _artwork(state, state.artworks[ArtworkId(ref.id)], audience)
        case Kind.NOTE:
            return _note(state, NoteId(ref.id), audience)
        case Kind.COMMENT:
            return _comment(state, CommentId(ref.id), audience)
        case _:
            assert_never(ref.kind)


def mine(state: SessionState, guest: GuestId) -> Mine:
    """A guest's private view."""
    return _mine(state, guest, _listed(state))


def mine_each(state: SessionState, guests: Iterable[GuestId]) -> dict[GuestId, Mine]:
    """The private views of several guests at the price of little more than one."""
    lists = _listed(state)
    return {guest: _mine(state, guest, lists) for guest in guests}


@dataclass(frozen=True, slots=True)
class _Lists:
    """What private views look through, listed once: to walk a persistent map costs far more than to look into it."""

    associations: tuple[Association, ...]
    artworks: tuple[Artwork, ...]
    held: tuple[tuple[GuestId | None, HeldWords], ...]


def _listed(state: SessionState) -> _Lists:
    associations = tuple(state.associations.values())
    said: tuple[tuple[Kind, Association | Refinement | Comment | Note], ...] = (
        *((Kind.ASSOCIATION, one) for one in associations),
        *((Kind.REFINEMENT, node) for node in state.refinements.values() if node.status is RefinementStatus.OPEN),
        *((Kind.COMMENT, one) for one in state.comments.values()),
        *((Kind.NOTE, one) for one in state.notes.values()),
    )
    waiting = sorted((it for it in said if it[1].screening is Screening.HELD), key=lambda it: it[1].seq)
    held = tuple((one.by, HeldWords(of, one.id, one.text)) for of, one in waiting)
    return _Lists(associations, tuple(state.artworks.values()), held)


def _mine(state: SessionState, guest: GuestId, lists: _Lists) -> Mine:
    me = state.guests[guest]
    audience = audience_of(me.roles)
    latest = state.rounds[state.round] if state.round else None
    tapped = (art for art in lists.artworks if guest in art.reactions or guest in art.nailed)
    seen = sorted((art for art in tapped if may_see(state, art.id, audience)), key=lambda art: art.seq)
    return Mine(
        guest=guest,
        name=me.name,
        roles=tuple(sorted(me.roles)),
        asks=tuple(sorted(me.asks)),
        muted=me.muted,
        round=state.round,
        ballot=_own_ballot(state, latest, guest, audience) if latest else None,
        supports=tuple(
            sorted(a.id for a in lists.associations if guest in a.supporters and sees(a.screening, audience))
        ),
        reactions=tuple(MyReactions(a.id, tuple(sorted(a.reactions[guest]))) for a in seen if a.reactions.get(guest)),
        nailed=tuple(artwork.id for artwork in seen if guest in artwork.nailed),
        pushes=tuple(
            MyPush(phrase.id, push) for phrase in _phrases(state) if (push := _pushes(state, phrase).get(guest))
        ),
        held=tuple(words for by, words in lists.held if by == guest),
        nudge=MyNudge(me.nudge.seq, me.nudge.text) if me.nudge else None,
    )


def _own_ballot(state: SessionState, vote: Round, guest: GuestId, audience: Audience) -> Ballot | None:
    """A guest's ballot, as far as its candidates are still there to be seen."""
    match ballot := vote.ballots.get(guest):
        case ApprovalBallot(choices):
            return ApprovalBallot(tuple(choice for choice in choices if may_read(state, choice, audience)))
        case RankedBallot(choices):
            return RankedBallot(tuple(choice for choice in choices if may_read(state, choice, audience)))
        case ScoreBallot(scores):
            return ScoreBallot(tuple(line for line in scores if may_read(state, line.refinement, audience)))
        case None:
            return None
        case _:
            assert_never(ballot)


def radar(state: SessionState) -> tuple[Heard, ...]:
    """Who has been heard how often, in order of arrival. For the moderator alone."""
    people = (g for g in state.guests.values() if g.roles != {Role.SCREEN} and not g.removed)
    return tuple(Heard(g.id, g.said, g.tapped, g.heard_ms) for g in sorted(people, key=lambda g: g.seq))


def _session(state: SessionState, audience: Audience) -> SessionView:
    wall = state.wall
    if wall.artwork is not None and not may_see(state, wall.artwork, Audience.SCREEN):
        wall = Wall(Show.AUTO)
    return SessionView(
        theme=state.theme,
        phase=state.phase,
        paused=state.paused_ms is not None,
        paused_ms=state.paused_ms,
        settings=state.settings,
        head=state.head,
        trunk=tuple(r for r in state.trunk if may_read(state, r, audience)),
        round=state.round,
        chosen=tuple(a for a in state.chosen if may_see(state, a, audience)),
        write_up=state.write_up,
        published=state.published,
        opened_ms=state.opened_ms,
        agenda=state.agenda,
        phase_ends_ms=state.phase_ends_ms,
        locked=state.locked,
        passcode=bool(state.passcode.digest),
        question=QuestionView(state.question.id, state.question.text) if state.question else None,
        wall=wall,
    )


def _phrases(state: SessionState) -> tuple[Phrase, ...]:
    """The working prompt's phrases; none once its words were removed."""
    head = state.refinements[state.head]
    return tuple(phrase for phrase in head.phrases if phrase.end <= len(head.text))


def _pushes(state: SessionState, phrase: Phrase) -> dict[GuestId, int]:
    return dict(state.pushes[phrase.id]) if phrase.id in state.pushes else {}


def _prompt(state: SessionState) -> PromptView:
    phrases = _phrases(state)
    guests = pushers(phrases, state.pushes)
    views = []
    for phrase in phrases:
        pushes = list(_pushes(state, phrase).values())
        views.append(
            PhraseView(
                id=phrase.id,
                start=phrase.start,
                end=phrase.end,
                weight=weight(sum(pushes), guests),
                up=pushes.count(1),
                down=pushes.count(-1),
            )
        )
    return PromptView(state.head, tuple(views))


def _guest(state: SessionState, guest: GuestId, audience: Audience) -> GuestView | Gone:
    who = state.guests[guest]
    if audience is not Audience.MODERATOR:
        if who.removed:
            return Gone(Kind.GUEST, guest)
        return GuestView(
            id=who.id,
            seq=who.seq,
            name=who.name if sees(who.screening, audience) else nameless(who),
            roles=tuple(sorted(who.roles)),
            asks=(),
            muted=False,
            removed=False,
            screening=who.screening,
        )
    return GuestView(
        id=who.id,
        seq=who.seq,
        name=who.name,
        roles=tuple(sorted(who.roles)),
        screening=who.screening,
        asks=tuple(sorted(who.asks)),
        muted=who.muted,
        removed=who.removed,
    )


def nameless(guest: Guest) -> str:
    """What stands for a name that is not on the screens, the same in every language."""
    return f"#{guest.seq}"


def _association(state: SessionState, association: AssociationId, audience: Audience) -> AssociationView | Gone:
    said = state.associations.get(association)
    if said is None or not sees(said.screening, audience):
        return Gone(Kind.ASSOCIATION, association)
    return AssociationView(said.id, said.seq, said.text, said.by, len(said.supporters), said.screening)


def _refinement(state: SessionState, refinement: RefinementId, audience: Audience) -> RefinementView | Gone:
    node = state.refinements[refinement]
    if not sees(node.screening, audience):
        return Gone(Kind.REFINEMENT, refinement)
    parent = _parent(state, node, audience)
    return RefinementView(
        id=node.id,
        seq=node.seq,
        at_ms=node.at_ms,
        parent=parent.id if parent else None,
        text=node.text,
        reason=node.reason,
        by=node.by,
        status=node.status,
        merged=node.merged if node.merged and may_read(state, node.merged, audience) else None,
        screening=node.screening,
        diff=word_diff(parent.text if parent else "", node.text),
    )


def _parent(state: SessionState, node: Refinement, audience: Audience) -> Refinement | None:
    """The nearest wording before this one that the audience may see: the words of a hidden one show in no diff."""
    step = node.parent
    while step is not None and not sees(state.refinements[step].screening, audience):
        step = state.refinements[step].parent
    return state.refinements[step] if step else None


def _round(state: SessionState, vote: Round, audience: Audience) -> RoundView:
    is_open = vote.status is RoundStatus.OPEN
    seen = tuple(r for r in vote.refinements if may_read(state, r, audience))
    tally = count(vote.rule, state.standing(vote), vote.ballots.values()) if is_open else vote.tally
    return RoundView(
        id=vote.id,
        seq=vote.seq,
        refinements=seen,
        rule=vote.rule,
        tallies_hidden=vote.tallies_hidden,
        opened_ms=vote.opened_ms,
        deadline_ms=vote.deadline_ms,
        status=vote.status,
        tally=() if is_open and vote.tallies_hidden else tuple(line for line in tally if line.refinement in seen),
        voters=len(vote.ballots) if is_open else vote.voters,
        winners=tuple(r for r in vote.winners if r in seen),
    )


def _job(state: SessionState, job: Job, audience: Audience) -> JobView | Gone:
    if not may_read(state, job.refinement, audience):
        return Gone(Kind.JOB, job.id)
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


def _artwork(state: SessionState, artwork: Artwork, audience: Audience) -> ArtworkView | Gone:
    if not may_see(state, artwork.id, audience):
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
        readings=artwork.readings,
        reactions=tuple(ReactionCount(r, said.count(r)) for r in Reaction if r in said),
        nailed=len(artwork.nailed),
        worth=artwork.worth,
        of_note=artwork.of_note,
        screening=artwork.screening,
        caption=artwork.caption,
        alt=artwork.alt,
    )


def _note(state: SessionState, note: NoteId, audience: Audience) -> NoteView | Gone:
    said = state.notes[note]
    if not sees(said.screening, audience) or not has_subject(state, said.refinement, said.artwork, audience):
        return Gone(Kind.NOTE, note)
    return NoteView(
        id=said.id,
        seq=said.seq,
        by=said.by,
        topic=said.topic,
        text=said.text,
        refinement=said.refinement,
        artwork=said.artwork,
        screening=said.screening,
    )


def _comment(state: SessionState, comment: CommentId, audience: Audience) -> CommentView | Gone:
    said = state.comments.get(comment)
    if said is None or not sees(said.screening, audience):
        return Gone(Kind.COMMENT, comment)
    if not has_subject(state, said.refinement, said.artwork, audience):
        return Gone(Kind.COMMENT, comment)
    return CommentView(
        id=said.id,
        seq=said.seq,
        at_ms=said.at_ms,
        by=said.by,
        text=said.text,
        refinement=said.refinement,
        artwork=said.artwork,
        mentions=said.mentions,
        screening=said.screening,
    )
