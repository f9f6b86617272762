"""``kgnlp serve`` as a process, and what its Prefect server says of the runs."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from kgnlp.schedule import load_schedule

SERVE = [sys.executable, "-c", "from kgnlp.cli import main; main()", "serve"]


@dataclass(frozen=True)
class Run:
    """A run of a deployment."""

    name: str
    state: str  # type: COMPLETED, CRASHED, CANCELLED …
    due: dt.datetime
    start: dt.datetime | None
    end: dt.datetime | None


@dataclass
class Serving:
    """A serve that is at work."""

    process: subprocess.Popen[str]
    address: str

    def runs(self) -> list[Run]:
        """The runs that are due, in order."""
        wanted = {"flow_runs": {"deployment_id": {"is_null_": False}}, "sort": "EXPECTED_START_TIME_ASC"}
        now = dt.datetime.now(dt.UTC)
        return [run for run in map(_run, self._post("flow_runs/filter", wanted)) if run.due <= now]

    def deployments(self) -> list[dict[str, Any]]:
        """The deployments as the server has them."""
        found: list[dict[str, Any]] = self._post("deployments/filter", {})
        return found

    def wait_for(self, met: Callable[[], bool], seconds: float) -> None:
        """Wait until something is so. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not met():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"after {seconds} s: {self.runs()}")
            time.sleep(1)  # to ask more often takes what the runs need

    def flow_process(self) -> psutil.Process | None:
        """The process that does a run now."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        found = [child for child in children if "flow_engine" in " ".join(_command(child))]
        return found[0] if found else None

    def _post(self, path: str, body: Any) -> Any:
        request = urllib.request.Request(
            f"{self.address}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())


@contextmanager
def serving(schedule: Path, timetable: Path) -> Iterator[Serving]:
    """Start it; it is ended by SIGTERM, and must end well."""
    process = subprocess.Popen(
        [*SERVE, "--config", str(schedule), "--timetable", str(timetable)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        while not process.stdout.readline().startswith("Prefect server"):
            if process.poll() is not None:
                raise AssertionError(f"ended with {process.returncode}")
        yield Serving(process, f"http://127.0.0.1:{load_schedule(schedule).port}")
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=300) == 0
    finally:
        for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else ():
            child.kill()
        process.kill()
        process.wait()
        process.stdout.close()


def _run(found: dict[str, Any]) -> Run:
    times = [
        dt.datetime.fromisoformat(found[key]) if found[key] else None
        for key in ("expected_start_time", "start_time", "end_time")
    ]
    assert times[0] is not None
    return Run(found["name"], found["state_type"], times[0], times[1], times[2])


def _command(process: psutil.Process) -> list[str]:
    try:
        found: list[str] = process.cmdline()
    except psutil.NoSuchProcess:
        return []
    return found
