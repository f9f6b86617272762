"""The main job: a folder of transcripts -> tables and report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from kgnlp import progress
from kgnlp.run.inputs import load_inputs
from kgnlp.run.models import models_of
from kgnlp.run.plan import Job, Plan, make_plan
from kgnlp.run.process import process
from kgnlp.run.publish import publish
from kgnlp.run.summary import Outcome, Summary
from kgnlp.tables import Store

# Interviews a task: two to five seconds of work, so that the engine's own cost for a task is small.
BATCH = 4


@task(name="plan", task_run_name="plan")
def plan_task(input_folder: Path, output_folder: Path, settings_file: Path, model_version: str) -> Plan:
    """Find what is new or changed, and that the models for it are whole."""
    inputs = load_inputs(settings_file, model_version)
    plan = make_plan(input_folder, Store(output_folder), inputs)
    if plan.to_do:
        models_of(inputs)
    return plan


@task(name="process", task_run_name="process-{jobs[0].metadata.interview_id}")
def process_task(
    jobs: Sequence[Job],
    input_folder: Path,
    output_folder: Path,
    settings_file: Path,
    model_version: str,
) -> list[Outcome]:
    """Take a batch of interviews through the stages."""
    inputs = load_inputs(settings_file, model_version)
    return process(jobs, input_folder, Store(output_folder), inputs)


@task(name="publish", task_run_name="publish")
def publish_task(
    plan: Plan, outcomes: list[Outcome], output_folder: Path, settings_file: Path, model_version: str
) -> Summary:
    """Write the tables and the report, all or nothing."""
    return publish(plan, outcomes, Store(output_folder), load_inputs(settings_file, model_version))


# One worker: the stages hold the interpreter, so that more threads only take more memory.
@flow(
    name="kgnlp-run",
    flow_run_name="run",
    validate_parameters=False,
    task_runner=ThreadPoolTaskRunner(max_workers=1),  # type: ignore[arg-type]
)
def run_interviews(
    input_folder: Path, output_folder: Path, settings_file: Path, model_version: str
) -> Summary:
    """Read, segment, tag and publish a folder of transcripts.

    The run ends with the model version that it started with, whatever is promoted meanwhile.
    """
    made_by = (settings_file, model_version)
    progress.report("plan", 0, 1)
    plan = plan_task(input_folder, output_folder, *made_by)
    batches = [plan.to_do[first : first + BATCH] for first in range(0, len(plan.to_do), BATCH)]
    futures = [process_task.submit(batch, input_folder, output_folder, *made_by) for batch in batches]
    outcomes: list[Outcome] = []
    for future in as_completed(futures):
        outcomes += future.result()
        progress.report("interviews", len(outcomes), len(plan.to_do))
    progress.report("tables and report", 0, 1)
    summary = publish_task(plan, outcomes, output_folder, *made_by)
    progress.report("tables and report", 1, 1)
    return summary
