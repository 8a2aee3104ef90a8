"""Formats a write-up can leave in: one file each, one line each in this table."""

from collections.abc import Mapping
from typing import Final

from party.press.formats.edition import Format
from party.press.formats.html import HTML
from party.press.formats.hugo import HUGO
from party.press.formats.jekyll import JEKYLL
from party.press.formats.plain import PLAIN
from party.press.formats.quarto import QUARTO

FORMATS: Final[Mapping[str, Format]] = {format_.name: format_ for format_ in (PLAIN, HUGO, JEKYLL, QUARTO, HTML)}
