"""WebVTT with ``Name: text`` in the cues, as Zoom writes it."""

from kgnlp.ingest.caption_labels import labelled_share, split_labels
from kgnlp.ingest.source import Form, Source, Transcript
from kgnlp.ingest.webvtt_cues import is_webvtt, webvtt_cues


def _recognise(source: Source) -> float:
    return 0.6 if is_webvtt(source) and labelled_share(webvtt_cues(source)) > 0.05 else 0.0


def _read(source: Source) -> Transcript:
    return Transcript(split_labels(webvtt_cues(source)))


FORM = Form("zoom_vtt", "WebVTT from Zoom", _recognise, _read)
