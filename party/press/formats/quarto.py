"""A page for Quarto: `index.qmd` with its pictures beside it. Mermaid is a cell there, and drawn by Quarto itself.

https://quarto.org/docs/websites/website-blog.html; `implicit_figures` off, or every alternative text is a caption too.
Pandoc reads what stands in the head as Markdown: people's words are escaped there as in the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from party.press.formats.edition import Edition, Format, Text, same_folder, untitled
from party.press.front import as_front_matter, params
from party.press.words import as_markdown

_FENCE = re.compile(r"^```mermaid$", re.MULTILINE)


def _texts(edition: Edition) -> Iterator[Text]:
    front = edition.page.front
    cover = front.cover
    head = {
        "title": as_markdown(front.title),
        "date": front.opened,
        "draft": front.draft,
        "description": as_markdown(front.description),
        "categories": [as_markdown(tag) for tag in front.tags],
        "lang": front.language,
        "author": [as_markdown(name) for name in front.authors],
        "image": cover.file if cover else "",
        "image-alt": as_markdown(cover.alt) if cover else "",
        "from": "markdown-implicit_figures",
        "engine": "markdown",
        "params": params(front),
    }
    body = _FENCE.sub("```{mermaid}", edition.body(mermaid=True, folds=True))
    yield "index.qmd", f"{as_front_matter(head)}\n{untitled(body)}"


QUARTO: Final = Format("quarto", "Quarto, as a page or a post of its blog", same_folder, _texts)
