"""What it takes to write up a very long evening: 10,000 events and 1,000 pictures, in a process of its own.

`python -m bench.exports FOLDER` makes the evening, exports it and says how long that took and how much memory it added.
"""

import hashlib
import json
import subprocess
import sys
import time
from io import BytesIO
from itertools import count
from pathlib import Path

import psutil
from PIL import Image

from bench.figures import Figure
from party.core import commands as c
from party.core.values import ArtworkId, GuestId, Reaction, Recipe, RecipeSettings, Settings
from party.media.metadata import label
from party.press.chronicle import Chronicle
from party.press.export import export
from party.press.formats import FORMATS
from tests.press.parties import Party

EVENTS, PICTURES, CHOSEN, SIZE_PX = 10_000, 1_000, 200, 768
AIM = "10 s on 2 cores"


def measure(folder: Path) -> list[Figure]:
    """Time and memory of a draft of the evening, and of all its pictures chosen."""
    ran = subprocess.run([sys.executable, "-m", "bench.exports", str(folder)], capture_output=True, check=True)  # noqa: S603
    told = json.loads(ran.stdout)
    size = f"{told['events']} events, {told['pictures']} pictures"
    return [
        Figure("press", f"{size}: drafted, as a zip", told["draft_s"], "s", AIM),
        Figure("press", "the same, processor time", told["draft_cpu_s"], "s"),
        Figure("press", f"the same with {CHOSEN} pictures chosen", told["chosen_s"], "s"),
        Figure("press", "memory it takes on top", told["memory_mb"], "MB"),
    ]


def main() -> None:
    """Make it, export it twice, say what it took."""
    folder = Path(sys.argv[1])
    party = evening(folder)
    draft = party.chronicle()
    for artwork in list(party.state.artworks)[:CHOSEN]:
        party.does(party.host, c.ChooseArtwork(artwork))
    before = psutil.Process().memory_info().rss
    draft_s, draft_cpu_s = took_s(draft, folder)
    chosen_s, _ = took_s(party.chronicle(), folder)
    told = {
        "events": len(draft.entries),
        "pictures": len(draft.state.artworks),
        "draft_s": draft_s,
        "draft_cpu_s": draft_cpu_s,
        "chosen_s": chosen_s,
        "memory_mb": round((_peak() - before) / 2**20),
    }
    sys.stdout.write(json.dumps(told))


def evening(folder: Path) -> Party:
    """The party, its pictures on disk as an archive would have them."""
    base = _picture()

    def paint(recipe: Recipe) -> bytes:
        return label(base, recipe)

    recipe = RecipeSettings(width_px=SIZE_PX, height_px=SIZE_PX)
    party = Party("a long night", settings=Settings(paint_on_accept=False, recipe=recipe), paint=paint)
    guests = [party.joins(f"guest {number}") for number in range(100)]
    for number in range(PICTURES // 4):
        if number % 12 == 0:
            party.does(party.host, c.EditPrompt(f"the sea at night, {number} stars"))
        party.does(party.host, c.StartJob(count=4))
    for artwork, data in party.pictures.items():
        (folder / artwork).write_bytes(data)
    party.pictures.clear()
    _talk(party, guests)
    return party


def took_s(chronicle: Chronicle, folder: Path) -> tuple[float, float]:
    """How long an export takes, by the clock and of the processor."""

    def fetch(artwork: ArtworkId) -> bytes:
        return (folder / artwork).read_bytes()

    began_s, began_cpu_s = time.perf_counter(), time.process_time()
    export(chronicle, fetch, FORMATS["html"], folder / "party.zip")
    return round(time.perf_counter() - began_s, 1), round(time.process_time() - began_cpu_s, 1)


def _talk(party: Party, guests: list[GuestId]) -> None:
    """Reactions and comments until there are events enough; nobody says the same twice."""
    artworks = list(party.state.artworks)
    for at in count():
        if len(party.entries) >= EVENTS:
            return
        guest, artwork = guests[at % len(guests)], artworks[at // len(guests) * 7 % len(artworks)]
        party.does(guest, c.React(artwork, Reaction.LOVE), after_s=1)
        if at % 11 == 0:
            party.does(guest, c.WriteComment(f"said {at}", artwork=artwork), after_s=1)


def _picture() -> bytes:
    noise = Image.effect_noise((SIZE_PX // 10, SIZE_PX // 10), 60).resize((SIZE_PX, SIZE_PX), Image.Resampling.BICUBIC)
    light = Image.radial_gradient("L").resize((SIZE_PX, SIZE_PX))
    out = BytesIO()
    Image.merge("RGB", (light, noise, Image.new("L", light.size, hashlib.sha256(b"sea").digest()[0]))).save(out, "WEBP")
    return out.getvalue()


def _peak() -> int:
    """The most memory this process ever held, in bytes; where the system does not say, what it holds now."""
    if sys.platform == "win32":
        return psutil.Process().memory_info().rss
    import resource  # noqa: PLC0415  there is none on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    main()
