"""The main job: a folder of transcripts -> tables and report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prefect import Task, flow, task
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import as_completed

from flows.engines import in_process, is_lost_worker
from kgnlp import progress
from kgnlp.run.inputs import load_inputs
from kgnlp.run.plan import Job, Plan, make_plan
from kgnlp.run.process import lost, process
from kgnlp.run.publish import publish
from kgnlp.run.summary import Outcome, Summary, is_current, summarise
from kgnlp.tables import Store
from kgnlp.training import registry

# Interviews a task: two to five seconds of work, so that the engine's own cost for a task is small.
BATCH = 4


def _may_pass(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again may help: shared folders and object stores fail for moments, the rest does not."""
    return isinstance(state.data, OSError)


_RETRIED: dict[str, Any] = {
    "retries": 3,
    "retry_delay_seconds": [2, 10, 60],
    "retry_condition_fn": _may_pass,
}


@task(name="plan", task_run_name="plan", **_RETRIED)
def plan_task(input_folder: Path, output: str, settings_file: Path, model_version: str) -> Plan:
    """Find what is new or changed, and that the models for it are whole."""
    inputs = load_inputs(settings_file, model_version)
    plan = make_plan(input_folder, Store(output), inputs)
    if plan.to_do:
        registry.verified(inputs.settings.models, model_version)
    return plan


@task(name="process", task_run_name="process-{jobs[0].metadata.interview_id}", **_RETRIED)
def process_task(
    jobs: Sequence[Job], input_folder: Path, output: str, settings_file: Path, model_version: str
) -> list[Outcome]:
    """Take a batch of interviews through the stages."""
    return process(jobs, input_folder, Store(output), load_inputs(settings_file, model_version))


@task(name="publish", task_run_name="publish", **_RETRIED)
def publish_task(
    plan: Plan, outcomes: list[Outcome], output: str, settings_file: Path, model_version: str
) -> Summary:
    """Write the tables and the report, all or nothing."""
    return publish(plan, outcomes, Store(output), load_inputs(settings_file, model_version))


@flow(name="kgnlp-run", flow_run_name="run", validate_parameters=False, task_runner=in_process())
def run_interviews(
    input_folder: Path, output: str, settings_file: Path, model_version: str, wait_s: float = 0
) -> Summary:
    """Read, segment, tag and publish a folder of transcripts.

    The run ends with the model version that it started with, whatever is promoted meanwhile.

    Args:
        input_folder: the transcripts with interviews.csv.
        output: folder, or address of an object store.
        settings_file: the settings.
        model_version: the model version.
        wait_s: seconds to wait for another run into the same output to end.

    Raises:
        TableError: another run is writing to the output.
    """
    made_by = (settings_file, model_version)
    with Store(output).locked(wait_s):
        progress.report("plan", 0, 1)
        plan = plan_task(input_folder, output, *made_by)
        if is_current(plan, Store(output), load_inputs(*made_by)):
            return summarise(plan, [], Store(output))
        outcomes: list[Outcome] = []
        for found in _process_all(plan.to_do, (input_folder, output, *made_by)):
            outcomes += found
            progress.report("interviews", len(outcomes), len(plan.to_do))
        progress.report("tables and report", 0, 1)
        summary = publish_task(plan, outcomes, output, *made_by)
        progress.report("tables and report", 1, 1)
        return summary


def _process_all(jobs: Sequence[Job], work: tuple[Path, str, Path, str]) -> Iterator[list[Outcome]]:
    """The outcomes of all jobs, batch by batch as they are done.

    Dask also gives up what waited at a worker that died, so the jobs of such batches are done again one at a
    time: whose workers die then is itself to blame.
    """
    suspects: list[Job] = []
    for batch, found in _process_batches([jobs[i : i + BATCH] for i in range(0, len(jobs), BATCH)], work):
        if found is None:
            suspects += batch
        else:
            yield found
    for job in suspects:
        for _, found in _process_batches([[job]], work):
            yield [lost(job)] if found is None else found


def _process_batches(
    batches: Sequence[Sequence[Job]], work: tuple[Path, str, Path, str]
) -> Iterator[tuple[Sequence[Job], list[Outcome] | None]]:
    """Each batch with its outcomes, None where worker after worker died under it."""
    futures = {process_task.submit(batch, *work): batch for batch in batches}
    for future in as_completed(list(futures)):
        try:
            yield futures[future], future.result()
        except Exception as error:
            if not is_lost_worker(error):
                raise
            yield futures[future], None
