"""The protocol's page is what the code says."""

import re
import subprocess
import sys
from pathlib import Path

from starlette.routing import Mount, Route, WebSocketRoute

from party.app import claim, door, exports, pages, pictures, published, sockets, story, writeups
from party.app.catalogue import serving as catalogue
from party.config import Config
from party.wire.codes import Close

from .pages import PAGES, ROOT, read

PROTOCOL = ROOT / "docs" / "protocol.md"
TABLES = ROOT / "scripts" / "protocol_tables.py"


def test_the_tables_are_fresh() -> None:
    """`scripts/protocol_tables.py` would change nothing."""
    command = [sys.executable, str(TABLES), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  our own script
    assert done.returncode == 0, done.stderr


def test_every_address_is_named() -> None:
    """Each route of the server stands on the page, with its parameters."""
    routes = (
        *door.ROUTES,
        *claim.ROUTES,
        *pictures.routes(),
        *writeups.ROUTES,
        *story.routes(),
        *exports.ROUTES,
        *published.ROUTES,
        *catalogue.routes({}),
        *sockets.routes(),
        *pages.routes(Path()),
    )
    paths = {
        route.path for route in routes if isinstance(route, Route | WebSocketRoute) and not isinstance(route, Mount)
    }
    told = set(re.findall(r"(?:GET|POST) (/[^`?]*)", read(PROTOCOL)))
    assert paths - told == set()


def test_every_setting_has_its_row() -> None:
    """docs/deployment.md lists each `PARTY_` variable, and only such as exist."""
    known = {f"PARTY_{name.upper()}" for name in Config.model_fields}
    deployment = ROOT / "docs" / "deployment.md"
    assert set(re.findall(r"^\| `(PARTY_\w+)`", read(deployment), re.MULTILINE)) == known


def test_no_page_names_a_setting_that_is_not() -> None:
    """A `PARTY_` variable on a page is a setting, or one of those that only the tests or the containers know."""
    known = {f"PARTY_{name.upper()}" for name in Config.model_fields} | {"PARTY_CHROMIUM", "PARTY_DOMAIN"}
    named = {name for page in PAGES for name in re.findall(r"\bPARTY_[A-Z_]*[A-Z]\b", read(page))}
    codes = {close.name for close in Close}
    assert named - known - codes == set()
