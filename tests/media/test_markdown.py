"""Markdown to HTML, with people who mean no good."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.media.markdown import Sized, to_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "<iframe src='https://example.org'></iframe>",
    "<svg><script>alert(1)</script></svg>",
    "<style>@import 'https://example.org/x.css'</style>",
    "<p style='background:url(https://example.org/x.png)'>x</p>",
    "<td style='background:url(https://example.org/x.png)'>x</td>",
    "<form action=/><input></form>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<video src=https://example.org/x poster=https://example.org/y>",
]
ELSEWHERE = [
    "https://example.org/x.png",
    "//example.org/x.png",
    "/\\example.org/x.png",
    "\\\\example.org/x.png",
    "data:image/png;base64,AAAA",
    "/session/secret",
    "h&#9;ttps://example.org/x",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs_and_nothing_is_loaded(attack: str) -> None:
    """No script, no handler, no frame, no style sheet, no form leaves the sanitizer."""
    html = to_html(f"moon\n\n{attack}\n\n| a |\n|---|\n| {attack} |\n").lower()
    for banned in (
        "<script",
        "onerror",
        'href="javascript',
        'href="data',
        "<iframe",
        "<svg",
        "<style",
        "url(",
        "<form",
    ):
        assert banned not in html
    assert "<base" not in html
    assert "<meta" not in html
    assert "<video" not in html


@pytest.mark.parametrize("address", ELSEWHERE)
def test_pictures_come_only_from_beside_the_page(address: str) -> None:
    """A picture from another host, from the root of this one or from inside the text is not loaded."""
    for markdown in (f"![x]({address})", f'<img src="{address}">', f"![x][1]\n\n[1]: {address}\n"):
        assert "src=" not in to_html(markdown)


@given(st.text())
def test_any_text_is_rendered(text: str) -> None:
    """Whatever is written comes out without an error and without a script."""
    assert "<script" not in to_html(text).lower()


def test_what_a_write_up_needs() -> None:
    """Tables with alignment, footnotes, strikes, pictures beside the page and outward links are kept."""
    html = to_html(
        "---\ntitle: x\n---\n# Moon\n\n~~old~~ **new** [out](https://example.org) note[^1]\n\n"
        "![two faces](01-moon.webp)\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n[^1]: said so\n"
    )
    assert "title: x" not in html
    assert "<del>old</del> <strong>new</strong>" in html
    assert '<img alt="two faces" src="01-moon.webp">' in html
    assert '<td class="right">2</td>' in html
    assert 'href="https://example.org"' in html
    assert 'href="#fn:1"' in html
    assert 'id="fn:1"' in html


def test_pictures_of_known_size_come_as_the_screen_needs_them() -> None:
    """A picture takes its room at once, offers its smaller files, and waits until it is near."""
    files = {768: "01-moon.webp", 320: "01-moon-320.webp", 640: "01-moon-640.webp"}
    sized = {"01-moon.webp": Sized(768, 512, files), "01-moon-320.webp": Sized(480, 320, files), "b.png": Sized(9, 8)}
    page = "![a](01-moon.webp)\n\n| x | y |\n|-|-|\n| ![b](01-moon-320.webp) | ![c](b.png) |\n"
    first, second, third = re.findall("<img[^>]*>", to_html(page, pictures=sized))
    for image in (first, second):
        assert 'srcset="01-moon-320.webp 320w, 01-moon-640.webp 640w, 01-moon.webp 768w"' in image
    assert 'width="768"' in first
    assert "loading" not in first
    assert 'sizes="(min-width: 48rem) min(44rem, 768px), 100vw"' in first
    assert 'height="320"' in second
    assert 'sizes="(min-width: 48rem) min(22rem, 480px), 50vw"' in second
    assert 'loading="lazy"' in second
    assert 'height="8"' in third
    assert "srcset" not in third


@pytest.mark.parametrize(
    "files", ["https://example.org/x.png 2w", "a.png 1w, //example.org/b 2w", "/x 1w", "x", "a 2x"]
)
def test_smaller_pictures_come_only_from_beside_the_page(files: str) -> None:
    """A list of files written by hand is held to the same rule as a single one."""
    assert "srcset" not in to_html(f'moon <img src="a.png" srcset="{files}" alt="x">')


def test_folds() -> None:
    """What is folded away is Markdown too, and stays folded."""
    html = to_html('<details markdown="1">\n<summary>More</summary>\n\n| a |\n|---|\n| *b* |\n\n</details>\n')
    assert "<details>" in html
    assert "<summary>More</summary>" in html
    assert "<em>b</em>" in html
    assert "markdown=" not in html
