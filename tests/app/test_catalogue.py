"""The starter catalogue is whole, within its bounds and light; a host's own joins it or is refused plainly."""

import importlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from party.app.application import application
from party.app.catalogue.reading import KINDS, LANGUAGES, STARTER, CatalogueRefused, catalogues, read
from party.app.catalogue.serving import editions
from party.cli.parts import running
from party.wire.schema import schema
from tests.houses import config_in

ROOT = Path(__file__).parents[2]
SHELVES = read(STARTER)
STARTERS = catalogues()

THIS_YEAR = 2026
AT_LEAST = {
    "techniques": 25,
    "artists": 30,
    "periods": 20,
    "moods": 20,
    "modifiers": 25,
    "styles": 24,
    "questions": 30,
    "themes": 20,
}
MARKUP = re.compile(r"[<>\[\]()*_`#|\\^~:\x00-\x1f]|https?|  |[\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
LATIN, CYRILLIC, HAN = re.compile(r"[A-Za-z]"), re.compile(r"[\u0400-\u04ff]"), re.compile(r"[\u4e00-\u9fff]")

pytestmark = pytest.mark.anyio


def shelf(name: str, language: str) -> list[dict[str, Any]]:
    """A shelf as it is sent."""
    told: list[dict[str, Any]] = json.loads(editions()[language].plain)[name]
    return told


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text a person can read in this language, and where it stands."""
    for name in KINDS:
        for entry in shelf(name, language):
            for field in ("label", "about", "adds", "negative", "text", "first_prompt"):
                if entry.get(field):
                    yield f"{name}.{entry['id']}.{field}", entry[field]
    for name in STARTERS[language].names:
        yield f"names.{name}", name


def bare(text: str) -> str:
    """A text without what the eye passes over."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def known_styles() -> Mapping[str, set[str]]:
    """The words for styles that the shipped model was trained on, by language."""
    styles = importlib.import_module("training.vocabulary.stylistics").STYLES
    english = {phrase for style in styles for phrase in style.phrases}
    rows = (ROOT / "training/vocabulary/foreign.tsv").read_text(encoding="utf-8").splitlines()
    foreign = [row.split("\t") for row in rows]
    styled = [row for row in foreign if row[0] in english]
    return {
        "en": english,
        "ru": {word for row in styled for word in row[1].split("|")},
        "zh": {word for row in styled for word in row[2].split("|")},
    }


def test_there_is_enough_to_choose_from() -> None:
    """Every shelf is as full as it was promised to be."""
    assert {name: len(SHELVES.entries[name]) for name in KINDS if len(SHELVES.entries[name]) < AT_LEAST[name]} == {}
    assert {language for language in LANGUAGES if len(SHELVES.names[language]) < 40} == set()


def test_every_entry_speaks_every_language() -> None:
    """No entry falls back to English, and what is optional is there in all languages or in none."""
    for name, entries in SHELVES.entries.items():
        assert [key for key, entry in entries.items() if set(entry) != set(LANGUAGES)] == [], name
    spoken = [{where for where, _ in texts(language) if not where.startswith("names.")} for language in LANGUAGES]
    assert spoken[0] == spoken[1] == spoken[2]


def test_every_text_is_in_its_language() -> None:
    """Russian has Cyrillic letters and no Latin one hidden among them; Chinese is simplified; English is Latin."""
    assert [where for where, text in texts("en") if CYRILLIC.search(text) or HAN.search(text)] == []
    for where, text in texts("ru"):
        assert CYRILLIC.search(text), where
        assert [word for word in re.findall(r"\w+", text) if LATIN.search(word) and CYRILLIC.search(word)] == [], where
    for where, text in texts("zh"):
        assert HAN.search(text), where
        text.replace("·", "").encode("gb2312")  # holds simplified forms only


def test_no_text_has_markup() -> None:
    """Nothing that a page, a prompt's weights or a reader's eye could take for more than words."""
    plain = {where: text.replace("{theme}", "") for language in LANGUAGES for where, text in texts(language)}
    assert [where for where, text in plain.items() if MARKUP.search(text.replace(": ", " ")) or "{" in text] == []
    into_prompts = {
        where: text
        for language in LANGUAGES
        for where, text in texts(language)
        if where.endswith(("adds", "negative", "first_prompt"))
    }
    assert [
        where for where, text in into_prompts.items() if re.search(r"[:;.!?\uff1a\uff1b\uff01\uff1f\u3002]", text)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_look_alike(language: str) -> None:
    """On one shelf no two labels, explanations, additions or questions are the same to the eye; nor are two names."""
    for name in KINDS:
        seen = Counter(
            (field, bare(entry[field]))
            for entry in shelf(name, language)
            for field in ("label", "about", "adds", "text", "first_prompt")
            if field in entry
        )
        assert [text for text, times in seen.items() if times > 1] == [], name
    assert len({bare(name) for name in STARTERS[language].names}) == len(STARTERS[language].names)


def test_every_artist_died_seventy_years_ago() -> None:
    """Copyright of seventy years after death has run out for each of them, counted in full years."""
    for artist in STARTERS["en"].artists:
        assert artist.died is not None, artist.id
        assert artist.born < artist.died, artist.id
        assert artist.died + 70 < THIS_YEAR, artist.id


def test_every_facet_has_its_modifiers() -> None:
    """Light, composition, viewpoint, color and detail are all there, each together in one place."""
    facets = [modifier.facet for modifier in STARTERS["en"].modifiers]
    together = [facet for place, facet in enumerate(facets) if place == 0 or facets[place - 1] != facet]
    assert together == list(dict.fromkeys(facets))
    assert len(together) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_model_knows_every_style(language: str) -> None:
    """What a preset adds holds a phrase the model was trained on for a style."""
    known = known_styles()[language]
    strange = [
        style.id
        for style in STARTERS[language].styles
        if not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", style.adds.lower()) for word in known)
    ]
    assert strange == []


def test_most_questions_name_the_theme() -> None:
    """At least two of three cards speak of the theme, and of the same one in every language."""
    for language in LANGUAGES:
        with_theme = {card.id for card in STARTERS[language].questions if "{theme}" in card.text}
        assert len(with_theme) * 3 >= len(STARTERS[language].questions) * 2
        assert with_theme == {card.id for card in STARTERS["en"].questions if "{theme}" in card.text}


@pytest.mark.parametrize(
    ("asked", "told"),
    [("en", "en"), ("ru", "ru"), ("zh", "zh"), ("zh-CN", "zh"), ("RU", "ru"), ("tlh", "en"), ("", "en")],
)
async def test_it_is_told_in_the_language_asked_for(host: httpx.AsyncClient, asked: str, told: str) -> None:
    """A region makes no difference; a language the house does not have is told in English."""
    response = await host.get("/api/catalogue", params={"language": asked})
    assert (response.status_code, response.headers["content-language"]) == (200, told)
    assert response.json() == json.loads(editions()[told].plain)
    assert response.json()["language"] == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_the_contract(language: str) -> None:
    """What is sent is a `Catalogue` as the wire's schema has it."""
    definitions = schema()["$defs"]
    contract = Draft202012Validator({"$ref": "#/$defs/Catalogue", "$defs": definitions})
    assert [error.message for error in contract.iter_errors(json.loads(editions()[language].plain))] == []


async def test_it_is_light_and_asked_for_once(host: httpx.AsyncClient) -> None:
    """Under 60 kB for each language and less when packed; who has it is told so, packed or not."""
    for language in LANGUAGES:
        plain, packed = [
            await host.get("/api/catalogue", params={"language": language}, headers={"accept-encoding": coding})
            for coding in ("identity", "gzip")
        ]
        assert (len(plain.content), packed.content) == (len(editions()[language].plain), plain.content)
        assert len(plain.content) < 60_000
        assert int(packed.headers["content-length"]) < 20_000
        assert plain.headers["etag"] != packed.headers["etag"]
        assert re.fullmatch(r"public, max-age=\d+", plain.headers["cache-control"])
        again = await host.get(
            "/api/catalogue",
            params={"language": language},
            headers={"accept-encoding": "gzip", "if-none-match": packed.headers["etag"]},
        )
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", packed.headers["etag"])


def test_what_changes_the_catalogue_changes_its_tag(tmp_path: Path) -> None:
    """Two houses with the same files give the same tag; one entry more gives another."""
    (tmp_path / "names.toml").write_text('en = ["Doorbell"]', encoding="utf-8")
    assert editions()["en"] == editions()["en"]
    assert editions(tmp_path)["en"].hash != editions()["en"].hash
    assert editions(tmp_path)["ru"] == editions()["ru"]


def test_a_host_adds_and_replaces(tmp_path: Path) -> None:
    """The same id replaces ours in its place, a new one comes last; a missing language is told in one that is there."""
    (tmp_path / "moods.toml").write_text(
        '[joyful]\nen = { label = "Merry", about = "As on Friday.", adds = "merry" }\n'
        '[our-street]\nru = { label = "Как здесь", about = "Тихо и криво.", adds = "тихо и криво" }\n',
        encoding="utf-8",
    )
    (tmp_path / "names.toml").write_text('zh = ["门铃"]', encoding="utf-8")
    ours, both = STARTERS, catalogues(tmp_path)
    places = [mood.id for mood in ours["en"].moods]
    for language in LANGUAGES:
        moods = {mood.id: mood for mood in both[language].moods}
        assert list(moods) == [*places, "our-street"]
        assert (moods["joyful"].label, moods["our-street"].label) == ("Merry", "Как здесь")
        assert both[language].techniques == ours[language].techniques
    assert both["zh"].names == (*ours["zh"].names, "门铃")
    assert both["en"].names == ours["en"].names


async def test_a_server_serves_what_its_host_added(tmp_path: Path) -> None:
    """`PARTY_CATALOGUE` reaches the guests."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "questions.toml").write_text('[street]\nen = { text = "Where is “{theme}”?" }', encoding="utf-8")
    async with running(config_in(tmp_path).model_copy(update={"catalogue": own})) as server:
        app = application(server.front)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://party.example") as http:
            cards = (await http.get("/api/catalogue")).json()["questions"]
    assert cards[-1] == {"id": "street", "text": "Where is “{theme}”?"}


WORDS = 'label = "Tin", about = "It shines.", adds = "on tin"'


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("techniques", f"[tin]\nen = {{ {WORDS} ", "is not valid TOML"),
        ("techniques", '[tin]\nen = { about = "It shines.", adds = "on tin" }', "tin.en.label is missing."),
        (
            "techniques",
            f"[tin]\nen = {{ {WORDS.replace('Tin', 'T' * 29)} }}",
            "tin.en.label has more than 28 characters.",
        ),
        ("techniques", f"[tin]\nru = {{ {WORDS.replace('It shines.', ' ')} }}", "tin.ru.about is empty."),
        ("techniques", f"[tin]\nen = {{ {WORDS}, shine = 3 }}", "tin.en.shine is not known"),
        ("techniques", f"[tin]\nfr = {{ {WORDS} }}", "tin has no line in any of en, ru, zh."),
        ("techniques", '[tin]\nen = "on tin"', "tin.en should be a table."),
        ("techniques", 'tin = "on tin"', "tin should be a table."),
        ("techniques", f"[Tin_Plate]\nen = {{ {WORDS} }}", "Tin_Plate is no id"),
        ("artists", f"[tin]\nen = {{ {WORDS} }}", "tin.en.born is missing."),
        ("artists", f'[tin]\nborn = "long ago"\nen = {{ {WORDS} }}', "tin.en.born should be a whole number."),
        ("modifiers", f'[tin]\nfacet = "sound"\nen = {{ {WORDS} }}', "tin.en.facet should be 'light'"),
        ("questions", f'[tin]\nen = {{ text = "{"why? " * 20}" }}', "tin.en.text has more than 80 characters."),
        ("names", 'en = "Tin"', "en should be a list."),
        ("names", 'fr = ["Tin"]', "fr is no language of the catalogue"),
        ("mood", f"[tin]\nen = {{ {WORDS} }}", "is no file of a catalogue. It knows techniques"),
    ],
)
def test_a_bad_file_is_refused_plainly(tmp_path: Path, file: str, text: str, sentence: str) -> None:
    """One sentence names the file, the entry and what is wrong."""
    path = tmp_path / f"{file}.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueRefused) as refused:
        catalogues(tmp_path)
    assert str(path) in str(refused.value)
    assert sentence in str(refused.value)


async def test_a_house_with_a_bad_catalogue_stays_shut(tmp_path: Path) -> None:
    """It is refused at the start, not at the first guest; so is a folder that is not there."""
    missing = tmp_path / "nowhere"
    with pytest.raises(CatalogueRefused, match=re.escape(f"{missing} is not there")):
        async with running(config_in(tmp_path).model_copy(update={"catalogue": missing})):
            pass


def test_the_page_shows_files_that_work(tmp_path: Path) -> None:
    """Every example in docs/guide/catalogue.md is a catalogue."""
    page = (ROOT / "docs/guide/catalogue.md").read_text(encoding="utf-8")
    files: list[str] = []
    for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL):
        for name, text in re.findall(r"^# (\w+)\.toml.*\n((?:(?!# ).*\n)*)", block, re.MULTILINE):
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
            files.append(name)
    assert len(files) >= 5
    added = read(tmp_path)
    assert sorted([*added.entries, "names"]) == sorted(files)
    catalogues(tmp_path)
