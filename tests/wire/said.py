"""Generators of messages, from the types themselves: a message added tomorrow is tested tomorrow."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from party.core.values import GuestId, JobId, Millis, Seq, Words
from party.wire.messages import Do, PreviewHeader

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.integers(-(2**53), 2**53)
COMMAND_IDS = st.from_regex(r"\A[A-Za-z0-9_-]{1,64}\Z")

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, NUMBERS)
st.register_type_strategy(str, TEXTS)
for _number in (Seq, Millis):
    st.register_type_strategy(_number, NUMBERS)
for _text in (GuestId, JobId, Words):
    st.register_type_strategy(_text, TEXTS)


def said(kind: type[Any]) -> SearchStrategy[Any]:
    """A guest's message of this kind."""
    return st.builds(Do, id=COMMAND_IDS) if kind is Do else st.from_type(kind)


def asking(kind: type[Any]) -> SearchStrategy[Do]:
    """A guest's message with a command of this kind."""
    return st.builds(Do, id=COMMAND_IDS, command=st.from_type(kind))


def heard(kind: type[Any]) -> SearchStrategy[Any]:
    """A message of the house of this kind."""
    return st.from_type(kind)


HEADERS: SearchStrategy[PreviewHeader] = st.from_type(PreviewHeader)
