"""JSON of segments with speakers, as WhisperX writes it."""

from kgnlp.errors import TranscriptError
from kgnlp.ingest.json_segments import is_json, json_cues
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    if not is_json(source):
        return 0.0
    try:
        return 0.9 if any(cue.speaker for cue in json_cues(source)) else 0.0
    except TranscriptError:  # reading it as the form without speakers says why
        return 0.0


def _read(source: Source) -> Transcript:
    return Transcript(json_cues(source))


FORM = Form("whisperx_json", "JSON from WhisperX", _recognise, _read)
