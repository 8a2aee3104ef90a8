"""Every format over every scripted evening: what lies where, what is said in the head, what the page can find."""

import json
import re
from html.parser import HTMLParser

import pytest
import yaml
from markdown_it import MarkdownIt

from party.media.metadata import read_label
from party.press.formats import FORMATS
from party.press.front import front_matter, told_from
from party.press.lineage import LINEAGE
from party.press.publication import Manner
from party.press.sidecar import SIDECAR
from party.press.words import as_markdown

from .parties import alone
from .pressed import NAMES, evening, exhibition, pressed

MARKDOWN = tuple(name for name in FORMATS if name != "html")
SAFE_NAME = re.compile(r"[a-z0-9_][a-z0-9._-]*")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


class Reader(HTMLParser):
    """What an HTML page refers to, and what it says of itself."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.images: list[dict[str, str]] = []
        self.links: list[str] = []
        self.metas: dict[str, str] = {}
        self.data = ""
        self.tags: list[dict[str, str]] = []
        self._in_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters."""
        said = {name: value or "" for name, value in attrs}
        self.tags.append({"tag": tag, **said})
        self._in_data = tag == "script"
        if tag == "img":
            self.images.append(said)
        if tag == "a":
            self.links.append(said["href"])
        if tag == "meta":
            self.metas[said.get("name") or said.get("property") or said.get("http-equiv") or ""] = said.get(
                "content", ""
            )

    def handle_data(self, data: str) -> None:
        """The page's own data."""
        if self._in_data:
            self.data += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the signature is HTMLParser's
        """The end of the data."""
        self._in_data = False


def page_of(files: dict[str, bytes] | object, ending: str) -> str:
    """The one page among the files."""
    assert isinstance(files, dict) or hasattr(files, "items")
    (text,) = [data for path, data in files.items() if path.endswith(ending)]
    return str(text, "utf-8")


def beside(format_: str, name: str) -> dict[str, bytes]:
    """What lies beside the page, by bare name."""
    folder = FORMATS[format_].beside(f"2026-11-22-{name}")
    files = evening(name, format_)
    return {
        path.removeprefix(f"{folder}/"): data for path, data in files.items() if not folder or path.startswith(folder)
    }


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_names_every_system_can_hold(name: str, format_: str) -> None:
    """Paths are short, plain and relative, whatever people wrote: no system and no server trips over them."""
    for path in evening(name, format_):
        assert not path.startswith("/")
        for part in path.split("/"):
            assert SAFE_NAME.fullmatch(part)
            assert not RESERVED.match(part)
            assert not part.endswith(".")
            assert len(part) < 80


@pytest.mark.parametrize("format_", MARKDOWN)
@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_shows_is_there(name: str, format_: str) -> None:
    """Every picture and file a page refers to lies where its format has it; no picture lies there in vain."""
    page, there = page_of(evening(name, format_), "md"), beside(format_, name)
    folder = FORMATS[format_].beside(f"2026-11-22-{name}")
    read = re.sub(r'{{ "/([^" ]+)" \| relative_url }}', lambda found: found[1].removeprefix(f"{folder}/"), page)
    body = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(read.split("---\n", 2)[2])
    shown = Reader(body)
    inside = {image["src"] for image in shown.images} | {a for a in shown.links if not a.startswith("https://")}
    assert inside <= set(there)
    originals = {file for file in there if re.match(r"\d+-", file) and not re.search(r"-(320|640)\.webp$", file)}
    assert originals <= inside


@pytest.mark.parametrize("format_", MARKDOWN)
@pytest.mark.parametrize("name", NAMES)
def test_front_matter_says_the_same_everywhere(name: str, format_: str) -> None:
    """Whatever a title holds, the head is YAML that any reader reads alike, and tells where the page was told from."""
    page = page_of(evening(name, format_), "md")
    head, plain = front_matter(page), front_matter(page_of(evening(name, "plain"), "md"))
    record = json.loads(evening(name, "plain")[SIDECAR])
    assert yaml.load(page.split("---\n")[1], yaml.BaseLoader)["title"] == head["title"]  # noqa: S506
    assert head["title"] == (as_markdown(plain["title"]) if format_ == "quarto" else plain["title"])
    assert head["params"]["party"] == plain["params"]["party"]
    assert told_from(page) == record["chain"]["entries"]
    assert head["date"] == plain["date"]
    assert (head.get("draft"), head.get("published")) in {(True, None), (None, False)}


@pytest.mark.parametrize("name", NAMES)
def test_the_html_page_needs_nothing_from_anywhere(name: str) -> None:
    """No address on the page leads out but links; what it shows lies beside it; its policy allows no more than that."""
    html = page_of(evening(name, "html"), ".html")
    read, there = Reader(html), set(evening(name, "html"))
    for image in read.images:
        files = [image["src"], *(part.split()[0] for part in image.get("srcset", "").split(", ") if part)]
        assert set(files) <= there
        assert image["alt"]
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
    assert {link for link in read.links if not link.startswith("https://")} <= there
    policy = read.metas["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; img-src 'self' data:; style-src 'sha256-")
    assert not any({"style", "onerror", "onload", "onclick"} & set(tag) for tag in read.tags)
    assert {tag["tag"] for tag in read.tags} & {"iframe", "form", "object", "embed", "base", "link"} <= {"link"}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_says_to_machines(name: str) -> None:
    """JSON-LD names every picture with its maker, its license and that a model made it; Open Graph shows the cover."""
    read = Reader(page_of(evening(name, "html"), ".html"))
    said, head = json.loads(read.data), front_matter(page_of(evening(name, "plain"), "md"))
    assert (said["@type"], said["headline"]) == ("BlogPosting", head["title"])
    pictures = [
        file for file in evening(name, "html") if re.match(r"\d+-", file) and not re.search(r"-(320|640)\.", file)
    ]
    assert (
        sorted(image["contentUrl"] for image in said["image"]) == sorted(pictures) if pictures else "image" not in said
    )
    for image in said.get("image", ()):
        assert image["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
        assert "pochade" in image["creditText"]
        assert image["creator"]
        assert image["description"]
    assert read.metas["og:title"] == head["title"]
    assert read.metas.get("og:image", "") == (head.get("images") or [""])[0]


def test_the_license_is_named() -> None:
    """A license that was chosen stands in the head, in the links and in the data of every picture."""
    files = evening("exhibition", "html")
    html = page_of(files, ".html")
    url = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert f'<link rel="license" href="{url}">' in html
    said = json.loads(Reader(html).data)
    assert {image["license"] for image in said["image"]} == {said["license"]} == {url}
    assert front_matter(page_of(evening("exhibition", "plain"), "md"))["params"]["license"]["id"] == "cc-by-sa-4.0"


def test_an_address_makes_links_whole() -> None:
    """Where the page will be found is known, machines are told whole addresses."""
    manner = Manner(address="https://example.org/moon/")
    read = Reader(page_of(pressed(exhibition(), "html", manner=manner), ".html"))
    assert read.metas["og:image"].startswith("https://example.org/moon/0")
    assert json.loads(read.data)["url"] == "https://example.org/moon/"


@pytest.mark.parametrize("format_", FORMATS)
def test_large_pictures_come_in_sizes(format_: str) -> None:
    """A picture of 700 pixels lies there in 320 and 640 too; each file says by itself what made it, and how."""
    there = beside(format_, "exhibition")
    pictures = {file for file in there if re.match(r"\d+-", file)}
    assert {re.sub(r"^\d+-[a-z-]+?(-\d+)?\.webp$", r"\1", file) for file in pictures} == {"", "-320", "-640"}
    assert len(pictures) == 9
    for file in pictures:
        label = read_label(there[file])
        assert label is not None
        assert label.recipe.prompt.startswith("the sea")
        assert label.alt


def test_a_screen_is_offered_what_it_needs() -> None:
    """The HTML page offers every size of a picture and takes its room before it is there."""
    read = Reader(page_of(evening("exhibition", "html"), ".html"))
    offered = [image for image in read.images if "srcset" in image]
    assert len(offered) >= 3
    for image in offered:
        assert re.fullmatch(r"\S+-320\.webp 320w, \S+-640\.webp 640w, \S+\.webp 700w", image["srcset"])
    assert "loading" not in read.images[0]
    assert all(image.get("loading") == "lazy" for image in read.images[1:])


def test_mermaid_where_it_is_drawn() -> None:
    """GitHub and Quarto are given the tree as Mermaid, each in its own fence; the others its picture."""
    assert "```mermaid\n" in page_of(evening("loneliness", "plain"), "md")
    assert "```{mermaid}\n" in page_of(evening("loneliness", "quarto"), "md")
    for format_ in ("hugo", "jekyll"):
        page = page_of(evening("loneliness", format_), "md")
        assert "mermaid" not in page
        assert LINEAGE in page
    assert LINEAGE not in pressed(alone(), "plain")
