"""The Python that is printed on the pages is Python."""

import ast
import importlib
import re

import pytest

from .pages import PAGES, named, read

PYTHON = [(named(page), block) for page in PAGES for block in re.findall(r"```python\n(.*?)```", read(page), re.DOTALL)]


@pytest.mark.parametrize(("page", "block"), PYTHON, ids=[page for page, _ in PYTHON])
def test_python_on_a_page_can_be_run(page: str, block: str) -> None:
    """It compiles, as in a notebook where `await` stands free, and what it imports is there."""
    code = compile(block, page, "exec", flags=ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    for node in ast.walk(code):
        if isinstance(node, ast.ImportFrom):
            module = importlib.import_module(str(node.module))
            assert [name.name for name in node.names if not hasattr(module, name.name)] == []
