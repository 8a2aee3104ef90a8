"""A write-up told once more from its journal and compared, file by file, with the one that lies before us."""

import re
from collections.abc import Callable, Collection, Iterator
from difflib import unified_diff
from itertools import islice

from party.media.difference import difference
from party.media.errors import NotAPicture, PictureTooLarge
from party.media.metadata import read_label
from party.press.chronicle import Chronicle
from party.press.formats.plain import PLAIN
from party.press.publication import PLAINLY, Manner, publish, slug_of
from party.press.survey import Fetch

_MOST_LINES = 20
"""Differing lines quoted of one file."""
_CLOSE = 24
"""How far a channel of a pixel may be off, of 255, where another release of an encoder made the smaller files."""
_HEADS = ("+++", "---")
_EMBEDDED = re.compile(r"data:image/\w+;base64,[A-Za-z0-9+/=]+")

Read = Callable[[str], bytes | None]


def differences(
    chronicle: Chronicle, fetch: Fetch, read: Read, names: Collection[str], *, manner: Manner = PLAINLY
) -> Iterator[str]:
    """What is not as the journal tells it, as half sentences; every figure and sentence of the page is among that.

    `read` gives a file of the write-up by name, `names` are all there are. Texts are compared by the letter, pictures
    by what they show and what is written into them. `fetch` and what is raised: as with `publish`.
    """
    problems, told = list[str](), set[str]()

    def compare(name: str, expected: bytes) -> None:
        told.add(name)
        found = read(name)
        if found is None:
            problems.append(f"{name} is missing")
        elif found != expected:
            problems.extend(_unlike(name, found, expected))

    publish(chronicle, fetch, PLAIN, compare, slug=slug_of(chronicle), manner=manner)
    yield from problems
    yield from (f"{name} does not belong to the write-up" for name in sorted(set(names) - told))


def _unlike(name: str, found: bytes, expected: bytes) -> Iterator[str]:
    if name.endswith((".webp", ".png", ".jpg")):
        if not _shows_the_same(found, expected):
            yield f"{name} is another picture, or says other things of itself"
        return
    should, does = (_EMBEDDED.sub("", data.decode(errors="replace")).splitlines() for data in (expected, found))
    changed = (
        line for line in unified_diff(should, does, n=0, lineterm="") if line[:1] in "+-" and line[:3] not in _HEADS
    )
    for line in islice(changed, _MOST_LINES):
        yield f"{name} {'says' if line[0] == '+' else 'should say'}: {line[1:].strip()}"


def _shows_the_same(found: bytes, expected: bytes) -> bool:
    try:
        apart = difference(found, expected)
        return apart is not None and apart.largest <= _CLOSE and read_label(found) == read_label(expected)
    except (NotAPicture, PictureTooLarge):
        return False
