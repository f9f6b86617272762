"""The profile of a model version."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kgnlp.errors import ModelError
from kgnlp.settings import default_settings_file, load_settings
from kgnlp.training import registry
from kgnlp.watching import read_profile, write_profile
from tests.watching.builders import references

VERSION = "v0001-00000000"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    (tmp_path / VERSION).mkdir()
    (tmp_path / VERSION / "manifest.json").write_text("{}", "utf-8")
    return tmp_path


def test_what_is_kept_is_read_again(models: Path) -> None:
    interviews = references(np.random.default_rng(1), 5)
    write_profile(models, VERSION, True, interviews)
    found = read_profile(models, VERSION)
    assert found is not None
    assert found.synthetic
    assert sorted(map(str, found.interviews)) == sorted(map(str, interviews))


def test_a_version_without_a_profile(models: Path) -> None:
    assert read_profile(models, VERSION) is None


def test_the_profile_of_another_version_is_refused(models: Path) -> None:
    write_profile(models, VERSION, False, references(np.random.default_rng(1), 5))
    (models / VERSION / "manifest.json").write_text('{"other": 1}', "utf-8")
    with pytest.raises(ModelError, match=r"python -m kgnlp\.training\.profile LABELS"):
        read_profile(models, VERSION)


def test_the_version_that_is_shipped_has_a_profile() -> None:
    models = load_settings(default_settings_file()).models
    version = registry.current(models)
    profile = read_profile(models, version)
    assert profile is not None
    measured = registry.manifest(models, version).metrics
    assert len(profile.interviews) == measured["interviews"]
    assert sum(one.figures.passages for one in profile.interviews) == measured["passages"]
