"""JSON of segments without speakers, as Whisper writes it."""

from kgnlp.ingest.json_segments import json_cues, require_cues
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    return 0.8 if json_cues(source) is not None else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(require_cues(source))


FORM = Form("whisper_json", "JSON from Whisper", _recognise, _read)
