"""OpenDocument text: paragraphs with labels, or a table of speakers and text."""

from kgnlp.ingest.documents import is_odt, open_odt
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.table_rows import is_mostly_tables, read_tables


def _recognise(source: Source) -> float:
    return 1.0 if is_odt(source) else 0.0


def _read(source: Source) -> Transcript:
    document = open_odt(source)
    return read_tables(document) if is_mostly_tables(document) else read_paragraphs(document.lines)


FORM = Form("odt", "OpenDocument text", _recognise, _read)
