"""Who is told when a scheduled run fails: by Prefect's notification blocks, without any text of the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import Flow
from prefect.blocks.core import Block
from prefect.blocks.notifications import AppriseNotificationBlock
from prefect.client.schemas.objects import FlowRun, State
from pydantic import SecretStr

from kgnlp.schedule import load_schedule


class Address(AppriseNotificationBlock):
    """Any address that Apprise knows, such as mailtos:// or json://."""

    _block_type_name = "kgnlp address"


def tell(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Send names, state and id of a run that failed; hook of the scheduled flows.

    The state's message is left out: it repeats the error, and errors of libraries may repeat what they read.
    """
    schedule = load_schedule(Path(flow_run.parameters["schedule_file"]))
    if schedule.notify is None:
        return
    subject = f"kgnlp: {flow.name}: {state.name}"
    body = (
        f"Kjøringen {flow.name} ({flow_run.name}) endte {state.timestamp:%d.%m.%Y %H:%M} UTC "
        f"med tilstanden {state.name}. Kjøringens id er {flow_run.id}."
    )
    _block(schedule.notify).notify(body, subject)


def _block(name: str) -> Any:
    return Address(url=SecretStr(name)) if "://" in name else Block.load(name)
