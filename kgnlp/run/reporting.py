"""What the report needs of a run: its tables, and what is known of its models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from kgnlp.report import (
    UNREAD,
    FileNotice,
    Measured,
    ModelFacts,
    NoticeKind,
    ReportContext,
    ReportTables,
    write,
)
from kgnlp.run.inputs import Inputs
from kgnlp.run.plan import Notice
from kgnlp.run.summary import Summary
from kgnlp.tables import REPORT, SCHEMAS, Store
from kgnlp.training import registry
from kgnlp.training.learnt import read_learnt
from kgnlp.watching import Report


def write_report(
    store: Store, generation: str, summary: Summary, watched: Report | None, inputs: Inputs
) -> None:
    """Write the report on the tables of a generation into it."""
    tables = ReportTables(**{name: _read(store, generation, name) for name in SCHEMAS})
    context = ReportContext(
        guides=inputs.guides,
        codebook=inputs.codebook,
        run_date=dt.datetime.now().astimezone().date(),
        models=(_facts(inputs),),
        notices=tuple(_file_notice(notice) for notice in summary.notices),
        done=summary.done,
        unchanged=summary.unchanged,
        watched=watched,
    )
    with store.writing(generation, REPORT) as file:
        write(tables, context, file, inputs.settings.report.language)


def _read(store: Store, generation: str, name: str) -> pd.DataFrame:
    columns = [column for column in SCHEMAS[name].names if column not in UNREAD.get(name, ())]
    with store.open_table(generation, name) as file:
        # Column by column, so that no table is there twice.
        found: pd.DataFrame = pq.read_table(file, columns=columns).to_pandas(
            split_blocks=True, self_destruct=True
        )
    return found


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
        trained_on=frozenset(read_learnt(inputs.settings.models / inputs.model_version)),
        themes={theme: _measured(values) for theme, values in metrics["themes"].items()},
    )


def _measured(values: Mapping[str, Any]) -> Measured:
    return Measured(values["precision"], values["recall"], values["threshold"], values["positives"])
