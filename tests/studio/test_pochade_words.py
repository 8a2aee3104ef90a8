"""Reading prompts: synonyms, slips, compounds, foreign words, weights, and honesty about what was not understood."""

import pytest

from party.studio.engines.pochade_engine.foreign import Translator, stem
from party.studio.engines.pochade_engine.words import PLAIN, Lexicon, Reader, Stress

LEXICON = Lexicon(
    seen=("cat", "red", "house", "hound", "wolf", "loneliness", "elephant", "two", "old", "people", "moon", "under"),
    near={"feline": "cat"},
    ignored=frozenset({"the", "beautiful", "a"}),
    foreign={
        "кошка": "cat",
        "красный": "red",
        "два старика": "two old people",
        "猫": "cat",
        "红色": "red",
        "月亮": "moon",
        "房子": "house",
        "老人": "old man",
        "胡子": "beard",
        "晚上": "at night",
        "城市": "city",
    },
)
WORDS = [
    ("a beautiful red house", ["red", "house"]),
    ("a feline", ["cat"]),
    ("lonelyness", ["loneliness"]),
    ("an eliphant", ["elephant"]),
    ("a wolfhound", ["hound"]),
    ("красная кошка", ["red", "cat"]),
    ("два старика", ["two", "old", "people"]),
    ("红色猫", ["red", "cat"]),
    ("", []),
]


def understood(numbers: tuple[int, ...]) -> list[str]:
    """The seen words of these numbers."""
    return [LEXICON.seen[number - 1] for number in numbers if number]


@pytest.mark.parametrize(("prompt", "words"), WORDS)
def test_prompts_are_read(prompt: str, words: list[str]) -> None:
    """Known words, neighbors, slips, compounds, Russian cases and Chinese all end in words captions use."""
    assert understood(Reader(LEXICON).read(prompt).numbers) == words


def test_unknown_words_are_reported() -> None:
    """What cannot be placed is named, what was replaced is named with its replacement."""
    reading = Reader(LEXICON).read("a beautifull feline and a xylograph")
    assert ("feline", "cat") in reading.replaced
    assert "xylograph" in reading.unplaced
    assert "beautifull" not in reading.unplaced


def test_long_prompts_are_cut() -> None:
    """Ten thousand words are read up to a limit, in no time."""
    assert len(Reader(LEXICON).read("red house " * 10_000).numbers) <= 48


def test_every_word_knows_its_weight() -> None:
    """Words of a stretch bear its weight, also when they were translated; the others are plain."""
    prompt = "a red house, красная кошка, old"
    stretches = (Stress(2, 11, 1.3), Stress(13, 26, 0.7))
    reading = Reader(LEXICON).read(prompt, stretches)
    assert understood(reading.numbers) == ["red", "house", "red", "cat", "old"]
    assert reading.stress == (stretches[0], stretches[0], stretches[1], stretches[1], PLAIN)


def test_russian_endings_fall_together() -> None:
    """Cases and genders share a stem."""
    assert len({stem(word) for word in ("красный", "красная", "красное", "красного", "красными", "красной")}) == 1


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("红色月亮下的房子", "house under red moon"),
        ("房子上方的月亮", "moon above house"),
        ("有胡子的老人的肖像", "portrait of old man with beard"),
        ("晚上的城市", "at night city"),
        ("月亮，猫", "moon, cat"),  # noqa: RUF001  the comma of Chinese
    ],
)
def test_chinese_says_the_place_first(chinese: str, english: str) -> None:
    """What stands before the thing in Chinese comes after it in English."""
    assert Translator(LEXICON.foreign).english(chinese) == english
