"""What a model folder is checked for before it is loaded."""

from pathlib import Path

import pytest

from party.studio.engine import CannotLoad
from party.studio.engines import load
from party.studio.engines.origin import SHIPPED, is_hub_id, of_folder, pochade_folder

WEIGHTS = "unet/diffusion_pytorch_model.safetensors"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What looks like a diffusers folder, until its weights are opened."""
    folder = tmp_path / "theirs"
    (folder / "unet").mkdir(parents=True)
    (folder / WEIGHTS).write_bytes(b"nonsense")
    (folder / "unet/config.json").write_text('{"_class_name": "UNet2DConditionModel"}')
    (folder / "model_index.json").write_text(
        '{"_class_name": "StableDiffusionPipeline", "unet": ["diffusers", "UNet2DConditionModel"]}'
    )
    return folder


def test_pochade_is_known_by_its_words(tmp_path: Path) -> None:
    """No model and `pochade` mean the shipped one; a folder with such weights is one, any other folder is not."""
    assert pochade_folder(None) == pochade_folder("pochade") == SHIPPED
    assert pochade_folder(str(tmp_path)) is None
    (tmp_path / "pochade.json").touch()
    assert pochade_folder(str(tmp_path)) == tmp_path


def test_a_folder_says_how_it_likes_to_paint(folder: Path) -> None:
    """Name and habits come from its easel file, the name else from the folder."""
    assert (of_folder(str(folder)).model, of_folder(str(folder)).likes) == ("theirs", {})
    (folder / "easel.json").write_text('{"model": "ours", "steps": 12}')
    origin = of_folder(str(folder))
    assert (origin.model, origin.likes["steps"], len(origin.revision)) == ("ours", 12, 12)


def test_an_easel_file_that_is_none_is_named(folder: Path) -> None:
    """Habits that cannot be read stop the load with the file at fault."""
    (folder / "easel.json").write_text("{")
    with pytest.raises(CannotLoad, match=r"easel\.json of the model theirs"):
        of_folder(str(folder))


def test_broken_weights_are_one_plain_sentence(folder: Path) -> None:
    """A folder with broken weights fails when it is loaded, in one line."""
    with pytest.raises(CannotLoad, match="The model theirs cannot be loaded") as caught:
        load(str(folder), threads=1)
    assert "\n" not in str(caught.value)


def test_a_revision_follows_the_files(folder: Path) -> None:
    """It is made from the files: equal for equal ones, another after a change."""
    before = of_folder(str(folder)).revision
    assert of_folder(str(folder)).revision == before
    (folder / WEIGHTS).write_bytes(b"other nonsense")
    assert of_folder(str(folder)).revision != before


@pytest.mark.parametrize(
    ("model", "reason"),
    [("no-such-thing", "There is no model folder no-such-thing"), ("swatch:fast", "a number of milliseconds")],
)
def test_what_is_no_model_is_said(model: str, reason: str) -> None:
    """A name that is neither folder nor hub id is turned down with a hint."""
    with pytest.raises(CannotLoad, match=reason):
        load(model)


def test_a_file_and_an_empty_folder_are_no_models(tmp_path: Path) -> None:
    """A single checkpoint file and a folder without an index are told apart."""
    (tmp_path / "model.safetensors").touch()
    with pytest.raises(CannotLoad, match="is a single file"):
        of_folder(str(tmp_path / "model.safetensors"))
    with pytest.raises(CannotLoad, match=r"no model_index\.json"):
        of_folder(str(tmp_path))


@pytest.mark.parametrize(
    ("model", "expected"),
    [("owner/name", True), ("party/studio", False), ("./owner/name", False), ("../name", False), ("a/b/c", False)],
)
def test_a_hub_id_is_told_from_a_path(model: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    """Only `owner/name` that is no folder here can mean the hub."""
    monkeypatch.chdir(Path(__file__).parents[2])
    assert is_hub_id(model) is expected
