"""Text with a row a line: time, speaker and content, between tabs, commas or semicolons (NVivo, Zoom)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from kgnlp.ingest.source import MAX_BYTES, Form, Source, Transcript
from kgnlp.ingest.table_rows import looks_like_rows, read_rows

_DELIMITERS = "\t,;"
_TRIED = 50  # rows that recognition looks at
_MAX_COLUMNS = 6


def _recognise(source: Source) -> float:
    return 0.7 if source.is_plain and _delimiter(source) else 0.0


def _read(source: Source) -> Transcript:
    return read_rows(list(_rows(source, _delimiter(source) or "\t")))


def _delimiter(source: Source) -> str | None:
    """What stands between the columns; None where the lines are no rows."""
    for delimiter in _DELIMITERS:
        if delimiter not in source.text:
            continue
        rows = list(islice(_rows(source, delimiter), _TRIED))
        widths = {len(row) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and 2 <= max(widths) <= _MAX_COLUMNS and looks_like_rows(rows):
            return delimiter
    return None


def _rows(source: Source, delimiter: str) -> Iterator[list[str]]:
    """The rows that are not empty. Quotation marks hold cells together, unless they are speech."""
    # A turn may be longer than what the parser takes by default; a file is bounded by MAX_BYTES.
    csv.field_size_limit(MAX_BYTES)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if _is_quoted(source, delimiter) else csv.QUOTE_NONE
    lines = io.StringIO(source.text, newline="")
    for row in csv.reader(lines, delimiter=delimiter, quoting=quoting, skipinitialspace=True):
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield cells


def _is_quoted(source: Source, delimiter: str) -> bool:
    """Whether the quotation marks of the file are those of the format."""
    if '"' not in source.text:
        return False
    lines = io.StringIO(source.text, newline="")
    try:
        for _ in csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True):
            pass
    except csv.Error:
        return False
    return True


FORM = Form("delimited_text", "Text with tabs or commas, from NVivo or Zoom", _recognise, _read)
