"""Reading prompts: synonyms, slips, compounds, foreign words, and honesty about what was not understood."""

import pytest

from party.studio.engines.pochade_engine.foreign import Translator, stem
from party.studio.engines.pochade_engine.words import Lexicon, Reader
from training.foreign import foreign_words

LEXICON = Lexicon(
    seen=("cat", "red", "house", "hound", "wolf", "loneliness", "elephant", "two", "old", "people", "moon"),
    near={"feline": "cat"},
    ignored=frozenset({"the", "beautiful", "a"}),
    foreign={
        "кошка": "cat",
        "красный": "red",
        "два старика": "two old people",
        "猫": "cat",
        "红色": "red",
        "下的": "above",
        "смотрят друг на друга": "looking at each other",
    },
)


def understood(prompt: str) -> list[str]:
    """The seen words a prompt was read as."""
    return [LEXICON.seen[number - 1] for number in Reader(LEXICON).read(prompt).numbers if number]


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("a beautiful red house", ["red", "house"]),
        ("a feline", ["cat"]),
        ("lonelyness", ["loneliness"]),
        ("an eliphant", ["elephant"]),
        ("a wolfhound", ["hound"]),
        ("красная кошка", ["red", "cat"]),
        ("два старика", ["two", "old", "people"]),
        ("红色猫", ["red", "cat"]),
    ],
)
def test_prompts_are_read(prompt: str, words: list[str]) -> None:
    """Known words, neighbors, slips, compounds, Russian cases and Chinese all end in words captions use."""
    assert understood(prompt) == words


def test_unknown_words_are_reported() -> None:
    """What cannot be placed is named, what was replaced is named with its replacement."""
    reading = Reader(LEXICON).read("a feline and a xylograph")
    assert ("feline", "cat") in reading.replaced
    assert "xylograph" in reading.unplaced


def test_long_prompts_are_cut() -> None:
    """Ten thousand words are read up to a limit, in no time."""
    assert len(Reader(LEXICON).read("red house " * 10_000).numbers) <= 48


def test_russian_endings_fall_together() -> None:
    """Cases and genders share a stem."""
    assert len({stem(word) for word in ("красный", "красная", "красное", "красного", "красными", "красной")}) == 1


@pytest.mark.parametrize(
    ("foreign", "english"),
    [
        ("Два старика смотрят друг на друга", "two old people looking at each other"),
        ("смысл жизни", "the meaning of life"),
        ("зелёный дракон над замком", "green dragon above castle"),
        ("两个老人对视", "two old people looking at each other"),
        ("生命的意义", "the meaning of life"),
    ],
)
def test_real_lexicon(foreign: str, english: str) -> None:
    """Prompts of the demo in Russian and Chinese come out in English."""
    assert " ".join(Translator(foreign_words()).english(foreign).split()) == english
