"""A measured figure, the table of them, and the file they are kept in."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured where; `aim` is what we would like, in words."""

    place: str
    what: str
    value: float
    unit: str
    aim: str = ""


def show(figures: Sequence[Figure]) -> None:
    """Print the figures as a table."""
    table = Table("place", "what", "value", "unit", "aim", title="What a party costs on this machine")
    for figure in figures:
        table.add_row(figure.place, figure.what, f"{figure.value:g}", figure.unit, figure.aim)
    Console().print(table)


def keep(figures: Sequence[Figure]) -> None:
    """Write the figures to `bench/results.json`."""
    RESULTS.write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n")
