"""A party outside of its house: packed, checked on another machine, brought back; and bundles nobody should trust."""

import asyncio
import json
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from party.client import PartyGuest
from party.core.commands import Associate, ChooseArtwork, CloseSession, ProposeRefinement, PublishWriteUp, StartJob
from party.core.values import ArtworkId, SessionId
from tests.houses import first_artwork, guest, house, party, studio_ready

from .typed import Typed, types

pytestmark = pytest.mark.anyio

Files = dict[str, bytes]
Hand = Callable[[Files], None]


async def held(folder: Path) -> PartyGuest:
    """A small party with a write-up that was published; its host."""
    async with house(folder) as server, party(server) as host, guest(host, "Ada Lovelace") as ada:
        await host.until(studio_ready)
        await ada.do(Associate("rain on the window"))
        await ada.do(ProposeRefinement(parent=host.view.session.head, text="one light in a window"))
        await host.do(StartJob())
        artwork = await host.until(first_artwork)
        await host.do(ChooseArtwork(ArtworkId(artwork.id)))
        await host.do(CloseSession())
        await host.write_up()
        await host.do(PublishWriteUp())
    return host


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """One loop for the packed party."""
    return "asyncio"


@pytest.fixture(scope="module")
async def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[PartyGuest, Path]:
    """A party and its bundle."""
    home = tmp_path_factory.mktemp("house")
    host = await held(home)
    path = home / "evening.zip"
    result = await party_types("export", host.code, "--everything", "--to", path, "--sessions", home)
    assert result.code == 0, result.err
    return host, path


async def party_types(*arguments: object) -> Typed:
    """What `party …` answers."""
    return await asyncio.to_thread(types, *arguments)


def altered(path: Path, folder: Path, hand: Hand) -> Path:
    """The bundle after a hand was in it."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    hand(files)
    return zipped(folder / "altered.zip", files.items())


def zipped(path: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """A zip of names and bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return path


def one(files: Files, ending: str) -> str:
    """The name of the only file that ends so."""
    (name,) = (name for name in files if name.endswith(ending))
    return name


async def test_a_bundle_is_checked_where_no_party_ever_was(packed: tuple[PartyGuest, Path], tmp_path: Path) -> None:
    """With nothing but the file: chain, words, pictures and every sentence of the page are as recorded."""
    host, path = packed
    result = await party_types("verify", path, "--sessions", tmp_path / "none")
    assert result.code == 0, result.out
    assert f"{host.code}  whole" in result.out
    assert not (tmp_path / "none").exists()


async def test_a_party_comes_back_complete(packed: tuple[PartyGuest, Path], tmp_path: Path) -> None:
    """Elsewhere it has its code, its words, its pictures, its write-up, the same record; twice is refused."""
    host, path = packed
    result = await party_types("import", path, "--sessions", tmp_path)
    assert result.code == 0, result.err
    async with house(tmp_path) as server:
        stage = await server.front.house.find(host.code)
        assert stage
        state = stage.state
        assert "rain on the window" in {one.text for one in state.associations.values()}
        assert state.published
        assert (tmp_path / state.write_up / "index.md").is_file()
        for artwork in state.artworks:
            assert await server.front.house.artworks.get(artwork)
        assert (await server.front.house.journal.verify(stage.keeper.session)).ok
    again = await party_types("import", path, "--sessions", tmp_path)
    assert (again.code, "AlreadyHere" in again.err) == (1, True)


async def test_a_taken_code_gives_a_new_one(packed: tuple[PartyGuest, Path], tmp_path: Path) -> None:
    """Another party here has the code: the one that comes in gets its own."""
    host, path = packed
    async with house(tmp_path) as server, party(server) as other:
        stage = await server.front.house.find(other.code)
        assert stage
        journal = server.front.house.journal
        entries = await journal.read(stage.keeper.session)
        await journal.begin(SessionId("somebody-elses"), host.code, "epoch", entries)
    result = await party_types("import", path, "--sessions", tmp_path)
    assert result.code == 0, result.err
    assert not result.out.startswith(host.code)
    again = await party_types("verify", "--sessions", tmp_path)
    assert again.code == 0, again.out


def _a_fact(files: Files) -> None:
    name = one(files, "00001.jsonl")
    lines = [json.loads(line) for line in files[name].splitlines()]
    lines[3]["at_ms"] += 1
    files[name] = "\n".join(map(json.dumps, lines)).encode()


def _a_word(files: Files) -> None:
    name = one(files, "00001.jsonl")
    files[name] = files[name].replace(b"rain on the window", b"snow on the window")


def _an_author(files: Files) -> None:
    name = one(files, "00001.jsonl")
    lines = [json.loads(line) for line in files[name].splitlines()]
    spoken = next(line for line in lines if line["kind"] == "AssociationMade" or "rain" in json.dumps(line))
    spoken["words"][0]["author"] = lines[0]["actor"]
    files[name] = "\n".join(map(json.dumps, lines)).encode()


def _a_line(files: Files) -> None:
    name = one(files, "00001.jsonl")
    files[name] = b"".join(files[name].splitlines(keepends=True)[:-1])


def _a_figure(files: Files) -> None:
    name = one(files, "index.md")
    text = files[name].decode()
    assert "2 people" in text
    files[name] = text.replace("2 people", "200 people").encode()


def _a_sidecar(files: Files) -> None:
    name = one(files, "party.json")
    files[name] = files[name].replace(b'"ballots": 0', b'"ballots": 9')


def _a_picture(files: Files) -> None:
    name = next(name for name in files if "/artworks/" in name)
    files[name] = files[name][:-4] + b"gone"


def _a_lost_picture(files: Files) -> None:
    del files[next(name for name in files if "/artworks/" in name)]


def _a_shown_picture(files: Files) -> None:
    shown = next(name for name in files if "/write-up/" in name and name.endswith(".webp"))
    files[shown] = next(data for name, data in files.items() if "/artworks/" in name)


def _a_stranger(files: Files) -> None:
    files[one(files, "index.md").replace("index.md", "more.md")] = b"more"


@pytest.mark.parametrize(
    ("hand", "said"),
    [
        (_a_fact, "entry 4"),
        (_a_word, "not those that were written"),
        (_an_author, "another author"),
        (_a_line, "the journal ends"),
        (_a_figure, "index.md says"),
        (_a_sidecar, "party.json says"),
        (_a_picture, "is damaged"),
        (_a_lost_picture, "is missing"),
        (_a_shown_picture, "another picture"),
        (_a_stranger, "more.md does not belong"),
    ],
)
async def test_a_hand_in_a_bundle_is_seen(
    packed: tuple[PartyGuest, Path], tmp_path: Path, hand: Hand, said: str
) -> None:
    """Whatever was changed: the check says where, and nothing of it is brought in."""
    _, path = packed
    bent = altered(path, tmp_path, hand)
    result = await party_types("verify", bent)
    assert result.code == 1, result.out
    assert said in result.out
    refused = await party_types("import", bent, "--sessions", tmp_path / "house")
    assert (refused.code, "BundleBroken" in refused.err) == (1, True)
    async with house(tmp_path / "house") as server:
        assert await server.front.house.journal.sessions() == ()


def _cut(path: Path, folder: Path) -> Path:
    short = folder / "cut.zip"
    short.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    return short


def _no_zip(_path: Path, folder: Path) -> Path:
    (folder / "text.zip").write_text("not a zip")
    return folder / "text.zip"


def _climbs(path: Path, folder: Path) -> Path:
    return altered(path, folder, lambda files: files.update({"party/../../../escaped": b"out"}))


def _absolute(path: Path, folder: Path) -> Path:
    return altered(path, folder, lambda files: files.update({"/etc/escaped": b"out"}))


def _bomb(path: Path, folder: Path) -> Path:
    top = next(iter(zipfile.ZipFile(path).namelist())).split("/")[0]
    return altered(path, folder, lambda files: files.update({f"{top}/write-up/zeros.txt": bytes(60_000_000)}))


def _link(path: Path, folder: Path) -> Path:
    bent = folder / "link.zip"
    shutil.copy(path, bent)
    with zipfile.ZipFile(bent, "a") as archive:
        info = zipfile.ZipInfo(f"{archive.namelist()[0].split('/')[0]}/write-up/link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return bent


def _another_zip(_path: Path, folder: Path) -> Path:
    return zipped(folder / "another.zip", [("photos/one.jpg", b"jpeg")])


def _twice(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(folder / "twice.zip", [*files, files[0]])


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (_cut, "not a whole one"),
        (_no_zip, "no zip file"),
        (_climbs, "no name of a file"),
        (_absolute, "no name of a file"),
        (_bomb, "would unpack to 60,000,000 bytes"),
        (_link, "is a link"),
        (_another_zip, "not that of a party"),
        (_twice, "the same name"),
    ],
)
async def test_what_is_no_bundle_is_not_unpacked(
    packed: tuple[PartyGuest, Path], tmp_path: Path, bend: Callable[[Path, Path], Path], said: str
) -> None:
    """Cut off, climbing out of its folder, or far larger than it looks: told in one line, nothing written."""
    bent = bend(packed[1], tmp_path)
    before = set(everything(tmp_path))
    result = await party_types("verify", bent)
    assert result.code == 1
    assert said in result.err
    assert set(everything(tmp_path)) == before


def everything(folder: Path) -> Iterator[Path]:
    """Every file below."""
    return folder.rglob("*")


async def test_formats_and_where_they_go(packed: tuple[PartyGuest, Path], tmp_path: Path) -> None:
    """A format goes into a new folder or a zip; one that nobody knows is refused with those there are."""
    host, path = packed
    home = ("--sessions", path.parent)
    folder = await party_types("export", host.code, "--format", "hugo", "--to", tmp_path / "hugo", *home)
    assert folder.code == 0, folder.err
    assert list((tmp_path / "hugo").rglob("index.md"))
    again = await party_types("export", host.code, "--format", "html", "--to", tmp_path / "hugo", *home)
    assert (again.code, "FolderTaken" in again.err) == (1, True)
    unknown = await party_types("export", host.code, "--format", "word", *home)
    assert unknown.code == 2
    assert "jekyll" in unknown.err
