"""Labels, read back by readers that are not ours: Pillow and an XML parser."""

import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from party.core.values import Circumstance, Composition, Item, Millis, PhraseWeight, TextRecipe, Words
from party.media.a1111 import a1111
from party.media.errors import NotAPicture, PictureTooLarge
from party.media.metadata import Label, label, read_label

MADE = Millis(1_795_370_400_000)
RECIPE = TextRecipe(
    "diffusers", "pochade", "1", "DPM++ 2M: Karras", Words("moon, oil"), Words("ugly"), 7, 33, 21, 12, 3.5
)
HOSTILE = Words('</rdf:RDF>]]>&amp;<!ENTITY x "y"> \'"; 月 👵🏽\u2028Steps: 1, Seed: 2')
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "png": ("PNG", {}),
    "lossless WebP": ("WEBP", {"lossless": True}),
    "WebP": ("WEBP", {"quality": 70}),
    "JPEG": ("JPEG", {}),
}
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}


def picture(kind: str, mode: str = "RGB") -> bytes:
    """A small real picture of odd size."""
    drawn = Image.radial_gradient("L").resize((33, 21)).convert(mode)
    out = BytesIO()
    format_, options = KINDS[kind]
    drawn.save(out, format_, **options)
    return out.getvalue()


def recipe(prompt: str, negative: str = "") -> TextRecipe:
    return TextRecipe("e", "m", "r", "s", Words(prompt), Words(negative), 1, 64, 64, 4, 1.0)


def parameters_of(opened: Image.Image) -> str:
    """The A1111 text as other tools find it."""
    if isinstance(text := opened.info.get("parameters"), str):
        return text
    comment: bytes = opened.getexif().get_ifd(0x8769)[0x9286]
    assert comment.startswith(b"UNICODE\0")
    return comment[8:].decode("utf-16-be")


def xmp_of(opened: Image.Image) -> ET.Element:
    packet = opened.info.get("xmp") or opened.info["XML:com.adobe.xmp"].encode()
    return ET.fromstring(packet)  # noqa: S314  our own packet


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prompt", ["moon, oil", HOSTILE])
def test_label_is_read_back_by_others(kind: str, prompt: str) -> None:
    """Pillow and an XML parser find the A1111 text, the AI origin, the maker and the alternative text."""
    with Image.open(BytesIO(label(picture(kind), recipe(prompt), alt=f"alt {prompt}", made_ms=MADE))) as opened:
        opened.load()
        assert parameters_of(opened) == a1111(recipe(prompt), version="neural-party 0.1.0")
        xmp = xmp_of(opened)
    trained = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    assert xmp.findtext(".//ext:DigitalSourceType", namespaces=NAMESPACES) == trained
    assert xmp.findtext(".//dc:creator/rdf:Seq/rdf:li", namespaces=NAMESPACES) == "neural-party 0.1.0"
    assert xmp.findtext(".//dc:description/rdf:Alt/rdf:li", namespaces=NAMESPACES) == prompt
    assert xmp.findtext(".//core:AltTextAccessibility/rdf:Alt/rdf:li", namespaces=NAMESPACES) == f"alt {prompt}"


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("kind", KINDS)
def test_exiftool_agrees(kind: str, tmp_path: Path) -> None:
    """Where exiftool is at hand it finds the origin, the alternative text and the parameters too."""
    file = tmp_path / "picture"
    file.write_bytes(label(picture(kind), RECIPE, alt="a moon"))
    asked = ["exiftool", "-json", "-n", str(file)]
    said = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)[0]  # noqa: S603  our own file
    assert said["DigitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert said["AltTextAccessibility"] == "a moon"
    assert "Seed: 7" in (said.get("UserComment") or said["Parameters"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_pixels_stay_bit_for_bit(kind: str, mode: str) -> None:
    """Not one pixel changes, also where a simple WebP file becomes an extended one and where there is transparency."""
    if kind == "JPEG" and mode == "RGBA":
        pytest.skip("JPEG knows no transparency")
    bare = picture(kind, mode)
    with Image.open(BytesIO(bare)) as before, Image.open(BytesIO(label(bare, RECIPE))) as after:
        assert (after.format, after.mode, after.size) == (before.format, before.mode, before.size)
        assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_is_replaced_not_piled_up(kind: str) -> None:
    """Labeling twice gives the same file as labeling once, and a new label takes the place of the old."""
    once = label(picture(kind), RECIPE, alt="a", made_ms=MADE)
    assert label(once, RECIPE, alt="a", made_ms=MADE) == once
    assert label(label(once, recipe("other"), alt="ö"), RECIPE, alt="a", made_ms=MADE) == once


@pytest.mark.parametrize("kind", KINDS)
def test_bare_pictures_have_no_label(kind: str) -> None:
    """What nobody labeled says nothing."""
    assert read_label(picture(kind)) is None


@pytest.mark.parametrize("kind", KINDS)
@given(prompt=st.text(), negative=st.text(), alt=st.text())
def test_any_words_come_back(kind: str, prompt: str, negative: str, alt: str) -> None:
    """The recipe and the alternative text survive every file, whatever people wrote; the XMP stays well-formed."""
    said = recipe(prompt, negative)
    written = label(picture(kind), said, alt=alt, made_ms=MADE)
    assert read_label(written) == Label(said, alt, MADE)
    with Image.open(BytesIO(written)) as opened:
        assert xmp_of(opened).findtext(".//ext:DigitalSourceType", namespaces=NAMESPACES)
        assert parameters_of(opened).splitlines()[-1].startswith("Steps: 4, Sampler: s, CFG scale: 1, Seed: 1")


def test_a1111_text() -> None:
    """Prompt, negative prompt, then pairs; a value with a colon or comma is quoted."""
    assert a1111(RECIPE, version="v1") == (
        "moon, oil\nNegative prompt: ugly\n"
        'Steps: 12, Sampler: "DPM++ 2M: Karras", CFG scale: 3.5, Seed: 7, Size: 33x21, Model: pochade, '
        "Model revision: 1, Engine: diffusers, Version: v1"
    )


def test_a_prompt_cannot_forge_the_last_line() -> None:
    """A prompt with line breaks stays one line: only the house writes the line tools take the settings from."""
    text = a1111(recipe("moon\nSteps: 99, Seed: 5, Size: 1x1"))
    assert text.splitlines()[0] == "moon Steps: 99, Seed: 5, Size: 1x1"
    assert len(text.splitlines()) == 2


@pytest.mark.parametrize("kind", KINDS)
@given(cut=st.integers(min_value=0, max_value=200), junk=st.binary(max_size=40))
def test_broken_files_are_refused_by_name(kind: str, cut: int, junk: bytes) -> None:
    """A file cut short or overwritten raises nothing but `NotAPicture`."""
    whole = label(picture(kind), RECIPE)
    for broken in (whole[:cut], whole[:cut] + junk + whole[cut + len(junk) :], junk):
        try:
            label(broken, RECIPE)
            read_label(broken)
        except NotAPicture:
            continue


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"\xff\xd8\xff"])
def test_other_files_are_refused(data: bytes) -> None:
    """Whatever is no picture of the three kinds is refused."""
    with pytest.raises(NotAPicture):
        label(data, RECIPE)


def test_a_recipe_that_does_not_fit_a_jpeg_segment() -> None:
    """A JPEG segment holds 64 kB; more is refused rather than cut."""
    with pytest.raises(PictureTooLarge):
        label(picture("JPEG"), recipe("moon " * 20_000))


def test_a_packet_with_entities_is_not_read() -> None:
    """A packet that declares entities could grow without end: it counts as no label."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x xmlns:p="urn:neural-party:xmp:1.0:"><p:Recipe>&a;</p:Recipe></x>'
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP", xmp=bomb)
    assert read_label(out.getvalue()) is None


def test_weights_as_other_tools_write_them() -> None:
    """Pushed phrases stand in brackets with their weight, and brackets of the words are no weights."""
    text = "two moons (old), oil"
    pushed = replace(recipe(text), weights=(PhraseWeight(0, 15, 1.21), PhraseWeight(17, 20, 0.9)))
    assert a1111(pushed).splitlines()[0] == r"(two moons \(old\):1.21), (oil:0.9)"
    assert a1111(recipe(text)).splitlines()[0] == text


def test_a_composed_recipe_comes_back_whole() -> None:
    """What a picture was composed of, and how its phrases were weighed, are read back from the file."""
    composed = Composition((Item("moon", 0.5, 0.2, 0.1, 0.1, colors=("red",)),), (Circumstance("time", "night"),))
    made = replace(recipe("moon"), weights=(PhraseWeight(0, 4, 1.1),), composition=composed)
    assert read_label(label(picture("png"), made)) == Label(made, "", None)
