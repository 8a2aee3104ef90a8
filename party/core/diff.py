"""What changed between two wordings, word by word; every character of a script without spaces counts as a word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+|\s+|[^\w\s]"
)

Change = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that stayed, came or went."""

    change: Change
    text: str


def word_diff(old: str, new: str) -> tuple[Span, ...]:
    """Spans that spell `new` when the removed are left out and `old` when the added are."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    spans: list[Span] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            spans.append(Span("removed", "".join(before[i1:i2])))
        if j2 > j1:
            spans.append(Span("added", "".join(after[j1:j2])))
    return tuple(spans)
