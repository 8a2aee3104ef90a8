"""Licenses a page can name: of the page itself, and of the models that painted for it.

The facts stand in `licenses.yaml`. A model that is not in it has a license nobody here knows: the host is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FIRST_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class PageLicense:
    """A license of the page. `url` is empty where there is nothing to read."""

    id: str
    names: Mapping[str, str]
    url: str
    lines: Mapping[str, str]

    def name(self, language: str) -> str:
        """What it is called."""
        return _in(language, self.names)

    def says(self, language: str) -> str:
        """What it lets readers do, in one line."""
        return _in(language, self.lines)


@dataclass(frozen=True, slots=True)
class ModelLicense:
    """The license of a model. `models`: how the names of models under it begin, in lower case."""

    id: str
    name: str
    url: str
    lines: Mapping[str, str]
    models: tuple[str, ...]

    def forbids(self, language: str) -> str:
        """What it mainly forbids, in one line."""
        return _in(language, self.lines)


def page_licenses() -> tuple[PageLicense, ...]:
    """Those a page can be published under."""
    return _table()[0]


def page_license(id_: str) -> PageLicense | None:
    """The license of this id; `None` while none was chosen, and for one nobody knows."""
    return next((license_ for license_ in page_licenses() if license_.id == id_), None)


def model_license(model: str) -> ModelLicense | None:
    """The license of a model by its name, such as `stabilityai/stable-diffusion-2-1`; `None`: it is not known here."""
    name = model.lower()
    fits = {start: license_ for license_ in _table()[1] for start in license_.models if name.startswith(start)}
    return fits[max(fits, key=len)] if fits else None


@cache
def _table() -> tuple[tuple[PageLicense, ...], tuple[ModelLicense, ...]]:
    read: dict[str, list[dict[str, Any]]] = yaml.safe_load(files("party.press").joinpath("licenses.yaml").read_bytes())
    return (
        tuple(PageLicense(row["id"], row["name"], row["url"], row["says"]) for row in read["pages"]),
        tuple(
            ModelLicense(row["id"], row["name"], row["url"], row["forbids"], tuple(m.lower() for m in row["models"]))
            for row in read["models"]
        ),
    )


def _in(language: str, texts: Mapping[str, str]) -> str:
    """The text in this language (`zh-Hant` reads `zh`), else in English."""
    return texts.get(language) or texts.get(language.partition("-")[0].lower()) or texts[_FIRST_LANGUAGE]
