"""How the end of a process is told."""

import signal

import pytest

from party.studio.process import cause_of_death


@pytest.mark.parametrize(
    ("exit_code", "words"),
    [
        (-signal.SIGKILL, "it was killed, as systems do when memory runs out"),
        (-signal.SIGSEGV, "it was ended by SIGSEGV"),
        (3, "it ended with exit code 3"),
    ],
)
def test_a_cause_of_death_is_plain(exit_code: int, words: str) -> None:
    """Signals and exit codes become words a host can act on."""
    assert cause_of_death(exit_code) == words
