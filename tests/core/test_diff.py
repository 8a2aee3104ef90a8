"""Word diffs tell exactly what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.core.diff import Span, word_diff

from .anything import PLAIN

WORDINGS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(PLAIN),
    st.lists(st.sampled_from(("old", "people", "two", ",", " ", "孤", "独", "_", "é", "👩‍🎨")), max_size=14).map(
        "".join
    ),
)


def spelled(spans: tuple[Span, ...], without: str) -> str:
    return "".join(span.text for span in spans if span.change != without)


@given(WORDINGS, WORDINGS)
def test_a_diff_spells_both_wordings(old: str, new: str) -> None:
    """What stayed and what came spell the new wording; what stayed and what went spell the old one."""
    spans = word_diff(old, new)
    assert spelled(spans, without="removed") == new
    assert spelled(spans, without="added") == old
    assert all(span.text for span in spans)


@given(WORDINGS)
def test_no_change_is_one_span(text: str) -> None:
    """The diff of a wording with itself is the wording."""
    assert word_diff(text, text) == ((Span("same", text),) if text else ())


def test_words_are_not_cut() -> None:
    """A changed word goes and comes as a whole."""
    assert word_diff("an old man", "an old woman") == (
        Span("same", "an old "),
        Span("removed", "man"),
        Span("added", "woman"),
    )


def test_chinese_is_compared_by_character() -> None:
    """In a script without spaces every character is a word."""
    assert word_diff("孤独的人", "孤独的老人") == (Span("same", "孤独的"), Span("added", "老"), Span("same", "人"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("好" * 500, "好x" * 250),
        ("好你" * 250, "你好" * 250),
        ("a " * 250, "b " * 250),
        ("," * 500, ", " * 250),
        ("!?" * 250, "?!?" * 166),
        ("好" * 70, "好x" * 70),
    ],
    ids=["doubled", "turned", "spaces", "commas", "marks", "few"],
)
def test_repetition_is_no_trap(old: str, new: str) -> None:
    """A hostile prompt of one word five hundred times is told like any other, and does not hold up the party."""
    for before, after in ((old, new), (new, old)):
        spans = word_diff(before, after)
        assert "".join(span.text for span in spans if span.change != "removed") == after
        assert "".join(span.text for span in spans if span.change != "added") == before


def test_a_long_prompt_is_told_word_by_word() -> None:
    """Many words and many spaces: still only what changed is marked."""
    words = [f"word{number}" for number in range(70)]
    old, new = ", ".join(words), ", ".join([*words[:40], "another", *words[41:]])
    assert [span for span in word_diff(old, new) if span.change != "same"] == [
        Span("removed", "word40"),
        Span("added", "another"),
    ]
