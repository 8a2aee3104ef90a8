"""Loads a diffusers pipeline from a folder or the hub, quietly, offline where it can, and with clear words when not."""

import inspect
import logging
import threading
import warnings
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
from huggingface_hub import HfApi
from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError
from tqdm import tqdm  # type: ignore[import-untyped]  # its stubs are a package of their own

from party.core.mishaps import Mishap
from party.studio.engine import CannotLoad
from party.studio.engines import origin as origins
from party.studio.engines.diffusers import Diffusers
from party.studio.engines.origin import Origin
from party.studio.engines.processor import default_threads, has_native_bfloat16

HUB_ANSWERS_S = 10.0
FROM_A_PICTURE = ("Img2Img", "Inpaint", "ControlNet")


def open_easel(origin: Origin, *, threads: int | None) -> Diffusers:
    """The engine for a model folder. Takes a second or more. Raises `CannotLoad`."""
    _be_quiet()
    torch.set_num_threads(threads or default_threads())
    try:
        return Diffusers(_pipeline(origin.path), origin)
    except CannotLoad:
        raise
    except Exception as reason:  # loaders raise whatever they like; the host gets one sentence
        raise CannotLoad(f"The model {origin.model} cannot be loaded: {_one_line(reason)}") from reason


def _pipeline(folder: Path) -> Any:  # noqa: ANN401  # diffusers' pipelines share no type
    device, dtype = _device()
    pipeline = _kind(folder).from_pretrained(folder, dtype=dtype, local_files_only=True)
    if "prompt" not in inspect.signature(pipeline.__call__).parameters:
        raise CannotLoad(f"{type(pipeline).__name__} does not paint from text.")
    pipeline.set_progress_bar_config(disable=True)
    return pipeline.to(device)


def _kind(folder: Path) -> Any:  # noqa: ANN401  # as above
    """The folder's own pipeline, or for one that starts from a picture its text-to-image sister.

    The sisters are found through a table that imports every pipeline there is, half a second the others are spared.
    """
    name = str(origins.read(folder / origins.INDEX).get("_class_name"))
    needs_a_picture = any(way in name for way in FROM_A_PICTURE)
    return diffusers.AutoPipelineForText2Image if needs_a_picture else diffusers.DiffusionPipeline


def _device() -> tuple[str, torch.dtype]:
    """A GPU in half precision, else the processor: bfloat16 where it computes that natively."""
    if torch.cuda.is_available():
        return "cuda", torch.float16
    return "cpu", torch.bfloat16 if has_native_bfloat16() else torch.float32


def fetched(hub_id: str) -> Origin:
    """The snapshot of a hub model that is already here, else a fresh one. Raises `CannotLoad`."""
    try:
        return origins.of_snapshot(_download(hub_id, local_files_only=True), hub_id)
    except (OSError, ValueError):
        _ask_hub(hub_id)
    try:
        return origins.of_snapshot(_download(hub_id, local_files_only=False), hub_id)
    except Exception as reason:  # network, disk, hub and format errors alike: one sentence
        raise CannotLoad(
            f"The model {hub_id} could not be fetched: {_one_line(reason)}", Mishap.MODEL_MISSING
        ) from reason


def _download(hub_id: str, *, local_files_only: bool) -> Path:
    return Path(diffusers.DiffusionPipeline.download(hub_id, local_files_only=local_files_only))


def _ask_hub(hub_id: str) -> None:
    """Raises `CannotLoad` when the hub does not know the model or does not answer."""
    try:
        HfApi().model_info(hub_id, timeout=HUB_ANSWERS_S)
    except GatedRepoError as reason:
        raise CannotLoad(
            f"The model {hub_id} is only given to those who accepted its terms on the hub.", Mishap.MODEL_MISSING
        ) from reason
    except RepositoryNotFoundError as reason:
        raise CannotLoad(
            f"There is no model {hub_id} on the hub, and no folder of that name here.", Mishap.MODEL_MISSING
        ) from reason
    except Exception as reason:  # every kind of being offline
        raise CannotLoad(
            f"The model {hub_id} is not on this machine and the hub cannot be reached.", Mishap.MODEL_MISSING
        ) from reason


def _be_quiet() -> None:
    libraries: tuple[Any, ...] = (transformers, diffusers)
    for library in libraries:
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
    warnings.simplefilter("ignore", FutureWarning)
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    tqdm.set_lock(threading.RLock())  # its own is a semaphore between processes, left behind when this one is killed


def _one_line(reason: Exception) -> str:
    return " ".join(f"{type(reason).__name__}: {reason}".split())[:200]
