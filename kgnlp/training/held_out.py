"""How a model version judged the labelled interviews, each unseen: kept with it, to compare versions by.

No text is kept: ids, offsets, probabilities and what the labels said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kgnlp.errors import ModelError
from kgnlp.tables.schemas import HELD_OUT
from kgnlp.training.gather import STRENGTHS
from kgnlp.training.themes import Tagging
from kgnlp.training.truth import Judged

FILE = "held_out.parquet"
CELL = ["interview_id", "start", "end", "theme"]  # what a row is of


def held_out_rows(judged: Sequence[Judged], found: Sequence[Tagging], themes: Sequence[str]) -> pd.DataFrame:
    """A row for every passage and theme, labelled or not, with the columns of the schema.

    What has no label yet may get one, and is then compared too.

    Args:
        judged: the interviews with their labels.
        found: the tags of each, by classifiers and thresholds that were fitted without it.
        themes: ids of the themes.
    """
    return pd.concat(
        [_rows(one, tags, themes) for one, tags in zip(judged, found, strict=True)], ignore_index=True
    )


def _rows(judged: Judged, tags: Tagging, themes: Sequence[str]) -> pd.DataFrame:
    passages = judged.examples.passages
    labelled = pd.Series(judged.labelled.ravel())
    provenance = np.array([None, *(strength.value for strength in STRENGTHS)], dtype=object)
    return pd.DataFrame(
        {
            "interview_id": judged.examples.interview_id,
            "start": np.repeat([passage.start for passage in passages], len(themes)).astype(np.int32),
            "end": np.repeat([passage.end for passage in passages], len(themes)).astype(np.int32),
            "theme": list(themes) * len(passages),
            "probability": tags.probabilities.ravel().astype(np.float32),
            "tagged": tags.tagged.ravel(),
            "present": pd.Series(judged.present.ravel(), dtype="boolean").where(labelled),
            "provenance": provenance[judged.strength.ravel() + 1],
            "is_audit": judged.audit.ravel(),
        }
    )


def write_held_out(rows: pd.DataFrame, version_folder: Path) -> None:
    """Keep the rows in the folder of a version."""
    table = pa.Table.from_pandas(rows, schema=HELD_OUT, preserve_index=False)
    pq.write_table(table, version_folder / FILE, compression="zstd")


def keeps_held_out(version_folder: Path) -> bool:
    """Whether a version kept rows; those of earlier kgnlp don't."""
    return (version_folder / FILE).is_file()


def read_held_out(version_folder: Path) -> pd.DataFrame:
    """The rows of a version.

    Raises:
        ModelError: it kept none, as those of kgnlp before it compared versions; or of another schema.
    """
    file = version_folder / FILE
    table = pq.read_table(file) if file.is_file() else None
    if table is None or not table.schema.equals(HELD_OUT):
        found = "no" if table is None else f"columns {', '.join(table.schema.names)} in"
        raise ModelError(
            f"{found} {FILE} of model version {version_folder.name}",
            expected=f"columns {', '.join(HELD_OUT.names)}, to compare versions by",
            action="Train again: kgnlp retrain",
        )
    rows: pd.DataFrame = table.to_pandas()
    return rows.astype({"present": "boolean"})
