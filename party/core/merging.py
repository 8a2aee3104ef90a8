"""Two wordings made one: the changes of both against the wording they came from, word by word."""

import re
from collections.abc import Iterator, Sequence

from party.core.diff import Edit, edits
from party.core.phrases import COMMA

_COMMAS = " ,;\uff0c\u3001\uff1b"
_PART = re.compile(f"({COMMA.pattern}\\s*)")
_WIDE = re.compile("[\u2e80-\u9fff\uff0c\uff1b]")


def merged(base: str, one: str, other: str) -> str:
    """`base` with the changes of both; where they change the same words, both stand there, parted by a comma."""
    if other in {base, one}:
        return one
    if one == base:
        return other
    words, ours = edits(base, one)
    _, theirs = edits(base, other)
    spelled, at = "", 0
    for start, end in _regions(ours + theirs):
        spelled += "".join(words[at:start])
        if _only_leave([edit for edit in ours + theirs if start <= edit.start and edit.end <= end]):
            spelled += _left(words, ours + theirs, start, end)
        else:
            as_it_was = "".join(words[start:end])
            spelled += _both(_spelled(words, ours, start, end), _spelled(words, theirs, start, end), as_it_was)
        at = end
    return _tidy(spelled + "".join(words[at:]), one, other)


def _regions(changes: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Stretches of the old words that belong together because changes overlap there, in order."""
    open_region: tuple[int, int] | None = None
    for edit in sorted(changes, key=lambda edit: (edit.start, edit.end)):
        if open_region and (edit.start < open_region[1] or edit.start == open_region[0]):
            open_region = (open_region[0], max(open_region[1], edit.end))
            continue
        if open_region:
            yield open_region
        open_region = (edit.start, edit.end)
    if open_region:
        yield open_region


def _spelled(words: Sequence[str], changes: Sequence[Edit], start: int, end: int) -> str:
    """One side's words in place of the old ones from `start` to `end`."""
    spelled, at = "", start
    for edit in changes:
        if start <= edit.start and edit.end <= end:
            spelled += "".join(words[at : edit.start]) + edit.text
            at = edit.end
    return spelled + "".join(words[at:end])


def _only_leave(changes: Sequence[Edit]) -> bool:
    return not any(edit.text for edit in changes)


def _left(words: Sequence[str], changes: Sequence[Edit], start: int, end: int) -> str:
    """What both sides leave of the old words."""
    gone = {at for edit in changes for at in range(edit.start, edit.end)}
    return "".join(words[at] for at in range(start, end) if at not in gone)


def _both(mine: str, yours: str, as_it_was: str) -> str:
    if yours in {as_it_was, mine} or not yours.strip(_COMMAS):
        return mine
    if mine == as_it_was or not mine.strip(_COMMAS):
        return yours
    before = mine[: len(mine) - len(mine.lstrip(_COMMAS))]
    after = yours[len(yours.rstrip(_COMMAS)) :]
    return before + _in_a_row(_parts(mine), _parts(yours), _comma(mine + yours)) + after


def _in_a_row(mine: list[str], yours: list[str], comma: str) -> str:
    """The parts of both, each once; what both end with stays at the end."""
    end: list[str] = []
    while mine and yours and mine[-1].casefold() == yours[-1].casefold():
        end.insert(0, mine.pop())
        yours.pop()
    said = {part.casefold() for part in mine + end}
    return comma.join((*mine, *(part for part in yours if part.casefold() not in said), *end))


def _parts(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in _PART.split(text)[::2]) if part]


def _comma(text: str) -> str:
    return "\uff0c" if _WIDE.search(text) else ", "


def _tidy(text: str, *sides: str) -> str:
    """The text without the traces of joining: spaces, commas and phrases doubled that neither side had so."""
    pieces = _PART.split(" ".join(text.split()))
    twice = {part.casefold() for side in sides for part in _parts(side) if _count(part, side) > 1}
    kept, said = "", set[str]()
    for comma, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        part = piece.strip().casefold()
        if part and (part not in said or part in twice):
            kept += (comma if kept else "") + (piece.rstrip() if kept else piece.strip())
            said.add(part)
    return kept


def _count(part: str, side: str) -> int:
    return [one.casefold() for one in _parts(side)].count(part.casefold())
