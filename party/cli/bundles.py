"""A party outside of its house: written up, packed into a bundle, checked on any machine, brought back from one."""

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from party.app.front import Front
from party.app.writeups import chronicle_of, fetching, press
from party.archive import bundle
from party.archive.bundle import Bundle, Manifest
from party.archive.errors import ArtworkDamaged, ArtworkMissing, BundleBroken, CodeTaken, JournalCorrupt
from party.archive.journal import Journal
from party.cli.keep import archive, stage_of
from party.config import Config
from party.core.evolve import replay
from party.core.state import SessionState
from party.core.values import ArtworkId
from party.live.chance import Chance
from party.live.house import CODE_TRIES
from party.press.chronicle import Chronicle
from party.press.export import export as export_to
from party.press.export import zipped
from party.press.formats import FORMATS
from party.press.formats.plain import PLAIN
from party.press.publication import Manner, OnProgress, publish, slug_of
from party.press.retold import differences
from party.press.survey import Fetch, Put


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in a bundle; no `problems`: every entry, file and figure is as it was recorded."""

    code: str
    entries: int
    head_hash: str
    pictures: int
    removed: int
    made_with: str
    problems: tuple[str, ...]


async def pack(config: Config, code: str, destination: Path, on_progress: OnProgress) -> tuple[ArtworkId, ...]:
    """Packs everything of a party into a zip; gives the pictures that were lost already.

    Journal and ballots are in it: it is for those who keep the record. Raises `CodeUnknown` and the press's failures.
    """
    async with archive(config) as front:
        stage = await stage_of(front, code)
        session, chronicle = stage.keeper.session, await chronicle_of(front.house, stage)
        until, head_hash = chronicle.state.seq, chronicle.head_hash
        manner, fetch = Manner(config.templates, on_progress=on_progress), fetching(front)

        def work() -> tuple[ArtworkId, ...]:
            with zipped(destination, slug_of(chronicle), chronicle) as put:
                missing = tuple(_put_artworks(chronicle, fetch, put))
                manifest = Manifest(session, chronicle.code, chronicle.epoch, until, head_hash, missing)
                put(bundle.MANIFEST, bundle.manifest_as_packed(manifest))
                for number, lines in enumerate(front.house.journal.parts(session, until), start=1):
                    put(bundle.part_name(number), bundle.part_of(lines))
                below = _below(bundle.WRITE_UP, put)
                publish(chronicle, fetch, PLAIN, below, slug=slug_of(chronicle), manner=manner)
            return missing

        return await asyncio.to_thread(work)


async def write_up(config: Config, code: str) -> Path:
    """Writes a party's write-up into its folder again; returns its `index.md`.

    Raises `CodeUnknown` and the press's failures.
    """
    async with archive(config) as front:
        return (await press(front, await stage_of(front, code), by=None)).index


async def export(
    config: Config, code: str, format_: str, destination: Path, on_progress: OnProgress
) -> tuple[ArtworkId, ...]:
    """Writes a party in one of `FORMATS` into a folder or a zip; gives the pictures that are only named in it.

    Raises `CodeUnknown` and the press's failures.
    """
    async with archive(config) as front:
        chronicle = await chronicle_of(front.house, await stage_of(front, code))
        manner = Manner(config.templates, on_progress=on_progress)
        return await asyncio.to_thread(
            export_to, chronicle, fetching(front), FORMATS[format_], destination, manner=manner
        )


async def verify(path: Path, templates: Path | None = None) -> Verified:
    """Checks a bundle with nothing but itself: chain, words, authors, files, and every sentence of its write-up.

    Raises `BundleBroken` for what is no bundle at all.
    """
    with bundle.opened(path) as packed:
        async with _scratch() as journal:
            try:
                await _restored(journal, packed)
                verdict = await journal.verify(packed.manifest.session)
                chronicle = await _chronicle(journal, packed)
            except (BundleBroken, JournalCorrupt) as error:
                return _told(packed, (str(error),))
        problems = [*verdict.problems, *await asyncio.to_thread(_amiss, packed, chronicle)]
        if not problems:
            problems += await asyncio.to_thread(_retold, packed, chronicle, templates)
        return _told(packed, tuple(problems), removed=verdict.removed, pictures=len(chronicle.state.artworks))


async def bring_back(config: Config, path: Path) -> str:
    """Brings a party back from its bundle, complete, and returns its code: its own, or a new one where that is taken.

    Raises `BundleBroken` unless the bundle is sound, `AlreadyHere`, and the archive's failures.
    """
    found = await verify(path, config.templates)
    if found.problems:
        raise BundleBroken(found.problems)
    with bundle.opened(path) as packed:
        async with archive(config) as front:
            for name in sorted(packed.names("artworks")):
                await front.house.artworks.put(packed.read(bundle.artwork_name(ArtworkId(name))) or b"")
            code = await _under_a_free_code(front, packed)
            stage = await stage_of(front, code)
            if stage.state.write_up:
                await press(front, stage, by=None)
            return code


async def _under_a_free_code(front: Front, packed: Bundle) -> str:
    chance = Chance()
    codes = [packed.manifest.code, *(chance.code() for _ in range(CODE_TRIES))]
    for code in codes[:-1]:
        try:
            await _restored(front.house.journal, packed, code=code, epoch=chance.fresh())
        except CodeTaken:
            continue
        return code
    await _restored(front.house.journal, packed, code=codes[-1], epoch=chance.fresh())
    return codes[-1]


async def _restored(journal: Journal, packed: Bundle, *, code: str = "", epoch: str = "") -> None:
    told = packed.manifest
    await journal.restore(told, packed.lines(), code=code or told.code, epoch=epoch or told.epoch)


@asynccontextmanager
async def _scratch() -> AsyncIterator[Journal]:
    """A record of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="party-") as folder:
        journal = await asyncio.to_thread(Journal.open, f"sqlite:///{folder}/party.db")
        try:
            yield journal
        finally:
            await asyncio.to_thread(journal.close)


async def _chronicle(journal: Journal, packed: Bundle) -> Chronicle:
    entries = await journal.read(packed.manifest.session)
    try:
        state: SessionState | None = await asyncio.to_thread(replay, entries)
    except Exception as error:
        raise BundleBroken(("its entries do not follow from one another",)) from error
    if state is None:
        raise BundleBroken(("its journal does not begin with the opening of a party",))
    told = packed.manifest
    return Chronicle(told.code, told.epoch, entries, state, told.head_hash)


def _amiss(packed: Bundle, chronicle: Chronicle) -> list[str]:
    """What is wrong with the pictures."""
    said, here = set(packed.manifest.missing), packed.names("artworks")
    expected = set(chronicle.state.artworks)
    damaged = (
        name
        for name in sorted(here)
        if hashlib.sha256(packed.read(bundle.artwork_name(ArtworkId(name))) or b"").hexdigest() != name
    )
    return [
        *(f"the picture {id_} is missing" for id_ in sorted(expected - here - said)),
        *(f"{name} is no picture of this party" for name in sorted(here - expected)),
        *(f"the picture {name} is damaged" for name in damaged),
    ]


def _retold(packed: Bundle, chronicle: Chronicle, templates: Path | None) -> list[str]:
    def fetch(artwork: ArtworkId) -> bytes:
        data = packed.read(bundle.artwork_name(artwork))
        if data is None:
            raise ArtworkMissing(artwork)
        return data

    def read(name: str) -> bytes | None:
        return packed.read(f"{bundle.WRITE_UP}/{name}")

    names = packed.names(bundle.WRITE_UP)
    return list(differences(chronicle, fetch, read, names, manner=Manner(templates)))


def _told(packed: Bundle, problems: tuple[str, ...], *, removed: int = 0, pictures: int = 0) -> Verified:
    told = packed.manifest
    return Verified(told.code, told.head_seq, told.head_hash, pictures, removed, told.made_with, problems)


def _put_artworks(chronicle: Chronicle, fetch: Fetch, put: Put) -> list[ArtworkId]:
    """Every picture of the party, hidden ones too, as it is stored; gives those that are lost."""
    missing = []
    for artwork in chronicle.state.artworks:
        try:
            put(bundle.artwork_name(artwork), fetch(artwork))
        except (ArtworkMissing, ArtworkDamaged):
            missing.append(artwork)
    return missing


def _below(folder: str, put: Put) -> Put:
    return lambda name, data: put(f"{folder}/{name}", data)
