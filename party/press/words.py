"""People's texts made safe for a page: as Markdown, word diffs, set off, shortened."""

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup

from party.core.diff import Change, Span

_JOINERS = {"\u200c", "\u200d", "\ufe0e", "\ufe0f"}
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BACKSLASHED = str.maketrans({mark: f"\\{mark}" for mark in "*_[]#"})
_AS_ENTITY = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`<>&|{}~$^@"})
_AT_THE_START = re.compile(r"^(?:[-+=:]|\d+[.)])")
_CLEVER = re.compile(r"(?<=[A-Za-z])(?::(?=//)|(?<=[wW])\.)|-(?=-)")
"""What some renderers make links or dashes of."""
_WORD = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_HAIR_SPACE = "\u200a"
_MARKS: dict[Change, str] = {"same": "", "added": "**", "removed": "~~"}


def tidy(text: str) -> str:
    """One line without control characters, lone surrogates or marks that turn the direction of writing."""
    shown = text if text.isprintable() else "".join(mark for mark in text if _is_printable(mark))
    return " ".join(shown.split())


def as_markdown(text: str) -> Markup:
    """A person's text as Markdown that shows exactly these characters: in a paragraph, heading, table, link or quote.

    Entities rather than backslashes wherever renderers, Liquid, Hugo's shortcodes or Quarto's math might disagree.
    """
    line = tidy(text).translate(_AS_ENTITY).replace("&#", "\0").translate(_BACKSLASHED).replace("\0", "&#")
    line = _CLEVER.sub(lambda found: f"&#{ord(found[0])};", line)
    start = _AT_THE_START.match(line)
    if start:
        mark = start[0][-1]
        line = f"{start[0][:-1]}&#{ord(mark)};{line[start.end() :]}"
    return Markup(line)  # noqa: S704  escaped for Markdown, which is what this environment marks up


def as_diff(spans: Iterable[Span]) -> Markup:
    """A word diff as Markdown: ~~removed~~ and **added**."""
    parts: list[str] = []
    for span in spans:
        if span.change == "added" and parts and parts[-1].endswith("~~"):
            parts.append(" ")
        parts.append(_marked(span))
    return Markup("".join(parts).strip())  # noqa: S704  escaped span by span


def shortened(text: str, most: int = 72) -> str:
    """The text, or as many whole words of it as fit into so many characters."""
    line = tidy(text)
    if len(line) <= most:
        return line
    return f"{line[: most + 1].rsplit(' ', 1)[0][:most].rstrip(' ,.;:')}…"


def count_words(text: str) -> int:
    """How many words a text has; every character of a script without spaces is one."""
    return len(_WORD.findall(text))


def strong(text: str) -> Markup:
    """A text set off, whatever it begins and ends with and whatever stands beside it."""
    return Markup(_marked(Span("added", text)))  # noqa: S704  escaped


def _marked(span: Span) -> str:
    """A span between its marks. Spaces stay outside, and punctuation at an edge gets a hair of space beside the marks.

    Without it CommonMark takes the marks for plain characters (section 6.2, flanking delimiter runs).
    """
    core = tidy(span.text)
    before = " " if span.text[:1].isspace() else ""
    after = " " if span.text[-1:].isspace() and core else ""
    mark = _MARKS[span.change]
    if not core or not mark:
        return f"{before}{as_markdown(core)}{after}"
    before = before or ("" if _is_wordlike(core[0]) else _HAIR_SPACE)
    after = after or ("" if _is_wordlike(core[-1]) else _HAIR_SPACE)
    return f"{before}{mark}{as_markdown(core)}{mark}{after}"


def _is_printable(mark: str) -> bool:
    return mark.isspace() or mark in _JOINERS or unicodedata.category(mark) not in _UNPRINTABLE


def _is_wordlike(mark: str) -> bool:
    return unicodedata.category(mark)[0] in "LNM"
