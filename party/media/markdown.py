"""Markdown to HTML that is safe to show: no scripts, nothing loaded from elsewhere."""

import re

import nh3
from markdown import Extension, Markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import SimpleTagInlineProcessor

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
_BLOCKS = {"blockquote", "dd", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre", "ul"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLES = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "sup": {"id"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|/)[^\\\x00-\x1f]+", re.IGNORECASE)


class _Strikethrough(Extension):
    """`~~gone~~` as `del`, as GitHub and Hugo read it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the name Python-Markdown calls
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "strikethrough", 65)


def to_html(markdown: str) -> str:
    """An HTML fragment: tables, footnotes and ~~strikes~~ understood, front matter left out, everything sanitized.

    Pictures come only from beside the page; links leave only by http, https and mailto.
    """
    body = _FRONT_MATTER.sub("", markdown.replace("\r\n", "\n"), count=1)
    html = Markdown(
        extensions=[TableExtension(use_align_attribute=True), "footnotes", "sane_lists", _Strikethrough()]
    ).convert(body)
    return nh3.clean(
        html,
        tags=_INLINE | _BLOCKS | _HEADINGS | _TABLES,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src" and not _RELATIVE.fullmatch(value.strip()):
        return None
    return value
