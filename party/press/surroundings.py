"""What a house puts around a write-up it shows itself: its style, the way to the gallery, a note above the page."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from party.press.errors import TemplateBroken
from party.press.formats.html import Surroundings
from party.press.sentences import Sentences

STYLE: Final = "/write-up.css"
GALLERY: Final = "/gallery"
FEED: Final = "/feed.xml"


def surroundings(language: str, *, listed: bool, went_on: bool, templates: Path | None = None) -> Surroundings:
    """In the language of the page. `listed`: anybody may read it; `went_on`: the party did, since it was written."""
    say = _sentences(language, templates).say
    return Surroundings(
        stylesheet=STYLE,
        listed=listed,
        gallery=GALLERY,
        gallery_name=say("to-gallery"),
        feed=FEED,
        notes=(say("went-on"),) if went_on else (),
    )


@lru_cache(maxsize=64)
def _sentences(language: str, templates: Path | None) -> Sentences:
    """A host's sentences, and ours where those are broken: a page that was published stays readable."""
    try:
        return Sentences(language, templates)
    except TemplateBroken:
        return Sentences(language)
