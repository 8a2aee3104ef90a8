"""A program whose files may not grow past a limit: it appends until that fails, then gets room again.

`python -m archive.full_disk URL` in the tests' folder; says how far it came on standard output.
"""

import asyncio
import resource
import sys

from party.archive.errors import ArchiveFailed
from party.archive.journal import Journal
from party.core.values import Seq, SessionId

from .evening import idea, opening

SESSION, CROWD = SessionId("session-0"), [SessionId(f"crowd-{n}") for n in range(8)]
LIMIT_BYTES = 1_500_000


async def fill(journal: Journal) -> int:
    """Appends until it fails; the last place that was acknowledged."""
    seq = 1
    while True:
        batch = [idea(seq + 1 + n, f"{SESSION} {seq + 1 + n}") for n in range(7)]
        try:
            await journal.append(SESSION, Seq(seq), batch)
        except ArchiveFailed as error:
            sys.stdout.write(f"failed {seq} {error.temporary} {error}\n")
            return seq
        seq += 7


async def crowd(journal: Journal) -> int:
    """Many sessions append at once, one of them far too much; how many of the others succeeded."""
    for session in CROWD:
        await journal.begin(session, session, "epoch-1", opening())
    sizes = [1, 5000, *([1] * 6)]
    appends = (
        journal.append(session, Seq(1), [idea(2 + n) for n in range(size)])
        for session, size in zip(CROWD, sizes, strict=True)
    )
    results = await asyncio.gather(*appends, return_exceptions=True)
    assert isinstance(results[1], ArchiveFailed)
    assert len(await journal.read(CROWD[1])) == 1
    return results.count(None)


async def main() -> None:
    """Full, then with room."""
    journal = Journal.open(sys.argv[1])
    await journal.begin(SESSION, "MOON", "epoch-1", opening())
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, resource.RLIM_INFINITY))
    sys.stdout.write(f"crowd {await crowd(journal)}\n")
    seq = await fill(journal)
    verdict = await journal.verify(SESSION)
    sys.stdout.write(f"read {len(await journal.read(SESSION))} {verdict.ok}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await journal.append(SESSION, Seq(seq), [idea(seq + 1)])
    sys.stdout.write(f"went on to {seq + 1}\n")
    journal.close()


if __name__ == "__main__":
    asyncio.run(main())
