"""The table of licenses: complete in every language, and the right one for a name."""

import pytest

from party.press.licenses import model_license, page_license, page_licenses
from party.press.sentences import languages

MODELS = [
    ("pochade", "MIT License"),
    ("CompVis/stable-diffusion-v1-4", "CreativeML Open RAIL-M"),
    ("stable-diffusion-v1-5/stable-diffusion-v1-5", "CreativeML Open RAIL-M"),
    ("stabilityai/stable-diffusion-2-1", "CreativeML Open RAIL++-M"),
    ("stabilityai/stable-diffusion-xl-base-1.0", "CreativeML Open RAIL++-M"),
    ("stabilityai/stable-diffusion-3.5-medium", "Stability AI Community License"),
    ("StabilityAI/SDXL-Turbo", "Stability AI Non-Commercial Research Community License"),
    ("black-forest-labs/FLUX.1-schnell", "Apache License 2.0"),
    ("black-forest-labs/FLUX.1-dev", "FLUX.1 [dev] Non-Commercial License"),
]


@pytest.mark.parametrize(("model", "name"), MODELS)
def test_models_and_their_licenses(model: str, name: str) -> None:
    """A model's name leads to its license, however it is capitalized."""
    license_ = model_license(model)
    assert license_ is not None
    assert license_.name == name
    assert license_.url.startswith("https://")


@pytest.mark.parametrize("model", ["", "my/own-model", "stabilityai", "/home/me/flux"])
def test_an_unknown_model_has_no_license_here(model: str) -> None:
    """Nothing is guessed."""
    assert model_license(model) is None


@pytest.mark.parametrize("language", languages())
def test_every_license_is_told_in_every_language(language: str) -> None:
    """What a license says or forbids stands in each language of the page, in one line, and in no two the same."""
    models = [license_ for model, _ in MODELS if (license_ := model_license(model)) is not None]
    told = [license_.forbids(language) for license_ in models] + [one.says(language) for one in page_licenses()]
    english = [license_.forbids("en") for license_ in models] + [one.says("en") for one in page_licenses()]
    for line in told:
        assert "\n" not in line
        assert 10 < len(line) < 300
    assert language == "en" or not set(told) & set(english)


def test_page_licenses() -> None:
    """Four to choose from; an id nobody knows is none; another language reads English, a variant its own."""
    assert [license_.id for license_ in page_licenses()] == [
        "cc-by-4.0",
        "cc-by-sa-4.0",
        "cc0-1.0",
        "all-rights-reserved",
    ]
    assert page_license("") is None
    license_ = page_license("all-rights-reserved")
    assert license_ is not None
    assert license_.name("pl") == "All rights reserved"
    assert license_.name("zh-Hans") == "保留所有权利"
