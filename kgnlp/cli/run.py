"""``kgnlp run``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgnlp.errors import InputError

if TYPE_CHECKING:
    from kgnlp.run.inputs import Inputs
    from kgnlp.run.summary import Summary


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
    output: Annotated[Path, typer.Option(file_okay=False, help="Folder for the tables and the report.")],
    config: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Settings; configs/pipeline.yaml where not given."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Model version; the current one where not given.")] = None,
) -> None:
    """Read a folder of transcripts and write parquet tables and report.html.

    Interviews whose transcript, guide, codebook, settings and model version are unchanged since the
    last run into the same folder are not done again. Files that can't be read are named in the
    report and stop nothing but themselves.

    Exit code: 0 done, perhaps with warnings; 1 nothing could be read; 2 wrong usage.
    """
    from kgnlp.cli.console import shown_progress
    from kgnlp.run.inputs import load_inputs
    from kgnlp.settings import default_settings_file
    from kgnlp.tables import Store

    settings_file = (config or default_settings_file()).resolve()
    inputs = load_inputs(settings_file, model)
    store = Store(output.resolve())
    with shown_progress(), store.locked():
        summary = _summary(input_folder.resolve(), store.folder, settings_file, inputs)
    _print(summary)
    if summary.interviews == 0:
        raise typer.Exit(1)


def _summary(input_folder: Path, output_folder: Path, settings_file: Path, inputs: Inputs) -> Summary:
    """Start the flow; but where nothing has changed and no Prefect server waits for a record, don't."""
    import os

    from kgnlp.run.plan import make_plan
    from kgnlp.run.summary import is_current, summarise
    from kgnlp.tables import Store

    store = Store(output_folder)
    plan = make_plan(input_folder, store, inputs)
    if not plan.jobs and not plan.notices:
        raise InputError(
            f"no transcripts in {input_folder}",
            expected="transcript files, and a row in interviews.csv for each",
            action="Put the files and interviews.csv in that folder.",
        )
    if is_current(plan, store, inputs) and "PREFECT_API_URL" not in os.environ:
        return summarise(plan, [], store)
    from flows.run import run_interviews

    return run_interviews(input_folder, output_folder, settings_file, inputs.model_version)


def _print(summary: Summary) -> None:
    for notice in summary.notices:
        typer.secho(str(notice), fg="yellow", err=True)
    typer.echo(
        f"{summary.interviews} interviews: {summary.done} done, {summary.unchanged} unchanged, "
        f"{summary.removed} removed; {len(summary.notices)} warnings"
    )
    if summary.interviews:
        typer.echo(f"Report: {summary.output_folder / 'report.html'}")
