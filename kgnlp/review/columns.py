"""Columns of tables as arrays. Arrow's own ``to_numpy`` imports pandas: half a second at the start."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


def whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column as a single array."""
    one = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return one.chunk(0) if isinstance(one, pa.ChunkedArray) else one


def numbers(column: pa.ChunkedArray | pa.Array) -> npt.NDArray[Any]:
    """The values of a column of numbers or truth values, none of them missing."""
    array = whole(column)
    if pa.types.is_boolean(array.type):
        return np.from_dlpack(pc.cast(array, pa.uint8())).astype(np.bool_)
    return np.from_dlpack(array)


def by_interview(table: pa.Table) -> tuple[pa.Table, dict[str, tuple[int, int]]]:
    """A table with the rows of each interview together, and where they are: first row and number of rows."""
    names = whole(table["interview_id"]).dictionary_encode()
    codes = numbers(names.indices)
    if np.any(np.diff(codes) < 0):
        order = np.argsort(codes, kind="stable")
        table, codes = table.take(pa.array(order)), codes[order]
    counts = np.bincount(codes, minlength=len(names.dictionary))
    begins = np.cumsum(counts) - counts
    places = zip(begins.tolist(), counts.tolist(), strict=True)
    return table.combine_chunks(), dict(zip(names.dictionary.to_pylist(), places, strict=True))
