"""Taking a party's write-up away: moved out of sight first, so that what a crash leaves is known for what it is."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from party.press.sidecar import belongs_to

_GONE, _UNFINISHED = ".deleted", ".part"


def remove_write_ups(sessions_dir: Path, code: str, epoch: str) -> None:
    """Removes every folder of `sessions_dir` that holds this party's write-up, whatever it is called. Raises `OSError`.

    Half-written ones go too, and what an earlier removal left.
    """
    for folder in tuple(_folders(sessions_dir)):
        inside = (folder, *(_folders(folder) if folder.name.endswith(_UNFINISHED) else ()))
        if any(belongs_to(each, code, epoch) for each in inside):
            folder.rename(Path(tempfile.mkdtemp(prefix=".", suffix=_GONE, dir=sessions_dir)) / "folder")
    for gone in tuple(_folders(sessions_dir)):
        if gone.name.endswith(_GONE) and gone.name.startswith("."):
            shutil.rmtree(gone)


def _folders(inside: Path) -> Iterator[Path]:
    return (path for path in inside.iterdir() if path.is_dir() and not path.is_symlink())
