"""What was acknowledged survives `kill -9` at any moment, and a full disk keeps nothing by halves."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from party.archive.journal import Journal
from party.core.events import AssociationMade
from party.core.values import SessionId

pytestmark = pytest.mark.anyio

SESSIONS = 4


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Runs one of the programs that lie beside this test."""
    room = Path(__file__).parent
    command = [sys.executable, "-m", f"{room.name}.{program}", *arguments]
    return subprocess.Popen(command, cwd=room.parent, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


async def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    """A writer of several sessions is killed at random moments and started again: nothing it said is missing."""
    url = f"sqlite:///{tmp_path}/party.db"
    chance = random.Random(20_261_122)  # noqa: S311 - a seed, not a secret
    acknowledged = {SessionId(f"session-{number}"): 0 for number in range(SESSIONS)}
    for _ in range(6):
        with start("writer", url, str(SESSIONS)) as writer:
            assert writer.stdout
            for _ in range(chance.randint(1, 300)):
                note(acknowledged, writer.stdout.readline())
            writer.kill()
            for line in writer.stdout:
                note(acknowledged, line)
        journal = Journal.open(url)
        for session, seq in acknowledged.items():
            await holds(journal, session, seq)
        journal.close()
    assert min(acknowledged.values()) > 0


def note(acknowledged: dict[SessionId, int], line: str) -> None:
    session, seq = line.split()
    acknowledged[SessionId(session)] = int(seq)


async def holds(journal: Journal, session: SessionId, seq: int) -> None:
    """The session has everything up to a place, each entry with its own text, and verifies."""
    if await journal.find(session) is None:
        assert seq == 0
        return
    entries = await journal.read(session)
    assert len(entries) >= seq
    for entry in entries[1:]:
        assert isinstance(entry.event, AssociationMade)
        assert entry.event.text == f"{session} {entry.seq}"
    assert (await journal.verify(session)).problems == ()


async def test_a_full_disk_keeps_nothing_by_halves(tmp_path: Path) -> None:
    """An append that does not fit fails whole and alone; reading goes on, and with room again so does writing."""
    url = f"sqlite:///{tmp_path}/party.db"
    with start("full_disk", url) as writer:
        said = writer.communicate(timeout=60)[0].splitlines()
    assert said[0] == "crowd 7"
    seq = int(said[1].split()[1])
    assert said[1].startswith(f"failed {seq} False The record could not be read or written")
    assert said[2:] == [f"read {seq} True", f"went on to {seq + 1}"]
    journal = Journal.open(url)
    assert len(await journal.read(SessionId("session-0"))) == seq + 1
    assert (await journal.verify(SessionId("session-0"))).ok
    journal.close()
