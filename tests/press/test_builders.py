"""Real programs read what the formats write: site builders, linters, photo tools, Mermaid in a browser."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from party.media.xmp import TRAINED_ALGORITHMIC_MEDIA
from party.press.front import front_matter

from .pressed import NAMES, evening
from .test_formats import Reader, page_of

ROOT = Path(__file__).parents[2]
LINTERS = ROOT / "linters"
BESIDE_PYTHON = Path(sys.executable).parent
MARKDOWN_RULES = Path(__file__).parent / "markdown.json"

needs_linters = pytest.mark.skipif(
    not (LINTERS / "node_modules").exists(), reason="run `make test`, which installs them"
)


def ran(*command: str | Path, folder: Path) -> str:
    """What a program says; it must be content."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603  tools by name
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def laid(folder: Path, format_: str, name: str) -> None:
    """An evening's files in a folder."""
    for path, data in evening(name, format_).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def spoken(html: str) -> str:
    """What is read on a page, on one line."""
    return " ".join("".join(Words(html).texts).split())


def letters(text: str) -> str:
    """What is left whatever a program makes of quotes, dashes and spaces."""
    return "".join(mark for mark in text if mark.isalnum())


class Words(HTMLParser):
    """The text of a page."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        """A text, entities read."""
        self.texts.append(data)


def tells(html: str, name: str, *, folder: Path) -> None:
    """A built page has the evening's pictures and says its wordings as they were written."""
    record = json.loads(evening(name, "plain")["party.json"])
    said, shown = spoken(html), Reader(html).images
    for artwork in record["artworks"]:
        if artwork["file"]:
            assert any(artwork["file"].rsplit(".", 1)[0] in image["src"] for image in shown), artwork["file"]
    for image in shown:
        assert (folder / image["src"].rsplit("/", 1)[-1]).is_file(), image["src"]
    wordings = {one["id"]: one["text"] for one in record["refinements"]}
    assert letters(wordings[record["head"]]) in letters(said)
    assert "<script>" not in html


@pytest.fixture(scope="module")
def hugo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every evening as a leaf bundle of one site without a theme, built by Hugo; a warning is an error."""
    site = tmp_path_factory.mktemp("hugo")
    (site / "layouts").mkdir()
    (site / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "Parties"\ndisableKinds = ["taxonomy", "term"]\n'
    )
    (site / "layouts" / "single.html").write_text(
        '<!DOCTYPE html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ with .Resources.GetMatch "cover" }}'
        '<img src="{{ .RelPermalink }}" alt="{{ .Title }}">{{ end }}{{ .Content }}'
    )
    (site / "layouts" / "list.html").write_text(
        "{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
    )
    for name in NAMES:
        laid(site / "content" / "parties" / name, "hugo", name)
    ran(BESIDE_PYTHON / "hugo", "build", "--buildDrafts", "--buildFuture", "--panicOnWarning", folder=site)
    return site / "public"


@pytest.mark.parametrize("name", NAMES)
def test_hugo_builds_it(name: str, hugo_site: Path) -> None:
    """Hugo makes a page of the bundle, with its title, its pictures and the words as they were written."""
    folder = hugo_site / "parties" / name
    html = (folder / "index.html").read_text()
    tells(html, name, folder=folder)
    title = front_matter(page_of(evening(name, "hugo"), "md"))["title"]
    assert spoken(html).count(" ".join(title.split())) >= 2
    assert "<!-- raw HTML omitted -->" not in html


@pytest.fixture(scope="module")
def jekyll_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every evening as a post of one site, built by Jekyll."""
    jekyll = shutil.which("jekyll")
    if jekyll is None:
        pytest.skip("Jekyll is not installed")
    site = tmp_path_factory.mktemp("jekyll")
    (site / "_config.yml").write_text(
        "title: Parties\nbaseurl: /site\nfuture: true\nunpublished: true\nstrict_front_matter: true\n"
    )
    (site / "_layouts").mkdir()
    (site / "_layouts" / "post.html").write_text("<!DOCTYPE html><title>{{ page.title | escape }}</title>{{ content }}")
    for name in NAMES:
        laid(site, "jekyll", name)
    ran(jekyll, "build", "--disable-disk-cache", folder=site)
    return site / "_site"


@pytest.mark.parametrize("name", NAMES)
def test_jekyll_builds_it(name: str, jekyll_site: Path) -> None:
    """Jekyll makes a post of it, finds its pictures under the site's address, and folds what is folded."""
    html = (jekyll_site / "2026" / "11" / "22" / f"{name}.html").read_text()
    tells(html, name, folder=jekyll_site / "assets" / f"2026-11-22-{name}")
    assert all(image["src"].startswith(f"/site/assets/2026-11-22-{name}/") for image in Reader(html).images)
    assert "markdown=" not in html
    assert html.count("<details") == 1


@pytest.mark.parametrize("name", NAMES)
def test_pandoc_reads_it_for_quarto(name: str, tmp_path: Path) -> None:
    """Pandoc, which Quarto is made of, reads page and head; no alternative text becomes a caption."""
    pandoc = shutil.which("pandoc")
    if pandoc is None:
        pytest.skip("Pandoc is not installed")
    laid(tmp_path, "quarto", name)
    reader = front_matter((tmp_path / "index.qmd").read_text())["from"]
    html = ran(pandoc, "--from", reader, "--to", "html", "--standalone", "index.qmd", folder=tmp_path)
    tells(html, name, folder=tmp_path)
    assert "<figcaption" not in html
    assert letters(front_matter(page_of(evening(name, "plain"), "md"))["title"]) in letters(
        spoken(html.split("</title>")[1])
    )


@needs_linters
def test_a_linter_finds_nothing_in_the_html(tmp_path: Path) -> None:
    """html-validate, with all that its makers recommend, has nothing to say of any page."""
    pages = []
    for name in NAMES:
        laid(tmp_path / name, "html", name)
        pages.append(tmp_path / name / "index.html")
    linter = LINTERS / "node_modules" / ".bin" / "html-validate"
    ran(ROOT / "scripts" / "with-node", linter, "--config", LINTERS / ".htmlvalidate.json", *pages, folder=tmp_path)


def test_a_linter_finds_nothing_in_the_markdown(tmp_path: Path) -> None:
    """PyMarkdown has nothing to say of any page but what our rules leave open, each for a reason."""
    for name in NAMES:
        laid(tmp_path / name, "plain", name)
    pages = [tmp_path / name / "index.md" for name in NAMES]
    ran(BESIDE_PYTHON / "pymarkdown", "--config", MARKDOWN_RULES, "scan", *pages, folder=tmp_path)


@pytest.mark.parametrize("name", ["loneliness", "exhibition", "hostile"])
def test_photo_tools_see_that_a_model_made_it(name: str) -> None:
    """Exiv2 reads from every picture that a trained algorithm made it, what it shows and what it was asked for."""
    exiv2 = pytest.importorskip("pyexiv2", reason="its library does not run here")
    pictures = {file: data for file, data in evening(name, "plain").items() if re.match(r"\d+-", file)}
    assert pictures
    for data in pictures.values():
        with exiv2.ImageData(data) as picture:
            said = picture.read_xmp()
        assert said["Xmp.iptcExt.DigitalSourceType"] == TRAINED_ALGORITHMIC_MEDIA
        assert said["Xmp.dc.description"]
        assert said["Xmp.iptc.AltTextAccessibility"]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A phone's page in a real browser that may not leave this machine."""
    path = os.environ.get("PARTY_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("No Chromium: run `make test`, which finds or installs one, or set PARTY_CHROMIUM.")
    flags = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_shows_the_page_from_disk(name: str, page: Page, tmp_path: Path) -> None:
    """Opened as a file on a phone the page has its style and every picture, and fits; it asks nobody for anything."""
    laid(tmp_path, "html", name)
    complaints, asked = list[str](), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    shown = page.evaluate(
        "async () => { const images = [...document.images]; images.forEach((image) => { image.loading = 'eager'; });"
        "await Promise.all(images.map((image) => image.decode()));"
        "return images.every((image) => image.naturalWidth > 0); }"
    )
    assert shown
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert complaints == []
    assert all(url.startswith("file:") for url in asked)


@needs_linters
def test_mermaid_draws_every_tree(page: Page) -> None:
    """The real Mermaid draws the tree of every evening, and each wording in it reads as it was written."""
    page.goto("about:blank")
    page.add_script_tag(path=str(LINTERS / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"))
    for number, name in enumerate(NAMES):
        text = page_of(evening(name, "plain"), "md")
        if "```mermaid\n" not in text:
            continue
        drawing = text.split("```mermaid\n")[1].split("```")[0]
        labels = page.evaluate(
            "async ([id, text]) => { mermaid.initialize({ startOnLoad: false }); document.body.innerHTML ="
            "(await mermaid.render(id, text)).svg;"
            "return [...document.querySelectorAll('.nodeLabel')].map((label) => label.textContent); }",
            [f"tree{number}", drawing],
        )
        record = json.loads(evening(name, "plain")["party.json"])
        trunk = {one["id"]: one["text"] for one in record["refinements"]}
        first = "".join(trunk[record["trunk"][0]].split())
        assert "".join(labels[0].split()).rstrip("…") in first
        assert len(labels) == drawing.count(":::")
