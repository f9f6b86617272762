"""What a run does, in counts and notices; nothing heavy is imported for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from importlib import metadata

from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import PIPELINE_VERSION, Job, Notice, Plan
from kgnlp.tables import Store
from kgnlp.watching import profile_hash


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its part was written, or a notice says why not."""

    job: Job
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    interviews: int  # in the tables now
    done: int  # of them, done in this run
    unchanged: int  # of them, kept as they were
    removed: int  # in the tables before, and no more
    notices: tuple[Notice, ...]


def summarise(plan: Plan, outcomes: Sequence[Outcome], store: Store) -> Summary:
    """What a run does to the tables that are there; call it before they are replaced."""
    jobs = readable(plan, outcomes)
    before = set(store.manifest().get("interviews", {}))
    return Summary(
        interviews=len(jobs),
        done=len(jobs) - len(plan.done),
        unchanged=len(plan.done),
        removed=len(before - {job.metadata.interview_id for job in jobs}),
        notices=plan.notices + tuple(outcome.notice for outcome in outcomes if outcome.notice),
    )


def is_current(plan: Plan, store: Store, inputs: Inputs) -> bool:
    """Whether the tables and the report are already what a run would publish."""
    return not plan.to_do and store.manifest() == manifest_of(plan.done, plan.notices, inputs)


def readable(plan: Plan, outcomes: Sequence[Outcome]) -> list[Job]:
    """The jobs whose rows are in the tables after the run, by interview."""
    read_now = [outcome.job for outcome in outcomes if outcome.notice is None]
    return sorted((*plan.done, *read_now), key=lambda job: job.metadata.interview_id)


def manifest_of(jobs: Iterable[Job], notices: Iterable[Notice], inputs: Inputs) -> dict[str, object]:
    """What tables and report are made of."""
    return {
        "interviews": {job.metadata.interview_id: job.fingerprint for job in jobs},
        "notices": sorted(list(astuple(notice)) for notice in notices),
        "versions": inputs.versions | code_versions(),
        "report": inputs.settings.report.model_dump(),
        # What has moved, and so the report and what is put to review, follows from it; no row does otherwise.
        "profile": profile_hash(inputs.settings.models, inputs.model_version),
    }


def code_versions() -> dict[str, str]:
    """Versions of the code that makes tables and report."""
    return {"kgnlp": metadata.version("kgnlp"), "pipeline": PIPELINE_VERSION}
