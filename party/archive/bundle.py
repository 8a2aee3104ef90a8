"""A session outside of its database: a zip of its journal, its pictures and whatever was written about it.

Nothing in a bundle is trusted: names and sizes are looked at before anything is unpacked, then one file at a time.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter, ValidationError

from party import __version__
from party.archive.errors import BundleBroken
from party.archive.reading import StoredLine
from party.core.values import ArtworkId, GuestId, SessionId

MANIFEST: Final = "bundle.json"
WRITE_UP: Final = "write-up"
LINES_IN_A_PART: Final = 500

_MOST_FILES: Final = 100_000
_MOST_BYTES: Final = 8 * 1024**3
_MOST_IN_A_FILE: Final = 64 * 1024**2
_MOST_SQUEEZED: Final = 100
"""How much smaller than itself a file may have been packed: journals come to about 10, zip bombs to 1,000."""
_SMALL: Final = 1024**2
"""Files up to this size may be packed as tightly as they like."""

_NAME: Final = re.compile(r"[^/\\\x00-\x1f:]+/(?:[\w-][\w .~-]*/)*[\w-][\w .~-]*")
_HASH: Final = r"^[0-9a-f]{64}$"

Count = Annotated[int, Field(ge=0, lt=2**53)]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. `missing`: pictures whose files were lost already when it was made."""

    session: Annotated[SessionId, Field(min_length=1, max_length=64)]
    code: Annotated[str, Field(min_length=1, max_length=16)]
    epoch: Annotated[str, Field(min_length=1, max_length=64)]
    head_seq: Annotated[int, Field(ge=1, lt=2**31)]
    head_hash: Annotated[str, Field(pattern=_HASH)]
    missing: tuple[ArtworkId, ...] = ()
    made_with: str = __version__
    format: Literal["neural-party bundle"] = "neural-party bundle"
    version: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class PackedWords:
    """A text of an entry, its salt, and who wrote it; text and salt are `None` once removed."""

    path: str
    author: GuestId | None
    salt: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class PackedLine:
    """An entry of the journal as the database has it: facts as canonical JSON, the words apart."""

    seq: Annotated[int, Field(ge=1, lt=2**31)]
    at_ms: Count
    actor: GuestId | None
    cause: str
    kind: str
    facts: str
    hash: Annotated[str, Field(pattern=_HASH)]
    words: tuple[PackedWords, ...]


_MANIFEST: Final = TypeAdapter(Manifest)
_LINE: Final = TypeAdapter(PackedLine)


def manifest_as_packed(manifest: Manifest) -> bytes:
    """The manifest, as it is packed."""
    return _MANIFEST.dump_json(manifest, indent=2) + b"\n"


def part_name(number: int) -> str:
    """The name of a part of the journal, from 1: each has `LINES_IN_A_PART` lines, the last one fewer."""
    return f"journal/{number:05}.jsonl"


def part_of(lines: Iterable[StoredLine]) -> bytes:
    """A part of the journal, as it is packed: one line of JSON for each entry."""
    return b"".join(_LINE.dump_json(_packed(line)) + b"\n" for line in lines)


def artwork_name(artwork: ArtworkId) -> str:
    """Where a picture lies in a bundle."""
    return f"artworks/{artwork}"


def _packed(line: StoredLine) -> PackedLine:
    row = line.row
    words = tuple(PackedWords(text.path, author, text.salt, text.text) for author, text in line.texts)
    return PackedLine(row.seq, row.at_ms, row.actor, row.cause, row.kind, row.facts, row.hash, words)


class Bundle:
    """An opened bundle. Whatever is read may raise `BundleBroken`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._files = {_below_top(info): info for info in _looked_through(archive)}
        self.manifest = self._manifest()

    def names(self, folder: str) -> frozenset[str]:
        """The files in a folder of the bundle, without its name."""
        return frozenset(name.removeprefix(f"{folder}/") for name in self._files if name.startswith(f"{folder}/"))

    def read(self, name: str) -> bytes | None:
        """A file's bytes; `None` where there is none."""
        info = self._files.get(name)
        if info is None:
            return None
        try:
            return self._archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise BundleBroken((f"{name} is damaged: {error}",)) from error

    def lines(self) -> Iterator[PackedLine]:
        """The journal, a part of it in memory at a time, its entries counting up from 1."""
        seq = 0
        for name in sorted(name for name in self._files if name.startswith("journal/")):
            for text in (self.read(name) or b"").splitlines():
                try:
                    line = _LINE.validate_json(text, strict=True)
                except ValidationError as error:
                    raise BundleBroken((f"{name}: entry {seq + 1} cannot be read",)) from error
                if line.seq != seq + 1 or len({words.path for words in line.words}) < len(line.words):
                    raise BundleBroken((f"{name}: entry {seq + 1} is missing, or has words twice",))
                seq = line.seq
                yield line
        if seq != self.manifest.head_seq:
            raise BundleBroken((f"the journal ends at entry {seq}, not at {self.manifest.head_seq}",))

    def _manifest(self) -> Manifest:
        try:
            return _MANIFEST.validate_json(self.read(MANIFEST) or b"")
        except ValidationError as error:
            raise BundleBroken((f"{MANIFEST} is missing or not that of a party's bundle",)) from error


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """The bundle in a file. Raises `BundleBroken` where it is none, is cut off, or would unpack to what it must not."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise BundleBroken((f"it cannot be read: {error.strerror or error}",)) from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise BundleBroken(("it is no zip file, or not a whole one",)) from error
    with archive:
        yield Bundle(archive)


def _looked_through(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files of a zip. Raises `BundleBroken` for names, sorts and sizes no bundle has."""
    files = [info for info in archive.infolist() if not info.is_dir()]
    problems = [
        *_unwanted(files),
        *(f"{info.filename!r} is no name of a file in a bundle" for info in files if not _is_sound(info.filename)),
        *(f"{info.filename!r} is a link" for info in files if stat.S_ISLNK(info.external_attr >> 16)),
        *(f"{info.filename!r} is locked by a password" for info in files if info.flag_bits & 1),
        *(f"{info.filename!r} would unpack to {info.file_size:,} bytes" for info in files if _is_a_bomb(info)),
    ]
    if problems:
        raise BundleBroken(tuple(problems))
    return files


def _unwanted(files: list[zipfile.ZipInfo]) -> Iterator[str]:
    """What is wrong with all of them together."""
    if len({info.filename for info in files}) < len(files):
        yield "two files have the same name"
    if len({info.filename.partition("/")[0] for info in files}) > 1:
        yield "the files do not lie in one folder"
    if len(files) > _MOST_FILES or sum(info.file_size for info in files) > _MOST_BYTES:
        yield f"{len(files):,} files of {sum(info.file_size for info in files):,} bytes are more than a party leaves"


def _is_sound(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and ".." not in name.split("/")


def _is_a_bomb(info: zipfile.ZipInfo) -> bool:
    squeezed = info.file_size > _SMALL and info.file_size > _MOST_SQUEEZED * max(1, info.compress_size)
    return info.file_size > _MOST_IN_A_FILE or squeezed


def _below_top(info: zipfile.ZipInfo) -> str:
    return info.filename.partition("/")[2]
