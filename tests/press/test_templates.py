"""A host's own templates: looked in first, kept in a sandbox, and told about by file and line when they break."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from party.press.choose import choose
from party.press.chronicle import look
from party.press.errors import TemplateBroken
from party.press.pictures import pictures
from party.press.render import PAGE, page
from party.press.sentences import TEMPLATES
from party.press.story import Story
from party.press.tell import tell

from .evenings import hometown
from .parties import Party, loneliness


def told(party: Party) -> Story:
    """A party's story."""
    seen = look(party.chronicle())
    selection = choose(seen)
    return tell(seen, selection, pictures(seen, selection))


LONELINESS, HOMETOWN = told(loneliness()), told(hometown())


def read(story: Story, templates: Path) -> str:
    """The page as a host's folder makes it."""
    return page(story, templates).body.markdown(str)


def written(folder: Path, name: str, text: str) -> Path:
    """A file of a host's."""
    file = folder / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_page_of_ones_own(tmp_path: Path) -> None:
    """A host's page replaces ours altogether; what it prints is escaped as ours is."""
    written(tmp_path, PAGE, "# {{ title }}\n\n{% for step in story.path[:2] %}{{ step.text }};{% endfor %}\n")
    story = replace(LONELINESS, theme="*a*")
    assert read(story, tmp_path) == "# \\*a\\*\n\nloneliness;an old man on a bench;\n"


def test_a_section_of_ones_own(tmp_path: Path) -> None:
    """A page that extends ours changes its own blocks only, and may use all ours can."""
    written(
        tmp_path, PAGE, '{% extends "party/index.md.j2" %}{% block rights %}{{ line(t("about")) }}MINE\n{% endblock %}'
    )
    ours, theirs = page(LONELINESS).body.markdown(str), read(LONELINESS, tmp_path)
    assert "## Rights" not in theirs
    assert ours.partition("## Rights")[0] in theirs
    assert "MINE" in theirs


def test_a_sentence_of_ones_own(tmp_path: Path) -> None:
    """One sentence can be said otherwise; the others stay."""
    written(tmp_path, "words/en.ftl", "opening = We were { $people } under { $theme }.\n")
    assert "\nWe were 8 people under **loneliness**. The prompt began as" in read(LONELINESS, tmp_path)
    assert "围绕**故乡**相聚" in read(HOMETOWN, tmp_path)


def test_a_language_of_ones_own(tmp_path: Path) -> None:
    """A whole new language is a file; one that lacks a sentence is told which."""
    english = (TEMPLATES / "words" / "en.ftl").read_text(encoding="utf-8")
    file = written(tmp_path, "words/zh-Hant.ftl", english.replace("What the theme called up", "主題"))
    story = replace(HOMETOWN, language="zh-hant")
    assert "## 主題\n" in read(story, tmp_path)
    assert page(story, tmp_path).front.language == "zh-Hant"
    file.write_text(english.replace("closest-vote =", "closest_vote ="), encoding="utf-8")
    with pytest.raises(TemplateBroken, match=r"zh-Hant.ftl, line \d+: the sentence “closest-vote” is missing"):
        page(story, tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("# a\n\n{% for x in %}\n", 3, "Expected an expression"),
        ("# a\n{{ story.nothing }}\n", 2, "nothing"),
        ("# a\n{% block b %}\n\n{{ tell.proposed(7) }}\n{% endblock %}", 4, "'int' object"),
        ("{{ nobody }}", 1, "'nobody' is undefined"),
        ("\n\n{{ t('no-such-sentence') }}", 3, "there is no sentence “no-such-sentence”"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("\n{{ 'a'.__class__.__mro__ }}", 2, "unsafe"),
        ("{{ story|attr('__class__') }}", 1, "unsafe"),
        ("\n{{ story.path.append(1) }}", 2, "append"),
        ("{% for x in range(10000000) %}{% endfor %}", 1, "range"),
        ("{% include 'nowhere.j2' %}", 1, "nowhere.j2"),
        ("{% include '../../../etc/passwd' %}", 1, "passwd"),
        ("\n{{ story.theme|nofilter }}", 2, "nofilter"),
    ],
)
def test_what_breaks_a_page(text: str, line: int, what: str, tmp_path: Path) -> None:
    """Syntax, names, values, the sandbox: the host hears file, line and what."""
    file = written(tmp_path, PAGE, text)
    with pytest.raises(TemplateBroken) as broken:
        read(LONELINESS, tmp_path)
    assert (broken.value.file, broken.value.line) == (file, line)
    assert what in broken.value.what
    assert not broken.value.temporary


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("opening = We were { $people\n", 2),
        ("# fine\nabout = fine\n\nnot a sentence at all\n", 4),
        ("about = { $count ->\n    [one] one\n}\n", 3),
    ],
)
def test_what_breaks_sentences(text: str, line: int, tmp_path: Path) -> None:
    """What Fluent cannot read is told by file and line before anything is written."""
    file = written(tmp_path, "words/en.ftl", text)
    with pytest.raises(TemplateBroken) as broken:
        page(LONELINESS, tmp_path)
    assert (broken.value.file, broken.value.line) == (file, line)


def test_what_the_guide_shows_works(tmp_path: Path) -> None:
    """The examples of the guide do what it says of them, and it names every block there is."""
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "templates.md").read_text(encoding="utf-8")
    (fluent,), (jinja,) = (re.findall(rf"```{kind}\n(.*?)```", guide, re.DOTALL) for kind in ("fluent", "jinja"))
    written(tmp_path, "words/en.ftl", fluent)
    written(tmp_path, PAGE, jinja)
    text = read(LONELINESS, tmp_path)
    assert "8 people sat around a table and thought of **loneliness**." in text
    assert "## What came to mind" in text
    assert "Written up by the Tuesday round" in text
    assert "## The whole tree" not in text
    blocks = re.findall(r"{% block (\w+) %}", (TEMPLATES / PAGE).read_text(encoding="utf-8"))
    assert ", ".join(f"`{block}`" for block in blocks) in " ".join(guide.split())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder somebody has moved away is missed, not passed over."""
    with pytest.raises(TemplateBroken, match="there is no such folder"):
        read(LONELINESS, tmp_path / "gone")


def test_no_text(tmp_path: Path) -> None:
    """Files that are no text say so."""
    (tmp_path / PAGE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateBroken):
        read(LONELINESS, tmp_path)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.ftl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateBroken, match=r"en.ftl, line 1: it cannot be read as UTF-8"):
        page(LONELINESS, tmp_path)
