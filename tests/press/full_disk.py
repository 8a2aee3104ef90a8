"""A program whose files may not grow past a limit: it writes a party up, which fails near the end, then gets room.

`python -m tests.press.full_disk FOLDER LIMIT` says what it was told.
"""

import resource
import sys
from pathlib import Path

from party.press.errors import WriteUpFailed
from party.press.export import write_up
from tests.press.parties import loneliness


def main() -> None:
    """Full, then with room."""
    party, folder = loneliness(), Path(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        write_up(party.chronicle(), party.fetch, folder)
    except WriteUpFailed as error:
        left = sorted(path.name for path in folder.iterdir())
        sys.stdout.write(f"{error} {error.temporary} {left}\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    sys.stdout.write(f"{write_up(party.chronicle(), party.fetch, folder).slug}\n")


if __name__ == "__main__":
    main()
