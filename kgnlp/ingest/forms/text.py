"""Plain text with speaker labels, as people type it."""

from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    """Any text may be one; every other form of text is surer of its own."""
    return 0.1 if source.is_plain and source.lines else 0.0


def _read(source: Source) -> Transcript:
    return read_paragraphs(source.lines)


FORM = Form("text", "Plain text", _recognise, _read)
