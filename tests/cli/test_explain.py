"""``kgnlp explain`` on a small run: its whole output, and its refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgnlp.cli import app
from kgnlp.errors import ModelError, TableError
from tests.run.small_run import PASSAGE, SmallRun, a_small_run
from tests.themes.builders import a_model

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    return a_small_run(tmp_path_factory.mktemp("run"), a_model(tmp_path_factory.mktemp("labels")))


def printed(made: SmallRun, *options: str) -> str:
    result = CliRunner().invoke(
        app, ["explain", str(made.out), PASSAGE, "--config", str(made.settings_file), *options]
    )
    assert result.exit_code == 0, result.output
    return result.output.replace(made.version, "VERSION").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_whole_output(made: SmallRun, language: str) -> None:
    """Golden: figures are rounded so far that another machine's arithmetic does not show."""
    expected = (GOLDEN / f"explain.{language}.txt").read_text("utf-8")
    assert printed(made, "--all", "--language", language) == expected


def test_only_tagged_themes_unless_all_are_asked_for(made: SmallRun) -> None:
    assert "Dublering: merket" in printed(made)
    assert "Topplederforankring" not in printed(made)
    assert "Topplederforankring: ikke merket" in printed(made, "--all")


def test_a_passage_without_themes(made: SmallRun) -> None:
    result = CliRunner().invoke(
        app, ["explain", str(made.out), "x01:0001:0", "--config", str(made.settings_file)]
    )
    assert "utenfor guiden" in result.output
    assert "Ingen tema er merket" in result.output


@pytest.mark.parametrize(
    ("passage", "config", "kind"),
    [
        # No such passage.
        ("x01:0098:0", True, TableError),
        # Another language pipeline than the run's: the settings of the project.
        (PASSAGE, False, ModelError),
    ],
)
def test_refusals(made: SmallRun, passage: str, config: bool, kind: type[Exception]) -> None:
    options = ["--config", str(made.settings_file)] if config else []
    result = CliRunner().invoke(app, ["explain", str(made.out), passage, *options])
    assert isinstance(result.exception, kind)
    assert not re.search("ganger|Dublerer", str(result.exception))
