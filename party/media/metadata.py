"""Labels: a picture file that carries its recipe, says that a model made it, and describes itself to the blind.

Stored artworks are bare pixels; the label is written into files that leave.
"""

import json
from dataclasses import asdict, dataclass
from typing import Final

from pydantic import TypeAdapter, ValidationError

from party import __version__
from party.core.values import Millis, Recipe
from party.media import jpeg, png, webp
from party.media.a1111 import a1111, user_comment
from party.media.errors import NotAPicture
from party.media.xmp import Statement, packet, recipe_json, source_type

TOOL = "neural-party"
PARAMETERS, RECIPE, XMP = "parameters", "party_recipe", "XML:com.adobe.xmp"


@dataclass(frozen=True, slots=True)
class Label:
    """What a picture file says of itself. `made_ms`: when the picture was finished, if it says so."""

    recipe: Recipe
    alt: str
    made_ms: Millis | None


_LABELS: Final = TypeAdapter(Label)


def label(data: bytes, recipe: Recipe, *, alt: str = "", made_ms: Millis | None = None) -> bytes:
    """The same picture, its pixels bit for bit, with its recipe and origin written in; an earlier label is replaced.

    PNG, WebP or JPEG, the same type out. Raises `NotAPicture` for anything else and `PictureTooLarge`.
    """
    mine = _to_json(Label(recipe, alt, made_ms))
    parameters = a1111(recipe, version=f"{TOOL} {__version__}")
    said = Statement(
        source_type=source_type(recipe),
        tool=f"{TOOL} {__version__}",
        prompt=recipe.prompt,
        alt=alt,
        made_ms=made_ms,
        recipe_json="" if data.startswith(png.SIGNATURE) else mine,
    )
    if data.startswith(png.SIGNATURE):
        return png.with_texts(data, {PARAMETERS: _utf8(parameters), RECIPE: mine, XMP: packet(said)})
    blocks = {"exif": user_comment(parameters), "xmp": packet(said).encode()}
    if webp.is_webp(data):
        return webp.with_blocks(data, **blocks)
    if data.startswith(jpeg.START):
        return jpeg.with_blocks(data, **blocks)
    raise NotAPicture("Only PNG, WebP and JPEG pictures can carry a recipe.")


def read_label(data: bytes) -> Label | None:
    """What `label` wrote into a picture; `None` when there is nothing, or nothing of ours. Raises `NotAPicture`."""
    if data.startswith(png.SIGNATURE):
        return _from_json(png.texts_of(data).get(RECIPE, ""))
    if webp.is_webp(data):
        return _from_json(recipe_json(webp.blocks_of(data)[1]))
    if data.startswith(jpeg.START):
        return _from_json(recipe_json(jpeg.blocks_of(data)[1]))
    raise NotAPicture("Only PNG, WebP and JPEG pictures can carry a recipe.")


def _to_json(written: Label) -> str:
    return json.dumps(asdict(written))


def _from_json(text: str) -> Label | None:
    try:
        return _LABELS.validate_json(text) if text else None
    except ValidationError:
        return None


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
