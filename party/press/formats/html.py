"""One HTML page that needs nothing from anywhere: its style is inside it, its pictures lie beside it.

Its policy lets nothing load from elsewhere and nothing run; it reads well on a phone, in the dark and on paper.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import quote, urljoin

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from party.media.markdown import to_html
from party.press.formats.edition import Edition, Format, Text, same_folder
from party.press.front import Front
from party.press.jsonld import posting
from party.press.licenses import page_license

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _texts(edition: Edition) -> Iterator[Text]:
    yield "index.html", page(edition)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a house puts around a page it shows at an address of its own, instead of the style inside the page.

    `listed`: search engines may keep the page. `gallery` and `feed` are addresses, empty where there are none; `notes`
    stand above the page, in plain text.
    """

    stylesheet: str
    listed: bool
    gallery: str = ""
    gallery_name: str = ""
    feed: str = ""
    notes: tuple[str, ...] = ()


def page(edition: Edition) -> str:
    """The write-up as one HTML document."""
    body = to_html(edition.body(mermaid=False, folds=True), pictures=edition.sized)
    return document(edition.page.front, body, address=edition.address)


def document(front: Front, body: str, *, address: str = "", around: Surroundings | None = None) -> str:
    """A whole document. `body`: HTML that is safe already; `address`: where it will be found, empty if nobody knows."""
    style = _style()
    return _environment().get_template("page.html.j2").render(
        front=front,
        language=language(front),
        direction=direction(front),
        license=page_license(front.license),
        address=address,
        cover=urljoin(address, quote(front.cover.file)) if front.cover else "",
        style=Markup(style),  # noqa: S704  our own style sheet
        hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        data=_as_script(posting(front, address=address)),
        body=Markup(body),  # noqa: S704  sanitized
        around=around,
    )  # fmt: skip


def language(front: Front) -> str:
    """The page's language as browsers know it; English where it is no language."""
    return front.language if _LANGUAGE.fullmatch(front.language) else "en"


def direction(front: Front) -> str:
    """`rtl` for languages that are written from right to left, else `ltr`."""
    try:
        return Locale.parse(language(front), sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _as_script(data: object) -> Markup:
    """JSON that can stand inside a script element: no angle bracket or ampersand is left in it."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704  nothing in it can end the element


@cache
def _style() -> str:
    return _environment().get_template("page.css").render().strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("party.press"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


HTML: Final = Format("html", "any browser, also without a network, and paper", same_folder, _texts)
