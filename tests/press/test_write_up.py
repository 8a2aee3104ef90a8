"""The page itself: golden write-ups, hostile words, secrets kept.

After a wanted change of the page: `PARTY_UPDATE_GOLDEN=1 pytest tests/press/test_write_up.py`, then read the difference
before committing it.
"""

import json
import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from party.core import commands as c
from party.core.events import Entry, QuestionAsked
from party.core.state import Paragraph, SessionState
from party.core.values import ApprovalBallot, Kind, RankedBallot, Reading, Settings, StoryPlace, VotingRule, Words
from party.media.markdown import to_html
from party.press.chronicle import Chronicle
from party.press.export import WriteUp, write_up
from party.press.licenses import page_licenses
from party.press.sentences import Sentences
from party.press.words import tidy

from .evenings import EVENINGS
from .parties import Party, chosen_evening, loneliness, talkative

LICENSES = {license_.url for license_ in page_licenses()} | {"https://opensource.org/license/mit"}
GOLDEN = Path(__file__).parent / "golden"
NAME = re.compile(r"\d\d-[a-z0-9-]+\.png|index\.md|party\.json|lineage\.svg|contact-1\.webp")


class Page(HTMLParser):
    """What a browser would find: headings, pictures with their alternative texts, links."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.tags: list[str] = []
        self.images: dict[str, str] = {}
        self.links: list[str] = []
        self.headings: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters."""
        said = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "img":
            self.images[said["src"]] = said["alt"]
        if tag == "a":
            self.links.append(said["href"])
        if tag in {"h1", "h2", "h3"}:
            self.headings.append("")

    def handle_data(self, data: str) -> None:
        """The text of headings."""
        if self.tags and self.tags[-1] in {"h1", "h2", "h3"} and self.headings:
            self.headings[-1] += data


def front_matter(markdown: str) -> dict[str, object]:
    """The front matter as PyYAML reads it."""
    _, front, _ = markdown.split("---\n", 2)
    read = yaml.safe_load(front)
    assert isinstance(read, dict)
    return read


def consistent(made: WriteUp) -> Page:
    """The page, after the checks every page must pass."""
    markdown = made.index.read_text()
    page = Page(to_html(markdown))
    assert not {"script", "iframe", "style", "form"} & set(page.tags)
    files = {path.name for path in made.folder.iterdir()}
    assert set(page.images) <= files
    assert set(page.links) <= files | LICENSES
    assert all(page.images.values())
    assert files == set(page.images) | {"index.md", "party.json"}
    assert all(NAME.fullmatch(name) for name in files)
    assert "\n\n\n" not in markdown
    return page


@pytest.mark.parametrize("name", EVENINGS)
def test_golden(name: str, tmp_path: Path) -> None:
    """The same evening gives the same page and the same record, to the letter."""
    party = EVENINGS[name]()
    made = write_up(party.chronicle(), party.fetch, tmp_path)
    consistent(made)
    for file in ("index.md", "party.json"):
        kept = GOLDEN / name / file
        if os.environ.get("PARTY_UPDATE_GOLDEN"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes((made.folder / file).read_bytes())
        assert (made.folder / file).read_text() == kept.read_text(), f"{name}/{file} reads differently now"


def test_front_matter(tmp_path: Path) -> None:
    """The front matter says title, date, draft, pictures, AI origin and where the record can be checked."""
    party = loneliness()
    read = front_matter(write_up(party.chronicle(), party.fetch, tmp_path).index.read_text())
    assert (read["title"], read["draft"], read["language"]) == ("loneliness", True, "en")
    assert str(read["date"]) == "2026-11-22 18:00:00+00:00"
    assert read["images"] == ["05-two-old-people-looking-at-each-other-oil-on.png"]
    params = read["params"]
    assert isinstance(params, dict)
    assert params["digital_source_type"].endswith("/trainedAlgorithmicMedia")
    assert params["party"] == {
        "code": "MOONQ7",
        "epoch": "epoch-1",
        "entries": len(party.entries),
        "head_hash": "5e" * 32,
    }


def with_words(state: SessionState, said: str, language: str) -> SessionState:
    """A state in which everything anybody wrote is this text: past the rules, as a corrupt record could have it."""
    text = Words(said)
    guests, nodes, notes = state.guests, state.refinements, state.notes
    associations, artworks, comments = state.associations, state.artworks, state.comments
    for guest in guests.values():
        guests = guests.insert(guest.id, replace(guest, name=text, pen_name=text))
    for node in nodes.values():
        nodes = nodes.insert(node.id, replace(node, text=text, reason=text))
    for note in notes.values():
        notes = notes.insert(note.id, replace(note, text=text))
    for one in associations.values():
        associations = associations.insert(one.id, replace(one, text=text))
    for comment in comments.values():
        comments = comments.insert(comment.id, replace(comment, text=text))
    for artwork in artworks.values():
        recipe = replace(artwork.recipe, prompt=text, negative=text, model=said, scheduler=said)
        readings = tuple(Reading(text, said) for _ in artwork.readings)
        made = replace(artwork, recipe=recipe, caption=text, alt=text, environment=said, readings=readings)
        artworks = artworks.insert(artwork.id, made)
    settings = replace(state.settings, language=language)
    paragraphs = state.story.paragraphs
    for place in ((StoryPlace.OPENING, None), (StoryPlace.STEP, state.head), (StoryPlace.CLOSING, None)):
        paragraphs = paragraphs.insert(place, Paragraph(text, None))
    story = replace(state.story, title=text, model_license=text, paragraphs=paragraphs)
    return replace(
        state, theme=text, guests=guests, refinements=nodes, notes=notes, associations=associations,
        artworks=artworks, comments=comments, settings=settings, story=story,
    )  # fmt: skip


def with_questions(entries: tuple[Entry, ...], said: str) -> tuple[Entry, ...]:
    """A journal in which every question card says this."""
    return tuple(
        replace(entry, event=replace(entry.event, text=Words(said)))
        if isinstance(entry.event, QuestionAsked)
        else entry
        for entry in entries
    )


HOSTILE = [
    "---\ntitle: mine\n---",
    '"\n]}: &a *a !!python/object:os.system',
    "<script>alert(1)</script>",
    "](javascript:alert(1))![x](https://example.org/x.png",
    "| a | b |\n|---|---|",
    "../../../etc/passwd\0",
    "{{ 7 * 7 }}{% for x in y %}{{< x >}}",
    "`code` ~~s~~ **b** _i_ $m$ <!-- x -->",
    "\ud800\u202e\u2066\x07",
    "# h1\n- list\n> quote",
]
EVENING, CHOSEN, TALKATIVE = loneliness(), chosen_evening(), talkative()


def check_hostile(text: str, party: Party, language: str = "") -> None:
    """A party in which everybody wrote this everywhere makes a sound page."""
    chronicle = party.chronicle()
    with TemporaryDirectory() as folder:
        made = write_up(
            Chronicle(
                text,
                text,
                with_questions(chronicle.entries, text),
                with_words(chronicle.state, text, language or text),
                text,
            ),
            party.fetch,
            Path(folder),
        )
        page = consistent(made)
        read = front_matter(made.index.read_text())
        plain = tidy(text)
        assert read["title"] == (plain or Sentences(language).say("a-party"))
        assert set(read) <= {"title", "date", "draft", "description", "tags", "language", "authors", "images", "params"}
        record = json.loads((made.folder / "party.json").read_text())
        assert record["format"] == "neural-party write-up"
        if plain:
            assert "".join(page.headings[0].split()) == "".join(plain.split())
            alts = {"".join(alt.split()) for file, alt in page.images.items() if file[0].isdigit()}
            assert alts == {"".join(plain.split())}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("party", [EVENING, CHOSEN, TALKATIVE], ids=["draft", "chosen", "talkative"])
def test_hostile_words(text: str, party: Party) -> None:
    """Nothing people write breaks front matter, page, record or file names; it shows as it was written."""
    check_hostile(text, party)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["ru", "zh"])
def test_hostile_words_in_other_languages(text: str, language: str) -> None:
    """The same whatever sentences stand around them."""
    check_hostile(text, TALKATIVE, language)


@settings(max_examples=20)
@given(st.one_of(st.text(max_size=80), st.text("\n-#>|`*_~[](){}<>&!:.\\\"'$\x85\u2028 1a", max_size=40)))
def test_any_words(text: str) -> None:
    """The same for any text."""
    check_hostile(text, EVENING)
    check_hostile(text, TALKATIVE)


def test_ballots_stay_secret(tmp_path: Path) -> None:
    """Who voted for what leaves no trace: with the ballots dealt out otherwise the write-up is the same."""
    party = loneliness()
    plain = write_up(party.chronicle(), party.fetch, tmp_path)
    before = {path.name: path.read_bytes() for path in plain.folder.iterdir()}
    rounds = party.state.rounds
    for vote in rounds.values():
        ballots = vote.ballots
        for guest, ballot in zip(ballots, reversed([ballots[g] for g in ballots]), strict=True):
            ballots = ballots.insert(guest, ballot)
        rounds = rounds.insert(vote.id, replace(vote, ballots=ballots))
    dealt = replace(party.chronicle(), state=replace(party.state, rounds=rounds))
    again = write_up(dealt, party.fetch, tmp_path)
    assert {path.name: path.read_bytes() for path in again.folder.iterdir()} == before
    assert "ballots" not in json.dumps(json.loads(before["party.json"])["rounds"])


def test_an_open_round_with_hidden_tallies_stays_hidden(tmp_path: Path) -> None:
    """A write-up in the middle of a vote does not tell how it stands."""
    party = Party("moon")
    node = party.proposes(party.host, "sun")
    party.does(party.host, c.OpenRound(tallies_hidden=True))
    vote = party.state.round
    assert vote is not None
    party.does(party.host, c.CastBallot(vote, ApprovalBallot((node,))))
    record = json.loads((write_up(party.chronicle(), party.fetch, tmp_path).folder / "party.json").read_text())
    assert record["rounds"][0]["tally"] == []


def test_a_tied_run_off_names_no_winner_of_it(tmp_path: Path) -> None:
    """Where a person broke the tie of a run-off the page says so, and not that the votes had decided."""
    party = Party("moon", settings=Settings(paint_on_accept=False))
    sun, tide = party.proposes(party.host, "sun"), party.proposes(party.host, "tide")
    party.proposes(party.host, "moth")
    ben = party.joins("Ben")
    vote = party.votes({party.host: RankedBallot((sun,)), ben: RankedBallot((tide,))}, VotingRule.RANKED)
    party.does(party.host, c.BreakTie(vote, tide))
    page = write_up(party.chronicle(), party.fetch, tmp_path).index.read_text()
    assert "The vote ended in a tie, 1 of 2 for each, and Hanna broke it." in page
    assert "Also on offer:\n\n- sun (Hanna): 1 vote\n- moth (Hanna): out in round 1 with no votes\n" in page


def test_a_vote_nobody_took_part_in(tmp_path: Path) -> None:
    """An empty vote whose candidate was accepted by hand divides by nobody and says what happened."""
    party = Party("moon", settings=Settings(paint_on_accept=False))
    sun = party.proposes(party.host, "sun")
    for rule in VotingRule:
        party.votes({}, rule)
    party.does(party.host, c.AcceptRefinement(sun))
    page = write_up(party.chronicle(), party.fetch, tmp_path).index.read_text()
    assert "The vote ended without a single ballot." in page
    assert "Hanna proposed it. Hanna accepted it." in page


def test_hidden_pictures_leave_no_trace(tmp_path: Path) -> None:
    """A hidden picture is in neither page nor record nor folder, with its caption and its notes."""
    party = loneliness()
    hidden = party.latest()
    party.does(party.host, c.ScreenThing(Kind.ARTWORK, hidden, shown=False))
    folder = write_up(party.chronicle(), party.fetch, tmp_path).folder
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    for trace in (hidden.encode(), b"They have said everything", b"Two faces in profile", b"late realism"):
        assert trace not in everything


def test_withdrawn_words_are_not_repeated(tmp_path: Path) -> None:
    """What somebody took back before it was used is in neither page nor record."""
    party = loneliness()
    folder = write_up(party.chronicle(), party.fetch, tmp_path).folder
    for file in ("index.md", "party.json"):
        assert "looking away" not in (folder / file).read_text()


def test_the_record_holds_every_recipe(tmp_path: Path) -> None:
    """`party.json` has every visible picture with its recipe, shown or not, and why the shown ones are in."""
    party = loneliness()
    record = json.loads((write_up(party.chronicle(), party.fetch, tmp_path).folder / "party.json").read_text())
    assert [one["id"] for one in record["artworks"]] == sorted(
        party.state.artworks, key=lambda artwork: party.state.artworks[artwork].seq
    )
    for one in record["artworks"]:
        made = party.state.artworks[one["id"]]
        assert one["recipe"]["seed"] == made.recipe.seed
        assert one["environment"] == made.environment
        assert bool(one["reasons"]) == bool(one["file"])
    assert record["trunk"] == list(party.state.trunk)
    assert record["chain"] == {"entries": len(party.entries), "head_hash": "5e" * 32}
