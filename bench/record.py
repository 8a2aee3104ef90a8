"""What the house needs for a picture, for a write-up and for a line in the journal."""

import time
from pathlib import Path

from bench.figures import Figure
from party.archive.journal import Journal
from party.client import PartyGuest
from party.core import commands as c
from party.core.decide import begin
from party.core.events import Entry, PhaseChanged
from party.core.refusals import Refusal
from party.core.rules.scene import Occasion
from party.core.values import ArtworkId, GuestId, Millis, Phase, Seq, SessionId

PICTURES, LINES, BATCH = 3, 200, 2_000


async def pictures(host: PartyGuest) -> list[Figure]:
    """From the order to the picture on the screen, with the shipped model; the first one apart."""
    await host.until(lambda view: view.studio and view.studio.status != "loading")
    took_s = list[float]()
    for _ in range(PICTURES):
        before, began_s = len(host.view.artworks), time.perf_counter()
        await host.do(c.StartJob())
        await host.until(lambda view, before=before: len(view.artworks) > before)  # type: ignore[misc]
        took_s.append(time.perf_counter() - began_s)
    return [
        Figure("studio", "first picture, order to screen", round(took_s[0], 2), "s"),
        Figure("studio", "a later picture, order to screen", round(min(took_s[1:]), 2), "s"),
    ]


async def write_up(host: PartyGuest) -> list[Figure]:
    """The write-up of all pictures there are."""
    for artwork in tuple(host.view.artworks):
        await host.do(c.ChooseArtwork(ArtworkId(artwork)))
    began_s = time.perf_counter()
    await host.write_up()
    took_ms = round((time.perf_counter() - began_s) * 1000)
    return [Figure("press", f"write-up with {len(host.view.artworks)} pictures", took_ms, "ms")]


async def commits(folder: Path) -> list[Figure]:
    """Durable lines in a fresh journal: one by one, and many at once."""
    journal, session = Journal.open(f"sqlite:///{folder}/bench.db"), SessionId("bench")
    events = begin(c.OpenSession("loneliness", "a bench", "Hanna"), Occasion(Millis(0), "hanna", 7))
    if isinstance(events, Refusal):
        raise SystemExit(f"A party could not be opened: {events}.")
    opening = [Entry(Seq(at), Millis(0), GuestId("hanna"), "open", event) for at, event in enumerate(events, start=1)]
    await journal.begin(session, "BENCH", "epoch", opening)
    seq, began_s = len(opening), time.perf_counter()
    for _ in range(LINES):
        await journal.append(session, Seq(seq), [_line(seq + 1)])
        seq += 1
    alone_ms = (time.perf_counter() - began_s) * 1000 / LINES
    began_s = time.perf_counter()
    await journal.append(session, Seq(seq), [_line(seq + 1 + index) for index in range(BATCH)])
    batch_ms = (time.perf_counter() - began_s) * 1000
    journal.close()
    return [
        Figure("archive", "a durable line, one at a time", round(alone_ms, 2), "ms"),
        Figure("archive", f"{BATCH} lines in one commit", round(batch_ms), "ms"),
    ]


def _line(seq: int) -> Entry:
    return Entry(Seq(seq), Millis(seq), GuestId("hanna"), str(seq), PhaseChanged(Phase.GATHER))
