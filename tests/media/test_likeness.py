"""Fingerprints of real pictures."""

from io import BytesIO

import pytest
from PIL import Image, ImageEnhance, ImageOps

from party.media.errors import NotAPicture
from party.media.likeness import BITS, distance, likeness


def saved(picture: Image.Image, format_: str = "PNG", **how: int) -> bytes:
    """A picture as a file."""
    out = BytesIO()
    picture.save(out, format_, **how)
    return out.getvalue()


def scene() -> Image.Image:
    """Something with light and shade in it."""
    light = (
        Image.radial_gradient("L")
        .resize((200, 150))
        .transform((200, 150), Image.Transform.AFFINE, (1, 0.2, -60, 0.3, 1, 9))
    )
    return ImageOps.colorize(light, "navy", "moccasin")


def test_the_same_picture_looks_like_itself() -> None:
    """Another file type, another size, a little more light: the fingerprint hardly changes."""
    picture = scene()
    mine = likeness(saved(picture))
    assert 0 <= mine < 2**BITS
    for other in (
        saved(picture, "WEBP", quality=60),
        saved(picture, "JPEG", quality=70),
        saved(picture.resize((120, 90))),
        saved(ImageEnhance.Brightness(picture).enhance(1.1)),
    ):
        assert distance(mine, likeness(other)) <= 6


def test_another_picture_does_not() -> None:
    """A mirrored and a turned picture are far away."""
    mine = likeness(saved(scene()))
    assert distance(mine, likeness(saved(ImageOps.mirror(scene())))) > 12
    assert distance(mine, likeness(saved(scene().rotate(180)))) > 12
    assert distance(mine, mine) == 0


def test_no_picture_has_no_fingerprint() -> None:
    """Bytes that are no picture are refused."""
    with pytest.raises(NotAPicture):
        likeness(b"moon")
