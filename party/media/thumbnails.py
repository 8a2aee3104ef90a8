"""Smaller pictures for phones, walls and pages."""

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
    picture = _opened(data)
    if picture.width > width_px:
        height_px = max(1, round(picture.height * width_px / picture.width))
        picture = picture.resize((width_px, height_px), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "WEBP", method=0, quality=_QUALITY)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
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
