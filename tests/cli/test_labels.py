from pathlib import Path

from typer.testing import CliRunner

from kgnlp.cli import app
from kgnlp.domain import Stance
from kgnlp.tables import LabelStore
from tests.cli.test_evaluate import some_of_the_corpus
from tests.review.tables import a_desk, no_blind, write_config
from tests.review.test_queue import say
from tests.training.labelled import write_settings


def kgnlp(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_annotated_interviews_come_in_and_are_counted(tmp_path: Path) -> None:
    config, annotated, labels = write_settings(tmp_path), tmp_path / "corpus", tmp_path / "labels"
    annotated.mkdir()
    some_of_the_corpus(annotated, step=30)
    first = kgnlp("labels", "import", annotated, "--to", labels, "--config", config)
    assert "annotated-corpus: " in first
    assert "labels of 2 interviews\n" in first
    assert "2 interviews, unchanged" in kgnlp(
        "labels", "import", annotated, "--to", labels, "--config", config
    )
    shown = kgnlp("labels", "show", labels, "--config", config)
    assert "2 interviews with labels to train on (2 invented), 2 with questions that people set" in shown
    assert "Missing: 2 interviews with labels, of at least 10" in shown
    assert "top_management_anchoring" in shown


def test_a_reviewed_run_comes_in(tmp_path: Path) -> None:
    desk = no_blind(a_desk(tmp_path / "out"))
    say(desk, "x01:0:0")
    say(desk, "x01:1:0", rejected=True)
    say(desk, "x02:0:0", reviewer="ola", rejected=True)
    say(desk, "x02:0:0", reviewer="kari", stance=Stance.POSITIVE)
    desk.database.close()
    config = write_config(tmp_path / "settings")
    output = kgnlp("labels", "import", tmp_path / "out", "--to", tmp_path / "labels", "--config", config)
    assert "2 labels of 1 interviews" in output
    assert "1 left out: coders differ, and it is not settled" in output
    [one] = LabelStore(tmp_path / "labels").read()
    assert [label.present for label in one.labels] == [True, False]


def test_a_review_without_decisions_is_not_taken_for_one(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "out")
    desk.database.close()
    config = write_config(tmp_path / "settings")
    arguments = ["labels", "import", str(tmp_path / "out"), "--to", str(tmp_path / "labels")]
    result = CliRunner().invoke(app, [*arguments, "--config", str(config)])
    assert "kgnlp review OUT" in str(result.exception)


def test_a_folder_with_nothing_to_import_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(
        app, ["labels", "import", str(tmp_path / "empty"), "--to", str(tmp_path / "labels")]
    )
    assert result.exit_code == 1
    assert not (tmp_path / "labels").exists()
