"""Text with a row a line: time, speaker and content, between tabs, commas or semicolons (NVivo, Zoom)."""

from __future__ import annotations

import csv

from kgnlp.ingest.source import Form, Source, Transcript
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
    try:
        rows = list(csv.reader(source.text.split("\n"), delimiter=delimiter, skipinitialspace=True))
    except csv.Error:  # no rows at all; the form is then another
        return []
    return [row for row in rows if any(cell.strip() for cell in row)]


FORM = Form("delimited_text", "Text with tabs or commas, from NVivo or Zoom", _recognise, _read)
