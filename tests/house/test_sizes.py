"""The whole function on one screen, the whole module in one head."""

import ast
from pathlib import Path

from .source import ROOT, Function, functions, modules, named

FUNCTION_LINES = 60
MODULE_LINES = 400
LONGER = {
    "party/core/commands.py": "a closed union, read as a list: one small dataclass for each thing that can be asked",
    "party/core/events.py": "a closed union, read as a list: one small dataclass for each thing that can happen",
}


def lines(function: Function) -> int:
    """The length of a function without its docstring."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0)


def length(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_function_is_over_sixty_lines() -> None:
    """What does not fit on a screen is cut in two."""
    long = {
        f"{named(path)}:{function.lineno} {function.name}": lines(function)
        for path in modules()
        for function in functions(path)
        if lines(function) > FUNCTION_LINES
    }
    assert long == {}


def test_no_module_is_over_four_hundred_lines() -> None:
    """A module that grows past its bound is split, or stands in the list with its reason."""
    long = {named(path): length(path) for path in modules() if length(path) > MODULE_LINES}
    assert {name: size for name, size in long.items() if name not in LONGER} == {}


def test_no_exception_outlives_its_reason() -> None:
    """What is listed as longer is there, and longer."""
    assert [name for name in LONGER if length(ROOT / name) <= MODULE_LINES] == []
