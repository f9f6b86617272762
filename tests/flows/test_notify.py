"""Who is told of a failed run, and what the message holds."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import FlowRun
from prefect.states import Failed

from flows.notify import tell
from flows.scheduled import process_new
from tests.flows.builders import a_schedule
from tests.flows.listener import listener
from tests.flows.mail_sink import mail_sink

# Apprise imports a module that Python is to drop, and leaves its socket to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
SECRET = "Jeg sa til Kari at dette går ikke."


def a_failure(schedule: Path) -> tuple[FlowRun, Failed]:
    run = FlowRun(id=uuid4(), flow_id=uuid4(), name="nightly", parameters={"schedule_file": str(schedule)})
    return run, Failed(message=f"KeyError: {SECRET}", data=KeyError(SECRET))


def test_a_webhook_is_told_names_and_state_and_no_text(tmp_path: Path) -> None:
    with listener() as (port, received):
        run, state = a_failure(a_schedule(tmp_path, notify=f"json://127.0.0.1:{port}/hook"))
        tell(process_new, run, state)
    (message,) = received
    for part in ("kgnlp-nightly", "Failed", str(run.id)):
        assert part in message
    assert "Kari" not in message
    assert "KeyError" not in message


def test_mail_is_sent_with_names_and_state_and_no_text(tmp_path: Path) -> None:
    with mail_sink() as (port, received):
        address = f"mailto://127.0.0.1:{port}?from=kgnlp@example.no&to=meg@example.no"
        run, state = a_failure(a_schedule(tmp_path, notify=f"'{address}'"))
        tell(process_new, run, state)
    (message,) = received
    assert message["Subject"] == "kgnlp: kgnlp-nightly: Failed"
    assert "meg@example.no" in message["To"]
    shown = "".join(part.get_content() for part in message.walk() if not part.is_multipart())
    assert f"med tilstanden Failed. Kjøringens id er {run.id}" in shown
    assert "Kari" not in message.as_string() + shown
    assert "KeyError" not in message.as_string() + shown


def test_without_an_address_nobody_is_told(tmp_path: Path) -> None:
    with listener() as (_, received):
        tell(process_new, *a_failure(a_schedule(tmp_path)))
    assert not received


def test_the_scheduled_flows_tell_of_failures_and_crashes() -> None:
    from flows.scheduled import report_drift, retrain_weekly

    for flow in (process_new, retrain_weekly, report_drift):
        assert flow.on_failure_hooks == [tell]
        assert flow.on_crashed_hooks == [tell]
