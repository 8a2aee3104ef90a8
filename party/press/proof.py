"""A proof: the page as it would be made now, in memory. Nothing is written, and no picture is copied.

It goes through the same hands as what is made and looks as the house will show it: only the files beside the page are
told of instead of put.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from party.core.values import ArtworkId
from party.media.markdown import Sized, to_html
from party.press.choose import Selection, choose
from party.press.chronicle import Seen
from party.press.drawing import drawing
from party.press.formats.edition import Edition
from party.press.formats.html import document
from party.press.lineage import LINEAGE, WORTH_DRAWING
from party.press.pictures import pictures, variant_files
from party.press.publication import sizes, slug_of
from party.press.render import page
from party.press.story import Story
from party.press.surroundings import surroundings
from party.press.survey import Fetch, Survey, survey
from party.press.tell import tell

Heard = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Looks:
    """The pictures of a party, looked at once: good until there is another picture or one is hidden."""

    survey: Survey
    sheets: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Proof:
    """The page and what lies beside it. `files`: picture files, each with its picture and how wide; `None`: in full.

    `alts`: what the page says of each picture to those who cannot see it. `drawn`: files that are in no store.
    """

    selection: Selection
    story: Story
    page: str
    alts: Mapping[ArtworkId, str]
    files: Mapping[str, tuple[ArtworkId, int | None]]
    drawn: Mapping[str, bytes]


def look_at(seen: Seen, fetch: Fetch, heard: Heard) -> Looks:
    """Looks at every picture and makes the contact sheets; calls `heard` for each picture. Raises as `survey` does."""
    sheets = dict[str, bytes]()
    return Looks(survey(seen, fetch, sheets.__setitem__, heard), sheets)


def proof(seen: Seen, looks: Looks, *, templates: Path | None = None) -> Proof:
    """The page as it would read if it were made now. Raises `TemplateBroken`."""
    found = looks.survey
    selection = choose(seen, seen.closeness, found.likeness)
    story = tell(seen, selection, pictures(seen, selection), found.missing)
    made = page(story, templates)
    sized = {name: Sized(width, height) for name, (width, height) in found.sheets.items()}
    sized |= {file: size for picture in story.pictures for file, size in sizes(picture)}
    drawn = dict(looks.sheets)
    if len(story.tree) >= WORTH_DRAWING:
        tree = drawing(story.tree, found.small, title=made.front.title)
        sized[LINEAGE], drawn[LINEAGE] = Sized(tree.width_px, tree.height_px), tree.svg.encode()
    alts = {exhibit.file: exhibit.alt for exhibit in made.front.pictures}
    edition = Edition(slug_of(seen.chronicle), made, sized, frozenset(sized), tuple(found.sheets))
    body = to_html(edition.body(mermaid=False, folds=True), pictures=sized)
    around = surroundings(made.front.language, listed=False, went_on=False, templates=templates)
    return Proof(
        selection=selection,
        story=story,
        page=document(made.front, body, around=around),
        alts={picture.artwork: alts[picture.file] for picture in story.pictures},
        files=dict(_files(story)),
        drawn=drawn,
    )


def _files(story: Story) -> Iterator[tuple[str, tuple[ArtworkId, int | None]]]:
    for picture in story.pictures:
        yield picture.file, (picture.artwork, None)
        for width_px, file in variant_files(picture).items():
            yield file, (picture.artwork, width_px)
