"""Text from Otter: ``Name  0:12`` on a line, what was said on the next ones, a blank line."""

import re

from kgnlp.ingest.labels import looks_like_label
from kgnlp.ingest.paragraphs import read_paragraphs
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.timestamps import CLOCK

_HEAD = re.compile(rf"(?P<name>\S.{{0,60}}?)\s+{CLOCK}")


def _recognise(source: Source) -> float:
    if not source.is_plain:
        return 0.0
    heads = [match for line in source.lines if (match := _HEAD.fullmatch(line))]
    names = [head for head in heads if looks_like_label(head["name"])]
    return 0.8 if len(names) > 1 and len(names) >= 0.2 * len(source.lines) else 0.0


def _read(source: Source) -> Transcript:
    last = source.lines[-1]
    own = 1 if "otter.ai" in last.lower() else 0  # «Transcribed by https://otter.ai»
    return read_paragraphs(source.lines[: len(source.lines) - own])


FORM = Form("otter_text", "Text from Otter", _recognise, _read)
