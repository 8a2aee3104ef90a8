"""EXIF and XMP in and out of WebP files, chunk by chunk: the compressed pixels are never touched.

WebP Container Specification (RFC 9649, section 2).
"""

import struct
from collections.abc import Iterator

from party.media.errors import NotAPicture

_ALPHA, _EXIF, _XMP = 0x10, 0x08, 0x04


def is_webp(data: bytes) -> bool:
    """Whether the file begins as a WebP picture."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def with_blocks(data: bytes, *, exif: bytes, xmp: bytes) -> bytes:
    """The picture carrying this EXIF block (a TIFF structure) and XMP packet and no others. Raises `NotAPicture`."""
    chunks = [(kind, body) for kind, body in _chunks(data) if kind not in {b"EXIF", b"XMP "}]
    if not chunks:
        raise NotAPicture("The WebP file is empty.")
    header = chunks.pop(0)[1] if chunks[0][0] == b"VP8X" else _extended(*chunks[0])
    if len(header) < 10:  # noqa: PLR2004  flags, three reserved bytes, two sizes of three bytes
        raise NotAPicture("The WebP file has a broken header.")
    header = bytes([header[0] | _EXIF | _XMP]) + header[1:]
    parts = ((b"VP8X", header), *chunks, (b"EXIF", exif), (b"XMP ", xmp))
    body = b"WEBP" + b"".join(_chunk(kind, part) for kind, part in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def blocks_of(data: bytes) -> tuple[bytes, bytes]:
    """The EXIF block and the XMP packet, empty where there is none. Raises `NotAPicture`."""
    found = dict(_chunks(data))
    return found.get(b"EXIF", b""), found.get(b"XMP ", b"")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise NotAPicture("The WebP file is cut short.")
    at = 12
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > end:
            raise NotAPicture("The WebP file is cut short.")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _extended(kind: bytes, body: bytes) -> bytes:
    """The extended header that a simple file lacks, made from the size in its bitstream."""
    if kind == b"VP8 " and len(body) >= 10:  # noqa: PLR2004  frame tag, start code, two sizes
        width, height = (int.from_bytes(body[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        flags = 0
    elif kind == b"VP8L" and len(body) >= 5:  # noqa: PLR2004  signature byte and four of size
        bits = int.from_bytes(body[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags = _ALPHA if bits >> 28 & 1 else 0
    else:
        raise NotAPicture("The WebP file does not begin with a picture.")
    return bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
