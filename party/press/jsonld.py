"""What a page tells machines of itself: schema.org as JSON-LD, for search engines and whoever asks who made a picture.

https://schema.org/BlogPosting, ImageObject and digitalSourceType (its values are IPTC's, under names of its own).
"""

from typing import Any
from urllib.parse import urljoin

from party.media.xmp import TRAINED_ALGORITHMIC_MEDIA
from party.press.front import Exhibit, Front
from party.press.licenses import page_license

_SOURCES = {TRAINED_ALGORITHMIC_MEDIA: "https://schema.org/TrainedAlgorithmicMediaDigitalSource"}
_NOBODY = {"@type": "Organization", "name": "a neural generation party"}


def posting(front: Front, *, address: str = "") -> dict[str, Any]:
    """The page as a `BlogPosting` with its pictures. `address`: where it will be found; files are told beneath it."""
    license_ = page_license(front.license)
    said = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": front.title,
        "description": front.description,
        "dateCreated": front.opened.isoformat(),
        "inLanguage": front.language,
        "keywords": list(front.tags),
        "author": _creators(front),
        "license": license_.url if license_ else "",
        "url": address,
        "image": [_image(front, picture, address) for picture in front.pictures],
    }
    return _without_gaps(said)


def _image(front: Front, picture: Exhibit, address: str) -> dict[str, Any]:
    license_ = page_license(front.license)
    return _without_gaps({
        "@type": "ImageObject",
        "contentUrl": urljoin(address, picture.file),
        "width": picture.width_px,
        "height": picture.height_px,
        "caption": picture.caption,
        "description": picture.alt,
        "creditText": picture.credit,
        "creator": _creators(front),
        "license": license_.url if license_ else "",
        "digitalSourceType": _SOURCES.get(front.digital_source_type, ""),
    })  # fmt: skip


def _creators(front: Front) -> list[dict[str, str]]:
    """Everybody who is named; the party itself where nobody is."""
    return [{"@type": "Person", "name": name} for name in front.authors] or [_NOBODY]


def _without_gaps(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in ("", [])}
