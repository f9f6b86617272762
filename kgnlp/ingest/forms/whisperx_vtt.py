"""WebVTT from WhisperX: ``[SPEAKER_00]: text`` in the cues."""

import re

from kgnlp.ingest.caption_labels import LabelledCues
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues

_LABEL = re.compile(r"^\[?SPEAKER_\d+\]?:", re.MULTILINE)


def _recognise(source: Source) -> float:
    return 0.8 if is_webvtt(source) and _LABEL.search(source.text) else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(LabelledCues.of(webvtt_cues(source)).split())


FORM = Form("whisperx_vtt", "WebVTT from WhisperX", _recognise, _read)
