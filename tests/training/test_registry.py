from pathlib import Path

import pytest

from kgnlp.domain import ModelManifest
from kgnlp.errors import ModelError
from kgnlp.training import promotion, registry
from kgnlp.training.history import EventKind, read_history

MADE_OF = ModelManifest(
    version="", data_hash="d", code_version="c", seed=1, metrics={"macro_f1": 0.5, "interviews": 9}
)


def add(models: Path, content: str = "weights") -> str:
    with registry.drafting(models) as draft:
        file = draft / "themes" / "model.json"
        file.parent.mkdir()
        file.write_text(content)
        return registry.add(models, MADE_OF, draft)


def test_versions_are_numbered_and_named_by_their_content(tmp_path: Path) -> None:
    first, second = add(tmp_path), add(tmp_path)
    assert (first[:5], second[:5]) == ("v0001", "v0002")
    assert first[6:] == second[6:]
    assert add(tmp_path, "other")[6:] != first[6:]
    assert registry.versions(tmp_path)[:2] == (first, second)


def test_a_number_is_never_used_again(tmp_path: Path) -> None:
    add(tmp_path)
    add(tmp_path)
    assert len(promotion.prune(tmp_path, keep=0, used=[])) == 2
    assert add(tmp_path)[:5] == "v0003"


def test_the_manifest_says_what_the_version_was_made_of(tmp_path: Path) -> None:
    version = add(tmp_path)
    manifest = registry.manifest(tmp_path, version)
    assert (manifest.version, manifest.data_hash, manifest.metrics["macro_f1"]) == (version, "d", 0.5)
    assert [event.kind for event in read_history(tmp_path)] == [EventKind.ADDED]


def test_a_new_version_is_not_current_by_itself(tmp_path: Path) -> None:
    add(tmp_path)
    assert registry.current_or_none(tmp_path) is None
    with pytest.raises(ModelError, match="kgnlp retrain"):
        registry.current(tmp_path)


@pytest.mark.parametrize("harm", ["changed", "removed", "added", "changed with its manifest"])
def test_a_tampered_version_is_refused(tmp_path: Path, harm: str) -> None:
    version = add(tmp_path)
    file = tmp_path / version / "themes" / "model.json"
    if harm == "removed":
        file.unlink()
    elif harm == "added":
        file.with_name("more.json").write_text("")
    else:
        file.write_text("other weights")
    if harm == "changed with its manifest":
        other = add(tmp_path, "other weights")
        manifest = tmp_path / version / registry.MANIFEST
        manifest.write_text((tmp_path / other / registry.MANIFEST).read_text())
    with pytest.raises(ModelError, match="Restore the folder"):
        registry.verified(tmp_path, version)
    with pytest.raises(ModelError, match="Restore the folder"):
        promotion.promote(tmp_path, version)


def test_a_half_written_version_is_refused(tmp_path: Path) -> None:
    version = add(tmp_path)
    (tmp_path / version / registry.MANIFEST).unlink()
    with pytest.raises(ModelError, match="Choose a version that is there"):
        promotion.promote(tmp_path, version)


def test_a_failed_training_leaves_no_version(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), registry.drafting(tmp_path) as draft:
        draft.write_text("weights")
    assert registry.versions(tmp_path) == ()
    assert list(tmp_path.glob(".draft-*")) == []
    assert add(tmp_path)[:5] == "v0001"


def test_what_killed_trainings_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".draft-1234" / "themes").mkdir(parents=True)
    add(tmp_path)
    assert list(tmp_path.glob(".draft-*")) == []


def test_one_training_at_a_time(tmp_path: Path) -> None:
    with (
        registry.drafting(tmp_path),
        pytest.raises(ModelError, match="Wait for it to end"),
        registry.drafting(tmp_path),
    ):
        pass
