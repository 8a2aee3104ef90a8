"""A wheel without the web client would be a party nobody can join: building one is refused."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RefuseUnbuilt(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is built; an editable install is let through, the client is built beside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Refuse a standard wheel when `party/app/static` holds no client."""
        if version == "standard" and not (Path(self.root) / "party/app/static/index.html").is_file():
            raise SystemExit("The web client is not built: run `make web` before building a wheel.")
