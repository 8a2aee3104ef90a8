"""Imports point down, torch stays with the engines, and the core needs next to nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from .source import ROOT, imported, modules, named

HEAVY = frozenset({"torch", "diffusers", "transformers", "accelerate"})
ENGINES = ROOT / "party" / "studio" / "engines"
OURS_ALONE = ("party.app", "party.studio", "party.core", "party.client", "party.cli", "party.press")

_LOADED = "import importlib, sys; [importlib.import_module(m) for m in sys.argv[1:]]; print(*sys.modules)"


def loaded(*names: str) -> set[str]:
    """The top-level packages a fresh Python has loaded after importing these modules."""
    done = subprocess.run(  # noqa: S603  our own interpreter on our own modules
        [sys.executable, "-c", _LOADED, *names], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stdout.split()}


def light() -> list[str]:
    """Every module of the package but the engines, and migrations, which alembic loads by path."""
    party = ROOT / "party"
    paths = [p for p in party.rglob("*.py") if ENGINES not in p.parents and "migrations" not in p.parts]
    return sorted(".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in paths)


@pytest.mark.parametrize("name", OURS_ALONE)
def test_a_room_loads_no_torch(name: str) -> None:
    """The web process stays light: no model library comes in with any of its parts."""
    assert not loaded(name) & HEAVY


def test_nothing_but_the_engines_loads_torch() -> None:
    """Not even all modules of the package together load a model library, engines aside."""
    assert not loaded(*light()) & HEAVY


def test_only_engines_name_torch() -> None:
    """Model libraries are imported under `studio/engines` and nowhere else in the package, not even late."""
    party = [path for path in modules() if path.is_relative_to(ROOT / "party") and ENGINES not in path.parents]
    assert [named(path) for path in party if HEAVY & {name.partition(".")[0] for name in imported(path)}] == []


def test_the_core_is_pure() -> None:
    """The core imports itself, the standard library and rpds, and nothing of that library that looks at the world."""
    world = {"asyncio", "datetime", "os", "pathlib", "random", "secrets", "socket", "subprocess", "time", "uuid"}
    allowed = (set(sys.stdlib_module_names) - world) | {"rpds"}
    core = ROOT / "party" / "core"
    strange = {
        (named(path), name)
        for path in modules()
        if path.is_relative_to(core)
        for name in imported(path)
        if not name.startswith("party.core") and name.partition(".")[0] not in allowed
    }
    assert strange == set()


def test_imports_point_down() -> None:
    """The contracts in `.importlinter` hold."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603  a tool of our own environment
        [linter, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
