"""JSON of segments with speakers, as WhisperX writes it."""

from kgnlp.ingest.json_segments import json_cues, require_cues
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    cues = json_cues(source)
    return 0.9 if cues and any(cue.speaker for cue in cues) else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(require_cues(source))


FORM = Form("whisperx_json", "JSON from WhisperX", _recognise, _read)
