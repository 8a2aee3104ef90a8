"""Finished pictures by the hash of their bytes, through obstore: a folder now, S3 by another address."""

import asyncio
import hashlib
import os
import re
from pathlib import Path
from typing import Final, Self
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from party.archive.errors import ArchiveFailed, ArchiveUnreachable, ArtworkDamaged, ArtworkMissing
from party.core.values import ArtworkId

_ID: Final = re.compile(r"[0-9a-f]{64}")


class Artworks:
    """A store of pictures. What `put` returned for is on disk."""

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, place: str | Path) -> Self:
        """The store in a folder (made if need be), or at an address such as `s3://bucket/prefix`.

        Raises `ArchiveUnreachable`.
        """
        folder = _folder(place)
        try:
            if folder is None:
                return cls(from_url(str(place)), None)
            folder.mkdir(parents=True, exist_ok=True)
            _sync(folder.parent)
            return cls(LocalStore(folder), folder)
        except (OSError, BaseError, ValueError) as error:
            raise ArchiveUnreachable(f"Pictures cannot be kept at {place}: {_said(error)}.") from error

    async def put(self, data: bytes) -> ArtworkId:
        """Stores a picture durably and gives its id; storing it again changes nothing. Raises `ArchiveFailed`."""
        artwork = ArtworkId(await asyncio.to_thread(_hash, data))
        try:
            if not await self._holds(artwork, data):
                await self._store.put_async(_key(artwork), data, use_multipart=False)
            if self._folder is not None:
                await asyncio.to_thread(_settle, self._folder, self._folder / _key(artwork))
        except (OSError, BaseError) as error:
            raise ArchiveFailed(f"A picture could not be stored: {_said(error)}.") from error
        return artwork

    async def get(self, artwork: ArtworkId) -> bytes:
        """The bytes of a picture. Raises `ArtworkMissing`, `ArtworkDamaged` or `ArchiveFailed`."""
        if not _ID.fullmatch(artwork):
            raise ArtworkMissing(artwork)
        try:
            data = bytes(await (await self._store.get_async(_key(artwork))).bytes_async())
        except FileNotFoundError as error:
            raise ArtworkMissing(artwork) from error
        except (OSError, BaseError) as error:
            raise ArchiveFailed(f"The picture {artwork} could not be read: {_said(error)}.") from error
        if await asyncio.to_thread(_hash, data) != artwork:
            raise ArtworkDamaged(artwork)
        return data

    async def has(self, artwork: ArtworkId) -> bool:
        """Whether something is stored under this id. Raises `ArchiveFailed`."""
        if not _ID.fullmatch(artwork):
            return False
        try:
            await self._store.head_async(_key(artwork))
        except FileNotFoundError:
            return False
        except (OSError, BaseError) as error:
            raise ArchiveFailed(f"The pictures could not be looked through: {_said(error)}.") from error
        return True

    async def remove(self, artwork: ArtworkId) -> None:
        """Takes a picture away for good, if it is there. Raises `ArchiveFailed`."""
        try:
            await self._store.delete_async(_key(artwork))
            if self._folder is not None:
                await asyncio.to_thread(_sync, (self._folder / _key(artwork)).parent)
        except FileNotFoundError:
            return
        except (OSError, BaseError) as error:
            raise ArchiveFailed(f"A picture could not be removed: {_said(error)}.") from error

    async def _holds(self, artwork: ArtworkId, data: bytes) -> bool:
        # A power cut between the rename and the fsync can leave a short file under a good name: look at the bytes.
        try:
            return await self.get(artwork) == data
        except (ArtworkMissing, ArtworkDamaged):
            return False


def _folder(place: str | Path) -> Path | None:
    if isinstance(place, str) and "://" in place:
        return Path(unquote(urlsplit(place).path)) if place.startswith("file://") else None
    return Path(place).absolute()


def _key(artwork: ArtworkId) -> str:
    return f"{artwork[:2]}/{artwork[2:]}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _settle(folder: Path, file: Path) -> None:
    """Puts the file, its name and the name of its folder on disk.

    obstore 0.12 writes `name#1` and renames it without a single fsync (strace shows none): object_store has an option
    for it that is off and that obstore does not offer. This can go when it does.
    """
    for path in (file, file.parent, folder):
        _sync(path)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no directories; its file systems log the names themselves
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _said(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
