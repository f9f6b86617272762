from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgnlp.cli import app
from kgnlp.domain import ModelManifest
from kgnlp.errors import ModelError, TableError
from kgnlp.training import promotion, registry
from kgnlp.training.held_out import write_held_out
from tests.review.tables import a_desk
from tests.training.labelled import write_settings
from tests.training.test_comparison import rows

METRICS = {"macro_f1": 0.812, "interviews": 12}


def add(models: Path, wrong: float, seed: int) -> str:
    with registry.drafting(models) as draft:
        write_held_out(rows(wrong=wrong, seed=seed).assign(probability=0.5), draft)
        (draft / "card.md").write_text("# Modellkort\n", "utf-8")
        return registry.add(models, ModelManifest("", "d" * 64, "7", 1, metrics=METRICS), draft)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return write_settings(tmp_path)


@pytest.fixture
def versions(tmp_path: Path, config: Path) -> list[str]:
    """Two promoted, the second by far the better; a candidate."""
    models = tmp_path / "models"
    made = [add(models, wrong, seed) for seed, wrong in enumerate((0.2, 0.02, 0.3))]
    promotion.promote(models, made[0], "the first version")
    promotion.promote(models, made[1], "better: macro F1")
    promotion.hold(models, made[2], "not surely better")
    return made


def kgnlp(config: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["models", *arguments, "--config", str(config)])
    assert result.exit_code == 0, result.output
    return result.output


def test_list_says_what_each_is_and_why(config: Path, versions: list[str]) -> None:
    lines = kgnlp(config, "list").splitlines()[1:]
    assert [line.split()[:2] for line in lines] == [
        [versions[0], "retired"],
        [versions[1], "current"],
        [versions[2], "candidate"],
    ]
    assert "0.812" in lines[0]
    assert lines[2].endswith("not surely better")


def test_list_tells_a_damaged_version(tmp_path: Path, config: Path, versions: list[str]) -> None:
    (tmp_path / "models" / versions[2] / "card.md").write_text("other", "utf-8")
    (tmp_path / "models" / versions[0] / registry.MANIFEST).unlink()
    lines = kgnlp(config, "list").splitlines()[1:]
    assert [line.split()[0] for line in lines] == versions[1:]
    assert "DAMAGED" in lines[1]
    assert "card.md" in lines[1]


def test_show_has_the_card_and_the_history(config: Path, versions: list[str]) -> None:
    shown = kgnlp(config, "show", versions[1])
    assert "# Modellkort" in shown
    assert f"version {versions[1]}: current" in shown
    assert "UTC promoted: better: macro F1" in shown


def test_compare_says_whether_it_would_be_promoted(config: Path, versions: list[str]) -> None:
    found = kgnlp(config, "compare", versions[0], versions[1])
    assert "720 labels of 12 interviews" in found
    assert f"{versions[1]} would be promoted over {versions[0]}: better" in found
    assert "would not be promoted" in kgnlp(config, "compare", versions[1], versions[2])


def test_promote_and_rollback(tmp_path: Path, config: Path, versions: list[str]) -> None:
    kgnlp(config, "promote", versions[2], "--reason", "for a trial")
    assert registry.current(tmp_path / "models") == versions[2]
    assert "by hand: for a trial" in kgnlp(config, "list")
    assert kgnlp(config, "rollback") == f"{versions[1]} is current\n"
    assert registry.current(tmp_path / "models") == versions[1]


def test_prune_keeps_what_tables_name(tmp_path: Path, config: Path, versions: list[str]) -> None:
    desk = a_desk(tmp_path / "out")  # its tables name v0001-00000000, which is not here
    desk.database.close()
    for seed in (4, 5):
        add(tmp_path / "models", 0.1, seed)
    assert versions[2] in kgnlp(config, "prune", str(tmp_path / "out"), "--keep", "2")
    assert kgnlp(config, "prune", "--force") == "Removed: none\n"


def test_prune_removes_nothing_where_an_output_has_no_tables(
    tmp_path: Path, config: Path, versions: list[str]
) -> None:
    missing = str(tmp_path / "nosuch")
    result = CliRunner().invoke(app, ["models", "prune", missing, "--keep", "0", "--config", str(config)])
    assert isinstance(result.exception, TableError)
    assert registry.versions(tmp_path / "models") == tuple(versions)


def test_prune_asks_for_the_outputs(config: Path, versions: list[str]) -> None:
    result = CliRunner().invoke(app, ["models", "prune", "--config", str(config)])
    assert isinstance(result.exception, ModelError)
    assert "--force" in str(result.exception)
