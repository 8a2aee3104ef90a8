"""A write-up put where it belongs, whole or not at all: the house's own folder, a folder elsewhere, a zip."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from slugify import slugify

from party.core.values import ArtworkId
from party.press.chronicle import Chronicle
from party.press.errors import FolderTaken
from party.press.formats.edition import Format
from party.press.formats.plain import PLAIN
from party.press.publication import PLAINLY, Manner, OnProgress, publish, slug_of
from party.press.sidecar import belongs_to
from party.press.survey import Fetch, Put
from party.press.whole import whole_file, whole_folder, write

INDEX: Final = "index.md"
_PACKED_ALREADY: Final = (".webp", ".png", ".jpg")
_FIRST_DATE: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""Zips know no earlier one."""


@dataclass(frozen=True, slots=True)
class WriteUp:
    """Where a write-up lies. `missing`: pictures that could not be read and are only named."""

    slug: str
    folder: Path
    index: Path
    missing: tuple[ArtworkId, ...] = ()


def write_up(
    chronicle: Chronicle,
    fetch: Fetch,
    sessions_dir: Path,
    *,
    manner: Manner = PLAINLY,
    on_progress: OnProgress | None = None,
) -> WriteUp:
    """Writes the party up into `sessions_dir/<date>-<slug>` and says where; an earlier write-up of it is replaced.

    `fetch` gives a picture's bytes or raises a `PartyError`: then the picture is named in the text, not shown, unless
    the failure is temporary and goes to the caller.
    Raises `WriteUpFailed`, `FolderTaken` and `TemplateBroken`; nothing half-written stays.
    """
    folder = _folder(chronicle, sessions_dir)
    manner = replace(manner, on_progress=on_progress) if on_progress else manner
    with whole_folder(folder) as new:
        missing = publish(chronicle, fetch, PLAIN, _into(new), slug=folder.name, manner=manner)
    return WriteUp(folder.name, folder, folder / INDEX, missing)


def export(
    chronicle: Chronicle, fetch: Fetch, format_: Format, destination: Path, *, manner: Manner = PLAINLY
) -> tuple[ArtworkId, ...]:
    """Writes the party in a format into a new folder, or into a zip where `destination` ends in `.zip`.

    Gives the pictures that are missing and only named. A zip of that name is replaced, a folder with anything in it is
    not: `FolderTaken`. Raises as `write_up` does.
    """
    slug = slug_of(chronicle)
    if destination.suffix.lower() == ".zip":
        with zipped(destination, slug, chronicle) as put:
            return publish(chronicle, fetch, format_, put, slug=slug, manner=manner)
    if os.path.lexists(destination) and not (destination.is_dir() and not any(destination.iterdir())):
        raise FolderTaken(destination)
    with whole_folder(destination) as new:
        return publish(chronicle, fetch, format_, _into(new), slug=slug, manner=manner)


@contextmanager
def zipped(path: Path, top: str, chronicle: Chronicle) -> Iterator[Put]:
    """A zip that is there whole or not at all; takes files one at a time, below a folder called `top`.

    Every file is dated by the opening of the party: the same party gives the same bytes. Raises `WriteUpFailed`.
    """
    when = max(_FIRST_DATE, datetime.fromtimestamp(chronicle.state.opened_ms // 1000, UTC))
    with whole_file(path) as file, zipfile.ZipFile(file, "w", allowZip64=True) as archive:

        def put(name: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(f"{top}/{name}", date_time=when.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)

        yield put


def _into(folder: Path) -> Put:
    return lambda name, data: write(folder / name, data)


def _folder(chronicle: Chronicle, sessions_dir: Path) -> Path:
    """Where it goes: the folder this party already has, else date and theme, with the code where that is taken."""
    plain = slug_of(chronicle)
    with_code = f"{plain}-{slugify(chronicle.code) or 'party'}"
    earlier = chronicle.state.write_up
    if earlier and Path(earlier).name == earlier and _is_ours(sessions_dir / earlier, chronicle):
        return sessions_dir / earlier
    for folder in (sessions_dir / plain, sessions_dir / with_code):
        if not os.path.lexists(folder) or _is_ours(folder, chronicle):
            return folder
    raise FolderTaken(sessions_dir / with_code)


def _is_ours(folder: Path, chronicle: Chronicle) -> bool:
    return belongs_to(folder, chronicle.code, chronicle.epoch)
