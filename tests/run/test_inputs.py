"""What a run's rows follow from."""

from __future__ import annotations

from pathlib import Path

from kgnlp.run.inputs import language_version


def test_a_pipeline_trained_anew_in_the_same_folder_is_another(tmp_path: Path) -> None:
    folder = tmp_path / "1"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"seed": 1}')
    before = language_version(str(folder))
    (folder / "manifest.json").write_text('{"seed": 2}')
    assert before.startswith("1-")
    assert language_version(str(folder)) != before


def test_a_pipeline_without_manifest_goes_by_its_name() -> None:
    assert language_version("blank") == "blank"
