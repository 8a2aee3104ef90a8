"""The family tree of the prompt: what it holds, and that no wording can be more than text in it."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.core import commands as c
from party.core.values import ArtworkId, Kind
from party.media.thumbnails import resized
from party.press.chronicle import look
from party.press.drawing import drawing
from party.press.lineage import Lineage, Twig, lineage, mermaid
from party.press.words import tidy

from .parties import Party, blank, loneliness, talkative
from .pressed import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
LINE = re.compile(
    r"flowchart TD"
    r"|  classDef (trunk|branch) [a-z0-9:, -]+"
    r"|  n\d+ (-\.-|===) n\d+"
    r'|  n\d+\["((?:\w|[ ,.!?]|#\d+;)*)"\]:::(trunk|branch)'
)


def tree_of(*texts: str) -> Lineage:
    """Texts as a trunk, each with itself as a branch."""
    rows = list[Twig]()
    for step, text in enumerate(texts):
        parent = 2 * (step - 1) if step else None
        rows += [Twig(tidy(text), step, 0, parent), Twig(tidy(text), None, 1, 2 * step)]
    return tuple(rows)


def texts_of(svg: str) -> list[str]:
    """Every text of a drawing, its lines joined."""
    read = ET.fromstring(svg)  # noqa: S314  our own
    return [" ".join(line.text or "" for line in text.iter(f"{SVG}tspan")) for text in read.iter(f"{SVG}text")]


def test_trunk_and_branches() -> None:
    """The path stands in order, what was not taken beside the step it left from; what was taken back is nowhere."""
    party = loneliness()
    rows = lineage(look(party.chronicle()))
    trunk = [row for row in rows if row.step is not None]
    assert [row.text for row in trunk] == [party.state.refinements[step].text for step in party.state.trunk]
    assert [row.step for row in trunk] == [0, 1, 2, 3, 4]
    for row in rows:
        assert row.depth == (row.step is None)
        assert row.parent is None or row.parent < rows.index(row)
    beside = {row.text: rows[row.parent].text for row in rows if row.step is None and row.parent is not None}
    assert beside["an old man on a bench at dusk"] == "an old man on a bench"
    assert "two old people looking away" not in {row.text for row in rows}
    assert trunk[-1].artwork in party.state.artworks


def test_a_joined_wording_has_two_roots() -> None:
    """A wording joined from two knows both."""
    rows = lineage(look(talkative().chronicle()))
    joined = next(row for row in rows if row.merged is not None)
    assert joined.parent is not None
    assert joined.merged is not None
    assert rows[joined.merged].text.startswith("a cat playing xylophone")


def test_what_is_hidden_is_not_in_the_tree() -> None:
    """A proposal the room may not see is in neither tree nor drawing."""
    party = blank("moon")
    secret = party.proposes(party.host, "something rude")
    party.does(party.host, c.ScreenThing(Kind.REFINEMENT, secret, shown=False))
    assert [row.text for row in lineage(look(party.chronicle()))] == ["moon"]


def test_a_long_evening_is_cut_and_counted() -> None:
    """Of forty steps and twenty branches some are drawn and the rest is a number; nothing is lost in the sum."""
    party = blank("moon")
    for number in range(20):
        party.proposes(party.joins(f"guest {number}"), f"moon and star {number}")
    for number in range(39):
        party.does(party.host, c.EditPrompt(f"moon {number}"))
    rows = lineage(look(party.chronicle()))
    assert len(rows) <= 40
    assert sum(row.more or 1 for row in rows) == 60
    svg = drawing(rows, {}, title="moon").svg
    assert "+14" in svg
    assert "+16" in svg


@pytest.mark.parametrize(
    "text", [HOSTILE, "1. list", "- item", "end", "%%{init: {}}%%", "`md`", '"]', "\u2028\u202e x", ""]
)
def test_mermaid_is_made_of_harmless_lines(text: str) -> None:
    """Every line is one of four shapes, and a label holds letters, harmless marks and numbered characters only."""
    check_mermaid(text)


@given(st.text(max_size=80))
def test_any_wording_in_mermaid(text: str) -> None:
    """The same for any text, and it reads back as it was."""
    check_mermaid(text)


def check_mermaid(text: str) -> None:
    """The strict reading of a flowchart."""
    for line in mermaid(tree_of(text, text)).splitlines():
        found = LINE.fullmatch(line)
        assert found, line
        label = re.sub(r"#(\d+);", lambda mark: chr(int(mark[1])), found[3] or "")
        assert not found[3] or label.rstrip("…").removeprefix("1 · ") in (tidy(text) or "…")


@given(st.text(max_size=80), st.text(max_size=30))
def test_any_wording_in_the_drawing(text: str, title: str) -> None:
    """Whatever is written, the drawing is XML of a few known elements that says the wording and nothing else."""
    svg = drawing(tree_of(text, text), {}, title=tidy(title)).svg
    read = ET.fromstring(svg)  # noqa: S314  our own
    assert {element.tag.removeprefix(SVG) for element in read.iter()} <= {
        "svg", "title", "style", "rect", "path", "circle", "text", "tspan",
    }  # fmt: skip
    said = "".join(texts_of(svg)[0].split()).removesuffix("…")
    assert "".join(tidy(text).split()).startswith(said)


def test_small_pictures_are_inside_the_drawing() -> None:
    """A wording with a picture shows it, carried in the file itself; the drawing says in words what it is."""
    party = loneliness()
    rows = lineage(look(party.chronicle()))
    small = {id_: resized(data, 112) for id_, data in party.pictures.items()}
    made = drawing(rows, small, title="the tree")
    read = ET.fromstring(made.svg)  # noqa: S314  our own
    images = [image.attrib["href"] for image in read.iter(f"{SVG}image")]
    assert len(images) == 5
    assert all(address.startswith("data:image/webp;base64,") for address in images)
    assert read.findtext(f"{SVG}title") == "the tree"
    assert (read.attrib["width"], read.attrib["height"]) == (str(made.width_px), str(made.height_px))
    assert "prefers-color-scheme" in made.svg


def test_a_tree_without_pictures_is_drawn_too() -> None:
    """Nothing was painted: every wording has a dot."""
    svg = drawing(tree_of("moon", "sun"), {ArtworkId("other"): b""}, title="x").svg
    assert svg.count("<circle") == 4
    assert "<image" not in svg


def test_the_words_in_the_drawing() -> None:
    """Long wordings are cut to a few lines, in any script; removed ones leave an ellipsis."""
    texts = texts_of(drawing(tree_of("moon " * 60, "月" * 200, ""), {}, title="x").svg)
    assert texts[0].endswith("…")
    assert 40 < len(texts[2]) < 120
    assert texts[4] == "2 · …"


def test_unwritten_party() -> None:
    """A party of one prompt is a tree of one row."""
    assert [row.text for row in lineage(look(Party("moon").chronicle()))] == ["moon"]
