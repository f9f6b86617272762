"""The end of a run: parts -> the five tables and the report, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kgnlp.run import models
from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import Job, Plan
from kgnlp.run.reporting import write_report
from kgnlp.run.summary import Outcome, Summary, manifest_of, readable, summarise
from kgnlp.run.watch import ReviewBars, watch
from kgnlp.tables import Figures, State, Store


def publish(plan: Plan, outcomes: Sequence[Outcome], store: Store, inputs: Inputs) -> Summary:
    """Make the tables of all interviews that were read the current ones, with a report on them.

    Where no interview could be read, the tables of the last run stay.
    """
    models.forget()  # else they and the tables that the report holds would be in memory at once
    jobs = readable(plan, outcomes)
    summary = summarise(plan, outcomes, store)
    if jobs:
        state = store.state()
        figures = {job.fingerprint: _figures(job, state, store) for job in jobs}
        watched = watch(jobs, figures, inputs)
        generation = store.new_generation()
        store.write_tables(generation, list(figures), state, ReviewBars.of(jobs, watched, inputs))
        write_report(store, generation, summary, watched, inputs)
        failed = {job.fingerprint for job in plan.jobs} - figures.keys()
        store.publish(generation, manifest_of(jobs, summary.notices, inputs), figures, failed)
    return summary


def _figures(job: Job, state: State, store: Store) -> Figures:
    found = state.published.get(job.fingerprint)
    return store.part_figures(job.fingerprint) if found is None else found
