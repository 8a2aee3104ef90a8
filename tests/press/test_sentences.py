"""The sentences of a page: every language says everything, and what people wrote arrives whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import BaseNode, Message, Placeable, SelectExpression, VariableReference
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from party.core.values import Millis, Reaction, Role, Topic, VotingRule
from party.press.choose import choose
from party.press.chronicle import look
from party.press.errors import TemplateBroken
from party.press.pictures import pictures
from party.press.prose import Prose
from party.press.render import page
from party.press.sentences import FALLBACK, TEMPLATES, Sentences, Unnamed, languages
from party.press.story import Why
from party.press.tell import tell

from .evenings import EVENINGS

PRESS = TEMPLATES.parent
SOURCES = [*PRESS.glob("*.py"), *TEMPLATES.glob("*.j2")]
NAMED: dict[str, tuple[StrEnum, ...]] = {
    "reaction-": tuple(Reaction),
    "topic-": tuple(Topic),
    "style-": (Topic.MOVEMENT, Topic.TECHNIQUE, Topic.ARTIST, Topic.PERIOD),
    "rule-": tuple(VotingRule),
    "why-": tuple(Why),
}
"""Sentences whose keys end in one of our own names. With a reason or without, a sentence is there twice: `-why`."""
ANY_KEY = re.compile(r"""["']([a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)["']""")
COMPOSED = re.compile(r"""f["']([a-z-]+-)\{""")


class Named(Visitor):
    """The values a sentence is given: those it prints, and those that only decide its form."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.printed: set[str] = set()
        self.asked: set[str] = set()

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802  the name fluent.syntax calls
        """What is selected by decides."""
        self.asked |= variables(node.selector)
        for variant in node.variants:
            self.visit(variant)

    def visit_Placeable(self, node: Placeable) -> None:  # noqa: N802  the name fluent.syntax calls
        """What is placed is printed."""
        if isinstance(node.expression, SelectExpression):
            self.visit(node.expression)
        else:
            self.printed |= variables(node.expression)


def variables(node: BaseNode) -> set[str]:
    """The names of all values below a node."""
    found: set[str] = set()

    class Finder(Visitor):
        def visit_VariableReference(self, one: VariableReference) -> None:  # noqa: N802  fluent.syntax calls it
            found.add(one.id.name)

    Finder().visit(node)
    return found


def messages(language: str) -> dict[str, Named]:
    """Every sentence of a language with the values it names."""
    told = {}
    for entry in FluentParser().parse((TEMPLATES / "words" / f"{language}.ftl").read_text(encoding="utf-8")).body:
        if isinstance(entry, Message):
            assert entry.id.name not in told, f"{entry.id.name} is there twice"
            told[entry.id.name] = Named()
            told[entry.id.name].visit(entry)
    return told


def used() -> Iterator[str]:
    """Every key the press asks for."""
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        for key in ANY_KEY.findall(text):
            yield from (key, f"{key}-why")
        for prefix in COMPOSED.findall(text):
            yield from (f"{prefix}{one}" for one in NAMED.get(prefix, ()))


@pytest.mark.parametrize("language", [one for one in languages() if one != FALLBACK])
def test_every_language_says_everything(language: str) -> None:
    """The same sentences as English, printing all that English prints and naming nothing English does not know."""
    english, other = messages(FALLBACK), messages(language)
    assert set(other) == set(english)
    for key, named in english.items():
        known = named.printed | named.asked
        assert other[key].printed | other[key].asked <= known, key
        assert named.printed - {"count"} <= other[key].printed | other[key].asked, key


def test_no_sentence_lies_idle() -> None:
    """Every sentence is asked for somewhere."""
    assert sorted(set(messages(FALLBACK)) - set(used())) == []


@pytest.mark.parametrize("language", languages())
def test_our_own_names_have_words(language: str) -> None:
    """Reactions, topics, rules and reasons are named in every language."""
    keys = Sentences(language).keys
    assert [f"{prefix}{one}" for prefix, named in NAMED.items() for one in named if f"{prefix}{one}" not in keys] == []
    assert {"moderators", "prompt_masters", "art_experts", "participants"} <= keys
    assert {f"{role.value}s" for role in Role} - keys <= {"screens"}


@pytest.mark.parametrize("language", languages())
def test_long_texts_arrive_whole(language: str) -> None:
    """What people wrote is never cut off or counted by the sentence around it."""
    text = "`&" * 4000
    assert Sentences(language).say("quoted", {"text": text}).count(text) == 1


@given(st.text(), st.text())
def test_texts_are_never_read(text: str, name: str) -> None:
    """Braces, marks and null characters in a text are text."""
    told = Sentences("en").say("proposed-why", {"by": name, "reason": text})
    assert told == f"{name} proposed it: {text}"


def test_chinese_is_set_as_chinese() -> None:
    """No space stands beside a Chinese character, and no half-width punctuation does."""
    lines = (TEMPLATES / "words" / "zh.ftl").read_text(encoding="utf-8").splitlines()
    told = [
        re.sub(r"^[\w-]+ = |^ +\*?\[\w+\] |\{[^}]*\}?", "", line).strip() for line in lines if not line.startswith("#")
    ]
    han = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
    assert [line for line in told if re.search(rf"{han} | {han}|{han}[,.;:?!()]|[,.;:?!()]{han}", line)] == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", EVENINGS)
def test_every_evening_in_every_language(language: str, name: str) -> None:
    """Whatever happened or did not happen, it can be told; nothing is left to be filled in."""
    party = EVENINGS[name]()
    seen = look(party.chronicle())
    selection = choose(seen)
    story = replace(tell(seen, selection, pictures(seen, selection)), language=language)
    made = page(story)
    text = made.body.markdown(str, mermaid=True, folds=True, sheets=("contact-1.webp",))
    assert not re.search(r"\?\?\?|\0|None|\{ ?\$|\(\)|\[\]\(\)", text)
    assert made.front.language == language
    assert all((made.front.title, made.front.description, *(picture.alt for picture in made.front.pictures)))


def test_plurals() -> None:
    """Each language counts as it does."""
    told = [Sentences("ru").say("pictures", {"count": count}) for count in (0, 1, 2, 5, 11, 21, 1000)]
    spaced = ["без картин", "1 картина", "2 картины", "5 картин", "11 картин", "21 картина", "1\u00a0000 картин"]
    assert told == spaced
    assert [Sentences("en").say("people", {"count": count}) for count in (1, 2)] == ["1 person", "2 people"]
    assert Sentences("zh").say("people", {"count": 12}) == "12人"


def test_dates_and_lists() -> None:
    """Dates and lists are written as each language does, in UTC."""
    at, items = Millis(1_795_370_400_000), ("a", "b", "c")
    told = {language: (Sentences(language).day(at), Sentences(language).listed(items)) for language in languages()}
    assert told["en"] == ("November 22, 2026", "a, b and c")
    assert told["ru"] == ("22 ноября 2026 года", "a, b и c")
    assert told["zh"] == ("2026年11月22日", "a、b和c")
    assert (Sentences("en").listed(()), Sentences("en").listed(("a",))) == ("", "a")


def test_only_a_guest_without_a_name_is_raised() -> None:
    """At the beginning of a sentence “a guest” is written large; a name stays as its owner writes it."""
    sentences = Sentences("en")
    assert sentences.say("proposed", {"by": Unnamed("a guest")}) == "A guest proposed it."
    assert sentences.say("proposed", {"by": Markup("bell")}) == "bell proposed it."


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("ru", "ru"),
        ("zh-Hans-CN", "zh"),
        ("RU", "ru"),
        ("en_GB", "en"),
        ("xx", "en"),
        ("", "en"),
        ("../en", "en"),
        ("<b>", "en"),
        ("ru.ftl", "en"),
    ],
)
def test_which_language_is_spoken(wanted: str, spoken: str) -> None:
    """The session's, else the same without its region, else English; whatever stands in the setting."""
    assert Sentences(wanted).language == spoken


def test_a_sentence_that_wants_more(tmp_path: Path) -> None:
    """A host's sentence with a value that is not there is told by file, line and name."""
    (tmp_path / "words").mkdir()
    file = tmp_path / "words" / "en.ftl"
    file.write_text("# ours\n\nproposed = { $who } had the idea.\n", encoding="utf-8")
    with pytest.raises(TemplateBroken) as broken:
        Prose(Sentences("en", tmp_path)).t("proposed", by="Ada")
    assert (broken.value.file, broken.value.line) == (file, 3)
    assert "$who" in str(broken.value)
