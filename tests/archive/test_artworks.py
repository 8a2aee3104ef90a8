"""Pictures are stored once, found by their hash, and never returned damaged."""

import hashlib
from pathlib import Path

import pytest

from party.archive.artworks import Artworks
from party.archive.errors import ArchiveFailed, ArchiveUnreachable, ArtworkDamaged, ArtworkMissing
from party.core.values import ArtworkId

pytestmark = pytest.mark.anyio

PICTURE = b"\x89PNG a picture" * 1000
ID = ArtworkId(hashlib.sha256(PICTURE).hexdigest())


@pytest.fixture
def artworks(tmp_path: Path) -> Artworks:
    return Artworks.open(tmp_path / "artworks")


async def test_a_picture_comes_back(artworks: Artworks, tmp_path: Path) -> None:
    """The id is the hash of the bytes, the file lies in a folder of its first two digits."""
    assert await artworks.put(PICTURE) == ID
    assert await artworks.get(ID) == PICTURE
    assert await artworks.has(ID)
    assert (tmp_path / "artworks" / ID[:2] / ID[2:]).read_bytes() == PICTURE


async def test_storing_twice_is_storing_once(artworks: Artworks, tmp_path: Path) -> None:
    """A second put writes nothing and leaves no other file."""
    await artworks.put(PICTURE)
    file = tmp_path / "artworks" / ID[:2] / ID[2:]
    before = file.stat().st_ino
    assert await artworks.put(PICTURE) == ID
    assert file.stat().st_ino == before
    assert [path for path in (tmp_path / "artworks").rglob("*") if path.is_file()] == [file]


async def test_a_missing_picture_is_missing(artworks: Artworks) -> None:
    """Unknown ids, and what is no id at all, are missing; a path cannot be smuggled in."""
    for unknown in (ID, "", "../../etc/passwd", "ab/cd", ID.upper(), f"{ID}0", f"{ID}\n"):
        assert not await artworks.has(ArtworkId(unknown))
        with pytest.raises(ArtworkMissing):
            await artworks.get(ArtworkId(unknown))


async def test_a_damaged_picture_is_not_returned_and_can_be_mended(artworks: Artworks, tmp_path: Path) -> None:
    """Changed or cut bytes are noticed; storing the picture again puts it right."""
    await artworks.put(PICTURE)
    file = tmp_path / "artworks" / ID[:2] / ID[2:]
    for damage in (b"", PICTURE[:-1], b"x" + PICTURE[1:]):
        file.write_bytes(damage)
        with pytest.raises(ArtworkDamaged):
            await artworks.get(ID)
        await artworks.put(PICTURE)
        assert await artworks.get(ID) == PICTURE


async def test_an_address_of_a_folder_is_a_folder(tmp_path: Path) -> None:
    """`file://` and a plain path are the same place."""
    await Artworks.open(f"file://{tmp_path}/my%20art").put(PICTURE)
    assert await Artworks.open(str(tmp_path / "my art")).has(ID)


async def test_places_that_cannot_hold_pictures_are_refused(tmp_path: Path) -> None:
    """A file where the folder should be, or an unknown kind of address, is said when it is opened."""
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below", "nonsense://x"):
        with pytest.raises(ArchiveUnreachable):
            Artworks.open(place)


async def test_a_failing_disk_is_a_failure_with_a_sentence(artworks: Artworks, tmp_path: Path) -> None:
    """When the picture cannot be written nothing is acknowledged."""
    (tmp_path / "artworks" / ID[:2]).write_text("in the way")
    with pytest.raises(ArchiveFailed):
        await artworks.put(PICTURE)
