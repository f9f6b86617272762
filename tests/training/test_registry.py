from pathlib import Path

import pytest

from kgnlp.domain import ModelManifest
from kgnlp.errors import ModelError
from kgnlp.training import registry

MADE_OF = ModelManifest(version="", data_hash="d", code_version="c", seed=1, metrics={"f1": 0.5})


def add(models: Path, content: str = "weights") -> str:
    return registry.add(models, MADE_OF, lambda folder: _write(folder / "themes" / "model.json", content))


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(content)


def test_versions_are_numbered_and_named_by_their_content(tmp_path: Path) -> None:
    first, second = add(tmp_path), add(tmp_path)
    assert (first[:5], second[:5]) == ("v0001", "v0002")
    assert first[6:] == second[6:]
    assert add(tmp_path, "other")[6:] != first[6:]


def test_the_manifest_says_what_the_version_was_made_of(tmp_path: Path) -> None:
    version = add(tmp_path)
    manifest = registry.manifest(tmp_path, version)
    assert (manifest.version, manifest.data_hash, manifest.metrics["f1"]) == (version, "d", 0.5)


def test_current_follows_make_current(tmp_path: Path) -> None:
    first, second = add(tmp_path), add(tmp_path)
    registry.make_current(tmp_path, second)
    assert registry.current(tmp_path) == second
    registry.make_current(tmp_path, first)
    assert registry.current(tmp_path) == first


def test_without_a_version_it_says_how_to_train_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="kgnlp retrain"):
        registry.current(tmp_path)


@pytest.mark.parametrize("harm", ["changed", "removed", "added"])
def test_a_tampered_version_is_refused(tmp_path: Path, harm: str) -> None:
    version = add(tmp_path)
    file = tmp_path / version / "themes" / "model.json"
    if harm == "changed":
        file.write_text("other weights")
    elif harm == "removed":
        file.unlink()
    else:
        file.with_name("more.json").write_text("")
    with pytest.raises(ModelError, match="Restore the folder"):
        registry.verified(tmp_path, version)


def test_a_failed_save_leaves_no_version(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        raise OSError

    with pytest.raises(OSError, match=r"^$"):
        registry.add(tmp_path, MADE_OF, fail)
    with pytest.raises(ModelError):
        registry.current(tmp_path)
    assert add(tmp_path)[:5] == "v0001"
