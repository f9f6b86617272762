"""Word with a table of time, content and speaker in any order, as NVivo exports it."""

from kgnlp.ingest.documents import is_word, open_word
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.table_rows import is_mostly_tables, read_tables


def _recognise(source: Source) -> float:
    return 0.9 if is_word(source) and is_mostly_tables(open_word(source)) else 0.0


def _read(source: Source) -> Transcript:
    return read_tables(open_word(source))


FORM = Form("nvivo_word", "Word table from NVivo", _recognise, _read)
