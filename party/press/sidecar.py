"""`party.json`: the whole record beside the page. Recipes, the prompt tree, tallies, credits, the head of the chain."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pydantic_core import to_jsonable_python

from party.core.state import RefinementStatus
from party.core.things import ArtworkView, RefinementView
from party.core.values import ArtworkId
from party.press.chronicle import Seen
from party.press.story import Figures, Picture
from party.press.talk import cards, discreet

SIDECAR: Final = "party.json"
FORMAT: Final = "neural-party write-up"
VERSION: Final = 1
_SOMEBODY: Final = "@…"
"""Stands where a comment named somebody who goes unnamed."""


def sidecar(seen: Seen, pictures: tuple[Picture, ...], missing: frozenset[ArtworkId], figures: Figures) -> str:
    """The record as JSON: what everybody in the room could see, never a ballot or what is held or hidden.

    Guests are called as they wish to be called, here as on the page.
    """
    state, chronicle = seen.state, seen.chronicle
    by_id = {picture.artwork: picture for picture in pictures}
    record = {
        "format": FORMAT,
        "version": VERSION,
        "code": chronicle.code,
        "epoch": chronicle.epoch,
        "theme": state.theme,
        "opened_ms": state.opened_ms,
        "settings": state.settings,
        "head": state.head,
        "trunk": seen.trunk,
        "figures": figures,
        "guests": [replace(guest, name=seen.credit(guest.id)) for guest in seen.guests.values()],
        "associations": seen.associations,
        "refinements": [_refinement(seen, node) for node in seen.refinements.values()],
        "rounds": seen.rounds,
        "artworks": [_artwork(seen, artwork, by_id.get(artwork.id), missing) for artwork in seen.artworks.values()],
        "notes": seen.notes,
        "comments": [discreet(seen, one, _SOMEBODY) for one in seen.comments],
        "questions": cards(seen),
        "chain": {"entries": len(chronicle.entries), "head_hash": chronicle.head_hash},
    }
    return json.dumps(_without_kinds(to_jsonable_python(record)), ensure_ascii=False, indent=2) + "\n"


def belongs_to(folder: Path, code: str, epoch: str) -> bool:
    """Whether a folder holds the write-up of this party."""
    try:
        record = json.loads((folder / SIDECAR).read_bytes())
    except (OSError, ValueError):
        return False
    known = isinstance(record, dict) and record.get("format") == FORMAT
    return known and (record.get("code"), record.get("epoch")) == (code, epoch)


def _refinement(seen: Seen, node: RefinementView) -> dict[str, Any]:
    """A node of the tree; words taken back before they were used are not repeated here."""
    fields = dict(to_jsonable_python(node))
    del fields["diff"]
    if node.status is RefinementStatus.WITHDRAWN and not _is_used(seen, node):
        fields |= {"text": "", "reason": ""}
    return fields


def _is_used(seen: Seen, node: RefinementView) -> bool:
    on_trunk = node.id in seen.trunk
    return on_trunk or any(other.parent == node.id for other in seen.refinements.values())


def _artwork(
    seen: Seen, artwork: ArtworkView, picture: Picture | None, missing: frozenset[ArtworkId]
) -> dict[str, Any]:
    made = seen.state.artworks[artwork.id]
    return dict(to_jsonable_python(artwork)) | {
        "file": picture.file if picture and artwork.id not in missing else None,
        "missing": artwork.id in missing,
        "reasons": to_jsonable_python(picture.reasons) if picture else [],
        "media_type": made.media_type,
        "took_ms": made.took_ms,
        "environment": made.environment,
    }


def _without_kinds(tree: Any) -> Any:  # noqa: ANN401  a JSON tree
    """The tree without the tags that only the wire needs."""
    if isinstance(tree, dict):
        return {key: _without_kinds(value) for key, value in tree.items() if key != "kind"}
    return [_without_kinds(value) for value in tree] if isinstance(tree, list) else tree
