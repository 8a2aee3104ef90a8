"""What the pages tell people to type can be typed."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from party.cli.commands import app

from .pages import PAGES, README, ROOT, blocks, code, named, read

COMMANDS = dict(getattr(get_command(app), "commands", {}))
OPTIONS = {
    name: {option for parameter in command.params for option in parameter.opts} for name, command in COMMANDS.items()
}
FOREIGN = {"--build-arg"}
"""Options of other programs that stand alone in a sentence."""

_CALLED = re.compile(r"(?<![\w-])party (?=([a-z]+)\b)([^#|]*)")
_TARGET = re.compile(r"\bmake ([a-z]+)\b")


def calls(page: Path) -> Iterator[tuple[str, str]]:
    """Each call of the party command on a page: its subcommand and what follows."""
    for line in code(page):
        if not line.startswith("make "):
            yield from _CALLED.findall(line.partition(" #")[0].replace("exec party", "exec"))


def test_the_readme_begins_with_the_two_commands() -> None:
    """The first block of code is `make party` and `make test`, and stands before anything else."""
    lines = [line.partition("#")[0].strip() for line in blocks(README)[0].splitlines()]
    assert lines == ["make party", "make test"]
    title, _, rest = read(README).partition("\n")
    assert title.startswith("# ")
    assert rest.lstrip().startswith("```")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_on_a_page_exist(page: Path) -> None:
    """Each `party` command is one, and its options are its own."""
    unknown = [name for name, _ in calls(page) if name not in COMMANDS]
    assert unknown == []
    wrong = [
        f"{name} {o}" for name, rest in calls(page) for o in re.findall(r"--[a-z-]+", rest) if o not in OPTIONS[name]
    ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_options_in_a_sentence_exist(page: Path) -> None:
    """An option that stands alone belongs to some `party` command."""
    known = set().union(*OPTIONS.values()) | FOREIGN
    alone = [line.split()[0] for line in code(page) if line.startswith("--")]
    assert [option for option in alone if option not in known] == []


def test_every_command_is_in_the_readme() -> None:
    """Nothing can be typed that the README does not name."""
    assert set(COMMANDS) - {name for name, _ in calls(README)} == set()


def test_make_targets_on_the_pages_exist() -> None:
    """Each `make` target that is named is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    asked = {(named(page), target) for page in PAGES for line in code(page) for target in _TARGET.findall(line)}
    assert {(page, target) for page, target in asked if target not in targets} == set()


def test_the_changelog_speaks_of_this_version() -> None:
    """The version of pyproject.toml has its entry."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] in read(ROOT / "CHANGELOG.md")
