"""Write-ups in every format, held in memory: of the scripted evenings, of one with large pictures, of a hostile one."""

import hashlib
from functools import cache
from io import BytesIO
from types import MappingProxyType

from PIL import Image

from party.core import commands as c
from party.core.values import Recipe, RecipeSettings, Settings
from party.press.formats import FORMATS
from party.press.publication import PLAINLY, Manner, publish

from .evenings import EVENINGS
from .parties import Party

SIZE_PX = 700
HOSTILE = "\"</script>'> {{ x }} {% y %} {{< z >}} | ` * _ ~~ # $m$ & \\ ]( : --- <!-- @a %%{init}%% \n- [x] 1."
"""Breaks something in every language a write-up passes through, if it is let."""


def pressed(party: Party, format_: str, slug: str = "2026-11-22-moon", manner: Manner = PLAINLY) -> dict[str, bytes]:
    """Every file of a party in a format, by path."""
    files = dict[str, bytes]()

    def put(path: str, data: bytes) -> None:
        assert path not in files, f"{path} was written twice"
        files[path] = data

    publish(party.chronicle(), party.fetch, FORMATS[format_], put, slug=slug, manner=manner)
    return files


@cache
def evening(name: str, format_: str) -> MappingProxyType[str, bytes]:
    """The files of a scripted evening; its slug ends with its name."""
    return MappingProxyType(pressed(_party(name), format_, f"2026-11-22-{name}"))


NAMES = (*EVENINGS, "exhibition", "hostile")


def exhibition() -> Party:
    """Large pictures, all of them chosen, and one license."""
    recipe = RecipeSettings(width_px=SIZE_PX, height_px=SIZE_PX)
    party = Party("the sea", "Gil", settings=Settings(paint_on_accept=False, recipe=recipe), paint=large)
    party.does(party.host, c.StartJob(count=2))
    party.does(party.host, c.EditPrompt("the sea at night"))
    party.does(party.host, c.StartJob())
    party.does(party.host, c.CaptionArtwork(party.latest(), "Almost a map", "Waves seen from above"))
    for artwork in sorted(party.state.artworks.values(), key=lambda one: one.seq):
        party.does(party.host, c.ChooseArtwork(artwork.id))
    party.does(party.host, c.LicenseStory("cc-by-sa-4.0"))
    return party


def hostile() -> Party:
    """An evening of somebody who writes nothing but marks."""
    party = Party(HOSTILE[:80], HOSTILE[:40], first=HOSTILE)
    guest = party.joins(HOSTILE[40:80])
    party.says(guest, HOSTILE[:60])
    party.does(party.host, c.StartJob())
    node = party.proposes(guest, f"{HOSTILE} more", HOSTILE)
    party.proposes(guest, f"more {HOSTILE}", HOSTILE)
    party.votes({guest: (node,), party.host: (node,)})
    party.does(guest, c.WriteComment(HOSTILE, artwork=party.latest()))
    party.does(party.host, c.CaptionArtwork(party.latest(), HOSTILE, HOSTILE))
    return party


@cache
def _party(name: str) -> Party:
    return {**EVENINGS, "exhibition": exhibition, "hostile": hostile}[name]()


def large(recipe: Recipe) -> bytes:
    """A WebP of 700 pixels whose light and colors come from the recipe."""
    ink = hashlib.sha256(f"{recipe.prompt}\n{recipe.seed}".encode()).digest()
    light = Image.frombytes("L", (5, 5), ink[:25]).resize((SIZE_PX, SIZE_PX), Image.Resampling.BICUBIC)
    out = BytesIO()
    Image.merge("RGB", (light, light.rotate(90), Image.new("L", light.size, ink[30]))).save(out, "WEBP", method=0)
    return out.getvalue()
