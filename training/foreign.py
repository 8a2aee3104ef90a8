"""Russian and Chinese words with their English: our own list first, then Unicode's names of the glyphs. English idioms, too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from training.vocabulary.subjects import glyph_records

LISTED = Path(__file__).parent / "vocabulary" / "foreign.tsv"
PHRASES = Path(__file__).parent / "vocabulary" / "phrases.tsv"
"""English that means something else than its words: "paper cut", "bird's-eye view"."""
LANGUAGES = ("ru", "zh")


def foreign_words() -> dict[str, str]:
    """Words and phrases of other languages, lower case, with English that captions use."""
    words = _named_by_unicode()
    for line in (PHRASES.read_text("utf-8") + LISTED.read_text("utf-8")).splitlines():
        english, *columns = line.split("\t")
        words |= {word.strip().lower(): english for column in columns for word in column.split("|") if word.strip()}
    return words


def _named_by_unicode() -> dict[str, str]:
    """Full names, and those keywords that belong to a single glyph."""
    owners: Counter[str] = Counter()
    for record in glyph_records():
        owners.update({word.lower() for language in LANGUAGES for word in record[language][1:]})
    words: dict[str, str] = {}
    for record in glyph_records():
        for language in LANGUAGES:
            full, *keywords = (word.lower() for word in record[language])
            words |= {word: record["words"][0].lower() for word in keywords if owners[word] == 1 and " " not in word}
            words[full] = record["words"][0].lower()
    return words
