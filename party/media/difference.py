"""How far two pictures are apart, pixel by pixel."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageStat

from party.media.thumbnails import opened


@dataclass(frozen=True, slots=True)
class Difference:
    """The distance of two pictures of one size, of 255: the mean over all channels of all pixels, and the largest."""

    mean: float
    largest: int


def difference(one: bytes, other: bytes) -> Difference | None:
    """How far two pictures are apart; `None` when their sizes differ. Raises `NotAPicture` and `PictureTooLarge`."""
    first, second = (opened(data).convert("RGBA") for data in (one, other))
    if first.size != second.size:
        return None
    return _apart(first, second)


def _apart(first: Image.Image, second: Image.Image) -> Difference:
    apart = ImageStat.Stat(ImageChops.difference(first, second))
    return Difference(sum(apart.mean) / len(apart.mean), max(round(most) for _, most in apart.extrema))
