"""The front matter of a write-up, read back: what its card says, and where in the journal it was told from."""

from collections.abc import Mapping
from typing import Any

import yaml

from party.core.values import Seq


def front_matter(page: str) -> Mapping[str, Any]:
    """What stands above the page; empty where a host's own edit has broken it."""
    parts = page.split("---\n", 2)
    try:
        read = yaml.safe_load(parts[1]) if len(parts) > 1 and not parts[0] else None
    except yaml.YAMLError:
        return {}
    return read if isinstance(read, dict) else {}


def told_from(page: str) -> Seq | None:
    """The last entry of the journal the page was told from; `None` where the page does not say so any more."""
    params = front_matter(page).get("params")
    party = params.get("party") if isinstance(params, dict) else None
    entries = party.get("entries") if isinstance(party, dict) else None
    return Seq(entries) if isinstance(entries, int) else None
