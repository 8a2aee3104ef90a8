"""Markdown to HTML that is safe to show: no scripts, nothing loaded from elsewhere.

Where the files of its pictures are known, they come in the sizes a screen needs and take their room at once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

_FRONT_MATTER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_STRUCK = r"(~~)(.+?)~~"
_INLINE = {
    "a",
    "abbr",
    "br",
    "code",
    "del",
    "em",
    "img",
    "ins",
    "kbd",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
_BLOCKS = {
    "blockquote",
    "dd",
    "details",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "summary",
    "ul",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "img": {"src", "srcset", "sizes", "alt", "title", "width", "height", "loading"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
}
_ALIGNMENTS = {"left", "center", "right"}
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|/)[^\\\x00-\x1f]+", re.IGNORECASE)
_CANDIDATES = re.compile(r"[A-Za-z0-9][\w.-]* \d+w(, [A-Za-z0-9][\w.-]* \d+w)*", re.ASCII)
_SIZES = re.compile(r"[a-z0-9():, -]+")
_WIDEST_REM, _WIDE_REM = 44, 48
"""How wide a page's column of text is, and the window from which on it is as wide as that."""


@dataclass(frozen=True, slots=True)
class Sized:
    """How large a picture is shown at most, in pixels of a page, and the files it can be shown from by their width."""

    width_px: int
    height_px: int
    files: Mapping[int, str] = field(default_factory=dict)


_UNKNOWN: Final[Mapping[str, Sized]] = MappingProxyType({})


class _Strikethrough(Extension):
    """`~~gone~~` as `del`, as GitHub and Hugo read it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name Python-Markdown calls
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "strikethrough", 65)


class _Responsive(Treeprocessor):
    """Sizes and smaller files for every picture that is known; all but the first load when they come into view."""

    def __init__(self, pictures: Mapping[str, Sized]) -> None:
        super().__init__()
        self._pictures = pictures

    def run(self, root: Element) -> None:
        """Change the pictures of a page in place."""
        for place, (image, columns) in enumerate(_images(root)):
            sized = self._pictures.get(image.get("src", ""))
            if sized:
                image.set("width", str(sized.width_px))
                image.set("height", str(sized.height_px))
                if len(sized.files) > 1:
                    image.set("srcset", ", ".join(f"{sized.files[width]} {width}w" for width in sorted(sized.files)))
                    share = f"min({_WIDEST_REM // columns}rem, {sized.width_px}px)"
                    image.set("sizes", f"(min-width: {_WIDE_REM}rem) {share}, {100 // columns}vw")
            if place:
                image.set("loading", "lazy")


class _Aligned(Treeprocessor):
    """Cells aligned by class: the attribute is deprecated, and a style of their own is what a strict policy forbids."""

    def run(self, root: Element) -> None:
        """Change the cells of a page in place."""
        for cell in root.iter():
            alignment = cell.attrib.pop("align", None)
            if alignment:
                cell.set("class", alignment)


def _images(root: Element) -> Iterator[tuple[Element, int]]:
    """Every picture in reading order, and among how many columns it shares the width."""
    waiting = [(root, 1)]
    while waiting:
        element, columns = waiting.pop()
        if element.tag == "img":
            yield element, columns
        inside = max(1, len(element)) if element.tag == "tr" else columns
        waiting += [(child, inside) for child in reversed(element)]


def to_html(markdown: str, *, pictures: Mapping[str, Sized] = _UNKNOWN) -> str:
    """An HTML fragment: tables, footnotes, folds and ~~strikes~~ understood, front matter left out, all sanitized.

    Pictures come only from beside the page, the `pictures` of known size in the size a screen needs; links leave only
    by http, https and mailto.
    """
    body = _FRONT_MATTER.sub("", markdown.replace("\r\n", "\n"), count=1)
    reader = Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            "fenced_code",
            "footnotes",
            "sane_lists",
            "md_in_html",
            _Strikethrough(),
        ]
    )
    reader.treeprocessors.register(_Responsive(pictures), "responsive", 1)
    reader.treeprocessors.register(_Aligned(), "aligned", 0)
    return nh3.clean(
        reader.convert(body),
        tags=_INLINE | _BLOCKS | _HEADINGS | _TABLES,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        allowed_classes={"td": _ALIGNMENTS, "th": _ALIGNMENTS},
        url_schemes={"http", "https", "mailto"},
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag != "img":
        return value
    match name:
        case "src":
            is_fine = _RELATIVE.fullmatch(value.strip()) is not None
        case "srcset":
            is_fine = _CANDIDATES.fullmatch(value) is not None
        case "sizes":
            is_fine = _SIZES.fullmatch(value) is not None
        case "loading":
            is_fine = value == "lazy"
        case _:
            is_fine = True
    return value if is_fine else None
