"""``kgnlp serve`` as a process, and what its Prefect server says of the runs."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from kgnlp.schedule import load_schedule

SLOW = 1200  # seconds that a busy machine may need for what takes half a minute
ENDED = ("COMPLETED", "CRASHED", "CANCELLED", "FAILED")
PREFECT = [sys.executable, "-m", "prefect", "--no-prompt"]
SERVE = [sys.executable, "-c", "from kgnlp.cli import main; main()", "serve"]


@dataclass(frozen=True)
class Run:
    """A run of a deployment."""

    identity: str
    state: str  # type: COMPLETED, CRASHED, CANCELLED …
    due: dt.datetime
    start: dt.datetime | None
    end: dt.datetime | None


@dataclass(frozen=True)
class Server:
    """A Prefect server, asked over its API."""

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

    def start(self, deployment: str, **parameters: str) -> str:
        """Have a deployment run now; the run's id."""
        (identity,) = [one["id"] for one in self.deployments() if one["name"] == deployment]
        made = self._post(f"deployments/{identity}/create_flow_run", {"parameters": parameters})
        found: str = made["id"]
        return found

    def _post(self, path: str, body: Any) -> Any:
        request = urllib.request.Request(
            f"{self.address}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=SLOW) as answer:
            return json.loads(answer.read())


@dataclass(frozen=True)
class Serving(Server):
    """A serve that is at work, or another process that does runs, and its server."""

    process: subprocess.Popen[str]

    def wait_for(self, met: Callable[[], bool], seconds: float = SLOW) -> None:
        """Wait until something is so. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not met():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"after {seconds} s: {self.runs()}")
            time.sleep(1)  # to ask more often takes what the runs need

    def do(self, deployment: str, **parameters: str) -> str:
        """Have a deployment run now; the state in which the run ended."""
        identity = self.start(deployment, **parameters)
        self.wait_for(lambda: any(run.identity == identity and run.state in ENDED for run in self.runs()))
        return next(run.state for run in self.runs() if run.identity == identity)

    def flow_process(self) -> psutil.Process | None:
        """The process that does a run now."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        found = [child for child in children if "prefect.engine" in " ".join(_command(child))]
        return found[0] if found else None


@contextmanager
def serving(schedule: Path, timetable: Path) -> Iterator[Serving]:
    """Start it; it is ended by SIGTERM, and must end well."""
    process = subprocess.Popen(
        [*SERVE, "--config", str(schedule), "--timetable", str(timetable)], stdout=subprocess.PIPE, text=True
    )
    with ended(process):
        assert process.stdout is not None
        while not process.stdout.readline().startswith("Prefect server"):
            if process.poll() is not None:
                raise AssertionError(f"ended with {process.returncode}")
        yield Serving(f"http://127.0.0.1:{load_schedule(schedule).port}", process)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=300) == 0


@contextmanager
def server(env: dict[str, str], port: int) -> Iterator[Server]:
    """A Prefect server as docs/scheduling.md starts it."""
    command = [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, text=True)
    with ended(process):
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + SLOW
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, TimeoutError, ConnectionError):
                urllib.request.urlopen(f"{address}/api/health", timeout=10).close()
                yield Server(address)
                return
            time.sleep(0.5)
        raise AssertionError("no Prefect server")


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Nothing of a process is left after the block."""
    try:
        yield
    finally:
        for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else ():
            child.kill()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _run(found: dict[str, Any]) -> Run:
    times = [
        dt.datetime.fromisoformat(found[key]) if found[key] else None
        for key in ("expected_start_time", "start_time", "end_time")
    ]
    assert times[0] is not None
    return Run(found["id"], found["state_type"], times[0], times[1], times[2])


def _command(process: psutil.Process) -> list[str]:
    try:
        found: list[str] = process.cmdline()
    except psutil.NoSuchProcess:
        return []
    return found
