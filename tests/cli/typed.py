"""Commands as a host types them: in a process of their own, or in ours where that proves the same and is quicker."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from party.cli.commands import app

ROOT = Path(__file__).parents[2]
SETTINGS = {"COLUMNS": "200", "PARTY_HOST": "127.0.0.1", "PARTY_PORT": "0", "PYTHONUNBUFFERED": "1"}
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Typed:
    """How a command ended and what it said, without colors."""

    code: int
    out: str
    err: str

    @property
    def plain(self) -> str:
        """The one line a failed command leaves; fails when there is a traceback or more."""
        said = self.err.strip()
        assert self.code == 1, said
        assert "Traceback" not in said
        assert len(said.splitlines()) == 1, said
        return said


def types(*words: object) -> Typed:
    """A command in this process, outside of any event loop."""
    result = CliRunner().invoke(app, [str(word) for word in words], env=SETTINGS)
    return Typed(result.exit_code, ESCAPES.sub("", result.stdout), ESCAPES.sub("", result.stderr))


def runs(*words: object) -> Typed:
    """A command in a process of its own, to its end."""
    done = subprocess.run(  # noqa: S603  our own program
        command(*words), cwd=ROOT, env=os.environ | SETTINGS, capture_output=True, text=True, timeout=150, check=False
    )
    return Typed(done.returncode, ESCAPES.sub("", done.stdout), ESCAPES.sub("", done.stderr))


@contextmanager
def started(*words: object) -> Iterator["subprocess.Popen[str]"]:
    """A command that goes on running; killed at the end if it still does."""
    with subprocess.Popen(  # noqa: S603  our own program
        command(*words),
        cwd=ROOT,
        env=os.environ | SETTINGS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def command(*words: object) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "party", *(str(word) for word in words)]
