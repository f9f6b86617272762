"""Text with a row a line: time, speaker and content, between tabs, commas or semicolons (NVivo, Zoom)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Literal

from kgnlp.ingest.source import MAX_BYTES, Form, Source, Transcript
from kgnlp.ingest.table_rows import looks_like_rows, read_rows

_DELIMITERS = "\t,;"
_TRIED = 50  # rows that recognition looks at


def _recognise(source: Source) -> float:
    return 0.7 if source.is_plain and _delimiter(source) else 0.0


def _read(source: Source) -> Transcript:
    return read_rows(_rows(source, _delimiter(source) or "\t"))


def _delimiter(source: Source) -> str | None:
    """What stands between the columns; None where the lines are no rows."""
    for delimiter in _DELIMITERS:
        rows = _rows(source, delimiter)[:_TRIED]
        widths = {len(row) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and 2 <= max(widths) <= 6 and looks_like_rows(rows):
            return delimiter
    return None


def _rows(source: Source, delimiter: str) -> list[list[str]]:
    # A turn may be longer than what the parser takes by default; a file is bounded by MAX_BYTES.
    csv.field_size_limit(MAX_BYTES)
    try:
        rows = list(_reader(source, delimiter, csv.QUOTE_MINIMAL))
    except csv.Error:  # quotation marks that are speech; between tabs nothing needs them
        rows = list(_reader(source, delimiter, csv.QUOTE_NONE)) if delimiter == "\t" else []
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _reader(source: Source, delimiter: str, quoting: Literal[0, 3]) -> Iterable[list[str]]:
    lines = io.StringIO(source.text, newline="")
    return csv.reader(lines, delimiter=delimiter, quoting=quoting, skipinitialspace=True, strict=True)


FORM = Form("delimited_text", "Text with tabs or commas, from NVivo or Zoom", _recognise, _read)
