"""One interview after another: a fault in one costs itself alone, and is told without its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgnlp import watching
from kgnlp.errors import TranscriptError
from kgnlp.run import process as processing
from kgnlp.run.inputs import Inputs, load_inputs
from kgnlp.run.plan import Job
from kgnlp.settings import default_settings_file
from kgnlp.tables import Store
from tests.run.test_watch import a_job

SECRET = "Jeg sa til Kari at dette går ikke."


@pytest.fixture
def inputs(monkeypatch: pytest.MonkeyPatch) -> Inputs:
    monkeypatch.setattr(processing, "models_of", lambda _: None)
    return load_inputs(default_settings_file(), "v0001-00000000")


def done(error: Exception, store: Store, inputs: Inputs, monkeypatch: pytest.MonkeyPatch):
    """Three interviews, of which the second fails."""

    def rows(job: Job, *_: object):
        if job.metadata.interview_id == "x02":
            raise error
        return {}, watching.figures_of([], [])

    monkeypatch.setattr(processing, "_rows", rows)
    return processing.process([a_job(f"x0{n}") for n in (1, 2, 3)], Path("in"), store, inputs)


def test_a_fault_of_the_program_costs_its_interview_alone(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    outcomes = done(KeyError(SECRET), store, inputs, monkeypatch)
    assert [outcome.notice is None for outcome in outcomes] == [True, False, True]
    assert store.state().finished == {"f-x01", "f-x03"}
    notice = outcomes[1].notice
    assert notice is not None
    assert "KeyError at test_process.py:" in notice.found
    assert "Kari" not in str(notice)
    assert not store.state().failures  # the next run tries it again


def test_a_file_that_can_not_be_read_costs_itself_alone_and_is_not_tried_again(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    error = TranscriptError("a damaged file", expected="a whole one", action="Export it again.")
    outcomes = done(error, store, inputs, monkeypatch)
    assert [outcome.notice is None for outcome in outcomes] == [True, False, True]
    assert store.state().failures == {"f-x02": ["a damaged file", "a whole one", "Export it again."]}


def test_a_store_that_can_not_be_written_to_is_no_fault_of_an_interview(
    tmp_path: Path, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is raised, so that the step is tried again."""
    store = Store(tmp_path)
    monkeypatch.setattr(Store, "write_part", lambda *_: (_ for _ in ()).throw(OSError("no space left")))
    with pytest.raises(OSError, match="no space"):
        done(KeyError(), store, inputs, monkeypatch)
