"""Failures of writing a party up. Each message is one plain sentence for the host."""

import errno
from pathlib import Path

from party.core.errors import PartyError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class WriteUpFailed(PartyError):
    """The write-up could not be put into its folder; what was there before is untouched."""

    def __init__(self, folder: Path, error: OSError) -> None:
        if error.errno in _FULL:
            why = "the disk is full"
        elif error.errno in _FORBIDDEN:
            why = "the folder may not be written"
        else:
            why = (error.strerror or str(error)).lower()
        super().__init__(f"The write-up could not be written to {folder}: {why}.")
        self.temporary = error.errno in _FULL


class FolderTaken(PartyError):
    """The folder a write-up wants holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"The folder {folder} holds something that is no write-up of this party; nothing was written.")


class TemplateBroken(PartyError):
    """A template or a file of sentences has an error; nothing was written."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}, line {line}: {what.rstrip('.')}.")
        self.file, self.line, self.what = file, line, what
