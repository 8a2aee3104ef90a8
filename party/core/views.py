"""What each audience may see of a party: the one redaction function, for phone, desk, wall, API and write-up alike.

Associations, comments and notes whose words were removed are seen by nobody; a wording without words stays in its
place, for votes were cast on it.
"""

from typing import assert_never

from party.core.diff import word_diff
from party.core.mentions import named
from party.core.phrases import pushers, weight
from party.core.sight import CURATORS, has_subject, may_read, may_see, sees
from party.core.state import (
    Artwork,
    Comment,
    Guest,
    Job,
    Refinement,
    Round,
    RoundStatus,
    SessionState,
)
from party.core.things import (
    ArtworkView,
    AssociationView,
    Audience,
    CommentView,
    Gone,
    GuestView,
    JobView,
    MentionView,
    NoteView,
    ParagraphView,
    PhraseView,
    PromptView,
    QuestionView,
    ReactionCount,
    Ref,
    RefinementView,
    RoundView,
    SessionView,
    StoryView,
    Thing,
)
from party.core.values import (
    ArtworkId,
    AssociationId,
    CommentId,
    GuestId,
    JobId,
    Kind,
    NoteId,
    Phrase,
    Reaction,
    RefinementId,
    Role,
    RoundId,
    Show,
    StoryPlace,
    Wall,
)
from party.core.voting import count


def audience_of(roles: frozenset[Role]) -> Audience:
    """The audience a guest with these roles belongs to."""
    if Role.MODERATOR in roles:
        return Audience.MODERATOR
    if Role.PROMPT_MASTER in roles:
        return Audience.PROMPT_MASTER
    if Role.ART_EXPERT in roles:
        return Audience.ART_EXPERT
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
        case Kind.STORY:
            return _story(state, audience)
        case _:
            assert_never(ref.kind)


def _session(state: SessionState, audience: Audience) -> SessionView:
    wall = state.wall
    if wall.artwork is not None and not may_see(state, wall.artwork, Audience.SCREEN):
        wall = Wall(Show.AUTO)
    return SessionView(
        theme=state.theme,
        phase=state.phase,
        paused_ms=state.paused_ms,
        settings=state.settings,
        head=state.head,
        trunk=tuple(r for r in state.trunk if state.refinements[r].text and may_read(state, r, audience)),
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


def working_phrases(state: SessionState) -> tuple[Phrase, ...]:
    """The working prompt's phrases; none once its words were removed."""
    head = state.refinements[state.head]
    return tuple(phrase for phrase in head.phrases if phrase.end <= len(head.text))


def pushes_on(state: SessionState, phrase: Phrase) -> dict[GuestId, int]:
    """Who pushes a phrase, and where to."""
    return dict(state.pushes[phrase.id]) if phrase.id in state.pushes else {}


def _prompt(state: SessionState) -> PromptView:
    phrases = working_phrases(state)
    guests = pushers(phrases, state.pushes)
    views = []
    for phrase in phrases:
        pushes = list(pushes_on(state, phrase).values())
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
            name=name_for(who, audience),
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


def name_for(guest: Guest, audience: Audience) -> str:
    """What a guest is called before an audience; empty when nothing is said of them, or their name was removed.

    A number stands for a name that is not on the screens, the same in every language.
    """
    if audience is Audience.MODERATOR:
        return guest.name
    if guest.removed:
        return ""
    return guest.name if sees(guest.screening, audience) else f"#{guest.seq}"


def _association(state: SessionState, association: AssociationId, audience: Audience) -> AssociationView | Gone:
    said = state.associations.get(association)
    if said is None or not said.text or not sees(said.screening, audience):
        return Gone(Kind.ASSOCIATION, association)
    return AssociationView(said.id, said.seq, said.text, said.by, len(said.supporters), said.screening)


def _refinement(state: SessionState, refinement: RefinementId, audience: Audience) -> RefinementView | Gone:
    node = state.refinements[refinement]
    if not sees(node.screening, audience):
        return Gone(Kind.REFINEMENT, refinement)
    parent = _seen_from(state, node.parent, audience)
    base = parent
    if node.parent and node.merged:
        base = _seen_from(state, state.fork(node.parent, node.merged), audience)
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
        diff=word_diff(base.text if base else "", node.text),
    )


def _seen_from(state: SessionState, start: RefinementId | None, audience: Audience) -> Refinement | None:
    """The nearest wording from `start` upwards that the audience may see: the words of a hidden one show in no diff."""
    step = start
    while step is not None and not (state.refinements[step].text and may_read(state, step, audience)):
        step = state.refinements[step].parent
    return state.refinements[step] if step else None


def _round(state: SessionState, vote: Round, audience: Audience) -> RoundView:
    is_open = vote.status is RoundStatus.OPEN
    is_over = vote.status is RoundStatus.CLOSED
    readable = (r for r in vote.refinements if may_read(state, r, audience))
    seen = tuple(r for r in readable if is_over or state.refinements[r].text)
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
        deciders=_prompt_masters(state) if vote.status is RoundStatus.TIED else (),
    )


def _prompt_masters(state: SessionState) -> tuple[GuestId, ...]:
    masters = (guest for guest in state.guests.values() if Role.PROMPT_MASTER in guest.roles)
    return tuple(guest.id for guest in sorted(masters, key=lambda guest: guest.seq))


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
    if not said.text or not sees(said.screening, audience):
        return Gone(Kind.NOTE, note)
    if not has_subject(state, said.refinement, said.artwork, audience):
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
    if said is None or not said.text or not sees(said.screening, audience):
        return Gone(Kind.COMMENT, comment)
    if not has_subject(state, said.refinement, said.artwork, audience):
        return Gone(Kind.COMMENT, comment)
    text, mentions = comment_for(state, said, audience)
    return CommentView(
        id=said.id,
        seq=said.seq,
        at_ms=said.at_ms,
        by=said.by,
        text=text,
        refinement=said.refinement,
        artwork=said.artwork,
        mentions=mentions,
        screening=said.screening,
    )


def comment_for(state: SessionState, said: Comment, audience: Audience) -> tuple[str, tuple[MentionView, ...]]:
    """What a comment says to an audience: everybody it mentions is called as they are called now."""
    return named(said.text, said.mentions, lambda guest: f"@{name_for(state.guests[guest], audience) or '…'}")


def _story(state: SessionState, audience: Audience) -> StoryView | Gone:
    if audience not in CURATORS:
        return Gone(Kind.STORY, "")
    order = {place: number for number, place in enumerate(StoryPlace)}
    written = sorted(state.story.paragraphs.items(), key=lambda one: (order[one[0][0]], _birth(state, one[0][1])))
    return StoryView(
        title=state.story.title,
        paragraphs=tuple(
            ParagraphView(place, step, paragraph.text, paragraph.by)
            for (place, step), paragraph in written
            if step is None or may_read(state, step, audience)
        ),
        license=state.story.license,
        model_license=state.story.model_license,
    )


def _birth(state: SessionState, refinement: RefinementId | None) -> int:
    return state.refinements[refinement].seq if refinement else 0
