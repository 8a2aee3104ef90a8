"""A leaf bundle for Hugo: put the folder under `content/`. Raw HTML is off there by default, so nothing is folded.

https://gohugo.io/content-management/page-bundles/ and https://gohugo.io/content-management/front-matter/
"""

from collections.abc import Iterator
from typing import Final

from party.press.formats.edition import Edition, Format, Text, same_folder, untitled
from party.press.front import as_front_matter, params


def _texts(edition: Edition) -> Iterator[Text]:
    front = edition.page.front
    cover = front.cover
    head = {
        "title": front.title,
        "date": front.opened,
        "draft": front.draft,
        "description": front.description,
        "tags": front.tags,
        "images": [cover.file] if cover else [],
        "resources": [{"src": cover.file, "name": "cover", "title": cover.alt}] if cover else [],
        "params": {"language": front.language, "authors": list(front.authors), **params(front)},
    }
    body = edition.body(mermaid=False, folds=False)
    yield "index.md", f"{as_front_matter(head)}\n{untitled(body)}"


HUGO: Final = Format("hugo", "Hugo, as a leaf bundle", same_folder, _texts)
