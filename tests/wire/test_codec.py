"""What was said arrives as it was said; what cannot be understood is a bad frame and nothing worse."""

import json
from contextlib import suppress
from dataclasses import fields
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party.core.commands import Command, GuestCommand
from party.core.errors import Fault
from party.core.events import Event
from party.wire.codec import (
    BadFrame,
    FrameTooLarge,
    read_from_guest,
    read_preview,
    read_to_guest,
    write_from_guest,
    write_preview,
    write_to_guest,
)
from party.wire.messages import MAX_FRAME_BYTES, FromGuest, PreviewHeader, ToGuest

from .said import HEADERS, asking, heard, said

PICTURE = b"\xff\xd8 a picture \xff\xd9"


@pytest.mark.parametrize("kind", get_args(FromGuest))
@given(data=st.data())
def test_what_a_guest_says_arrives(kind: type[Any], data: st.DataObject) -> None:
    """Every message of a guest is read as it was written."""
    message = data.draw(said(kind))
    assert read_from_guest(write_from_guest(message)) == message


@pytest.mark.parametrize("kind", get_args(GuestCommand))
@settings(max_examples=15)
@given(data=st.data())
def test_every_command_arrives(kind: type[Any], data: st.DataObject) -> None:
    """Every command a guest can give survives the wire, text or bytes."""
    message = data.draw(asking(kind))
    frame = write_from_guest(message)
    assert read_from_guest(frame) == read_from_guest(frame.encode()) == message


@pytest.mark.parametrize("kind", get_args(ToGuest))
@settings(max_examples=25)
@given(data=st.data())
def test_what_the_house_says_arrives(kind: type[Any], data: st.DataObject) -> None:
    """Every message of the house is read as it was written."""
    message = data.draw(heard(kind))
    assert read_to_guest(write_to_guest(message)) == message


@pytest.mark.parametrize("kind", [*get_args(FromGuest), *get_args(ToGuest), *get_args(Command), *get_args(Event)])
def test_the_tag_is_the_name(kind: type[Any]) -> None:
    """Messages, commands and events are told apart by `kind`, which is what they are called."""
    assert get_args(get_type_hints(kind)["kind"]) == (kind.__name__,)
    assert next(field.default for field in fields(kind) if field.name == "kind") == kind.__name__


BAD: list[str | bytes] = [
    "",
    " ",
    "null",
    "[]",
    "{}",
    '"Hello"',
    "{",
    '{"kind":"Hello"}',
    '{"kind":"hello","protocol":1}',
    '{"kind":["Hello"],"protocol":1}',
    '{"kind":null,"protocol":1}',
    '{"kind":"Welcome","protocol":1}',
    '{"kind":"Hello","protocol":NaN}',
    '{"kind":"Hello","protocol":1e400}',
    '{"kind":"Hello","protocol":' + "9" * 5000 + "}",
    '{"kind":"Hello","protocol":"1"}',
    '{"kind":"Hello","protocol":true}',
    '{"kind":"Hello","protocol":1.0}',
    '{"kind":"Hello","protocol":1,"place":"roof"}',
    '{"kind":"Hello","protocol":1,"kind":"Do"}',
    '{"kind":"Do","id":"a","command":{"kind":"OpenSession","theme":"x","first_prompt":"x","name":"x"}}',
    '{"kind":"Do","id":"a","command":{"kind":"ClaimRoles","guest":"x","roles":["moderator"]}}',
    '{"kind":"Do","id":"","command":{"kind":"PauseSession"}}',
    '{"kind":"Do","id":"' + "x" * 65 + '","command":{"kind":"PauseSession"}}',
    '{"kind":"Do","id":7,"command":{"kind":"PauseSession"}}',
    '{"kind":"Do","id":"a","command":{"kind":"JudgeWorth","artwork":"x","worth":"5"}}',
    '{"kind":"Do","id":"a","command":{"kind":"ChooseArtwork","artwork":"x","chosen":"yes"}}',
    '{"kind":"Do","id":"a","command":{"kind":"Associate","text":7}}',
    '{"kind":"Do","id":"a","command":{"kind":"Associate","text":"\\ud800"}}',
    '{"kind":"Do","id":"a","command":{"kind":"CastBallot","round":"r","ballot":{"choices":"abc"}}}',
    '{"kind":"Do","id":"a","command":{"kind":"CastBallot","round":"r","ballot":{"choices":{},"rule":"approval"}}}',
    "[" * MAX_FRAME_BYTES,
    '{"kind":' * 2000,
    '{"kind":"Do","id":"a","command":' * 400,
    "\ud800",
    b"\xff\xfe\xfa",
    b'{"kind":"Hello\xff","protocol":1}',
    b"\x00" * 64,
    b"\x1f\x8b\x08gzip",
]


@pytest.mark.parametrize("frame", BAD, ids=lambda frame: repr(frame[:40]))
def test_nonsense_is_a_bad_frame(frame: str | bytes) -> None:
    """Malformed, unknown, deeply nested or wrongly typed: the guest's fault, in one short sentence."""
    with pytest.raises(BadFrame) as caught:
        read_from_guest(frame)
    assert caught.value.fault is Fault.GUEST
    assert 0 < len(str(caught.value)) <= 200


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_noise_is_a_bad_frame(frame: str | bytes) -> None:
    """Nothing random is a message, and nothing random raises anything else."""
    with pytest.raises(BadFrame):
        read_from_guest(frame)
    with pytest.raises(BadFrame):
        read_to_guest(frame)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@given(st.data())
def test_a_message_with_one_part_replaced_is_read_or_bad(data: st.DataObject) -> None:
    """Whatever stands in the place of any part, the frame is a message or a bad frame."""
    kind = data.draw(st.sampled_from(get_args(GuestCommand)))
    frame = json.loads(write_from_guest(data.draw(asking(kind))))
    inside = data.draw(st.sampled_from((frame, frame["command"])))
    inside[data.draw(st.sampled_from(sorted(inside)))] = data.draw(JSON)
    with suppress(BadFrame):
        assert isinstance(read_from_guest(json.dumps(frame)), get_args(FromGuest))


@pytest.mark.parametrize("letter", ["x", "é", "孤", "👩"])
def test_a_frame_is_measured_in_bytes(letter: str) -> None:
    """The limit is the same for every script, and stands before any reading."""
    frame = '{"kind":"Do","id":"a","command":{"kind":"Associate","text":"' + letter * MAX_FRAME_BYTES
    for end in range(MAX_FRAME_BYTES - 8, MAX_FRAME_BYTES + 8):
        cut = frame.encode()[:end].decode(errors="ignore")
        expected = FrameTooLarge if len(cut.encode()) > MAX_FRAME_BYTES else BadFrame
        with pytest.raises(expected) as caught:
            read_from_guest(cut)
        assert type(caught.value) is expected


def test_a_complaint_quotes_nothing() -> None:
    """What a guest wrote does not come back in the complaint, nor go to a log with it."""
    whisper = "my-whisper"
    for frame in (
        f'{{"kind":"{whisper}","protocol":1}}',
        f'{{"kind":"Hello","protocol":"{whisper}"}}',
        f'{{"kind":"Do","id":"a","command":{{"kind":"{whisper}"}}}}',
        f'{{"kind":"Do","id":"a","command":{{"kind":"Associate","text":["{whisper}"]}}}}',
        f'{{"kind":"Do","id":"a b{whisper}","command":{{"kind":"PauseSession"}}}}',
        f'{{"kind":"Hello","protocol":1,{whisper}}}',
    ):
        with pytest.raises(BadFrame) as caught:
            read_from_guest(frame)
        assert whisper not in str(caught.value)


@given(HEADERS, st.binary(min_size=1, max_size=64))
def test_a_preview_arrives(header: PreviewHeader, picture: bytes) -> None:
    """Header and picture of a preview are read as they were written."""
    assert read_preview(write_preview(header, picture)) == (header, picture)


@given(HEADERS)
def test_half_a_preview_is_a_bad_frame(header: PreviewHeader) -> None:
    """A preview cut anywhere before its picture, or with a wrong length, is refused."""
    frame = write_preview(header, PICTURE)
    for end in range(len(frame) - len(PICTURE) + 1):
        with pytest.raises(BadFrame):
            read_preview(frame[:end])
    for length in (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x00\x00\xff\xff"):
        with pytest.raises(BadFrame):
            read_preview(length + frame[4:])
    with pytest.raises(BadFrame):
        read_preview(b"\xff\xff\xff\xff" + frame[4 : -len(PICTURE)])


@given(st.binary(max_size=100))
def test_noise_is_no_preview(frame: bytes) -> None:
    """Nothing random is a preview, and nothing random raises anything else."""
    with pytest.raises(BadFrame):
        read_preview(frame)
