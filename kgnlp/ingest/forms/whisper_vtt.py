"""WebVTT without speakers, as Whisper writes it; hours may be absent in its times."""

from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues


def _recognise(source: Source) -> float:
    return 0.4 if is_webvtt(source) else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(webvtt_cues(source))


FORM = Form("whisper_vtt", "WebVTT from Whisper", _recognise, _read)
