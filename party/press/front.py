"""The front matter of a write-up: what a page says of itself, as values, as YAML, and read back from a page.

Every format writes it its own way; what the house reads back lies under `params` in all of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

import yaml
from markupsafe import Markup

from party.core.values import Millis, Seq
from party.press.licenses import page_license
from party.press.story import Figures

_FENCE: Final = "---\n"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_]{2,}")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page was told from: the first so many entries of a party's journal, and the hash of the last of them."""

    code: str
    epoch: str
    entries: Seq
    head_hash: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A picture as the head of a page speaks of it. `credit`: one line, who worded it and which model painted it.

    `model`: the model's name. `alt` and `caption` are plain text; the caption may be empty.
    """

    file: str
    alt: str
    caption: str
    credit: str
    model: str
    made_ms: Millis
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Front:
    """All that front matter and the head of an HTML page say, in plain text. `cover` is one of the `pictures`.

    `authors`: those who are credited by name. `license`: an id of the table of licenses, empty while none is chosen.
    `ai_label` and `digital_source_type` are empty where there is no picture.
    """

    title: str
    opened_ms: Millis
    description: str
    tags: tuple[str, ...]
    language: str
    cover: Exhibit | None
    pictures: tuple[Exhibit, ...]
    authors: tuple[str, ...]
    license: str
    ai_label: str
    digital_source_type: str
    figures: Figures
    origin: Origin
    draft: bool = True

    @property
    def opened(self) -> datetime:
        """The opening of the party in UTC, to the second."""
        return datetime.fromtimestamp(self.opened_ms // 1000, UTC)


def params(front: Front) -> dict[str, Any]:
    """What every format carries under `params`: the AI label, the license, the figures, where it was told from."""
    license_ = page_license(front.license)
    said = {
        "ai_label": front.ai_label,
        "digital_source_type": front.digital_source_type,
        "license": {"id": license_.id, "name": license_.name(front.language), "url": license_.url} if license_ else {},
        "figures": {name: count for name, count in asdict(front.figures).items() if count is not None},
        "shown": len(front.pictures),
    }
    return {
        **{name: value for name, value in said.items() if value not in ("", {})},
        "party": asdict(front.origin),
    }


def as_front_matter(said: Mapping[str, Any]) -> str:
    """A mapping as YAML between its two fences; whatever is empty is left out, strings cannot be taken for others."""
    kept = {key: value for key, value in said.items() if value not in ("", (), [], {}, None)}
    return _FENCE + yaml.dump(kept, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=10**6) + _FENCE


def front_matter(page: str) -> Mapping[str, Any]:
    """What stands above the page; empty where a host's own edit has broken it."""
    parts = page.split(_FENCE, 2)
    try:
        read = yaml.safe_load(parts[1]) if len(parts) > 1 and not parts[0] else None
    except yaml.YAMLError:
        return {}
    return read if isinstance(read, dict) else {}


def told_from(page: str) -> Seq | None:
    """The last entry of the journal the page was told from; `None` where the page does not say so any more."""
    said = front_matter(page).get("params")
    party = said.get("party") if isinstance(said, dict) else None
    entries = party.get("entries") if isinstance(party, dict) else None
    return Seq(entries) if isinstance(entries, int) else None


class _Writer(yaml.SafeDumper):
    """A YAML writer that quotes every string but plain words: YAML 1.1 and 1.2 disagree on too much else."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  the name and the signature are PyYAML's
        """Nothing is ever written as a reference to something above."""
        return True


def _string(writer: _Writer, text: str) -> yaml.Node:
    is_plain = _PLAIN.fullmatch(text) and yaml.safe_load(text) == text
    return writer.represent_scalar("tag:yaml.org,2002:str", str(text), style=None if is_plain else '"')


def _instant(writer: _Writer, moment: datetime) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:timestamp", f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")


def _list(writer: _Writer, items: Sequence[object]) -> yaml.Node:
    """Plain values beside each other, mappings below each other."""
    is_plain = all(isinstance(item, str | int | float) for item in items)
    return writer.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_plain)


_Writer.add_representer(str, _string)
_Writer.add_representer(Markup, _string)
_Writer.add_representer(list, _list)
_Writer.add_representer(tuple, _list)
_Writer.add_representer(datetime, _instant)
