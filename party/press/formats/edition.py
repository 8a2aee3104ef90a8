"""What a format is handed, and what it gives back. Pictures are written by `export`, where the format wants them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from party.media.markdown import Sized
from party.press.render import Page


@dataclass(frozen=True, slots=True)
class Edition:
    """A write-up about to be written. `slug`: its name, a date first; `sized`: every picture file of the page.

    `files`: everything that lies beside the page, `sheets` among it. `address`: where the page will be found, such as
    `https://example.org/parties/moon/`; empty while nobody knows.
    """

    slug: str
    page: Page
    sized: Mapping[str, Sized]
    files: frozenset[str]
    sheets: tuple[str, ...]
    address: str = ""

    def body(self, address: Callable[[str], str] = str, *, mermaid: bool, folds: bool) -> str:
        """The page's text. `address` gives the place of a file that is there; others are not asked for."""

        def known(file: str) -> str:
            return address(file) if file in self.files else ""

        return self.page.body.markdown(known, mermaid=mermaid, folds=folds, sheets=self.sheets)


Text = tuple[str, str]
"""A path inside the export, with forward slashes, and the text that goes there."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to lay a write-up out for some program. `beside`: the folder of pictures and record, by the edition's slug.

    `texts` gives everything else. `for_whom`: the programs that read it.
    """

    name: str
    for_whom: str
    beside: Callable[[str], str]
    texts: Callable[[Edition], Iterator[Text]]


def same_folder(_slug: str) -> str:
    """Pictures and record lie next to the page."""
    return ""


def untitled(markdown: str) -> str:
    """A page without its first heading, for programs that set the title from the front matter themselves."""
    first, _, rest = markdown.lstrip().partition("\n")
    return rest.lstrip() if first.startswith("# ") else markdown
