"""The contact sheet: every picture of the evening in the order of its making, small, on as many sheets as it takes.

Pictures are pasted one at a time; no more than one sheet is held at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from party.media.thumbnails import fitted

_GAP_PX, _MARGIN_PX = 8, 16
_HIGHEST_PX = 4000
_PAPER = (24, 23, 21)
_COLUMNS = ((12, 4, 240), (120, 6, 156))
_MANY = (8, 114)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Grid:
    """How pictures lie on the sheets: so many beside each other, so many below, each in a square cell of pixels."""

    columns: int
    rows: int
    cell_px: int

    @property
    def each(self) -> int:
        """How many pictures a full sheet takes."""
        return self.columns * self.rows

    def place(self, number: int) -> tuple[int, int]:
        """The upper left corner of a cell on its sheet, counted from 0."""
        row, column = divmod(number, self.columns)
        step = self.cell_px + _GAP_PX
        return _MARGIN_PX + column * step, _MARGIN_PX + row * step

    def size(self, pictures: int) -> tuple[int, int]:
        """Of a sheet with so many pictures: as wide as a full row, as high as it needs."""
        rows = -(-pictures // self.columns)
        step = self.cell_px + _GAP_PX
        return 2 * _MARGIN_PX + self.columns * step - _GAP_PX, 2 * _MARGIN_PX + rows * step - _GAP_PX


def grid(pictures: int) -> Grid:
    """The more pictures, the smaller each; as few beside each other as fill the rows evenly."""
    most, cell_px = next(((columns, cell) for fits, columns, cell in _COLUMNS if pictures <= fits), _MANY)
    columns = -(-pictures // -(-max(1, pictures) // most)) or 1
    return Grid(columns, (_HIGHEST_PX - 2 * _MARGIN_PX + _GAP_PX) // (cell_px + _GAP_PX), cell_px)


def sheet_files(pictures: int) -> tuple[str, ...]:
    """The names of the sheets for so many pictures; none for a single one."""
    if pictures < _FEWEST:
        return ()
    return tuple(f"contact-{number}.webp" for number in range(1, -(-pictures // grid(pictures).each) + 1))


def thumbnail(picture: Image.Image, pictures: int) -> Image.Image:
    """A picture as small as its cell on a sheet of so many."""
    cell_px = grid(pictures).cell_px
    return fitted(picture, cell_px, cell_px)


def sheets(thumbnails: Iterable[Image.Image], pictures: int) -> Iterator[tuple[str, Image.Image]]:
    """Each sheet with its name. Where fewer thumbnails come than `pictures`, the last one is shorter."""
    laid, names = grid(pictures), sheet_files(pictures)
    sheet, count, number = _blank(laid), 0, 0
    for small in thumbnails:
        x, y = laid.place(count)
        sheet.paste(small, (x + (laid.cell_px - small.width) // 2, y + (laid.cell_px - small.height) // 2))
        count += 1
        if count == laid.each:
            yield names[number], sheet
            sheet, count, number = _blank(laid), 0, number + 1
    if count and names:
        yield names[number], sheet.crop((0, 0, *laid.size(count)))


def _blank(laid: Grid) -> Image.Image:
    return Image.new("RGB", laid.size(laid.each), _PAPER)
