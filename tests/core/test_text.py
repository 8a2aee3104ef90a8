"""What people write is cleaned or declined, never kept as it came when it could harm."""

import unicodedata

import pytest
from hypothesis import given

from party.core.refusals import Reason, Refusal
from party.core.text import clean, same

from .anything import TEXTS

SHAKING_FACE = "\U0001fae8"
PINK_HEART = "\U0001fa77"


@given(TEXTS)
def test_cleaning_is_settled(text: str) -> None:
    """Cleaned text is in NFC, one line, within its limit, printable, and cleaning it again changes nothing."""
    line = clean(text, 40)
    if not isinstance(line, Refusal):
        assert line == unicodedata.normalize("NFC", line).strip()
        assert len(line.splitlines()) == 1
        assert 0 < len(line) <= 40
        assert clean(line, 40) == line


@pytest.mark.parametrize("text", ["\x00", "a\x1b[31mb", "\u202eevil", "\ud800", "\ue000", "\ufdd0"])
def test_what_would_rewrite_the_line_is_unprintable(text: str) -> None:
    """Control characters, marks that turn the direction, lone surrogates and private characters are declined."""
    declined = clean(text, 40)
    assert isinstance(declined, Refusal)
    assert declined.reason is Reason.TEXT_UNPRINTABLE


@pytest.mark.parametrize("text", ["", " \t\n ", "\u200d\u200d", "\ufe0f", "\u3164", "\u2800", "\u115f\u1160"])
def test_a_text_with_nothing_to_see_is_empty(text: str) -> None:
    """White space, joiners and blank letters alone are no text: no guest goes by a name nobody can see."""
    declined = clean(text, 40)
    assert isinstance(declined, Refusal)
    assert declined.reason is Reason.TEXT_EMPTY
    assert clean(text, 40, optional=True) == ""


@pytest.mark.parametrize("text", [PINK_HEART, SHAKING_FACE, "👩‍🎨", "❤️", "孤独", "одиночество", "می‌خواهم"])
def test_what_phones_write_is_kept(text: str) -> None:
    """Emoji younger than this Python's Unicode tables, joined emoji and scripts that need joiners are text."""
    assert clean(text, 40) == text


def test_white_space_becomes_one_space() -> None:
    """Line breaks, tabs and runs of spaces become one space; the ends are trimmed."""
    assert clean("  two\r\n\told \u2003 people ", 40) == "two old people"


def test_accents_are_composed() -> None:
    """Two ways of writing the same letters become one, before the length is measured."""
    assert clean("e\u0301" * 40, 40) == "\u00e9" * 40


def test_a_long_text_is_declined_with_its_length() -> None:
    """The refusal tells the limit and how long the text was."""
    assert clean("x" * 41, 40) == Refusal(Reason.TEXT_TOO_LONG, (("limit", 40), ("length", 41)))


def test_markup_is_only_text() -> None:
    """Markup is kept as written: making it harmless is the work of whoever shows it."""
    assert clean("<b>Ann</b> & co", 40) == "<b>Ann</b> & co"


def test_the_same_is_the_same_in_any_case() -> None:
    """Letter case and punctuation at the ends make no new idea; a word does."""
    assert same("An empty chair!", "an empty chair")
    assert not same("an empty chair", "the empty chair")


def test_what_a_paste_brings_along_unseen_is_left_out() -> None:
    """Soft hyphens, widthless spaces and byte-order marks go; flags spelled in tags stay."""
    assert clean("\ufefflone\u00adli\u200bness\u2060", 40) == "loneliness"
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    assert clean(england, 40) == england
