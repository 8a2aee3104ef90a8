"""`party demo` with the shipped model: a whole party, counted."""

import json
from pathlib import Path

from .typed import runs

FIELDS = {
    "guests",
    "associations",
    "refinements",
    "rounds",
    "votes",
    "jobs",
    "artworks",
    "previews",
    "journal_events",
    "acknowledged",
    "refused",
    "write_up",
    "seconds",
}


def test_a_whole_party(tmp_path: Path) -> None:
    """Thirteen guests, three rounds and more, a picture for each acceptance; everything acknowledged is recorded."""
    result = runs("demo", "--sessions", tmp_path, "--pace", 0, "--json", "--threads", 1)
    assert result.code == 0, result.err
    assert "Traceback" not in result.err
    outcome = json.loads(result.out.splitlines()[-1])
    assert set(outcome) == FIELDS
    assert outcome["guests"] == 13
    assert outcome["rounds"] >= 3
    assert outcome["votes"] == 10 * outcome["rounds"]
    assert outcome["artworks"] == outcome["jobs"] == outcome["rounds"] + 2  # the first prompt and the last touch
    assert outcome["refused"] == 0
    assert outcome["previews"] >= outcome["jobs"]
    assert outcome["journal_events"] > outcome["acknowledged"] > outcome["votes"]
    text = Path(outcome["write_up"]).read_text()
    assert "two old people looking at each other" in text
    assert Path(outcome["write_up"]).is_relative_to(tmp_path)
