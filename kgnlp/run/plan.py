"""What a run has to do: which interviews are new or changed, which can stay as they are.

An interview is done again when anything that its rows follow from has changed: the transcript file, its
row in interviews.csv, its guide, the codebook, the settings, a model version or the code's own version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kgnlp.domain import Metadata
from kgnlp.errors import KgnlpError, TranscriptError
from kgnlp.guide import Guide
from kgnlp.ingest import Source, list_transcripts, read_metadata
from kgnlp.run.inputs import Inputs
from kgnlp.tables import SCHEMA_VERSION, Store

# Raised by hand when the code of a stage changes what it makes of the same input.
PIPELINE_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about one file that the evaluators should know; never text of a transcript."""

    file: str
    kind: str  # no_row, no_file, unreadable or other
    found: str
    expected: str
    action: str

    @classmethod
    def of(cls, file: str, kind: str, error: KgnlpError) -> Notice:
        """What an error says of a file."""
        return cls(file, kind, error.found, error.expected, error.action)

    def __str__(self) -> str:
        return f"{self.file}: found {self.found}; expected {self.expected}. {self.action}"


@dataclass(frozen=True, slots=True)
class Job:
    """One interview to be done, and the fingerprint of all that its rows follow from."""

    metadata: Metadata
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of a run."""

    done: tuple[Job, ...]  # their rows stay as they are
    failed: tuple[Job, ...]  # tried before, in vain; the notices say why
    to_do: tuple[Job, ...]
    notices: tuple[Notice, ...]

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All of them."""
        return self.done + self.failed + self.to_do


def make_plan(input_folder: Path, store: Store, inputs: Inputs) -> Plan:
    """Compare the input folder with what the output folder holds.

    Raises:
        InputError: the folder or its interviews.csv can't be used at all.
    """
    rows, row_faults = read_metadata(input_folder)
    notices = [Notice.of("interviews.csv", "other", fault) for fault in row_faults]
    notices += _unmatched(input_folder, rows)
    jobs: list[Job] = []
    for row in rows:
        if not (input_folder / row.file).is_file():
            continue
        try:
            guide = inputs.guide(row.guide)
            source = Source.open(input_folder, row.file)
        except KgnlpError as error:
            notices.append(Notice.of(row.file, "unreadable", error))
        else:
            jobs.append(Job(row, _fingerprint(source.sha256, row, guide, inputs.versions)))
    state = store.state()
    failed = tuple(job for job in jobs if job.fingerprint in state.failures)
    done = tuple(job for job in jobs if job.fingerprint in state.done)
    to_do = tuple(job for job in jobs if job.fingerprint not in state.done | state.failures.keys())
    notices += [Notice(job.metadata.file, "unreadable", *state.failures[job.fingerprint]) for job in failed]
    return Plan(done, failed, to_do, tuple(notices))


def _unmatched(input_folder: Path, rows: tuple[Metadata, ...]) -> list[Notice]:
    files = set(list_transcripts(input_folder))
    named = {row.file for row in rows}
    without_row = TranscriptError(
        "a file without a row in interviews.csv",
        expected="a row that says its interview_id, group, phase, role and guide",
        action="Add the row, or move the file out of the folder.",
    )
    without_file = TranscriptError(
        "a row without its file",
        expected="the file in the input folder, spelt as in the row",
        action="Put the file there, or correct or remove the row.",
    )
    return [
        *(Notice.of(file, "no_row", without_row) for file in sorted(files - named)),
        *(
            Notice.of(row.file, "no_file", without_file)
            for row in rows
            if not (input_folder / row.file).is_file()
        ),
    ]


def _fingerprint(sha256: str, row: Metadata, guide: Guide, versions: Mapping[str, str]) -> str:
    made_of = {
        "transcript": sha256,
        "row": asdict(row),
        "guide": guide.content_hash,
        "pipeline": PIPELINE_VERSION,
        "schema": SCHEMA_VERSION,
        **versions,
    }
    return hashlib.sha256(json.dumps(made_of, sort_keys=True, default=str).encode()).hexdigest()[:32]
