"""A write-up that leaves the house: into a folder, into a zip, whole or not at all, the same every time."""

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from party.core.errors import PartyError
from party.core.values import ArtworkId, Millis
from party.press.errors import FolderTaken, WriteUpFailed
from party.press.export import export, zipped
from party.press.formats import FORMATS

from .parties import Party, blank, gallery, loneliness
from .pressed import evening

ROOT = Path(__file__).parents[2]


class Unreachable(PartyError):
    """The store does not answer just now."""

    temporary = True


@pytest.mark.parametrize("format_", FORMATS)
def test_a_folder_and_a_zip_hold_the_same(format_: str, tmp_path: Path) -> None:
    """Both hold the format's files and nothing else, the zip below one folder that is called like the write-up."""
    party = loneliness()
    folder, packed = tmp_path / "out" / "folder", tmp_path / "out" / "party.zip"
    assert export(party.chronicle(), party.fetch, FORMATS[format_], folder) == ()
    export(party.chronicle(), party.fetch, FORMATS[format_], packed)
    there = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.replace("2026-11-22-loneliness", "") for path in there} == {
        path.replace("2026-11-22-loneliness", "") for path in evening("loneliness", format_)
    }
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        assert {f"2026-11-22-loneliness/{path}": data for path, data in there.items()} == {
            name: archive.read(name) for name in archive.namelist()
        }
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 18, 0, 0)}
    assert sorted(path.name for path in packed.parent.iterdir()) == ["folder", "party.zip"]


def test_the_same_party_gives_the_same_zip(tmp_path: Path) -> None:
    """Nothing of the clock or the machine is in it; an earlier zip of that name is replaced."""
    packed = tmp_path / "party.zip"
    made = []
    for _ in range(2):
        party = loneliness()
        export(party.chronicle(), party.fetch, FORMATS["hugo"], packed)
        made.append(packed.read_bytes())
    assert made[0] == made[1]


def test_missing_pictures_are_said(tmp_path: Path) -> None:
    """An export of a party with a lost picture is made without it and says which."""
    party = gallery()
    lost = party.state.chosen[1]
    assert export(party.chronicle(), party.fetch, FORMATS["html"], tmp_path / "x.zip") == (lost,)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Only a new or an empty folder is written."""
    party = blank("moon")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("a file")
    (tmp_path / "empty").mkdir()
    for taken in ("mine", "file"):
        with pytest.raises(FolderTaken):
            export(party.chronicle(), party.fetch, FORMATS["plain"], tmp_path / taken)
    export(party.chronicle(), party.fetch, FORMATS["plain"], tmp_path / "empty")
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == ["index.md", "party.json"]
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["party.zip", "folder"])
@pytest.mark.parametrize("failure", [Unreachable("no answer"), KeyboardInterrupt(), RuntimeError()])
def test_cut_off_half_way(name: str, failure: BaseException, tmp_path: Path) -> None:
    """Whatever stops an export half way leaves nothing, and what was there before as it was."""
    party = loneliness()
    if name.endswith(".zip"):
        (tmp_path / name).write_bytes(b"before")

    def fetch(artwork: ArtworkId) -> bytes:
        if artwork == party.latest(1):
            raise failure
        return party.fetch(artwork)

    with pytest.raises(type(failure)):
        export(party.chronicle(), fetch, FORMATS["plain"], tmp_path / name)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == (
        {name: b"before"} if name.endswith(".zip") else {}
    )


@pytest.mark.skipif(os.name != "posix", reason="file size limits are a POSIX thing")
@pytest.mark.parametrize("limit", [0, 3000, 20_000])
def test_a_full_disk(tmp_path: Path, limit: int) -> None:
    """When the disk is full, at the first byte or late in the zip, nothing half-written stays."""
    ran = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "tests.press.full_disk", str(tmp_path / "out"), str(limit), "party.zip"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    failed, went_on = ran.stdout.splitlines()
    assert failed.endswith("the disk is full. True []")
    assert went_on == "['party.zip']"


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    """A zip below a file is a failure with a plain sentence."""
    (tmp_path / "file").write_text("")
    party = blank("moon")
    with pytest.raises(WriteUpFailed, match="could not be written"):
        export(party.chronicle(), party.fetch, FORMATS["plain"], tmp_path / "file" / "party.zip")


def test_old_dates(tmp_path: Path) -> None:
    """A party whose clock stood before 1980 can be packed too."""
    party = Party("moon")
    chronicle = replace(party.chronicle(), state=replace(party.state, opened_ms=Millis(0)))
    with zipped(tmp_path / "old.zip", "old", chronicle) as put:
        put("a.txt", b"a")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "old.zip").read_bytes())) as archive:
        assert archive.infolist()[0].date_time[0] == 1980
