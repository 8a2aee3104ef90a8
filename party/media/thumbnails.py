"""Smaller pictures for phones, walls and pages."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from party.media.errors import NotAPicture, PictureTooLarge

MOST_PIXELS = 64_000_000
MEDIA_TYPE = "image/webp"
_QUALITY = 82
_FORMATS = ("PNG", "WEBP", "JPEG")


def resized(data: bytes, width_px: int) -> bytes:
    """The picture as WebP, at most `width_px` wide and never larger than it was; its sides keep their proportion.

    Raises `NotAPicture`, and `PictureTooLarge` before anything is unpacked when it holds more than 64 million pixels.
    """
    if width_px < 1:
        raise ValueError("a width is at least one pixel")
    return as_webp(_narrowed(opened(data), width_px))


def variants(data: bytes, widths_px: Sequence[int]) -> dict[int, bytes]:
    """The picture as WebP in each of these widths that is smaller than its own; unpacked once. Raises as `resized`."""
    picture, found = opened(data), dict[int, bytes]()
    for width_px in sorted(widths_px, reverse=True):
        if width_px < picture.width:
            picture = _narrowed(picture, width_px)
            found[width_px] = as_webp(picture)
    return found


def fitted(picture: Image.Image, width_px: int, height_px: int) -> Image.Image:
    """The picture in the largest size that fits into a box and keeps its proportion; never larger than it was."""
    scale = min(width_px / picture.width, height_px / picture.height, 1)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def as_webp(picture: Image.Image) -> bytes:
    """The picture's bytes as WebP, good enough for a page."""
    out = BytesIO()
    picture.save(out, "WEBP", method=0, quality=_QUALITY)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture unpacked, RGB or RGBA. Raises `NotAPicture` and `PictureTooLarge`."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PictureTooLarge("The picture has more pixels than can be shown.")
            picture.load()
            return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise PictureTooLarge("The picture has more pixels than can be shown.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture("The bytes are no picture that can be read.") from error


def _narrowed(picture: Image.Image, width_px: int) -> Image.Image:
    if picture.width <= width_px:
        return picture
    height_px = max(1, round(picture.height * width_px / picture.width))
    return picture.resize((width_px, height_px), Image.Resampling.LANCZOS)
