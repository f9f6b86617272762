"""OpenDocument text: paragraphs with labels, or a table of speakers and text."""

from kgnlp.ingest.documents import is_odt, open_odt
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.table_rows import looks_like_rows, read_rows


def _recognise(source: Source) -> float:
    return 1.0 if is_odt(source) else 0.0


def _read(source: Source) -> Transcript:
    document = open_odt(source)
    tables = [table for table in document.tables if looks_like_rows(table)]
    if tables and not any(paragraph.strip() for paragraph in document.paragraphs[5:]):
        return Transcript(tuple(cue for table in tables for cue in read_rows(table).cues))
    return read_paragraphs(document.paragraphs)


FORM = Form("odt", "OpenDocument text", _recognise, _read)
