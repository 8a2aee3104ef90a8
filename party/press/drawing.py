"""The lineage as a picture: an SVG with everything inside it, on its own card, readable by day and by night.

Each wording has a row; the trunk runs down the left with its pictures on it, branches leave it to the right. Where
things go is reckoned here; how they look stands in `templates/lineage.svg.j2`.
"""

import textwrap
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from party.core.values import ArtworkId
from party.press.lineage import Lineage, Twig

PICTURE_PX = 112
"""How large the small pictures are handed in: twice their size on the card, for sharp screens."""

_WIDTH, _MARGIN = 440, 18
_TRUNK_X, _BRANCH_X, _LANE_PX, _DEEPEST = 46, 92, 16, 4
_TURN = 14
_LETTER, _WIDE = 0.5, 0.95
"""How wide a letter is beside the size of its font, and how much wider an East Asian one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke: its class in the style sheet and its path."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Look:
    """How large the rows of the trunk or of the branches are drawn. Pixels; `most`: lines of text."""

    name: str
    font: float
    leading: int
    most: int
    picture: int
    room: int
    dot: int


_TRUNK = Look("trunk", font=16, leading=20, most=3, picture=56, room=20, dot=7)
_BRANCH = Look("branch", font=14.5, leading=18, most=2, picture=36, room=10, dot=5)


@dataclass(frozen=True, slots=True)
class Row:
    """A twig with its place: the middle of its mark, its text's first line, and the height it takes."""

    twig: Twig
    look: Look
    x: float
    y: float
    text_x: float
    lines: tuple[str, ...]
    height: float
    picture: str

    @property
    def baseline(self) -> float:
        """Of the first line, so that all of them stand around the middle."""
        return self.y - (len(self.lines) - 1) * self.look.leading / 2 + self.look.font * 0.35


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, and its size."""

    svg: str
    width_px: int
    height_px: int


def drawing(tree: Lineage, pictures: Mapping[ArtworkId, bytes], *, title: str) -> Drawing:
    """The tree drawn. `pictures`: small WebP files by artwork, put inside; a wording without one gets a dot."""
    rows = list(_rows(tree, pictures))
    height = round(sum(row.height for row in rows) + 2 * _MARGIN)
    svg = _template().render(width=_WIDTH, height=height, title=title, lines=tuple(_lines(rows)), rows=rows)
    return Drawing(svg, _WIDTH, height)


def _rows(tree: Lineage, pictures: Mapping[ArtworkId, bytes]) -> Iterator[Row]:
    top = float(_MARGIN)
    for twig in tree:
        look = _BRANCH if twig.depth else _TRUNK
        data = pictures.get(twig.artwork) if twig.artwork else None
        x = _BRANCH_X + _LANE_PX * (min(twig.depth, _DEEPEST) - 1) if twig.depth else _TRUNK_X
        beside = look.picture / 2 if data or not twig.depth else look.dot
        text_x = x + beside + _TURN
        lines = _wrapped(twig, look, _WIDTH - _MARGIN - text_x)
        height = max(look.picture + look.room if data else 0, len(lines) * look.leading + _TURN)
        address = f"data:image/webp;base64,{b64encode(data).decode()}" if data else ""
        yield Row(twig, look, x, top + height / 2, text_x, lines, height, address)
        top += height


def _lines(rows: list[Row]) -> Iterator[Line]:
    """A bow to every branch, then the trunk over them."""
    for row in rows:
        if row.twig.depth and row.twig.parent is not None:
            yield Line("branch", _bow(rows[row.twig.parent], row))
        if row.twig.merged is not None:
            yield Line("joined", _bow(rows[row.twig.merged], row))
    for above, below in pairwise(row for row in rows if not row.twig.depth):
        is_cut = above.twig.more or below.twig.more
        yield Line("trunk cut" if is_cut else "trunk", f"M{above.x:g} {above.y:g}V{below.y:g}")


def _bow(start: Row, end: Row) -> str:
    """Down along the line of the start, then over to the end; around the side where both stand in one line.

    Onto the trunk it comes just above the end's mark, so that it crosses no text.
    """
    if start.x == end.x:
        side = start.x + 2 * _TURN
        return f"M{start.x:g} {start.y:g}C{side:g} {start.y:g} {side:g} {end.y:g} {end.x:g} {end.y:g}"
    landing = end.y if end.twig.depth else end.y - (end.look.picture if end.picture else end.look.dot) / 2 - _TURN / 2
    over = start.x + (_TURN if end.x > start.x else -_TURN)
    turn = landing - _TURN if landing > start.y else landing + _TURN
    return f"M{start.x:g} {start.y:g}V{turn:g}Q{start.x:g} {landing:g} {over:g} {landing:g}H{end.x:g}"


def _wrapped(twig: Twig, look: Look, width: float) -> tuple[str, ...]:
    """The wording in at most a few lines; how wide it gets is guessed from its letters."""
    if twig.more:
        return (f"+{twig.more}",)
    said = twig.text or "…"
    text = f"{twig.step} · {said}" if twig.step else said
    wide = sum(unicodedata.east_asian_width(mark) in "WF" for mark in text) / len(text)
    columns = int(width / (look.font * _LETTER) / (1 + wide * _WIDE))
    lines = textwrap.wrap(text, columns)
    if len(lines) <= look.most:
        return tuple(lines)
    return (*lines[: look.most - 1], lines[look.most - 1][: columns - 1].rstrip(" ,.;:") + "…")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("party.press"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("lineage.svg.j2")
