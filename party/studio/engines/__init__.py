"""One file for each way of making pictures. Only here are torch, diffusers and transformers imported, and late."""

from pathlib import Path

from party.core.mishaps import Mishap
from party.studio.engine import CannotLoad, Engine
from party.studio.engines import origin

SWATCH = "swatch"


def load(model: str | None, *, threads: int | None = None) -> Engine:
    """The engine for `model`: a diffusers folder, a hub id, `swatch[:MS]`, or `None` for the shipped Pochade.

    Takes seconds; meant for the model process. Raises `CannotLoad` with a reason for the host.
    """
    name, _, step_ms = (model or "").partition(":")
    if name == SWATCH:
        from party.studio.engines.swatch import Swatch  # noqa: PLC0415  # numpy only for those who want it

        if step_ms and not step_ms.isdecimal():
            raise CannotLoad(
                f"{model} is no model: after `swatch:` comes a number of milliseconds.", Mishap.MODEL_MISSING
            )
        return Swatch(int(step_ms or 0))
    weights = origin.pochade_folder(model)
    try:
        return _pochade(weights, threads) if weights else _diffusers(str(model), threads)
    except ImportError as reason:
        raise CannotLoad(
            f"The libraries this model needs are not installed completely: {reason}.", Mishap.LIBRARIES_MISSING
        ) from reason


def _pochade(folder: Path, threads: int | None) -> Engine:
    from party.studio.engines import pochade  # noqa: PLC0415  # brings torch

    return pochade.open_easel(folder, threads=threads)


def _diffusers(model: str, threads: int | None) -> Engine:
    here = None if origin.is_hub_id(model) else origin.of_folder(model)
    from party.studio.engines import loading  # noqa: PLC0415  # brings torch; a missing folder is known before

    return loading.open_easel(here or loading.fetched(model), threads=threads)
