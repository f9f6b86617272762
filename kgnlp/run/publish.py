"""The end of a run: parts -> the five tables and the report, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import Job, Notice, Plan
from kgnlp.run.process import Outcome
from kgnlp.run.reporting import write_report
from kgnlp.tables import Store


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, in counts and notices."""

    output_folder: Path
    interviews: int  # in the tables now
    done: int  # of them, done in this run
    unchanged: int  # of them, kept as they were
    removed: int  # in the tables before, and no more
    notices: tuple[Notice, ...]


def publish(plan: Plan, outcomes: Sequence[Outcome], store: Store, inputs: Inputs) -> Summary:
    """Make the tables of all interviews that were read the current ones, with a report on them.

    Where no interview could be read, the tables of the last run stay.
    """
    jobs = _readable(plan, outcomes)
    summary = summarise(plan, outcomes, store)
    if jobs:
        generation = store.new_generation()
        store.write_tables(generation, [job.fingerprint for job in jobs])
        write_report(generation, summary.notices, summary.done, summary.unchanged, inputs)
        used = {job.fingerprint for job in plan.jobs}
        store.publish(generation, _manifest(jobs, summary.notices, inputs), used)
    return summary


def summarise(plan: Plan, outcomes: Sequence[Outcome], store: Store) -> Summary:
    """What a run does to the tables that are there; call it before they are replaced."""
    jobs = _readable(plan, outcomes)
    before = set(store.manifest().get("interviews", {}))
    return Summary(
        output_folder=store.folder,
        interviews=len(jobs),
        done=len(jobs) - len(plan.done),
        unchanged=len(plan.done),
        removed=len(before - {job.metadata.interview_id for job in jobs}),
        notices=plan.notices + tuple(outcome.notice for outcome in outcomes if outcome.notice),
    )


def is_current(plan: Plan, store: Store, inputs: Inputs) -> bool:
    """Whether the tables are already what a run would publish."""
    return not plan.to_do and store.manifest() == _manifest(plan.done, plan.notices, inputs)


def _readable(plan: Plan, outcomes: Sequence[Outcome]) -> list[Job]:
    read_now = [outcome.job for outcome in outcomes if outcome.notice is None]
    return sorted((*plan.done, *read_now), key=lambda job: job.metadata.interview_id)


def _manifest(jobs: Iterable[Job], notices: Iterable[Notice], inputs: Inputs) -> dict[str, object]:
    return {
        "interviews": {job.metadata.interview_id: job.fingerprint for job in jobs},
        "notices": sorted(list(astuple(notice)) for notice in notices),
        "versions": inputs.versions,
    }
