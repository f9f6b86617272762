from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.settings import ROOT, Settings, default_settings_file, load_settings


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The settings that the project comes with, but for one thing."""
    file = tmp_path / "configs" / "pipeline.yaml"
    file.parent.mkdir()
    content = default_settings_file().read_text("utf-8")
    if old not in content:
        raise ValueError(old)
    file.write_text(content.replace(old, new), "utf-8")
    return file


def test_paths_are_relative_to_the_folder_above() -> None:
    settings = load_settings(default_settings_file())
    assert settings.guides == ROOT / "configs" / "guides"
    assert settings.codebook.is_file()
    assert settings.models == ROOT / "models"


@pytest.mark.parametrize(
    ("written", "relative"),
    [
        # a folder of the project
        ("models/language/v1", True),
        # an installed package
        ("nb_core_news_lg", False),
        ("blank", False),
    ],
)
def test_the_language_pipeline_is_a_folder_if_it_has_a_slash(
    tmp_path: Path, written: str, relative: bool
) -> None:
    found = next(
        line
        for line in default_settings_file().read_text("utf-8").splitlines()
        if line.startswith("language_")
    )
    file = changed(tmp_path, found, f"language_pipeline: {written}")
    expected = str(tmp_path / written) if relative else written
    assert load_settings(file).language_pipeline == expected


def test_the_hash_follows_what_changes_rows(tmp_path: Path) -> None:
    settings = load_settings(default_settings_file())
    words = settings.passages.max_words
    other = load_settings(changed(tmp_path, f"max_words: {words}", f"max_words: {words + 1}"))
    assert other.content_hash != settings.content_hash
    assert settings.model_copy(update={"seed": 1}).content_hash == settings.content_hash


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("goal: f1", "goal: luck", r"tags\.goal"),
        ("share: 0.2", "share: 20", r"review\.share.*the number 20"),
        ("seed:", "sead:", "no `seed`"),
        ("passages:", "passages: 5\npassages:", "no YAML"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, old: str, new: str, found: str) -> None:
    with pytest.raises(ConfigurationError, match=found) as error:
        load_settings(changed(tmp_path, old, new))
    assert "pipeline.yaml" in error.value.action


def test_every_field_says_what_it_means() -> None:
    assert all(field.description for field in Settings.model_fields.values())
