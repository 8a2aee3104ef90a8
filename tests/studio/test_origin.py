"""What a model folder is checked for before it is loaded."""

import shutil
from pathlib import Path

import pytest

from party.studio.engine import CannotLoad
from party.studio.engines import load
from party.studio.engines.origin import SHIPPED, is_hub_id, of_folder

WEIGHTS = "unet/diffusion_pytorch_model.safetensors"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped model that may be harmed."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "copy"))


def test_the_shipped_model_is_whole() -> None:
    """The shipped folder matches its checksums and says how it likes to paint."""
    origin = of_folder(None)
    assert (origin.model, origin.likes["steps"], len(origin.revision)) == ("pochade", 12, 12)
    assert of_folder("pochade") == origin


def test_altered_weights_are_named(copy: Path) -> None:
    """One changed byte in the weights is found before they are used."""
    weights = bytearray((copy / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (copy / WEIGHTS).write_bytes(weights)
    with pytest.raises(CannotLoad, match=f"damaged: {WEIGHTS}"):
        of_folder(str(copy))


def test_truncated_weights_are_named(copy: Path) -> None:
    """A file that was cut short, as after a broken copy, is found."""
    (copy / WEIGHTS).write_bytes((copy / WEIGHTS).read_bytes()[:1000])
    with pytest.raises(CannotLoad, match=f"damaged: {WEIGHTS}"):
        of_folder(str(copy))


def test_a_missing_file_is_named(copy: Path) -> None:
    """A file that is not there is found."""
    (copy / WEIGHTS).unlink()
    with pytest.raises(CannotLoad, match=f"incomplete: {WEIGHTS}"):
        of_folder(str(copy))


def test_broken_weights_without_checksums_are_one_plain_sentence(copy: Path) -> None:
    """A folder without checksums and with broken weights fails when it is loaded, in one line."""
    (copy / "checksums.json").unlink()
    (copy / WEIGHTS).write_bytes(b"nonsense")
    with pytest.raises(CannotLoad, match="The model pochade cannot be loaded") as caught:
        load(str(copy), threads=1)
    assert "\n" not in str(caught.value)


def test_a_revision_follows_the_files(copy: Path) -> None:
    """Without checksums the revision is made from the files: equal for equal ones, another after a change."""
    (copy / "checksums.json").unlink()
    before = of_folder(str(copy)).revision
    assert of_folder(str(copy)).revision == before
    (copy / "scheduler/scheduler_config.json").write_text("{}")
    assert of_folder(str(copy)).revision != before


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
