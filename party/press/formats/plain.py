"""Plain Markdown as GitHub reads it: `index.md` with its pictures beside it. The house keeps its own pages so."""

from collections.abc import Iterator
from typing import Final

from party.press.formats.edition import Edition, Format, Text, same_folder
from party.press.front import as_front_matter, params


def _texts(edition: Edition) -> Iterator[Text]:
    front = edition.page.front
    head = {
        "title": front.title,
        "date": front.opened,
        "draft": front.draft,
        "description": front.description,
        "tags": front.tags,
        "language": front.language,
        "authors": front.authors,
        "images": [front.cover.file] if front.cover else [],
        "params": params(front),
    }
    yield "index.md", f"{as_front_matter(head)}\n{edition.body(mermaid=True, folds=True)}"


PLAIN: Final = Format("plain", "GitHub, GitLab, any editor", same_folder, _texts)
