"""Word: paragraphs with labels or names in bold; f4's times too."""

from kgnlp.ingest.documents import is_word, open_word
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    return 0.5 if is_word(source) else 0.0


def _read(source: Source) -> Transcript:
    return read_paragraphs(open_word(source).lines)


FORM = Form("word", "Word with speaker labels", _recognise, _read)
