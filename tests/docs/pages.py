"""Our Markdown pages as these tests read them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = tuple(
    sorted(
        [
            README,
            *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "sessions/README.md")),
            *(ROOT / "docs").rglob("*.md"),
        ]
    )
)

_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SPAN = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


def read(page: Path) -> str:
    """The text of a page."""
    return page.read_text(encoding="utf-8")


def named(page: Path) -> str:
    """A page as it is called in a complaint."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[str]:
    """The fenced blocks of a page."""
    return _FENCED.findall(read(page))


def code(page: Path) -> Iterator[str]:
    """Everything set as code, line by line."""
    for block in blocks(page):
        yield from block.splitlines()
    yield from _SPAN.findall(_FENCED.sub("", read(page)))


def links(page: Path) -> Iterator[str]:
    """Where a page leads, pictures too."""
    return (plain or picture for plain, picture in _LINK.findall(_FENCED.sub("", read(page))))


def anchors(page: Path) -> set[str]:
    """The headings of a page as a browser finds them."""
    headings = _HEADING.findall(_FENCED.sub("", read(page)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
