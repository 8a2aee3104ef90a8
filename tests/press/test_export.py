"""The folder of a write-up: named well, whole or not there, never somebody else's."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from party.core import commands as c
from party.core.errors import PartyError
from party.core.events import WriteUpMade
from party.core.values import ArtworkId, Words
from party.media.metadata import read_label
from party.press.errors import FolderTaken, WriteUpFailed
from party.press.export import write_up

from .parties import Lost, Party, alone, blank, chosen_evening, loneliness

ROOT = Path(__file__).parents[2]


class Unreachable(PartyError):
    """The store does not answer just now."""

    temporary = True


def contents(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, hidden remains too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_by_day_and_theme(tmp_path: Path) -> None:
    """The folder is named by the opening day and the theme and holds page, record and pictures; nothing else stays."""
    party = chosen_evening()
    made = write_up(party.chronicle(), party.fetch, tmp_path / "not" / "yet")
    assert (made.slug, made.missing) == ("2026-11-22-loneliness", ())
    assert made.index.read_text().startswith("---\n")
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "01-two-old-people-looking-at-each-other-oil-on.png",
        "02-loneliness.png",
        "contact-1.webp",
        "index.md",
        "lineage.svg",
        "party.json",
    ]
    assert [path.name for path in made.folder.parent.iterdir()] == [made.slug]


@pytest.mark.parametrize(
    ("theme", "slug"),
    [
        ("Ночь в городе", "2026-11-22-noch-v-gorode"),
        ("孤独", "2026-11-22-gu-du"),
        ("💔", "2026-11-22-party"),
        ("../../etc/passwd", "2026-11-22-etc-passwd"),
        ("a" * 80, f"2026-11-22-{'a' * 48}"),
        ("CON. ", "2026-11-22-con"),
    ],
)
def test_themes_as_names(tmp_path: Path, theme: str, slug: str) -> None:
    """Any theme makes a plain, short folder name."""
    party = blank(theme)
    assert write_up(party.chronicle(), party.fetch, tmp_path).slug == slug


def test_pictures_leave_with_their_label(tmp_path: Path) -> None:
    """Every picture file carries its recipe and the alternative text of the page; the pixels are the archive's."""
    party = chosen_evening()
    folder = write_up(party.chronicle(), party.fetch, tmp_path).folder
    last, first = (read_label(path.read_bytes()) for path in sorted(folder.glob("*.png")))
    assert last is not None
    assert first is not None
    assert last.recipe == party.state.artworks[party.state.chosen[0]].recipe
    assert last.alt == "Two faces in profile, close"
    assert first.recipe.prompt == "loneliness"
    assert first.alt == "Generated picture from the prompt “loneliness”."
    assert first.made_ms == party.state.artworks[party.state.chosen[1]].at_ms


def test_the_same_party_overwrites(tmp_path: Path) -> None:
    """A second write-up takes the place of the first; files that are no longer in it are gone."""
    party = loneliness()
    first = write_up(party.chronicle(), party.fetch, tmp_path)
    party.does(party.host, c.ChooseArtwork(party.latest()))
    second = write_up(party.chronicle(), party.fetch, tmp_path)
    assert second.folder == first.folder
    assert len(list(second.folder.glob("*.png"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == [second.slug]


def test_another_party_of_the_day(tmp_path: Path) -> None:
    """Another party on the same day and theme gets its code into the name; so does one restored from a backup."""
    party = alone()
    write_up(party.chronicle("MOONQ7"), party.fetch, tmp_path)
    assert write_up(party.chronicle("STAR22"), party.fetch, tmp_path).slug.endswith("-star22")
    assert write_up(party.chronicle("MOONQ7", epoch="epoch-2"), party.fetch, tmp_path).slug.endswith("-moonq7")
    assert write_up(party.chronicle("MOONQ7"), party.fetch, tmp_path).slug == "2026-11-22-the-meaning-of-life"


def test_a_party_keeps_its_folder(tmp_path: Path) -> None:
    """When the theme changes after a write-up, the next one still goes to the folder people have linked to."""
    party = blank("moon")
    first = write_up(party.chronicle(), party.fetch, tmp_path)
    party.does(None, c.ReportWriteUp(first.slug, None))
    assert isinstance(party.entries[-1].event, WriteUpMade)
    party.does(party.host, c.ChangeTheme("sun"))
    assert write_up(party.chronicle(), party.fetch, tmp_path).slug == first.slug


@pytest.mark.parametrize("slug", ["../outside", "/", "..", "nowhere"])
def test_a_recorded_folder_is_not_trusted(tmp_path: Path, slug: str) -> None:
    """A folder named in the record that is not a write-up of this party here is not used."""
    party = blank("moon")
    party.does(None, c.ReportWriteUp(slug, None))
    assert write_up(party.chronicle(), party.fetch, tmp_path / "sessions").slug == "2026-11-22-moon"


def test_somebody_elses_files_stay(tmp_path: Path) -> None:
    """A folder or file that is no write-up is never written over."""
    party = blank("moon")
    (tmp_path / "2026-11-22-moon").mkdir()
    (tmp_path / "2026-11-22-moon" / "party.json").write_text("[]")
    (tmp_path / "2026-11-22-moon-moonq7").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(FolderTaken, match="nothing was written"):
        write_up(party.chronicle(), party.fetch, tmp_path)
    assert contents(tmp_path) == before


def test_missing_and_damaged_pictures_are_named(tmp_path: Path) -> None:
    """A lost picture, a damaged one and one that is no picture are named in the text and skipped; the rest is there."""
    party = loneliness()
    lost, damaged, fake = party.latest(1), party.latest(3), party.latest(4)
    del party.pictures[lost]
    party.pictures[damaged] += b"!"
    party.pictures[fake] = b"moon"
    for artwork in (lost, damaged, fake, party.latest()):
        party.does(party.host, c.ChooseArtwork(artwork))
    made = write_up(party.chronicle(), party.fetch, tmp_path)
    assert made.missing == (lost, damaged, fake)
    assert [path.name[:2] for path in made.folder.glob("*.png")] == ["04"]
    page = made.index.read_text()
    assert "## Pictures that are missing" in page
    for artwork in made.missing:
        assert f"seed {party.state.artworks[artwork].recipe.seed}" in page


def test_every_picture_missing(tmp_path: Path) -> None:
    """A party whose pictures are all lost is still told."""
    party = loneliness()
    party.pictures.clear()
    made = write_up(party.chronicle(), party.fetch, tmp_path)
    assert {path.name for path in made.folder.iterdir()} == {"index.md", "party.json", "lineage.svg"}
    assert made.index.read_text().count("![") == 1
    assert len(made.missing) == 5


@pytest.mark.parametrize("failure", [Unreachable("no answer"), KeyboardInterrupt(), RuntimeError()])
def test_cut_off_half_way(tmp_path: Path, failure: BaseException) -> None:
    """Whatever stops a write-up half way leaves the earlier one as it was, and nothing beside it."""
    party = loneliness()
    write_up(party.chronicle(), party.fetch, tmp_path)
    before = contents(tmp_path)
    party.does(party.host, c.ChooseArtwork(party.latest()))
    party.does(party.host, c.ChooseArtwork(party.latest(1)))

    def fetch(artwork: ArtworkId) -> bytes:
        if artwork == party.latest(1):
            raise failure
        return party.fetch(artwork)

    with pytest.raises(type(failure)):
        write_up(party.chronicle(), fetch, tmp_path)
    assert contents(tmp_path) == before


@pytest.mark.skipif(os.name != "posix", reason="file size limits are a POSIX thing")
@pytest.mark.parametrize("limit", [0, 5000, 12_000])
def test_a_full_disk(tmp_path: Path, limit: int) -> None:
    """When the disk is full, at the first byte, in a picture or near the end, nothing half-written stays."""
    folder = tmp_path / "sessions"
    ran = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "tests.press.full_disk", str(folder), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    failed, went_on = ran.stdout.splitlines()
    assert failed.endswith("the disk is full. True []")
    assert went_on == "2026-11-22-loneliness"


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    """A sessions folder that cannot be made is a failure with a plain sentence."""
    (tmp_path / "file").write_text("")
    party = blank("moon")
    with pytest.raises(WriteUpFailed, match="could not be written"):
        write_up(party.chronicle(), party.fetch, tmp_path / "file" / "sessions")


def test_remains_of_a_killed_write_up(tmp_path: Path) -> None:
    """What a killed write-up had moved away comes back, and its old remains are cleared."""
    party = blank("moon")
    folder = write_up(party.chronicle(), party.fetch, tmp_path).folder
    remains = tmp_path / f".{folder.name}.abc.part"
    remains.mkdir()
    folder.rename(remains / "before")
    (remains / "new").mkdir()
    os.utime(remains, (0, 0))
    made = write_up(party.chronicle(), party.fetch, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [made.slug]


def test_progress_is_heard(tmp_path: Path) -> None:
    """Each picture is counted as it is looked at, the missing ones too, and those that go in once more."""
    party = chosen_evening()
    del party.pictures[party.latest()]
    heard: list[tuple[int, int]] = []
    write_up(party.chronicle(), party.fetch, tmp_path, on_progress=lambda done, total: heard.append((done, total)))
    assert heard == [(done, 8) for done in range(1, 9)]


def test_words_taken_back(tmp_path: Path) -> None:
    """A party whose names and texts were removed from the record is still told, without them."""
    party = loneliness()
    nobody = party.state.guests
    for guest in nobody.values():
        nobody = nobody.insert(guest.id, replace(guest, name=Words("")))
    silent = party.state.refinements
    for node in silent.values():
        silent = silent.insert(node.id, replace(node, text=Words(""), reason=Words("")))
    state = replace(party.state, guests=nobody, refinements=silent, theme=Words(""))
    page = write_up(replace(party.chronicle(), state=state), party.fetch, tmp_path).index.read_text()
    assert "a guest" in page
    assert "words taken back" in page
    assert "Vera" not in page
    assert "“”" not in page
    assert "****" not in page


def test_lost_is_a_failure() -> None:
    """The stand-in for the archive fails as the archive does."""
    with pytest.raises(Lost):
        Party("moon").fetch(ArtworkId("none"))
