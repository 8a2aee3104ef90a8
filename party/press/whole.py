"""Files and folders that are there whole or not at all: written beside their place, flushed to disk, moved in."""

import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from party.press.errors import WriteUpFailed

_STALE_S = 3600


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` when the block is through, and is gone when it is not.

    Raises `WriteUpFailed`.
    """
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


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when the block is through, and is gone when it is not.

    Raises `WriteUpFailed`.
    """
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _flush(path.parent)
    except OSError as error:
        raise WriteUpFailed(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def write(path: Path, data: bytes) -> None:
    """The bytes on disk, their folder made where it is missing. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sweep(folder: Path, fresh: Path) -> None:
    """Clears up after a write-up that was cut off: what it had moved away comes back, what is an hour old goes."""
    for work in folder.parent.glob(f".{glob.escape(folder.name)}.*.part"):
        if not work.is_dir():
            continue
        is_stale = work.stat().st_mtime < fresh.stat().st_mtime - _STALE_S
        if (work / "before").exists() and not folder.exists():
            (work / "before").rename(folder)
        if is_stale:
            shutil.rmtree(work, ignore_errors=True)


def _flush(folder: Path) -> None:
    """The folder's own entries to disk, where the system lets folders be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
