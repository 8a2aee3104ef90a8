"""How nouns are said in English: articles, plurals, numbers, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.scenes.stage import pick
from training.vocabulary.colors import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from training.scenes.arrangements import Actor

NUMBERS: dict[int, tuple[str, ...]] = {
    2: ("two", "a pair of", "2"), 3: ("three", "3"), 4: ("four", "4"), 5: ("five", "5"), 6: ("six", "several", "many"),
}  # fmt: skip
SIZES: dict[str, tuple[str, ...]] = {
    "giant": ("giant", "huge", "big", "enormous", "large"),
    "tiny": ("tiny", "small", "little"),
    "lone": ("lonely", "solitary", "lone", "single"),
}
UNCHANGED = frozenset({"fish", "sheep", "deer", "salmon"})
IRREGULAR = {
    "mouse": "mice",
    "goose": "geese",
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "tooth": "teeth",
    "foot": "feet",
    "ox": "oxen",
}
DETERMINED = frozenset({"two", "three", "four", "five", "six", "many", "several", "a", "an", "some", "the", "one"})


def with_article(phrase: str) -> str:
    """The phrase with a or an, unless it is plural or determined already."""
    first, last = phrase.split(maxsplit=1)[0], phrase.rsplit(maxsplit=1)[-1]
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in {"binoculars", "glass"}
    if first in DETERMINED or plural or phrase in IRREGULAR.values():
        return phrase
    return ("an " if first[0] in "aeiou" else "a ") + phrase


def plural(noun: str) -> str:
    """The noun for more than one; of phrases like "cup of tea" the first word changes."""
    head, joint, tail = noun.partition(" of ")
    *before, last = head.split()
    return " ".join([*before, _plural_word(last)]) + joint + tail


def _plural_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in UNCHANGED or (word.endswith("s") and not word.endswith(("ss", "us"))):
        return word
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word[:-1] + "ves" if word.endswith(("wolf", "leaf", "elf")) else word + "s"


def noun(rng: np.random.Generator, words: Sequence[str], actor: Actor, *, size: str = "") -> str:
    """One actor as somebody might say it, without article: size, color, name."""
    parts = []
    if size and rng.random() < 0.85:
        parts.append(pick(rng, SIZES[size]))
    if actor.color:
        parts.append(said(rng, actor.color))
    usual = words[0] if rng.random() < 0.5 else pick(rng, words)
    return " ".join([*parts, usual])


def counted(rng: np.random.Generator, count: int, phrase: str) -> str:
    """Several of a kind: "three red boats"."""
    return f"{pick(rng, NUMBERS[min(count, 6)])} {plural(phrase)}"


def listed(phrases: Sequence[str]) -> str:
    """Joined with commas and an "and"."""
    if len(phrases) == 1:
        return phrases[0]
    return ", ".join(phrases[:-1]) + " and " + phrases[-1]
