"""From a prompt to word numbers the planner knows.

A word it has not seen is replaced by the nearest one it has, and that is reported.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from party.studio.engines.pochade_engine.foreign import Translator

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[^\W\d_]+(?:'s\b)?|\d+")
MOST_WORDS = 48
"""Longer prompts are cut here; the first words carry the subject."""
MOST_LETTERS = 2_000
PADDING = 0
SHORTEST_MISSPELT = 5
"""Shorter words have too many neighbors to guess."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Reading:
    """What became of a prompt: word numbers, replacements (said, understood as) and words that could not be placed.

    `stress` holds, where the prompt was read with weights, one of them for every word number.
    """

    numbers: tuple[int, ...]
    replaced: tuple[tuple[str, str], ...] = ()
    unplaced: tuple[str, ...] = ()
    stress: tuple[Stress, ...] = ()


@dataclass(frozen=True)
class Stress:
    """A stretch of the prompt, from `start` to before `end`, that gets more or less attention than plain (1)."""

    start: int
    end: int
    weight: float


PLAIN = Stress(0, 0, 1.0)
"""The weight of words between the stretches."""


@dataclass(frozen=True)
class Lexicon:
    """The words of the captions in the order of their numbers (from 1), words near them, words without a picture."""

    seen: tuple[str, ...]
    near: dict[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    foreign: dict[str, str] = field(default_factory=dict)
    """Words and phrases in Russian and Chinese with their English."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for the file that goes with the weights."""
        return {"seen": list(self.seen), "near": self.near, "ignored": sorted(self.ignored), "foreign": self.foreign}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Lexicon:
        """Read back what `to_json` wrote."""
        return cls(tuple(values["seen"]), values["near"], frozenset(values["ignored"]), values["foreign"])


class Reader:
    """Reads prompts with a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Index the words once."""
        self.lexicon = lexicon
        self.translator = Translator(lexicon.foreign)
        self.number = {word: place for place, word in enumerate(lexicon.seen, start=1)}

    def read(self, prompt: str, stressed: Sequence[Stress] = ()) -> Reading:
        """Numbers of at most MOST_WORDS words; always at least one, PADDING for an empty prompt.

        `stressed` stretches come in order and do not overlap; each is read by itself.
        """
        parts, place = [], 0
        for stress in stressed:
            parts += [(prompt[place : stress.start], PLAIN), (prompt[stress.start : stress.end], stress)]
            place = stress.end
        parts.append((prompt[place:MOST_LETTERS], PLAIN))
        readings = [(self._part(text[:MOST_LETTERS]), stress) for text, stress in parts]
        numbers = tuple(number for reading, _ in readings for number in reading.numbers)[:MOST_WORDS]
        weights = tuple(stress for reading, stress in readings for _ in reading.numbers)[:MOST_WORDS]
        return Reading(
            numbers or (PADDING,),
            tuple(dict.fromkeys(pair for reading, _ in readings for pair in reading.replaced)),
            tuple(dict.fromkeys(word for reading, _ in readings for word in reading.unplaced)),
            weights or (PLAIN,),
        )

    def _part(self, text: str) -> Reading:
        numbers, replaced, unplaced = [], [], []
        for word in WORD.findall(self.translator.english(text))[: 4 * MOST_WORDS]:
            known = self._known(word)
            if known:
                numbers.append(self.number[known])
                if known != word and not word.startswith(known):
                    replaced.append((word, known))
            elif not self._says_nothing(word):
                unplaced.append(word)
        return Reading(tuple(numbers), tuple(replaced), tuple(unplaced))

    def _known(self, word: str) -> str | None:
        """The seen word this one stands for: itself, its stem, its nearest, or what it was probably meant to be."""
        if word in self.number:
            return word
        if word in self.lexicon.ignored:
            return None
        for stem in _stems(word):
            if stem in self.number:
                return stem
        if word in self.lexicon.near:
            return self.lexicon.near[word]
        return self._compound(word) or self._respelled(word)

    def _says_nothing(self, word: str) -> bool:
        """Numbers, grammar and praise, misspelled too."""
        ignored = self.lexicon.ignored
        return (
            word.isdigit()
            or word in ignored
            or (len(word) >= SHORTEST_MISSPELT and not ignored.isdisjoint(_one_slip(word)))
        )

    def _compound(self, word: str) -> str | None:
        """Wolfhound is a hound, seabird a bird: the last part counts."""
        splits = ((word[:place], word[place:]) for place in range(3, len(word) - 3))
        return next(
            (
                last
                for first, last in splits
                if last in self.number and (first in self.number or first in self.lexicon.near)
            ),
            None,
        )

    def _respelled(self, word: str) -> str | None:
        if len(word) < SHORTEST_MISSPELT or not word.isascii():
            return None
        for guess in _one_slip(word):
            if guess in self.number:
                return guess
        alike = [other for other in self.lexicon.seen if abs(len(other) - len(word)) < 2]  # noqa: PLR2004  one letter more or less
        close = difflib.get_close_matches(word, alike, n=1, cutoff=0.82)
        return close[0] if close else None


def _stems(word: str) -> tuple[str, ...]:
    """The word without common endings."""
    ends = (
        ("'s", ""),
        ("ies", "y"),
        ("ves", "f"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("ly", ""),
        ("ish", ""),
    )
    return tuple(word[: -len(end)] + new for end, new in ends if word.endswith(end) and len(word) - len(end) > 2)  # noqa: PLR2004  a stem has three letters


def _one_slip(word: str) -> tuple[str, ...]:
    """All spellings one slip away: letters swapped, dropped, doubled or mistyped."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    swapped = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    dropped = [a + b[1:] for a, b in cuts if b]
    mistyped = [a + letter + b[1:] for a, b in cuts if b for letter in LETTERS]
    missing = [a + letter + b for a, b in cuts for letter in LETTERS]
    return tuple(dict.fromkeys([*swapped, *dropped, *missing, *mistyped]))
