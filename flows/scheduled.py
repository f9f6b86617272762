"""The flows that run by a schedule; prefect.yaml says when, configs/schedule.yaml on what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.task_runners import TaskRunner

from flows import engines
from flows.notify import tell
from flows.retrain import retrain_models
from flows.run import run_interviews
from kgnlp.run.drift import write_drift
from kgnlp.run.inputs import load_inputs
from kgnlp.schedule import Schedule, load_schedule
from kgnlp.tables import Store

OSLO = ZoneInfo("Europe/Oslo")
_TOLD: dict[str, Any] = {"validate_parameters": False, "on_failure": [tell], "on_crashed": [tell]}


@flow(name="kgnlp-nightly", flow_run_name="nightly", **_TOLD)
def process_new(schedule_file: str) -> dict[str, int]:
    """Read what is new or changed, and write tables and report; the counts of the run."""
    schedule = load_schedule(Path(schedule_file))
    version = load_inputs(schedule.settings).model_version
    with _engine(schedule) as runner:
        run = run_interviews.with_options(task_runner=runner)
        wait_s = 60.0 * schedule.wait_minutes
        summary = run(schedule.input, schedule.output, schedule.settings, version, wait_s)
    counts = {
        "interviews": summary.interviews,
        "done": summary.done,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "warnings": len(summary.notices),
    }
    _keep("run", counts)
    return counts


@flow(name="kgnlp-weekly", flow_run_name="weekly", **_TOLD)
def retrain_weekly(schedule_file: str) -> str:
    """Train a new model version where there are new labels; the name of the version."""
    schedule = load_schedule(Path(schedule_file))
    return retrain_models(schedule.labels, schedule.settings).version


@flow(name="kgnlp-monthly", flow_run_name="monthly", **_TOLD)
def report_drift(schedule_file: str, month: str | None = None) -> dict[str, int]:
    """Compare the interviews of a month with those before it; the counts of the page.

    Args:
        schedule_file: the settings.
        month: such as 2026-10; the month before this one where not given.
    """
    schedule = load_schedule(Path(schedule_file))
    first = dt.datetime.now(OSLO).date().replace(day=1)
    month = month or f"{first - dt.timedelta(days=1):%Y-%m}"
    counts = write_drift(Store(schedule.output), load_inputs(schedule.settings), month)
    _keep("drift", counts)
    return counts


@contextmanager
def _engine(schedule: Schedule) -> Iterator[TaskRunner[Any]]:
    if schedule.engine == "local":
        yield engines.in_process()
    else:
        with engines.dask(schedule.dask_address, schedule.dask_workers) as runner:
            yield runner


def _keep(name: str, counts: dict[str, int]) -> None:
    """Show counts in the page of the Prefect server."""
    create_table_artifact([counts], key=f"kgnlp-{name}", description="Counts only; no text.")
