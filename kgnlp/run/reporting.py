"""What the report needs of a run: its tables, and what is known of its models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from kgnlp.report import FileNotice, Measured, ModelFacts, NoticeKind, ReportContext, ReportTables, write
from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import Notice
from kgnlp.tables import REPORT, SCHEMAS
from kgnlp.training import registry


def write_report(
    generation: Path, notices: Sequence[Notice], done: int, unchanged: int, inputs: Inputs
) -> None:
    """Write the report on the tables of a generation into its folder."""
    tables = ReportTables(**{name: pd.read_parquet(generation / f"{name}.parquet") for name in SCHEMAS})
    context = ReportContext(
        guides=inputs.guides,
        codebook=inputs.codebook,
        run_date=dt.datetime.now().astimezone().date(),
        models=(_facts(inputs),),
        notices=tuple(_file_notice(notice) for notice in notices),
        done=done,
        unchanged=unchanged,
    )
    write(tables, context, generation / REPORT)


def _file_notice(notice: Notice) -> FileNotice:
    return FileNotice(notice.file, NoticeKind(notice.kind), notice.found, notice.expected, notice.action)


def _facts(inputs: Inputs) -> ModelFacts:
    manifest = registry.manifest(inputs.settings.models, inputs.model_version)
    metrics: Mapping[str, Any] = manifest.metrics
    return ModelFacts(
        version=manifest.version,
        training_interviews=metrics["interviews"],
        training_synthetic=metrics["synthetic"],
        measured_interviews=metrics["interviews"],
        measured_synthetic=metrics["synthetic"],
        cross_validated=True,
        themes={theme: _measured(values) for theme, values in metrics["themes"].items()},
    )


def _measured(values: Mapping[str, Any]) -> Measured:
    return Measured(values["precision"], values["recall"], values["threshold"], values["positives"])
