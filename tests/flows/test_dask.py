"""The main job on real Dask workers: the same tables, whatever happens to a worker."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kgnlp.errors import ConfigurationError
from kgnlp.tables import SCHEMAS, Store
from tests.flows.cluster import cluster, kill
from tests.run.test_whole_run import a_folder

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
RUN = [sys.executable, "-c", "from kgnlp.cli import main; main()", "run"]
ENV = {"OPENBLAS_NUM_THREADS": "1"}

# Read by every worker before it works: one interview takes down whatever process does it.
POISON = """
import os
from kgnlp.run import process

def poisoned(job, *rest):
    if job.metadata.interview_id == "a05":
        os._exit(9)
    return process.as_ever(job, *rest)

if not hasattr(process, "as_ever"):  # preloads are read more than once
    process.as_ever, process._rows = process._rows, poisoned
"""


def same_tables(one: Path, other: Path) -> bool:
    return all(Store(one).read(name).equals(Store(other).read(name)) for name in SCHEMAS)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample interviews, done in one process."""
    out = tmp_path_factory.mktemp("local")
    subprocess.run([*RUN, str(SAMPLE), "--output", str(out)], check=True, capture_output=True, timeout=600)
    return out


@pytest.mark.slow
def test_a_worker_killed_in_mid_run_costs_its_batch_alone(local: Path, tmp_path: Path) -> None:
    with cluster(ENV) as dask:
        doomed, _ = dask.worker("--no-nanny"), dask.worker("--no-nanny")
        engine = ("--engine", "dask", "--address", dask.address)
        run = subprocess.Popen([*RUN, str(SAMPLE), "--output", str(tmp_path), *engine])
        parts = tmp_path / ".kgnlp" / "parts"
        while run.poll() is None and not list(parts.glob("*/turns.parquet")):
            time.sleep(0.05)
        finished = {part.parent: part.stat().st_mtime_ns for part in parts.glob("*/figures.json")}
        kill(doomed)
        assert run.poll() is None, "killed too late to show anything"
        while run.poll() is None and not (tmp_path / "report.html").exists():
            for part in finished:  # what was finished is not done again
                file = part / "figures.json"
                assert not file.exists() or file.stat().st_mtime_ns == finished[part]
            time.sleep(0.2)
        assert run.wait(timeout=600) == 0
    assert same_tables(local, tmp_path)


@pytest.mark.slow
def test_an_interview_that_takes_down_its_workers_costs_itself_alone(local: Path, tmp_path: Path) -> None:
    preload = tmp_path / "poison.py"
    preload.write_text(POISON, "utf-8")
    out = tmp_path / "out"
    folder = a_folder(tmp_path / "in", "a01.txt", "a04.rtf", "a05.json", "a07.vtt", "a11.txt")
    with cluster({**ENV, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}) as dask:
        dask.worker("--preload", str(preload))  # its nanny starts another in its place
        engine = ("--engine", "dask", "--address", dask.address)
        found = subprocess.run(
            [*RUN, str(folder), "--output", str(out), *engine], capture_output=True, text=True, timeout=600
        )
    assert found.returncode == 0, found.stderr
    assert "4 interviews: 4 done, 0 unchanged, 0 removed; 1 warnings" in found.stdout
    assert "a05.json: found an interview under which several workers died" in found.stderr
    # It is no failure of the file: the next run, elsewhere, tries it again.
    assert not Store(out).state().failures


@pytest.mark.slow
def test_workers_started_here_give_the_same_tables(local: Path, tmp_path: Path) -> None:
    command = [*RUN, str(SAMPLE), "--output", str(tmp_path / "out"), "--engine", "dask"]
    found = subprocess.run([*command, "--workers", "2"], capture_output=True, text=True, timeout=600)
    assert found.returncode == 0, found.stderr
    assert "Traceback" not in found.stderr
    assert "Error" not in found.stderr
    assert same_tables(local, tmp_path / "out")


def test_workers_elsewhere_need_a_server_that_they_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.engines import dask

    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    with pytest.raises(ConfigurationError, match="set PREFECT_API_URL"), dask("tcp://10.0.0.5:8786", 2):
        pass
