"""Where a model comes from: the shipped folder, a folder of the host's, or the hub; and what a folder says of itself.

A diffusers folder may hold `easel.json`: name, size, steps and guidance it likes. No torch here.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from party.core.mishaps import Mishap
from party.studio.engine import CannotLoad

SHIPPED = Path(__file__).parent.parent / "pochade"
SHIPPED_NAME = "pochade"
HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")
POCHADE_WORDS = "pochade.json"
INDEX = "model_index.json"
LIKES = "easel.json"
PROBE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Origin:
    """A model folder on this machine, ready to be loaded; `revision` changes whenever its files do."""

    path: Path
    model: str
    revision: str
    likes: dict[str, Any]


def is_hub_id(model: str) -> bool:
    """Whether `model` can only mean a model on the hub: no such folder, and written like `owner/name`."""
    return HUB_ID.fullmatch(model) is not None and not model.startswith(".") and not Path(model).exists()


def pochade_folder(model: str | None) -> Path | None:
    """Where Pochade's weights are: shipped, or in a host's folder of the same kind; `None` for any other model."""
    if model is None or model == SHIPPED_NAME:
        return SHIPPED
    folder = Path(model).expanduser()
    return folder if (folder / POCHADE_WORDS).is_file() else None


def of_folder(model: str) -> Origin:
    """A diffusers folder of the host's. Raises `CannotLoad`."""
    path = Path(model).expanduser()
    if path.is_file():
        raise CannotLoad(f"{model} is a single file; a diffusers folder or a hub id such as owner/name is needed.")
    if not path.is_dir():
        raise CannotLoad(
            f"There is no model folder {model}; give a diffusers folder or a hub id such as owner/name.",
            Mishap.MODEL_MISSING,
        )
    if not (path / INDEX).is_file():
        raise CannotLoad(f"{model} is no diffusers folder: it has no {INDEX}.")
    likes = read(path / LIKES) if (path / LIKES).is_file() else {}
    return Origin(path, str(likes.get("model", path.resolve().name)), _fingerprint(path)[:12], likes)


def of_snapshot(path: Path, hub_id: str) -> Origin:
    """A snapshot of the hub's, which lies in a folder named by its commit."""
    return Origin(path, hub_id, path.name, read(path / LIKES) if (path / LIKES).is_file() else {})


def _fingerprint(path: Path) -> str:
    """A hash of names, sizes, beginnings and ends of all files: cheap, and different for different weights."""
    digest = hashlib.sha256()
    for file in sorted(found for found in path.rglob("*") if found.is_file() and not found.name.startswith(".")):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(path).as_posix()}\n{size}\n".encode())
        with file.open("rb") as stream:
            digest.update(stream.read(PROBE_BYTES))
            stream.seek(max(0, size - PROBE_BYTES))
            digest.update(stream.read(PROBE_BYTES))
    return digest.hexdigest()


def read(file: Path) -> dict[str, Any]:
    """The content of a JSON file. Raises `CannotLoad`."""
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as reason:
        raise CannotLoad(f"{file.name} of the model {file.parent.name} cannot be read.") from reason
    return content
