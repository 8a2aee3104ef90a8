"""Phrases of a prompt: cut at commas or as marked, with ids that outlive edits elsewhere; the pushes on them, weighed.

No word boundaries are assumed: Chinese has none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from party.core.diff import kept
from party.core.values import LIMITS, GuestId, Phrase, PhraseId, PhraseWeight

COMMA = re.compile("(?:,(?!\\d)|(?<!\\d),|[;\uff0c\u3001\uff1b])")
"""What parts phrases; not the comma of 1,000."""

STEP = 1.1
"""What one whole push multiplies the attention by, the usual step of weighted prompts."""
WHOLE_PUSHES = 5
"""How far a room that pushes as one can go: 1.1 to the power of 5 and its inverse."""

Bounds = tuple[int, int]


def split(text: str) -> tuple[Bounds, ...]:
    """Start and end of each phrase between commas, spaces apart; of too many, the last takes the rest."""
    edges = [0, *(mark.end() for mark in COMMA.finditer(text)), len(text) + 1]
    cut = [_trimmed(text, start, end - 1) for start, end in pairwise(edges)]
    whole = [(start, end) for start, end in cut if start < end]
    if len(whole) > LIMITS.phrases:
        whole[LIMITS.phrases - 1 :] = [(whole[LIMITS.phrases - 1][0], whole[-1][1])]
    return tuple(whole)


def fresh(text: str, prefix: str) -> tuple[Phrase, ...]:
    """The phrases of a prompt without a past."""
    return tuple(_numbered(split(text), prefix))


def carried(before: str, known: tuple[Phrase, ...], after: str, prefix: str) -> tuple[Phrase, ...]:
    """The phrases of a new wording: those that stayed keep their ids and marks, the others get new ids."""
    moved = _moved(before, known, after)
    marked = [bounds for bounds, phrase in moved.items() if (phrase.start, phrase.end) not in split(before)]
    bounds = cut(after, marked)
    by_text = {before[phrase.start : phrase.end].casefold(): phrase.id for phrase in reversed(known)}
    taken = {moved[place].id for place in bounds if place in moved}
    phrases: list[Phrase] = []
    for place, new in zip(bounds, _numbered(bounds, prefix), strict=True):
        same = by_text.get(after[new.start : new.end].casefold())
        if place in moved:
            phrases.append(Phrase(moved[place].id, *place))
        elif same is not None and same not in taken:
            taken.add(same)
            phrases.append(Phrase(same, *place))
        else:
            phrases.append(new)
    return tuple(phrases)


def marked(text: str, known: tuple[Phrase, ...], marks: Iterable[Bounds], prefix: str) -> tuple[Phrase, ...]:
    """The phrases of a prompt cut as the prompt master marks them; those that stay as they were keep their ids."""
    ids = {(phrase.start, phrase.end): phrase.id for phrase in known}
    bounds = cut(text, marks)
    return tuple(Phrase(ids.get((new.start, new.end), new.id), new.start, new.end) for new in _numbered(bounds, prefix))


def cut(text: str, marks: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """Each mark a phrase of its own, and what the marks leave of the phrases between commas."""
    whole = sorted({(start, end) for start, end in (_trimmed(text, *mark) for mark in marks) if start < end})
    rests = [rest for start, end in split(text) for rest in _rests(text, whole, start, end)]
    return tuple(sorted((*whole, *rests[: LIMITS.phrases - len(whole)])))


def _rests(text: str, marks: Sequence[Bounds], start: int, end: int) -> Iterator[Bounds]:
    """What the marks leave between two commas, if it says anything."""
    at = start
    for left, right in (*((left, right) for left, right in marks if at < right and left < end), (end, end)):
        rest = _trimmed(text, at, max(at, left))
        if rest[0] < rest[1]:
            yield rest
        at = right


Pushes = Mapping[PhraseId, Mapping[GuestId, int]]


def pushers(phrases: Iterable[Phrase], pushes: Pushes) -> int:
    """How many guests push at any of these phrases."""
    return len({guest for phrase in phrases for guest in pushes.get(phrase.id, {})})


def weight(net: int, of_guests: int) -> float:
    """The attention a phrase gets: 1.1 to the power of its net pushes; in a larger room, of their share of five."""
    share = WHOLE_PUSHES * net / max(WHOLE_PUSHES, of_guests)
    low, high = LIMITS.weight
    return round(min(high, max(low, float(STEP**share))), 2)


def weights(phrases: tuple[Phrase, ...], pushes: Pushes) -> tuple[PhraseWeight, ...]:
    """The weights of a recipe; phrases nobody pushes, or as many up as down, are left out."""
    guests = pushers(phrases, pushes)
    weighed = ((phrase, weight(sum(pushes.get(phrase.id, {}).values()), guests)) for phrase in phrases)
    return tuple(PhraseWeight(phrase.start, phrase.end, pull) for phrase, pull in weighed if pull != 1)


def _moved(before: str, known: tuple[Phrase, ...], after: str) -> dict[Bounds, Phrase]:
    """Where the phrases stand now whose every character stayed."""
    moved: dict[Bounds, Phrase] = {}
    stretches = kept(before, after)
    for phrase in known:
        for old, new, length in stretches:
            if old <= phrase.start and phrase.end <= old + length:
                shift = new - old
                moved[phrase.start + shift, phrase.end + shift] = phrase
    return moved


def _numbered(bounds: Iterable[Bounds], prefix: str) -> Iterator[Phrase]:
    for number, (start, end) in enumerate(bounds, 1):
        yield Phrase(PhraseId(f"{prefix}.{number}"), start, end)


def _trimmed(text: str, start: int, end: int) -> Bounds:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
