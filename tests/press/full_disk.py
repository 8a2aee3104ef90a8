"""A program whose files may not grow past a limit: it writes a party up, which fails near the end, then gets room.

`python -m tests.press.full_disk FOLDER LIMIT [ZIP]` says what it was told.
"""

import resource
import sys
from pathlib import Path

from party.press.errors import WriteUpFailed
from party.press.export import export, write_up
from party.press.formats import FORMATS
from tests.press.parties import loneliness


def main() -> None:
    """Full, then with room."""
    folder, limit, *packed = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        press(Path(folder), *packed)
    except WriteUpFailed as error:
        left = sorted(path.name for path in Path(folder).iterdir())
        sys.stdout.write(f"{error} {error.temporary} {left}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    sys.stdout.write(f"{press(Path(folder), *packed)}\n")


def press(folder: Path, packed: str = "") -> str:
    """Write the party up below the folder; gives what it is called there."""
    party = loneliness()
    if not packed:
        return write_up(party.chronicle(), party.fetch, folder).slug
    export(party.chronicle(), party.fetch, FORMATS["plain"], folder / packed)
    return str([path.name for path in folder.iterdir()])


if __name__ == "__main__":
    main()
