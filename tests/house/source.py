"""The source as the house tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = tuple(ROOT / name for name in ("party", "tests", "bench", "scripts"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of ours, but what is generated."""
    return tuple(sorted(path for room in ROOMS if room.exists() for path in room.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    """A file as it is called in a complaint."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def imported(path: Path) -> Iterator[str]:
    """The dotted names a file imports, wherever it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""
