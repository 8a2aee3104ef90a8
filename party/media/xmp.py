"""XMP packets: what a picture says of itself to photo tools, in particular that a model made it.

XMP specification part 1 (ISO 16684-1); IPTC Photo Metadata Standard 2023.1 (DigitalSourceType, AltTextAccessibility).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Final, assert_never
from xml.etree import ElementTree as ET
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from party.core.values import Millis, Recipe, TextRecipe

TRAINED_ALGORITHMIC_MEDIA: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PARTY = "urn:neural-party:xmp:1.0:"
_NAMESPACES = {
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:xmp": "http://ns.adobe.com/xap/1.0/",
    "xmlns:Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "xmlns:Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmlns:party": _PARTY,
}
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What the packet says. `recipe_json` is empty where the file carries the recipe elsewhere."""

    source_type: str
    tool: str
    prompt: str
    alt: str
    made_ms: Millis | None
    recipe_json: str


def source_type(recipe: Recipe) -> str:
    """The IPTC digital source type of a picture made by this recipe, a URI."""
    match recipe:
        case TextRecipe():
            return TRAINED_ALGORITHMIC_MEDIA
        case _:
            assert_never(recipe)


def packet(said: Statement) -> str:
    """The statement as an XMP packet. Characters that XML cannot hold are replaced; none can break out of it."""
    out = StringIO()
    xml = _Writer(out)
    out.write('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    with xml.inside("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"}), xml.inside("rdf:RDF", {"xmlns:rdf": _RDF}):  # noqa: SIM117
        with xml.inside("rdf:Description", {"rdf:about": "", **_NAMESPACES}):
            _describe(xml, said)
    out.write('<?xpacket end="w"?>')
    return out.getvalue()


def recipe_json(packet_bytes: bytes) -> str:
    """The recipe a packet carries, or nothing: also when it is no packet of ours."""
    if b"<!" in packet_bytes:  # no document type, no entities: nothing that could grow while it is read
        return ""
    try:
        tree = ET.fromstring(packet_bytes)  # noqa: S314  declarations were refused a line above
    except (ET.ParseError, ValueError, LookupError):
        return ""
    return tree.findtext(f".//{{{_PARTY}}}Recipe") or ""


def _describe(xml: "_Writer", said: Statement) -> None:
    xml.text("Iptc4xmpExt:DigitalSourceType", said.source_type)
    xml.text("xmp:CreatorTool", said.tool)
    if said.made_ms is not None:
        xml.text("xmp:CreateDate", datetime.fromtimestamp(said.made_ms / 1000, UTC).isoformat(timespec="seconds"))
    with xml.inside("dc:creator"), xml.inside("rdf:Seq"):
        xml.text("rdf:li", said.tool)
    xml.in_default_language("dc:description", said.prompt)
    if said.alt:
        xml.in_default_language("Iptc4xmpCore:AltTextAccessibility", said.alt)
    if said.recipe_json:
        xml.text("party:Recipe", said.recipe_json)


class _Writer(XMLGenerator):
    """An XML writer that closes what it opens."""

    @contextmanager
    def inside(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        self.startElement(name, AttributesImpl(attributes or {}))
        yield
        self.endElement(name)

    def text(self, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
        with self.inside(name, attributes):
            self.characters(_NOT_XML.sub("\ufffd", text))

    def in_default_language(self, name: str, text: str) -> None:
        with self.inside(name), self.inside("rdf:Alt"):
            self.text("rdf:li", text, {"xml:lang": "x-default"})
