"""A program that appends to several sessions until it is killed, and says what was acknowledged.

`python -m archive.writer URL SESSIONS` in the tests' folder; a line on standard output is `session seq`.
"""

import asyncio
import os
import sys

from party.archive.journal import Journal
from party.core.values import Seq, SessionId

from .evening import idea, opening


async def write(journal: Journal, session: SessionId) -> None:
    """Goes on where the session stands, in batches of one to five entries."""
    row = await journal.find(session)
    if row is None:
        await journal.begin(session, session, "epoch-1", opening())
    seq = row.head_seq if row else 1
    while True:
        batch = [idea(seq + 1 + n, f"{session} {seq + 1 + n}") for n in range(seq % 5 + 1)]
        await journal.append(session, Seq(seq), batch)
        seq += len(batch)
        os.write(1, f"{session} {seq}\n".encode())


async def main() -> None:
    """All sessions at once."""
    journal = Journal.open(sys.argv[1])
    await asyncio.gather(*(write(journal, SessionId(f"session-{n}")) for n in range(int(sys.argv[2]))))


if __name__ == "__main__":
    asyncio.run(main())
