"""A Dask scheduler and workers as processes of their own, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
_DASK = [sys.executable, "-m", "dask"]


@dataclass
class Cluster:
    """What runs."""

    address: str
    env: Mapping[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start one of its processes, in a group of its own."""
        process = subprocess.Popen(
            [*_DASK, *arguments],
            env={**os.environ, **self.env},
            cwd=ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def worker(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        common = ("--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--memory-limit", "3GiB")
        return self.start("worker", self.address, *common, *options)


@contextmanager
def cluster(env: Mapping[str, str]) -> Iterator[Cluster]:
    """A scheduler; workers are started in the block. All end with it, the workers first."""
    port = free_port()
    running = Cluster(f"tcp://127.0.0.1:{port}", env)
    running.start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    try:
        _wait_for_port(port)
        yield running
    finally:
        for process in reversed(running.processes):
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_port(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")
