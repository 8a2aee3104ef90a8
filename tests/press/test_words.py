"""People's texts on a page: two Markdown renderers and the eye agree on what was written."""

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from party.core.diff import word_diff
from party.media.markdown import to_html
from party.press.words import as_diff, as_markdown, count_words, shortened, strong, tidy

MARKS = "*_~`[](){}<>&|#+-=:.!\\\"'$@^%1aB \n\t"
TEXTS = st.one_of(st.text(), st.text(MARKS, max_size=30))
TRICKS = [
    "# no heading",
    "- no list",
    "1. no list",
    "2) no list",
    "> no quote",
    "===",
    "---",
    "***",
    "```",
    "~~~",
    "| a | b |",
    "![x](https://example.org/x.png)",
    "[x](javascript:alert)",
    "<b>bold</b><!-- x -->",
    "&lt;&#42;&amp;",
    "https://example.org www.example.org a@example.org",
    "{{ site.secret }} {{< figure >}} {% raw %} ${x} $x$",
    "a\\",
    "\\*",
    "__x__ _y_ **z** ~~w~~",
    "[^1] [x]: y",
    "+ plus",
    ": definition",
    "C #",
    "x  \ny",
    "\u202egnp.exe\u2066",
    "a cat --ar 16:9 --- v",
    "👵🏽👨‍👩‍👧 月の光",
]


def github(markdown: str) -> str:
    """HTML as GitHub and Hugo make it: CommonMark with tables and strikes, raw HTML let through."""
    return str(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown))


def visible(rendered: str) -> str:
    """What the eye sees of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)).strip("\n")


def agreed(text: str) -> str:
    """A text with line-edge and inner white space as HTML shows it."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


@pytest.mark.parametrize("text", TRICKS)
@pytest.mark.parametrize("render", [to_html, github])
@pytest.mark.parametrize("frame", ["{}", "“{}”", "# {}", "### 1. {}", "> {}", "- {}", "*{}*", "**{}**"])
def test_tricks_stay_text(text: str, render: Callable[[str], str], frame: str) -> None:
    """Markup of any kind shows as it was typed, wherever a template puts it."""
    rendered = render(frame.format(as_markdown(text)))
    plain = render(frame.format("word"))
    assert re.findall(r"<[^>]*>", rendered) == re.findall(r"<[^>]*>", plain)
    assert agreed(visible(rendered)) == agreed(visible(plain).replace("word", tidy(text)))


@given(TEXTS)
def test_any_text_stays_text(text: str) -> None:
    """No text changes the structure of a page, in either renderer."""
    if not tidy(text):
        return
    for render in (to_html, github):
        rendered = render(f"before “{as_markdown(text)}” after\n\n| a |\n|---|\n| {as_markdown(text)} |\n")
        plain = render("before “word” after\n\n| a |\n|---|\n| word |\n")
        assert re.findall(r"<[^>]*>", rendered) == re.findall(r"<[^>]*>", plain)
        assert agreed(visible(rendered)) == agreed(visible(plain).replace("word", tidy(text)))


@given(TEXTS)
def test_a_text_as_alternative(text: str) -> None:
    """An alternative text comes out whole and stays inside its attribute."""
    for render in (to_html, github):
        images = re.findall(r"<img [^>]*>", render(f"![{as_markdown(text)}](01-moon.webp)"))
        assert len(images) == 1
        found = re.search(r'alt="([^"]*)"', images[0])
        assert found is not None
        assert agreed(html.unescape(found[1])) == agreed(tidy(text))


@given(TEXTS, TEXTS)
def test_a_diff_shows_both_wordings(old: str, new: str) -> None:
    """Without what is struck through the diff reads as the new wording, without what is bold as the old one."""
    rendered = github(f"x {as_diff(word_diff(tidy(old), tidy(new)))} x")
    kept = re.sub(r"<s>.*?</s>", "", rendered)
    before = re.sub(r"<strong>.*?</strong>", "", rendered)
    assert squeezed(visible(kept)) == squeezed(f"x{new}x")
    assert squeezed(visible(before)) == squeezed(f"x{old}x")


def squeezed(text: str) -> str:
    """A text without any space."""
    return "".join(tidy(text).split())


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("loneliness", "an old man", "~~loneliness~~ **an old man**"),
        ("two on a bench", "two looking at each other", "two ~~on a bench~~ **looking at each other**"),
        ("sad old man", "sad man", "sad ~~old~~ man"),
        ("a man", "a sad man", "a **sad** man"),
        ("moon", "moon, oil", "moon\u200a**, oil**"),
        ("moon", "moon", "moon"),
        ("", "moon", "**moon**"),
    ],
)
def test_diffs_read_well(old: str, new: str, shown: str) -> None:
    """Neighboring changes become one phrase, spaces stay outside the marks."""
    assert as_diff(word_diff(old, new)) == shown


def test_short_texts_stay_whole() -> None:
    """A long text ends at a word with an ellipsis; a short one is left alone."""
    assert shortened("two old people, looking", 15) == "two old people…"
    assert shortened("two old people", 15) == "two old people"


@pytest.mark.parametrize("text", [*TRICKS, "!", "a!", "(a)", "“a”", "孤独"])
@pytest.mark.parametrize("frame", ["{}", "故{}乡", "a{}b", "({})", "- {}: x"])
@pytest.mark.parametrize("render", [to_html, github])
def test_strong_texts_are_strong(text: str, frame: str, render: Callable[[str], str]) -> None:
    """A text set off is set off whatever it begins and ends with, also between letters of a script without spaces."""
    rendered = render(frame.format(strong(text)))
    assert rendered.count("<strong>") == 1
    found = re.search(r"<strong>(.*)</strong>", rendered, re.DOTALL)
    assert found is not None
    assert agreed(html.unescape(found[1])) == agreed(tidy(text))


def test_words_are_counted() -> None:
    """Words of scripts with spaces, characters of scripts without; punctuation is none."""
    assert [count_words(text) for text in ("", "two old people, looking", "孤独 of 我", "—")] == [0, 4, 4, 0]
