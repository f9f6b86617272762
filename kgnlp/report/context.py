"""What a report is made of: the tables of a run, and what is known of the run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from kgnlp.codebook import Codebook
from kgnlp.guide import Guide
from kgnlp.watching import Report as Watching

# Columns that the report does not read, by table; they are most of what the tables take in memory.
UNREAD = {
    "interviews": frozenset({"text"}),
    "turns": frozenset({"speaker", "role", "start", "end", "ends_s", "question_id"}),
    "passages": frozenset({"lemmas"}),
}


@dataclass(frozen=True, slots=True)
class ReportTables:
    """The five tables of a run, with the columns of :mod:`kgnlp.tables.schemas`; those of UNREAD may lack."""

    interviews: pd.DataFrame
    turns: pd.DataFrame
    segments: pd.DataFrame
    passages: pd.DataFrame
    tags: pd.DataFrame


class NoticeKind(StrEnum):
    """What a notice of a file is about."""

    NO_ROW = "no_row"  # a file without a row in interviews.csv
    NO_FILE = "no_file"  # a row in interviews.csv without its file
    UNREADABLE = "unreadable"  # a file that could not be read
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileNotice:
    """Something about one file that the evaluators should know; never text of a transcript."""

    file: str
    kind: NoticeKind
    found: str = ""  # what is the matter, in English like every error of kgnlp
    expected: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a theme is found, on interviews that the model was not trained on."""

    precision: float | None  # share of the tagged passages that carry the theme, 0 to 1
    recall: float | None  # share of the passages that carry the theme that are tagged, 0 to 1
    threshold: float | None  # probability from which a passage is tagged, 0 to 1
    positives: int | None = None  # passages with the theme that it was measured on


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What the reader must know of a model version to trust its tags as far as they go."""

    version: str
    training_interviews: int
    training_synthetic: bool  # whether any interview that it was trained on is invented
    measured_interviews: int
    measured_synthetic: bool  # whether any interview that it was measured on is invented
    cross_validated: bool  # measured by grouped cross-validation; else on interviews held out
    themes: Mapping[str, Measured] = field(default_factory=dict)  # by theme id
    question_accuracy: float | None = None  # share of turns on the right question, 0 to 1
    trained_on: frozenset[str] = frozenset()  # ids of the interviews that it was trained on


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What is known of the run beside its tables."""

    guides: Mapping[str, Guide]  # by id
    codebook: Codebook
    run_date: dt.date
    models: tuple[ModelFacts, ...] = ()
    notices: tuple[FileNotice, ...] = ()
    done: int = 0  # interviews read in this run
    unchanged: int = 0  # interviews that stayed as an earlier run made them
    watched: Watching | None = None  # None where the model version has no profile
