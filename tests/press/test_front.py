"""The front matter read back, also from a page a host has worked on."""

from pathlib import Path

import pytest

from party.press.export import write_up
from party.press.front import front_matter, told_from

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
