"""Whom a comment speaks to. Names are looked up when it is written, marks are kept, names are put in when it is shown.

So a comment calls people what they are called now, and keeps no name of somebody who took theirs along. A mark is one
character of private use, which nobody can write (see `core.text.clean`): the first stands for the first mentioned.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from party.core.text import as_read
from party.core.things import MentionView
from party.core.values import GuestId, Words

_FIRST = 0xE000
_LETTER = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
"""A letter or digit of a script that parts words: after it a name goes on. Chinese or Thai writes on at once."""


def marked(text: Words, names: Mapping[str, GuestId]) -> tuple[Words, tuple[GuestId, ...]]:
    """The text with a mark for every `@name`, and who they are, in order of first mention.

    Letter case and width do not matter; of names that begin alike the longest is meant.
    """
    known = sorted(((_read(name), guest) for name, guest in names.items()), key=lambda one: -len("".join(one[0])))
    letters = _read(text)
    said, mentioned, at = "", list[GuestId](), 0
    while at < len(text):
        found = _found(letters, at, known) if letters[at] == "@" else None
        if found is None:
            said, at = said + text[at], at + 1
            continue
        guest, at = found
        mentioned += [guest] if guest not in mentioned else []
        said += chr(_FIRST + mentioned.index(guest))
    return Words(said), tuple(mentioned)


def named(
    text: Words, mentions: Sequence[GuestId], called: Callable[[GuestId], str]
) -> tuple[str, tuple[MentionView, ...]]:
    """The text with everybody called something in the place of their marks, and where."""
    said, places = "", list[MentionView]()
    for one in text:
        mark = ord(one) - _FIRST
        if not 0 <= mark < len(mentions):
            said += one
            continue
        start, guest = len(said), mentions[mark]
        said += called(guest)
        places.append(MentionView(guest, start, len(said)))
    return said, tuple(places)


def _read(text: str) -> tuple[str, ...]:
    """Letter by letter, so that a place in what is read is a place in what was written."""
    return tuple(map(as_read, text))


def _found(
    letters: Sequence[str], at: int, known: Sequence[tuple[Sequence[str], GuestId]]
) -> tuple[GuestId, int] | None:
    """Whom the `@` at a place means, and where the text goes on."""
    behind = ((guest, _behind(letters, at + 1, "".join(name))) for name, guest in known)
    return next(((guest, end) for guest, end in behind if end is not None), None)


def _behind(letters: Sequence[str], at: int, name: str) -> int | None:
    """Where the text goes on after a name, if the whole of it stands there and no more."""
    read = ""
    while len(read) < len(name) and at < len(letters):
        read, at = read + letters[at], at + 1
    if read != name:
        return None
    goes_on = at < len(letters) and re.match(_LETTER, name[-1]) and re.match(_LETTER, letters[at])
    return None if goes_on else at
