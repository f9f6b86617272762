"""Text from WhisperX: ``[SPEAKER_00]: text``, a segment a line."""

import re

from kgnlp.domain import Cue
from kgnlp.ingest.caption_labels import LabelledCues
from kgnlp.ingest.source import Form, Source, Transcript

_LINE = re.compile(r"\[SPEAKER_\d+\]: ")
# Of the lines. A segment that no voice was found for has no label.
_MOST = 0.5


def _recognise(source: Source) -> float:
    if not source.is_plain or not source.lines:
        return 0.0
    return 0.8 if sum(bool(_LINE.match(line)) for line in source.lines) > _MOST * len(source.lines) else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(LabelledCues.of([Cue(line) for line in source.lines]).split())


FORM = Form("whisperx_text", "Text from WhisperX", _recognise, _read)
