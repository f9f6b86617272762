"""Where the batches of a run are done: in this process, or by Dask workers on this or other machines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from prefect.logging.handlers import APILogHandler
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from kgnlp.errors import ConfigurationError

# A worker holds the models (0.8 GB) and one interview; Dask ends one that takes more than its limit.
_WORKER_MEMORY = "3GiB"
_LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


def in_process() -> TaskRunner[Any]:
    """One thread: the stages hold the interpreter, so that more of them only take more memory."""
    return ThreadPoolTaskRunner(max_workers=1)


def is_lost_worker(error: Exception) -> bool:
    """Whether Dask gave a batch up because worker after worker died under it."""
    # By name: without Dask at work it is not imported.
    return type(error).__name__ == "KilledWorker"


@contextmanager
def dask(address: str | None, workers: int) -> Iterator[TaskRunner[Any]]:
    """Dask, with a Prefect server that its workers can reach.

    Args:
        address: of a Dask scheduler that is there, such as tcp://10.0.0.5:8786; None for workers that are
            started here and end with the run.
        workers: how many are started, a process each.

    Raises:
        ConfigurationError: workers on other machines could not reach the Prefect server.
    """
    from prefect_dask.task_runners import DaskTaskRunner

    if address:
        _check_reachable(address)
        runner = DaskTaskRunner(address=address)
    else:
        runner = DaskTaskRunner(
            cluster_kwargs={
                "n_workers": workers,
                "threads_per_worker": 1,
                "processes": True,
                "memory_limit": _WORKER_MEMORY,
                "host": "127.0.0.1",
                "dashboard_address": None,
            }
        )
    with _server():
        yield runner


def _check_reachable(address: str) -> None:
    host = urlsplit(address if "://" in address else f"tcp://{address}").hostname
    if host not in _LOOPBACK and not os.environ.get("PREFECT_API_URL"):
        raise ConfigurationError(
            f"Dask workers at {address} and no Prefect server that they can reach",
            expected="PREFECT_API_URL, the same here and for the workers",
            action="Start one (prefect server start) and set PREFECT_API_URL; docs/scaling.md shows how.",
        )


@contextmanager
def _server() -> Iterator[None]:
    """The Prefect server that is set; else one for this run, which workers on this machine can reach."""
    if PREFECT_API_URL.value():
        yield
        return
    server = SubprocessASGIServer()
    server.start()
    try:
        with temporary_settings({PREFECT_API_URL: server.api_url}):
            yield
            APILogHandler().flush()
    finally:
        server.stop()
