import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgnlp.cli import app

HEAVY = ("prefect", "spacy", "sklearn", "pandas", "skops", "altair")


def test_help_lists_the_commands() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert "run" in result.output
    assert "retrain" in result.output


def test_the_command_imports_nothing_heavy_before_it_is_called() -> None:
    code = f"import sys, kgnlp.cli; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("arguments", [["run"], ["run", "nosuch", "--output", "out"], ["nosuch"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


def test_every_command_explains_itself() -> None:
    for command in ("run", "retrain", "evaluate", "guide", "language"):
        result = CliRunner().invoke(app, [command, "--help"])
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 8


def test_a_folder_without_csv_says_what_to_write(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from kgnlp.cli import main; main()"]
    found = subprocess.run(
        [*command, "run", str(tmp_path), "--output", str(tmp_path / "out")], capture_output=True, text=True
    )
    assert found.returncode == 2
    assert "interviews.csv" in found.stderr
    assert "Traceback" not in found.stderr
