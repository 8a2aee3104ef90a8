"""The docs name everything a reader can meet."""

import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from party.config import Config
from party.core.commands import GuestCommand
from party.core.refusals import Reason
from party.core.values import RecipeSettings, Settings
from party.wire.codes import CLOSES, PROBLEMS, REFUSALS, Problem
from party.wire.messages import FromGuest, PreviewHeader, ToGuest

from .source import ROOT

DOCS = ROOT / "docs"
PROTOCOL = DOCS / "protocol.md"

NAMED: dict[str, tuple[str, ...]] = {
    "command": tuple(kind.__name__ for kind in get_args(GuestCommand)),
    "message": tuple(kind.__name__ for kind in (*get_args(FromGuest), *get_args(ToGuest))),
    "refusal": tuple(reason.value for reason in Reason),
    "problem": tuple(problem.value for problem in Problem),
    "setting": tuple(field.name for kind in (Settings, RecipeSettings) for field in fields(kind)),
    "preview header": tuple(field.name for field in fields(PreviewHeader)),
}


def words(*paths: Path) -> set[str]:
    """Everything set as code in these files, by word."""
    missing = [str(path.relative_to(ROOT)) for path in paths if not path.exists()]
    assert missing == [], f"to be written: {missing}"
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL))
    return set(re.findall(r"\w+", code))


def unnamed(names: Iterable[str], *paths: Path) -> list[str]:
    """The names these files do not mention as code."""
    known = words(*paths)
    return [name for name in names if name not in known]


@pytest.mark.parametrize("sort", NAMED)
def test_the_protocol_names_every(sort: str) -> None:
    """`docs/protocol.md` names every command, message, refusal, problem and setting."""
    assert unnamed(NAMED[sort], PROTOCOL) == [], f"{sort}s missing from docs/protocol.md"


def test_the_protocol_tells_the_numbers() -> None:
    """`docs/protocol.md` gives the number of every refusal, problem and close code."""
    rows = (*REFUSALS.values(), *PROBLEMS.values(), *CLOSES.values())
    assert PROTOCOL.exists(), "to be written: docs/protocol.md"
    known = set(re.findall(r"\d+", PROTOCOL.read_text(encoding="utf-8")))
    assert [row.number for row in rows if str(int(row.number)) not in known] == []


def test_the_docs_name_every_setting_of_the_server() -> None:
    """Each environment variable stands in the README or somewhere under docs/."""
    pages = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
    assert unnamed((f"PARTY_{name.upper()}" for name in Config.model_fields), *pages) == []
