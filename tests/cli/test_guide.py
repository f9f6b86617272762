from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kgnlp.cli import guide as command
from kgnlp.errors import ConfigurationError
from kgnlp.guide import load_guide
from kgnlp.guide_import import to_yaml
from tests.guide_import.layouts import LAYOUTS
from tests.guides import school_meals


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command.app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "skolemat-2025.yaml").write_text(to_yaml(school_meals()), "utf-8")
    return tmp_path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "guide.docx"
    file.write_bytes(LAYOUTS["Word's lists"][1](school_meals()))
    return file


def test_list_counts_questions_and_items(folder: Path) -> None:
    result = run("list", "--guides", folder)
    assert result.exit_code == 0
    assert "skolemat-2025  2025  leder  nb  4 questions, 5 items" in result.stdout


def test_list_takes_the_guides_of_the_settings() -> None:
    assert "fagavdeling-2024" in run("list").stdout


def test_show_writes_every_question_with_its_id(folder: Path) -> None:
    result = run("show", "skolemat-2025", "--guides", folder)
    assert result.exit_code == 0
    for entry in school_meals().entries():
        assert f"{entry.question_id}  {entry.text}" in result.stdout


def test_show_of_an_unknown_guide_names_the_known_ones(folder: Path) -> None:
    result = run("show", "nope", "--guides", folder)
    assert result.exit_code == 2
    assert "skolemat-2025" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("", "", 0, "0 faults, 0 warnings"),
        # a warning alone is no fault
        ('"Hvem lager maten, og hvor lages den?"', '"Hvem da?"', 0, "0 faults, 1 warnings"),
        ("language: nb", "language: xx", 1, "1 faults, 0 warnings"),
    ],
)
def test_check_counts_faults_and_warnings(folder: Path, old: str, new: str, code: int, said: str) -> None:
    file = folder / "skolemat-2025.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new) if old else file.read_text("utf-8"), "utf-8")
    result = run("check", file)
    assert (result.exit_code, result.stdout.strip()) == (code, f"skolemat-2025.yaml: {said}")


def test_check_names_line_and_action_of_each_fault(folder: Path) -> None:
    file = folder / "skolemat-2025.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Inter", "titel: Inter"), "utf-8")
    result = run("check", file)
    assert "line 2, column 1: fault" in result.stderr
    assert "Did you mean `title`?" in result.stderr


def test_import_prints_what_it_would_write(document: Path) -> None:
    result = run("import", document)
    assert result.exit_code == 0
    assert "id: intervjuguide-for-ledere-2025" in result.stdout
    assert list(document.parent.glob("*.yaml")) == []


def test_import_writes_a_guide_that_loads(document: Path, tmp_path: Path) -> None:
    result = run("import", document, "--output", tmp_path / "new", "--role", "rektor", "--year", 2024)
    assert result.exit_code == 0
    (file,) = (tmp_path / "new").glob("*.yaml")
    guide = load_guide(file)
    assert (guide.role, guide.year, guide.sections) == ("rektor", 2024, school_meals().sections)


def test_import_does_not_write_over_a_guide_unless_told_to(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "intervjuguide-for-ledere-2025.yaml"
    target.write_text("mine", "utf-8")
    result = run("import", document, "--output", tmp_path)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert target.read_text("utf-8") == "mine"
    assert run("import", document, "--output", tmp_path, "--force").exit_code == 0
    assert load_guide(target).sections == school_meals().sections


def test_import_says_what_was_assumed(tmp_path: Path) -> None:
    file = tmp_path / "guide.txt"
    file.write_text("2025 - Kokker\n1. Hva lager du?\n2. Hvem?\n4. Hvorfor akkurat det?", "utf-8")
    result = run("import", file)
    assert "line 4: found 4 after 2; assumed no question is lost between them" in result.stderr
    assert "role ukjent" in result.stderr
    # and what the check will say
    assert "warning: found a text of 1 words" in result.stderr


@pytest.mark.parametrize("role", ["", "  ", "…"])
def test_import_refuses_an_empty_role(document: Path, role: str) -> None:
    assert run("import", document, "--role", role).exit_code == 2


def test_import_of_what_is_no_guide_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Hei!", "utf-8")
    assert isinstance(run("import", file).exception, ConfigurationError)


@pytest.mark.parametrize("name", ["list", "show", "check", "import"])
def test_every_command_tells_its_exit_codes(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Exit code" in result.stdout
