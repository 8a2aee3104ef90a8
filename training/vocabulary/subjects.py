"""All subjects together, drawn and glyph, and the catalogue made of them. `python -m training.vocabulary.subjects` gathers the glyph words again."""

from __future__ import annotations

import json
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from party.studio.engines.pochade_engine.catalogue import NOTHING, Catalogue, Concept

from training.vocabulary.colors import COLORS
from training.vocabulary.stylistics import STYLES
from training.vocabulary.surroundings import MOODS, PLACES, TIMES, WEATHERS
from training.vocabulary.things import DRAWN, TRAITS, Thing

HERE = Path(__file__).parent
GATHERED = HERE.parent / "data" / "glyph_words.json"


@cache
def glyph_records() -> tuple[dict[str, Any], ...]:
    """One record per glyph subject: name, character, English words, Russian and Chinese words, group, size, where, weight."""
    return tuple(json.loads(GATHERED.read_text("utf-8")))


@cache
def subjects() -> dict[str, Thing]:
    """Every thing by name, drawn ones first; the order is the order of the catalogue."""
    drawn = {thing.name: thing for thing in DRAWN}
    glyphs = {}
    for record in glyph_records():
        name = record["name"] if record["name"] not in drawn else record["name"] + " (glyph)"
        glyphs[name] = Thing(name, record["group"], tuple(record["words"]), size=record["size"], where=record["where"], weight=record["weight"])
    return drawn | glyphs


@cache
def catalogue() -> Catalogue:
    """The closed vocabularies of the drawn world in their order."""
    options = {
        "style": tuple(style.name for style in STYLES),
        "mood": tuple(MOODS),
        "place": tuple(PLACES),
        "time": tuple(TIMES),
        "weather": tuple(WEATHERS),
        "sky": tuple(color.name for color in COLORS),
        "ground": tuple(color.name for color in COLORS),
    }
    return Catalogue(
        concepts=tuple(Concept(thing.name, thing.group, thing.aspect) for thing in subjects().values()),
        colors=((NOTHING, (0, 0, 0)), *((color.name, color.rgb) for color in COLORS)),
        traits=TRAITS,
        options={name: (NOTHING, *values) for name, values in options.items()},
    )


def gather(emoji_data: Path) -> list[dict[str, Any]]:
    """Join our list with names in English, Russian and Chinese from the npm package emojibase-data (MIT, from Unicode CLDR)."""
    languages = {code: _by_character(emoji_data / code / "data.json") for code in ("en", "ru", "zh")}
    characters = {entry["label"]: entry["emoji"] for entry in languages["en"].values()}
    records, seen = [], set()
    for group, table in tomllib.loads((HERE / "glyphs.toml").read_text("utf-8")).items():
        for spec in table["names"]:
            head, *more = spec.split("|")
            label, _, own = head.partition("=")
            if label in characters and label not in seen:
                seen.add(label)
                records.append(_record(own or label, characters[label], more, group, table, languages))
    return records


def _by_character(path: Path) -> dict[str, Any]:
    return {entry["emoji"]: entry for entry in json.loads(path.read_text("utf-8"))}


def _record(  # noqa: PLR0913, PLR0917 -- one row of a table, called once
    name: str, character: str, words: list[str], group: str, table: dict[str, Any], languages: dict[str, Any]
) -> dict[str, Any]:
    keywords = {code: [entries[character]["label"], *entries[character].get("tags", [])] for code, entries in languages.items()}
    return {
        "name": name,
        "character": character,
        "words": list(dict.fromkeys([name, *words])),
        "keywords": [word for word in keywords["en"] if word.isascii() and word not in words][:8],
        "ru": keywords["ru"][:6],
        "zh": keywords["zh"][:6],
        "group": group,
        "size": table["size"],
        "where": table["where"],
        "weight": table["weight"],
    }


if __name__ == "__main__":
    GATHERED.parent.mkdir(exist_ok=True)
    rows = gather(Path(sys.argv[1]))
    GATHERED.write_text(json.dumps(rows, ensure_ascii=False, indent=0), "utf-8")
    sys.stdout.write(f"{len(rows)} glyph subjects\n")
