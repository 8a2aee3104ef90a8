"""Nobody is sent where nothing is."""

from pathlib import Path

import pytest
from PIL import Image

from .pages import PAGES, ROOT, anchors, links, named

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 200_000


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_between_our_pages_lead_somewhere(page: Path) -> None:
    """Every link that stays here leads to a file, and its anchor to a heading."""
    lost = [link for link in links(page) if "://" not in link and not _leads(page, link)]
    assert lost == []


def test_pictures_are_shown_and_light() -> None:
    """Every picture under docs is shown on some page, opens, and has less than 200 kB."""
    shown = {(page.parent / link.partition("#")[0]).resolve() for page in PAGES for link in links(page)}
    kept = sorted(PICTURES.iterdir())
    assert [path.name for path in kept if path.resolve() not in shown] == []
    assert [path.name for path in kept if path.stat().st_size >= MOST_BYTES] == []
    for path in kept:
        with Image.open(path) as picture:
            picture.verify()


def _leads(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or (target.suffix == ".md" and anchor in anchors(target))
