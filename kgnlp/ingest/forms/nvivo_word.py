"""Word with a table of time, content and speaker in any order, as NVivo exports it."""

from kgnlp.ingest.documents import is_word, open_word
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.table_rows import looks_like_rows, read_rows


def _recognise(source: Source) -> float:
    if not is_word(source):
        return 0.0
    document = open_word(source)
    in_tables = sum(
        len(cell) for table in document.tables if looks_like_rows(table) for row in table for cell in row
    )
    return 0.9 if in_tables > sum(map(len, document.paragraphs)) else 0.0


def _read(source: Source) -> Transcript:
    parts = [read_rows(table) for table in open_word(source).tables if looks_like_rows(table)]
    return Transcript(
        tuple(cue for part in parts for cue in part.cues),
        tuple(warning for part in parts for warning in part.warnings),
    )


FORM = Form("nvivo_word", "Word table from NVivo", _recognise, _read)
