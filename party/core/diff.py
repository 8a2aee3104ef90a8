"""What changed between two wordings, word by word; every character of a script without spaces counts as a word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

_WORDS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+|\s+|[^\w\s]"
)

_PAIRS = 5_000
"""How many equal words of the old and the new text are compared with each other."""

Change = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of the old text and the words of the new that stand in their place."""

    before: str
    after: str

    @property
    def stayed(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Edit:
    """Old words `start` to `end` (counted in words, end apart) are replaced by `text`."""

    start: int
    end: int
    text: str


def edits(old: str, new: str) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """The old text's words, spaces among them, and what the new one changes in them, in order."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    changed = (Edit(i1, i2, "".join(after[j1:j2])) for tag, i1, i2, j1, j2 in _opcodes(before, after) if tag != "equal")
    return tuple(before), tuple(changed)


def kept(old: str, new: str) -> tuple[tuple[int, int, int], ...]:
    """Stretches that stayed, as (place in the old text, place in the new one, length), in characters."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    olds, news = [0, *accumulate(map(len, before))], [0, *accumulate(map(len, after))]
    return tuple(
        (olds[i1], news[j1], olds[i2] - olds[i1]) for tag, i1, i2, j1, _ in _opcodes(before, after) if tag == "equal"
    )


def word_diff(old: str, new: str) -> tuple[Span, ...]:
    """Spans that spell `new` when the removed are left out and `old` when the added are."""
    return tuple(span for stretch in _joined(_stretches(old, new)) for span in _spans(stretch))


def _stretches(old: str, new: str) -> Iterator[_Stretch]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    for _, i1, i2, j1, j2 in _opcodes(before, after):
        yield _Stretch("".join(before[i1:i2]), "".join(after[j1:j2]))


def _opcodes(before: list[str], after: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(_frequent(before, after).__contains__, before, after, autojunk=False).get_opcodes()


def _frequent(before: list[str], after: list[str]) -> frozenset[str]:
    """Words so common on both sides that to compare each with each would take seconds: they stay beside others only."""
    olds, news = Counter(before), Counter(after)
    pairs = sorted((olds[word] * news[word], word) for word in olds.keys() & news.keys())
    return frozenset(
        word for (_, word), total in zip(pairs, accumulate(p for p, _ in pairs), strict=True) if total > _PAIRS
    )


def _joined(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    """A space that stayed between two changed words belongs to the change: phrases are replaced, not single words."""
    joined: list[_Stretch] = []
    for stretch in stretches:
        joined.append(stretch)
        if len(joined) > 2 and not stretch.stayed and joined[-2].stayed and joined[-2].before.isspace():  # noqa: PLR2004
            change, space, next_change = joined[-3:]
            before = change.before + space.before + next_change.before
            joined[-3:] = [_Stretch(before, change.after + space.after + next_change.after)]
    return joined


def _spans(stretch: _Stretch) -> Iterator[Span]:
    if stretch.stayed:
        yield Span("same", stretch.before)
        return
    if stretch.before:
        yield Span("removed", stretch.before)
    if stretch.after:
        yield Span("added", stretch.after)
