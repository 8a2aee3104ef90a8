"""Stage 4: the lexicon. Words of the captions, their vectors, and for thousands of other words the nearest of them.

Vectors come from a real sentence encoder, needed only here.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.words import WORD, Lexicon

from training.encoders import Encoder, encoder
from training.foreign import foreign_words
from training.scenes.captions import caption, teller
from training.scenes.ideas import ideas
from training.scenes.make import scene
from training.vocabulary.colors import COLORS
from training.vocabulary.ignored import FUNCTION_WORDS, IGNORED
from training.vocabulary.stylistics import STYLES
from training.vocabulary.subjects import glyph_records, subjects
from training.vocabulary.surroundings import MOODS, PLACES, TIMES, WEATHERS
from training.workshop import one_thread, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.settings import Settings

SELDOM = 2
SYNONYMS = Path(__file__).parent / "vocabulary" / "synonyms.tsv"


def file(settings: Settings) -> Path:
    """Where the lexicon is kept."""
    return settings.workshop / "lexicon.json"


def vectors_file(settings: Settings) -> Path:
    """Where the first word vectors are kept."""
    return settings.workshop / "word_vectors.pt"


def load(settings: Settings) -> Lexicon:
    """The lexicon."""
    return Lexicon.from_json(json.loads(file(settings).read_text("utf-8")))


def seen_words(settings: Settings) -> tuple[str, ...]:
    """Every word that captions use more than now and then, and every word of the lists, most frequent first."""
    found: Counter[str] = Counter()
    for seed in range(settings.seeds.training, settings.seeds.training + settings.words.captions):
        found.update(WORD.findall(caption(scene(seed), teller(seed)).lower()))
    for words in (*(thing.words for thing in subjects().values()), *(idea.words for idea in ideas())):
        found.update(WORD.findall(" ".join(words).lower()) * SELDOM)
    return tuple(word for word, count in found.most_common() if count >= SELDOM)


def content_words() -> frozenset[str]:
    """Words that name something to be seen: only these may stand in for others."""
    groups: list[Sequence[str]] = [thing.words for thing in subjects().values()]
    groups += [(color.name, *color.words) for color in COLORS]
    groups += [style.phrases for style in STYLES]
    groups += [place.alone for place in PLACES.values()]
    groups += [*MOODS.values(), *TIMES.values(), *WEATHERS.values()]
    words = {word for group in groups for phrase in group for word in WORD.findall(phrase.lower())}
    return frozenset(words - FUNCTION_WORDS)


def word_vectors(words: Sequence[str], meaning: Encoder) -> NDArray[np.float32]:
    """A word by itself and as something in a picture, averaged; single words alone are often taken for names."""
    vectors = meaning.vectors(words) + meaning.vectors([f"a picture of {word}" for word in words])
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def other_words(seen: frozenset[str], known_by_heart: Sequence[str]) -> tuple[str, ...]:
    """Further words people may use: those the encoder knows by heart and the keywords of all glyphs."""
    words = list(known_by_heart)
    words += [word for record in glyph_records() for keyword in record["keywords"] for word in WORD.findall(keyword.lower())]
    return tuple(word for word in dict.fromkeys(words) if word not in seen | IGNORED | FUNCTION_WORDS)


def nearest(words: Sequence[str], targets: Sequence[str], enough: float, meaning: Encoder) -> dict[str, str]:
    """For every word the closest target, if it is near enough."""
    likeness = word_vectors(words, meaning) @ word_vectors(targets, meaning).T
    best = likeness.argmax(1)
    return {word: targets[place] for word, place, row in zip(words, best, likeness, strict=True) if row[place] >= enough}


def keyword_neighbors(seen: frozenset[str]) -> dict[str, str]:
    """Keywords that Unicode gives to exactly one of our glyphs stand for it: "feline" for "cat"."""
    owners: dict[str, set[str]] = {}
    for record in glyph_records():
        for keyword in record["keywords"]:
            owners.setdefault(keyword.lower(), set()).add(record["name"].lower().split()[-1])
    return {word: next(iter(names)) for word, names in owners.items() if len(names) == 1 and word not in seen and next(iter(names)) in seen and " " not in word}


def listed_synonyms(seen: frozenset[str]) -> dict[str, str]:
    """Our own list of words that stand for others; it overrules what the encoder finds."""
    rows = (line.split("\t") for line in SYNONYMS.read_text("utf-8").splitlines())
    return {word: known for known, words in rows if known in seen for word in words.split("|") if word not in seen}


def first_vectors(words: Sequence[str], width: int, meaning: Encoder) -> torch.Tensor:
    """Principal components of the words' vectors, half whitened, row 0 (padding) zero: (words + 1, width)."""
    vectors = word_vectors(words, meaning)
    centered = vectors - vectors.mean(0)
    _, _, basis = np.linalg.svd(centered, full_matrices=False)
    reduced = centered @ basis[:width].T
    reduced = reduced / reduced.std(0) ** 0.5
    reduced /= reduced.std()
    return torch.from_numpy(np.concatenate([np.zeros((1, width)), reduced]).astype(np.float32))


def refreshed(lexicon: Lexicon) -> Lexicon:
    """The lexicon with today's lists; its numbered words and what the encoder found stay, so networks trained with it still understand."""
    seen = frozenset(lexicon.seen)
    near = {word: known for word, known in lexicon.near.items() if word not in IGNORED | FUNCTION_WORDS}
    return Lexicon(lexicon.seen, near | listed_synonyms(seen), IGNORED | FUNCTION_WORDS, foreign_words())


def run(settings: Settings) -> None:
    """Build lexicon and first vectors; a lexicon that is there only takes over the lists."""
    if file(settings).exists():
        _write(refreshed(load(settings)), settings)
        return
    one_thread()
    seen, meaning = seen_words(settings), encoder(settings.words.encoder)
    known = frozenset(seen)
    others = other_words(known, meaning.words(settings.words.widest))
    near = nearest(others, sorted(content_words() & known), settings.words.near_enough, meaning) | keyword_neighbors(known) | listed_synonyms(known)
    lexicon = Lexicon(seen, near, IGNORED | FUNCTION_WORDS, foreign_words())
    say(f"lexicon: {len(seen)} words of captions, {len(near)} of {len(others)} others near one of them, {len(lexicon.foreign)} foreign")
    torch.save(first_vectors(seen, settings.words.width, meaning), vectors_file(settings))
    _write(lexicon, settings)


def _write(lexicon: Lexicon, settings: Settings) -> None:
    file(settings).write_text(json.dumps(lexicon.to_json(), ensure_ascii=False), "utf-8")
