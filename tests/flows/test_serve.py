"""``kgnlp serve`` as a user starts it: a week of short nights; stopped, killed, started again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from itertools import pairwise, takewhile
from pathlib import Path

import psutil
import pytest

from kgnlp.tables import Store
from tests.flows.builders import a_folder, a_schedule, a_timetable, add_interview, interviews
from tests.flows.cluster import kill
from tests.flows.listener import listener
from tests.flows.serve_process import ENDED, SERVE, SLOW, Run, Serving, serving

pytestmark = pytest.mark.slow
NIGHTS = 7
MINUTES = 2  # from night to night; a busy machine needs more than one for a run
CRASH, LONG = 3, 5  # the night that is killed in mid-run, and the one that takes longer than to the next
EVERY_NIGHT = f"""
deployments:
- name: nightly
  entrypoint: flows/scheduled.py:process_new
  schedules: [{{cron: "*/{MINUTES} * * * *", timezone: Europe/Oslo}}]
  concurrency_limit: {{limit: 1, collision_strategy: CANCEL_NEW}}
"""
NEVER = EVERY_NIGHT.replace(f"*/{MINUTES} * * * *", "0 5 1 1 *")


def until(second: int) -> float:
    """Wait until so many seconds after a night begins, or before, where less than 0; when the night began."""
    time.sleep((second - time.time()) % (60 * MINUTES))
    return time.time() // (60 * MINUTES) * 60 * MINUTES


def overlapping(runs: list[Run]) -> list[tuple[Run, Run]]:
    ran = sorted((run for run in runs if run.start and run.state != "CANCELLED"), key=lambda run: run.start)
    return [(one, other) for one, other in pairwise(ran) if one.end > other.start]


def left_out_without_need(runs: list[Run]) -> list[Run]:
    """Runs that were cancelled though no other was at work, or about to be."""
    others = [run for run in runs if run.start and run.state != "CANCELLED"]
    return [
        run
        for run in runs
        if run.state == "CANCELLED" and not any(one.due <= run.start <= one.end for one in others)
    ]


def crash(serve: Serving, began: float) -> None:
    """Kill what does a night's run, in the middle of it."""
    wait_for_one(serve, "RUNNING", began)
    doomed = serve.flow_process()
    assert doomed is not None
    doomed.kill()
    wait_for_one(serve, "CRASHED", began)


def since(serve: Serving, began: float) -> list[Run]:
    """The runs that came due since then."""
    return [run for run in serve.runs() if run.due.timestamp() >= began]


def wait_for_one(serve: Serving, state: str, began: float) -> None:
    """Wait for a run in a state among those since then."""
    serve.wait_for(lambda: any(run.state == state for run in since(serve, began)), SLOW)


def wait_until_done(serve: Serving, began: float) -> None:
    """Wait until a run that started since then has done its work."""
    serve.wait_for(
        lambda: any(
            run.state == "COMPLETED" and run.start and run.start.timestamp() >= began for run in serve.runs()
        ),
        SLOW,
    )


def live_through_a_week(serve: Serving, folder: Path, out: Path) -> None:
    """An interview comes every day, and is in the tables after the night, or where it crashes the next."""
    added = set()
    by_hand = Store(out).locked(wait_s=SLOW)
    for night in range(1, NIGHTS + 1):
        until(-15)
        added.add(add_interview(folder, night))
        if night == LONG:  # a run by hand holds the output until the next night's run was left out
            by_hand.__enter__()
        began = until(0)
        if night == CRASH:
            crash(serve, began)
        elif night != LONG:
            if night == LONG + 1:
                wait_for_one(serve, "CANCELLED", began)
                by_hand.__exit__(None, None, None)
            wait_until_done(serve, began)
            assert interviews(out) == added


def test_a_week_of_nights(tmp_path: Path) -> None:
    """No overlap, no gap, and a crash in one night is made good the next."""
    folder = a_folder(tmp_path / "in")
    with listener() as (port, told):
        schedule = a_schedule(tmp_path, notify=f"json://127.0.0.1:{port}/hook")
        with serving(schedule, a_timetable(tmp_path, EVERY_NIGHT)) as serve:
            live_through_a_week(serve, folder, tmp_path / "out")
            runs = list(takewhile(lambda run: run.state in ENDED, serve.runs()))
    print("\n".join(map(str, runs)))  # noqa: T201 - shown where an assertion fails
    assert not overlapping(runs)
    assert not left_out_without_need(runs)
    nights = [int(run.due.timestamp() // (60 * MINUTES)) for run in runs]
    assert nights == list(range(nights[0], nights[0] + len(runs)))  # no gap: one a night
    assert len(runs) >= NIGHTS
    states = [run.state for run in runs if run.state != "CANCELLED"]
    assert states.count("CRASHED") == 1
    assert states[states.index("CRASHED") + 1] == "COMPLETED"
    assert set(states) == {"COMPLETED", "CRASHED"}
    assert len(states) < len(runs)  # the night while another was at work
    (message,) = told
    assert "Crashed" in message
    assert "møtes" not in message


def test_what_was_missed_is_made_good_at_the_next_start(tmp_path: Path) -> None:
    """Also where serve itself was killed in mid-run; its deployments are not left paused."""
    folder = a_folder(tmp_path / "in")
    name = add_interview(folder, 1)
    schedule = a_schedule(tmp_path)
    timetable = a_timetable(tmp_path, EVERY_NIGHT)
    serve = subprocess.Popen(
        [*SERVE, "--config", str(schedule), "--timetable", str(timetable)],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    parts = tmp_path / "out" / ".kgnlp"
    end = time.monotonic() + SLOW
    while not parts.exists() and time.monotonic() < end:
        time.sleep(0.1)
    assert parts.exists()
    kill(serve)
    _kill_server(tmp_path / "home")
    assert not (tmp_path / "out" / "tags.parquet").exists()

    with serving(schedule, timetable) as again:
        again.wait_for(lambda: (tmp_path / "out" / "tags.parquet").exists())
        again.wait_for(lambda: any(run.state == "COMPLETED" for run in again.runs()))
        assert interviews(tmp_path / "out") == {name}
        assert again.runs()[0].state == "CRASHED"
        assert not any(deployment["paused"] for deployment in again.deployments())
    with serving(schedule, timetable) as third:
        assert not any(deployment["paused"] for deployment in third.deployments())


def test_a_second_serve_with_the_same_home_is_refused(tmp_path: Path) -> None:
    a_folder(tmp_path / "in")
    schedule = a_schedule(tmp_path)
    timetable = a_timetable(tmp_path, NEVER)
    with serving(schedule, timetable) as serve:
        second = subprocess.run(
            [*SERVE, "--config", str(schedule), "--timetable", str(timetable)], capture_output=True, text=True
        )
        assert second.returncode == 1
        assert "another kgnlp serve" in second.stderr
        assert serve.process.poll() is None
        assert not serve.runs()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_server_when_it_is_told_to_right_after_the_start(
    tmp_path: Path, number: signal.Signals
) -> None:
    """And starts again with the database that the first start had begun to make."""
    a_folder(tmp_path / "in")
    schedule, timetable = a_schedule(tmp_path), a_timetable(tmp_path, NEVER)
    command = [*SERVE, "--config", str(schedule), "--timetable", str(timetable)]
    started = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # which shells ignore for jobs
    )
    end = time.monotonic() + SLOW
    while not (children := psutil.Process(started.pid).children()) and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(1)
    started.send_signal(number)
    _, said = started.communicate(timeout=SLOW)
    assert started.returncode == (0 if number is signal.SIGTERM else 130), said
    assert "Traceback" not in said
    assert children
    assert not any(child.is_running() for child in children)
    with serving(schedule, timetable) as serve:
        assert [one["name"] for one in serve.deployments()] == ["nightly"]


def _kill_server(home: Path) -> None:
    """The server is in a group of its own; after a power cut it would be gone too."""
    for process in psutil.process_iter(["environ", "cmdline"]):
        environ, command = process.info["environ"] or {}, process.info["cmdline"] or []
        if environ.get("PREFECT_HOME") == str(home) and "server" in command:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(30)
