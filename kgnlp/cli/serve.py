"""``kgnlp serve``: nightly runs, weekly retraining and monthly drift pages, from one process."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kgnlp.errors import ConfigurationError
from kgnlp.settings import ROOT


def serve(
    config: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, help="What the runs work on; see configs/schedule.yaml."),
    ],
    timetable: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="When they run; prefect.yaml where not given.")
    ] = ROOT / "prefect.yaml",
) -> None:
    """Run the scheduled jobs until Ctrl+C: nightly runs, weekly retraining, monthly drift pages.

    Starts a Prefect server on this machine alone, with its database in the folder `home` of the settings;
    its page shows what ran and how it ended. What was missed while nothing was served is made good at the
    start. docs/scheduling.md shows how to have it started with the machine.
    """
    from kgnlp.locking import held
    from kgnlp.schedule import load_schedule

    schedule = load_schedule(config)
    schedule.home.mkdir(parents=True, exist_ok=True)
    schedule.home.chmod(0o700)
    address = f"http://127.0.0.1:{schedule.port}"
    busy = ConfigurationError(
        f"another kgnlp serve with its database in {schedule.home}",
        expected="one at a time",
        action="End that one, or give this one a home of its own in the settings.",
    )
    with held(schedule.home / "serve.lock", 0, busy):
        os.environ.update(_environment(schedule.home, address))
        from flows.serving import serve as serve_flows
        from flows.timetable import load_deployments

        serve_flows(address, load_deployments(timetable), config.resolve(), typer.echo)


def _environment(home: Path, address: str) -> dict[str, str]:
    """What Prefect reads when it is imported, here and in the processes of the runs."""
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"{address}/api",
        # The page would look for its server at Prefect's own port.
        "PREFECT_SERVER_UI_API_URL": f"{address}/api",
    }
