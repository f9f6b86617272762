"""WebVTT from WhisperX: ``[SPEAKER_00]: text`` in the cues."""

from kgnlp.ingest.caption_labels import split_labels
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues


def _recognise(source: Source) -> float:
    return 0.8 if is_webvtt(source) and "[SPEAKER_" in source.text else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(split_labels(webvtt_cues(source)))


FORM = Form("whisperx_vtt", "WebVTT from WhisperX", _recognise, _read)
