"""What load says when it can't."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kgnlp.errors import ConfigurationError, ModelError
from kgnlp.language import load, manifest


def saved_pipeline(folder: Path, *components: str) -> Path:
    nlp = spacy.blank("nb")
    for component in components:
        nlp.add_pipe(component)
    nlp.to_disk(folder)
    return folder


def test_blank_is_loaded_once() -> None:
    assert load("blank") is load("blank")
    assert load("blank").version.startswith("blank-")


@pytest.mark.parametrize(
    ("name", "found", "action"),
    [
        # a folder that isn't there
        ("models/language/none", "no folder models/language/none", "set it to blank"),
        # a package that isn't installed
        ("nb_core_news_none", "no installed spaCy pipeline nb_core_news_none", "Install nb_core_news_none"),
    ],
)
def test_a_pipeline_that_is_not_there(name: str, found: str, action: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(name)
    assert found in caught.value.found
    assert action in caught.value.action


def test_a_pipeline_without_a_component_is_told_which(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(str(saved_pipeline(tmp_path / "mine", "sentencizer")))
    assert "lemmas" in caught.value.found
    assert "sentence boundaries" not in caught.value.found


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    folder = saved_pipeline(tmp_path / "v1", "sentencizer")
    manifest.write(folder, {"version": "v1"})
    manifest.verify(folder)
    (folder / "tokenizer").write_bytes(b"other")
    with pytest.raises(ModelError) as caught:
        load(str(folder))
    assert "tokenizer" in caught.value.found


def test_a_manifest_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / manifest.MANIFEST).write_text("{", "utf-8")
    with pytest.raises(ModelError):
        manifest.verify(tmp_path)
