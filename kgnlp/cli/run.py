"""``kgnlp run``: the main job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgnlp.cli.options import Config, settings_file
from kgnlp.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from kgnlp.run.inputs import Inputs
    from kgnlp.run.summary import Summary


class EngineName(StrEnum):
    """What does the interviews."""

    local = "local"
    dask = "dask"


def run(
    input_folder: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT",
            exists=True,
            file_okay=False,
            help="Folder of transcripts with interviews.csv (or .xlsx): file, interview_id, group, phase, "
            "role, guide, date, interviewers.",
        ),
    ],
    output: Annotated[
        str,
        typer.Option(help="Folder for the tables and the report, or an object store: s3://bucket/prefix."),
    ],
    config: Config = None,
    model: Annotated[str | None, typer.Option(help="Model version; the current one where not given.")] = None,
    engine: Annotated[
        EngineName, typer.Option(help="local: this process. dask: several, here or on other machines.")
    ] = EngineName.local,
    address: Annotated[
        str | None,
        typer.Option(help="Dask scheduler: tcp://10.0.0.5:8786. Without it workers are started here."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Dask workers to start here; 1 GB of memory each.")
    ] = 2,
) -> None:
    """Read a folder of transcripts and write parquet tables and report.html.

    Interviews whose transcript, guide, codebook, settings and model version are unchanged since the
    last run into the same folder are not done again. Files that can't be read are named in the
    report and stop nothing but themselves.

    Exit code: 0 done, perhaps with warnings; 1 nothing could be read; 2 wrong usage.
    """
    from kgnlp.cli.console import shown_progress
    from kgnlp.run.inputs import load_inputs

    if address and engine is not EngineName.dask:
        raise ConfigurationError(
            "--address without --engine dask",
            expected="both, or neither",
            action="Add --engine dask, or leave the address out.",
        )
    settings = settings_file(config)
    inputs = load_inputs(settings, model)
    # An address as it is; the path of a folder made absolute, as workers have working folders of their own.
    location = output if "://" in output else str(Path(output).resolve())
    with shown_progress():
        summary = _up_to_date(input_folder.resolve(), location, inputs)
        if summary is None:
            flow_arguments = (input_folder.resolve(), location, settings, inputs.model_version)
            summary = _start(flow_arguments, engine, address, workers)
    _print(summary, location)
    if summary.interviews == 0:
        raise typer.Exit(1)


def _up_to_date(input_folder: Path, output: str, inputs: Inputs) -> Summary | None:
    """The summary where nothing has changed and no Prefect server waits for a record; None else."""
    import os

    from kgnlp.run.plan import make_plan
    from kgnlp.run.summary import is_current, summarise
    from kgnlp.tables import Store

    store = Store(output)
    plan = make_plan(input_folder, store, inputs)
    if not plan.jobs and not plan.notices:
        raise InputError(
            f"no transcripts in {input_folder}",
            expected="transcript files, and a row in interviews.csv for each",
            action="Put the files and interviews.csv in that folder.",
        )
    if is_current(plan, store, inputs) and "PREFECT_API_URL" not in os.environ:
        return summarise(plan, [], store)
    return None


def _start(
    arguments: tuple[Path, str, Path, str], engine: EngineName, address: str | None, workers: int
) -> Summary:
    from flows import engines
    from flows.run import run_interviews

    if engine is EngineName.local:
        return run_interviews(*arguments)
    with engines.dask(address, workers) as runner:
        return run_interviews.with_options(task_runner=runner)(*arguments)


def _print(summary: Summary, location: str) -> None:
    from kgnlp.tables import REPORT, Store

    for notice in summary.notices:
        typer.secho(str(notice), fg="yellow", err=True)
    typer.echo(
        f"{summary.interviews} interviews: {summary.done} done, {summary.unchanged} unchanged, "
        f"{summary.removed} removed; {len(summary.notices)} warnings"
    )
    if summary.interviews:
        typer.echo(f"Report: {Store(location).place.shown(REPORT)}")
