"""When the scheduled runs start, by Prefect's own reckoning."""

from __future__ import annotations

import datetime as dt
import inspect
from pathlib import Path

import pytest
from prefect.flows import load_flow_from_entrypoint

from flows.timetable import Deployment, load_deployments
from kgnlp.errors import ConfigurationError
from tests.flows.cluster import ROOT

DEPLOYMENTS = {one.name: one for one in load_deployments(ROOT / "prefect.yaml")}


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def times(deployment: Deployment, start: str, end: str) -> list[str]:
    (schedule,) = deployment.schedules
    return [f"{time:%a %d.%m %H:%M %Z}" for time in schedule.between(utc(start), utc(end))]


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        # The clock goes forward on 29 March 2026 at 02:00: the night is an hour shorter, and has its run.
        (
            "nightly",
            "2026-03-28",
            "2026-03-31",
            ["Sat 28.03 03:30 CET", "Sun 29.03 03:30 CEST", "Mon 30.03 03:30 CEST"],
        ),
        # It goes back on 25 October 2026 at 03:00: 02:00 to 03:00 comes twice, 03:30 once.
        (
            "nightly",
            "2026-10-24",
            "2026-10-27",
            ["Sat 24.10 03:30 CEST", "Sun 25.10 03:30 CET", "Mon 26.10 03:30 CET"],
        ),
        # Sundays, also those of the clock changes.
        ("weekly", "2026-03-22", "2026-03-30", ["Sun 22.03 05:00 CET", "Sun 29.03 05:00 CEST"]),
        ("weekly", "2026-10-19", "2026-11-02", ["Sun 25.10 05:00 CET", "Sun 01.11 05:00 CET"]),
        (
            "monthly",
            "2026-10-15",
            "2027-01-15",
            [f"{d} 07:00 CET" for d in ("Sun 01.11", "Tue 01.12", "Fri 01.01")],
        ),
    ],
)
def test_times_are_those_of_oslo(name: str, start: str, end: str, expected: list[str]) -> None:
    assert times(DEPLOYMENTS[name], start, end) == expected


def test_a_year_has_a_run_for_every_night() -> None:
    (schedule,) = DEPLOYMENTS["nightly"].schedules
    found = schedule.between(utc("2026-01-01"), utc("2027-01-01"))
    assert len({time.date() for time in found}) == len(found) == 365


@pytest.mark.parametrize("deployment", DEPLOYMENTS.values(), ids=DEPLOYMENTS)
def test_every_deployment_can_be_started(deployment: Deployment) -> None:
    flow = load_flow_from_entrypoint(str(ROOT / deployment.entrypoint))
    inspect.signature(flow.fn).bind(**deployment.parameters)
    assert deployment.concurrency_limit.limit == 1
    assert not any(time.cron is None for time in deployment.schedules)


def test_next_and_last_time() -> None:
    nightly = DEPLOYMENTS["nightly"]
    noon = utc("2026-11-26T12:00")
    assert str(nightly.next_time(noon)) == "2026-11-27 03:30:00+01:00"
    assert str(nightly.last_time(noon)) == "2026-11-26 03:30:00+01:00"
    assert str(DEPLOYMENTS["monthly"].last_time(noon)) == "2026-11-01 07:00:00+01:00"


def test_a_misspelt_key_of_a_schedule_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "prefect.yaml"
    text = (ROOT / "prefect.yaml").read_text("utf-8")
    file.write_text(text.replace("timezone:", "time_zone:", 1), "utf-8")
    with pytest.raises(ConfigurationError, match="time_zone"):
        load_deployments(file)
