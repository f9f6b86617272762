"""``kgnlp serve``: the deployments of prefect.yaml, served by one process with a Prefect server of its own.

The command sets the environment (``PREFECT_API_URL``, ``PREFECT_HOME``) before this module is imported:
Prefect reads it once.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.runner import Runner
from prefect.states import Crashed

from flows.timetable import Deployment
from kgnlp.errors import KgnlpError

_START_S = 600  # the first start makes the database, which takes minutes where others work as hard
_STOP_S = 20
_WATCH_S = 2
_AT_WORK = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]

Say = Callable[[str], None]


class ServeError(KgnlpError):
    """The Prefect server does not start, or ends while it is needed."""


def serve(address: str, deployments: Sequence[Deployment], schedule_file: Path, say: Say) -> None:
    """Start a Prefect server and run the deployments until a signal ends it.

    Args:
        address: of the server, such as http://127.0.0.1:4210.
        deployments: what runs when.
        schedule_file: what they work on.
        say: shows a line to the user.

    Raises:
        ServeError: the server does not start, or ends by itself.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the server ends with this process
    with _server(address) as process:
        asyncio.run(_serve(process, address, deployments, schedule_file, say))


@contextlib.contextmanager
def _server(address: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Prefect server as a child, in a group of its own: Ctrl+C ends the runs before it."""
    port = address.rsplit(":", 1)[1]
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_until_healthy(process, address)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api/health", timeout=2):  # noqa: S310 - of our own making
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise ServeError(
        f"no Prefect server at {address}",
        expected=f"one that answers within {_START_S} seconds",
        action="See what it says above; if another program uses the port, change it in the settings.",
    )


async def _serve(
    process: subprocess.Popen[bytes],
    address: str,
    deployments: Sequence[Deployment],
    schedule_file: Path,
    say: Say,
) -> None:
    runner = Runner(name="kgnlp", pause_on_shutdown=False, limit=None)
    served = {}
    async with get_client() as client:
        for deployment in deployments:
            made = await asyncio.to_thread(deployment.for_runner, schedule_file)
            served[await runner.aadd_deployment(made)] = deployment
        await _settle(client, list(served))
        for identity, deployment in served.items():
            await _make_good(client, identity, deployment, say)
    say(f"Prefect server: {address}")
    for deployment in deployments:
        next_time = await asyncio.to_thread(deployment.next_time, dt.datetime.now(dt.UTC))
        say(
            f"{deployment.name}: {next_time:%A %d.%m.%Y %H:%M %Z}"
            if next_time
            else f"{deployment.name}: never"
        )
    await _run_until_signal(runner, process)


async def _settle(client: PrefectClient, deployments: Sequence[UUID]) -> None:
    """Runs that were at work when the last serve ended are over: their slots are given free."""
    for run in await _runs(client, deployments, *_AT_WORK):
        await client.set_flow_run_state(run.id, Crashed(message="Ended with the process that served it."))


async def _make_good(client: PrefectClient, identity: UUID, deployment: Deployment, say: Say) -> None:
    """Start what should have run while nothing was served, or what did not come to its end."""
    now = dt.datetime.now(dt.UTC)
    due = await asyncio.to_thread(deployment.last_time, now)
    known_since = (await client.read_deployment(identity)).created
    if due is None or known_since is None or known_since > due:
        return
    done = await _runs(client, [identity], StateType.COMPLETED, start_time={"after_": due})
    late = await _runs(client, [identity], StateType.SCHEDULED, next_scheduled_start_time={"before_": now})
    if not done and not late:
        await client.create_flow_run_from_deployment(identity, name=f"{deployment.name}-made-good")
        say(f"{deployment.name}: due {due:%d.%m.%Y %H:%M}, made good now")


async def _runs(
    client: PrefectClient, deployments: Sequence[UUID], *states: StateType, **more: dict[str, dt.datetime]
) -> list[FlowRun]:
    """Runs of the deployments in any of the states; ``more`` are other filters of Prefect's."""
    wanted = {"deployment_id": {"any_": deployments}, "state": {"type": {"any_": states}}, **more}
    return await client.read_flow_runs(flow_run_filter=FlowRunFilter.model_validate(wanted))


async def _run_until_signal(runner: Runner, process: subprocess.Popen[bytes]) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(runner.start())
    await asyncio.sleep(0)  # the runner sets a handler of its own first, which leaves the server to itself
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set() and not running.done() and process.poll() is None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _WATCH_S)
    ended_by_itself = process.poll() is not None
    if not running.done():
        logging.getLogger("prefect").setLevel(logging.CRITICAL)  # of what is cut off there is nothing to say
        await runner.astop()
        running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    if ended_by_itself:
        raise ServeError(
            f"the Prefect server ended by itself (exit code {process.returncode})",
            expected="it to run as long as this command",
            action="Start kgnlp serve again; what was missed is made good then.",
        )
