"""JSON of segments without speakers, as Whisper writes it."""

from kgnlp.ingest.json_segments import is_json, json_cues
from kgnlp.ingest.source import Form, Source, Transcript


def _recognise(source: Source) -> float:
    """Damaged JSON is of this form too, so that the message can say what is wrong with it."""
    return 0.8 if is_json(source) else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(json_cues(source))


FORM = Form("whisper_json", "JSON from Whisper", _recognise, _read)
