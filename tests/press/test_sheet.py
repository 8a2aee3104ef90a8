"""Contact sheets: every picture has a cell, no sheet is too high, nothing is held longer than a sheet."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from party.press.sheet import grid, sheet_files, sheets, thumbnail

RED = (200, 10, 10)


def reds(count: int, size: int = 20) -> Iterator[Image.Image]:
    """So many red pictures, made one at a time."""
    return (Image.new("RGB", (size, size), RED) for _ in range(count))


@given(st.integers(0, 3000))
def test_every_picture_has_a_cell(count: int) -> None:
    """The sheets together hold all pictures; none is higher than 4000 pixels, cells overlap nowhere."""
    laid, names = grid(count), sheet_files(count)
    assert len(names) * laid.each >= (count if count > 1 else 0)
    assert (len(names) - 1) * laid.each < max(count, 1)
    width, height = laid.size(laid.each)
    assert height <= 4000
    x, y = laid.place(laid.each - 1)
    assert x + laid.cell_px < width
    assert y + laid.cell_px < height
    places = {laid.place(number) for number in range(min(count, laid.each))}
    assert len(places) == min(count, laid.each)


@pytest.mark.parametrize("count", [2, 3, 5, 12, 13, 300])
def test_sheets_are_filled_in_order(count: int) -> None:
    """Each cell that should hold a picture does, the one after the last is bare paper."""
    made = dict(sheets(reds(count), count))
    assert tuple(made) == sheet_files(count)
    laid = grid(count)
    for number in range(count):
        sheet = made[f"contact-{number // laid.each + 1}.webp"]
        x, y = laid.place(number % laid.each)
        assert sheet.getpixel((x + laid.cell_px // 2, y + laid.cell_px // 2)) == RED


def test_fewer_than_thought() -> None:
    """Where pictures are missing the sheet is shorter; where all are there is none."""
    (short,) = (sheet for _, sheet in sheets(reds(2), 9))
    (full,) = (sheet for _, sheet in sheets(reds(9), 9))
    assert short.height < full.height
    assert list(sheets(reds(0), 9)) == []
    assert list(sheets(reds(1), 1)) == []


def test_a_sheet_goes_before_the_next_begins() -> None:
    """A sheet is given out as soon as it is full: the pictures of the second were not asked for yet."""
    count = 2 * grid(500).each
    asked = list[int]()

    def one_by_one() -> Iterator[Image.Image]:
        for number, picture in enumerate(reds(count)):
            asked.append(number)
            yield picture

    next(sheets(one_by_one(), count))
    assert len(asked) == grid(count).each


def test_thumbnails_fit_their_cell() -> None:
    """A wide and a high picture are as large as the cell lets them be."""
    cell = grid(4).cell_px
    assert thumbnail(Image.new("RGB", (1000, 500)), 4).size == (cell, cell // 2)
    assert thumbnail(Image.new("RGB", (500, 1000)), 4).size == (cell // 2, cell)
