"""A chronicle told as a story: associations, path, quotes, credits, figures, what the pictures were made with."""

from collections import Counter

from party.core import events as e
from party.core.state import RoundStatus
from party.core.values import ArtworkId, Role, StoryPlace
from party.press.arc import not_taken, path
from party.press.choose import Selection
from party.press.chronicle import Seen
from party.press.lineage import lineage
from party.press.story import Credit, Figures, Making, Picture, Said, Story, Written
from party.press.talk import cards, quotes_on_the_evening

_ROLES = (Role.MODERATOR, Role.PROMPT_MASTER, Role.ART_EXPERT)
_MINUTE_MS = 60_000


def tell(
    seen: Seen,
    selection: Selection,
    pictures: tuple[Picture, ...],
    missing: frozenset[ArtworkId] = frozenset(),
) -> Story:
    """The story of a party with these pictures; the `missing` ones are named but not shown."""
    chronicle, state = seen.chronicle, seen.state
    asked = cards(seen)
    shown = tuple(picture for picture in pictures if picture.artwork not in missing)
    return Story(
        code=chronicle.code,
        epoch=chronicle.epoch,
        theme=state.theme,
        language=state.settings.language,
        opened_ms=state.opened_ms,
        head_hash=chronicle.head_hash,
        seq=state.seq,
        figures=_figures(seen),
        associations=_associations(seen),
        cards=asked,
        path=path(seen, shown, asked),
        not_taken=not_taken(seen, shown),
        quotes=quotes_on_the_evening(seen),
        credits=_credits(seen),
        makings=_makings(seen),
        pictures=shown,
        missing=tuple(picture for picture in pictures if picture.artwork in missing),
        hero=_hero(selection, shown),
        by_people=selection.by_people,
        written=_written(seen),
        tree=lineage(seen),
    )


def _hero(selection: Selection, shown: tuple[Picture, ...]) -> Picture | None:
    wanted = next((picture for picture in shown if picture.artwork == selection.hero), None)
    last = shown[:1] if selection.by_people else shown[-1:]
    return wanted or next(iter(last), None)


def _associations(seen: Seen) -> tuple[Said, ...]:
    said = (Said(one.text, seen.credit(one.by), one.support) for one in seen.associations if one.text)
    return tuple(sorted(said, key=lambda one: -one.support))


def _written(seen: Seen) -> Written:
    """What the curators wrote; a paragraph at a step that is no longer on the path is not told."""
    story = seen.state.story
    told = [one for (_, step), one in story.paragraphs.items() if step is None or step in seen.trunk]
    authors = {seen.credit(story.title_by) if story.title else "", *(seen.credit(one.by) for one in told)}
    around = {place: one.text for (place, _), one in story.paragraphs.items()}
    return Written(
        title=story.title,
        opening=around.get(StoryPlace.OPENING, ""),
        closing=around.get(StoryPlace.CLOSING, ""),
        by=tuple(sorted(authors - {""})),
        license=story.license,
        model_license=story.model_license,
    )


def _credits(seen: Seen) -> tuple[Credit, ...]:
    """Moderator, prompt master and expert first, then everybody in the order they came."""
    said = Counter(one.by for one in seen.associations)
    trunk = set(seen.trunk)
    proposals = [node for node in seen.refinements.values() if node.id != seen.state.root]
    proposed = Counter(node.by for node in proposals)
    adopted = Counter(node.by for node in proposals if node.id in trunk)
    noted = Counter(note.by for note in seen.notes)
    told = [
        Credit(
            name=seen.credit(guest.id),
            roles=tuple(role for role in _ROLES if role in guest.roles),
            associations=said[guest.id],
            proposals=proposed[guest.id],
            adopted=adopted[guest.id],
            notes=noted[guest.id],
        )
        for guest in seen.people
    ]
    return tuple(sorted(told, key=lambda one: min((_ROLES.index(role) for role in one.roles), default=len(_ROLES))))


def _figures(seen: Seen) -> Figures:
    closes = [entry.at_ms for entry in seen.chronicle.entries if isinstance(entry.event, e.SessionClosed)]
    ended = tuple(vote for vote in seen.rounds if vote.status is not RoundStatus.OPEN)
    over = bool(closes) and seen.state.closed
    return Figures(
        people=len(seen.people),
        associations=len(seen.associations),
        proposals=len(seen.refinements) - 1,
        rounds=len(ended),
        ballots=sum(vote.voters for vote in ended),
        pictures=len(seen.artworks),
        minutes=max(1, round((closes[-1] - seen.state.opened_ms) / _MINUTE_MS)) if over else None,
    )


def _makings(seen: Seen) -> tuple[Making, ...]:
    used = Counter(
        (
            a.recipe.engine,
            a.recipe.model,
            a.recipe.revision,
            a.recipe.scheduler,
            seen.state.artworks[a.id].environment,
        )
        for a in seen.artworks.values()
    )
    return tuple(Making(*with_what, pictures=number) for with_what, number in used.most_common())
