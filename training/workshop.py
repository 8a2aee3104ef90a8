"""Running long on a shared machine: checkpoints that survive a kill, a file that pauses everything, one thread, a line of progress."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from training.settings import Settings

PAUSE_VARIABLE = "POCHADE_PAUSE"
LOOK_AGAIN_S = 2.0


def one_thread() -> None:
    """Use a single core; spinning threads hurt everybody on a shared machine."""
    torch.set_num_threads(1)


def wait_while_paused(settings: Settings) -> float:
    """Sleep while the pause file exists (named by POCHADE_PAUSE, else `pause` in the workshop). Seconds slept."""
    pause = Path(os.environ.get(PAUSE_VARIABLE, settings.workshop / "pause"))
    began = time.monotonic()
    while pause.exists():
        time.sleep(LOOK_AGAIN_S)
    return time.monotonic() - began


def save(path: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint so that a kill leaves either the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def load(path: Path) -> dict[str, Any] | None:
    """The checkpoint, or None if there is none yet."""
    return torch.load(path, weights_only=True) if path.exists() else None


def say(text: str) -> None:
    """One line of progress with the time of day."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stdout.flush()
