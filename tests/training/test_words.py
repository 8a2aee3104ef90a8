"""The lexicon Pochade was made with: foreign words, synonyms, hurried captions."""

import json
import tomllib

import numpy as np
import pytest

from party.app.catalogue.reading import LANGUAGES, STARTER
from party.studio.engines.pochade_engine.foreign import Translator
from party.studio.engines.pochade_engine.words import Lexicon, Reader

pytest.importorskip("skia", reason="the pictures Pochade learns from are drawn with it")

from training import export
from training.encoders import encoder
from training.foreign import foreign_words
from training.planning import clipped
from training.wording import listed_synonyms, refreshed


@pytest.mark.parametrize(
    ("foreign", "english"),
    [
        ("Два старика смотрят друг на друга", "two old people looking at each other"),
        ("смысл жизни", "the meaning of life"),
        ("зелёный дракон над замком", "green dragon above castle"),
        ("两个老人对视", "two old people looking at each other"),
        ("生命的意义", "the meaning of life"),
        ("красное небо над чёрными горами", "red sky above black mountains"),
        ("портрет старика в стиле Рембрандта", "portrait of old man in the style of rembrandt"),
        ("葛饰北斋风格", "hokusai style"),
        ("a cat, paper cut", "a cat, flat design"),
        ("a boat, bird's-eye view", "a boat, from above"),
    ],
)
def test_real_lexicon(foreign: str, english: str) -> None:
    """Prompts of the demo in Russian and Chinese come out in English."""
    assert " ".join(Translator(foreign_words()).english(foreign).split()) == english


def test_listed_synonyms_never_overrule_words_of_captions() -> None:
    """A word that captions use stands for itself; the others stand for one that captions use."""
    synonyms = listed_synonyms(frozenset({"boat", "church", "skiff"}))
    assert synonyms["abbey"] == "church"
    assert "skiff" not in synonyms
    assert set(synonyms.values()) == {"boat", "church"}


def test_hurried_captions_lose_their_small_words_only() -> None:
    """Now and then a caption is told in a hurry; nothing that matters is lost."""
    told = {clipped("the cat of an old man", np.random.default_rng(seed)) for seed in range(40)}
    assert {" ".join(text.split()) for text in told} == {"the cat of an old man", "cat old man"}


def test_letters_put_like_words_together() -> None:
    """The encoder for toys needs no download, and spellings that share letters are near."""
    cat, cats, moon = encoder("letters").vectors(["a cat", "a cats", "the moon"])
    assert cat @ cats > cat @ moon


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shelf", ["artists", "modifiers", "moods", "periods", "styles", "techniques"])
def test_no_chip_of_the_catalogue_is_a_strange_word(shelf: str, language: str) -> None:
    """Whatever a tap adds to a prompt is placed, or says nothing about what is to be seen."""
    told = json.loads((export.SHIPPED / "pochade.json").read_text("utf-8"))["lexicon"]
    reader = Reader(refreshed(Lexicon.from_json(told)))
    entries = tomllib.loads((STARTER / f"{shelf}.toml").read_text("utf-8")).values()
    assert [unplaced for entry in entries if (unplaced := reader.read(entry[language]["adds"]).unplaced)] == []
