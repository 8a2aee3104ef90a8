"""Texts in and out of PNG files, chunk by chunk: the compressed pixels are never touched.

PNG specification, third edition, sections 5.3 (chunks) and 11.3.3 (tEXt, zTXt, iTXt).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping

from party.media.errors import NotAPicture

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TEXT_CHUNKS = (b"tEXt", b"zTXt", b"iTXt")
_LONGEST_TEXT = 1 << 20


def with_texts(data: bytes, texts: Mapping[str, str]) -> bytes:
    """The picture with these texts right behind its header; earlier texts under the same keywords are gone.

    Keywords are Latin-1, 1 to 79 characters. Raises `NotAPicture`.
    """
    chunks = tuple(_chunks(data))
    keywords = {keyword.encode("latin-1") for keyword in texts}
    kept = [raw for kind, body, raw in chunks if kind not in _TEXT_CHUNKS or body.split(b"\0", 1)[0] not in keywords]
    written = (_text_chunk(keyword, text) for keyword, text in texts.items())
    return b"".join((SIGNATURE, kept[0], *written, *kept[1:]))


def texts_of(data: bytes) -> dict[str, str]:
    """Every text of the picture by keyword; what is broken or absurdly long is left out. Raises `NotAPicture`."""
    found: dict[str, str] = {}
    for kind, body, _ in _chunks(data):
        if kind in _TEXT_CHUNKS:
            keyword, _, rest = body.partition(b"\0")
            try:
                found[keyword.decode("latin-1")] = _text(kind, rest)
            except (ValueError, IndexError, zlib.error):
                continue
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Kind, body and raw bytes of each chunk up to IEND."""
    at, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise NotAPicture("The PNG file is cut short.")
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data) or (at == len(SIGNATURE) and kind != b"IHDR"):
            raise NotAPicture("The PNG file is cut short or does not begin as one.")
        yield kind, data[at + 8 : at + 8 + length], data[at : at + 12 + length]
        at += 12 + length


def _text_chunk(keyword: str, text: str) -> bytes:
    name = keyword.encode("latin-1") + b"\0"
    try:
        kind, body = b"tEXt", name + text.encode("latin-1")
    except UnicodeEncodeError:
        kind, body = b"iTXt", name + b"\0\0\0\0" + text.encode()
    if keyword == "XML:com.adobe.xmp":
        kind, body = b"iTXt", name + b"\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _text(kind: bytes, rest: bytes) -> str:
    if kind == b"tEXt":
        return rest.decode("latin-1")
    if kind == b"zTXt":
        return _inflated(rest[1:]).decode("latin-1")
    compressed = rest[0] == 1
    _, _, text = rest[2:].split(b"\0", 2)
    return (_inflated(text) if compressed else text).decode()


def _inflated(packed: bytes) -> bytes:
    box = zlib.decompressobj()
    text = box.decompress(packed, _LONGEST_TEXT)
    if box.unconsumed_tail:
        raise ValueError("the text is longer than any label")
    return text
