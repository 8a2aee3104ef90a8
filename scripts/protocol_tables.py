"""Writes the tables of docs/protocol.md from the wire itself, between `<!-- table: … -->` and `<!-- end -->`.

Usage: `.venv/bin/python scripts/protocol_tables.py`; with `--check` it only says whether the page is stale.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, asdict, fields
from enum import Enum, StrEnum
from inspect import getdoc
from pathlib import Path
from typing import Any, Literal, NewType, get_args, get_origin, get_type_hints

from party.core.commands import GuestCommand, Stretch
from party.core.decide import TABLE
from party.core.diff import Span
from party.core.events import Count
from party.core.mishaps import Mishap, Setback
from party.core.rules.scene import EVERYBODY
from party.core.things import (
    Heard,
    HeldWords,
    Mine,
    MyNudge,
    MyPush,
    MyReactions,
    PhraseView,
    QuestionView,
    ReactionCount,
    Thing,
)
from party.core.values import (
    LIMITS,
    AgendaItem,
    ApprovalBallot,
    Circumstance,
    Composition,
    Item,
    PhraseWeight,
    RankedBallot,
    Reading,
    RecipeSettings,
    Role,
    Score,
    ScoreBallot,
    Settings,
    TextRecipe,
    Wall,
    Words,
)
from party.wire import catalogue, door, published
from party.wire.codes import CLOSES, PROBLEMS, REFUSALS, Meaning
from party.wire.messages import FromGuest, JobPlace, PreviewHeader, StudioView, ToGuest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "protocol.md"
SAID = ROOT / "web" / "messages" / "en.json"

UNIONS: Mapping[Any, str] = {GuestCommand: "a command", Thing: "thing"}
"""Closed unions that have a table of their own."""

PLAIN: Mapping[Any, str] = {str: "text", int: "whole number", float: "number", bool: "true/false"}

_MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=A)(?=[A-Z][a-z])")

SETTINGS_SAY: Mapping[str, str] = {
    "rule": "How ballots become a winner.",
    "tallies_hidden": "Keep the count from everybody until the vote closes.",
    "accept_winner": "The winner of a vote becomes the working prompt by itself, else the prompt master accepts it.",
    "paint_on_accept": "Have every accepted prompt painted at once.",
    "screening": "Hold what guests write, previews and pictures until the moderator lets them through.",
    "round_s": "Seconds a vote stays open.",
    "language": "The language of the party, such as `en`.",
    "recipe": "The recipe settings below.",
    "width_px": "Pixels; `null`: as the model likes it.",
    "height_px": "Pixels; `null`: as the model likes it.",
    "steps": "Denoising steps; `null`: as the model likes it.",
    "guidance": "How strictly the words are followed; `null`: as the model likes it.",
    "seed": "The first seed; `null`: a fresh one each time.",
    "scheduler": "The scheduler's name; `null`: as the model likes it.",
    "count": "Pictures in one job; their seeds follow one another.",
    "negative": "What should not be in the picture.",
}


def main() -> int:
    """Write the page, or with `--check` return 1 when it is stale."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = renewed(page)
    if "--check" not in sys.argv:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if page == fresh:
        return 0
    sys.stderr.write("docs/protocol.md is stale: run `.venv/bin/python scripts/protocol_tables.py`.\n")
    return 1


def renewed(page: str) -> str:
    """The page with every table as the code has it now."""
    return _MARKED.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}{found[3]}", page)


def commands() -> str:
    """Every command a guest may send: its fields, who may give it, and when."""
    rows = []
    for kind in get_args(GuestCommand):
        rule = TABLE[kind]
        when = " ".join(word for word, on in (("paused", rule.paused), ("closed", rule.closed)) if on)
        rows.append((_code(kind.__name__), _fields(kind), _who(rule.roles), when, _first(kind)))
    return _table(("command", "fields", "who may", "also while", "what it asks"), rows)


def messages() -> str:
    """Every message of both directions."""
    rows = [
        (way, _code(kind.__name__), _fields(kind), _first(kind))
        for way, union in (("guest → house", FromGuest), ("house → guest", ToGuest))
        for kind in get_args(union)
    ]
    return _table(("way", "message", "fields", "what it says"), rows)


def things() -> str:
    """Everything a screen shows, and what it is made of."""
    rows = [(_code(_tag(kind)), _fields(kind), _first(kind)) for kind in get_args(Thing)]
    return _table(("kind", "fields", "what it is"), rows)


def parts() -> str:
    """The smaller values inside messages and things."""
    return _values(
        ApprovalBallot,
        RankedBallot,
        ScoreBallot,
        Score,
        Mine,
        MyReactions,
        MyPush,
        MyNudge,
        HeldWords,
        Heard,
        PhraseView,
        QuestionView,
        ReactionCount,
        Count,
        Span,
        Stretch,
        AgendaItem,
        Wall,
        JobPlace,
        StudioView,
        Setback,
        TextRecipe,
        PhraseWeight,
        Composition,
        Item,
        Circumstance,
        Reading,
        PreviewHeader,
    )


def doors() -> str:
    """What goes over HTTP at the door."""
    return _values(
        door.HouseView,
        door.OpenParty,
        door.JoinParty,
        door.DeleteParty,
        door.Joined,
        door.Door,
        door.InviteLinks,
        door.MergedWording,
        door.WriteUpMade,
        published.Published,
        published.PublishedParty,
        door.Trouble,
    )


def catalogues() -> str:
    """What the catalogue offers."""
    return _values(
        catalogue.Catalogue,
        catalogue.Chip,
        catalogue.ArtistChip,
        catalogue.ModifierChip,
        catalogue.StylePreset,
        catalogue.QuestionCard,
        catalogue.ThemeIdea,
    )


def refusals() -> str:
    """Every refusal of the rules."""
    return _meanings({reason.value: meaning for reason, meaning in REFUSALS.items()}, "why", "refusal")


def problems() -> str:
    """Everything the door and the socket answer beyond the rules."""
    return _meanings({problem.value: meaning for problem, meaning in PROBLEMS.items()}, "why", "problem")


def mishaps() -> str:
    """Everything that can keep a picture from being made."""
    said = json.loads(SAID.read_text(encoding="utf-8"))
    rows = [(_code(mishap), said.get(_key("mishap", mishap), "")) for mishap in Mishap]
    return _table(("mishap", "what a guest reads"), rows)


def closes() -> str:
    """Every close code."""
    return _meanings({close.name: meaning for close, meaning in CLOSES.items()}, "close", "close")


def settings() -> str:
    """What a party can be set to."""
    rows = [
        (_code(field.name), _type(hint), _code(_default(field)), _bounds(field.name), SETTINGS_SAY[field.name])
        for kind in (Settings, RecipeSettings)
        for field, hint in _typed(kind)
    ]
    return _table(("setting", "type", "default", "bounds", "what it does"), rows)


def limits() -> str:
    """The bounds of what one session takes."""
    rows = [(_code(name), _range(value)) for name, value in asdict(LIMITS).items()]
    return _table(("limit", "value"), rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "commands": commands,
    "messages": messages,
    "things": things,
    "parts": parts,
    "doors": doors,
    "catalogue": catalogues,
    "refusals": refusals,
    "problems": problems,
    "mishaps": mishaps,
    "closes": closes,
    "settings": settings,
    "limits": limits,
}


def _meanings(table: Mapping[str, Meaning], prefix: str, what: str) -> str:
    said = json.loads(SAID.read_text(encoding="utf-8"))
    rows = [
        (str(int(row.number)), _code(name), row.fault, "yes" if row.again else "no", said.get(_key(prefix, name), ""))
        for name, row in table.items()
    ]
    return _table(("number", what, "whose fault", "again?", "what a guest reads"), rows)


def _values(*kinds: type[Any]) -> str:
    return _table(("value", "fields", "what it is"), ((_code(k.__name__), _fields(k), _first(k)) for k in kinds))


def _tag(kind: type[Any]) -> str:
    tag = next(field.default for field in fields(kind) if field.name == "kind")
    return str(tag.value if isinstance(tag, Enum) else tag)


def _key(prefix: str, name: str) -> str:
    return f"{prefix}_{name if name.isupper() else _HUMP.sub('_', name)}".lower()


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _fields(kind: type[Any]) -> str:
    shown = (
        f"{_code(field.name)} {_type(hint)}{'' if _required(field) else ' = ' + _code(_default(field))}"
        for field, hint in _typed(kind)
        if field.name != "kind"
    )
    return "<br>".join(shown)


def _typed(kind: type[Any]) -> Iterable[tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return ((field, hints[field.name]) for field in fields(kind))


def _type(hint: Any) -> str:  # noqa: ANN401  any type of a field
    if hint in UNIONS:
        return UNIONS[hint]
    if hint is type(None):
        return "null"
    if get_origin(hint) is Literal:
        return " / ".join(_code(str(value)) for value in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_type(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        return "object"
    if get_args(hint):
        return " or ".join(dict.fromkeys(_type(part) for part in get_args(hint)))
    if hint is Words:
        return "text"
    if isinstance(hint, NewType):
        return str(hint.__name__)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " / ".join(_code(member.value) for member in hint) if len(hint) <= len(Role) else hint.__name__
    return PLAIN.get(hint, str(hint.__name__))


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: Field[Any]) -> str:
    if field.default is MISSING:
        return "{}"
    value = field.default.value if isinstance(field.default, Enum) else field.default
    return json.dumps(value)


def _bounds(name: str) -> str:
    known = asdict(LIMITS)
    name = "size_px" if name in {"width_px", "height_px"} else "prompt" if name == "negative" else name
    if name == "count":
        return f"1 to {LIMITS.count}"
    return _range(known[name]) if name in known else ""


def _range(value: float | tuple[float, float]) -> str:
    return f"{value[0]:,} to {value[1]:,}" if isinstance(value, tuple) else f"at most {value:,}"


def _who(roles: frozenset[Role]) -> str:
    named = ", ".join(role.replace("_", " ") for role in Role if role in roles)
    return "everybody but a screen" if roles == EVERYBODY else named


def _first(kind: type[Any]) -> str:
    return " ".join((getdoc(kind) or "").split())


def _code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    sys.exit(main())
