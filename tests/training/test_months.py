"""Months of a year on the corpus: a bad one is not promoted, a good one is, and one can go back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kgnlp.codebook import load_codebook
from kgnlp.decisions import LabelledInterview
from kgnlp.domain import Stance
from kgnlp.settings import ROOT, load_settings
from kgnlp.tables import SCHEMAS, LabelStore
from kgnlp.training import promotion, registry
from kgnlp.training.annotated_labels import annotated_labels
from kgnlp.training.history import Status
from kgnlp.training.retrain import Retrained
from tests.run.test_whole_run import a_folder
from tests.training.labelled import retrained, write_settings

pytestmark = pytest.mark.slow
START, MONTH = 10, 20  # interviews
COMMAND = [sys.executable, "-c", "from kgnlp.cli import main; main()"]


def flipped(labelled: Sequence[LabelledInterview], share: float, seed: int) -> list[LabelledInterview]:
    """The interviews with a share of their labels the wrong way round."""
    chance = np.random.default_rng(seed)
    found = []
    for one in labelled:
        labels = tuple(
            replace(
                label,
                present=not label.present,
                stance=None if label.present else Stance.NEGATIVE,
                evidence=(),
            )
            if chance.random() < share
            else label
            for label in one.labels
        )
        found.append(replace(one, labels=labels))
    return found


class Year:
    """A project whose labels grow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings_file = write_settings(folder)
        settings = load_settings(self.settings_file)
        self.models = settings.models
        corpus = annotated_labels(ROOT / "data" / "corpus", load_codebook(settings.codebook), settings)
        order = np.random.default_rng(20241).permutation(len(corpus))
        self.start = [replace(corpus[i], origin="start") for i in order[:START]]
        self.month = _unchecked(replace(corpus[i], origin="month") for i in order[START : START + MONTH])

    @property
    def labels(self) -> Path:
        return self.folder / "labels"

    def put(self, origin: str, labelled: Sequence[LabelledInterview]) -> None:
        LabelStore(self.labels).replace(origin, labelled)

    def retrain(self) -> Retrained:
        return retrained(self.labels, self.settings_file)

    def run(self, interviews: Path, out: Path) -> dict[str, bytes]:
        """The tables of a run by the current version."""
        arguments = ["run", str(interviews), "--output", str(out), "--config", str(self.settings_file)]
        done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return {name: (out / f"{name}.parquet").read_bytes() for name in SCHEMAS}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    made = Year(tmp_path_factory.mktemp("year"))
    made.put("start", made.start)
    assert made.retrain().status is Status.CURRENT
    made.put("start", _unchecked(made.start))
    return made


def _unchecked(labelled: Iterable[LabelledInterview]) -> list[LabelledInterview]:
    """With questions of the machine: segmentation, which this is not about, is kept and takes no time."""
    return [replace(one, questions_checked=False) for one in labelled]


def test_a_bad_month_is_not_promoted(year: Year) -> None:
    before = registry.current(year.models)
    year.put("month", flipped(year.month, 1 / 3, seed=1))
    done = year.retrain()
    assert (done.is_new, done.status) == (True, Status.CANDIDATE)
    assert "F1 falls by more than" in done.reason
    assert registry.current(year.models) == before


def test_a_bad_month_is_not_promoted_where_the_blind_audit_is_as_bad(year: Year) -> None:
    """The audit of the month is wrong in the same way; that of the months before is not."""
    before = registry.current(year.models)
    bad = flipped(year.month, 1 / 3, seed=2)
    audited = [
        replace(one, labels=tuple(replace(label, blind=n % 40 < 4) for n, label in enumerate(one.labels)))
        for one in bad
    ]
    year.put("month", audited)
    done = year.retrain()
    assert done.status is Status.CANDIDATE
    assert done.metrics["compared"]["audit_labels"] > 200
    assert registry.current(year.models) == before


def test_a_good_month_is_promoted_and_rollback_brings_the_old_tables_back(year: Year, tmp_path: Path) -> None:
    interviews, out = a_folder(tmp_path / "in", "a01.txt", "a03.vtt"), tmp_path / "out"
    first = registry.current(year.models)
    before = year.run(interviews, out)
    year.put("month", year.month)
    done = year.retrain()
    assert done.status is Status.CURRENT, done.reason
    assert done.metrics["compared"]["p"] < 0.05
    assert "Mot versjonen før" in (year.models / done.version / "card.md").read_text("utf-8")
    assert year.run(interviews, out)["tags"] != before["tags"]
    assert promotion.rollback(year.models, "for a test") == first
    assert year.run(interviews, out) == before


def test_a_killed_retraining_harms_nothing(year: Year) -> None:
    current = registry.current(year.models)
    year.put("month", flipped(year.month[:8], 0.05, seed=4))
    arguments = ["retrain", "--labels", str(year.labels), "--config", str(year.settings_file)]
    process = subprocess.Popen([*COMMAND, *arguments], start_new_session=True)
    try:
        _wait_for(lambda: any(year.models.glob(".draft-*/learnt.json")), process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert list(year.models.glob(".draft-*"))
    assert registry.current(year.models) == current
    registry.verified(year.models, current)
    versions = registry.versions(year.models)
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "New model version" in done.stdout
    assert len(registry.versions(year.models)) == len(versions) + 1
    assert list(year.models.glob(".draft-*")) == []


def _wait_for(happened: object, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 300
    while not happened():  # type: ignore[operator]
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.05)
