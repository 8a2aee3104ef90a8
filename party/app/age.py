"""Whether a write-up tells all there is to tell by now."""

import asyncio
from functools import lru_cache
from itertools import islice

from party.app.front import Front
from party.archive.journal import Journal
from party.core.values import Seq, SessionId
from party.live.stage import Stage
from party.press.chronicle import is_told
from party.press.export import INDEX
from party.press.front import told_from


async def is_older(here: Front, stage: Stage) -> bool:
    """Whether there is a write-up, and one made now would say something else."""
    index = here.sessions_dir / stage.state.write_up / INDEX
    if not stage.state.write_up or not index.is_file():
        return False
    told = told_from(await asyncio.to_thread(index.read_text, encoding="utf-8"))
    session, now = stage.keeper.session, stage.state.seq
    return told is not None and await asyncio.to_thread(has_gone_on, here.house.journal, session, told, now)


@lru_cache(maxsize=256)
def has_gone_on(journal: Journal, session: SessionId, told: Seq, now: Seq) -> bool:
    """Whether anything between these places would be told. A journal never changes what it said: found out once."""
    return any(is_told(entry.event) for entry in islice(journal.iterate(session), max(told, 0), now))
