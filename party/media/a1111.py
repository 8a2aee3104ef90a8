"""The `parameters` text that image tools know, and the EXIF block that carries it where a file has no text chunks."""

import json
import re
import struct
from typing import assert_never

from party.core.values import Recipe, TextRecipe

_UNICODE = b"UNICODE\0"
_EXIF_POINTER, _USER_COMMENT = 0x8769, 0x9286
_LONG, _UNDEFINED = 4, 7
_COMMENT_AT = 44
"""Header of 8 bytes, then two directories of one entry, 18 bytes each."""


def a1111(recipe: Recipe, *, version: str = "") -> str:
    """The recipe as AUTOMATIC1111's web UI writes it: prompt, negative prompt, one line of `key: value` pairs."""
    match recipe:
        case TextRecipe():
            pairs = {
                "Steps": recipe.steps,
                "Sampler": recipe.scheduler,
                "CFG scale": f"{recipe.guidance:g}",
                "Seed": recipe.seed,
                "Size": f"{recipe.width_px}x{recipe.height_px}",
                "Model": recipe.model,
                "Model revision": recipe.revision,
                "Engine": recipe.engine,
                "Version": version,
            }
        case _:
            assert_never(recipe)
    line = ", ".join(f"{key}: {_quoted(str(value))}" for key, value in pairs.items() if value != "")
    negative = f"Negative prompt: {_one_line(recipe.negative)}\n" if recipe.negative else ""
    return f"{_one_line(_weighed(recipe))}\n{negative}{line}"


def user_comment(text: str) -> bytes:
    """A big-endian EXIF block (TIFF structure, without the `Exif` signature) whose one entry is the UserComment."""
    comment = _UNICODE + text.encode("utf-16-be", "replace")
    return b"".join(
        (
            struct.pack(">2sHI", b"MM", 42, 8),
            _directory(_EXIF_POINTER, _LONG, 1, 26),
            _directory(_USER_COMMENT, _UNDEFINED, len(comment), _COMMENT_AT),
            comment,
        )
    )


def _weighed(recipe: TextRecipe) -> str:
    """The prompt with its weights as `(moonlight:1.25)`; then brackets that are only brackets get a backslash."""
    if not recipe.weights:
        return recipe.prompt
    spelled, at = "", 0
    for phrase in recipe.weights:
        plain, pushed = recipe.prompt[at : phrase.start], recipe.prompt[phrase.start : phrase.end]
        spelled += f"{_escaped(plain)}({_escaped(pushed)}:{phrase.weight:g})"
        at = phrase.end
    return spelled + _escaped(recipe.prompt[at:])


def _escaped(text: str) -> str:
    return re.sub(r"([()\[\]\\])", r"\\\1", text)


def _directory(tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack(">HHHIII", 1, tag, kind, count, value, 0)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _quoted(value: str) -> str:
    line = _one_line(value)
    return json.dumps(line, ensure_ascii=False) if set(line) & set(",:\n") else line
