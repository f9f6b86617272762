"""The simulated year in small: both orders live through a month, and the table is written."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import simulated_year
from benchmarks.simulated_year import Plan, live
from benchmarks.simulated_year_results import QUEUE, RANDOM, figure, summary
from kgnlp.settings import ROOT
from kgnlp.training.evaluation.prepare import prepare
from tests.training.labelled import write_settings

pytestmark = pytest.mark.slow
DECISIONS, HELD_OUT = 30, 4


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Of nineteen interviews: four are never read, ten labelled throughout, five come in."""
    monkeypatch.setattr(simulated_year, "HELD_OUT", HELD_OUT)
    labels = tmp_path / "labels"
    labels.mkdir()
    for file in sorted((ROOT / "data" / "corpus").glob("*.txt"))[:19]:
        shutil.copy(file, labels)
    ready = prepare(labels, write_settings(tmp_path))
    return Plan(ready.examples, (), ready.themes, ready.settings, DECISIONS, 0.05)


def test_both_orders_start_alike_and_decide_as_much(plan: Plan) -> None:
    months = [month for order in (QUEUE, RANDOM) for month in live(plan, order, 0)]
    assert [(month.order, month.month) for month in months] == [
        (QUEUE, 0),
        (QUEUE, 1),
        (RANDOM, 0),
        (RANDOM, 1),
    ]
    assert months[0].macro_f1 == months[2].macro_f1 > 0
    assert [month.interviews for month in months] == [10, 15, 10, 15]
    assert [month.decisions for month in months] == [0, DECISIONS, 0, DECISIONS]
    table = pd.DataFrame([asdict(month) for month in months])
    assert f"| 1 | 15 | {DECISIONS} |" in summary(table, "")
    assert figure(table).startswith("<svg")
