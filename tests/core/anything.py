"""Generators of commands: any kind, ids that exist and ids that do not, texts and numbers as bad as they come."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from party.core.commands import GuestCommand, HouseCommand, ScreenThing
from party.core.state import SessionState
from party.core.values import (
    ArtworkId,
    AssociationId,
    CommentId,
    GuestId,
    JobId,
    Kind,
    NoteId,
    PhraseId,
    RefinementId,
    RoundId,
    Words,
)

GUEST_COMMANDS: tuple[type[Any], ...] = get_args(GuestCommand)
HOUSE_COMMANDS: tuple[type[Any], ...] = get_args(HouseCommand)

ARTWORKS = tuple(ArtworkId(letter * 64) for letter in "abcd")
"""Few, so that two jobs make the same picture now and then."""

PLAIN = (
    "an empty chair",
    "two old people looking at each other",
    "two old people, oil on canvas",
    "rain on a window",
    "Loneliness!",
    "одиночество",
    "孤独的老人",
    "👩‍🎨 at the sea",
)
HOSTILE = (
    "",
    "   ",
    "\x00",
    "a\x1b[31mb",
    "\u202egnp.exe",
    "\ud800",
    "\u200d\u200d",
    "\u3164",
    "x" * 501,
    "<script>alert(1)</script>",
    "a\r\nb",
    "Z" + "\u0301" * 30,
    "\ufeffBOM",
    "{0}%s",
)
TEXTS = st.one_of(st.sampled_from(PLAIN), st.sampled_from(HOSTILE), st.text(max_size=12))
INTEGERS = st.one_of(st.sampled_from((-1, 0, 1, 2, 4, 5, 60, 256, 1801, 2**32, 10**400)), st.integers(-3, 2000))
FLOATS = st.one_of(
    st.sampled_from((math.nan, math.inf, -math.inf, -0.0, 20.0, 20.1)), st.floats(-1, 25, allow_nan=False)
)
SOBER = st.sampled_from((1, 2, 4, 5, 60, 100, 256))
UNKNOWN = ("", "nobody", "id-0", "\ud800")


class Known:
    """The ids of a party, by type, and whether the one who asks keeps to what is sensible."""

    def __init__(self, state: SessionState, *, sensible: bool) -> None:
        """Collect them."""
        self.sensible = sensible
        self._ids: Mapping[object, tuple[str, ...]] = MappingProxyType(
            {
                GuestId: tuple(state.guests),
                AssociationId: tuple(state.associations),
                RefinementId: tuple(state.refinements),
                RoundId: tuple(state.rounds),
                JobId: tuple(state.jobs),
                NoteId: tuple(state.notes),
                CommentId: tuple(state.comments),
                PhraseId: tuple(p.id for node in state.refinements.values() for p in node.phrases),
                ArtworkId: (*ARTWORKS, *state.artworks),
            }
        )

    def ids(self, of: object) -> tuple[str, ...]:
        """All that exist, and some that do not unless one is sensible."""
        existing = tuple(sorted(self._ids[of]))
        return existing if existing and self.sensible else (*existing, *UNKNOWN)

    def screened(self) -> tuple[tuple[Kind, str], ...]:
        """The things a moderator can let through or hide."""
        kinds = {AssociationId: Kind.ASSOCIATION, RefinementId: Kind.REFINEMENT, CommentId: Kind.COMMENT}
        kinds |= {ArtworkId: Kind.ARTWORK, NoteId: Kind.NOTE, GuestId: Kind.GUEST}
        return tuple((kind, id_) for of, kind in kinds.items() for id_ in self.ids(of))

    def has(self, of: object) -> bool:
        """Whether a type is one of ids."""
        return of in self._ids


@st.composite
def anything(draw: DrawFn, of: type[Any], state: SessionState) -> Any:  # noqa: ANN401  a value of whatever type is asked
    """A command of this type; half of them have hostile parts."""
    known = Known(state, sensible=draw(st.booleans()))
    if of is ScreenThing and known.sensible:
        return ScreenThing(*draw(st.sampled_from(known.screened())), draw(st.booleans()))
    return _draw(draw, of, known)


def _draw(draw: DrawFn, of: Any, known: Known) -> Any:  # noqa: ANN401  type hints are of no one type
    if known.has(of):
        return draw(st.sampled_from(known.ids(of)))
    if of is str or of is Words:
        return draw(st.sampled_from(PLAIN) if known.sensible else TEXTS)
    if of is bool:
        return draw(st.booleans())
    if of is int:
        return draw(SOBER if known.sensible else INTEGERS)
    if of is float:
        return draw(st.floats(0, 20) if known.sensible else FLOATS)
    if is_dataclass(of):
        return _instance(draw, of, known)
    if isinstance(of, type) and issubclass(of, Enum):
        return draw(st.sampled_from(list(of)))
    return _compound(draw, of, known)


def _instance(draw: DrawFn, of: Any, known: Known) -> Any:  # noqa: ANN401  same
    hints = get_type_hints(of)
    free = [field.name for field in fields(of) if get_origin(hints[field.name]) is not Literal]
    return of(**{name: _draw(draw, hints[name], known) for name in free})


def _compound(draw: DrawFn, of: Any, known: Known) -> Any:  # noqa: ANN401  same
    origin, parts = get_origin(of), get_args(of)
    if origin is tuple:
        return tuple(_draw(draw, parts[0], known) for _ in range(draw(st.integers(0, 3))))
    if origin in {UnionType, Union}:
        choice = draw(st.sampled_from(parts))
        return None if choice is NoneType else _draw(draw, choice, known)
    raise TypeError(f"no generator for {of}")
