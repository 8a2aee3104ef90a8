"""The weight files: a safetensors file of half-precision tensors and a JSON file of words and lists, tied by a hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from safetensors.torch import load as tensors_from_bytes
from safetensors.torch import save as tensors_to_bytes

from party.studio.engine import CannotLoad
from party.studio.engines.pochade_engine.catalogue import Catalogue
from party.studio.engines.pochade_engine.composing import Composer, Possible
from party.studio.engines.pochade_engine.decoder import Decoder
from party.studio.engines.pochade_engine.painter import Painter
from party.studio.engines.pochade_engine.plan_fields import Sizes
from party.studio.engines.pochade_engine.planner import Planner
from party.studio.engines.pochade_engine.scorer import Scorer
from party.studio.engines.pochade_engine.sketch import Shapes
from party.studio.engines.pochade_engine.words import Lexicon, Reader

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

TENSORS, WORDS = "pochade.safetensors", "pochade.json"
FORMAT = 1


@dataclass(frozen=True)
class Parts:
    """All parts of the model, ready to paint."""

    catalogue: Catalogue
    reader: Reader
    composer: Composer
    painter: Painter
    decoder: Decoder
    scorer: Scorer
    shapes: Shapes
    revision: str
    """First letters of the hash of the tensors."""


def write(
    folder: Path,
    networks: dict[str, dict[str, Tensor]],
    catalogue: Catalogue,
    lexicon: Lexicon,
    *,
    steps: dict[str, int],
) -> int:
    """Write both files; returns their size in bytes. Floats are halved; truth tables stay bytes.

    `steps` says how long each part was trained, for the card.
    """
    flat = {f"{part}/{name}": _small(value) for part, state in networks.items() for name, value in state.items()}
    packed = tensors_to_bytes(flat)
    told = {"steps": steps, "catalogue": catalogue.to_json(), "lexicon": lexicon.to_json()}
    described = {"format": FORMAT, "sha256": _digest(packed, told), **told}
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TENSORS).write_bytes(packed)
    (folder / WORDS).write_bytes(text)
    return len(packed) + len(text)


def _small(value: Tensor) -> Tensor:
    value = value.detach().contiguous()
    return value.half() if value.is_floating_point() else value


def read(folder: Path) -> Parts:
    """Load and check everything; raises `CannotLoad` with words a host can act on."""
    described, packed = _checked(folder)
    networks: dict[str, dict[str, Tensor]] = {}
    for name, value in tensors_from_bytes(packed).items():
        part, _, own = name.partition("/")
        networks.setdefault(part, {})[own] = value.float() if value.is_floating_point() else value
    catalogue, lexicon = Catalogue.from_json(described["catalogue"]), Lexicon.from_json(described["lexicon"])
    painter, decoder = Painter(catalogue), Decoder()
    planner = Planner(Sizes.of(catalogue), len(lexicon.seen))
    scorer = Scorer()
    for network, name in ((painter, "painter"), (decoder, "decoder"), (planner, "planner"), (scorer, "scorer")):
        network.load_state_dict(networks[name])
        network.eval()
    shapes = Shapes(
        networks["painter"]["items.silhouettes"].numpy().astype(np.float32),
        networks["shapes"]["colors"].numpy().astype(np.float32),
    )
    return Parts(
        catalogue=catalogue,
        reader=Reader(lexicon),
        composer=Composer(planner, Possible.from_state(networks["possible"]), catalogue),
        painter=painter.to(memory_format=torch.channels_last),  # type: ignore[call-overload]
        decoder=decoder.to(memory_format=torch.channels_last),  # type: ignore[call-overload]
        scorer=scorer,
        shapes=shapes,
        revision=described["sha256"][:12],
    )


def _digest(packed: bytes, told: dict[str, Any]) -> str:
    """One hash over both files."""
    digest = hashlib.sha256(packed)
    digest.update(json.dumps(told, sort_keys=True).encode())
    return digest.hexdigest()


def _checked(folder: Path) -> tuple[dict[str, Any], bytes]:
    try:
        described, packed = json.loads((folder / WORDS).read_text("utf-8")), (folder / TENSORS).read_bytes()
    except OSError as missing:
        raise CannotLoad(
            f"Pochade's weights are incomplete: {missing.filename} cannot be read. Install the package again."
        ) from missing
    except ValueError as broken:
        raise CannotLoad(f"Pochade's word file {folder / WORDS} cannot be read. Install the package again.") from broken
    told = {name: value for name, value in described.items() if name not in {"format", "sha256"}}
    if described.get("format") != FORMAT or _digest(packed, told) != described.get("sha256"):
        message = (
            f"Pochade's weights in {folder} were cut short or altered: their hash is wrong. Install the package again."
        )
        raise CannotLoad(message)
    return described, packed
