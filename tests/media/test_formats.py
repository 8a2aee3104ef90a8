"""Pictures in the format somebody asked for."""

from io import BytesIO

import pytest
from PIL import Image

from party.media.formats import UnknownFormat, converted


def drawn(format_: str, **options: bool) -> bytes:
    out = BytesIO()
    Image.radial_gradient("L").resize((40, 20)).convert("RGB").save(out, format_, **options)
    return out.getvalue()


@pytest.mark.parametrize(("ending", "format_"), [(".png", "PNG"), (".WEBP", "WEBP")])
def test_lossless_formats_keep_every_pixel(ending: str, format_: str) -> None:
    """PNG and WebP files hold exactly the pixels of the original."""
    for data in (drawn("PNG"), drawn("WEBP", lossless=True)):
        with Image.open(BytesIO(data)) as before, Image.open(BytesIO(converted(data, ending))) as after:
            assert after.format == format_
            assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


def test_the_same_format_is_the_same_file() -> None:
    """What already has the format is not encoded again."""
    assert converted(drawn("PNG"), ".png") == drawn("PNG")


@pytest.mark.parametrize("ending", [".jpg", ".jpeg"])
def test_jpeg(ending: str) -> None:
    """JPEG for those who ask for it."""
    with Image.open(BytesIO(converted(drawn("PNG"), ending))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (40, 20))


@pytest.mark.parametrize("ending", ["", ".gif", "png", ".svg"])
def test_other_endings_are_refused(ending: str) -> None:
    """Whoever asks for another format is told which there are."""
    with pytest.raises(UnknownFormat, match=r"\.png, \.webp or \.jpg"):
        converted(drawn("PNG"), ending)
