"""The chosen pictures with what the page says of each, and the names of their files."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from slugify import slugify

from party.core.values import ArtworkId, Recipe, Topic
from party.media.markdown import Sized
from party.press.choose import Pick, Selection
from party.press.chronicle import Seen
from party.press.story import Picture, Push, Quote
from party.press.talk import remarks_on_picture

SMALL_PX: Final = 320
WIDTHS_PX: Final = (SMALL_PX, 640)
"""How wide the smaller files of a picture are, where it is wider itself."""

_SMALL_ON_PAGE_PX = 480
"""How wide a page shows a picture it asks for by its small file; the larger files are for sharp screens."""

_ENDINGS = (("image/png", "png"), ("image/webp", "webp"), ("image/jpeg", "jpg"))
_NAME_LENGTH = 48
_STYLES = (Topic.MOVEMENT, Topic.TECHNIQUE, Topic.ARTIST, Topic.PERIOD)


def pictures(seen: Seen, selection: Selection) -> tuple[Picture, ...]:
    """The selected pictures in their order."""
    digits = max(2, len(str(len(selection.picks))))
    return tuple(_picture(seen, pick, f"{place:0{digits}}") for place, pick in enumerate(selection.picks, start=1))


def variant_file(file: str, width_px: int) -> str:
    """What the smaller file of a picture is called: `05-moon.png` 320 pixels wide is `05-moon-320.webp`."""
    return f"{PurePath(file).stem}-{width_px}.webp"


def variant_files(picture: Picture) -> dict[int, str]:
    """Every smaller file of a picture by its width."""
    return {width: variant_file(picture.file, width) for width in WIDTHS_PX if width < picture.width_px}


def sized(width_px: int, height_px: int, files: Mapping[int, str]) -> dict[str, Sized]:
    """How large a page shows a picture, by each of its files. `files`: all there are by their width, itself too."""
    found = dict[str, Sized]()
    for width, file in files.items():
        shown_px = min(_SMALL_ON_PAGE_PX, width_px) if width == SMALL_PX < width_px else width
        found[file] = Sized(shown_px, round(height_px * shown_px / width_px), files)
    return found


def _picture(seen: Seen, pick: Pick, number: str) -> Picture:
    made, view = seen.state.artworks[pick.artwork], seen.artworks[pick.artwork]
    ending = dict(_ENDINGS).get(made.media_type, "png")
    return Picture(
        artwork=made.id,
        file=f"{number}-{_slug(made.recipe.prompt)}.{ending}",
        refinement=made.refinement,
        by=seen.credit(seen.refinements[made.refinement].by),
        recipe=made.recipe,
        made_ms=made.at_ms,
        took_ms=made.took_ms,
        width_px=made.width_px,
        height_px=made.height_px,
        caption=made.caption,
        alt=made.alt,
        pushes=_pushes(made.recipe),
        readings=tuple(reading for reading in made.readings if reading.word),
        reactions=view.reactions,
        nailed=view.nailed,
        worth=made.worth,
        of_note=made.of_note,
        reasons=pick.reasons,
        styles=_styles(seen, made.id),
        remarks=remarks_on_picture(seen, made.id),
    )


def _pushes(recipe: Recipe) -> tuple[Push, ...]:
    """The phrases a recipe gives more or less attention, strongest first; none once its words were removed."""
    pushes = (Push(recipe.prompt[pull.start : pull.end], pull.weight) for pull in recipe.weights)
    return tuple(sorted((push for push in pushes if push.phrase), key=lambda push: -push.weight))


def _slug(prompt: str) -> str:
    return slugify(prompt, max_length=_NAME_LENGTH, word_boundary=True, save_order=True) or "picture"


def _styles(seen: Seen, artwork: ArtworkId) -> tuple[Quote, ...]:
    """What an expert said of this picture's movement, technique, artist or period."""
    notes = (note for note in seen.notes if note.artwork == artwork and note.topic in _STYLES and note.text)
    return tuple(Quote(seen.credit(note.by), note.topic, note.text) for note in notes)
