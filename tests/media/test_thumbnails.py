"""Smaller pictures, from real files."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from party.media.errors import NotAPicture, PictureTooLarge
from party.media.thumbnails import fitted, resized, variants


def encoded(format_: str, mode: str = "RGB", size: tuple[int, int] = (120, 60)) -> bytes:
    out = BytesIO()
    Image.radial_gradient("L").resize(size).convert(mode).save(out, format_)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be enormous."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, body) for kind, body in parts)


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "JPEG"])
def test_smaller_in_proportion(format_: str) -> None:
    """The width is the one asked for, the sides keep their proportion, and the file is WebP."""
    with Image.open(BytesIO(resized(encoded(format_), 40))) as small:
        assert (small.format, small.size) == ("WEBP", (40, 20))


def test_never_larger() -> None:
    """A small picture stays as small as it is."""
    with Image.open(BytesIO(resized(encoded("PNG"), 4000))) as same:
        assert same.size == (120, 60)


@pytest.mark.parametrize(("mode", "kept"), [("RGBA", "RGBA"), ("LA", "RGBA"), ("L", "RGB"), ("P", "RGB"), ("1", "RGB")])
def test_every_mode(mode: str, kept: str) -> None:
    """Gray, indexed and transparent pictures are shown too; transparency stays."""
    with Image.open(BytesIO(resized(encoded("PNG", mode), 40))) as small:
        assert small.mode in {kept, "RGB"}
        assert small.width == 40


@pytest.mark.parametrize(("width", "height"), [(9000, 9000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_bombs_are_not_unpacked(width: int, height: int) -> None:
    """A file that claims to be enormous is refused from its header."""
    with pytest.raises((PictureTooLarge, NotAPicture)):
        resized(bomb(width, height), 40)


@pytest.mark.parametrize("data", [b"", b"moon", b"GIF89a" + bytes(20), encoded("PNG")[:200], encoded("JPEG")[:300]])
def test_broken_files_are_refused(data: bytes) -> None:
    """What cannot be read is refused by name."""
    with pytest.raises(NotAPicture):
        resized(data, 40)


def test_no_width() -> None:
    """A width below one pixel is the caller's mistake."""
    with pytest.raises(ValueError, match="one pixel"):
        resized(encoded("PNG"), 0)


def test_several_sizes_at_once() -> None:
    """Each width that is smaller than the picture's own is there once, in proportion."""
    found = variants(encoded("PNG", size=(700, 350)), (320, 640, 1280))
    sizes = {}
    for width, data in found.items():
        with Image.open(BytesIO(data)) as small:
            sizes[width] = small.size
    assert sizes == {640: (640, 320), 320: (320, 160)}
    assert variants(encoded("PNG", size=(320, 10)), (320,)) == {}


def test_fitted_into_a_box() -> None:
    """A picture fits into a box by its longer side, and is never enlarged."""
    assert fitted(Image.new("RGB", (300, 100)), 60, 60).size == (60, 20)
    assert fitted(Image.new("RGB", (30, 10)), 60, 60).size == (30, 10)
