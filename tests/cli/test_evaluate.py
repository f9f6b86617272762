import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgnlp.cli import app
from kgnlp.settings import ROOT

CORPUS = ROOT / "data" / "corpus"


def some_of_the_corpus(folder: Path, step: int) -> Path:
    for file in sorted(CORPUS.glob("*.txt"))[::step]:
        shutil.copy(file, folder)
    (folder / "SYNTHETIC").touch()
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--labels", "nosuch", "--output", "out"],
        ["--labels", str(CORPUS), "--output", "out", "--questions", "guessed"],
        ["--labels", str(CORPUS), "--output", "out", "--by", "role"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["evaluate", *arguments]).exit_code == 2


def test_too_few_interviews_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    labels = tmp_path / "labels"
    labels.mkdir()
    some_of_the_corpus(labels, step=30)
    command = [sys.executable, "-c", "from kgnlp.cli import main; main()", "evaluate"]
    found = subprocess.run(
        [*command, "--labels", str(labels), "--output", str(tmp_path / "out")], capture_output=True, text=True
    )
    assert found.returncode == 1
    assert "2 annotated interviews" in found.stderr
    assert "Annotate or review more" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.slow
def test_ten_interviews_are_measured(tmp_path: Path) -> None:
    labels = tmp_path / "labels"
    labels.mkdir()
    some_of_the_corpus(labels, step=6)
    outputs = [tmp_path / name for name in ("one", "two")]
    results = [
        CliRunner().invoke(app, ["evaluate", "--labels", str(labels), "--output", str(output)])
        for output in outputs
    ]
    assert [result.exit_code for result in results] == [0, 0]
    assert "10 synthetic interviews" in results[0].output
    # The same labels and seed give the same numbers.
    for name in ("measures.csv", "calibration.csv", "errors.csv"):
        assert (outputs[0] / name).read_bytes() == (outputs[1] / name).read_bytes()
