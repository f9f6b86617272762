"""The end of a run: parts -> the five tables and the report, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import Plan
from kgnlp.run.reporting import write_report
from kgnlp.run.summary import Outcome, Summary, manifest_of, readable, summarise
from kgnlp.tables import Store


def publish(plan: Plan, outcomes: Sequence[Outcome], store: Store, inputs: Inputs) -> Summary:
    """Make the tables of all interviews that were read the current ones, with a report on them.

    Where no interview could be read, the tables of the last run stay.
    """
    jobs = readable(plan, outcomes)
    summary = summarise(plan, outcomes, store)
    if jobs:
        generation = store.new_generation()
        store.write_tables(generation, [job.fingerprint for job in jobs])
        write_report(generation, summary.notices, summary.done, summary.unchanged, inputs)
        used = {job.fingerprint for job in plan.jobs}
        store.publish(generation, manifest_of(jobs, summary.notices, inputs), used)
    return summary
