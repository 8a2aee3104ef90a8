"""Things are called what they are."""

import ast
import re
from pathlib import Path

from .source import ROOT, modules, named, tree

NO_PLACE = re.compile(r"(^|_)(utils?|commons?|misc|helpers?|base)($|_)")
NO_NOUN = re.compile(r"(Managers?|Services?|Handlers?|Helpers?|Utils?|Base)$")


def web() -> list[Path]:
    """The files of the web client that we write."""
    source = ROOT / "web" / "src"
    return [path for path in source.rglob("*") if path.suffix in {".ts", ".svelte"}] if source.exists() else []


def test_no_module_is_a_drawer() -> None:
    """No file or folder is called for being of use: what lives in it has a name."""
    parts = {named(path): path.relative_to(ROOT).with_suffix("").parts for path in [*modules(), *web()]}
    assert [name for name, each in parts.items() if any(NO_PLACE.search(part.lower()) for part in each)] == []


def test_no_class_is_a_manager() -> None:
    """No class is called Manager, Service, Handler, Helper or Base."""
    bad = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and NO_NOUN.search(node.name)
    ]
    assert bad == []


def test_no_function_is_called_for_helping() -> None:
    """What a function does gives it its name."""
    bad = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and NO_PLACE.search(node.name)
    ]
    assert bad == []
