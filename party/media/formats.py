"""A picture in another file format, for those who ask for one by the file's ending."""

from io import BytesIO

from PIL import Image

from party.core.errors import Fault
from party.media.errors import NotAPicture

_FORMATS = {".png": "PNG", ".webp": "WEBP", ".jpg": "JPEG", ".jpeg": "JPEG"}
_JPEG_QUALITY = 92


class UnknownFormat(NotAPicture):
    """Nobody asked for a picture format by that ending."""

    fault = Fault.GUEST


def format_of(ending: str) -> str:
    """Pillow's name of the format a file ending stands for. Raises `UnknownFormat`."""
    wanted = _FORMATS.get(ending.lower())
    if wanted is None:
        raise UnknownFormat(f"A picture cannot be written as “{ending}”: use .png, .webp or .jpg.")
    return wanted


def converted(data: bytes, ending: str) -> bytes:
    """The picture as PNG, lossless WebP or JPEG, by a file ending such as `.png`. Raises `UnknownFormat`."""
    wanted = format_of(ending)
    with Image.open(BytesIO(data)) as picture:
        if picture.format == wanted:
            return data
        out = BytesIO()
        if wanted == "JPEG":
            picture.convert("RGB").save(out, wanted, quality=_JPEG_QUALITY)
        else:
            picture.save(out, wanted, lossless=True)
        return out.getvalue()
