"""A write-up put into its folder, whole or not at all: written beside it, flushed to disk, swapped in by rename."""

import glob
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from slugify import slugify

from party.core.errors import PartyError
from party.core.values import ArtworkId
from party.media.metadata import label
from party.press.choose import choose
from party.press.chronicle import Chronicle, look
from party.press.errors import FolderTaken, WriteUpFailed
from party.press.pictures import pictures
from party.press.render import alt_text, to_markdown
from party.press.sidecar import SIDECAR, belongs_to, sidecar
from party.press.story import Picture
from party.press.tell import tell

INDEX = "index.md"
_SLUG_LENGTH = 48
_STALE_S = 3600

Fetch = Callable[[ArtworkId], bytes]
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class WriteUp:
    """Where a write-up lies. `missing`: pictures that could not be read and are only named."""

    slug: str
    folder: Path
    index: Path
    missing: tuple[ArtworkId, ...] = ()


def write_up(
    chronicle: Chronicle, fetch: Fetch, sessions_dir: Path, *, on_progress: OnProgress | None = None
) -> WriteUp:
    """Writes the party up into `sessions_dir/<date>-<slug>` and says where; an earlier write-up of it is replaced.

    `fetch` gives a picture's bytes or raises a `PartyError`: then the picture is named in the text, not shown, unless
    the failure is temporary and goes to the caller.
    `on_progress` hears pictures done and in all. Raises `WriteUpFailed` and `FolderTaken`; nothing half-written stays.
    """
    seen = look(chronicle)
    selection = choose(seen)
    chosen = pictures(seen, selection)
    folder = _folder(chronicle, sessions_dir)
    with _swapped_in(folder) as new:
        missing = frozenset(_write_pictures(chosen, fetch, new, on_progress or _unheard))
        _write(new / INDEX, to_markdown(tell(seen, selection, chosen, missing)).encode())
        _write(new / SIDECAR, sidecar(seen, chosen, missing).encode(errors="replace"))
    return WriteUp(folder.name, folder, folder / INDEX, tuple(p.artwork for p in chosen if p.artwork in missing))


def _write_pictures(
    chosen: tuple[Picture, ...], fetch: Fetch, new: Path, on_progress: OnProgress
) -> Iterator[ArtworkId]:
    """Writes each picture with its label, one at a time; gives those that are missing or damaged."""
    for done, picture in enumerate(chosen, start=1):
        try:
            data = fetch(picture.artwork)
            intact = hashlib.sha256(data).hexdigest() == picture.artwork
            labeled = label(data, picture.recipe, alt=alt_text(picture), made_ms=picture.made_ms) if intact else b""
        except PartyError as error:
            if error.temporary:
                raise
            labeled = b""
        if labeled:
            _write(new / picture.file, labeled)
        else:
            yield picture.artwork
        on_progress(done, len(chosen))


def _unheard(_done: int, _total: int) -> None:
    return


def _folder(chronicle: Chronicle, sessions_dir: Path) -> Path:
    """Where it goes: the folder this party already has, else date and theme, with the code where that is taken."""
    day = datetime.fromtimestamp(chronicle.state.opened_ms / 1000, UTC).date().isoformat()
    theme = slugify(chronicle.state.theme, max_length=_SLUG_LENGTH, word_boundary=True, save_order=True) or "party"
    plain = f"{day}-{theme}"
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


@contextmanager
def _swapped_in(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` when the block is through, and is gone when it is not."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    except OSError as error:
        raise WriteUpFailed(folder, error) from error
    new, before = work / "new", work / "before"
    try:
        _sweep(folder, work)
        new.mkdir()
        yield new
        _flush(new)
        if folder.exists():
            folder.rename(before)
        new.rename(folder)
        _flush(folder.parent)
    except OSError as error:
        raise WriteUpFailed(folder, error) from error
    finally:
        if before.exists() and not folder.exists():
            before.rename(folder)
        shutil.rmtree(work, ignore_errors=True)


def _sweep(folder: Path, fresh: Path) -> None:
    """Clears up after a write-up that was cut off: what it had moved away comes back, what is an hour old goes."""
    for work in folder.parent.glob(f".{glob.escape(folder.name)}.*.part"):
        is_stale = work.stat().st_mtime < fresh.stat().st_mtime - _STALE_S
        if (work / "before").exists() and not folder.exists():
            (work / "before").rename(folder)
        if is_stale:
            shutil.rmtree(work, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """The folder's own entries to disk, where the system lets folders be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
