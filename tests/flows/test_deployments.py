"""The three deployments as ``kgnlp serve`` runs them, and a worker of a work pool."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kgnlp.tables import LabelStore, Store
from kgnlp.training import registry
from tests.flows.builders import a_folder, a_schedule, a_timetable, add_interview, interviews
from tests.flows.cluster import ROOT, free_port
from tests.flows.serve_process import PREFECT, Serving, ended, server, serving
from tests.tables.object_server import BUCKET, object_store
from tests.training.test_retrain import interviews as interviews_of
from tests.training.test_retrain import write_project

pytestmark = pytest.mark.slow
NEVER = """
deployments:
- name: nightly
  entrypoint: flows/scheduled.py:process_new
  schedules: [{cron: "0 5 1 1 *", timezone: Europe/Oslo}]
  concurrency_limit: {limit: 1, collision_strategy: CANCEL_NEW}
"""
ALL_THREE = f"""{NEVER}
- name: weekly
  entrypoint: flows/scheduled.py:retrain_weekly
  schedules: [{{interval: 60}}]
  concurrency_limit: {{limit: 1, collision_strategy: CANCEL_NEW}}
- name: monthly
  entrypoint: flows/scheduled.py:report_drift
  parameters: {{month: 2024-02}}
  schedules: [{{cron: "0 5 1 1 *", timezone: Europe/Oslo}}]
  concurrency_limit: {{limit: 1, collision_strategy: CANCEL_NEW}}
"""


def test_retraining_and_drift_pages_run_beside_the_nights(tmp_path: Path) -> None:
    """From labels to a first version, which reads the interviews; then the page of a month."""
    project = tmp_path / "project"
    settings = write_project(project)
    LabelStore(project / "labels").replace("annotated", interviews_of(project / "annotated", settings, 0, 10))
    folder, out = a_folder(tmp_path / "in"), tmp_path / "out"
    for number in range(4):
        add_interview(folder, number, guide="g1")
    schedule = a_schedule(tmp_path, settings=settings, labels=project / "labels")
    with serving(schedule, a_timetable(tmp_path, ALL_THREE)) as serve:
        # Every minute: the first trains, the second finds that nothing has changed.
        serve.wait_for(lambda: [run.state for run in serve.runs()].count("COMPLETED") > 1)
        assert {run.state for run in serve.runs()} <= {
            "COMPLETED",
            "CANCELLED",
            "RUNNING",
            "PENDING",
            "SCHEDULED",
        }
        (version,) = registry.versions(project / "models")
        assert registry.current(project / "models") == version
        assert serve.do("nightly") == "COMPLETED"
        assert set(Store(out).read("tags")["model_version"].to_pylist()) == {version}
        report = (out / "report.html").read_text("utf-8")
        assert "sammenlignet med de 10 intervjuene" in report  # the version has its profile
        assert serve.do("monthly") == "COMPLETED"
    page = (out / "drift" / "2024-02.html").read_text("utf-8")
    assert "02.2024" in page
    assert "møtes" not in page


def test_a_night_on_dask_with_its_tables_on_an_object_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_folder(tmp_path / "in")
    names = {add_interview(folder, number) for number in range(6)}  # more than a batch
    with object_store() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        address = f"s3://{BUCKET}/nights"
        schedule = a_schedule(tmp_path, output=address, more="engine: dask\ndask_workers: 2\n")
        with serving(schedule, a_timetable(tmp_path, NEVER)) as serve:
            assert serve.do("nightly") == "COMPLETED"
            assert interviews(address) == names
            names.add(add_interview(folder, 7))
            assert serve.do("nightly") == "COMPLETED"
            assert interviews(address) == names
            assert Store(address).place.current() == "000002"


def test_a_worker_of_a_work_pool_does_the_same_deployments(tmp_path: Path) -> None:
    """``prefect deploy --all`` and ``prefect worker start``, as docs/scheduling.md shows."""
    folder, port = a_folder(tmp_path / "in"), free_port()
    name = add_interview(folder, 1)
    env = {
        **os.environ,
        "PREFECT_HOME": str(tmp_path / "home"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "KGNLP_FOLDER": str(ROOT),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    }
    with server(env, port) as prefect:
        for command in (["work-pool", "create", "kgnlp", "--type", "process"], ["deploy", "--all"]):
            found = subprocess.run([*PREFECT, *command], cwd=ROOT, env=env, capture_output=True, text=True)
            assert found.returncode == 0, found.stdout + found.stderr
        made = {one["name"]: one for one in prefect.deployments()}
        assert made.keys() == {"nightly", "weekly", "monthly"}
        assert {one["work_pool_name"] for one in made.values()} == {"kgnlp"}
        (step,) = made["nightly"]["pull_steps"]
        assert step["prefect.deployments.steps.set_working_directory"]["directory"] == str(ROOT)
        (times,) = made["nightly"]["schedules"]
        assert times["schedule"]["timezone"] == "Europe/Oslo"
        assert made["nightly"]["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"

        log = (tmp_path / "worker.log").open("w")
        command = [*PREFECT, "worker", "start", "--pool", "kgnlp"]
        worker = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=log, stderr=log, text=True)
        with log, ended(worker):
            by_worker = Serving(prefect.address, worker)
            state = by_worker.do("nightly", schedule_file=str(a_schedule(tmp_path)))
            assert state == "COMPLETED", (tmp_path / "worker.log").read_text("utf-8")
    assert interviews(tmp_path / "out") == {name}
