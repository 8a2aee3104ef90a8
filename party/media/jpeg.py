"""EXIF and XMP in and out of JPEG files, segment by segment: the compressed pixels are never touched.

ITU-T T.81 annex B; Exif 2.32 section 4.5.4; XMP specification part 3, section 1.1.3.
"""

import struct

from party.media.errors import NotAPicture, PictureTooLarge

START = b"\xff\xd8\xff"
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_APP0, _APP1, _SCAN, _END = 0xE0, 0xE1, 0xDA, 0xD9
_LONGEST_SEGMENT = 65_533


def with_blocks(data: bytes, *, exif: bytes, xmp: bytes) -> bytes:
    """The picture carrying this EXIF block (a TIFF structure) and XMP packet and no others.

    Raises `NotAPicture`, and `PictureTooLarge` when a block does not fit a segment (64 kB).
    """
    segments, rest = _split(data)
    kept = [s for s in segments if not (s[1] == _APP1 and s[4:].startswith((_EXIF, _XMP)))]
    jfif = kept[:1] if kept and kept[0][1] == _APP0 else []
    written = (_segment(_EXIF + exif), _segment(_XMP + xmp))
    return b"".join((START[:2], *jfif, *written, *kept[len(jfif) :], rest))


def blocks_of(data: bytes) -> tuple[bytes, bytes]:
    """The EXIF block and the XMP packet, empty where there is none. Raises `NotAPicture`."""
    bodies = [segment[4:] for segment in _split(data)[0] if segment[1] == _APP1]
    exif = next((body[len(_EXIF) :] for body in bodies if body.startswith(_EXIF)), b"")
    xmp = next((body[len(_XMP) :] for body in bodies if body.startswith(_XMP)), b"")
    return exif, xmp


def _split(data: bytes) -> tuple[list[bytes], bytes]:
    """The segments in front of the first scan, and everything from there on."""
    segments: list[bytes] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in {_SCAN, _END}:  # noqa: PLR2004  a marker
        if data[at + 1] == 0xFF:  # noqa: PLR2004  fill bytes may stand before a marker
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        segments.append(data[at : at + 2 + length])
        at += 2 + length
    if data[at : at + 2] != bytes([0xFF, _SCAN]):
        raise NotAPicture("The JPEG file is cut short or broken.")
    return segments, data[at:]


def _segment(body: bytes) -> bytes:
    if len(body) > _LONGEST_SEGMENT:
        raise PictureTooLarge("The recipe is too long for a JPEG file.")
    return bytes([0xFF, _APP1]) + struct.pack(">H", len(body) + 2) + body
