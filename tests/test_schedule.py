"""The settings of scheduled runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.schedule import load_schedule
from kgnlp.settings import ROOT

SHIPPED = ROOT / "configs" / "schedule.yaml"


def test_paths_are_relative_to_the_folder_above() -> None:
    schedule = load_schedule(SHIPPED)
    assert schedule.settings == ROOT / "configs" / "pipeline.yaml"
    assert schedule.output == str(ROOT / "out" / "interviews")


def test_an_address_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "schedule.yaml"
    file.write_text(SHIPPED.read_text("utf-8").replace("out/interviews", "s3://bucket/prefix"), "utf-8")
    assert load_schedule(file).output == "s3://bucket/prefix"


@pytest.mark.parametrize("line", ["inputs: data", "port: 80", "engine: ray"])
def test_what_is_not_known_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "schedule.yaml"
    key = line.split(":")[0]
    kept = [old for old in SHIPPED.read_text("utf-8").splitlines() if not old.startswith(f"{key}:")]
    file.write_text("\n".join([*kept, line]), "utf-8")
    with pytest.raises(ConfigurationError, match=key):
        load_schedule(file)
