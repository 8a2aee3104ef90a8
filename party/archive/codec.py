"""Events to facts and words, and back.

A fact is canonical JSON in which every text a person wrote is replaced by a salted commitment to it. The texts are
found by type (`core.values.Words`), so a new event needs no line here.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic import Field, TypeAdapter, ValidationError

from party.core.events import Entry, Event
from party.core.values import GuestId, Millis, Seq, SessionId, Words

FIRST_HASH: Final = "0" * 64
"""What the first entry's hash is chained to."""

SALT_LENGTH: Final = 32
"""Hexadecimal digits."""

_EVENTS: Final[TypeAdapter[Event]] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


class Undecodable(ValueError):
    """Facts and words do not make an event; the message says why, in half a sentence."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text taken out of a fact. Salt (hexadecimal) and text are `None` once removed."""

    path: str
    """Where it belongs, for example `made.recipe.prompt` or `recipes.0.negative`."""
    salt: str | None
    text: str | None

    @property
    def removed(self) -> bool:
        """Whether a person's words were taken out of the record."""
        return self.text is None


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: one spelling for each value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def commitment(salt: str, text: str) -> str:
    """SHA-256 over salt and text, hexadecimal."""
    return hashlib.sha256((salt + text).encode()).hexdigest()


def chained(previous: str, session: SessionId, entry: Entry, facts: str) -> str:
    """The hash of an entry: SHA-256 over the one before and everything but the words, hexadecimal."""
    return chained_line(
        previous, session=session, seq=entry.seq, at_ms=entry.at_ms, actor=entry.actor, cause=entry.cause, facts=facts
    )


def chained_line(
    previous: str, *, session: SessionId, seq: Seq, at_ms: Millis, actor: GuestId | None, cause: str, facts: str
) -> str:
    """The same as `chained`, for a line that may not decode. Raises `ValueError` when `facts` is not JSON."""
    line = {"session": session, "seq": seq, "at_ms": at_ms, "actor": actor, "cause": cause, "facts": json.loads(facts)}
    return hashlib.sha256((previous + canonical(line)).encode()).hexdigest()


def split(event: Event) -> tuple[str, tuple[Text, ...]]:
    """The event's facts as canonical JSON, and the texts it carried, each with a fresh salt.

    Empty texts stay in the facts: there is nothing of anybody's in them.
    """
    facts = _EVENTS.dump_python(event, mode="json")
    texts = tuple(Text(path, secrets.token_hex(SALT_LENGTH // 2), text) for path, text in find_words(event))
    for text in texts:
        holder, key = _place(facts, text.path)
        holder[key] = {"words": commitment(text.salt or "", text.text or "")}
    return canonical(facts), texts


def join(facts: str, texts: Iterable[Text]) -> Event:
    """The event as it was, removed texts being empty. Raises `Undecodable` when a text is not the one committed to."""
    try:
        tree = json.loads(facts)
    except ValueError as error:
        raise Undecodable("the facts are no JSON") from error
    if canonical(tree) != facts:
        raise Undecodable("the facts are not in canonical form")
    for text in texts:
        _put_back(tree, text)
    try:
        return _EVENTS.validate_python(tree)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, fault["loc"])) or "its kind"
        raise Undecodable(f"the event does not decode at {where} ({fault['type']})") from error


def _put_back(tree: Any, text: Text) -> None:  # noqa: ANN401 - a decoded JSON tree
    try:
        holder, key = _place(tree, text.path)
        promised = holder[key]["words"]
    except (LookupError, TypeError, ValueError) as error:
        raise Undecodable(f"no fact points to the words at {text.path}") from error
    if text.text is None:
        if text.salt is not None:
            raise Undecodable(f"the words at {text.path} are half removed")
    elif not _keeps(promised, text.salt, text.text):
        raise Undecodable(f"the words at {text.path} are not those that were written")
    holder[key] = text.text or ""


def _keeps(promised: str, salt: str | None, text: str) -> bool:
    # The length is fixed: otherwise a letter could move from the text to the salt without changing the hash.
    return salt is not None and len(salt) == SALT_LENGTH and commitment(salt, text) == promised


def _place(tree: Any, path: str) -> tuple[Any, str | int]:  # noqa: ANN401 - a decoded JSON tree
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    for step in steps:
        tree = tree[step]
    return tree, last


def find_words(event: object) -> Iterator[tuple[str, str]]:
    """Path and text of every non-empty text a person wrote, in the order of the fields."""
    return _find(event, type(event), "")


def _find(value: Any, hint: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - walks any type
    if value is None or not holds_words(hint):
        return
    if hint is Words:
        if value:
            yield path, value
    elif isinstance(hint, type) and is_dataclass(hint):
        for name, field_hint in _hints(hint):
            yield from _find(getattr(value, name), field_hint, f"{path}.{name}".lstrip("."))
    elif get_origin(hint) is tuple:
        for index, (item, item_hint) in enumerate(_items(value, get_args(hint))):
            yield from _find(item, item_hint, f"{path}.{index}")
    else:
        yield from _find(value, _member(value, hint), path)


@cache
def holds_words(hint: Any) -> bool:  # noqa: ANN401 - any type
    """Whether a value of this type can carry a person's text. Raises `TypeError` where it could not be found again."""
    if hint is Words:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return any(holds_words(field_hint) for _, field_hint in _hints(hint))
    if any(holds_words(part) for part in get_args(hint)):
        if get_origin(hint) not in {tuple, Union, UnionType}:
            raise TypeError(f"words inside {hint} would not be split off")
        return True
    return False


@cache
def _hints(cls: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - any dataclass
    return tuple(get_type_hints(cls).items())


def _items(value: tuple[Any, ...], hints: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    if len(hints) == 2 and hints[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        return ((item, hints[0]) for item in value)
    return zip(value, hints, strict=True)


def _member(value: Any, union: Any) -> Any:  # noqa: ANN401 - any member of any union
    for member in get_args(union):
        plain = str if member is Words else get_origin(member) or member
        if member is not NoneType and isinstance(value, plain):
            return member
    raise TypeError(f"{type(value).__name__} is no member of {union}")
