"""The generated contract says what the codec does."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from party.core.commands import GuestCommand
from party.core.refusals import Reason
from party.core.values import LIMITS
from party.wire import door
from party.wire.codec import PREVIEW_HEADER, write_from_guest, write_to_guest
from party.wire.codes import Close, Problem
from party.wire.messages import MAX_FRAME_BYTES, PROTOCOL, FromGuest, PreviewHeader, ToGuest
from party.wire.schema import FILE, rendered, schema

from .said import asking, heard, said

DOOR = (
    door.OpenParty,
    door.JoinParty,
    door.Joined,
    door.Door,
    door.InviteLinks,
    door.WriteUpMade,
    door.Trouble,
)
CONTRACT: Mapping[str, Any] = schema()


def fits(name: str, document: object) -> list[str]:
    """What is wrong with a document of this name."""
    root = {"$ref": f"#/$defs/{name}", "$defs": CONTRACT["$defs"]}
    return [error.message for error in Draft202012Validator(root).iter_errors(document)]


def test_the_committed_file_is_fresh() -> None:
    """`schema.json` is what the code would generate now; if not: `make schema`."""
    assert FILE.read_text(encoding="utf-8") == rendered()


def test_it_is_a_json_schema() -> None:
    """The file is valid JSON Schema 2020-12 and every reference in it leads somewhere."""
    Draft202012Validator.check_schema(CONTRACT)
    targets = {line.split('"')[3] for line in rendered().splitlines() if '"$ref"' in line}
    assert {target.removeprefix("#/$defs/") for target in targets} <= set(CONTRACT["$defs"])


def test_it_carries_the_numbers() -> None:
    """Version, limits and codes stand in the file, so that the client need not know them by heart."""
    assert (CONTRACT["x-protocol"], CONTRACT["x-max-frame-bytes"]) == (PROTOCOL, MAX_FRAME_BYTES)
    assert CONTRACT["x-limits"] == asdict(LIMITS)
    assert set(CONTRACT["x-refusals"]) == {reason.value for reason in Reason}
    assert set(CONTRACT["x-problems"]) == {problem.value for problem in Problem}
    assert set(CONTRACT["x-closes"]) == {close.name for close in Close}


@pytest.mark.parametrize("kind", get_args(FromGuest))
@settings(max_examples=15)
@given(data=st.data())
def test_what_a_guest_says_fits(kind: type[Any], data: st.DataObject) -> None:
    """Real messages of a guest are valid under the contract."""
    assert fits("FromGuest", json.loads(write_from_guest(data.draw(said(kind))))) == []


@pytest.mark.parametrize("kind", get_args(GuestCommand))
@settings(max_examples=4)
@given(data=st.data())
def test_every_command_fits(kind: type[Any], data: st.DataObject) -> None:
    """Every command is valid under the contract, by its own name."""
    document = json.loads(write_from_guest(data.draw(asking(kind))))
    assert fits("FromGuest", document) == []
    assert fits(kind.__name__, document["command"]) == []


@pytest.mark.parametrize("kind", get_args(ToGuest))
@settings(max_examples=10)
@given(data=st.data())
def test_what_the_house_says_fits(kind: type[Any], data: st.DataObject) -> None:
    """Real messages of the house are valid under the contract."""
    assert fits("ToGuest", json.loads(write_to_guest(data.draw(heard(kind))))) == []


@pytest.mark.parametrize(
    "kind", [door.OpenParty, door.JoinParty, door.Joined, door.Door, door.InviteLinks, door.Trouble]
)
@settings(max_examples=10)
@given(data=st.data())
def test_what_goes_over_http_fits(kind: type[Any], data: st.DataObject) -> None:
    """What is said at the door is valid under the contract."""
    document = json.loads(TypeAdapter(kind).dump_json(data.draw(heard(kind))))
    assert fits(kind.__name__, document) == []


@given(heard(PreviewHeader))
def test_a_preview_header_fits(header: PreviewHeader) -> None:
    """What stands before a preview is valid under the contract."""
    assert fits("PreviewHeader", json.loads(PREVIEW_HEADER.dump_json(header))) == []


def test_what_is_wrong_does_not_fit() -> None:
    """The contract refuses what the codec refuses: unknown kinds, missing parts, wrong types."""
    for document in (
        {"kind": "Hallo", "protocol": 1},
        {"kind": "Hello"},
        {"kind": "Hello", "protocol": "1"},
        {"kind": "Do", "id": "", "command": {"kind": "PauseSession"}},
        {"kind": "Do", "id": "a", "command": {"kind": "OpenSession", "theme": "x", "first_prompt": "x", "name": "x"}},
    ):
        assert fits("FromGuest", document) != []
