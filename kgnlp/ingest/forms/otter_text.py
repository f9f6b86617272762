"""Text from Otter: ``Name  0:12`` on a line, what was said on the next ones, a blank line."""

from kgnlp.ingest.headed import is_headed, read_headed
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    return 0.8 if source.is_plain and is_headed(source.lines) else 0.0


def _read(source: Source) -> Transcript:
    return read_headed(source.lines)


FORM = Form("otter_text", "Text from Otter", _recognise, _read)
