"""Story to Markdown. Whatever a template prints is escaped as Markdown unless a filter has already made it Markdown."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from party.core.values import Millis
from party.press import words
from party.press.story import Picture, Story

_PAGE, _PHRASES = "index.md.j2", "phrases.txt.j2"


def to_markdown(story: Story) -> str:
    """The page, front matter first."""
    page = _environment(escaped=True).get_template(_PAGE)
    around = {"description": description(story), "tags": _tags(story), "more": _not_on_the_path(story)}
    text = page.render(story=story, alt=alt_text, **around)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def alt_text(picture: Picture) -> str:
    """The curators' alternative text, else what is known without looking: the prompt, and the style an expert named."""
    return words.tidy(picture.alt) or _phrase("alt", picture)


def description(story: Story) -> str:
    """The party in a sentence or two, plain text."""
    return _phrase("description", story)


def _tags(story: Story) -> tuple[str, ...]:
    return tuple(tag for tag in ("neural generation party", words.tidy(story.theme)) if tag)


def _not_on_the_path(story: Story) -> tuple[Picture, ...]:
    """The pictures the page has not shown on its way down."""
    told = {picture.artwork for step in story.path for picture in step.pictures[:1]}
    return tuple(picture for picture in story.pictures if picture.artwork not in told and picture != story.hero)


def _phrase(macro: str, about: Picture | Story) -> str:
    phrases = _environment(escaped=False).get_template(_PHRASES).module
    return words.tidy(str(getattr(phrases, macro)(about)))


@cache
def _environment(*, escaped: bool) -> Environment:
    # Autoescape keeps apart what is Markdown already; `finalize` makes the rest Markdown before HTML escaping sees it.
    environment = Environment(
        loader=PackageLoader("party.press"),
        autoescape=escaped,  # noqa: S701  the plain phrases are no markup; the page escapes them like all else
        finalize=_finalized if escaped else None,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(
        tidy=words.tidy,
        yaml=words.as_yaml,
        diff=words.as_diff,
        short=words.shortened,
        bar=words.bar,
        path=_only(r"[a-z0-9.-]"),
        code=_only(r"[A-Za-z0-9_-]"),
        day=_day,
        instant=_instant,
    )
    return environment


def _finalized(value: object) -> object:
    return value if isinstance(value, Markup | int | float) else words.as_markdown(str(value))


def _only(kept: str) -> Callable[[str], Markup]:
    """A filter that lets through nothing but these characters: for file names, codes and hashes."""
    return lambda text: Markup("".join(re.findall(kept, text)))  # noqa: S704  nothing else is left


def _day(at_ms: Millis) -> str:
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    return f"{moment.day} {moment:%B %Y}"


def _instant(at_ms: Millis) -> Markup:
    return Markup(f"{datetime.fromtimestamp(at_ms / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}")  # noqa: S704  digits only
