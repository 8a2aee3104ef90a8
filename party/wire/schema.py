"""The generated contract: one JSON Schema of everything on the wire, from which `web/` takes its TypeScript types.

`python -m party.wire.schema` writes it; with `--check` it only says whether the committed file is stale.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from party.core.values import LIMITS
from party.wire import door
from party.wire.catalogue import Catalogue
from party.wire.codec import FROM_GUEST, PREVIEW_HEADER, TO_GUEST
from party.wire.codes import CLOSES, PROBLEMS, REFUSALS, Meaning
from party.wire.messages import MAX_FRAME_BYTES, PROTOCOL
from party.wire.published import Published, PublishedEvening
from party.wire.story import Making, StoryTable

FILE = Path(__file__).with_name("schema.json")

_FROM_GUEST: Mapping[str, TypeAdapter[Any]] = {
    "FromGuest": FROM_GUEST,
    "OpenParty": TypeAdapter(door.OpenParty),
    "JoinParty": TypeAdapter(door.JoinParty),
    "DeleteParty": TypeAdapter(door.DeleteParty),
}
_TO_GUEST: Mapping[str, TypeAdapter[Any]] = {
    "ToGuest": TO_GUEST,
    "PreviewHeader": PREVIEW_HEADER,
    "HouseView": TypeAdapter(door.HouseView),
    "Joined": TypeAdapter(door.Joined),
    "Door": TypeAdapter(door.Door),
    "InviteLinks": TypeAdapter(door.InviteLinks),
    "MergedWording": TypeAdapter(door.MergedWording),
    "WriteUpMade": TypeAdapter(door.WriteUpMade),
    "StoryTable": TypeAdapter(StoryTable),
    "Making": TypeAdapter(Making),
    "Trouble": TypeAdapter(door.Trouble),
    "Catalogue": TypeAdapter(Catalogue),
    "Published": TypeAdapter(Published),
    "PublishedEvening": TypeAdapter(PublishedEvening),
}


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of all messages, with limits, codes and the protocol version under `x-` keys."""
    roots, shared = TypeAdapter.json_schemas(
        [*_inputs("validation", _FROM_GUEST), *_inputs("serialization", _TO_GUEST)]
    )
    definitions = shared["$defs"]
    for (name, _), root in roots.items():
        definitions.setdefault(name, root)
    outgoing = set(_reachable(definitions, tuple(_TO_GUEST)))
    for name, definition in definitions.items():
        _require(definition, everything=name in outgoing)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The neural generation party protocol",
        "x-protocol": PROTOCOL,
        "x-max-frame-bytes": MAX_FRAME_BYTES,
        "x-limits": asdict(LIMITS),
        "x-refusals": _codes(REFUSALS),
        "x-problems": _codes(PROBLEMS),
        "x-closes": {close.name: {**asdict(meaning), "number": int(close)} for close, meaning in CLOSES.items()},
        "$defs": dict(sorted(definitions.items())),
    }


def rendered() -> str:
    """The schema as it lies in `FILE`."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the file, or with `--check` return 1 when it is stale."""
    if "--check" not in sys.argv:
        FILE.write_text(rendered(), encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == rendered():
        return 0
    sys.stderr.write("party/wire/schema.json is stale: run `make schema`.\n")
    return 1


def _inputs(
    mode: JsonSchemaMode, adapters: Mapping[str, TypeAdapter[Any]]
) -> Iterator[tuple[str, JsonSchemaMode, TypeAdapter[Any]]]:
    return ((name, mode, adapter) for name, adapter in adapters.items())


def _codes(table: Mapping[Any, Meaning]) -> dict[str, Any]:
    return {key.value if isinstance(key, Enum) else key: asdict(meaning) for key, meaning in table.items()}


def _reachable(definitions: Mapping[str, Any], roots: tuple[str, ...]) -> Iterator[str]:
    waiting, seen = list(roots), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(_references(definitions[name]))
            yield name


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.removeprefix("#/$defs/")
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _require(definition: dict[str, Any], *, everything: bool) -> None:
    """Tags are always there; what the house sends, it sends whole. Titles of mere fields would become type names."""
    properties = definition.get("properties", {})
    for value in properties.values():
        value.pop("title", None)
    named = [key for key, value in properties.items() if everything or "const" in value]
    required = [key for key in properties if key in {*named, *definition.get("required", ())}]
    if required:
        definition["required"] = required


if __name__ == "__main__":
    sys.exit(main())
