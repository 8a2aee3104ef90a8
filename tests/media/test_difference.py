"""How far pictures are apart."""

from io import BytesIO

import pytest
from PIL import Image

from party.media.difference import Difference, difference
from party.media.errors import NotAPicture


def painted(color: tuple[int, int, int], size: tuple[int, int] = (4, 4), dot: int = 0) -> bytes:
    """A plain picture, one pixel of it brighter in red by `dot`."""
    picture, out = Image.new("RGB", size, color), BytesIO()
    picture.putpixel((0, 0), (color[0] + dot, *color[1:]))
    picture.save(out, "PNG")
    return out.getvalue()


def test_the_same_pixels_are_not_apart() -> None:
    """Whatever file they lie in."""
    webp = BytesIO()
    Image.open(BytesIO(painted((10, 20, 30)))).save(webp, "WEBP", lossless=True)
    assert difference(painted((10, 20, 30)), webp.getvalue()) == Difference(0, 0)


def test_mean_and_largest() -> None:
    """One pixel of sixteen, one channel of four."""
    assert difference(painted((10, 20, 30)), painted((10, 20, 30), dot=64)) == Difference(1.0, 64)


def test_what_cannot_be_compared() -> None:
    """Another size is not a distance, and text is no picture."""
    assert difference(painted((0, 0, 0)), painted((0, 0, 0), (4, 5))) is None
    with pytest.raises(NotAPicture):
        difference(painted((0, 0, 0)), b"text")
