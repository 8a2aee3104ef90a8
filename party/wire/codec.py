"""Bytes to values and back. What does not fit raises `BadFrame`, with a sentence that quotes nothing private."""

import struct
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from party.core.errors import Fault, PartyError
from party.wire.messages import MAX_FRAME_BYTES, FromGuest, PreviewHeader, ToGuest

FROM_GUEST: TypeAdapter[FromGuest] = TypeAdapter(Annotated[FromGuest, Field(discriminator="kind")])
TO_GUEST: TypeAdapter[ToGuest] = TypeAdapter(Annotated[ToGuest, Field(discriminator="kind")])
PREVIEW_HEADER: TypeAdapter[PreviewHeader] = TypeAdapter(PreviewHeader)

_LENGTH = struct.Struct(">I")


class BadFrame(PartyError):
    """A frame nobody can act on."""

    fault = Fault.GUEST


class FrameTooLarge(BadFrame):
    """A frame over `MAX_FRAME_BYTES`."""


def read_from_guest(frame: str | bytes) -> FromGuest:
    """The message in a text frame, every part of exactly its type; raises `BadFrame`."""
    if _size(frame) > MAX_FRAME_BYTES:
        raise FrameTooLarge(f"A message may have {MAX_FRAME_BYTES} bytes at most.")
    try:
        return FROM_GUEST.validate_json(frame, strict=True)
    except ValidationError as error:
        raise BadFrame(_complaint(error)) from None


def write_from_guest(message: FromGuest) -> str:
    """A guest's message as a text frame."""
    return FROM_GUEST.dump_json(message).decode()


def read_to_guest(frame: str | bytes) -> ToGuest:
    """The house's message in a text frame; raises `BadFrame`."""
    try:
        return TO_GUEST.validate_json(frame)
    except ValidationError as error:
        raise BadFrame(_complaint(error)) from None


def write_to_guest(message: ToGuest) -> str:
    """The house's message as a text frame."""
    return TO_GUEST.dump_json(message).decode()


def write_preview(header: PreviewHeader, picture: bytes) -> bytes:
    """A binary frame: the header's length (4 bytes, big-endian), the header as JSON, the JPEG bytes."""
    head = PREVIEW_HEADER.dump_json(header)
    return _LENGTH.pack(len(head)) + head + picture


def read_preview(frame: bytes) -> tuple[PreviewHeader, bytes]:
    """Header and JPEG bytes of a binary frame; raises `BadFrame`."""
    try:
        (length,) = _LENGTH.unpack_from(frame)
        end = _LENGTH.size + length
        header = PREVIEW_HEADER.validate_json(frame[_LENGTH.size : end])
    except (struct.error, ValidationError) as error:
        raise BadFrame("That is no preview frame.") from error
    if end >= len(frame):
        raise BadFrame("That preview frame has no picture.")
    return header, frame[end:]


def _size(frame: str | bytes) -> int:
    return len(frame.encode(errors="surrogatepass") if isinstance(frame, str) else frame)


def _complaint(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "message"
    said = "unknown" if first["type"] == "union_tag_invalid" else first["msg"]
    return f"{where}: {said}"[:200]
