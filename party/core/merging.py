"""Two wordings made one: the changes of both against the wording they came from, word by word."""

from collections.abc import Iterator, Sequence

from party.core.diff import Edit, edits


def merged(base: str, one: str, other: str) -> str:
    """`base` with the changes of both; where they change the same words, both stand there, parted by a comma."""
    words, ours = edits(base, one)
    _, theirs = edits(base, other)
    spelled, at = "", 0
    for start, end in _regions(ours + theirs):
        mine, yours = _spelled(words, ours, start, end), _spelled(words, theirs, start, end)
        as_it_was = "".join(words[start:end])
        spelled += "".join(words[at:start]) + _both(mine, yours, as_it_was)
        at = end
    return " ".join((spelled + "".join(words[at:])).split())


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


def _both(mine: str, yours: str, as_it_was: str) -> str:
    if yours in {as_it_was, mine}:
        return mine
    if mine == as_it_was:
        return yours
    first, second = mine.rstrip(" ,"), yours.strip(" ,")
    return f"{first}, {second}" if first.strip() and second else first or second
