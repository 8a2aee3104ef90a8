"""Phrase weights: how much a model hears of each stretch of a prompt, set on its text embeddings.

For pipelines that encode a prompt into one row per token: Stable Diffusion, SDXL and their kin. Nothing is read out of
the prompt itself. (The compel library splits it into words phrase by phrase, so where a script has no spaces a phrase
of weight 1 already says something else.)
"""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import torch
from torch import Tensor

from party.core.values import PhraseWeight, Recipe

EMBEDDINGS, POOLED = "prompt_embeds", "pooled_prompt_embeds"
ASKED = {"prompt", "device", "num_images_per_prompt", "do_classifier_free_guidance"}
Span = tuple[int, int]
"""Where a token stands in the prompt, in characters, end apart; empty for a token that is no part of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a pipeline is told of a prompt: inputs for its call, and those of the recipe's weights it can follow."""

    inputs: dict[str, Any]
    weights: tuple[PhraseWeight, ...] = ()


def tell(pipeline: Any, recipe: Recipe) -> Told:  # noqa: ANN401  # diffusers' pipelines share no type
    """The prompt with its weights; the prompt alone without any, past the token limit, or where they cannot be set.

    Raises what the pipeline's tokenizer and text encoder raise.
    """
    plain = Told({"prompt": recipe.prompt})
    if not recipe.weights or not _takes_embeddings(pipeline):
        return plain
    encoded = _encoded(pipeline, recipe.prompt)
    rows = encoded[EMBEDDINGS]
    if not isinstance(rows, Tensor) or rows.shape[:2] != (1, pipeline.tokenizer.model_max_length):
        return plain
    spans = _spans(pipeline.tokenizer, recipe.prompt)
    heard = tuple(weight for weight in recipe.weights if any(_touches(weight, span) for span in spans))
    if not heard:
        return plain
    empty = _encoded(pipeline, "")[EMBEDDINGS]
    return Told(encoded | {EMBEDDINGS: weighted(rows, empty, token_weights(spans, heard))}, heard)


def weighted(rows: Tensor, empty: Tensor, weights: Sequence[float]) -> Tensor:
    """Each row as far from the empty prompt's as its weight says; rows of weight 1 keep their bits.

    `rows` and `empty` are (1, tokens, width). ComfyUI does the same, and compel for weights above 1. Scaling rows and
    restoring their mean, the older way, divides by means near zero in SDXL (AUTOMATIC1111 pull request 14874).
    """
    scale = torch.tensor(weights, device=rows.device).view(1, -1, 1)
    moved = empty.float() + (rows.float() - empty.float()) * scale
    return torch.where(scale == 1, rows, moved.to(rows.dtype))


def token_weights(spans: Sequence[Span], weights: Sequence[PhraseWeight]) -> list[float]:
    """The weight of each token: the mean over its characters, which are 1 where no stretch covers them."""
    letters = [1.0] * max((end for _, end in spans), default=0)
    for stretch in weights:
        inside = slice(stretch.start, min(stretch.end, len(letters)))
        letters[inside] = [stretch.weight] * len(letters[inside])
    return [fmean(letters[start:end]) if start < end else 1.0 for start, end in spans]


def _touches(weight: PhraseWeight, span: Span) -> bool:
    start, end = span
    return start < end and start < weight.end and weight.start < end


def _spans(tokenizer: Any, prompt: str) -> list[Span]:  # noqa: ANN401  # tokenizers share no type
    """One span for each row, cut and padded as the pipelines do it."""
    limit = tokenizer.model_max_length
    tokens = tokenizer(prompt, padding="max_length", max_length=limit, truncation=True, return_offsets_mapping=True)
    return [(start, end) for start, end in tokens["offset_mapping"]]


def _takes_embeddings(pipeline: Any) -> bool:  # noqa: ANN401  # as above
    """Whether it takes text embeddings without a mask, makes them when asked simply, and knows where its tokens are."""
    if not hasattr(pipeline, "encode_prompt") or not getattr(getattr(pipeline, "tokenizer", None), "is_fast", False):
        return False
    takes = inspect.signature(pipeline.__call__).parameters
    knows = inspect.signature(pipeline.encode_prompt).parameters
    needs = {name for name, parameter in knows.items() if parameter.default is parameter.empty}
    is_masked = any(name.endswith("_mask") for name in takes)
    return EMBEDDINGS in takes and not is_masked and needs <= ASKED <= knows.keys()


def _encoded(pipeline: Any, prompt: str) -> dict[str, Any]:  # noqa: ANN401  # as above
    """The inputs the pipeline itself makes of a prompt: rows, and for SDXL what it pools from the whole of it."""
    with torch.no_grad():
        rows, *others = pipeline.encode_prompt(
            prompt=prompt, device=pipeline.device, num_images_per_prompt=1, do_classifier_free_guidance=False
        )
    is_pooled = POOLED in inspect.signature(pipeline.__call__).parameters
    return {EMBEDDINGS: rows, POOLED: others[1]} if is_pooled else {EMBEDDINGS: rows}
