"""Story to page: the head as values, the body as Markdown. What a host puts into their folder is looked up first.

Whatever a template prints is escaped as Markdown unless it has been made Markdown already.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from party.core.values import RefinementId
from party.press import counted, words
from party.press.errors import TemplateBroken
from party.press.front import Exhibit, Front, Origin, as_front_matter, params
from party.press.lineage import LINEAGE
from party.press.lineage import mermaid as as_mermaid
from party.press.particulars import Particulars
from party.press.passages import Passages
from party.press.pictures import SMALL_PX, variant_file
from party.press.prose import Prose
from party.press.sentences import TEMPLATES, Sentences, spoken
from party.press.sidecar import SIDECAR
from party.press.story import Picture, Story

PAGE: Final = "index.md.j2"
_OURS: Final = "party"
"""`party/index.md.j2` is the page as it comes with the house, for a host's page that extends it."""
_AI_SOURCE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_STYLES, _STYLE_LENGTH = 2, 60
_PROMPT, _FIRST, _LAST, _THEME = 160, 60, 90, 80

Address = Callable[[str], str]
"""The name of a file beside the page to its address there; empty where the format does not bring that file along."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the head of a page."""

    story: Story
    templates: Path | None = None

    def markdown(
        self, address: Address, *, mermaid: bool = False, folds: bool = False, sheets: tuple[str, ...] = ()
    ) -> str:
        """The body, its heading first. Raises `TemplateBroken`.

        `mermaid`: the reader draws the lineage itself. `folds`: `details` stays a fold in the reader's eyes. `sheets`:
        the files of the contact sheet. `address` is asked for pictures, their small files, lineage and sidecar.
        """
        sentences = _sentences(self.story.language, self.templates)
        prose, plain = Prose(sentences), Prose(sentences, str)
        around = {
            "story": self.story,
            "title": _title(self.story, plain),
            "tell": Passages(self.story, prose),
            "small_print": Particulars(self.story, prose),
            "result": lambda step: counted.result(prose, step),
            "tally": lambda step: counted.tally(prose, step),
            "more": _not_told(self.story),
            "alt": lambda picture: _alt(picture, plain),
            "address": lambda file: Markup(address(file)),  # noqa: S704  the format's own
            "lineage": Markup(as_mermaid(self.story.tree)) if mermaid else "",  # noqa: S704  escaped for Mermaid
            "lineage_file": LINEAGE,
            "sidecar": SIDECAR,
            "sheets": sheets,
            "folds": folds,
            **{name: getattr(prose, name) for name in ("t", "who", "quoted", "plain", "listed", "paragraph")},
        }
        return _filled(_environment(self.templates), around)


@dataclass(frozen=True, slots=True)
class Page:
    """A write-up before any format: head and body."""

    front: Front
    body: Body


def page(story: Story, templates: Path | None = None) -> Page:
    """The page in the language of the session. `templates`: a host's folder with `index.md.j2`, `words/en.ftl` or both.

    Raises `TemplateBroken` for files of sentences that cannot be read; for the page's template, its body does.
    """
    return Page(_front(story, Prose(_sentences(story.language, templates), str)), Body(story, templates))


def alt_text(picture: Picture, language: str = "en", templates: Path | None = None) -> str:
    """The curators' alternative text, else what is known without looking: the prompt, and the style an expert named."""
    return _alt(picture, Prose(_sentences(language, templates), str))


def to_markdown(story: Story) -> str:
    """The page as one text for a folder that holds its pictures, front matter first."""
    made = page(story)
    files = {SIDECAR, *(picture.file for picture in story.pictures)}
    return _head(made.front) + "\n" + made.body.markdown(lambda file: file if file in files else "")


def _head(front: Front) -> str:
    return as_front_matter(
        {
            "title": front.title,
            "date": front.opened,
            "draft": front.draft,
            "description": front.description,
            "tags": list(front.tags),
            "language": front.language,
            "images": [front.cover.file] if front.cover else [],
            "params": params(front),
        }
    )


def _alt(picture: Picture, plain: Prose) -> str:
    if words.tidy(picture.alt):
        return words.tidy(picture.alt)
    prompt = plain.quoted(picture.recipe.prompt, _PROMPT)
    styles = [quote for quote in picture.styles[:_STYLES] if len(quote.text) <= _STYLE_LENGTH]
    if not styles:
        return str(plain.t("alt", prompt=prompt))
    told = plain.row(plain.t(f"style-{quote.topic.value}", text=quote.text.rstrip(" .。")) for quote in styles)
    return str(plain.t("alt-styled", prompt=prompt, styles=told))


def _title(story: Story, plain: Prose) -> str:
    return words.tidy(story.written.title) or words.tidy(story.theme) or str(plain.t("a-party"))


def _front(story: Story, plain: Prose) -> Front:
    has_pictures = bool(story.pictures)
    exhibits = {picture.artwork: _exhibit(picture, plain) for picture in story.pictures}
    return Front(
        title=_title(story, plain),
        opened_ms=story.opened_ms,
        description=_description(story, plain),
        tags=tuple(tag for tag in (str(plain.t("tag")), words.tidy(story.theme)) if tag),
        language=plain.sentences.language,
        cover=exhibits[story.hero.artwork] if story.hero else None,
        pictures=tuple(exhibits.values()),
        authors=tuple(dict.fromkeys(name for credit in story.credits if (name := words.tidy(credit.name)))),
        license=story.written.license,
        ai_label=str(plain.t("ai-label")) if has_pictures else "",
        digital_source_type=_AI_SOURCE if has_pictures else "",
        figures=story.figures,
        origin=Origin(words.tidy(story.code), words.tidy(story.epoch), story.seq, words.tidy(story.head_hash)),
    )


def _exhibit(picture: Picture, plain: Prose) -> Exhibit:
    model = words.tidy(picture.recipe.model)
    by = words.tidy(picture.by)
    credit = plain.t("credit-line", by=by, model=model) if by else plain.t("credit-line-model", model=model)
    return Exhibit(
        file=picture.file,
        alt=_alt(picture, plain),
        caption=words.tidy(picture.caption),
        credit=str(credit),
        model=model,
        made_ms=picture.made_ms,
        width_px=picture.width_px,
        height_px=picture.height_px,
    )


def _description(story: Story, plain: Prose) -> str:
    figures, path = story.figures, story.path
    around = {
        "theme": plain.quoted(story.theme, _THEME),
        "people": plain.t("people", count=figures.people),
        "pictures": plain.t("pictures", count=figures.pictures),
    }
    if len(path) == 1:
        return str(plain.t("description-still", **around))
    first, last = plain.quoted(path[0].text, _FIRST), plain.quoted(path[-1].text, _LAST)
    around |= {"first": first, "last": last, "votes": plain.t("votes", count=figures.rounds)}
    return str(plain.t("description-path", **around))


def _not_told(story: Story) -> tuple[tuple[Picture, ...], ...]:
    """The pictures the page has not shown on its way down, those of a wording together."""
    steps = {picture.artwork for step in story.path for picture in step.pictures[:1]}
    beside = {path.picture.artwork for path in story.not_taken if path.picture}
    told = {*steps, *beside, *([story.hero.artwork] if story.hero else [])}
    groups: dict[RefinementId, list[Picture]] = {}
    for picture in story.pictures:
        if picture.artwork not in told:
            groups.setdefault(picture.refinement, []).append(picture)
    return tuple(map(tuple, groups.values()))


def _filled(environment: ImmutableSandboxedEnvironment, around: dict[str, object]) -> str:
    """The page's template, printed. Whatever goes wrong in it is told with its place."""
    try:
        text = environment.get_template(PAGE).render(around)
    except TemplateBroken:
        raise
    except TemplateSyntaxError as error:
        raise TemplateBroken(
            Path(error.filename or PAGE), error.lineno, error.message or "it cannot be read"
        ) from error
    except Exception as error:  # a host's template may fail in any way
        raise TemplateBroken(*_place_of(error), _complaint(error)) from error
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _place_of(error: BaseException) -> tuple[Path, int]:
    """The innermost line of a template an error came through."""
    place = Path(PAGE), 1
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        place = (Path(file), trace.tb_lineno) if file.endswith(".j2") else place
        trace = trace.tb_next
    return place


def _complaint(error: Exception) -> str:
    return str(error) or error.__class__.__name__


def _sentences(language: str, templates: Path | None) -> Sentences:
    return Sentences(language, templates) if templates else _our_sentences(spoken(language))


@cache
def _our_sentences(language: str) -> Sentences:
    return Sentences(language)


def _environment(templates: Path | None) -> ImmutableSandboxedEnvironment:
    if templates is None:
        return _our_environment()
    if not templates.is_dir():
        raise TemplateBroken(templates, 1, "there is no such folder")
    return _environment_of(FileSystemLoader(templates), FileSystemLoader(TEMPLATES))


@cache
def _our_environment() -> ImmutableSandboxedEnvironment:
    return _environment_of(FileSystemLoader(TEMPLATES))


def _environment_of(*loaders: FileSystemLoader) -> ImmutableSandboxedEnvironment:
    # Autoescape keeps apart what is Markdown already; `finalize` makes the rest Markdown before HTML escaping sees it.
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*loaders, PrefixLoader({_OURS: FileSystemLoader(TEMPLATES)})]),
        autoescape=True,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(
        tidy=words.tidy,
        diff=words.as_diff,
        short=words.shortened,
        strong=words.strong,
        small=lambda file: variant_file(file, SMALL_PX),
    )
    return environment


def _finalized(value: object) -> object:
    return value if isinstance(value, Markup | int | float) else words.as_markdown(str(value))
