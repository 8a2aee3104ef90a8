"""What people write, made safe to keep: normalized, one line, within limits, nothing invisible."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count

from party.core.refusals import Reason, Refusal, refuse
from party.core.values import NOTHING_SAID, Words

_SPACES = re.compile(r"\s+")
_PASTED = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and widthless spaces that come along when text is pasted: left out."""
_JOINERS = {"\u200d", "\ufe0f", "\ufe0e", "\u200c"}
"""Format characters that emoji and several scripts need."""

_BLANKS = "".join(_JOINERS) + " \u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and marks that show nothing; beside others they are harmless."""


def clean(text: str, limit: int, *, optional: bool = False) -> Words | Refusal:
    """The text in NFC with runs of white space made one space; refused when empty, too long or unprintable.

    Unprintable are control characters, lone surrogates and the marks that turn the direction of writing: shown to
    others, they would let one guest's name rewrite the line it stands in.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return refuse(Reason.TEXT_UNPRINTABLE)
    line = _SPACES.sub(" ", _PASTED.sub("", unicodedata.normalize("NFC", text))).strip()
    if any(_unprintable(mark) for mark in line):
        return refuse(Reason.TEXT_UNPRINTABLE)
    if not line.strip(_BLANKS):
        return NOTHING_SAID if optional else refuse(Reason.TEXT_EMPTY)
    if len(line) > limit:
        return refuse(Reason.TEXT_TOO_LONG, limit=limit, length=len(line))
    return Words(line)


def _unprintable(mark: str) -> bool:
    if "\U0001f000" <= mark <= "\U0001faff" or "\U000e0020" <= mark <= "\U000e007f":
        return False  # phones know younger emoji than Python's Unicode tables do; some flags are spelled in tags
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Co", "Cn"} and mark not in _JOINERS


def apart(name: Words, taken: Collection[str], limit: int) -> Words:
    """The name, with the first free number behind it when somebody has it: `Ada`, then `Ada 2`. Within the limit."""
    known = {as_read(one) for one in taken}
    return next(one for one in _numbered(name, limit) if as_read(one) not in known)


def _numbered(name: Words, limit: int) -> Iterator[Words]:
    yield name
    for number in count(2):
        behind = f" {number}"
        yield Words(name[: limit - len(behind)].rstrip(_BLANKS) + behind)


def as_read(text: str) -> str:
    """The text with letter case and width aside, for comparing: a Chinese keyboard writes a wide `@`."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def same(one: str, other: str) -> bool:
    """Whether two texts say the same, letter case and punctuation at the ends aside."""
    return one.casefold().strip(" .,!?;:") == other.casefold().strip(" .,!?;:")
