"""How alike two pictures look, from a fingerprint of sixty-four bits: the difference hash.

N. Krawetz, “Kind of Like That”, 2013: of nine by eight gray points, whether each is brighter than the one right of it.
"""

from PIL import Image

from party.media.thumbnails import opened

BITS = 64
_ACROSS, _DOWN = 9, 8


def likeness(data: bytes) -> int:
    """The fingerprint of a picture, 64 bits. Raises `NotAPicture` and `PictureTooLarge`."""
    return likeness_of(opened(data))


def likeness_of(picture: Image.Image) -> int:
    """The fingerprint of a picture that is unpacked already, in whatever size."""
    gray = picture.convert("L").resize((_ACROSS, _DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            at = row * _ACROSS + column
            bits = bits << 1 | (gray[at] > gray[at + 1])
    return bits


def distance(one: int, other: int) -> int:
    """In how many of its 64 bits a fingerprint differs from another: under about 10 the pictures look alike."""
    return (one ^ other).bit_count()
