"""A post for Jekyll: lay both folders over the site's own. Pictures go to `assets`, since posts have no folder.

https://jekyllrb.com/docs/posts/; `relative_url` keeps the pictures found where the site has a base address.
"""

from collections.abc import Iterator
from typing import Final

from party.press.formats.edition import Edition, Format, Text, untitled
from party.press.front import as_front_matter, params


def _beside(slug: str) -> str:
    return f"assets/{slug}"


def _texts(edition: Edition) -> Iterator[Text]:
    front, folder = edition.page.front, _beside(edition.slug)
    cover = front.cover
    head = {
        "layout": "post",
        "title": front.title,
        "date": front.opened,
        "published": not front.draft,
        "description": front.description,
        "tags": front.tags,
        "lang": front.language,
        "author": front.authors,
        "image": {"path": f"/{folder}/{cover.file}", "alt": cover.alt} if cover else {},
        "params": params(front),
    }

    def address(file: str) -> str:
        return f'{{{{ "/{folder}/{file}" | relative_url }}}}'

    body = edition.body(address, mermaid=False, folds=True)
    yield f"_posts/{edition.slug}.md", f"{as_front_matter(head)}\n{untitled(body)}"


JEKYLL: Final = Format("jekyll", "Jekyll and GitHub Pages, as a post with its assets", _beside, _texts)
