"""One interview through the stages: file -> turns -> segments -> passages -> tags -> its part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from kgnlp import ingest, segment, themes, watching
from kgnlp.errors import KgnlpError
from kgnlp.language import cut, identify
from kgnlp.run.inputs import Inputs
from kgnlp.run.models import Models, models_of
from kgnlp.run.plan import Job, Notice
from kgnlp.run.summary import Outcome
from kgnlp.tables import Store, to_tables


def process(jobs: Sequence[Job], input_folder: Path, store: Store, inputs: Inputs) -> list[Outcome]:
    """Do some interviews, one after another; one that fails stops nothing but itself.

    What was finished before a worker died is not done again.
    """
    models = models_of(inputs)
    return [
        Outcome(job)
        if store.has_part(job.fingerprint)
        else _process_one(job, input_folder, store, inputs, models)
        for job in jobs
    ]


def lost(job: Job) -> Outcome:
    """The outcome of an interview under which worker after worker died; the next run tries it again."""
    error = KgnlpError(
        "an interview under which several workers died, most likely for want of memory",
        expected="a transcript that a worker of 3 GB can do",
        action="Look at the file; if it is as it should be, give the workers more memory.",
    )
    return Outcome(job, Notice.of(job.metadata.file, "unreadable", error))


def _process_one(job: Job, folder: Path, store: Store, inputs: Inputs, models: Models) -> Outcome:
    try:
        tables, figures = _rows(job, folder, inputs, models)
    except KgnlpError as error:
        store.write_failure(job.fingerprint, (error.found, error.expected, error.action))
        return Outcome(job, Notice.of(job.metadata.file, "unreadable", error))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one interview must not cost the others
        return Outcome(job, Notice.of(job.metadata.file, "unreadable", _fault(error)))
    # A store that can't be written to is no fault of the interview: it is raised, and tried again.
    store.write_part(job.fingerprint, tables, figures.to_json())
    return Outcome(job)


def _rows(
    job: Job, folder: Path, inputs: Inputs, models: Models
) -> tuple[dict[str, pa.Table], watching.Figures]:
    guide = inputs.guide(job.metadata.guide)
    source = ingest.Source.open(folder, job.metadata.file)
    interview, turns = ingest.read(source, job.metadata, guide, identify)
    analysed = models.language.analyse_interview(interview, turns)
    segments = segment.segment(analysed, guide, models.segment)
    language_of = partial(identify, fallback=interview.language)
    passages = cut(analysed, segments, inputs.settings.passages.max_words, language_of)
    to_review = inputs.settings.new_themes.review_passages
    tags = themes.tag(analysed, passages, guide, models.themes, inputs.codebook, to_review)
    questions = {entry.question_id: guide.text_of(entry.question_id) for entry in guide.entries()}
    tables = to_tables(interview, turns, segments, passages, tags, questions)
    judged = [watching.Judged(tag.theme, tag.probability, tag.tagged) for tag in tags]
    return tables, watching.figures_of(passages, judged)


def _fault(error: Exception) -> KgnlpError:
    """Where a fault of the program lies. Its own message may hold transcript text, so it is left out."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "unknown place"
    return KgnlpError(
        f"a fault in the program ({type(error).__name__} at {place})",
        expected="none",
        action="Report it with this line; the other interviews are not touched by it.",
    )
