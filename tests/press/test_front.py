"""The front matter read back, also from a page a host has worked on."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from party.press.export import write_up
from party.press.front import as_front_matter, front_matter, told_from
from party.press.words import tidy

from .parties import talkative


def test_a_page_knows_where_it_was_told_from(tmp_path: Path) -> None:
    """The page says which entry of the journal was the last it tells of."""
    party = talkative()
    page = write_up(party.chronicle(), party.fetch, tmp_path).index.read_text()
    assert told_from(page) == party.state.seq == len(party.entries)
    assert front_matter(page)["title"] == "music"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "# only words\n",
        "---\n",
        "---\n[\n---\n",
        "---\n- a\n- list\n---\n",
        "---\nparams: none\n---\n",
        "---\nparams: {party: x}\n---\n",
        "---\nparams: {party: {entries: many}}\n---\n",
        "words first\n---\nparams: {party: {entries: 3}}\n---\n",
    ],
)
def test_a_page_that_does_not_say(page: str) -> None:
    """A page whose front matter was taken away or broken says nothing, and breaks nothing."""
    assert told_from(page) is None


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_text_comes_back_from_the_head(text: str, texts: list[str]) -> None:
    """Whatever a title or a tag holds, it reads back as it was, and nothing below it changes its meaning."""
    said = {"title": tidy(text), "tags": [tidy(one) for one in texts], "params": {"a": tidy(text), "end": 1}}
    head = as_front_matter(said)
    assert front_matter(f"{head}\n# page\n") == {key: value for key, value in said.items() if value not in ("", [])}


@pytest.mark.parametrize(
    "text", ["no", "on", "y", "~", "null", "0o14", "1e3", "12:30", "2026-11-22", "- a", "[x", "---", "#"]
)
def test_no_string_is_taken_for_something_else(text: str) -> None:
    """What YAML 1.1 or 1.2 would read as a number, a date or a truth stands in double quotes."""
    head = as_front_matter({"title": text, "tags": [text]})
    assert head.count(f'"{text}"') == 2


def test_dates_are_dates() -> None:
    """A moment is written so that every reader knows its zone."""
    head = as_front_matter({"date": datetime(2026, 11, 22, 18, tzinfo=UTC)})
    assert "date: 2026-11-22T18:00:00Z" in head
    assert yaml.safe_load(head.split("---\n")[1]) == {"date": datetime(2026, 11, 22, 18, tzinfo=UTC)}
