"""Word as Teams writes it: a few header lines, then ``Name   12:34`` and the text after a line break."""

from kgnlp.ingest.documents import is_word, open_word
from kgnlp.ingest.headed import is_headed, read_headed
from kgnlp.ingest.source import Form, Source, Transcript


def _lines(source: Source) -> list[str]:
    return [line.text for line in open_word(source).lines]


def _recognise(source: Source) -> float:
    return 0.8 if is_word(source) and is_headed(_lines(source)) else 0.0


def _read(source: Source) -> Transcript:
    return read_headed(_lines(source))


FORM = Form("teams_word", "Word from Teams", _recognise, _read)
